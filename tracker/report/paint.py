"""Lays styled text out for a terminal: words wrapped by the columns they take, columns side by side, colours by hand.

No style carries meaning alone: whatever is coloured also has a sign, an underline or a strike, and without colour marks
are written as `[-deleted-]` and `{+inserted+}`, the way word diffs are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.harmless import cell_width, clean

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


def padded(text: str, width: int, *, right: bool = False) -> str:
    blanks = " " * max(0, width - cell_width(text))
    return blanks + text if right else text + blanks


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


def _wrapped(pieces: Iterable[Span], width: int) -> list[Line]:
    lines: list[Line] = []
    line: list[Span] = []
    used = 0
    for word, blank_before in _words(pieces):
        length = line_width(word)
        gap = 1 if blank_before and line else 0
        if line and used + gap + length > width:
            lines.append(tuple(line))
            line, used, gap = [], 0, 0
        if gap:
            line.append(_blank(line[-1], word[0]))
        if length <= width:
            line += word
            used += gap + length
            continue
        for part in _cut(word, width):
            if line and used + gap + line_width(part) > width:
                lines.append(tuple(line))
                line, used, gap = [], 0, 0
            line += part
            used += gap + line_width(part)
            gap = 0
    if line:
        lines.append(tuple(line))
    return [_merged(line) for line in lines]


_MAY_BE_WIDE = re.compile("[\u1100-\u1fff\u2300-\U0010ffff]")
_RUNS = re.compile(r"(?:\S|\u00a0)+|(?:(?!\u00a0)\s)+")


def _words(pieces: Iterable[Span]) -> Iterable[tuple[list[Span], bool]]:
    """Words with their styles, and whether a blank stands before each; wide characters are words of their own."""
    word: list[Span] = []
    blank_before = False
    for piece in pieces:
        run = ""
        # Character by character only where some may be wide: nearly no text of a strategy.
        for character in piece.text if _MAY_BE_WIDE.search(piece.text) else _RUNS.findall(piece.text):
            if character[0].isspace() and character[0] != _NO_BREAK:
                if run:
                    word.append(Span(run, piece.style))
                    run = ""
                if word:
                    yield word, blank_before
                    word = []
                blank_before = True
            elif len(character) == 1 and cell_width(character) == 2:
                if run:
                    word.append(Span(run, piece.style))
                    run = ""
                if word:
                    yield word, blank_before
                    blank_before = False
                word = [Span(character, piece.style)]
            else:
                run += character
        if run:
            word.append(Span(run, piece.style))
    if word:
        yield word, blank_before


def _blank(before: Span, after: Span) -> Span:
    """A blank inside a run of one style belongs to it, so that underlines and strikes go on."""
    return Span(" ", before.style if before.style == after.style else "")


def _cut(word: Sequence[Span], width: int) -> Iterable[list[Span]]:
    """A word longer than a line in pieces that fit; combining characters stay with their letter."""
    part: list[Span] = []
    used = 0
    for span in word:
        run = ""
        for character in span.text:
            columns = cell_width(character)
            if used + columns > width and columns:
                if run:
                    part.append(Span(run, span.style))
                yield part
                part, run, used = [], "", 0
            run += character
            used += columns
        if run:
            part.append(Span(run, span.style))
    if part:
        yield part


def _merged(line: Iterable[Span]) -> Line:
    merged: list[Span] = []
    for span in line:
        if merged and merged[-1].style == span.style:
            merged[-1] = Span(merged[-1].text + span.text, span.style)
        else:
            merged.append(span)
    return tuple(merged)
