"""What an analyst decided on a comparison: verdicts and notes, tags put right, pairings joined or parted.

Everything is anchored by the words it is about and what stands around them, not by position, so that it finds its place
again in a text that was extracted anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["accepted", "rejected", "flagged"]
SideName = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text, known by its words."""

    quote: str
    """The words themselves; the beginning of a long passage."""
    before: str = ""
    after: str = ""
    """What stands before and after the quote, or its passage, a few words each."""
    locus: str = ""
    """Where it stood when it was last placed: a help to readers, and between equal candidates."""


@dataclass(frozen=True, slots=True)
class Judgement:
    about: Literal["change", "shift"]
    id: str
    """Of the change or shift when it was last placed."""
    kind: str
    theme: str | None
    old: Anchor | None
    new: Anchor | None
    verdict: Verdict | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Repairing:
    """Two passages that belong together, or do not, whatever the program found."""

    deed: Literal["join", "part"]
    old: Anchor
    new: Anchor


@dataclass(frozen=True, slots=True)
class Retagging:
    """Themes that a passage is about, or is not about, whatever the codebook says."""

    side: SideName
    passage: Anchor
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    old: str
    new: str
    """Ids of the two versions."""
    judgements: tuple[Judgement, ...] = ()
    repairings: tuple[Repairing, ...] = ()
    retaggings: tuple[Retagging, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.judgements or self.repairings or self.retaggings)
