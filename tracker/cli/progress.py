"""Tells on a terminal what a call is at, once it has taken longer than a moment; says nothing anywhere else."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator

PATIENCE = 1.0
"""Seconds before anything is said."""

_CLEAR = "\r\x1b[K"


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function to be told each step; the line it shows is gone when the block ends, before any result is written."""
    line = _Line(shown=sys.stderr.isatty() and os.environ.get("TERM") != "dumb")
    try:
        yield line.say
    finally:
        line.clear()


class _Line:
    """The one line of standard error that shows the latest step; a timer brings up the first if that one takes long."""

    def __init__(self, *, shown: bool) -> None:
        self._lock = threading.Lock()
        self._latest = ""
        self._visible = False
        self._ended = not shown
        self._timer = threading.Timer(PATIENCE, self._appear)
        self._timer.daemon = True
        if shown:
            self._timer.start()

    def say(self, step: str) -> None:
        with self._lock:
            self._latest = step
            if self._visible and not self._ended:
                self._draw()

    def clear(self) -> None:
        self._timer.cancel()
        with self._lock:
            if self._visible:
                self._write(_CLEAR)
            self._ended, self._visible = True, False

    def _appear(self) -> None:
        with self._lock:
            if not self._ended:
                self._visible = True
                self._draw()

    def _draw(self) -> None:
        from tracker.harmless import clean_line

        columns = shutil.get_terminal_size().columns
        self._write(_CLEAR + clean_line(self._latest or "working …")[: max(columns - 1, 10)])

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()
