"""The heaviest chain of pairs that rises on both sides: what stayed in order. All else that matches has moved."""

from __future__ import annotations

from collections.abc import Sequence


def heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[int]:
    """Indices of the pairs `(old, new, weight)` that form the heaviest strictly rising chain, in order.

    Weights are positive. O(n log n) with a Fenwick tree of prefix maxima over the new positions (Fredman 1975 for the
    unweighted case). Of equally heavy chains the one whose last pair stands first wins.
    """
    if not pairs:
        return []
    order = sorted(range(len(pairs)), key=lambda k: (pairs[k][0], -pairs[k][1]))
    ranks = {new: rank for rank, new in enumerate(sorted({pair[1] for pair in pairs}), start=1)}
    size = len(ranks)
    best_weight = [0.0] * (size + 1)
    best_pair = [-1] * (size + 1)
    before = [-1] * len(pairs)
    total = [0.0] * len(pairs)
    for k in order:
        rank = ranks[pairs[k][1]]
        weight, last = 0.0, -1
        position = rank - 1
        while position > 0:
            if best_weight[position] > weight:
                weight, last = best_weight[position], best_pair[position]
            position &= position - 1
        before[k] = last
        total[k] = weight + pairs[k][2]
        position = rank
        while position <= size:
            if total[k] > best_weight[position]:
                best_weight[position], best_pair[position] = total[k], k
            position += position & -position
    # The same old position cannot serve twice: within one, new positions were visited from high to low.
    k = min(range(len(pairs)), key=lambda k: (-total[k], pairs[k][0], pairs[k][1]))
    chain = []
    while k >= 0:
        chain.append(k)
        k = before[k]
    chain.reverse()
    return chain
