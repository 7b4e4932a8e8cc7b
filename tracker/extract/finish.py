"""What every format ends with: canonical text, title, language, and warnings about the quality of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.document.blocks import Block
from tracker.document.canonical import write_canonical
from tracker.extract import EXTRACTORS
from tracker.extract.shapes import FRONT_AND_BACK, numbering_of
from tracker.extract.stated import stated_language
from tracker.language import language_of
from tracker.model.corpus import Extraction

_PRIVATE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b-\x1f]")
"""Glyphs without a meaning of their own: bullets and ornaments of symbol fonts."""
_GLUED = re.compile(r"[a-z]{2}[.!?;][A-Z][a-z]|(?<![a-z])[a-z]{4,30}[A-Z][a-z]{3}")

_MAYBE_GLUED = re.compile(r"[A-Z.!?;](?:(?<=[a-z]{4}[A-Z])[a-z]{3}|(?<=[a-z]{2}[.!?;])[A-Z][a-z])")
"""Stands wherever words are glued; much cheaper to look for."""
_FEWEST_GLUED = 20
_LONGEST_TITLE = 300


def finished(
    blocks: Iterable[Block],
    *,
    media_type: str,
    pages: int | None = None,
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
    warnings: Sequence[str] = (),
) -> Extraction:
    kept = tuple(replace(block, text=_PRIVATE.sub(_blank, block.text)) for block in blocks)
    text = write_canonical(kept)
    return Extraction(
        text=text,
        title=_within_a_line(title or _first_heading(kept)),
        published=published,
        language=stated_language(language) or language_of(text),
        media_type=media_type,
        extractor=EXTRACTORS[media_type],
        pages=pages,
        warnings=(*warnings, *_doubts(text)),
    )


def _within_a_line(title: str | None) -> str | None:
    """The title, cut at a word where it is so long that it must be more than one: of a heading that was never closed,
    for example."""
    words = " ".join((title or "").split())
    if len(words) > _LONGEST_TITLE:
        head = words[: _LONGEST_TITLE - 2]
        words = f"{head.rpartition(' ')[0] or head} …"
    return words or None


def _blank(match: re.Match[str]) -> str:
    """As long as what it replaces, so that page breaks inside a text stay in place."""
    return " " * len(match[0])


def _first_heading(blocks: Sequence[Block]) -> str | None:
    """The heading that the text begins with, if it can be its title: not a chapter's, and not Preface or Contents."""
    first = next((block for block in blocks if block.kind != "page"), None)
    if first is None or first.kind != "heading":
        return None
    text = " ".join(first.text.split())
    return None if numbering_of(text) or FRONT_AND_BACK.match(text) else text


def _doubts(text: str) -> Iterable[str]:
    words = len(text.split())
    glued = len(_MAYBE_GLUED.findall(text))
    if glued >= _FEWEST_GLUED:
        glued = len(_GLUED.findall(text))
    if glued >= _FEWEST_GLUED and glued * 1000 > words:
        yield f"about {glued} places where two words or sentences run together"
    lost = text.count("\ufffd")
    if lost:
        yield f"{lost} characters could not be read and stand as \ufffd"
