"""Which of a codebook's terms counts where several stand on the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from tracker.codebook.match import Hit

Owner = TypeVar("Owner")


def longest(hits: Sequence[Hit[Owner]]) -> list[Hit[Owner]]:
    """The hits that remain when a shorter one that overlaps a longer one is dropped.

    `hits` are in the order of the text. Of two that overlap and have as many words the one with more letters stands,
    else the first; hits on exactly the same words all stay.
    """
    if len(hits) < 2:
        return list(hits)
    kept: list[Hit[Owner]] = []
    tangle: list[Hit[Owner]] = []
    last = 0
    for hit in hits:
        if hit.first >= last and tangle:
            kept.extend(tangle if len(tangle) == 1 else _untangled(tangle))
            tangle = []
        tangle.append(hit)
        if hit.last > last:
            last = hit.last
    kept.extend(tangle if len(tangle) == 1 else _untangled(tangle))
    return kept


def _untangled(hits: Sequence[Hit[Owner]]) -> Sequence[Hit[Owner]]:
    """The longest of hits that overlap each other."""
    first, last = hits[0].first, hits[0].last
    if all(hit.last == last and hit.first == first for hit in hits):
        return hits
    kept: list[Hit[Owner]] = []
    taken: dict[int, tuple[int, int]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.start - hit.end, hit.start)):
        span = (hit.first, hit.last)
        if all(taken.get(word, span) == span for word in range(*span)):
            taken.update((word, span) for word in range(*span))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def outside_masks(hits: Iterable[Hit[Owner]], masks: Iterable[Hit[Owner]]) -> list[Hit[Owner]]:
    """The hits that touch no mask or hold a whole one and more (`Persian Gulf War`, where `Persian Gulf` is masked)."""
    masked: dict[int, tuple[int, int]] = {}
    for mask in longest(list(masks)):
        masked.update((word, (mask.first, mask.last)) for word in range(mask.first, mask.last))
    if not masked:
        return list(hits)
    return [hit for hit in hits if all(_holds(hit, masked.get(word)) for word in range(hit.first, hit.last))]


def _holds(hit: Hit[Owner], mask: tuple[int, int] | None) -> bool:
    if mask is None:
        return True
    first, last = mask
    return hit.first <= first and last <= hit.last and hit.last - hit.first > last - first
