"""Lists what a corpus holds, in the order of publication, from front matter alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.model.corpus import Series, Version


@dataclass(frozen=True, slots=True)
class SeriesListing:
    series: Series
    versions: tuple[Version, ...]
    """Oldest first."""


def list_corpus(root: Path, *, series: str | None = None) -> tuple[SeriesListing, ...]:
    """All series by id, or the one named."""
    raise NotImplementedError
