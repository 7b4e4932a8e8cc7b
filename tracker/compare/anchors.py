"""Certain matches: units with the same letters, in order first, then wherever their surroundings leave no doubt."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.compare.chains import heaviest_chain
from tracker.compare.units import Unit


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two neighbouring anchors: half-open ranges of unit numbers."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def spine(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Pairs of equal units that stand in the same order on both sides, rising.

    Patience: within a gap, units that occur once on each side are matched, the heaviest rising chain of them is
    kept, and the gaps between are treated likewise; equal runs at the borders of a gap are matched first.
    """
    anchors: list[tuple[int, int]] = []
    gaps = [Gap(0, len(old), 0, len(new))]
    while gaps:
        gap, found = _trimmed(old, new, gaps.pop())
        anchors.extend(found)
        chain = _once_on_each_side(old, new, gap)
        if not chain:
            continue
        anchors.extend(chain)
        edges = [(gap.old_start - 1, gap.new_start - 1), *chain, (gap.old_end, gap.new_end)]
        gaps.extend(Gap(a + 1, c, b + 1, d) for (a, b), (c, d) in itertools.pairwise(edges) if c - a > 1 and d - b > 1)
    anchors.sort()
    return anchors


def gaps_between(anchors: Sequence[tuple[int, int]], old_size: int, new_size: int) -> list[Gap]:
    """The gaps that the anchors leave, in order; those empty on a side are left out."""
    edges = [(-1, -1), *anchors, (old_size, new_size)]
    return [Gap(a + 1, c, b + 1, d) for (a, b), (c, d) in itertools.pairwise(edges) if c - a > 1 and d - b > 1]


def displaced(
    old: Sequence[Unit], new: Sequence[Unit], old_free: Sequence[int], new_free: Sequence[int], shortest: int
) -> list[tuple[int, int]]:
    """Pairs of equal free units of at least `shortest` words that occur once among the free units of each side, with
    the equal free neighbours that these carry along."""
    old_at, new_at = _unique(old, old_free), _unique(new, new_free)
    old_open, new_open = set(old_free), set(new_free)
    pairs: list[tuple[int, int]] = []
    for letters in sorted(old_at.keys() & new_at.keys(), key=lambda key: old_at[key]):
        i, j = old_at[letters], new_at[letters]
        if old[i].size < shortest or i not in old_open or j not in new_open:
            continue
        for step in (0, 1, -1):
            a, b = i + step, j + step
            while a in old_open and b in new_open and old[a].letters == new[b].letters:
                old_open.discard(a)
                new_open.discard(b)
                pairs.append((a, b))
                if not step:
                    break
                a, b = a + step, b + step
    return sorted(pairs)


def _trimmed(old: Sequence[Unit], new: Sequence[Unit], gap: Gap) -> tuple[Gap, list[tuple[int, int]]]:
    found = []
    a, b, c, d = gap.old_start, gap.new_start, gap.old_end, gap.new_end
    while a < c and b < d and old[a].letters == new[b].letters:
        found.append((a, b))
        a, b = a + 1, b + 1
    while a < c and b < d and old[c - 1].letters == new[d - 1].letters:
        c, d = c - 1, d - 1
        found.append((c, d))
    return Gap(a, c, b, d), found


def _once_on_each_side(old: Sequence[Unit], new: Sequence[Unit], gap: Gap) -> list[tuple[int, int]]:
    old_at = _unique(old, range(gap.old_start, gap.old_end))
    new_at = _unique(new, range(gap.new_start, gap.new_end))
    pairs = [(i, new_at[key], float(len(key))) for key, i in old_at.items() if key in new_at]
    return [(pairs[k][0], pairs[k][1]) for k in heaviest_chain(pairs)]


def _unique(units: Sequence[Unit], positions: Sequence[int]) -> dict[str, int]:
    at: dict[str, int] = {}
    repeated: set[str] = set()
    for position in positions:
        letters = units[position].letters
        if letters in at:
            repeated.add(letters)
        else:
            at[letters] = position
    for letters in repeated:
        del at[letters]
    return at
