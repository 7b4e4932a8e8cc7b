"""Files that are whole from their first moment: what is killed, or finds a disk full, leaves the one that was there."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def replace_whole(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Gives the file this content, by way of a draft beside it; folders that are missing are made, and who may read a
    file that is there stays as it is.

    With `durable` the content outlasts a loss of power, once the folder too is synced.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_beside(path)
    try:
        if durable:
            write_durably(draft, data)
        else:
            draft.write_bytes(data)
        with suppress(FileNotFoundError):
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def draft_beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.draft")


def write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
