"""Lines of a PDF in reading order → blocks: headings, paragraphs across lines and pages, items, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tracker.document.blocks import Block
from tracker.extract.contents import letters_of
from tracker.extract.joining import joined, with_hyphens_settled, words_attested
from tracker.extract.pdf_lines import RAISED, PdfLine
from tracker.extract.pdf_looks import HeadingLook, Typography, heading_length, levels_by_look, look_of
from tracker.extract.shapes import (
    PAUSES,
    begins_anew,
    begins_in_mid_sentence,
    breaks_off,
    bullet_of,
    ends_sentence,
    is_date,
    is_numbered_item,
)

_NOTE_LABEL = re.compile(
    rf"(?:{RAISED[0]}(\d{{1,3}}){RAISED[1]}\s*|\[?(\d{{1,3}})\]?[.)]?\s+(?=[^\W\d_]|[\"“(])|([*†‡])\s*)"
)
_RAISED_NUMBER = re.compile(rf"\s?{RAISED[0]}(\d+){RAISED[1]}")


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    lines: tuple[PdfLine, ...]
    label: str = ""
    breaks: tuple[tuple[int, int], ...] = ()

    @property
    def last(self) -> PdfLine:
        return self.lines[-1]


def blocks_of_pages(
    pages: Sequence[Sequence[PdfLine]], body: Typography, bookmarks: Sequence[tuple[int, str]]
) -> tuple[Block, ...]:
    """The blocks of a document whose furniture is gone; page marks stand where pages begin."""
    bookmarked = frozenset(letters_of(title) for _, title in bookmarks if len(letters_of(title)) > 3)
    words = words_attested(line.text for lines in pages for line in lines)
    builder = _Builder(body, bookmarked, words)
    for lines in pages:
        text, notes = _with_notes_apart(lines, body)
        builder.add_page(text, notes)
    pieces = _with_title_page_joined(_with_notes_on_their_page(builder.pieces))
    return tuple(_blocks(pieces, bookmarks))


def _with_title_page_joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The lines of a title, whatever their sizes, are one heading; what the next page repeats of it goes."""
    prose = next((index for index, piece in enumerate(pieces) if len(piece.text) > 120), 0)
    joined_pieces: list[_Piece] = []
    for piece in pieces[:prose]:
        last = joined_pieces[-1] if joined_pieces else None
        if (
            last is not None
            and last.kind == piece.kind == "heading"
            and last.last.page == piece.lines[0].page
            and look_of(piece.text, piece.lines[0]).style == 4
            and len(f"{last.text} {piece.text}".split()) <= 24
        ):
            joined_pieces[-1] = replace(last, text=f"{last.text} {piece.text}", lines=(*last.lines, *piece.lines))
        else:
            joined_pieces.append(piece)
    seen: set[str] = set()
    kept: list[_Piece] = []
    for piece in joined_pieces:
        letters = letters_of(piece.text)
        if not (piece.kind == "heading" and letters in seen):
            kept.append(piece)
        seen.add(letters)
    return [*kept, *pieces[prose:]]


