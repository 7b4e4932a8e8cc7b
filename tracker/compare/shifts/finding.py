"""What a rule finds in a reading."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model.comparison import ShiftKind


@dataclass(frozen=True, slots=True)
class Finding:
    kind: ShiftKind
    rule: str
    why: str
    weight: float = 0.0
    """Added to the importance of the reading: what a sure sign of a shift is worth."""
