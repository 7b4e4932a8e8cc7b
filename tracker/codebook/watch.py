"""Counts the phrases of the watch list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.codebook.match import Hit, compile_terms, longest, outside_masks
from tracker.model.document import Document, Span
from tracker.model.theme import Codebook


@dataclass(frozen=True, slots=True)
class WatchHit:
    watch: int
    """Index in the codebook's watch list."""
    passage: int
    span: Span


def watch_hits(document: Document, codebook: Codebook) -> Iterator[WatchHit]:
    """Every place where a phrase of the watch list stands, in reading order; headings are not counted."""
    entries = [(mask, -1) for mask in codebook.masks]
    for index, watched in enumerate(codebook.watch):
        entries.extend((variant, index) for variant in watched.variants)
    terms = compile_terms(entries, published=document.published)
    for number, passage in enumerate(document.passages):
        found = terms.find(terms.read(passage.text))
        if not found:
            continue
        masks = [hit for hit in found if hit.owner < 0]
        phrases = outside_masks((hit for hit in found if hit.owner >= 0), masks)
        for hit in longest(phrases, _watched):
            yield WatchHit(hit.owner, number, Span(hit.start, hit.end))


def watch_counts(document: Document, codebook: Codebook) -> tuple[int, ...]:
    """How often each phrase of the watch list stands in the document, in the order of the list."""
    counts = [0] * len(codebook.watch)
    seen: set[WatchHit] = set()
    for hit in watch_hits(document, codebook):
        if hit not in seen:
            seen.add(hit)
            counts[hit.watch] += 1
    return tuple(counts)


def _watched(hit: Hit[int]) -> int:
    return hit.owner
