"""Compares two tagged documents: alignment, changes, counterparts, shifts, emphasis, ledger."""

from __future__ import annotations

from tracker.model.comparison import Comparison
from tracker.model.theme import Codebook, TaggedDocument


def compare(old: TaggedDocument, new: TaggedDocument, codebook: Codebook) -> Comparison:
    """Everything found between two versions tagged with this codebook; new with old gives the mirror image."""
    from tracker.compare.pipeline import compared

    return compared(old, new, codebook)
