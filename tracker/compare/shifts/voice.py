"""The publisher's own voice: what it says that it does, will do or seeks to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.compare.shifts import cues
from tracker.compare.shifts.cues import found

_ALWAYS = ("we", "our", "us")


class Voice:
    """Knows the names by which the publisher speaks of itself."""

    def __init__(self, names: Iterable[str]) -> None:
        spoken = "|".join(re.escape(name.lower()) for name in (*_ALWAYS, *names))
        self._own = re.compile(rf"(?<!\w)(?:{spoken})(?!\w)")
        self._modals = tuple(
            (rung, re.compile(rf"(?<!\w)(?:{spoken}) (?:(?:\w+ly|also|now|therefore|still) )?(?:{pattern})\b"))
            for rung, pattern in cues.RUNGS
        )
        self._known: dict[str, str | None] = {}

    def speaks(self, text: str) -> bool:
        """Whether the publisher speaks of itself."""
        return bool(found(self._own, text))

    def commits(self, text: str) -> bool:
        """Whether the publisher speaks of what it does or will do."""
        return self.speaks(text) and bool(found(cues.COMMITMENT, text))

    def strongest_modal(self, text: str) -> str | None:
        """The rung of the strongest modal with which it speaks of itself (`we will`)."""
        if text not in self._known:  # A sentence is read anew for every theme that it is about.
            spoken = text.lower()
            self._known[text] = next((rung for rung, cue in self._modals if cue.search(spoken)), None)
        return self._known[text]
