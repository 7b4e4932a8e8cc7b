"""What two texts have in common: terms and topics, weighted by how rare they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain

from tracker.compare.focus import ThemePassage

UNIT = 1_000_000
"""Weights are summed in millionths."""
COMMON_PAIRS = 4096
"""A term that ties more pairs of texts than this says too little to look up."""
PAIRS, PAIRS_A_TEXT = 40_000, 32
"""Pairs that the terms may tie together, and how many more for each text; strategies of 40,000 words stay below."""


def rarities(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse document frequency of each term over the texts."""
    counts = Counter(chain.from_iterable(texts))
    return {term: math.log(1 + len(texts) / count) for term, count in counts.items()}


def topic_weights(passages: Iterable[ThemePassage]) -> dict[str, float]:
    """Inverse document frequency of each topic over the sentences of a theme's passages."""
    return rarities([sentence.topics for passage in passages for sentence in passage.sentences])


class CommonTopics(dict[frozenset[str], "_SharedWith"]):
    """`topics → other topics → common share` of the two sets, rare ones weighing more; 0 to 1. Few sets are asked for,
    very often."""

    def __init__(self, weight: Mapping[str, float]) -> None:
        self._weight = weight

    def __missing__(self, topics: frozenset[str]) -> _SharedWith:
        found = self[topics] = _SharedWith(topics, self._weight)
        return found


class _SharedWith(dict[frozenset[str], float]):
    def __init__(self, topics: frozenset[str], weight: Mapping[str, float]) -> None:
        self._topics = topics
        self._weight = weight

    def __missing__(self, others: frozenset[str]) -> float:
        total = math.fsum([self._weight[topic] for topic in self._topics | others])
        common = math.fsum([self._weight[topic] for topic in self._topics & others])
        found = self[others] = common / total if total else 0.0
        return found


def common_masses(
    old: Sequence[frozenset[str]], new: Sequence[frozenset[str]], weight: Mapping[str, float]
) -> Iterator[dict[int, float]]:
    """For each of the old texts, `number of a new text → weight of the terms that both have`, for those that have any.
    Terms that tie very many pairs are passed over, and where there are very many texts, the more common ones of the
    others, so that the cost does not grow with all pairs; and the rows come one by one, for all pairs together are too
    many to hold."""
    counts = Counter(chain.from_iterable(old))
    postings: dict[str, list[int]] = {}
    for y, terms in enumerate(new):
        for term in terms:
            if term in counts:
                postings.setdefault(term, []).append(y)
    tied = {term: pairs for term, found in postings.items() if (pairs := counts[term] * len(found)) <= COMMON_PAIRS}
    # Whole numbers, so that a sum does not depend on the order of a set.
    known = {
        term: (round(UNIT * weight.get(term, 1.0)), postings[term])
        for term in _rarest(tied, PAIRS + PAIRS_A_TEXT * (len(old) + len(new)))
    }
    for terms in old:
        row: dict[int, int] = {}
        for term in terms:
            if term in known:
                gain, found = known[term]
                for y in found:
                    row[y] = row.get(y, 0) + gain
        yield {y: mass / UNIT for y, mass in row.items()}


def _rarest(tied: Mapping[str, int], most: int) -> Iterable[str]:
    """The terms, the rarest first, as far as they tie `most` pairs together."""
    if sum(tied.values()) <= most:
        return tied
    in_order = sorted(tied, key=lambda term: (tied[term], term))
    sums = accumulate(tied[term] for term in in_order)
    return [term for term, pairs in zip(in_order, sums, strict=True) if pairs <= most]
