"""Plain text → canonical text, also where other people's tools made it from a PDF and left its traces in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.document.blocks import Block
from tracker.extract.contents import Contents, find_contents, letters_of
from tracker.extract.decode import cleaned, decoded
from tracker.extract.finish import finished
from tracker.extract.headings import Styled, levelled
from tracker.extract.joining import joined, words_attested
from tracker.extract.pagination import PageNumber, page_numbers
from tracker.extract.shapes import (
    FRONT_AND_BACK,
    begins_in_mid_sentence,
    breaks_off,
    bullet_of,
    ends_sentence,
    glued_heading,
    heading_style,
    is_capitals,
    is_numbered_item,
    is_title_case,
    unspaced,
    words_of,
)
from tracker.model.corpus import Extraction

_PAGE_GAP = 3
"""So many blank lines in a row are where a page ended."""
_PROSE = 120
"""Characters from which on a line is a paragraph or a piece of one, not a label."""


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    gap: int
    """Blank lines before it."""
    feed: bool
    """A form feed stands before it."""
    page: int | None = None
    """The printed number of the page that begins with this line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines joined into a heading, paragraph or item, with the page breaks inside."""

    kind: str
    text: str
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()


def extract(data: bytes, *, name: str) -> Extraction:
    text, guessed = decoded(data, name=name)
    lines = read_lines(cleaned(text))
    numbered, pages = _without_page_numbers(lines)
    kept, dropped = _without_running_heads(numbered)
    blocks, contents = text_blocks(kept)
    warnings = ["the character encoding was guessed"] if guessed else []
    return finished(
        blocks,
        media_type="text/plain",
        pages=pages,
        warnings=warnings,
        title=_title_in(kept, contents),
    )


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines that have something on them, their inner blanks single."""
    lines: list[Line] = []
    gap, feed = 0, False
    for raw in text.split("\n"):
        for nth, part in enumerate(raw.split("\f")):
            feed = feed or nth > 0
            content = " ".join(unspaced(part).split())
            if content:
                lines.append(Line(content, gap, feed))
                gap, feed = 0, False
            elif nth == 0:
                gap += 1
    return tuple(lines)


def _without_page_numbers(lines: Sequence[Line]) -> tuple[tuple[Line, ...], int | None]:
    """The lines without their printed page numbers, with page marks, and the highest number."""
    edges = [
        (
            line.gap > 0 or line.feed or index == 0,
            index + 1 == len(lines) or lines[index + 1].gap > 0 or lines[index + 1].feed,
        )
        for index, line in enumerate(lines)
    ]
    run = page_numbers([line.text for line in lines], edges)
    if not run:
        return tuple(lines), None
    on_top = _numbers_on_top(lines, run)
    by_line = {number.line: number for number in run}
    begins: dict[int, int] = {}
    for number in run:
        if on_top:
            begins[number.line] = number.number
        elif number.line + 1 < len(lines):
            begins[number.line + 1] = number.number + 1
    _fill_gaps(lines, begins, on_top)
    kept: list[Line] = []
    carried_gap, carried_feed, carried_page = 0, False, None
    for index, line in enumerate(lines):
        page = begins.get(index, carried_page)
        found = by_line.get(index)
        text = line.text if found is None else (line.text[: found.start] + line.text[found.end :]).strip()
        gap, feed = max(line.gap, carried_gap), line.feed or carried_feed
        if text:
            kept.append(Line(text, gap, feed, page))
            carried_gap, carried_feed, carried_page = 0, False, None
        else:
            carried_gap, carried_feed, carried_page = max(gap, 1), feed, page
    return tuple(kept), run[-1].number


def _numbers_on_top(lines: Sequence[Line], run: Sequence[PageNumber]) -> bool:
    """Whether page numbers stand before their page's text: by those that share a line with it, else by the blank lines."""
    glued_before = sum(not number.alone and number.start == 0 for number in run)
    glued_after = sum(not number.alone and number.start > 0 for number in run)
    if glued_before != glued_after:
        return glued_before > glued_after
    wide_before = sum(lines[number.line].gap > _following_gap(lines, number.line) for number in run)
    wide_after = sum(lines[number.line].gap < _following_gap(lines, number.line) for number in run)
    return wide_before > wide_after


