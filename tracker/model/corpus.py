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


@dataclass(frozen=True, slots=True)
class Settings:
    """What `corpus/corpus.yaml` says of the corpus as a whole."""

    title: str
    language: str = "und"
    """BCP 47 tag for documents that do not tell theirs."""


@dataclass(frozen=True, slots=True)
class Series:
    """What `corpus/<series>/series.yaml` says."""

    id: str
    title: str
    issuer: str | None = None
    language: str | None = None
    """BCP 47 tag for documents that do not tell theirs."""
    homepage: str | None = None
    sources: tuple[str, ...] = ()
    """Addresses where new versions are announced."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change that the keepers of the corpus, not the publisher, made to a version."""

    reason: str
    date: str | None = None
    """ISO date."""


@dataclass(frozen=True, slots=True)
class Version:
    """One document of a series as its front matter describes it; the text itself is read when it is needed."""

    series: str
    name: str
    """`2026` of `us-nds@2026`."""
    title: str
    published: str
    """ISO 8601 date of publication: `2022-10-27`, `2022-10` or `2022`."""
    snapshot: str
    """SHA-256 of the source's bytes, in hex."""
    media_type: str
    extractor: str
    language: str = "und"
    retrieved: str | None = None
    """ISO date on which the bytes were captured."""
    source: str | None = None
    """Address from which they came."""
    pages: int | None = None
    digest: bool = False
    """The text is a digest in somebody else's words, not the publisher's own."""
    warnings: tuple[str, ...] = ()
    """What the extraction said about the quality of the text."""
    corrections: tuple[Correction, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.series}@{self.name}"

    @property
    def order(self) -> tuple[str, str]:
        """Key of the order in time: date, then name. A year comes before its months, a month before its days."""
        return self.published, self.name


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the text of one side of a comparison came from."""

    media_type: str
    extractor: str
    snapshot: str
    """SHA-256 of the source's bytes, in hex."""
    source: str | None = None
    retrieved: str | None = None
    digest: bool = False
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the texts of both sides came from; says nothing of this machine or of now, so reports can be made again."""

    old: Origin
    new: Origin
