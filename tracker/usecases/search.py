"""Searches the texts of all versions of all series, version by version."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.corpus import layout
from tracker.corpus.frontmatter import read_text
from tracker.corpus.versions import list_readable_versions
from tracker.errors import TrackerError, UsageError
from tracker.model.corpus import Version
from tracker.model.document import Passage
from tracker.model.theme import Codebook
from tracker.model.words import UNSPACED, has_unspaced
from tracker.usecases.reading import Shelf, document_of
from tracker.usecases.references import require_series, version_named

_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_ALIKE = ("'‘’‛ʼ", '"“”„‟', "-‐‑‒–—−", "её", "ЕЁ", "\u064a\u06cc", "\u0643\u06a9")
"""Signs that are typed in one way and printed in several."""
_JOINING = re.compile("[\u0620-\u06ff]")
_JOINER = "[\u200c\u200d]*"
"""Stands within Persian words, and is hardly ever typed."""
_PATTERNS = {sign: f"[{re.escape(signs)}]" for signs in _ALIKE for sign in signs}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: words that all stand in one passage; phrases in quotation marks."""

    phrases: tuple[str, ...]
    series: str | None = None
    version: str | None = None
    theme: str | None = None

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """A phrase is found where it begins a word, and anywhere in scripts without blanks between words."""
        return tuple(
            pattern_of(phrase, before="" if has_unspaced(phrase[0]) else rf"(?<![^\W{UNSPACED}])")
            for phrase in self.phrases
        )


@dataclass(frozen=True, slots=True)
class Hit:
    version: Version
    passage: Passage
    heading: str
    themes: tuple[str, ...]
    """That the passage is about; empty where the search did not ask for themes."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one version."""

    version: Version
    hits: tuple[Hit, ...]
    fault: str = ""


def parse_query(text: str, known_themes: tuple[str, ...] = ()) -> Query:
    """`deterrence "extended nuclear" theme:korea in:us-nss@2017`: words, phrases, and what limits the search."""
    phrases: list[str] = []
    limits: dict[str, str] = {}
    for quoted, word in _PHRASE.findall(text):
        name, colon, value = word.partition(":")
        if colon and name in ("theme", "in") and value:
            limits[name] = value
        elif quoted.strip() or word.strip('"'):
            phrases.append(quoted.strip() or word.strip('"'))
    theme = limits.get("theme")
    if theme and known_themes and theme not in known_themes:
        raise UsageError(f"no theme {theme!r}", remedy=f"there is {', '.join(known_themes)}")
    if not phrases and not theme:
        raise UsageError("nothing to search for", remedy="type words, or theme:ID")
    series, _, version = limits.get("in", "").partition("@")
    return Query(tuple(phrases), series or None, version or None, theme)


def pattern_of(words: str, *, before: str = "") -> re.Pattern[str]:
    """Finds the words as typed, any blanks between them, quotation marks and hyphens however they are printed; capitals
    count only where some were typed. `before` is a pattern for what has to stand before them."""
    typed = (
        "".join(_PATTERNS.get(sign, re.escape(sign)) + (_JOINER if _JOINING.match(sign) else "") for sign in word)
        for word in re.sub(_JOINER, "", words).split()
    )
    return re.compile(before + r"\s+".join(typed), re.IGNORECASE if words == words.lower() else re.RegexFlag(0))


def search(root: Path, query: Query, codebook: Callable[[], Codebook]) -> Iterator[Looked]:
    """Newest versions first in each series. The codebook is asked for only when the search names a theme.

    Raises UsageError, with those there are, for a series or version that is not in the corpus.
    """
    if query.series is not None:
        require_series(root, query.series)
        if query.version is not None:
            version_named(list_readable_versions(root, query.series)[0], query.series, query.version)
    patterns = query.patterns
    for series in layout.series_ids(root):
        if query.series not in (None, series):
            continue
        versions, _ = list_readable_versions(root, series)
        for version in reversed(versions):
            if query.version in (None, version.name):
                try:
                    yield Looked(version, _hits(root, version, query, patterns, codebook))
                except TrackerError as error:
                    yield Looked(version, (), str(error))


def _hits(
    root: Path,
    version: Version,
    query: Query,
    patterns: tuple[re.Pattern[str], ...],
    codebook: Callable[[], Codebook],
) -> tuple[Hit, ...]:
    text = read_text(root, version.series, version.name)
    # Sentences stand on lines of their own: words of one passage may be lines apart, those of a phrase are not.
    if any(not pattern.search(text) for pattern in patterns):
        return ()
    if query.theme is None:
        document = document_of(version, text)
        tags: tuple[tuple[str, ...], ...] = ((),) * len(document.passages)
    else:
        tagged = Shelf(root, codebook()).tagged(version, text)
        document = tagged.document
        tags = tuple(tuple(tag.theme for tag in row if tag.strength == "about") for row in tagged.tags)
    return tuple(
        Hit(version, passage, document.sections[passage.section].title, themes)
        for passage, themes in zip(document.passages, tags, strict=True)
        if (query.theme is None or query.theme in themes) and all(pattern.search(passage.text) for pattern in patterns)
    )
