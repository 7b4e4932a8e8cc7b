"""Lines up the units of two documents: every unit ends in exactly one link or in none.

Certain things first. Sentences that are the same and occur once on each side are linked wherever they stand; then
the sections that correspond are worked through one by one; then what is left between the links found so far, where
order still speaks; then what is left anywhere, where only the words speak; and in the end neighbours are taken in
where two sides read better as one text (splits and merges). Whether a link has moved is said afterwards, by
`moves`: it is a label of links that cross, not another search.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.beside import beside
from tracker.compare.anchors import Gap, displaced, gaps_between, spine
from tracker.compare.candidates import MANY, candidate_pairs
from tracker.compare.chains import heaviest_chain
from tracker.compare.outline import match_sections
from tracker.compare.similarity import Similarity
from tracker.compare.units import Side, Sides, Unit

NEAR = 0.40
"""Lowest score of a link for which order or a common section speaks."""
FAR = 0.55
"""Lowest score of a link that only the words speak for."""
HELD, NEARLY_WHOLE = 0.45, 0.8
"""Lowest score of a link out of order between two units of which one has the terms of the other, and the weighted share
of them that it must have. One reader found 20 of 21 such links in five pairs of National Security Strategies right."""
MARGIN = 0.05
"""By how much a link out of order has to beat every rival of either end."""
SHORTEST_FAR = 6
"""Fewest words of a unit that may be linked out of order."""
SMALL_GAP = 900
"""Up to this many pairs of units, a gap is searched pair by pair."""


@dataclass(frozen=True, slots=True)
class Link:
    """Units of both sides that say the same thing in the same or in revised words; ascending unit numbers."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float

    def words(self, sides: Sides) -> tuple[int, int]:
        """How many words it joins of each side."""
        return sum([sides.old.units[i].size for i in self.old]), sum([sides.new.units[j].size for j in self.new])


Scored = list[tuple[int, int, float]]
"""Pairs of units that are worth looking at, with their scores."""


@dataclass(frozen=True, slots=True)
class Matching:
    """One-to-one links between units as they are found, and the sections that correspond."""

    sides: Sides
    similarity: Similarity
    sections: dict[int, int]
    mates: dict[int, tuple[int, float]]
    """`old unit → (new unit, score)`."""
    taken: set[int]
    """New units that have a mate."""
    strangers: dict[tuple[tuple[int, ...], tuple[int, ...]], Scored]
    """Free units of gaps that were searched and hold nothing near: in a rewrite nearly all, and each is searched again,
    out of order and over the whole documents."""
    left: Scored
    """What was free when only the words spoke for a link."""

    def link(self, i: int, j: int, score: float) -> None:
        self.mates[i] = (j, score)
        self.taken.add(j)

    def free(self, i: int, j: int) -> bool:
        return i not in self.mates and j not in self.taken

    def lowest(self, i: int, j: int) -> float:
        """What a link for which order or a section speaks has to score: more, when the two sections have other
        partners."""
        old, new = self.sides.old.units[i].section, self.sides.new.units[j].section
        partner = self.sections.get(old)
        return NEAR if partner == new or (partner is None and new not in self.sections.values()) else FAR


def matched_units(sides: Sides) -> Matching:
    """All one-to-one links."""
    similarity = Similarity(sides.weight)
    matching = Matching(sides, similarity, match_sections(sides, similarity), {}, set(), {}, [])
    _link_headings(matching)
    _link_unmistakable(matching)
    _link_in_sections(matching)
    _link_in_order(matching)
    _link_anywhere(matching)
    return matching


def _link_headings(matching: Matching) -> None:
    old, new = (_headings(side) for side in (matching.sides.old, matching.sides.new))
    for a, b in matching.sections.items():
        if a in old and b in new:
            i, j = old[a], new[b]
            matching.link(i, j, matching.similarity.score(matching.sides.old.units[i], matching.sides.new.units[j]))


def _link_unmistakable(matching: Matching) -> None:
    old, new = matching.sides.old.units, matching.sides.new.units
    old_free = [i for i, unit in enumerate(old) if not unit.is_heading]
    new_free = [j for j, unit in enumerate(new) if not unit.is_heading]
    for i, j in displaced(old, new, old_free, new_free, SHORTEST_FAR):
        matching.link(i, j, 1.0)


def _link_in_sections(matching: Matching) -> None:
    """Inside sections that correspond, first in order, then out of it."""
    sides = matching.sides
    old_ranges, new_ranges = _own_ranges(sides.old), _own_ranges(sides.new)
    for a, b in sorted(matching.sections.items()):
        old_range, new_range = old_ranges.get(a), new_ranges.get(b)
        if old_range is None or new_range is None:
            continue
        old, new = sides.old.units[slice(*old_range)], sides.new.units[slice(*new_range)]
        i0, j0 = old_range[0], new_range[0]
        for i, j in spine(old, new):
            if matching.free(i0 + i, j0 + j):
                matching.link(i0 + i, j0 + j, 1.0)
        inside = [
            (i - i0, matching.mates[i][0] - j0)
            for i in range(*old_range)
            if i in matching.mates and new_range[0] <= matching.mates[i][0] < new_range[1]
        ]
        anchors = [inside[k] for k in heaviest_chain([(i, j, 1.0 + old[i].size) for i, j in inside])]
        for gap in gaps_between(anchors, len(old), len(new)):
            moved = Gap(gap.old_start + i0, gap.old_end + i0, gap.new_start + j0, gap.new_end + j0)
            _fill(matching, moved)
        old_free = [i for i in range(*old_range) if i not in matching.mates]
        new_free = [j for j in range(*new_range) if j not in matching.taken]
        _link_mutual(matching, old_free, new_free, FAR - MARGIN)


