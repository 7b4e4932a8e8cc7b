"""How often a word of the ledger stands in each version of a series, and in which sentences of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.corpus.frontmatter import read_text
from tracker.corpus.versions import list_readable_versions
from tracker.errors import TrackerError
from tracker.model.document import Document, Sentence
from tracker.usecases.reading import document_of

_WORD = re.compile(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class StemmedText:
    """The words of one version as the ledger counts them: a blank before and after each of them."""

    version: str
    words: int
    stems: str

    def count(self, term: str) -> int:
        return self.stems.count(f" {stemmed(term)} ")


def stemmed_series(root: Path, series: str) -> Iterator[StemmedText]:
    """Oldest first; what cannot be read is left out."""
    versions, _ = list_readable_versions(root, series)
    for version in versions:
        try:
            document = document_of(version, read_text(root, series, version.name))
        except TrackerError:
            continue
        text = "\n".join(passage.text for passage in document.passages)
        words = _WORD.findall(text)
        # Two blanks between words: a count must find "war war" twice.
        yield StemmedText(version.name, len(words), f" {'  '.join(_stems(words))} ")


def stemmed(term: str) -> str:
    return "  ".join(_stems(_WORD.findall(term)))


def sentences_with(document: Document, term: str) -> tuple[Sentence, ...]:
    """In reading order."""
    wanted = f" {stemmed(term)} "
    first = stemmed(term).split(" ")[0][:3]
    return tuple(
        sentence
        for sentence in document.sentences()
        if first in sentence.text.casefold() and wanted in f" {'  '.join(_stems(_WORD.findall(sentence.text)))} "
    )


def term_pattern(term: str) -> re.Pattern[str]:
    """Finds the term in running text, in its inflected forms too."""
    from tracker.compare.units import fold, stem

    parts = []
    for word in _WORD.findall(term):
        root = stem(fold(word))
        shared = root if fold(word).startswith(root) else fold(word)[: max(len(root) - 1, 1)]
        parts.append(rf"{re.escape(shared)}[\w'’-]*")
    return re.compile(r"(?<!\w)" + r"\W+".join(parts), re.IGNORECASE)


def _stems(words: list[str]) -> list[str]:
    from tracker.compare.units import fold, stem

    return [stem(fold(word).removesuffix("'s")) for word in words]
