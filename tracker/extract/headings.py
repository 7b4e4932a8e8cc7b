"""Levels for headings that differ only in how they look: the outline behind numbering, capitals and title case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.extract.shapes import FRONT_AND_BACK, HeadingStyle, number_depth

_RANK: dict[HeadingStyle, int] = {"part": 0, "roman": 1, "number": 2, "capitals": 3, "title": 4, "sentence": 4}


@dataclass(frozen=True, slots=True)
class Styled:
    text: str
    style: HeadingStyle


def levelled(headings: Sequence[Styled]) -> tuple[int, ...]:
    """A level from 1 for each heading: outer styles first, without gaps between the styles that occur."""
    ranks = sorted({_RANK[heading.style] for heading in headings if not FRONT_AND_BACK.match(heading.text)})
    base: dict[int, int] = {}
    depth = 1
    for rank in ranks:
        base[rank] = depth
        deepest = max((number_depth(heading.text) for heading in headings if heading.style == "number"), default=1)
        depth += deepest if rank == _RANK["number"] else 1
    levels: list[int] = []
    for heading in headings:
        if FRONT_AND_BACK.match(heading.text):
            levels.append(1)
            continue
        level = base[_RANK[heading.style]]
        if heading.style == "number":
            level += number_depth(heading.text) - 1
        levels.append(min(level, 6))
    return tuple(levels)
