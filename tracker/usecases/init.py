"""Makes a corpus: its folders, settings and codebook, in a git work tree that is made too where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Initialised:
    root: Path
    created: tuple[str, ...]
    """Files written, relative to the root."""
    new_repository: bool
    commit: str


def init_corpus(directory: Path, *, title: str | None = None, codebook: str | None = None) -> Initialised:
    """Makes `directory` (and its parents) where missing. `codebook` is the YAML to begin with, the starter's if None."""
    raise NotImplementedError