def _following_gap(lines: Sequence[Line], index: int) -> int:
    return lines[index + 1].gap if index + 1 < len(lines) else 99


def _fill_gaps(lines: Sequence[Line], begins: dict[int, int], on_top: bool) -> None:
    """Pages whose number was lost begin at wide gaps, where there are just enough of them."""
    known = sorted(begins)
    first = known[0]
    before = [index for index in range(first) if lines[index].gap >= _PAGE_GAP or lines[index].feed]
    if begins[first] > 1 and before and not on_top:
        begins[before[-1]] = begins[first] - 1
    for left, right in zip(known, known[1:], strict=False):
        missing = begins[right] - begins[left] - 1
        gaps = [index for index in range(left + 1, right) if lines[index].gap >= _PAGE_GAP or lines[index].feed]
        if missing and len(gaps) == missing:
            begins.update({index: begins[left] + nth for nth, index in enumerate(gaps, start=1)})


def _without_running_heads(lines: Sequence[Line]) -> tuple[tuple[Line, ...], int]:
    """Short lines that recur at page breaks, or in the middle of sentences, are furniture."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= 100 and not bullet_of(line.text):
            key = letters_of(re.sub(r"\d+", "", line.text))
            if len(key) >= 4:
                places.setdefault(key, []).append(index)
    furniture: set[int] = set()
    for indexes in places.values():
        if len(indexes) < 3:
            continue
        at_edges = sum(_at_page_edge(lines, index) for index in indexes)
        if at_edges * 2 >= len(indexes) and at_edges >= 3:
            furniture.update(indexes)
    kept: list[Line] = []
    gap, feed, page = 0, False, None
    for index, line in enumerate(lines):
        if index in furniture:
            gap, feed, page = max(gap, line.gap, 1), feed or line.feed, page or line.page
        else:
            kept.append(replace(line, gap=max(gap, line.gap), feed=feed or line.feed, page=line.page or page))
            gap, feed, page = 0, False, None
    return tuple(kept), len(furniture)


def _at_page_edge(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    if line.page is not None or line.feed or line.gap >= _PAGE_GAP:
        return True
    if following and (following.page is not None or following.feed or following.gap >= _PAGE_GAP):
        return True
    before = lines[index - 1].text if index else ""
    return bool(following and before and not ends_sentence(before) and begins_in_mid_sentence(following.text))


def text_blocks(lines: Sequence[Line]) -> tuple[tuple[Block, ...], Contents]:
    """Headings, paragraphs and items out of the lines of a text."""
    contents = find_contents([line.text for line in lines])
    titles = {letters_of(title) for title in contents.titles if len(letters_of(title)) > 3}
    words = words_attested(line.text for line in lines)
    kept = _without_contents(lines, contents)
    pieces = _paragraphs(kept, titles, words)
    return tuple(_levelled_blocks(_without_repeated_heads(pieces))), contents


def _without_contents(lines: Sequence[Line], contents: Contents) -> list[Line]:
    kept: list[Line] = []
    gap, page = 0, None
    for index, line in enumerate(lines):
        if index in contents.blocks:
            gap, page = max(gap, line.gap, 1), line.page or page
        else:
            kept.append(replace(line, gap=max(gap, line.gap), page=line.page or page))
            gap, page = 0, None
    return kept


class _Pieces:
    """Pieces in the making."""

    def __init__(self, words: frozenset[str]) -> None:
        self.done: list[Piece] = []
        self._words = words

    def begin(self, kind: str, text: str, page: int | None) -> None:
        self.done.append(Piece(kind, text, page))

    def go_on(self, text: str, page: int | None) -> None:
        last = self.done[-1]
        whole = joined(last.text, text, self._words) if last.text else text
        breaks = last.breaks
        if page is not None:
            breaks = (*breaks, (len(whole) - len(text), page)) if last.text else breaks
        self.done[-1] = replace(last, text=whole, breaks=breaks, page=last.page if last.text else page or last.page)

    @property
    def last(self) -> Piece | None:
        return self.done[-1] if self.done else None


def _paragraphs(lines: Sequence[Line], titles: set[str], words: frozenset[str]) -> list[Piece]:
    pieces = _Pieces(words)
    one_line_paragraphs = _lines_are_paragraphs(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        taken = _heading_lines(lines, index, titles, pieces.last)
        if taken:
            text = lines[index].text
            for further in lines[index + 1 : index + taken]:
                text = joined(text, further.text, words)
            pieces.begin("heading", text, line.page)
            index += taken
            continue
        bullet = bullet_of(line.text)
        if bullet and (line.text[0] != "o" or _is_bullet_o(lines, index)):
            if (
                line.text[0] in "-–—"
                and line.gap == 0
                and pieces.last
                and not ends_sentence(pieces.last.text)
                and not _is_dash_list(lines, index)
            ):
                pieces.go_on(line.text, line.page)
            else:
                pieces.begin("item", line.text[bullet:], line.page)
            index += 1
            continue
        if pieces.last is not None and _goes_on(pieces.last, line, one_line_paragraphs):
            pieces.go_on(line.text, line.page)
            index += 1
            continue
        _begin_paragraph(pieces, line, titles)
        index += 1
    return [piece for piece in pieces.done if piece.text]


def _lines_are_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether a line break alone ends a paragraph: long lines, hardly a blank line."""
    if len(lines) < 4:
        return False
    long_lines = sum(len(line.text) > 160 for line in lines)
    blank = sum(line.gap > 0 for line in lines)
    return blank * 5 < len(lines) and long_lines * 3 >= len(lines)


