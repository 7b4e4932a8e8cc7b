"""Shifts between two wordings of one sentence, for tests."""

from __future__ import annotations

from tests.compare.making import compared, document, starter_codebook
from tracker.model.comparison import Comparison, Shift

FRAME = ("The region has seen decades of peace and growing trade.", "Cooperation on health continues at every level.")


def comparison(old: str, new: str) -> Comparison:
    """A sentence in its old and new wording, each between the same two paragraphs."""
    return compared(
        document([FRAME[0], old, FRAME[1]], name="old"),
        document([FRAME[0], new, FRAME[1]], name="new"),
        starter_codebook(),
    )


def shifts(old: str, new: str) -> tuple[Shift, ...]:
    return comparison(old, new).shifts
