"""Compares two tagged documents: alignment, changes, counterparts, shifts, emphasis, ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model.comparison import Comparison
from tracker.model.theme import Codebook, TaggedDocument

if TYPE_CHECKING:
    from tracker.compare.proposals import Embedder


def compare(
    old: TaggedDocument, new: TaggedDocument, codebook: Codebook, embedder: Embedder | None = None
) -> Comparison:
    """Everything found between two versions tagged with this codebook; new with old gives the mirror image.

    An `embedder` may propose further counterparts (`tracker.compare.proposals`).
    """
    from tracker.compare.pipeline import compared

    return compared(old, new, codebook, embedder)
