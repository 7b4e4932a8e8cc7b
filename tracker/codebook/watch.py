"""Counts the phrases of the watch list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.codebook.match import Hit, compile_terms
from tracker.codebook.settle import longest, outside_masks
from tracker.model.document import Document, Span
from tracker.model.theme import Codebook


@dataclass(frozen=True, slots=True)
class WatchHit:
    watch: int
    """Index in the codebook's watch list."""
    passage: int
    span: Span


def watch_hits(document: Document, codebook: Codebook) -> Iterator[WatchHit]:
    """Every place where a phrase of the watch list stands, passage by passage; headings are not counted."""
    entries = [(mask, -1) for mask in codebook.masks]
    for index, watched in enumerate(codebook.watch):
        entries.extend((variant, index) for variant in watched.variants)
    terms = compile_terms(entries, published=document.published)
    for number, passage in enumerate(document.passages):
        found = terms.find(terms.read(passage.text))
        if not found:
            continue
        masks = [hit for hit in found if hit.owner < 0]
        by_phrase: dict[int, list[Hit[int]]] = {}
        for hit in outside_masks(found, masks):
            if hit.owner >= 0:
                by_phrase.setdefault(hit.owner, []).append(hit)
        for watch, phrases in sorted(by_phrase.items()):
            spans = dict.fromkeys(Span(hit.start, hit.end) for hit in longest(phrases))
            yield from (WatchHit(watch, number, span) for span in spans)


def watch_counts(document: Document, codebook: Codebook) -> tuple[int, ...]:
    """How often each phrase of the watch list stands in the document, in the order of the list."""
    counts = [0] * len(codebook.watch)
    for hit in watch_hits(document, codebook):
        counts[hit.watch] += 1
    return tuple(counts)
