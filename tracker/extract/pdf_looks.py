"""Which lines of a PDF are headings, and of what level: by size, weight, capitals, numbering and bookmarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.extract.contents import letters_of
from tracker.extract.headings import without_skips
from tracker.extract.pdf_lines import PdfLine
from tracker.extract.shapes import (
    FRONT_AND_BACK,
    HeadingStyle,
    begins_in_mid_sentence,
    bullet_of,
    ends_sentence,
    heading_style,
    is_capitals,
    is_date,
    is_numbered_item,
    number_depth,
    numbering_of,
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
        for before, after in pairwise(lines):
            if _half(after.size) == size:
                bold[after.bold] += len(after.text)
                drop = before.y - after.y
                if before.column == after.column and 0.8 * size <= drop <= 2.6 * size:
                    leadings[_half(drop)] += 1
    leading = max(leadings, key=lambda key: (leadings[key], -key), default=1.2 * size)
    return Typography(size, bold[True] > bold[False], leading)


def _half(value: float) -> float:
    return round(value * 2) / 2


def heading_length(
    lines: Sequence[PdfLine], start: int, body: Typography, bookmarked: frozenset[str], in_sentence: bool
) -> int:
    """How many lines from this one on are a heading; 0 if it is none. `in_sentence`: the text before is unfinished."""
    first = lines[start]
    if first.is_row or not _could_head(first, body):
        return 0
    run = _lines_of_one_look(lines, start, bookmarked)
    text = " ".join(line.text for line in run)
    after = lines[start + len(run)] if start + len(run) < len(lines) else None
    before = lines[start - 1] if start else None
    words = words_of(text)
    style = heading_style(text)
    if letters_of(text) in bookmarked and first.size >= body.size - 0.5 and style and not in_sentence:
        return len(run)
    above = _gap(before, first) > 1.15 * max(body.leading, first.size * 1.1)
    below = _gap(run[-1], after) > 1.15 * body.leading
    ends = ends_sentence(text) and not text.endswith("?")
    if first.size >= 1.12 * body.size:
        if in_sentence and before is not None and abs(before.size - first.size) <= 0.6:
            return 0
        quoted = text[0] in "“\"‘'" or text.count("”") > text.count("“") or (first.italic and len(words) > 14)
        return 0 if len(words) > 30 or quoted or (ends and len(words) > 12) else len(run)
    if first.size < body.size - 0.8 or in_sentence or len(words) > 25 or text[-1] in ",;:":
        return 0
    if begins_in_mid_sentence(text) or is_date(text):
        return 0
    if after is not None and not below and (after.lead or begins_in_mid_sentence(after.text)):
        return 0
    if first.bold and not body.bold:
        return len(run) if not ends or (len(words) <= 10 and (above or below)) else 0
    if style is None or ends:
        return 0
    if is_capitals(text):
        return len(run) if len(words) <= 14 and (above or below) else 0
    if first.italic:
        return len(run) if len(words) <= 12 and above else 0
    numbered = style in ("part", "roman", "letter", "number")
    if after is None:
        apart = above and len(words) <= 8
    else:
        apart = above and below and not is_numbered_item(after.text) and not bullet_of(after.text)
    return len(run) if numbered and apart and len(run) == 1 and len(words) <= 12 else 0


def _could_head(line: PdfLine, body: Typography) -> bool:
    text = line.text.strip()
    enough = sum(char.isalpha() for char in text) >= 3
    return enough and not bullet_of(text) and line.size >= body.size - 0.8 and line.size < 6 * body.size


def _lines_of_one_look(lines: Sequence[PdfLine], start: int, bookmarked: frozenset[str]) -> list[PdfLine]:
    """This line and those that go on in the same type right under it."""
    run = [lines[start]]
    for line in lines[start + 1 : start + 8]:
        last = run[-1]
        same = abs(line.size - last.size) <= 0.6 and line.bold == last.bold and line.italic == last.italic
        close = line.page == last.page and 0 < last.y - line.y <= 1.6 * max(line.size, last.size)
        if not same or not close or line.is_row or bullet_of(line.text):
            break
        text = " ".join(entry.text for entry in run)
        if letters_of(text) in bookmarked or heading_style(line.text) in ("part", "roman", "letter", "number"):
            break
        plain = not line.bold and not line.italic and not is_capitals(line.text)
        if plain and len(last.text) > 12 and last.text[-1:] in ".:;":
            break
        run.append(line)
    return run


def _gap(upper: PdfLine | None, lower: PdfLine | None) -> float:
    """Distance of two baselines; endless where a column or page lies between."""
    if upper is None or lower is None or upper.page != lower.page or lower.y >= upper.y:
        return 1e6
    return upper.y - lower.y


def look_of(text: str, line: PdfLine) -> HeadingLook:
    style = numbering_of(text)
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
        levels = [depth + 1 if depth is not None else max(depths) + 2 for depth in known]
    return without_skips(levels)
