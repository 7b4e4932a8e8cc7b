"""Keeps what was computed and can be computed again, in git's folder; deleting it costs time, nothing else."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker.wholefile import replace_whole


@dataclass(frozen=True, slots=True)
class Memory:
    folder: Path
    prefix: PurePosixPath
    """The root of the corpus, seen from the top of the work tree: a repository may hold several."""

    def recall(self, name: str) -> bytes | None:
        """What `remember` kept under the name; None when it is gone."""
        try:
            return self._place(name).read_bytes()
        except OSError:
            return None

    def remember(self, name: str, data: bytes) -> None:
        """Not being able to is no fault."""
        with suppress(OSError):
            replace_whole(self._place(name), data)

    def _place(self, name: str) -> Path:
        key = hashlib.sha256(f"{self.prefix}\n{name}".encode()).hexdigest()[:20]
        return self.folder / f"{key}.json"
