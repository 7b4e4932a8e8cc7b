"""The whole alignment of two documents, the same whichever of them is called old.

Ties (two equally good chains, two equally heavy pairs) have to be broken by something. Working always in one
direction, chosen by the texts themselves, makes the comparison of new with old the exact mirror image of the
comparison of old with new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.compare.align import Link, matched_units
from tracker.compare.joins import joined_links
from tracker.compare.moves import moved_links
from tracker.compare.passages import Group, group_passages
from tracker.compare.regime import REUSED, regime_of
from tracker.compare.units import Side, Sides
from tracker.model.comparison import Regime


@dataclass(frozen=True, slots=True)
class Alignment:
    links: tuple[Link, ...]
    moved: frozenset[int]
    """Numbers of the links that have moved."""
    groups: tuple[Group, ...]
    regime: Regime
    sections: tuple[tuple[int, int], ...]
    """Sections of both outlines that correspond, by index."""


def aligned(sides: Sides) -> Alignment:
    """Links, moves, groups of passages and regime."""
    if _key(sides.old) <= _key(sides.new):
        return _aligned(sides)
    return _mirrored(_aligned(Sides(sides.new, sides.old, sides.weight)))


def _aligned(sides: Sides) -> Alignment:
    matching = matched_units(sides)
    links = joined_links(matching)
    regime = regime_of(sides, links)
    if regime.label == "rewrite":
        # Where next to nothing was carried over, a weak likeness is a common subject, not a revision.
        links = [link for link in links if link.score >= REUSED]
    return Alignment(
        tuple(links),
        moved_links(sides, links),
        tuple(group_passages(sides, links)),
        regime,
        tuple(sorted(matching.sections.items())),
    )


def _key(side: Side) -> tuple[int, list[str]]:
    return len(side.units), [unit.letters for unit in side.units]


def _mirrored(alignment: Alignment) -> Alignment:
    """The same alignment with old and new exchanged; links in the order of the old side again."""
    flipped = [Link(link.new, link.old, link.score) for link in alignment.links]
    order = sorted(range(len(flipped)), key=lambda k: (flipped[k].old, flipped[k].new))
    number = {k: place for place, k in enumerate(order)}
    return Alignment(
        links=tuple(flipped[k] for k in order),
        moved=frozenset(number[k] for k in alignment.moved),
        groups=tuple(
            Group(group.new, group.old, tuple(sorted(number[k] for k in group.links)), group.rest_new, group.rest_old)
            for group in alignment.groups
        ),
        regime=alignment.regime,
        sections=tuple(sorted((b, a) for a, b in alignment.sections)),
    )


CARRIED = {"revision": 0.75, "mixed": 0.75, "rewrite": 0.9}
"""Share of the words of a passage that must stand in links before its text counts as carried over. In a rewrite a
borrowed sentence answers little of a passage."""


def carried_over(sides: Sides, alignment: Alignment) -> tuple[frozenset[int], frozenset[int]]:
    """The passages of either side whose text went into the other version, or came from it."""
    least = CARRIED[alignment.regime.label]
    return (
        _carried(sides.old, [i for link in alignment.links for i in link.old], least),
        _carried(sides.new, [j for link in alignment.links for j in link.new], least),
    )


def _carried(side: Side, linked: Sequence[int], least: float) -> frozenset[int]:
    words: dict[int, list[int]] = {}
    for unit in side.units:
        words.setdefault(unit.passage, [0, 0])[1] += unit.size
    for number in linked:
        unit = side.units[number]
        words[unit.passage][0] += unit.size
    return frozenset(passage for passage, (some, whole) in words.items() if some >= least * whole)
