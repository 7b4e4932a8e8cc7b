"""Adds a version: bytes → extraction → front matter, snapshot, text and changelogs → one commit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tracker.model.comparison import Comparison
from tracker.model.corpus import Series, Version
from tracker.usecases import Progress


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What the user hands in; None where he leaves it to the document, the series or the corpus."""

    series: str
    name: str
    data: bytes
    file_name: str
    """Tells the format where the bytes do not; `-` for standard input."""
    published: str | None = None
    title: str | None = None
    source: str | None = None
    retrieved: str | None = None
    language: str | None = None
    media_type: str | None = None
    digest: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    version: Version
    path: str
    snapshot_path: str
    """Both relative to the root of the corpus."""
    commit: str
    dated_by: Literal["call", "document", "name"]
    """Where the date of publication was taken from."""
    new_series: bool
    before: Version | None
    after: Version | None
    """Its neighbours in time."""
    comparison: Comparison | None
    """With the version before it."""
    changelogs: tuple[str, ...]
    """Written or rewritten, relative to the root."""
    warnings: tuple[str, ...]


def add_version(
    root: Path, new: NewVersion, *, series: Series | None = None, progress: Progress | None = None
) -> Added:
    """`series` describes a series that is not there yet; without it a new one gets its id as title."""
    raise NotImplementedError