def _is_bullet_o(lines: Sequence[Line], index: int) -> bool:
    """`o` is a bullet in lists of several, with a capital after it."""
    near = [line.text for line in lines[max(0, index - 40) : index + 40]]
    return sum(text.startswith("o ") and text[2:3].isupper() for text in near) >= 2


def _is_dash_list(lines: Sequence[Line], index: int) -> bool:
    near = lines[max(0, index - 12) : index + 12]
    return sum(line.text[:2] in ("- ", "– ", "— ") for line in near) >= 2 and lines[index].text[2:3].isupper()


def _goes_on(last: Piece, line: Line, one_line_paragraphs: bool) -> bool:
    if last.kind == "heading":
        return False
    if not last.text:
        return True
    text, following = last.text, line.text
    finished_sentence = ends_sentence(text) or text[-1] in ":;"
    if is_numbered_item(following) and (line.gap or text[-1] in ".:;"):
        return False
    if line.gap == 0 and not line.feed:
        return not (one_line_paragraphs and finished_sentence)
    if begins_in_mid_sentence(following):
        return not ends_sentence(text) and not (
            text[-1] in ":" and last.kind == "paragraph" and line.gap == 1 and False
        )
    if finished_sentence:
        return False
    # A page break or a stray blank line in the middle of a sentence.
    return breaks_off(text) or (len(text) > _PROSE and (line.gap >= _PAGE_GAP or line.feed or line.page is not None))


def _begin_paragraph(pieces: _Pieces, line: Line, titles: set[str]) -> None:
    text, page = line.text, line.page
    cut = _listed_heading(text, titles) or glued_heading(text)
    while cut and len(pieces.done) < 100_000:
        pieces.begin("heading", text[:cut].strip(), page)
        text, page = text[cut:].strip(), None
        cut = glued_heading(text) or _listed_heading(text, titles)
    kind = "item" if is_numbered_item(text) else "paragraph"
    pieces.begin(kind, text, page)


def _listed_heading(text: str, titles: set[str]) -> int:
    """Length of a title of the contents list at the start of a paragraph; 0 where none stands there."""
    if not titles:
        return 0
    letters = ""
    cut = 0
    for match in re.finditer(r"\S+\s*", text[:170]):
        letters += letters_of(match.group())
        rest = text[match.end() : match.end() + 1]
        if letters in titles and (rest.isupper() or rest in "\"“'0123456789") and rest:
            words = text[: match.end()].split()
            if len(words) > 1 or FRONT_AND_BACK.match(words[0]) or words[0].isupper():
                cut = match.end()
    return cut


