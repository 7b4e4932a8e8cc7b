"""How a call names what it means: `us-nds`, `us-nds@2022`, `us-nds@2018..2022`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.corpus import layout
from tracker.corpus.versions import list_versions
from tracker.errors import UsageError
from tracker.model.corpus import Version

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Reference:
    """A series with no, one or two versions of it, as named in a call; says nothing on whether they exist."""

    series: str
    old: str | None = None
    """The left side of `..`, or the only version named."""
    new: str | None = None
    is_range: bool = False
    """`..` was written; a side left empty means the version next to the other in time."""

    def __str__(self) -> str:
        if self.is_range:
            return f"{self.series}@{self.old or ''}..{self.new or ''}"
        return f"{self.series}@{self.old}" if self.old else self.series


def parse_reference(text: str) -> Reference | None:
    """None for what cannot be one (a path with a slash, a name with a blank)."""
    series, at, rest = text.partition("@")
    old, dots, new = rest.partition("..")
    names = [series, *(name for name in (old, new) if name)]
    if any(layout.name_fault(name) for name in names) or (at and not old and not new):
        return None
    return Reference(series, old or None, new or None, is_range=bool(dots))


def require_reference(text: str) -> Reference:
    reference = parse_reference(text)
    if reference is None:
        raise UsageError(f"{text!r} names no version", remedy="write SERIES@VERSION, for example us-nds@2022")
    return reference


def find_version(root: Path, text: str) -> Version:
    """The version that `us-nds@2022` or `us-nds` (its newest) names; UsageError, with those there are, otherwise."""
    reference = require_reference(text)
    if reference.is_range:
        raise UsageError(f"{text} names two versions where one is wanted")
    versions = versions_of(root, reference.series)
    return version_named(versions, reference.series, reference.old) if reference.old else versions[-1]


def find_pair(root: Path, reference: Reference) -> tuple[Version, Version]:
    """The two versions, older first.

    `us-nds@2018..2022` both as named, `us-nds@2022` that and the one before it, `us-nds@2018..` that and the newest,
    `us-nds@..2022` as `us-nds@2022`, `us-nds` the newest and the one before it.
    """
    versions = versions_of(root, reference.series)
    if len(versions) < 2:
        raise UsageError(f"{reference.series} has one version so far, {versions[0].name}: nothing to compare")
    if reference.is_range and reference.old:
        old = version_named(versions, reference.series, reference.old)
        new = version_named(versions, reference.series, reference.new) if reference.new else versions[-1]
    else:
        named = reference.new or reference.old
        new = version_named(versions, reference.series, named) if named else versions[-1]
        position = versions.index(new)
        if position == 0:
            raise UsageError(f"{new.id} is the oldest version of its series: there is none before it")
        old = versions[position - 1]
    if old == new:
        raise UsageError(f"{reference} names {old.id} twice", remedy="name two different versions")
    return (old, new) if old.order < new.order else (new, old)


def versions_of(root: Path, series: str) -> tuple[Version, ...]:
    """All versions of a series that has some, oldest first."""
    require_series(root, series)
    versions = list_versions(root, series)
    if not versions:
        raise UsageError(f"{series} has no version yet", remedy=f"add one with: tracker add {series} VERSION FILE")
    return versions


def require_series(root: Path, series: str) -> None:
    known = layout.series_ids(root)
    if series not in known:
        raise UsageError(f"no series {series!r} in this corpus", remedy=_those_there_are(series, known))


def version_named(versions: Sequence[Version], series: str, name: str) -> Version:
    for version in versions:
        if version.name == name:
            return version
    names = [version.name for version in versions]
    raise UsageError(f"no version {name!r} of {series}", remedy=_those_there_are(name, names))


def _those_there_are(name: str, known: Sequence[str]) -> str:
    if not known:
        return "it is empty; begin with: tracker add SERIES VERSION FILE"
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    return f"there is {_listed(known[-_MOST_NAMED:])}{more}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
