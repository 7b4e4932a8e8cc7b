"""Plants the seeds into a fresh corpus through the ordinary way of adding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.usecases import Progress
from tracker.usecases.add import Added
from tracker.usecases.compare import Compared


@dataclass(frozen=True, slots=True)
class Planted:
    root: Path
    added: tuple[Added, ...]


def plant(directory: Path, *, seeds: Path | None = None, progress: Progress | None = None) -> Planted:
    """`directory` must be missing or empty; `seeds` is the folder with `manifest.yaml`, the packaged one if None."""
    raise NotImplementedError


def headline_comparison(planted: Planted) -> Compared:
    """The newest pair of the first series of the manifest: what the demo shows."""
    raise NotImplementedError
