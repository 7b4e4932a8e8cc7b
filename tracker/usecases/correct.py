"""Corrects a version's text or particulars; recorded as our change, never as the publisher's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.model.corpus import Version
from tracker.usecases import Progress


@dataclass(frozen=True, slots=True)
class NewText:
    """What is to stand instead; None leaves a thing as it is."""

    reason: str
    text: bytes | None = None
    """Markdown, with or without front matter (which is then ignored). None with nothing else given: the version's
    file as it was edited in the work tree."""
    date: str | None = None
    """ISO date of the correction, for the record."""
    title: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    version: Version
    path: str
    commit: str
    changelogs: tuple[str, ...]
    warnings: tuple[str, ...]


def correct_version(
    root: Path, series: str, name: str, new: NewText, *, progress: Progress | None = None
) -> Corrected:
    raise NotImplementedError
