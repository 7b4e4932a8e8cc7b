"""What of a series follows from the rest, the changelogs of its pairs and its own; which of them a change touches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

import tracker
from tracker.corpus import layout
from tracker.corpus.frontmatter import read_text, write_version
from tracker.corpus.versions import in_time, pairs_of
from tracker.model.comparison import Comparison
from tracker.model.corpus import Provenance, Series, Version
from tracker.report.series import NEWEST, SeriesEntry, SeriesPair, series_changelog_markdown, series_entry
from tracker.usecases import Progress
from tracker.usecases.reading import Shelf, origin_of

Pair = tuple[str, str]
"""Names of two versions of a series, older first."""


@dataclass(frozen=True, slots=True)
class Derived:
    files: Mapping[PurePosixPath, bytes | None]
    comparisons: Mapping[Pair, Comparison]
    """Of those pairs that were asked to be kept."""


class Memory(Protocol):
    """Keeps what can be made again; see `tracker.corpus.memory`."""

    def recall(self, name: str) -> bytes | None: ...

    def remember(self, name: str, data: bytes) -> None: ...


class _NoMemory:
    def recall(self, name: str) -> None:
        return None

    def remember(self, name: str, data: bytes) -> None:
        return None


NO_MEMORY: Memory = _NoMemory()


@dataclass(frozen=True, slots=True)
class Stand:
    """A series as it will be: its versions, oldest first, and those texts that are not in the work tree yet."""

    root: Path
    series: Series
    versions: tuple[Version, ...]
    texts: Mapping[str, str]
    changelogs: tuple[Pair, ...] | None = None
    reviews: tuple[Pair, ...] | None = None
    """Pairs that have a changelog, and that have a review; None for those in the work tree."""

    def changelog_pairs(self) -> tuple[Pair, ...]:
        return layout.pair_names(self.root, self.series.id) if self.changelogs is None else self.changelogs

    def review_pairs(self) -> tuple[Pair, ...]:
        return layout.review_pairs(self.root, self.series.id) if self.reviews is None else self.reviews

    def version(self, name: str) -> Version:
        return next(version for version in self.versions if version.name == name)

    def text(self, version: Version) -> str:
        text = self.texts.get(version.name)
        return read_text(self.root, version.series, version.name) if text is None else text


def touched_pairs(
    stand: Stand, before: tuple[Version, ...], changed: Collection[str], *, elsewhere: Collection[Pair] = ()
) -> tuple[list[Pair], list[Pair]]:
    """The pairs whose changelogs have to be written, and those whose have to go, when the versions named were added,
    removed or altered. `elsewhere` are pairs of neighbours in another line of history that is being merged.

    A pair that is no longer one of neighbours goes, so that the order of adding leaves no trace, unless somebody has
    reviewed it.
    """
    place = {version.name: position for position, version in enumerate(stand.versions)}
    were, are = {*pairs_of(before), *elsewhere}, pairs_of(stand.versions)
    lasting = {*are, *stand.review_pairs()}
    present = stand.changelog_pairs()
    kept = {pair for pair in present if in_time(pair, place) and (pair in lasting or pair not in were)}
    new = [pair for pair in are if pair not in were or pair not in kept or touches(pair, changed)]
    other = sorted(pair for pair in kept.difference(are) if touches(pair, changed))
    return [*new, *other], [pair for pair in present if pair not in kept]


def touches(pair: Pair, names: Collection[str]) -> bool:
    return pair[0] in names or pair[1] in names


def derive(
    stand: Stand,
    shelf: Shelf,
    memory: Memory,
    *,
    write: Iterable[Pair],
    delete: Iterable[Pair] = (),
    keep: Collection[Pair] = (),
    anew: bool = False,
    progress: Progress | None = None,
) -> Derived:
    """The changelogs of the pairs to write, and the series' own. `anew` trusts nothing that was remembered."""
    from tracker.report.markdown import changelog_markdown

    series = stand.series.id
    files: dict[PurePosixPath, bytes | None] = {layout.changelog_path(series, *pair): None for pair in delete}
    comparisons: dict[Pair, Comparison] = {}
    newest = pairs_of(stand.versions)[-NEWEST:]
    remembered = {} if anew else _recalled(memory, series)
    entries: dict[Pair, tuple[str, SeriesEntry]] = {}

    def take_entry(pair: Pair, comparison: Comparison) -> None:
        link = f"{layout.changes_folder(series).name}/{layout.changelog_path(series, *pair).name}"
        entries[pair] = (_key(stand, shelf, pair), series_entry(SeriesPair(comparison, link)))

    wanted = list(write)
    for pair in wanted:
        comparison = compared(stand, shelf, pair, progress)
        provenance = Provenance(*(origin_of(stand.version(name)) for name in pair))
        path = layout.changelog_path(series, *pair)
        files[path] = changelog_markdown(comparison, provenance=provenance).encode("utf-8", "replace")
        if pair in newest:
            take_entry(pair, comparison)
        if pair in keep:
            comparisons[pair] = comparison
    for pair in newest:
        key = _key(stand, shelf, pair)
        if pair in entries:
            continue
        if key in remembered:
            entries[pair] = (key, remembered[key])
        else:
            take_entry(pair, compared(stand, shelf, pair, progress))
    ordered = [entries[pair] for pair in newest]
    memory.remember(_memo_name(series), json.dumps({key: asdict(entry) for key, entry in ordered}).encode("ascii"))
    text = series_changelog_markdown(stand.series, stand.versions, [entry for _, entry in ordered])
    files[layout.series_changelog_path(series)] = text.encode("utf-8", "replace") if stand.versions else None
    return Derived(files, comparisons)


def compared(stand: Stand, shelf: Shelf, pair: Pair, progress: Progress | None = None) -> Comparison:
    """The comparison of two versions of the series."""
    from tracker.compare import compare

    if progress:
        progress(f"comparing {stand.series.id} {pair[0]} with {pair[1]}")
    old, new = (stand.version(name) for name in pair)
    return compare(shelf.tagged(old, stand.text(old)), shelf.tagged(new, stand.text(new)), shelf.codebook)


def _key(stand: Stand, shelf: Shelf, pair: Pair) -> str:
    """Names everything that the comparison of the pair depends on."""
    digest = hashlib.sha256(f"{tracker.__version__}\n{shelf.codebook.sha256}\n".encode())
    for name in pair:
        version = stand.version(name)
        digest.update(write_version(version, stand.text(version)))
    return digest.hexdigest()


def _memo_name(series: str) -> str:
    return f"entries of {series}"


def _recalled(memory: Memory, series: str) -> dict[str, SeriesEntry]:
    data = memory.recall(_memo_name(series))
    try:
        records = json.loads(data) if data else {}
        return {key: _entry(record) for key, record in records.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _entry(record: dict[str, object]) -> SeriesEntry:
    """Back from JSON, which knows no tuples."""
    return SeriesEntry(**{key: _as_tuples(value) for key, value in record.items()})  # type: ignore[arg-type]


def _as_tuples(value: object) -> object:
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value