def _with_notes_on_their_page(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Notes stand before a passage that runs on to the next page, so that page marks stay in order."""
    ordered: list[_Piece] = []
    for piece in pieces:
        crossing = len(ordered) - 1
        while crossing >= 0 and ordered[crossing].kind == "note":
            crossing -= 1
        if piece.kind == "note" and crossing >= 0 and ordered[crossing].last.page > piece.lines[0].page:
            ordered.insert(crossing, piece)
        else:
            ordered.append(piece)
    return ordered


def _with_notes_apart(lines: Sequence[PdfLine], body: Typography) -> tuple[list[PdfLine], list[PdfLine]]:
    """The text of a page and the small type at its foot that begins with a note's number."""
    small = [line.size <= body.size - 0.8 for line in lines]
    by_height = sorted(range(len(lines)), key=lambda index: lines[index].y)
    foot: list[int] = []
    for index in by_height:
        if not small[index]:
            break
        foot.append(index)
    foot.sort()
    numbered = [index for index in foot if _NOTE_LABEL.match(lines[index].text)]
    if not numbered:
        return list(lines), []
    notes = set(foot) if foot else set()
    return (
        [line for index, line in enumerate(lines) if index not in notes],
        [lines[index] for index in foot],
    )


@dataclass(slots=True)
class _Builder:
    body: Typography
    bookmarked: frozenset[str]
    words: frozenset[str]
    pieces: list[_Piece] = field(default_factory=list)
    _open: int | None = None
    """Index of the passage that the next page may continue."""

    def add_page(self, text: Sequence[PdfLine], notes: Sequence[PdfLine]) -> None:
        previous: PdfLine | None = None
        index = 0
        while index < len(text):
            length = heading_length(text, index, self.body, self.bookmarked, self._is_in_sentence(text[index]))
            if length:
                self._begin("heading", text[index], text[index].text)
                for line in text[index + 1 : index + length]:
                    self._extend(line)
            else:
                self._add(text[index], previous)
            index += max(length, 1)
            previous = text[index - 1]
        for line in notes:
            self._add_note(line)

    def _add(self, line: PdfLine, previous: PdfLine | None) -> None:
        current = self.pieces[self._open] if self._open is not None else None
        if line.is_row:
            self._begin("table", line, with_hyphens_settled(line.text, self.words))
            return
        bullet = bullet_of(line.text)
        if bullet and not self._is_dash_in_text(line, current):
            self._begin("item", line, line.text[bullet:])
        elif current is None or current.kind in ("heading", "table") or not self._goes_on(current, line, previous):
            self._begin("item" if is_numbered_item(line.text) else "paragraph", line, line.text)
        else:
            self._extend(line)

    def _is_in_sentence(self, line: PdfLine) -> bool:
        """Whether the text before this line goes on in it: what looks like a heading is emphasis then."""
        current = self.pieces[self._open] if self._open is not None else None
        if current is None or current.kind in ("heading", "table"):
            return False
        drop = current.last.y - line.y
        near = current.last.page == line.page and 0 < drop <= 1.25 * max(self.body.leading, 1.2 * line.size)
        unfinished = not ends_sentence(current.text, line.text) and current.text[-1] not in PAUSES
        return unfinished and (near or begins_in_mid_sentence(line.text) or breaks_off(current.text))

    def _is_dash_in_text(self, line: PdfLine, current: _Piece | None) -> bool:
        """A dash at the start of a line in the middle of a sentence, not indented, is punctuation."""
        if line.text[0] not in "-–—" or current is None or current.kind == "heading":
            return False
        return not ends_sentence(current.text) and current.text[-1] not in PAUSES and line.x0 <= current.last.x0 + 3

    def _goes_on(self, current: _Piece, line: PdfLine, previous: PdfLine | None) -> bool:
        last = current.last
        signed = is_date(last.text) and not begins_in_mid_sentence(line.text)
        finished = signed or ends_sentence(current.text, line.text)
        if abs(last.size - line.size) > 1.2 and finished:
            return False
        if previous is None or last.column != line.column or last.y <= line.y:
            # The next column or page: the passage goes on unless it was finished and a new one begins.
            if not finished and current.text[-1] not in PAUSES:
                return not begins_anew(line.text) or breaks_off(current.text)
            indented = line.x0 > line.column[0] + 6 and line.x0 < line.column[0] + 60
            full = last.x1 >= last.column[1] - 0.12 * (last.column[1] - last.column[0])
            return current.kind == "paragraph" and finished and full and not indented and self._indents()
        drop = last.y - line.y
        if drop > 1.3 * max(self.body.leading, last.size * 1.15):
            return begins_in_mid_sentence(line.text) and not finished and drop < 3 * self.body.leading
        if begins_anew(line.text) and (finished or current.text[-1] in PAUSES or current.kind == "item"):
            return False
        if current.kind == "item" and line.x0 < current.lines[0].x0 - 6 and finished:
            return False
        ragged = last.x1 < last.column[1] - 0.25 * (last.column[1] - last.column[0])
        indented = line.x0 > min(entry.x0 for entry in current.lines) + 8 and current.kind == "paragraph"
        if (
            finished
            and (ragged or indented)
            and not (current.kind == "item" and line.x0 >= current.last.x0 - 2 and not ragged)
        ):
            return False
        return not (current.text[-1] == ":" and indented)

    def _indents(self) -> bool:
        """Whether paragraphs of this document begin with an indent, so that a flush line after a break goes on."""
        begun = [piece.lines[0] for piece in self.pieces[-60:] if piece.kind == "paragraph" and len(piece.lines) > 1]
        indented = sum(line.x0 > line.column[0] + 6 for line in begun)
        return len(begun) >= 6 and indented >= 0.5 * len(begun)

    def _begin(self, kind: str, line: PdfLine, text: str) -> None:
        self.pieces.append(_Piece(kind, text.strip(), (line,)))
        self._open = len(self.pieces) - 1

    def _extend(self, line: PdfLine) -> None:
        assert self._open is not None
        piece = self.pieces[self._open]
        text = joined(piece.text, line.text, self.words) if piece.text else line.text
        breaks = piece.breaks
        if line.page != piece.last.page:
            breaks = (*breaks, (len(text) - len(line.text), line.page))
        self.pieces[self._open] = replace(piece, text=text, lines=(*piece.lines, line), breaks=breaks)

    def _add_note(self, line: PdfLine) -> None:
        label = _NOTE_LABEL.match(line.text)
        last = next((piece for piece in reversed(self.pieces) if piece.kind == "note"), None)
        if label and not (last and label[2] and not _follows(last.label, label[2])):
            mark = label[1] or label[2] or label[3]
            self.pieces.append(_Piece("note", line.text[label.end() :].strip(), (line,), mark))
        elif last is not None and last.last.page >= line.page - 1:
            place = len(self.pieces) - 1 - next(i for i, piece in enumerate(reversed(self.pieces)) if piece is last)
            self.pieces[place] = replace(last, text=joined(last.text, line.text, self.words), lines=(*last.lines, line))
        else:
            self.pieces.append(_Piece("note", line.text, (line,)))


def _follows(before: str, label: str) -> bool:
    return not before.isdigit() or int(label) in (int(before) + 1, 1)


def _blocks(pieces: Sequence[_Piece], bookmarks: Sequence[tuple[int, str]]) -> Iterable[Block]:
    labels = {piece.label for piece in pieces if piece.kind == "note"}
    headings: list[tuple[str, HeadingLook]] = [
        (piece.text, look_of(piece.text, piece.lines[0])) for piece in pieces if piece.kind == "heading"
    ]
    levels = iter(levels_by_look(headings, bookmarks))
    page: int | None = None
    depth = _item_depths(pieces)
    for index, piece in enumerate(pieces):
        if page is None or piece.lines[0].page > page:
            page = piece.lines[0].page
            yield Block("page", "", page=page)
        text, breaks = _with_note_marks(piece.text, piece.breaks, labels)
        if piece.kind == "heading":
            yield Block("heading", _RAISED_NUMBER.sub("", piece.text), next(levels))
        elif piece.kind == "item":
            yield Block("item", text, depth[index], breaks=breaks)
        elif piece.kind == "note":
            yield Block("note", text, label=piece.label)
        elif piece.kind == "table":
            yield Block("table", text)
        else:
            yield Block("paragraph", text, breaks=breaks)
        if piece.breaks:
            page = piece.breaks[-1][1]


def _item_depths(pieces: Sequence[_Piece]) -> dict[int, int]:
    """Depth of each item by its indent among the items around it."""
    depths: dict[int, int] = {}
    margins: list[float] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "note":
            continue
        if piece.kind != "item":
            margins = []
            continue
        indent = piece.lines[0].x0 - piece.lines[0].column[0]
        while margins and indent < margins[-1] - 4:
            margins.pop()
        if not margins or indent > margins[-1] + 8:
            margins.append(indent)
        depths[index] = len(margins) - 1
    return depths


def _with_note_marks(
    text: str, breaks: Sequence[tuple[int, int]], labels: set[str]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Raised numbers as `[^3]` where there is such a note, else as plain numbers; the breaks move with the text."""
    parts: list[str] = []
    moved = list(breaks)
    done = 0
    for match in _RAISED_NUMBER.finditer(text):
        known = match[1] in labels
        replacement = f"[^{match[1]}]" if known else match[1]
        parts.append(text[done : match.start()] + replacement)
        done = match.end()
        change = len(replacement) - len(match[0])
        for nth, (offset, page) in enumerate(breaks):
            if offset >= match.end():
                moved[nth] = (moved[nth][0] + change, page)
    return "".join(parts) + text[done:], tuple(moved)
