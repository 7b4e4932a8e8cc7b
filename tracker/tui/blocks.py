"""What a page consists of: running text, two texts in columns, rows of a table; each knows its lines at a width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.tui.lines import Line, Span, breaks, cut_line, fit, line_width, marked, pad, spans_text, width_of, wrap

SIDE_BY_SIDE = 70
"""Columns below which two texts stand below each other."""

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is laid out."""

    width: int
    stacked: bool = False
    """Two texts below each other although there is room beside."""
    needle: re.Pattern[str] | None = None
    """What is searched for."""

    @property
    def in_columns(self) -> bool:
        return self.width >= SIDE_BY_SIDE and not self.stacked


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A text with a head on its first line; the other lines are indented as far as the head reaches."""

    spans: Spans
    head: Spans = ()
    key: str = ""
    """What it stands for; a block without a key cannot be selected."""
    style: str = ""
    """Of the whole lines, for an overview."""
    before: int = 0
    """Blank lines above it."""

    def height(self, look: Look) -> int:
        return self.before + len(breaks(spans_text(self.spans), look.width - self._indent(look)))

    def lines(self, look: Look) -> list[Line]:
        indent = self._indent(look)
        head = self.head if indent else ()
        lines: list[Line] = [()] * self.before
        for number, line in enumerate(wrap(marked(self.spans, look.needle), look.width - indent)):
            lines.append((*head, *line) if number == 0 else (((" " * indent, ""), *line) if indent else line))
        return lines

    def text(self) -> str:
        return spans_text(self.spans)

    def _indent(self, look: Look) -> int:
        indent = line_width(self.head)
        return indent if indent <= look.width // 2 else 0


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two texts of which the second took the place of the first; either may be empty."""

    rows: tuple[tuple[Spans, Spans], ...]
    """Pieces that belong beside each other: each begins on one line on both sides."""
    title: Spans = ()
    """One line above both."""
    old_head: str = ""
    new_head: str = ""
    """Where they stand: a line of its own above each."""
    labels: tuple[str, str] = ("", "")
    """Which version each is of: said where they stand below each other."""
    signs: tuple[Span, Span] = (("", ""), ("", ""))
    """One character for each side."""
    merged: Spans = ()
    """Both in one, for a single column; empty where they have to be read one after the other."""
    key: str = ""
    style: str = ""
    before: int = 1
    head_style: str = "dim"

    def height(self, look: Look) -> int:
        over = self.before + bool(self.title)
        if not look.in_columns:
            return over + sum(self._stacked_heights(look))
        width = _column(look.width)
        heads = 1 if self.old_head or self.new_head else 0
        return over + heads + sum(max(_height(old, width), _height(new, width)) for old, new in self.rows)

    def lines(self, look: Look) -> list[Line]:
        over: list[Line] = [()] * self.before
        if self.title:
            over.append(cut_line(marked(self.title, look.needle), look.width))
        return over + (self._columns(look) if look.in_columns else self._stacked(look))

    def text(self) -> str:
        return "\n".join((spans_text(self.title), *(spans_text(side) for row in self.rows for side in row)))

    def _columns(self, look: Look) -> list[Line]:
        width = _column(look.width)
        old_sign, new_sign = (_sign(sign) for sign in self.signs)
        lines: list[Line] = []
        if self.old_head or self.new_head:
            old_head, new_head = (fit(head, width) for head in (self.old_head, self.new_head))
            old_mark = old_sign if self.old_head else _NO_SIGN
            new_mark = new_sign if self.new_head else _NO_SIGN
            lines.append((old_mark, (old_head, self.head_style), _BETWEEN, new_mark, (new_head, self.head_style)))
        headed = bool(self.old_head or self.new_head)
        old_shown, new_shown = headed, headed
        for old, new in self.rows:
            left = wrap(marked(old, look.needle), width) if old else []
            right = wrap(marked(new, look.needle), width) if new else []
            for number in range(max(len(left), len(right), 1)):
                old_line = pad(left[number], width) if number < len(left) else ((" " * width, ""),)
                new_line = right[number] if number < len(right) else ()
                old_mark = _NO_SIGN if old_shown or not left else old_sign
                new_mark = _NO_SIGN if new_shown or not right else new_sign
                old_shown, new_shown = old_shown or bool(left), new_shown or bool(right)
                lines.append((old_mark, *old_line, _BETWEEN, new_mark, *new_line))
        return lines

    def _stacked_heights(self, look: Look) -> list[int]:
        if self.merged:
            return [len(breaks(spans_text(self.merged), look.width - 2)), 1 if self.old_head or self.new_head else 0]
        return [_height(spans, look.width - 2) + (1 if head else 0) for spans, head, _ in self._parts()]

    def _stacked(self, look: Look) -> list[Line]:
        width = look.width - 2
        lines: list[Line] = []
        if self.merged:
            mark = _sign(self.signs[1])
            if self.old_head or self.new_head:
                heads = " → ".join(filter(None, (self.old_head, self.new_head)))
                lines.append((mark, (fit(heads, width), self.head_style)))
                mark = _NO_SIGN
            for line in wrap(marked(self.merged, look.needle), width):
                lines.append((mark, *line))
                mark = _NO_SIGN
            return lines
        for spans, head, sign in self._parts():
            mark = _sign(sign)
            if head:
                lines.append((mark, (fit(head, width), self.head_style)))
                mark = _NO_SIGN
            for line in wrap(marked(spans, look.needle), width):
                lines.append((mark, *line))
                mark = _NO_SIGN
        return lines

    def _parts(self) -> list[tuple[Spans, str, Span]]:
        old = _joined([row[0] for row in self.rows])
        new = _joined([row[1] for row in self.rows])
        heads = (" ".join(filter(None, pair)) for pair in zip(self.labels, (self.old_head, self.new_head), strict=True))
        return [(text, head, sign) for text, head, sign in zip((old, new), heads, self.signs, strict=True) if text]


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    width: int = 0
    """0 takes what the others leave."""
    right: bool = False
    style: str = ""
    most: int = 0
    """Of what the others leave, no more than this; 0 for all."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One line of cells, a blank between them; cells that find no room are left out from the right."""

    cells: tuple[Cell, ...]
    key: str = ""
    style: str = ""
    before: int = 0
    keep: int = field(default=1)
    """Cells that are never left out."""

    def height(self, look: Look) -> int:
        return self.before + 1

    def lines(self, look: Look) -> list[Line]:
        cells = list(self.cells)
        while len(cells) > self.keep and _least(cells) > look.width:
            cells.pop()
        rest = max(look.width - sum(cell.width + 1 for cell in cells if cell.width) - 1, 4)
        flexible = sum(not cell.width for cell in cells)
        spans: list[Span] = []
        for cell in cells:
            if spans:
                spans.append((" ", ""))
            width = cell.width or max(rest // max(flexible, 1), 4)
            width = min(width, cell.most or width)
            spans.append((fit(cell.text, width, right=cell.right), cell.style))
        blank: list[Line] = [()] * self.before
        return [*blank, marked(spans, look.needle)]

    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)


Block = Flow | Pair | Row

_BETWEEN: Span = (" │ ", "rule")
_NO_SIGN: Span = ("  ", "")


def _least(cells: Sequence[Cell]) -> int:
    return sum((cell.width or 18) + 1 for cell in cells) - 1


def column_heads(old: str, new: str, width: int) -> Line:
    """One line that names the two columns of all pairs."""
    room = _column(width)
    return (_NO_SIGN, (fit(old, room), "strong"), _BETWEEN, _NO_SIGN, (fit(new, room), "strong"))


def _column(width: int) -> int:
    """Columns of each of two texts: a sign and a blank before each, a rule between them."""
    return (width - 4 - width_of(_BETWEEN[0])) // 2


def _height(spans: Spans, width: int) -> int:
    return len(breaks(spans_text(spans), width)) if spans else 1


def _sign(sign: Span) -> Span:
    return (fit(sign[0], 1) + " ", sign[1])


def _joined(parts: Sequence[Spans]) -> Spans:
    out: list[Span] = []
    for part in parts:
        if part and out:
            out.append((" ", ""))
        out.extend(part)
    return tuple(out)
