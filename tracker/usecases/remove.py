"""Takes a version out of a corpus with all that hangs on it; git keeps what was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.model.corpus import Version
from tracker.usecases import Progress


@dataclass(frozen=True, slots=True)
class Removed:
    version: Version
    commit: str
    deleted: tuple[str, ...]
    written: tuple[str, ...]
    """Paths relative to the root."""
    warnings: tuple[str, ...]


def remove_version(
    root: Path, series: str, name: str, *, reason: str | None = None, progress: Progress | None = None
) -> Removed:
    raise NotImplementedError
