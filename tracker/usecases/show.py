"""Shows one version: its particulars, its text, its outline, or the passages about one theme."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tracker.corpus.frontmatter import read_text
from tracker.corpus.store import settle_leftovers
from tracker.errors import UsageError
from tracker.model.corpus import Version
from tracker.model.document import Document, Passage, Section
from tracker.model.theme import Codebook, Tag, TaggedDocument, Theme
from tracker.model.words import count_words
from tracker.usecases.reading import Shelf, document_of, read_codebook
from tracker.usecases.references import find_version


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
    tagged: TaggedDocument
    passages: tuple[TaggedPassage, ...]
    """In reading order; those that only mention the theme are among them."""


def show_version(root: Path, reference: str) -> Shown:
    settle_leftovers(root)
    version = find_version(root, reference)
    text = read_text(root, version.series, version.name)
    return Shown(version, text, document_of(version, text))


def outline(document: Document) -> tuple[OutlineEntry, ...]:
    """The sections in reading order."""
    passages, words = Counter[int](), Counter[int]()
    for passage in document.passages:
        passages[passage.section] += 1
        words[passage.section] += count_words(passage.text)
    return tuple(
        OutlineEntry(section, passages[index], words[index]) for index, section in enumerate(document.sections)
    )


def show_theme(root: Path, reference: str, theme: str) -> ThemeShown:
    """`theme` is an id or `theme/sub-theme`; UsageError, with those there are, when the codebook has no such theme."""
    codebook = read_codebook(root)
    shown = show_version(root, reference)
    theme_id, slash, subtheme = theme.partition("/")
    found = find_theme(codebook, theme_id)
    if slash and subtheme not in [known.id for known in found.subthemes]:
        raise UsageError(
            f"no sub-theme {subtheme!r} of {theme_id}",
            remedy=f"it has {', '.join(known.id for known in found.subthemes) or 'none'}",
        )
    tagged = Shelf(root, codebook).tagged(shown.version, shown.text)
    passages = []
    for index, passage in enumerate(shown.document.passages):
        tag = tagged.tag(index, theme_id)
        if tag is not None and (not slash or subtheme in tag.subthemes):
            passages.append(TaggedPassage(passage, shown.document.sections[passage.section], tag))
    return ThemeShown(shown.version, found, tagged, tuple(passages))


def find_theme(codebook: Codebook, theme_id: str) -> Theme:
    theme = codebook.theme(theme_id)
    if theme is None:
        known = [theme.id for theme in codebook.themes]
        close = difflib.get_close_matches(theme_id, known, n=1)
        remedy = f"did you mean {close[0]}?" if close else f"there is {', '.join(known)}"
        raise UsageError(f"no theme {theme_id!r} in the codebook {codebook.id}", remedy=remedy)
    return theme
