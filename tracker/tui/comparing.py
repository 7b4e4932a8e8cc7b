"""A comparison made in a process of its own: keys are answered meanwhile, and it can be stopped at any moment.

The first one is started before Textual is loaded, so that both go on at once. A thread would share one processor with
the screen, and in it the comparison could not divide its work between two.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from tracker.errors import TrackerError
from tracker.garbage import collect_rarely

if TYPE_CHECKING:
    from tracker.usecases.compare import Compared

# The child finds modules where this process does, and not in the folder it happens to be started in (-P).
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from tracker.tui.comparing import answer; answer()"
_GROUPS = os.name == "posix"
_GLANCE = 0.1
"""Seconds between two looks at whether the user still wants the answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """As for `compare_sides`."""

    arguments: tuple[str, ...]
    directory: Path
    root: Path | None = None
    codebook: Path | None = None
    memory: Path | None = None


class Comparing:
    """Started when it is made; `result` waits for the answer, `stop` ends it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._started = time.monotonic()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  # closed when the process ends
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            # A group of its own: the child divides its work between two processes, which end together.
            process_group=0 if _GROUPS else None,
        )
        self._step = "starting"
        self._reason = ""
        self._answer: Compared | BaseException | None = None
        assert self._process.stdin is not None
        # It may be gone already; what it had to say of that is read in its turn.
        with contextlib.suppress(OSError), self._process.stdin as stream:
            pickle.dump(request, stream)
        self._answered = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def result(self, progress: Callable[[str], None]) -> Compared:
        """`progress` hears the step and for how long it goes on, and may raise, which ends the comparison.

        Raises TrackerError as `compare_sides` does, and where the process came to an end without an answer.
        """
        try:
            while not self._answered.wait(_GLANCE):
                seconds = int(time.monotonic() - self._started)
                progress(f"{self._step} … {seconds} s" if seconds else f"{self._step} …")
        except BaseException:
            self.stop()
            raise
        if self._answer is None:
            self.stop()
        if self._answer is None:
            raise TrackerError(f"the comparison came to no end ({self._reason})", remedy="try it again")
        if isinstance(self._answer, BaseException):
            raise self._answer
        return self._answer

    def stop(self) -> None:
        """Can be called at any time, and twice. A process that has answered is still remembering what it found."""
        if self._process.poll() is None:
            if _GROUPS:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
        self._listener.join()

    def _listen(self) -> None:
        self._hear()
        self._answered.set()
        code = self._process.wait()
        with self._complaints as stream:
            stream.seek(0)
            lines = stream.read().decode("utf-8", "replace").split("\n")
        self._reason = next((line for line in reversed(lines) if line.strip()), f"exit code {code}")

    def _hear(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            for kind, value in _messages(stream):
                if kind == "step":
                    self._step = value
                    continue
                self._answer = value
                return


def _messages(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    while True:
        try:
            yield pickle.load(stream)  # from our own child
        except (EOFError, pickle.UnpicklingError):
            return


def answer() -> None:
    """The child: reads a request from standard input, writes what it found to standard output."""
    if _GROUPS:
        # The screen goes first: it needs little, and somebody waits for it.
        os.nice(5)
    collect_rarely()
    request: Request = pickle.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    # Whatever a library prints must not get in between.
    sys.stdout = sys.stderr

    def tell(kind: str, value: object) -> None:
        pickle.dump((kind, value), out, protocol=pickle.HIGHEST_PROTOCOL)
        out.flush()

    from tracker.usecases.compare import compare_sides

    try:
        compare_sides(
            request.arguments,
            directory=request.directory,
            root=request.root,
            codebook_path=request.codebook,
            progress=lambda step: tell("step", step),
            memory=request.memory,
            found=lambda compared: tell("done", compared),
        )
    except TrackerError as error:
        tell("error", error)
