"""Finished comparisons, kept in the user's cache: what was compared once opens at once the next time."""

from __future__ import annotations

import contextlib
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.usecases.compare import Compared

_MOST = 60
"""Comparisons; beyond these the ones not used for longest go. One takes some megabytes."""


class Kept:
    """A folder of the user's alone, since what is read from it is unpickled. Not being able to use it is no fault."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, name: str) -> bytes | None:
        """For `restored`."""
        path = self._folder / name
        with contextlib.suppress(OSError):
            if self._is_ours():
                data = path.read_bytes()
                os.utime(path)
                return data
        return None

    def keep(self, name: str, compared: Compared) -> None:
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_ours():
                return
            draft = self._folder / f".{name}.{os.getpid()}"
            draft.write_bytes(pickle.dumps(compared, protocol=pickle.HIGHEST_PROTOCOL))
            draft.replace(self._folder / name)
            self._tidy()

    def _is_ours(self) -> bool:
        found = self._folder.stat()
        return os.name != "posix" or (found.st_uid == os.getuid() and not found.st_mode & 0o022)

    def _tidy(self) -> None:
        files = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[_MOST:]:
            path.unlink(missing_ok=True)


def restored(data: bytes) -> Compared | None:
    """None where it is broken; what a half-written file makes of it cannot be foreseen."""
    from tracker.usecases.compare import Compared

    with contextlib.suppress(Exception):
        found = pickle.loads(data)
        return found if isinstance(found, Compared) else None
    return None
