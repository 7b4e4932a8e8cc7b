"""Signs that say what colour says too: for the kinds of change, for shifts, and for what an analyst decided."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model.comparison import ChangeKind

CHANGE_SIGNS: Mapping[ChangeKind, str] = {
    "kept": "=",
    "reworded": "~",
    "moved": "^",
    "split": "<",
    "merged": ">",
    "added": "+",
    "removed": "-",
    "counterpart": "≈",
}
CHANGE_STYLES: Mapping[ChangeKind, str] = {
    "kept": "kept",
    "reworded": "reworded",
    "moved": "moved",
    "split": "reworded",
    "merged": "reworded",
    "added": "added",
    "removed": "removed",
    "counterpart": "counterpart",
}
SHIFT_SIGN = "◆"
VERDICT_STYLES: Mapping[str, str] = {"accepted": "good", "rejected": "bad", "flagged": "todo"}

WEIGHTS: Mapping[str, int] = {
    "moved": 2,
    "counterpart": 1,
    "reworded": 3,
    "added": 4,
    "removed": 4,
    "shift": 5,
}
"""Which of several styles an overview shows where there is room for one."""

LEGEND = "~ reworded  ≈ written anew  + new  - not found  ^ moved  < split  > merged  = unchanged  ◆ shift"
