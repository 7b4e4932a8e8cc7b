"""The versions of a series in the order of time, from front matter alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from tracker.corpus import layout
from tracker.corpus.frontmatter import read_version
from tracker.errors import DataError
from tracker.model.corpus import Version


def list_versions(root: Path, series: str) -> tuple[Version, ...]:
    """All versions, oldest first. DataError when the front matter of one is wrong: its place in time is not known."""
    return in_order(read_version(root, series, name) for name in layout.version_names(root, series))


def list_readable_versions(root: Path, series: str) -> tuple[tuple[Version, ...], tuple[str, ...]]:
    """The versions that can be read, oldest first, and what is wrong with the others."""
    versions, faults = [], []
    for name in layout.version_names(root, series):
        try:
            versions.append(read_version(root, series, name))
        except DataError as error:
            faults.append(str(error))
    return in_order(versions), tuple(faults)


def in_order(versions: Iterable[Version]) -> tuple[Version, ...]:
    return tuple(sorted(versions, key=lambda version: version.order))


def neighbours(versions: tuple[Version, ...], name: str) -> tuple[Version | None, Version | None]:
    """The versions before and after the one of that name, which is among them."""
    position = next(index for index, version in enumerate(versions) if version.name == name)
    before = versions[position - 1] if position else None
    after = versions[position + 1] if position + 1 < len(versions) else None
    return before, after


def in_time(pair: tuple[str, str], place: Mapping[str, int]) -> bool:
    """Whether both versions of a pair have a place in the series, the older one before the newer."""
    old, new = pair
    return old in place and new in place and place[old] < place[new]


def pairs_of(versions: tuple[Version, ...]) -> tuple[tuple[str, str], ...]:
    """Names of neighbours, older first."""
    return tuple((old.name, new.name) for old, new in pairwise(versions))
