"""Lines of plain text → headings, paragraphs and items: which line ends are the end of something."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tracker.document.blocks import Block
from tracker.extract.glued import glued_heading
from tracker.extract.headings import with_levels
from tracker.extract.joining import capital_pairs, joined, words_attested
from tracker.extract.labels import is_surely_item
from tracker.extract.listed import Listed
from tracker.extract.pieces import Piece, without_bare_lists, without_idle_headings, without_repeated_heads
from tracker.extract.shapes import (
    OPENERS,
    PAUSES,
    begins_anew,
    begins_in_mid_sentence,
    breaks_off,
    bullet_of,
    counts_on,
    ends_item,
    ends_sentence,
    heading_style,
    is_capitals,
    is_date,
    is_numbered_item,
    is_title_case,
    numbering_of,
)
from tracker.extract.text_lines import Line
from tracker.harmless import cell_width

_PROSE = 120
"""Characters from which on a line is a paragraph or a piece of one, not a label."""
_LONGEST_PARAGRAPH = 20_000
"""Characters that no paragraph of a real document has; keeps the cost of joining lines linear."""
_WIDE_LINE = 50
"""Columns from which on a line of wide characters is one of a paragraph that goes on, not a heading."""
_HEADING_LINES = 5
_OPENS_NO_TITLE = OPENERS - {"The", "Our", "A", "An", "Other", "One"}


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the whole text tells about a single line."""

    listed: Listed
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    """Neighbouring capitalised words that occur within lines."""
    lines_are_paragraphs: bool
    """A line break alone ends a paragraph."""
    bullets: frozenset[str]
    """Doubtful bullets (`o`, dashes) that are used for lists here."""


def blocks_of_lines(lines: Sequence[Line], titles: Iterable[str]) -> tuple[Block, ...]:
    """The blocks of a text without markup; `titles` are those of its contents list."""
    texts = [line.text for line in lines]
    evidence = _Evidence(
        listed=Listed(titles),
        words=words_attested(texts),
        pairs=frozenset(pair for pair, count in capital_pairs(texts).items() if count >= 2),
        lines_are_paragraphs=_lines_are_paragraphs(lines),
        bullets=_list_bullets(texts),
    )
    pieces = _Builder(evidence).build(lines)
    kept = without_idle_headings(without_bare_lists(without_repeated_heads(pieces)))
    return tuple(with_levels(_blocks(kept), by_style=True))


