"""Which texts are worth scoring against each other: found through a capped index of rare terms, never all pairs."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.beside import beside

MOST_COMMON = 48
"""A term that stands in more texts of a side than this says too little to look up."""
RAREST = 12
"""How many of a text's rarest terms are looked up."""
BEST = 6
"""How many candidates a text proposes; a pair counts when either side proposes it, which keeps the search symmetric."""
MANY = 10_000
"""Texts of both sides from which a search is divided between two processes."""

Terms = Mapping[int, frozenset[str]]
"""The terms of each text that is to be paired, by its number."""


def candidate_pairs(
    old: Terms, new: Terms, weight: Mapping[str, float], *, all_up_to: int = 0
) -> list[tuple[int, int]]:
    """Pairs `(old, new)` of texts that share rare terms, ascending; every pair, where there are at most `all_up_to`."""
    if len(old) * len(new) <= all_up_to:
        return [(i, j) for i in old for j in new]
    of_old, of_new = beside(
        lambda: _proposals(old, new, weight), lambda: _proposals(new, old, weight), worth_it=len(old) + len(new) >= MANY
    )
    proposed = {i: set(found) for i, found in of_old}
    for j, found in of_new:
        for i in found:
            proposed[i].add(j)
    return [(i, j) for i in sorted(proposed) for j in sorted(proposed[i])]


def _proposals(texts: Terms, others: Terms, weight: Mapping[str, float]) -> list[tuple[int, list[int]]]:
    room = {other: 4 + len(terms) for other, terms in others.items()}
    postings: dict[str, list[int]] = {}
    for other, terms in others.items():
        for term in terms:
            postings.setdefault(term, []).append(other)
    spread = {term: len(found) for term, found in postings.items() if len(found) <= MOST_COMMON}
    out = []
    for text, terms in texts.items():
        known = [term for term in terms if term in spread]
        if len(known) > RAREST:
            known = [term for _, term in sorted([(spread[term], term) for term in known])[:RAREST]]
        # Sorted, so that sums do not depend on the order of a set.
        known.sort()
        gathered: dict[int, float] = {}
        for term in known:
            gain = weight.get(term, 1.0)
            for other in postings[term]:
                gathered[other] = gathered.get(other, 0.0) + gain
        best = list(gathered)
        if len(best) > BEST:
            ranked = sorted([(-gain / room[other], other) for other, gain in gathered.items()])
            best = [other for _, other in ranked[:BEST]]
        out.append((text, best))
    return out
