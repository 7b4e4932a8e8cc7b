"""Names everything that a comparison depends on: two with the same name are the same comparison."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tracker.corpus import layout
from tracker.corpus.store import settle_leftovers
from tracker.usecases.compare import codebook_for, side_reference, two_sides
from tracker.usecases.memory import program
from tracker.usecases.references import find_version


def fingerprint(arguments: Sequence[str], *, directory: Path, root: Path | None, codebook_path: Path | None) -> str:
    """Of `compare_sides` with the same arguments. Raises TrackerError where those name nothing; OSError where a file
    cannot be read."""
    if root is not None:
        settle_leftovers(root)
    digest = hashlib.sha256()
    for part in program():
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
