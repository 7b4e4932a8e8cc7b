"""Collects garbage while nobody waits: in the middle of a key it takes as long again as the key itself."""

from __future__ import annotations

import asyncio
import gc

_PAUSE = 0.05
"""Seconds after the last key from which the desk is taken to be idle."""
_MANY = 5_000
"""Values below which collecting is not worth it: two or three keys make as many."""
_ROUNDS = (20, 50)
"""Of collecting one generation, after which the next older one is collected too."""


class Idle:
    """`put_off` is called for every key, within the loop that answers it."""

    def __init__(self) -> None:
        self._due: asyncio.TimerHandle | None = None

    def put_off(self) -> None:
        if self._due is not None:
            self._due.cancel()
        self._due = asyncio.get_running_loop().call_later(_PAUSE, self._collect)

    def end(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _collect(self) -> None:
        self._due = None
        young, middle, old = gc.get_count()
        if young >= _MANY:
            gc.collect(2 if old >= _ROUNDS[1] else 1 if middle >= _ROUNDS[0] else 0)
