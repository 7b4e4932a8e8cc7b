"""What a hook has to say, and whether the commit may go on: the value that each of them returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    faults: tuple[str, ...] = ()
    """What is wrong with documents, a line each; any of them stops the commit."""
    notes: tuple[str, ...] = ()
    """What was done and what to know, a line each."""
    text: str = ""
    """What goes to standard output."""
