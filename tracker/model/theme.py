"""The codebook (themes, sub-themes and their terms) and the tags that it puts on passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.model.document import Document, Span
from tracker.model.words import count_words

Strength = Literal["about", "mention"]
Ground = Literal["explicit", "inferred"]


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a codebook: what to look for, and when it counts."""

    text: str
    """Words as they stand in prose. A trailing `*` on a word matches any ending (`Korea*`)."""
    case: bool = False
    """Capitals count (`START`, `ICE`)."""
    weak: bool = False
    """Counts only in a passage where a strong term of the same theme stands too, or under its heading."""
    mention: bool = False
    """Names the theme in passing (`Korean War`): alone it never makes a passage be about the theme."""
    since: str | None = None
    until: str | None = None
    """ISO dates between which the term has this sense: `Soviet Union` until 1991."""
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    """Words that, standing directly before or after the term, take it out of play."""


@dataclass(frozen=True, slots=True)
class Subtheme:
    id: str
    title: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    title: str
    terms: tuple[Term, ...]
    subthemes: tuple[Subtheme, ...] = ()
    description: str = ""
    actor: bool = False
    """The theme is a country or group of countries that can be characterised and made responsible."""


@dataclass(frozen=True, slots=True)
class WatchTerm:
    """A phrase whose presence or absence is reported in every comparison."""

    label: str
    variants: tuple[Term, ...]
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """Spellings of one entity, counted as one in the ledger (`PRC`, `People's Republic of China` → `China`)."""

    label: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    id: str
    title: str
    language: str
    themes: tuple[Theme, ...]
    masks: tuple[Term, ...]
    """Phrases inside which no term counts (`China Lake`, `Indochina`)."""
    watch: tuple[WatchTerm, ...]
    aliases: tuple[Alias, ...]
    synonyms: tuple[tuple[str, ...], ...]
    """Classes of words that say the same in this field; used to order counterparts."""
    voice: tuple[str, ...]
    """Names by which the publisher speaks of itself, beside `we`, `our` and `us`."""
    sha256: str
    """Digest of the file as read, or of all of them where it extends others."""

    def theme(self, theme_id: str) -> Theme | None:
        return next((theme for theme in self.themes if theme.id == theme_id), None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in a passage a tag's ground stands."""

    span: Span
    term: str
    """The codebook's term that matched, or the words that carried the theme over."""
    subtheme: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    theme: str
    strength: Strength
    how: Ground
    subthemes: tuple[str, ...]
    """Those that the passage dwells on; `evidence` has the others too."""
    evidence: tuple[Evidence, ...]
    """Empty only when the ground lies outside the passage (its heading, or a list's lead-in)."""
    ground: str = ""
    """For an inferred tag: `heading` or `carry-over`, or `review` where an analyst gave it."""


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    document: Document
    tags: tuple[tuple[Tag, ...], ...]
    """One tuple of tags per passage, in the order of the codebook's themes."""

    def untagged_share(self) -> float:
        """Share of the words that stand in passages about no theme."""
        untagged = sum(
            count_words(passage.text)
            for passage, tags in zip(self.document.passages, self.tags, strict=True)
            if not any(tag.strength == "about" for tag in tags)
        )
        return untagged / (self.document.words or 1)

    def tag(self, passage: int, theme: str) -> Tag | None:
        return next((tag for tag in self.tags[passage] if tag.theme == theme), None)
