"""What the desk is started with; read before Textual is loaded, so it needs nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Order:
    directory: Path
    root: Path | None = None
    """The corpus; None outside of one."""
    sides: tuple[str, ...] = ()
    """As for a comparison; empty opens the library."""
    review: Path | None = None
    """Where the review of two plain files is kept."""
    codebook: Path | None = None
    state: Path | None = None
    memory: Path | None = None
    """Folder in which comparisons are remembered; None remembers none."""
    editor: str = ""
    look: str = ""