def _lines_are_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether a line break alone ends a paragraph: long lines, hardly a blank line."""
    if len(lines) < 4:
        return False
    long_lines = sum(cell_width(line.text) > 160 for line in lines)
    blank = sum(line.gap > 0 for line in lines)
    return blank * 5 < len(lines) and long_lines * 3 >= len(lines)


def _list_bullets(texts: Sequence[str]) -> frozenset[str]:
    """`o` and dashes are bullets where at least three lines begin with one and a capital or a word in small letters."""
    counts = {mark: sum(text.startswith(mark + " ") for text in texts) for mark in "o-–—"}
    return frozenset(mark for mark, count in counts.items() if count >= 3 or (mark == "-" and count >= 2))


@dataclass(slots=True)
class _Builder:
    """Pieces in the making."""

    evidence: _Evidence
    pieces: list[Piece] = field(default_factory=list)

    def build(self, lines: Sequence[Line]) -> list[Piece]:
        waiting = deque(lines)
        while waiting:
            if not self._take_heading(waiting):
                self._take_text(waiting.popleft())
        return [piece for piece in self.pieces if piece.text]

    @property
    def _last(self) -> Piece | None:
        return self.pieces[-1] if self.pieces else None

    def _take_heading(self, waiting: deque[Line]) -> bool:
        """Takes the heading that begins with the next line, which may share its last line with the text under it."""
        line = waiting[0]
        if self._bullet(line) or not self._may_begin(line):
            return False
        group = [line]
        while len(group) < _HEADING_LINES and len(waiting) > len(group):
            further = waiting[len(group)]
            hangs = (
                further.gap == 1 and breaks_off(group[-1].text) and is_title_case(group[-1].text + " " + further.text)
            )
            if (further.gap > 0 and not hangs) or further.feed or further.page is not None or bullet_of(further.text):
                break
            group.append(further)
        length = self._heading_length(group, waiting[len(group)] if len(waiting) > len(group) else None)
        if not length:
            return False
        whole = " ".join(entry.text for entry in group)
        self.pieces.append(Piece("heading", whole[:length].strip(), line.page))
        for entry in group:
            waiting.popleft()
            length -= len(entry.text) + 1
            if length < -1:
                rest = entry.text[length + 1 :].strip()
                if rest:
                    waiting.appendleft(Line(rest, gap=1))
                break
            if length <= 0:
                break
        return True

    def _may_begin(self, line: Line) -> bool:
        """Whether anything new may begin with this line, going by what stands before it."""
        last = self._last
        if last is None or last.kind == "heading" or (last.text and _may_end(last.text)):
            return True
        if line.begins_page and numbering_of(line.text) in ("part", "roman"):
            return True
        return bool(last.text) and line.gap > 0 and len(last.text) < _PROSE and not breaks_off(last.text)

    def _heading_length(self, group: Sequence[Line], following: Line | None) -> int:
        """How many characters of these lines, joined by blanks, are a heading; 0 if they begin with none."""
        whole = " ".join(entry.text for entry in group)
        listed = self.evidence.listed.length(whole, len(group[0].text))
        if listed:
            return listed
        glued = glued_heading(whole)
        if (
            glued
            and not is_date(whole[:glued].strip())
            and not self._runs_on(group[0].text, whole[len(group[0].text) :].split())
        ):
            return glued
        apart = group[0].gap > 0 or group[0].feed or self._last is None or self._last.kind == "heading"
        for count in range(len(group), 0, -1):
            text = " ".join(entry.text for entry in group[:count])
            after = group[count] if count < len(group) else following
            if count > 1 and not _wraps(group[:count]):
                continue
            if self._is_heading(text, group[0], after, apart) or (apart and self.evidence.listed.is_misread(text)):
                return len(text)
        return 0

    def _is_heading(self, text: str, first: Line, after: Line | None, apart: bool) -> bool:
        style = heading_style(text)
        if style is None or after is None or breaks_off(text) or begins_in_mid_sentence(after.text):
            return False
        close = after.gap == 0 and not after.feed
        if after.text[0] == "(" or (close and self._runs_on(text, after.text.split())):
            return False
        width = cell_width(text)
        if close and width >= _WIDE_LINE and width > len(text):
            return False
        if style in ("part", "chapter", "section", "article", "roman", "capitals"):
            return True
        numbered = style in ("letter", "number", "ideograph", "bracketed")
        if numbered and is_numbered_item(after.text) and (after.gap == 0 or style == "bracketed"):
            return False
        if style == "ideograph":
            return True
        if style == "bracketed":
            # What follows an item with such a label is the last of a list.
            in_list = self._last is not None and self._last.kind == "item"
            return apart or (not close and not in_list)
        if text[-1] == ":" or (is_numbered_item(text) and not numbered):
            return False
        if style == "sentence":
            length = cell_width(after.text)
            prose = length > _PROSE or (length >= 60 and ends_sentence(after.text))
            return apart and not close and prose and not bullet_of(after.text)
        if close and not numbered and ("," in text or text.split()[0] in _OPENS_NO_TITLE):
            return False
        return apart and (not close or cell_width(after.text) > 40 or heading_style(after.text) is not None)

    def _runs_on(self, text: str, following: Sequence[str]) -> bool:
        """Whether the last word and the next are a pair known from inside lines (`United States`)."""
        words = text.split()
        if not words or not following or following[0] in OPENERS:
            return False
        tails = {following[0], following[0].rstrip(".,;:")}
        return any((words[-1], tail) in self.evidence.pairs for tail in tails)

    def _take_text(self, line: Line) -> None:
        text, last = line.text, self._last
        bullet = self._bullet(line)
        if bullet:
            self.pieces.append(Piece("item", text[bullet:], line.page))
        elif last is not None and self._goes_on(last, line):
            self._go_on(last, line)
        else:
            self.pieces.append(Piece("item" if is_numbered_item(text) else "paragraph", text, line.page))

    def _bullet(self, line: Line) -> int:
        length = bullet_of(line.text)
        mark = line.text[0]
        if not length or mark not in "o-–—":
            return length
        last = self._last
        in_mid_sentence = last is not None and bool(last.text) and line.gap == 0 and not _may_end(last.text)
        if mark not in self.evidence.bullets or (in_mid_sentence and last is not None and last.kind == "paragraph"):
            return 0
        return length

    def _goes_on(self, last: Piece, line: Line) -> bool:
        if last.kind == "heading" or len(last.text) > _LONGEST_PARAGRAPH:
            return False
        if not last.text:
            return True
        if is_surely_item(line.text) or (last.kind == "item" and counts_on(last.text, line.text)):
            return False
        if begins_anew(line.text) and (line.gap > 0 or _may_end(last.text)):
            return False
        finished = ends_sentence(last.text, line.text)
        if line.gap == 0 and not line.feed:
            return not (self.evidence.lines_are_paragraphs and (finished or ends_item(last.text)))
        if finished or (ends_item(last.text) and not line.begins_page):
            return False
        if begins_in_mid_sentence(line.text):
            return True
        # A page break or a stray blank line in the middle of a sentence.
        return (
            breaks_off(last.text)
            or self._runs_on(last.text, line.text.split())
            or (len(last.text) > _PROSE and line.begins_page and last.text[-1] not in PAUSES)
        )

    def _go_on(self, last: Piece, line: Line) -> None:
        if not last.text:
            self.pieces[-1] = replace(last, text=line.text, page=last.page if line.page is None else line.page)
            return
        whole = joined(last.text, line.text, self.evidence.words)
        breaks = last.breaks
        if line.page is not None:
            breaks = (*breaks, (len(whole) - len(line.text), line.page))
        self.pieces[-1] = replace(last, text=whole, breaks=breaks)


def _may_end(text: str) -> bool:
    return ends_sentence(text) or text[-1:] in PAUSES


def _wraps(group: Sequence[Line]) -> bool:
    """Whether each of these lines reads as the continuation of the one before: one heading, not two."""
    for before, after in pairwise(group):
        if is_numbered_item(after.text) or heading_style(after.text) in ("part", "roman", "letter", "number"):
            return False
        both_capitals = is_capitals(before.text) and is_capitals(after.text)
        hanging = (
            breaks_off(before.text) or before.text[-1] == ":" or after.text.split()[0].lower() in {"and", "of", "for"}
        )
        long_enough = len(before.text) >= 24 and is_title_case(after.text) and is_title_case(before.text)
        if not (both_capitals or hanging or long_enough):
            return False
    return True


def _blocks(pieces: Sequence[Piece]) -> Iterable[Block]:
    for piece in pieces:
        if piece.page is not None:
            yield Block("page", "", page=piece.page)
        if piece.text:
            yield Block(piece.kind, piece.text, breaks=piece.breaks)
