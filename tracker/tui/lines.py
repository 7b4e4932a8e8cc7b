"""Text in named styles: made harmless, broken into lines at words, cut and padded to columns of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tracker.harmless import cell_width, clean
from tracker.model.words import may_break

Span = tuple[str, str]
"""Text and the name of its style; the empty name is plain text."""
Line = tuple[Span, ...]

# What takes no column, or joins its neighbours into one sign in some terminals and not in others. Left out, so that all
# terminals agree on the width of what remains.
_JOINERS = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
# Characters of one column each, of which almost all text consists.
_SINGLE = re.compile(
    "[\n\x20-\x7e\xa0-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2100-\u214f\u2190-\u2199]*"
)


def shown(text: str) -> str:
    """Text of a document as it may be put on a terminal, its line feeds kept."""
    return _JOINERS.sub("", clean(text))


def shown_line(text: str) -> str:
    """The same on one line."""
    return " ".join(shown(text).split())


def spans_text(spans: Iterable[Span]) -> str:
    return "".join(text for text, _ in spans)


def width_of(text: str) -> int:
    return len(text) if _SINGLE.fullmatch(text) else cell_width(text)


def line_width(line: Iterable[Span]) -> int:
    return sum(width_of(text) for text, _ in line)


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line of the text begins and ends when no line may be wider; blanks at a break belong to no line."""
    width = max(width, 2)
    found: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if _SINGLE.fullmatch(paragraph):
            _break_single(text, start, end, width, found)
        else:
            _break_any(text, start, end, width, found)
        start = end + 1
    return found


def wrap(spans: Sequence[Span], width: int) -> list[Line]:
    """The lines of a text that was made harmless."""
    text = spans_text(spans)
    ends = []
    position = 0
    for piece, _ in spans:
        position += len(piece)
        ends.append(position)
    lines: list[Line] = []
    index = 0
    for start, end in breaks(text, width):
        while index < len(ends) - 1 and ends[index] <= start:
            index += 1
        line = []
        at, current = start, index
        while at < end and current < len(spans):
            stop = min(end, ends[current])
            if stop > at:
                line.append((text[at:stop], spans[current][1]))
            at = max(at, stop)
            current += 1
        lines.append(tuple(line))
    return lines


def cut(text: str, width: int) -> str:
    """The text, or its beginning and an ellipsis where it is wider."""
    if width_of(text) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    kept = 0
    columns = 0
    for character in text:
        columns += width_of(character)
        if columns > width - 1:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def cut_line(line: Iterable[Span], width: int) -> Line:
    """The line, or its beginning and an ellipsis where it is wider."""
    out: list[Span] = []
    left = width
    for text, style in line:
        out.append((cut(text, left), style))
        left -= width_of(text)
        if left <= 0:
            break
    return tuple(out)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Exactly so many columns: cut, or filled up with blanks (on the left if `right`)."""
    text = cut(text, width)
    fill = " " * (width - width_of(text))
    return fill + text if right else text + fill


def pad(line: Line, width: int) -> Line:
    """The line filled up to the width."""
    missing = width - line_width(line)
    return (*line, (" " * missing, "")) if missing > 0 else line


def marked(spans: Sequence[Span], needle: re.Pattern[str] | None) -> tuple[Span, ...]:
    """The spans with every match of the pattern, across their borders too, marked as a hit."""
    if needle is None:
        return tuple(spans)
    matches = [match.span() for match in needle.finditer(spans_text(spans)) if match.end() > match.start()]
    if not matches:
        return tuple(spans)
    out: list[Span] = []
    position = 0
    for text, own in spans:
        at = 0
        for start, end in matches:
            low, high = max(start - position, at), min(end - position, len(text))
            if low >= high:
                continue
            if low > at:
                out.append((text[at:low], own))
            out.append((text[low:high], "hit"))
            at = high
        if at < len(text):
            out.append((text[at:], own))
        position += len(text)
    return tuple(out)


def _break_single(text: str, start: int, end: int, width: int, found: list[tuple[int, int]]) -> None:
    first = len(found)
    while end - start > width:
        cut_at = text.rfind(" ", start + 1, start + width + 1)
        if cut_at < 0:
            found.append((start, start + width))
            start += width
            continue
        stop = cut_at
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        found.append((start, stop))
        start = cut_at + 1
        while start < end and text[start] == " ":
            start += 1
    if start < end or len(found) == first:
        found.append((start, end))


def _break_any(text: str, start: int, end: int, width: int, found: list[tuple[int, int]]) -> None:
    """The same for text with wide characters and such as take no column."""
    first = len(found)
    columns = 0
    blank = between = -1
    at = start
    while at < end:
        character = text[at]
        own = cell_width(character)
        if at > start and may_break(text[at - 1], character):
            between = at
        if columns + own > width and at > start:
            if character == " ":
                stop, following = at, at + 1
            elif max(blank, between) > start:
                stop, following = (blank, blank + 1) if blank > between else (between, between)
            else:
                stop, following = at, at
            found.append((start, stop))
            while following < end and text[following] == " ":
                following += 1
            start = at = following
            columns, blank, between = 0, -1, -1
            continue
        if character == " ":
            blank = at
        columns += own
        at += 1
    if start < end or len(found) == first:
        found.append((start, end))
