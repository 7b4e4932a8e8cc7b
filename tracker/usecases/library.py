"""Words and themes of each version of a corpus, as the library of the desk shows them in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import TrackerError
from tracker.model.corpus import Version
from tracker.model.theme import Codebook
from tracker.model.words import count_words
from tracker.usecases.reading import Shelf


@dataclass(frozen=True, slots=True)
class Measure:
    """Of one version."""

    words: int
    passages: int
    shares: tuple[tuple[str, float], ...]
    """Theme and share of the words in passages about it, in the codebook's order."""


def measures(root: Path, codebook: Codebook, versions: tuple[Version, ...]) -> Iterator[tuple[Version, Measure | str]]:
    """One after the other, since each takes a moment; of a version that cannot be read what is wrong with it."""
    for version in versions:
        try:
            yield version, _measure(root, codebook, version)
        except TrackerError as error:
            yield version, str(error)


def _measure(root: Path, codebook: Codebook, version: Version) -> Measure:
    tagged = Shelf(root, codebook).tagged(version)
    total = 0
    words: dict[str, int] = {theme.id: 0 for theme in codebook.themes}
    for passage, tags in zip(tagged.document.passages, tagged.tags, strict=True):
        length = count_words(passage.text)
        total += length
        for tag in tags:
            if tag.strength == "about":
                words[tag.theme] += length
    shares = tuple((theme, count / total if total else 0.0) for theme, count in words.items())
    return Measure(total, len(tagged.document.passages), shares)
