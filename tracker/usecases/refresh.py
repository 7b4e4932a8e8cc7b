"""Brings the changelogs of a corpus that git holds up to date with its texts: what is to be written, what has to go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tracker.corpus import layout
from tracker.corpus.held import Held
from tracker.model.comparison import Comparison
from tracker.model.corpus import Version
from tracker.usecases import Progress
from tracker.usecases.derived import Memory, Pair, Stand, compared, derive, touched_pairs
from tracker.usecases.held import (
    SeriesChanges,
    changes_between,
    held_codebook,
    held_stand,
    held_versions,
    neighbours_in,
)
from tracker.usecases.reading import Shelf


@dataclass(frozen=True, slots=True)
class Arrival:
    """A version that was not there before."""

    version: Version
    before: Version | None
    """The one before it in time."""
    comparison: Comparison | None
    """With the one before it."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    files: Mapping[str, bytes | None]
    """What differs from what is held, by path relative to the root; None for what has to go."""
    changes: tuple[SeriesChanges, ...]
    arrivals: tuple[Arrival, ...]
    notes: tuple[str, ...]


def refresh(
    old: tuple[Held, ...], new: Held, memory: Memory, *, trusting: bool = False, progress: Progress | None = None
) -> Refreshed:
    """`old` is HEAD and whatever is being merged into it; the first of them must be there.

    `trusting` is for a history that others wrote: a changelog that came along with its text is taken to be right,
    even where this program would write it otherwise.
    """
    changes = {change.series: change for change in changes_between(old[0], new)}
    nothing = Refreshed({}, tuple(changes.values()), (), ())
    considered = _considered(old[0], new, changes, everything=trusting)
    if not considered:
        return nothing
    files: dict[str, bytes | None] = {}
    arrivals: list[Arrival] = []
    notes: list[str] = []
    shelf = Shelf(new.repository.top / new.prefix, held_codebook(new))
    for series in considered:
        change = changes.get(series, SeriesChanges(series, (), (), ()))
        versions, faults = held_versions(new, series)
        if faults:
            notes.append(f"{faults[0]}: no changelog of {series} was built")
            continue
        stand = held_stand(new, series, versions)
        write, delete = _touched(old, new, stand, change, trusting=trusting)
        if trusting and not write and not delete:
            continue
        added = _added(versions, change)
        wanted = {(before.name, version.name) for before, version in added if before is not None}
        derived = derive(stand, shelf, memory, write=write, delete=delete, keep=wanted, progress=progress)
        files |= {str(path): data for path, data in derived.files.items()}
        for before, version in added:
            comparison = derived.comparisons.get((before.name, version.name)) if before is not None else None
            arrivals.append(Arrival(version, before, comparison))
    held = new.read_all(files)
    return Refreshed(
        files={path: data for path, data in files.items() if held.get(path) != data},
        changes=tuple(changes.values()),
        arrivals=tuple(arrivals),
        notes=tuple(notes),
    )


def arrivals_between(old: Held, new: Held, limit: int, *, progress: Progress | None = None) -> tuple[Arrival, ...]:
    """The versions that `new` alone has, oldest first; the newest `limit` of each series compared with those before."""
    found: list[Arrival] = []
    shelf = Shelf(new.repository.top / new.prefix, held_codebook(new))
    for change in changes_between(old, new):
        versions, _ = held_versions(new, change.series)
        stand = held_stand(new, change.series, versions)
        added = _added(versions, change)
        for number, (before, version) in enumerate(added):
            near = before is not None and len(added) - number <= limit
            comparison = (
                compared(stand, shelf, (before.name, version.name), progress) if before is not None and near else None
            )
            found.append(Arrival(version, before, comparison))
    return tuple(sorted(found, key=lambda arrival: arrival.version.order))


def _considered(old: Held, new: Held, changes: Collection[str], *, everything: bool) -> list[str]:
    if everything:
        return list(new.series_ids())
    described = {
        series
        for series in new.series_ids()
        if old.blobs.get(path := str(layout.series_path(series))) != new.blobs.get(path)
    }
    return sorted({*changes, *described})


def _touched(
    old: tuple[Held, ...], new: Held, stand: Stand, change: SeriesChanges, *, trusting: bool
) -> tuple[list[Pair], list[Pair]]:
    """The pairs whose changelogs are to be written, and those whose have to go."""
    before, _ = held_versions(old[0], change.series)
    elsewhere = frozenset[Pair]().union(*(neighbours_in(held, change.series) for held in old[1:]))
    write, delete = touched_pairs(stand, before, change.touched, elsewhere=elsewhere)
    if trusting:
        write = [pair for pair in write if not _came_along(old[0], new, change.series, pair)]
    return write, delete


def _added(versions: tuple[Version, ...], change: SeriesChanges) -> list[tuple[Version | None, Version]]:
    """The versions that came, oldest first, each with the one before it."""
    return [pair for pair in zip((None, *versions), versions, strict=False) if pair[1].name in change.added]


def _came_along(old: Held, new: Held, series: str, pair: Pair) -> bool:
    path = str(layout.changelog_path(series, *pair))
    return path in new.blobs and new.blobs[path] != old.blobs.get(path)
