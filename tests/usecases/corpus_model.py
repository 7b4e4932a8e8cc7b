"""The simplest model of a corpus: what its versions say, and of which pairs there are changelogs made from what.

A version is its text, the text that its snapshot gives, and how often it was corrected. A changelog is known by the two
versions that it was made from; after everything else was told, the two agree or one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeVar

_T = TypeVar("_T")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    source: str
    """The text that the snapshot gives."""
    text: str
    corrections: int = 0

    def with_text_derived(self) -> Entry:
        return self if self.corrections else replace(self, text=self.source)


Made = tuple[Entry, Entry] | str
"""What a changelog was made from; a text of its own where somebody wrote into it."""


@dataclass(frozen=True)
class Model:
    versions: Mapping[str, Entry] = field(default_factory=dict)
    changelogs: Mapping[Pair, Made] = field(default_factory=dict)
    asked: frozenset[Pair] = frozenset()
    """Pairs that were no neighbours and whose changelog somebody asked for."""
    summary: tuple[tuple[str, Entry], ...] | str | None = None
    """What the changelog of the series was made from."""

    @property
    def names(self) -> list[str]:
        """In the order of publication, which is that of the names here."""
        return sorted(self.versions)

    @property
    def neighbours(self) -> list[Pair]:
        return list(pairwise(self.names))

    def is_sound(self) -> bool:
        """Whether verifying finds nothing."""
        return (
            all(entry == entry.with_text_derived() for entry in self.versions.values())
            and set(self.neighbours) <= set(self.changelogs)
            and all(self._is_current(pair) for pair in self.changelogs)
            and self.summary == self._summary()
        )

    def _is_current(self, pair: Pair) -> bool:
        return set(pair) <= set(self.versions) and self.changelogs[pair] == self._made(pair)

    def _made(self, pair: Pair) -> Made:
        return self.versions[pair[0]], self.versions[pair[1]]

    def _summary(self) -> tuple[tuple[str, Entry], ...] | None:
        return tuple((name, self.versions[name]) for name in self.names) or None

    def by_tool(self, versions: Mapping[str, Entry], changed: str) -> Model:
        """After the program added, removed or corrected one version."""
        after = replace(self, versions=versions)
        kept = {
            pair
            for pair in self.changelogs
            if set(pair) <= set(versions) and (pair in after.neighbours or pair not in self.neighbours)
        }
        fresh = {
            pair
            for pair in {*kept, *after.neighbours}
            if changed in pair or (pair in after.neighbours and (pair not in self.neighbours or pair not in kept))
        }
        changelogs = {pair: self.changelogs[pair] for pair in kept} | {pair: after._made(pair) for pair in fresh}
        return replace(after, changelogs=changelogs, asked=self.asked & set(changelogs), summary=after._summary())

    def asked_for(self, pair: Pair) -> Model:
        new = pair not in self.changelogs and pair not in self.neighbours
        return replace(
            self,
            changelogs={**self.changelogs, pair: self._made(pair)},
            asked=self.asked | ({pair} if new else set()),
            summary=self._summary(),
        )

    def rebuilt(self, *, texts: bool = True) -> Model:
        versions = {name: entry.with_text_derived() if texts else entry for name, entry in self.versions.items()}
        after = replace(self, versions=versions)
        there = {pair for pair in self.changelogs if set(pair) <= set(versions)}
        pairs = {*after.neighbours, *(there & self.asked)}
        return replace(
            after,
            changelogs={pair: after._made(pair) for pair in pairs},
            asked=self.asked & pairs & there,
            summary=after._summary(),
        )


def merged(base: Model, ours: Model, theirs: Model) -> tuple[Model, frozenset[str]]:
    """The versions and changelogs of both, and the names of versions that git cannot merge: there it is theirs."""
    versions: dict[str, Entry] = {}
    conflicts: set[str] = set()
    for name in {*base.versions, *ours.versions, *theirs.versions}:
        entry, agreed = _merged_entry(*(model.versions.get(name) for model in (base, ours, theirs)))
        if not agreed:
            conflicts.add(name)
        if entry is not None:
            versions[name] = entry
    changelogs: dict[Pair, Made] = {}
    for pair in {*base.changelogs, *ours.changelogs, *theirs.changelogs}:
        sides = [model.changelogs.get(pair) for model in (base, ours, theirs)]
        made, agreed = _three_way(*sides)
        # What one deleted and the other changed stays until it is settled.
        made = made if agreed else sides[1] or sides[2]
        if made is not None:
            changelogs[pair] = made
    asked = (ours.asked | theirs.asked) & set(changelogs)
    return Model(versions, changelogs, frozenset(asked), "to be made again"), frozenset(conflicts)


def _merged_entry(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> tuple[Entry | None, bool]:
    whole, agreed = _three_way(base, ours, theirs)
    if agreed:
        return whole, True
    if base is None or ours is None or theirs is None:
        return theirs, False
    parts = [
        _three_way(*(getattr(side, part) for side in (base, ours, theirs)))
        for part in ("source", "text", "corrections")
    ]
    if all(agreed for _, agreed in parts):
        return Entry(*(value for value, _ in parts)), True
    return theirs, False


def _three_way(base: _T, ours: _T, theirs: _T) -> tuple[_T, bool]:
    if ours == theirs or theirs == base:
        return ours, True
    return theirs, ours == base
