"""Lists what a corpus holds, in the order of publication, from front matter alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.corpus import layout
from tracker.corpus.settings import read_series
from tracker.corpus.store import settle_leftovers
from tracker.corpus.versions import list_readable_versions
from tracker.errors import DataError
from tracker.model.corpus import Series, Version
from tracker.usecases.references import require_series


@dataclass(frozen=True, slots=True)
class SeriesListing:
    series: Series
    versions: tuple[Version, ...]
    """Oldest first."""
    faults: tuple[str, ...] = ()
    """What is wrong with those that could not be read."""


def list_corpus(root: Path, *, series: str | None = None) -> tuple[SeriesListing, ...]:
    """All series by id, or the one named."""
    settle_leftovers(root)
    if series is not None:
        require_series(root, series)
    return tuple(_listing(root, name) for name in ([series] if series is not None else layout.series_ids(root)))


def _listing(root: Path, series: str) -> SeriesListing:
    versions, faults = list_readable_versions(root, series)
    try:
        described = read_series(root, series)
    except DataError as error:
        described, faults = Series(series, title=series), (str(error), *faults)
    return SeriesListing(described, versions, faults)
