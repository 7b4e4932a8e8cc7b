"""The nouns of a corpus: what is got out of a source's bytes, and what is kept about series and versions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extraction:
    """Text got from a snapshot by a named, versioned extractor."""

    text: str
    """Canonical text, without front matter."""
    title: str | None
    published: str | None
    """ISO 8601 date, only where the source itself states when it was published."""
    language: str
    """BCP 47 tag; `und` where unknown."""
    media_type: str
    extractor: str
    """`pdf/1`: another number means that the same bytes may give another text."""
    pages: int | None
    warnings: tuple[str, ...]
    """What a reader must know about the quality of the text, a sentence each."""
