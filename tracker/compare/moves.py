"""Which links have moved: those off the heaviest chain that rises on both sides. A label, not another search."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tracker.compare.align import Link
from tracker.compare.chains import heaviest_chain
from tracker.compare.units import Sides

SURE = 0.6
"""Lowest score of a link that is called moved. A wrong move costs more trust than ten missed."""
SHORTEST = 6
"""Fewest words of a text that is called moved."""
FARTHEST_STAY = 3
"""How many links in place a moved one has to have jumped over."""


def moved_links(sides: Sides, links: Sequence[Link]) -> frozenset[int]:
    """Numbers of the links that have moved."""
    weighted = []
    for link in links:
        weighted.append((link.old[0], link.new[0], link.score * (1 + sum(link.words(sides)))))
    chain = heaviest_chain(weighted)
    old_in_place = [weighted[k][0] for k in chain]
    new_in_place = [weighted[k][1] for k in chain]
    moved = set()
    for k in set(range(len(links))).difference(chain):
        link = links[k]
        jumped = abs(bisect_left(old_in_place, link.old[0]) - bisect_left(new_in_place, link.new[0]))
        long_enough = min(link.words(sides)) >= SHORTEST
        if link.score >= SURE and long_enough and jumped >= FARTHEST_STAY:
            moved.add(k)
    return frozenset(moved)
