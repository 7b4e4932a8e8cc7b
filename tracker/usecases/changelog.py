"""Writes the changelogs of a series, or of the whole corpus, and commits those that changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.usecases import Progress


@dataclass(frozen=True, slots=True)
class ChangelogsWritten:
    written: tuple[str, ...]
    deleted: tuple[str, ...]
    """Paths relative to the root, of those that changed."""
    current: tuple[str, ...]
    """All changelogs of the series asked for, changed or not."""
    commit: str | None
    """None when nothing had to change."""
    warnings: tuple[str, ...]


def write_changelogs(
    root: Path,
    *,
    series: str | None = None,
    pair: tuple[str | None, str | None] | None = None,
    progress: Progress | None = None,
) -> ChangelogsWritten:
    """All series when none is named; with `pair` (old and new as in `OLD..NEW`) that one comparison, neighbours or not."""
    raise NotImplementedError
