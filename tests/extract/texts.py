"""Prose to read, and the canonical text of a plain one."""

from __future__ import annotations

from tracker.extract import extract


def canonical(text: str) -> str:
    return extract(text.encode(), name="strategy.txt").text


PROSE = "The people of this country expect their government to keep them safe, and we will do so in every way we can."
