"""The lines of a plain text, freed of what belonged to its pages: page numbers, running heads, contents lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.extract.contents import Contents, letters_of
from tracker.extract.pagination import PageNumber, numbers_in_text, page_numbers
from tracker.extract.shapes import begins_in_mid_sentence, bullet_of, ends_sentence, is_bare_title, unspaced
from tracker.model.words import UNSPACED, has_unspaced

PAGE_GAP = 3
"""So many blank lines in a row are where a page ended."""

_PAGE_NOTICE = re.compile(
    r"(?:\(?(?:this|preceding|following) page (?:(?:is|was|has been) )?(?:(?:intentionally|deliberately) )?(?:left )?"
    r"blank\)?\.?"
    r"|Microsoft Word - .*|.{1,60}\.(?:docx?|pdf|indd|qxd))$",
    re.IGNORECASE,
)
_TRAILING_NUMBER = re.compile(r"\s+(?:\d{1,3}|[ivxl]{1,6})$")
_WIDE_SEAM = re.compile(r"(?<=;) {2,}(?=\w)|(?<=; and) {2,}(?=\w)|(?<=; or) {2,}(?=\w)")
_NO_BLANK = re.compile(r"(?<=[a-z];)(?=[A-Z][a-z])")
_INNER_BULLET = re.compile(r'(?:(?<=;)|(?<=; and)|(?<=; or)) (?=[o*] )| (?="\* )')
_HEAD_NUMBER = re.compile(r"\d+|\b[ivxl]{1,6}\b")
_INDENTED = re.compile(rf" {{2,8}}[“「『（《{UNSPACED}]")
"""How a paragraph begins in Chinese and Japanese, without a blank line before it."""
_PAGES_KNOWN = 0.85
_MOST_FURNITURE = 0.2
"""Share of the letters of a text."""
_LONE_NUMBER = re.compile(r"(?:page\s+)?[-–—|\s]*(?:\d{1,3}|[ivxl]{1,6})[-–—|\s]*(?:of\s+\d{1,3})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    gap: int = 0
    """Blank lines before it."""
    feed: bool = False
    """A form feed stands before it."""
    page: int | None = None
    """The printed number of the page that begins with this line."""

    @property
    def begins_page(self) -> bool:
        return self.page is not None or self.feed or self.gap >= PAGE_GAP


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines that have something on them, their inner blanks single."""
    lines: list[Line] = []
    gap, feed, was_indented = 0, False, False
    for raw in _with_bullets_apart(_with_lost_bullets(text)).split("\n"):
        for nth, part in enumerate(raw.split("\f")):
            feed = feed or nth > 0
            content = " ".join(unspaced(part).split())
            if any(char.isalnum() for char in content) or bullet_of(content):
                indented = _INDENTED.match(part) is not None
                if lines and _begins_paragraph(content, lines[-1].text, indented, was_indented):
                    gap = max(gap, 1)
                was_indented = indented
                lines.append(Line(content, gap, feed))
                gap, feed = 0, False
            elif nth == 0:
                gap += 1
    return tuple(lines)


def _begins_paragraph(content: str, before: str, indented: bool, was_indented: bool) -> bool:
    """Whether a line begins a paragraph by its indent, or stands out of the others as a title. Where every line is
    indented, an indent tells nothing."""
    if indented:
        return not was_indented or ends_sentence(before)
    return has_unspaced(content) and is_bare_title(content) and ends_sentence(before)


def _with_lost_bullets(text: str) -> str:
    """A list that became one line, its bullets lost, as lines with bullets again.

    What tells it from a sentence with semicolons is what the bullets left behind: two blanks, or none at all.
    """
    return "\n".join(
        _relisted(line) if line.count(";") >= 2 and (";  " in line or _NO_BLANK.search(line)) else line
        for line in text.split("\n")
    )


def _with_bullets_apart(text: str) -> str:
    """Items that ran together on one line, on lines of their own.

    Where a bullet begins the line, the next stands after a semicolon or is a mark that nothing else is written with.
    """
    return "\n".join(_INNER_BULLET.sub("\n", line) if bullet_of(line.lstrip()) else line for line in text.split("\n"))


def _relisted(line: str) -> str:
    for seam in (_WIDE_SEAM, _NO_BLANK):
        items = seam.split(line.strip(" \f"))
        if len(items) >= 3 and (len(items) - 1) * 2 >= line.count(";"):
            feed = "\f" if line.startswith("\f") else ""
            return feed + "\n".join(f"• {item.strip()}" for item in items)
    return line


def without_page_numbers(lines: Sequence[Line]) -> tuple[tuple[Line, ...], int | None]:
    """The lines without their printed page numbers, with page marks instead, and the highest number."""
    if not lines:
        return (), None
    begins_block = [line.gap > 0 or line.feed or index == 0 for index, line in enumerate(lines)]
    edges = [(begins, ends) for begins, ends in zip(begins_block, [*begins_block[1:], True], strict=True)]
    run = page_numbers([line.text for line in lines], edges)
    first_lines = _first_lines_of_pages(lines, run) if run else {}
    found = {number.line: number for number in (*numbers_in_text([line.text for line in lines], run), *run)}
    kept: list[Line] = []
    for index, line in enumerate(lines):
        number = found.get(index)
        text = line.text if number is None else (line.text[: number.start] + line.text[number.end :]).strip()
        if _PAGE_NOTICE.match(text):
            text = ""
        if number is None and _LONE_NUMBER.match(text) and (begins_block[index] or text.lower().startswith("page")):
            text = ""
        kept.append(Line(text, line.gap, line.feed, first_lines.get(index)))
    return _without_empty(kept), run[-1].number if first_lines else None