def _link_in_order(matching: Matching) -> None:
    """In the gaps between links that rise on both sides, over the whole documents."""
    sides = matching.sides
    old = sides.old.units
    linked = sorted((i, j, score) for i, (j, score) in matching.mates.items())
    chain = heaviest_chain([(i, j, 0.01 + score * (1 + old[i].size)) for i, j, score in linked])
    anchors = [(linked[k][0], linked[k][1]) for k in chain]
    for gap in gaps_between(anchors, len(old), len(sides.new.units)):
        _fill(matching, gap)


def _link_anywhere(matching: Matching) -> None:
    old, new = matching.sides.old.units, matching.sides.new.units
    old_free = [i for i in range(len(old)) if i not in matching.mates and _may_move(old[i])]
    new_free = [j for j in range(len(new)) if j not in matching.taken and _may_move(new[j])]
    matching.left.extend(_link_mutual(matching, old_free, new_free, FAR))


def _fill(matching: Matching, gap: Gap) -> None:
    """The heaviest rising chain of near matches among the free units of a gap."""
    old, new = matching.sides.old.units, matching.sides.new.units
    old_free = [i for i in range(gap.old_start, gap.old_end) if i not in matching.mates and not old[i].is_heading]
    new_free = [j for j in range(gap.new_start, gap.new_end) if j not in matching.taken and not new[j].is_heading]
    scored = _scored(matching, old_free, new_free)
    near = [(i, j, score) for i, j, score in scored if score >= NEAR and score >= matching.lowest(i, j)]
    if not near:
        matching.strangers[tuple(old_free), tuple(new_free)] = scored
    weighted = [(i, j, (score - NEAR / 2) * (old[i].size + new[j].size)) for i, j, score in near]
    for k in heaviest_chain(weighted):
        matching.link(*near[k])


def _link_mutual(matching: Matching, old_free: Sequence[int], new_free: Sequence[int], lowest: float) -> Scored:
    """Links free units, in any order, that are each other's best by a margin; returns all that were looked at."""
    old, new = matching.sides.old.units, matching.sides.new.units
    scored = _scored(matching, old_free, new_free)
    near = [pair for pair in scored if pair[2] >= HELD - MARGIN]
    rivals_old: dict[int, list[float]] = {}
    rivals_new: dict[int, list[float]] = {}
    for i, j, score in near:
        rivals_old.setdefault(i, []).append(score)
        rivals_new.setdefault(j, []).append(score)
    for i, j, score in near:
        enough = score >= lowest or (score >= HELD and _one_holds_the_other(matching.similarity, old[i], new[j]))
        if enough and _beats(score, rivals_old[i]) and _beats(score, rivals_new[j]):
            matching.link(i, j, score)
    return scored


def _scored(matching: Matching, old_free: Sequence[int], new_free: Sequence[int]) -> Scored:
    known = matching.strangers.get((tuple(old_free), tuple(new_free)))
    if known is not None:
        return known
    sides = matching.sides
    old = {i: sides.old.units[i].terms for i in old_free}
    new = {j: sides.new.units[j].terms for j in new_free}
    pairs = candidate_pairs(old, new, sides.weight, all_up_to=SMALL_GAP)

    def scores(some: Sequence[tuple[int, int]]) -> array[float]:
        score = matching.similarity.score
        return array("d", [score(sides.old.units[i], sides.new.units[j]) for i, j in some])

    half = len(pairs) // 2
    first, second = beside(
        lambda: scores(pairs[:half]), lambda: scores(pairs[half:]), worth_it=len(old) + len(new) >= MANY
    )
    return [(i, j, score) for (i, j), score in zip(pairs, first + second, strict=True)]


def _one_holds_the_other(similarity: Similarity, old: Unit, new: Unit) -> bool:
    if min(old.size, new.size) < SHORTEST_FAR:
        return False
    return max(similarity.contained(old, new), similarity.contained(new, old)) >= NEARLY_WHOLE


def _beats(score: float, all_scores: Sequence[float]) -> bool:
    rivals = sorted(all_scores, reverse=True)
    return score == rivals[0] and (len(rivals) == 1 or rivals[1] <= score - MARGIN)


def _may_move(unit: Unit) -> bool:
    return not unit.is_heading and unit.size >= SHORTEST_FAR


def _headings(side: Side) -> dict[int, int]:
    return {unit.section: number for number, unit in enumerate(side.units) if unit.is_heading}


def _own_ranges(side: Side) -> dict[int, tuple[int, int]]:
    """`section → half-open range of the units that stand directly under its heading`."""
    ranges: dict[int, tuple[int, int]] = {}
    for number, unit in enumerate(side.units):
        if not unit.is_heading:
            start, _ = ranges.get(unit.section, (number, number))
            ranges[unit.section] = (start, number + 1)
    return ranges
