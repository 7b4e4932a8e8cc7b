"""Which parts of two texts stand beside each other in the full text: what a change joins, as far as it keeps order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.compare.chains import heaviest_chain
from tracker.model.comparison import Change, ChangeKind, Comparison
from tracker.model.document import Document

_CARRIED: frozenset[ChangeKind] = frozenset({"kept", "reworded", "split", "merged"})
"""Kinds of change that set the pace: all else may stand beside each other only between two of them."""
_LEAST = 0.01
"""Weight of what a reviewer has joined against every likeness."""


@dataclass(frozen=True, slots=True)
class Item:
    """A heading or a passage of one side; the other of the two indices is -1."""

    text: str
    passage: int = -1
    section: int = -1

    @property
    def is_heading(self) -> bool:
        return self.passage < 0


Run = tuple[int, int]
"""The first of several neighbouring items, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Link:
    """Items that stand beside each other: the passages of a change, or without one the headings of two sections that
    correspond."""

    old: Run
    new: Run
    change: Change | None = None

    @property
    def weight(self) -> float:
        return max(self.change.score, _LEAST) if self.change else 1.0

    def is_before(self, other: Link) -> bool:
        """On both sides."""
        return self.old[1] <= other.old[0] and self.new[1] <= other.new[0]


def items_of(document: Document) -> tuple[Item, ...]:
    """In reading order, each heading before the first passage of its section."""
    found: list[Item] = []
    headed = -1
    for index, passage in enumerate(document.passages):
        for number in range(headed + 1, passage.section + 1):
            if document.sections[number].title:
                found.append(Item(document.sections[number].title, section=number))
        headed = max(headed, passage.section)
        found.append(Item(passage.text, passage=index))
    return tuple(found)


def in_step(comparison: Comparison, old: Sequence[Item], new: Sequence[Item]) -> list[Link]:
    """What was carried over, in one chain that crosses nowhere; in each gap of it a second chain of what else belongs
    together. Of the rest, nothing stands beside anything."""
    places = [
        {document.passages[item.passage].locus: index for index, item in enumerate(items) if not item.is_heading}
        for document, items in ((comparison.old.document, old), (comparison.new.document, new))
    ]
    carried: list[Link] = []
    others = list(_headings(comparison, old, new))
    for change in comparison.changes:
        if change.old and change.new:
            old_run = _run(old, [places[0][locus] for locus in change.old])
            new_run = _run(new, [places[1][locus] for locus in change.new])
            if old_run and new_run:
                (carried if change.kind in _CARRIED else others).append(Link(old_run, new_run, change))
    first = _chain(carried)
    gaps: list[list[Link]] = [[] for _ in range(len(first) + 1)]
    starts = [link.old[0] for link in first]
    for link in others:
        number = bisect_right(starts, link.old[0])
        if (number == 0 or first[number - 1].is_before(link)) and (
            number == len(first) or link.is_before(first[number])
        ):
            gaps[number].append(link)
    return [link for number, gap in enumerate(gaps) for link in (*_chain(gap), *first[number : number + 1])]


def _headings(comparison: Comparison, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Link]:
    """Headings of sections that correspond."""
    places = [
        {document.sections[item.section].number: index for index, item in enumerate(items) if item.is_heading}
        for document, items in ((comparison.old.document, old), (comparison.new.document, new))
    ]
    for section in comparison.sections:
        if section.old in places[0] and section.new in places[1]:
            before, after = places[0][section.old], places[1][section.new]
            yield Link((before, before + 1), (after, after + 1))


def _run(items: Sequence[Item], places: Sequence[int]) -> Run | None:
    """None where other passages stand between these."""
    first, end = min(places), max(places) + 1
    return (first, end) if sum(not item.is_heading for item in items[first:end]) == len(places) else None


def _chain(links: Sequence[Link]) -> list[Link]:
    """The heaviest that rises on both sides."""
    apart: list[Link] = []
    for number in heaviest_chain([(link.old[0], link.new[0], link.weight) for link in links]):
        if not apart or apart[-1].is_before(links[number]):
            apart.append(links[number])
    return apart