def _without_empty(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that have text; gaps, feeds and page marks of those that have none go to the next one."""
    kept: list[Line] = []
    gap, feed, page = 0, False, None
    for line in lines:
        gap, feed = max(gap, line.gap), feed or line.feed
        page = page if line.page is None else line.page
        if line.text:
            kept.append(Line(line.text, gap, feed, page))
            gap, feed, page = 0, False, None
        else:
            gap = max(gap, 1)
    return tuple(kept)


def _first_lines_of_pages(lines: Sequence[Line], run: Sequence[PageNumber]) -> dict[int, int]:
    """Line at which each page begins → its printed number."""
    on_top = _numbers_on_top(lines, run)
    begins: dict[int, int] = {}
    for number in run:
        # A number that shares its line with text parts the pages before that text or behind it.
        at_start = on_top if number.alone else number.start == 0
        line = number.line if at_start else number.line + 1
        if line < len(lines):
            begins[line] = number.number if on_top else number.number + 1
    known = sorted(begins)
    if not on_top and begins[known[0]] > 1:
        breaks = [index for index in range(known[0]) if lines[index].begins_page]
        if breaks:
            begins[breaks[-1]] = begins[known[0]] - 1
    # Pages whose number was lost begin where a page visibly ends, if there are just enough such places.
    for left, right in pairwise(known):
        missing = begins[right] - begins[left] - 1
        breaks = [index for index in range(left + 1, right) if lines[index].begins_page]
        if missing and len(breaks) == missing:
            begins.update({index: begins[left] + nth for nth, index in enumerate(breaks, start=1)})
    span = max(begins.values()) - min(begins.values()) + 1
    # Where many pages have lost their number, text would be cited by the page before its own.
    return begins if len(begins) >= _PAGES_KNOWN * span else {}


def _numbers_on_top(lines: Sequence[Line], run: Sequence[PageNumber]) -> bool:
    """Whether page numbers stand before their page's text: seen where they share a line with it, else by gaps."""
    breaks = [line.begins_page for line in lines] + [True]
    before_break = sum(breaks[number.line + 1] and not breaks[number.line] for number in run)
    after_break = sum(breaks[number.line] and not breaks[number.line + 1] for number in run)
    if before_break != after_break:
        return after_break > before_break
    glued_before = sum(not number.alone and number.start == 0 for number in run)
    glued_after = sum(not number.alone and number.start > 0 for number in run)
    if glued_before != glued_after:
        return glued_before > glued_after
    gaps = [line.gap for line in lines] + [99]
    wide_before = sum(gaps[number.line] > gaps[number.line + 1] for number in run)
    wide_after = sum(gaps[number.line] < gaps[number.line + 1] for number in run)
    return wide_before > wide_after


def without_running_heads(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without the short lines that recur where pages end, or in the middle of sentences; what would be a good part of
    the text is the text."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= 100 and not bullet_of(line.text) and not ends_sentence(line.text):
            key = letters_of(_HEAD_NUMBER.sub("", line.text))
            if len(key) >= 4:
                places.setdefault(key, []).append(index)
    furniture: set[int] = set()
    heads: set[str] = set()
    for indexes in places.values():
        alike = frozenset(indexes)
        at_edges = sum(_is_at_page_edge(lines, index, alike) for index in indexes) if len(indexes) >= 3 else 0
        if at_edges >= 3 and at_edges * 2 >= len(indexes):
            furniture.update(indexes)
            heads.add(_HEAD_NUMBER.sub("", lines[indexes[0]].text).strip())
    if sum(len(lines[index].text) for index in furniture) > _MOST_FURNITURE * sum(len(line.text) for line in lines):
        return tuple(lines)
    ends_page = [*(line.begins_page for line in lines[1:]), True]
    return _without_empty(
        [
            replace(line, text="" if index in furniture else _without_glued_head(line.text, heads, ends_page[index]))
            for index, line in enumerate(lines)
        ]
    )


def _without_glued_head(text: str, heads: set[str], ends_page: bool) -> str:
    """The last line of a page without the running foot, and its number, that stand directly behind its text."""
    bare = _TRAILING_NUMBER.sub("", text)
    if not ends_page and bare == text:
        return text
    head = next((head for head in heads if len(head) > 8 and bare.endswith(" " + head)), "")
    if not head:
        return text
    before = bare.removesuffix(head).rstrip()
    return _TRAILING_NUMBER.sub("", before) if bare == text else before


def _is_at_page_edge(lines: Sequence[Line], index: int, alike: frozenset[int]) -> bool:
    """`alike` are all lines that read as this one does: such as follow each other on one page are a list."""
    line, following = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if line.begins_page or (following and following.begins_page):
        return True
    if alike & {index - 1, index + 1}:
        return False
    before = lines[index - 1].text if index else ""
    return bool(following and before and not ends_sentence(before) and begins_in_mid_sentence(following.text))


def without_contents(lines: Sequence[Line], contents: Contents) -> tuple[Line, ...]:
    """Without the contents lists; what shares their first line stays."""
    before = dict(contents.before)
    return _without_empty(
        [
            replace(line, text=before.get(index, "")) if index in contents.blocks else line
            for index, line in enumerate(lines)
        ]
    )
