"""A version's text as structure: section ▸ passage ▸ sentence, each with a citable locus."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tracker.model.words import count_words

PassageKind = Literal["paragraph", "item", "quote", "note", "table"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into the text of one passage."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    locus: str
    """`§3.2 ¶4 s2`: the passage's locus and the sentence's number in it, from 1."""
    text: str
    span: Span
    """Where the sentence stands in its passage's text."""
    page: int | None = None
    """Page of the source on which it begins: a passage may run over a page break."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, block quotation, note or table row: the unit that is tagged and paired."""

    locus: str
    """`§3.2 ¶4`; `¶4` in a document without headings; `§0 ¶4` before the first heading."""
    kind: PassageKind
    text: str
    """The sentences, joined by one blank."""
    sentences: tuple[Sentence, ...]
    section: int
    """Index of its section in `Document.sections`."""
    page: int | None
    """Page of the source on which the passage begins, counted from 1, where the source has pages."""

    def sentences_in(self, span: Span) -> range:
        """Indices of the sentences that have characters in common with a span of the text."""
        first = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.span.end)
        return range(first, bisect_left(self.sentences, span.end, key=lambda sentence: sentence.span.start))


@dataclass(frozen=True, slots=True)
class Section:
    number: str
    """Position in the outline, `3.2`; not the publisher's own numbering. `0` for text before the first heading."""
    title: str
    """The heading as it stands in the text; empty for section `0`."""
    level: int
    """1 for the outermost headings that the text has; 0 for section `0`."""
    parent: int | None
    """Index of the enclosing section in `Document.sections`."""
    page: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """One version, parsed. `sections` and `passages` are in reading order."""

    id: str
    """`us-nds@2022` in a corpus, the file's name elsewhere."""
    title: str
    published: str | None
    """ISO 8601 date of publication, `2022-10-27`, `2022-10` or `2022`; None where unknown."""
    language: str
    """BCP 47 tag; `und` where unknown."""
    pages: int | None
    sha256: str
    """Digest of the canonical text that this was parsed from."""
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    notices: tuple[str, ...] = ()
    """What a reader of any comparison must know of this text: that it is a digest, was corrected, came from a scan."""

    def sentences(self) -> Iterator[Sentence]:
        for passage in self.passages:
            yield from passage.sentences

    @property
    def words(self) -> int:
        return sum(count_words(passage.text) for passage in self.passages)
