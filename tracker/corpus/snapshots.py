"""The sources' bytes as captured: written once, named by digest, checked whenever they are read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tracker.corpus import layout
from tracker.errors import DataError
from tracker.model.corpus import Version


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_snapshot(root: Path, version: Version) -> bytes:
    """The bytes that the version was extracted from; DataError when they are missing or not those of the digest."""
    path = layout.snapshot_path(version.series, version.name, version.snapshot, version.media_type)
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        raise DataError(
            f"{path}: the snapshot of {version.id} cannot be read ({error.strerror})",
            remedy="bring it back with git checkout",
        ) from error
    if digest_of(data) != version.snapshot:
        raise DataError(
            f"{path}: the snapshot of {version.id} does not hash to its name", remedy="bring it back with git checkout"
        )
    return data
