"""Pieces of a plain text, and the headings among them that are no headings of anything: repeated heads, bare contents
lists, bookmarks at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tracker.extract.contents import letters_of
from tracker.extract.shapes import ends_sentence, heading_style


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines joined into a heading, paragraph or item, with the page breaks inside."""

    kind: Literal["heading", "paragraph", "item"]
    text: str
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()


def without_repeated_heads(pieces: Sequence[Piece]) -> list[Piece]:
    """A numbered heading that comes again is a running head."""
    kept: list[Piece] = []
    seen: set[str] = set()
    for piece in pieces:
        if piece.kind == "heading" and heading_style(piece.text) in ("roman", "number", "part"):
            key = letters_of(piece.text)
            if key in seen:
                piece = replace(piece, text="")
            seen.add(key)
        kept.append(piece)
    return kept


def without_bare_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Without runs of headings, nothing between them, that repeat the other headings: bare contents lists."""
    letters = [letters_of(piece.text) if piece.kind == "heading" else "" for piece in pieces]
    counts = Counter(letters)
    headings = set(counts) - {""}
    kept: list[Piece] = []
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and letters[end]:
            end += 1
        if end == start:
            end += 1
            listed = _lists_headings(pieces[start].text, headings)
        else:
            listed = end - start >= 4 and _repeats_headings(letters[start:end], counts)
        kept.extend(replace(piece, text="", breaks=()) if listed else piece for piece in pieces[start:end])
        start = end
    return kept


def without_idle_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Three headings or more at the end with nothing under them are an index or a list of bookmarks."""
    end = len(pieces)
    while end and (pieces[end - 1].kind == "heading" or _is_label(pieces[end - 1])):
        end -= 1
    idle = sum(piece.kind == "heading" for piece in pieces[end:])
    return list(pieces[:end] if idle >= 2 and len(pieces) - end >= 3 and end else pieces)


def _repeats_headings(run: Sequence[str], counts: Counter[str]) -> bool:
    """Whether a run of headings names half of those that stand elsewhere."""
    own = Counter(run)
    elsewhere = [heading for heading, count in counts.items() if heading and count > own[heading]]
    together = "".join(run)
    return sum(heading in together for heading in elsewhere) >= 0.5 * max(len(elsewhere), 6)


def _lists_headings(text: str, headings: set[str]) -> bool:
    """Whether a paragraph is made of the document's headings and little else."""
    if len(text) < 150 or len(headings) < 8:
        return False
    letters = letters_of(text)
    contained = [heading for heading in headings if len(heading) >= 8 and heading in letters]
    return len(contained) >= 5 and sum(map(len, contained)) >= 0.6 * len(letters)


def _is_label(piece: Piece) -> bool:
    return piece.kind == "paragraph" and len(piece.text) < 80 and not ends_sentence(piece.text)
