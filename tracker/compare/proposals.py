"""Counterparts that an embedding model proposes: pairs of passages about one theme of which each is nearest the other.

A proposal is added to what was found without the model and takes nothing away: the sentences of both passages stay
accounted for where they were, and every other change, and every shift, is the same as without it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from tracker.compare.changes import Event
from tracker.model.comparison import EmbeddingModel
from tracker.model.theme import Codebook, TaggedDocument

LEAST_ALIKE = 0.6
"""Lowest cosine of a proposal."""


class Embedder(Protocol):
    model: EmbeddingModel

    def likeness(self, old: Sequence[str], new: Sequence[str]) -> list[list[float]]: ...


def proposed(
    embedder: Embedder,
    codebook: Codebook,
    old: TaggedDocument,
    new: TaggedDocument,
    kept: tuple[Collection[int], Collection[int]],
    found: Sequence[Event],
) -> list[Event]:
    """Proposals beside the events found; `kept` are the passages of each side that need no counterpart."""
    paired = {(p, q) for event in found for p in event.old for q in event.new}
    made: dict[tuple[int, int], float] = {}
    for theme in codebook.themes:
        before, after = (_about(side, theme.id, passed) for side, passed in zip((old, new), kept, strict=True))
        if not before or not after:
            continue
        table = embedder.likeness(_texts(old, before), _texts(new, after))
        best_old = [max(row) for row in table]
        best_new = [max(column) for column in zip(*table, strict=True)]
        for x, row in enumerate(table):
            for y, alike in enumerate(row):
                pair = (before[x], after[y])
                if alike >= LEAST_ALIKE and alike == best_old[x] == best_new[y] and pair not in paired:
                    made[pair] = min(1.0, alike)
    name = embedder.model.name
    return [
        Event("counterpart", (p,), (q,), (), (), score, "substantive", proposed_by=name)
        for (p, q), score in sorted(made.items())
    ]


def put_in(found: Sequence[Event], proposals: Sequence[Event]) -> list[Event]:
    """The events in their order, each proposal behind the first event of its new passage."""
    by_new: dict[int, list[Event]] = {}
    for proposal in proposals:
        by_new.setdefault(proposal.new[0], []).append(proposal)
    out: list[Event] = []
    for event in found:
        out.append(event)
        for q in event.new:
            out += by_new.pop(q, ())
    return out


def _about(side: TaggedDocument, theme: str, passed: Collection[int]) -> list[int]:
    return [
        index
        for index, tags in enumerate(side.tags)
        if index not in passed and any(tag.theme == theme and tag.strength == "about" for tag in tags)
    ]


def _texts(side: TaggedDocument, passages: Sequence[int]) -> list[str]:
    return [side.document.passages[index].text for index in passages]
