"""Lays styled text out for a terminal: words wrapped by the columns they take, columns side by side, colours by hand.

No style carries meaning alone: whatever is coloured also has a sign, an underline or a strike, and without colour marks
are written as `[-deleted-]` and `{+inserted+}`, the way word diffs are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.harmless import cell_width, clean
from tracker.model.words import may_break

Style = Literal["", "title", "bold", "dim", "old", "new", "deleted", "inserted", "ground"]

_SGR: dict[Style, str] = {
    "title": "1",
    "bold": "1",
    "dim": "2",
    "old": "31",
    "new": "32",
    "deleted": "31;9",
    "inserted": "32;4",
    "ground": "4",
}
_PLAIN_MARKS: dict[Style, tuple[str, str]] = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style."""

    text: str
    style: Style = ""


Line = tuple[Span, ...]

_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Painter:
    """Turns spans into what is written to the terminal, or to a file when there is no colour."""

    colour: bool

    def line(self, spans: Iterable[Span], width: int | None = None) -> str:
        """One line, filled with blanks to `width` where one is given."""
        spans = tuple(spans)
        text = "".join(self._painted(span) for span in spans)
        missing = 0 if width is None else width - line_width(spans)
        return text + " " * missing

    def prepared(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Spans fit for wrapping: without colour, marks are written out as signs that take room."""
        if self.colour:
            return tuple(spans)
        return tuple(_signed(span) for span in spans)

    def hanging(self, lead: str, pieces: Iterable[Span], width: int, style: Style = "") -> list[str]:
        """Text wrapped to `width` behind a lead that stands on its first line only, in `style`."""
        indent = cell_width(lead)
        lines = wrapped(self.prepared(pieces), width - indent) or [()]
        first = self.line([Span(lead, style)])
        return [(" " * indent if number else first) + self.line(line) for number, line in enumerate(lines)]

    def _painted(self, span: Span) -> str:
        code = _SGR.get(span.style)
        text = span.text.replace(_NO_BREAK, " ")
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text


def spans(*pieces: str | Span) -> tuple[Span, ...]:
    """Strings stand for spans without style; all are made safe to show."""
    return tuple(
        Span(clean(piece)) if isinstance(piece, str) else Span(clean(piece.text), piece.style) for piece in pieces
    )


def unbroken(text: str) -> str:
    """Keeps a locus on one line; the painter writes ordinary blanks again."""
    return text.replace(" ", _NO_BREAK)


def line_width(line: Sequence[Span]) -> int:
    if len(line) == 1:
        return cell_width(line[0].text)
    return sum([cell_width(span.text) for span in line])


def wrapped(pieces: Iterable[Span], width: int) -> list[Line]:
    """The text in lines of at most `width` columns, broken at line feeds and between words; a longer word is cut."""
    lines: list[Line] = []
    for paragraph in _paragraphs(pieces):
        lines += _wrapped(paragraph, max(width, 4))
    return lines


def beside(left: Sequence[Line], right: Sequence[Line], width: int, painter: Painter) -> list[str]:
    """Two blocks of lines next to each other, each `width` columns wide, a rule between them."""
    rule = painter.line([Span(" │ ", "dim")])
    rows = []
    for index in range(max(len(left), len(right))):
        first = painter.line(left[index] if index < len(left) else (), width)
        second = painter.line(right[index] if index < len(right) else ())
        rows.append((first + rule + second).rstrip())
    return rows


def part_title(painter: Painter, title: str, note: str = "") -> str:
    """`▸ Taiwan  4 passages → 1`."""
    return painter.line(spans(Span(title, "bold"), Span(f"  {note}" if note else "", "dim")))


def cut_to(text: str, width: int) -> str:
    """The text itself when it fits, else its beginning and an ellipsis."""
    if cell_width(text) <= width:
        return text
    kept = ""
    for character in text:
        if cell_width(kept + character) > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def padded(text: str, width: int) -> str:
    return text + " " * max(0, width - cell_width(text))


def _signed(span: Span) -> Span:
    if span.style not in _PLAIN_MARKS or not span.text.strip():
        return span
    start, end = _PLAIN_MARKS[span.style]
    core = span.text.strip()
    lead = span.text[: len(span.text) - len(span.text.lstrip())]
    tail = span.text[len(span.text.rstrip()) :]
    signed = f"{end}\n{start}".join(core.split("\n"))
    return Span(f"{lead}{start}{signed}{end}{tail}", span.style)


def _paragraphs(pieces: Iterable[Span]) -> list[list[Span]]:
    paragraphs: list[list[Span]] = [[]]
    for piece in pieces:
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                paragraphs.append([])
            paragraphs[-1].append(Span(line, piece.style))
    return paragraphs


_Run = tuple[str, Style]
"""What a `Span` says, quicker to make: there is one for every word."""


def _wrapped(pieces: Iterable[Span], width: int) -> list[Line]:
    block = _Block(width)
    for words, length, blank_before in _words(pieces):
        block.put(words, length, blank_before=blank_before)
    block.end_line()
    return block.lines


class _Block:
    """Lines in the making: in each, neighbours of one style become one."""

    def __init__(self, width: int) -> None:
        self.lines: list[Line] = []
        self._width = width
        self._used = 0
        self._texts: list[str] = []
        self._styles: list[Style] = []

    def put(self, words: Sequence[_Run], length: int, *, blank_before: bool) -> None:
        """A word in runs of one style each, or several words in one run."""
        gap = 1 if blank_before and self._texts else 0
        if self._used + gap + length <= self._width:
            self._add(words, length, gap)
        elif len(words) == 1 and " " in words[0][0]:
            self._put_each(*words[0])
        else:
            self.end_line()
            for part, columns in [(words, length)] if length <= self._width else _cut(words, self._width):
                if self._used + columns > self._width:
                    self.end_line()
                self._add(part, columns)

    def end_line(self) -> None:
        """What is put from here on stands on another line."""
        if self._texts:
            self.lines.append(tuple(map(Span, self._texts, self._styles)))
            self._texts, self._styles, self._used = [], [], 0

    def _put_each(self, text: str, style: Style) -> None:
        """Words of one column a character, as many at a time as a line has room for."""
        while text:
            gap = 1 if self._texts else 0
            room = self._width - self._used - gap
            end = len(text) if len(text) <= room else text.rfind(" ", 0, max(0, room + 1))
            if end > 0:
                self._add([(text[:end], style)], end, gap)
                text = text[end + 1 :]
            else:
                word, _, text = text.partition(" ")
                self.put([(word, style)], len(word), blank_before=True)

    def _add(self, runs: Sequence[_Run], columns: int, gap: int = 0) -> None:
        texts, styles = self._texts, self._styles
        for text, style in runs:
            if gap:
                # A blank inside a run of one style belongs to it, so that underlines and strikes go on.
                if style in ("", styles[-1]):
                    text = " " + text
                elif not styles[-1]:
                    texts[-1] += " "
                else:
                    texts.append(" ")
                    styles.append("")
                self._used += 1
                gap = 0
            if styles and styles[-1] == style:
                texts[-1] += text
            else:
                texts.append(text)
                styles.append(style)
        self._used += columns


_MAY_BE_WIDE = re.compile("[\u1100-\u1fff\u2300-\U0010ffff]")
_BLANKS = re.compile(r"(?:(?!\u00a0)\s)+")


def _words(pieces: Iterable[Span]) -> Iterator[tuple[list[_Run], int, bool]]:
    """Words with their styles, the columns that each takes, and whether a blank stands before it; what a line may be
    broken between are words of their own. Where every character of a piece takes one column, the words inside it come
    as one run."""
    word: list[_Run] = []
    length = 0
    blank_before = False
    for piece in pieces:
        style = piece.style
        may_be_wide = _MAY_BE_WIDE.search(piece.text) is not None
        parts = _between_blanks(piece.text)
        if len(parts) > 3 and not may_be_wide and cell_width(piece.text) == len(piece.text):
            parts = [parts[0], " ".join(parts[1:-1]), parts[-1]]
        for number, part in enumerate(parts):
            if number:
                if word:
                    yield word, length, blank_before
                word, length, blank_before = [], 0, True
            # Character by character only where some may be wide: nearly no text of a strategy.
            for text in part if may_be_wide else (part,) if part else ():
                columns = cell_width(text)
                if may_be_wide and word and may_break(word[-1][0][-1:], text):
                    yield word, length, blank_before
                    word, length, blank_before = [], 0, False
                word.append((text, style))
                length += columns
    if word:
        yield word, length, blank_before


def _between_blanks(text: str) -> list[str]:
    """What stands between runs of blanks; empty pieces at the ends where the text begins or ends with one."""
    if _NO_BREAK in text:
        return _BLANKS.split(text)
    words = text.split()
    if not words or text[0].isspace():
        words.insert(0, "")
    if text[-1:].isspace():
        words.append("")
    return words


def _cut(word: Iterable[_Run], width: int) -> Iterator[tuple[list[_Run], int]]:
    """A word longer than a line in pieces that fit, with the columns that each takes; combining characters stay with
    their letter."""
    part: list[_Run] = []
    used = 0
    for text, style in word:
        for character in text:
            columns = cell_width(character)
            if used + columns > width and columns:
                yield part, used
                part, used = [], 0
            part.append((character, style))
            used += columns
    if part:
        yield part, used
