"""Compares two documents, wherever they are: versions of a corpus, files, or standard input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.model.comparison import Comparison
from tracker.model.corpus import Origin, Provenance
from tracker.model.theme import Codebook, TaggedDocument
from tracker.usecases import Progress


@dataclass(frozen=True, slots=True)
class Side:
    """A text made ready to be compared, and where it came from."""

    tagged: TaggedDocument
    origin: Origin
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    comparison: Comparison
    provenance: Provenance
    codebook: Codebook
    warnings: tuple[str, ...]
    """What reading the two texts had to say, for standard error."""


def compare_sides(
    arguments: Sequence[str],
    *,
    directory: Path,
    root: Path | None = None,
    stdin: bytes | None = None,
    codebook_path: Path | None = None,
    progress: Progress | None = None,
) -> Compared:
    """`arguments` as the user gave them: two of file path, `-` and `SERIES@VERSION`, or one that names two versions
    (`SERIES@OLD..NEW`, `SERIES@NEW` against the one before it, `SERIES` for its last two).

    `directory` is what file paths are relative to, `root` the corpus if there is one; without `codebook_path` its
    codebook is used, else the starter's.
    """
    raise NotImplementedError


def load_side(
    argument: str, *, directory: Path, root: Path | None, stdin: bytes | None, codebook: Codebook
) -> Side:
    raise NotImplementedError
