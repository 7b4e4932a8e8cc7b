"""Shows one version: its particulars, its text, its outline, or the passages about one theme."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.model.corpus import Version
from tracker.model.document import Document, Passage, Section
from tracker.model.theme import Codebook, Tag, TaggedDocument, Theme


@dataclass(frozen=True, slots=True)
class Shown:
    version: Version
    text: str
    """Canonical text without front matter."""
    document: Document


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    section: Section
    passages: int
    words: int
    """Of the section itself, without the sections inside it."""


@dataclass(frozen=True, slots=True)
class TaggedPassage:
    passage: Passage
    section: Section
    tag: Tag


@dataclass(frozen=True, slots=True)
class ThemeShown:
    version: Version
    theme: Theme
    passages: tuple[TaggedPassage, ...]
    """In reading order; those that only mention the theme are among them."""


def show_version(root: Path, reference: str) -> Shown:
    raise NotImplementedError


def outline(document: Document) -> tuple[OutlineEntry, ...]:
    raise NotImplementedError


def show_theme(root: Path, reference: str, theme: str) -> ThemeShown:
    """`theme` is an id or `theme/sub-theme`; UsageError, with those there are, when the codebook has no such theme."""
    raise NotImplementedError


def tag_counts(tagged: TaggedDocument, codebook: Codebook) -> tuple[tuple[Theme, int, int], ...]:
    """Each theme with its passages about it and those that only mention it."""
    raise NotImplementedError
