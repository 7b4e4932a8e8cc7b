"""Reads a corpus that git holds: its versions, series and codebook, and what one state of it has that another lacks."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker import yamltext
from tracker.corpus import layout
from tracker.corpus.frontmatter import parse_front, split_version
from tracker.corpus.held import Held
from tracker.corpus.settings import series_in
from tracker.corpus.versions import in_order, pairs_of
from tracker.errors import DataError
from tracker.model.corpus import Series, Version
from tracker.model.theme import Codebook
from tracker.usecases.derived import Pair, Stand

# The newest pairs of a series, which its changelog spells out, are asked for more than once.
_KEPT = 32


class HeldTexts(Mapping[str, str]):
    """Canonical texts of a series by version, each read when it is asked for."""

    def __init__(self, held: Held, series: str, names: Iterable[str]) -> None:
        self._held = held
        self._series = series
        self._names = tuple(names)
        self._read: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._read:
            path = layout.text_path(self._series, name)
            data = self._held.read(path) if name in self._names else None
            if data is None:
                raise KeyError(name)
            while len(self._read) >= _KEPT:
                del self._read[next(iter(self._read))]
            self._read[name] = split_version(data, source=str(path))[1]
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, slots=True)
class SeriesChanges:
    """What happened to the texts of one series. Names of versions, sorted."""

    series: str
    added: tuple[str, ...]
    altered: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def touched(self) -> tuple[str, ...]:
        return (*self.added, *self.altered, *self.removed)


def held_series(held: Held, series: str) -> Series:
    path = layout.series_path(series)
    data = held.read(path)
    return Series(series, title=series) if data is None else series_in(yamltext.decoded(data, str(path)), series)


def held_versions(held: Held, series: str) -> tuple[tuple[Version, ...], tuple[str, ...]]:
    """The versions that can be read, oldest first, and what is wrong with the others."""
    versions, faults = [], []
    names = held.version_names(series)
    contents = held.read_all(str(layout.text_path(series, name)) for name in names)
    for name in names:
        path = layout.text_path(series, name)
        try:
            front, _ = split_version(contents[str(path)], source=str(path))
            versions.append(parse_front(front, series=series, name=name, source=str(path)))
        except DataError as error:
            faults.append(str(error))
    return in_order(versions), tuple(faults)


def held_codebook(held: Held) -> Codebook:
    from tracker.codebook.load import load_codebook

    data = held.read(layout.CODEBOOK)
    if data is None:
        raise DataError(f"{layout.CODEBOOK}: is missing", remedy="commit it, or begin one with: tracker init")

    def read_other(name: str) -> str:
        path = PurePosixPath(posixpath.normpath(layout.CODEBOOK.parent / name))
        other = held.read(path)
        if other is None:
            raise DataError("it is not there", remedy="commit it too")
        return yamltext.decoded(other, str(path))

    return load_codebook(yamltext.decoded(data, str(layout.CODEBOOK)), source=str(layout.CODEBOOK), read=read_other)


def held_stand(held: Held, series: str, versions: tuple[Version, ...]) -> Stand:
    return Stand(
        root=Path(held.repository.top, held.prefix),
        series=held_series(held, series),
        versions=versions,
        texts=HeldTexts(held, series, [version.name for version in versions]),
        changelogs=held.changelog_pairs(series),
        reviews=held.review_pairs(series),
    )


def changes_between(old: Held, new: Held) -> tuple[SeriesChanges, ...]:
    """Of those series in which a text differs."""
    found = []
    for series in sorted({*old.series_ids(), *new.series_ids()}):
        were, are = set(old.version_names(series)), set(new.version_names(series))
        paths = {name: str(layout.text_path(series, name)) for name in were & are}
        altered = [name for name, path in paths.items() if old.blobs[path] != new.blobs[path]]
        changes = SeriesChanges(series, tuple(sorted(are - were)), tuple(sorted(altered)), tuple(sorted(were - are)))
        if changes.touched:
            found.append(changes)
    return tuple(found)


def neighbours_in(held: Held, series: str) -> frozenset[Pair]:
    """Pairs of neighbours, as far as versions can be read."""
    return frozenset(pairs_of(held_versions(held, series)[0]))
