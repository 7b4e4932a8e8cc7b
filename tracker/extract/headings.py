"""Levels of headings: those that a format marks, and the outline behind numbering, capitals and title case where none
does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracker.document.blocks import Block
from tracker.extract.shapes import FRONT_AND_BACK, HeadingStyle, heading_number, heading_style, number_depth

_ORDER: tuple[HeadingStyle, ...] = (
    "part", "chapter", "section", "article", "roman", "letter", "ideograph", "bracketed", "number", "capitals", "title"
)  # fmt: skip

_SCANNED_ROMAN = re.compile(r"(?!I+\b)[I1l]{2,3}\s?\.\s")
"""`III.` as it is read off a scan: `111.`, `I11 .`."""


def with_levels(blocks: Iterable[Block], *, by_style: bool = False) -> Iterator[Block]:
    """The blocks with the levels of their headings settled, as they are marked or by their style; empty ones go."""
    kept = [block for block in blocks if block.kind != "heading" or block.text.strip()]
    headings = [block for block in kept if block.kind == "heading"]
    levels = iter(
        levels_by_style([block.text for block in headings])
        if by_style
        else without_skips([block.level for block in headings])
    )
    return (replace(block, level=next(levels)) if block.kind == "heading" else block for block in kept)


def levels_by_style(headings: Sequence[str]) -> tuple[int, ...]:
    """A level from 1 for each heading of a text without markup; no level is skipped on the way down."""
    styles = _styles(headings)
    base = _base_levels(headings, styles)
    wanted = [
        1 if FRONT_AND_BACK.match(heading) else base[style] + (number_depth(heading) - 1 if style == "number" else 0)
        for heading, style in zip(headings, styles, strict=True)
    ]
    return without_skips(wanted)


def without_skips(levels: Sequence[int]) -> tuple[int, ...]:
    """The same outline with each heading at most one level below the one that encloses it, six levels at most."""
    enclosing: list[int] = []
    result: list[int] = []
    for level in levels:
        while enclosing and enclosing[-1] >= level:
            enclosing.pop()
        enclosing.append(level)
        result.append(min(len(enclosing), 6))
    return tuple(result)


def _styles(headings: Sequence[str]) -> list[HeadingStyle]:
    """The style of each heading; a number that belongs to no series is not one."""
    counted = [heading_number(heading) for heading in headings if heading_style(heading) == "number"]
    in_series = _is_series(counted)
    styles: list[HeadingStyle] = []
    roman = any(heading_style(heading) == "roman" for heading in headings)
    for heading in headings:
        style = heading_style(heading) or "title"
        if roman and not in_series and _SCANNED_ROMAN.match(heading):
            style = "roman"
        elif style == "number" and not in_series:
            style = heading_style(heading.split(None, 1)[-1]) or "title"
        styles.append("title" if style == "sentence" else style)
    return styles


def _is_series(numbers: Sequence[str]) -> bool:
    tops = {number.split(".")[0] for number in numbers}
    return any(str(int(top) + 1) in tops for top in tops) or any("." in number for number in numbers)


def _base_levels(headings: Sequence[str], styles: Sequence[HeadingStyle]) -> dict[HeadingStyle, int]:
    """Level of each style: lettered and numbered headings nest as they first occur, the others in the usual order."""
    present = [style for style in _ORDER if style in styles]
    if "letter" in present and "number" in present and styles.index("number") < styles.index("letter"):
        letter, number = present.index("letter"), present.index("number")
        present[letter], present[number] = present[number], present[letter]
    base: dict[HeadingStyle, int] = {}
    level = 1
    for style in present:
        base[style] = level
        numbers = (number_depth(heading) for heading, own in zip(headings, styles, strict=True) if own == "number")
        level += max(numbers, default=1) if style == "number" else 1
    return base
