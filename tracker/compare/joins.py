"""Splits and merges: takes free neighbours into a link where the two sides read better as one text."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.compare.align import Link, Matching
from tracker.compare.units import Unit

GAIN = 0.05
"""What reading two neighbours as one text has to add to the score of a link."""
CONTAINED = 0.5
"""Weighted share of the neighbour's terms that the other side must have."""
ITEM = 0.15
"""What a sentence has to score with one of several that may say together what it says."""
LONGEST = 12
"""Most units on one side of a link."""


def joined_links(matching: Matching) -> list[Link]:
    """Every link, grown to its splits and merges, by old unit."""
    old, new = matching.sides.old.units, matching.sides.new.units
    old_free = {i for i in range(len(old)) if i not in matching.mates and not old[i].is_heading}
    new_free = {j for j in range(len(new)) if j not in matching.taken and not new[j].is_heading}
    links = []
    for i in sorted(matching.mates, key=lambda i: (-matching.mates[i][1], i)):
        j, score = matching.mates[i]
        link = Link((i,), (j,), score)
        while not old[i].is_heading and link.score < 1.0:
            grown = _grown(matching, link, old_free, new_free)
            if grown is None:
                break
            link = grown
            old_free.difference_update(link.old)
            new_free.difference_update(link.new)
        links.append(link)
    links += _gathered(matching, old_free, new_free)
    links.sort(key=lambda link: (link.old, link.new))
    return _rejoined(matching, links)


def _grown(matching: Matching, link: Link, old_free: set[int], new_free: set[int]) -> Link | None:
    old, new = matching.sides.old.units, matching.sides.new.units
    best: Link | None = None
    for side, free, units, others in (("old", old_free, old, new), ("new", new_free, new, old)):
        own, other = (link.old, link.new) if side == "old" else (link.new, link.old)
        if len(own) >= LONGEST or len(other) > 1:
            continue
        for neighbour in (own[0] - 1, own[-1] + 1):
            if neighbour not in free or units[neighbour].passage != units[own[0]].passage:
                continue
            if matching.similarity.contained(units[neighbour], others[other[0]]) < CONTAINED:
                continue
            run = tuple(sorted((*own, neighbour)))
            pair = (run, link.new) if side == "old" else (link.old, run)
            score = matching.similarity.joined(_units(old, pair[0]), _units(new, pair[1]))
            if score >= link.score + GAIN and (best is None or score > best.score):
                best = Link(*pair, score)
    return best


def _gathered(matching: Matching, old_free: set[int], new_free: set[int]) -> list[Link]:
    """Links of a unit with a run of neighbours that have no link either and say together what it says: a sentence that
    was written as an enumeration, or an enumeration as a sentence."""
    old, new = matching.sides.old.units, matching.sides.new.units
    runs: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for i, j, score in matching.left:
        if score >= ITEM and i in old_free and j in new_free:
            olds, news = _run(matching, old, i, old_free, new[j]), _run(matching, new, j, new_free, old[i])
            runs.update(pair for pair in (((i,), news), (olds, (j,))) if len(pair[0]) + len(pair[1]) > 2)
    found = []
    for olds, news in runs:
        score = matching.similarity.joined(_units(old, olds), _units(new, news))
        if score >= matching.lowest(olds[0], news[0]):
            found.append(Link(olds, news, score))
    links = []
    for link in sorted(found, key=lambda link: (-link.score, link.old, link.new)):
        if old_free.issuperset(link.old) and new_free.issuperset(link.new):
            links.append(link)
            old_free.difference_update(link.old)
            new_free.difference_update(link.new)
    return links


def _run(matching: Matching, units: Sequence[Unit], start: int, free: set[int], whole: Unit) -> tuple[int, ...]:
    """The neighbours around a unit, in its passage, that are free and contained in the other text, itself included;
    the unit alone where it is not contained."""

    def belongs(number: int) -> bool:
        return (
            number in free
            and units[number].passage == units[start].passage
            and matching.similarity.contained(units[number], whole) >= CONTAINED
        )

    first = last = start
    if belongs(start):
        while belongs(first - 1):
            first -= 1
        while belongs(last + 1):
            last += 1
    return tuple(range(first, last + 1))


def _rejoined(matching: Matching, links: Sequence[Link]) -> list[Link]:
    """Neighbouring links whose texts, read as one, are the same: only the borders between sentences differ."""
    old, new = matching.sides.old.units, matching.sides.new.units
    out: list[Link] = []
    for link in links:
        before = out[-1] if out else None
        if (
            before is not None
            and max(before.score, link.score) < 1.0
            and before.old[-1] + 1 == link.old[0]
            and before.new[-1] + 1 == link.new[0]
            and old[before.old[0]].passage == old[link.old[0]].passage
            and new[before.new[0]].passage == new[link.new[0]].passage
            and not old[link.old[0]].is_heading
        ):
            run = (before.old + link.old, before.new + link.new)
            if matching.similarity.joined(_units(old, run[0]), _units(new, run[1])) == 1.0:
                out[-1] = Link(*run, 1.0)
                continue
        out.append(link)
    return out


def _units(units: Sequence[Unit], numbers: Sequence[int]) -> tuple[Unit, ...]:
    return tuple(units[number] for number in numbers)
