"""Names everything that a comparison depends on: two with the same name are the same comparison."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version as installed
from pathlib import Path

import tracker
from tracker.corpus import layout
from tracker.corpus.store import settle_leftovers
from tracker.usecases.compare import codebook_for, side_reference, two_sides
from tracker.usecases.references import find_version

_LIBRARIES = ("rapidfuzz", "diff-match-patch", "nupunkt", "lxml", "markdown-it-py", "pypdfium2", "charset-normalizer")
"""Others than the program itself that have a say in what is found."""


def fingerprint(arguments: Sequence[str], *, directory: Path, root: Path | None, codebook_path: Path | None) -> str:
    """Of `compare_sides` with the same arguments. Raises TrackerError where those name nothing; OSError where a file
    cannot be read."""
    if root is not None:
        settle_leftovers(root)
    digest = hashlib.sha256()
    for part in _program():
        digest.update(f"{part}\n".encode())
    digest.update(codebook_for(root, codebook_path).sha256.encode())
    for argument in two_sides(arguments, root):
        path = directory / argument
        if root is not None and side_reference(argument, root) is not None:
            version = find_version(root, argument)
            path = root / layout.text_path(version.series, version.name)
        data = path.read_bytes()
        # The name counts: it says which format a file is in, and is shown.
        digest.update(f"\n{argument}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _program() -> Iterator[str]:
    """Its version and, since a checkout changes without one, when each of its files was last written."""
    yield f"{tracker.__version__} {sys.version}"
    for name in _LIBRARIES:
        yield f"{name} {installed(name)}"
    package = Path(tracker.__file__).parent
    for path in sorted(package.rglob("*.py")):
        found = path.stat()
        yield f"{path.relative_to(package)} {found.st_size} {found.st_mtime_ns}"