def _heading_lines(lines: Sequence[Line], index: int, titles: set[str], last: Piece | None) -> int:
    """How many lines from here on are one heading; 0 if this line is none."""
    line = lines[index]
    if last is not None and last.kind != "heading" and last.text and line.gap == 0 and not _may_end(last.text):
        return 0
    if len(line.text) > 160 or bullet_of(line.text):
        return 0
    if last is not None and last.kind != "heading" and not _may_end(last.text):
        return 0
    for count in (3, 2, 1):
        group = lines[index : index + count]
        if len(group) < count or any(further.gap > 1 for further in group[1:]):
            continue
        text = " ".join(entry.text for entry in group)
        if len(text) > 180:
            continue
        following = lines[index + count] if index + count < len(lines) else None
        if letters_of(text) in titles and len(words_of(text)) <= 20 and heading_style(text):
            return count
        if _is_heading_group(group, text, following, line, last):
            return count
    return 0


def _may_end(text: str) -> bool:
    return ends_sentence(text) or text[-1:] in ":;"


def _is_heading_group(group: Sequence[Line], text: str, following: Line | None, line: Line, last: Piece | None) -> bool:
    style = heading_style(text)
    if style is None or following is None:
        return False
    if breaks_off(text) or begins_in_mid_sentence(following.text) or len(text) > 150:
        return False
    if len(group) > 1 and not _wraps(group):
        return False
    stands_apart = line.gap > 0 or line.feed or last is None or last.kind == "heading" or _may_end(last.text)
    if not stands_apart:
        return False
    if is_numbered_item(text) and not (is_title_case(text) or is_capitals(text) or style in ("roman", "number")):
        return False
    if is_numbered_item(text) and is_numbered_item(following.text) and style != "number":
        return False
    if style in ("part", "roman", "capitals"):
        return True
    if style in ("title", "number"):
        return following.gap > 0 or len(following.text) > 40 or heading_style(following.text) is not None
    # Sentence case: only where it stands alone and prose follows.
    return (
        following.gap > 0
        and (line.gap > 0 or last is None)
        and len(following.text) >= 60
        and (ends_sentence(following.text) or len(following.text) > _PROSE)
        and bullet_of(following.text) == 0
    )


def _wraps(group: Sequence[Line]) -> bool:
    """Whether each of these lines reads as the continuation of the one before: one heading, not two."""
    for before, after in zip(group, group[1:], strict=False):
        if after.gap > 0:
            return False
        same_case = is_capitals(before.text) and is_capitals(after.text) and len(before.text) > 12
        hanging = breaks_off(before.text) or after.text.split()[0].lower() in {"and", "of", "for", "in", "to", "the"}
        long_enough = len(before.text) >= 28 and len(after.text) <= len(before.text) and is_title_case(after.text)
        if not (same_case or hanging or long_enough):
            return False
    return True


def _without_repeated_heads(pieces: Sequence[Piece]) -> list[Piece]:
    """A heading that repeats the one in force is a running head that slipped through."""
    kept: list[Piece] = []
    latest: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind == "heading":
            key = letters_of(piece.text)
            numbered = heading_style(piece.text) in ("roman", "number", "part")
            if key and latest[key] and numbered:
                if piece.page is not None:
                    kept.append(Piece("page", "", piece.page))
                continue
            latest[key] += 1
        kept.append(piece)
    return kept


def _levelled_blocks(pieces: Sequence[Piece]) -> Iterable[Block]:
    headings = [Styled(piece.text, heading_style(piece.text) or "title") for piece in pieces if piece.kind == "heading"]
    levels = iter(levelled(headings))
    for piece in pieces:
        if piece.page is not None:
            yield Block("page", "", page=piece.page)
        if piece.kind == "heading":
            yield Block("heading", piece.text, next(levels))
        elif piece.kind == "item":
            yield Block("item", piece.text, breaks=piece.breaks)
        elif piece.kind == "paragraph":
            yield Block("paragraph", piece.text, breaks=piece.breaks)


def _title_in(lines: Sequence[Line], contents: Contents) -> str | None:
    """The title on the first page: its first heading-like lines, put together."""
    parts: list[str] = []
    for line in lines[:12]:
        if len(line.text) > 90 or ends_sentence(line.text) or not (is_capitals(line.text) or is_title_case(line.text)):
            break
        parts.append(line.text)
        if len(" ".join(parts)) > 120:
            break
    title = " ".join(parts)
    title = re.split(r"\b(?:THE WHITE HOUSE|The White House)\b", title)[0].strip()
    return title if len(title) >= 8 and len(title.split()) >= 2 else None
