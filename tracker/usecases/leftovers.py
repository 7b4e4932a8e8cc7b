"""Tells the changelogs that a merge left of pairs that are neighbours no more from those that somebody asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tracker.corpus import layout
from tracker.corpus.frontmatter import parse_front, split_version
from tracker.corpus.history import adding_commit, files_at
from tracker.corpus.versions import in_order, pairs_of
from tracker.errors import DataError
from tracker.model.corpus import Version
from tracker.usecases.derived import Pair


def leftover_pairs(root: Path, series: str, pairs: Iterable[Pair]) -> frozenset[Pair]:
    """Those of the pairs that were written because they were neighbours, or along with one of their versions.

    Each of two branches adds a version and writes changelogs for its own neighbours; in the merged series some of them
    are neighbours no more. A pair that somebody asked for by name was written without a version, and far apart.
    """
    return frozenset(pair for pair in pairs if _came_by_itself(root, series, pair))


def _came_by_itself(root: Path, series: str, pair: Pair) -> bool:
    found = adding_commit(root, layout.changelog_path(series, *pair))
    if found is None:
        return True
    commit, changed = found
    if any(layout.version_at(path) == (series, path.stem) for path in changed):
        return True
    return pair in pairs_of(_versions_at(root, series, commit))


def _versions_at(root: Path, series: str, commit: str) -> tuple[Version, ...]:
    versions = []
    for path, data in files_at(root, commit, layout.series_folder(series)).items():
        if layout.version_at(path) is not None:
            source = f"{commit}:{path}"
            try:
                front, _ = split_version(data, source=source)
                versions.append(parse_front(front, series=series, name=path.stem, source=source))
            except DataError:
                continue
    return in_order(versions)
