"""Which lines of a PDF are headings, and of what level: by size, weight, capitals, numbering and the file's bookmarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.extract.contents import letters_of
from tracker.extract.headings import without_skips
from tracker.extract.pdf_lines import PdfLine
from tracker.extract.shapes import (
    FRONT_AND_BACK,
    HeadingStyle,
    bullet_of,
    heading_style,
    is_capitals,
    number_depth,
    words_of,
)

_STYLE_RANK: dict[HeadingStyle | None, int] = {"part": 0, "roman": 1, "letter": 2, "number": 3}


@dataclass(frozen=True, slots=True)
class Typography:
    """What the running text of a document looks like."""

    size: float
    bold: bool
    leading: float
    """Distance of its baselines."""


@dataclass(frozen=True, slots=True)
class HeadingLook:
    """How a heading looks; headings that look the same stand on one level."""

    size: float
    style: int
    """Rank of its numbering: part, roman, letter, number, none."""
    depth: int
    capitals: bool
    bold: bool
    italic: bool

    @property
    def order(self) -> tuple[float, int, int, bool, bool, bool]:
        """Outer looks first."""
        return (-self.size, self.style, self.depth, not self.capitals, not self.bold, self.italic)


def typography_of(pages: Iterable[Sequence[PdfLine]]) -> Typography:
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    leadings: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[_half(line.size)] += len(line.text)
    size = max(sizes, key=lambda key: (sizes[key], -key), default=11.0)
    for lines in pages:
        for before, after in zip(lines, lines[1:], strict=False):
            if _half(after.size) == size:
                bold[after.bold] += len(after.text)
                drop = before.y - after.y
                if before.column == after.column and 0.8 * size <= drop <= 2.6 * size:
                    leadings[_half(drop)] += 1
    leading = max(leadings, key=lambda key: (leadings[key], -key), default=1.2 * size)
    return Typography(size, bold[True] > bold[False], leading)


def _half(value: float) -> float:
    return round(value * 2) / 2


def is_heading_line(line: PdfLine, body: Typography, bookmarked: frozenset[str]) -> bool:
    """Whether a line by itself looks like a heading or a piece of one."""
    text = line.text.strip()
    if not any(char.isalpha() for char in text) or bullet_of(text):
        return False
    larger = line.size >= 1.12 * body.size
    if len(text) > (200 if larger else 130):
        return False
    if letters_of(text) in bookmarked and line.size >= body.size - 0.5:
        return True
    if larger:
        return not (line.italic and text[-1:] in ",;") and text[:1] not in "“\"'‘"
    if line.size < body.size - 0.8:
        return False
    style = heading_style(text)
    marked = (line.bold and not body.bold) or line.italic
    if line.bold and not body.bold:
        return style is not None or len(words_of(text)) <= 25
    if style is None:
        return False
    if is_capitals(text):
        return len(words_of(text)) <= 14 or marked
    return marked and len(words_of(text)) <= 12


def look_of(text: str, line: PdfLine) -> HeadingLook:
    style = heading_style(text)
    rank = _STYLE_RANK.get(style, 4)
    return HeadingLook(
        size=round(line.size),
        style=rank,
        depth=number_depth(text) if style == "number" else 0,
        capitals=is_capitals(text),
        bold=line.bold,
        italic=line.italic,
    )


def levels_by_look(
    headings: Sequence[tuple[str, HeadingLook]], bookmarks: Sequence[tuple[int, str]]
) -> tuple[int, ...]:
    """A level from 1 for each heading; where most headings are bookmarked, the file's own outline is followed."""
    depth_of = {letters_of(title): depth for depth, title in reversed(bookmarks)}
    known = [depth_of.get(letters_of(text)) for text, _ in headings]
    looks = sorted({look for _, look in headings}, key=lambda look: look.order)
    rank = {look: nth + 1 for nth, look in enumerate(looks)}
    levels = [1 if FRONT_AND_BACK.match(text) and rank[look] <= 3 else rank[look] for text, look in headings]
    depths = {depth for depth in known if depth is not None}
    if len(depths) > 1 and sum(depth is not None for depth in known) >= 0.6 * len(headings):
        level = 1
        followed: list[int] = []
        for depth, own in zip(known, levels, strict=True):
            level = depth + 1 if depth is not None else max(level + 1, own) if not followed else level
            followed.append(level)
        levels = [depth + 1 if depth is not None else max(depths) + 2 for depth in known]
    return without_skips(levels)
