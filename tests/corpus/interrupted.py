"""Writes into a corpus and is killed, or refused by the system, at the n-th thing that it asks of it.

The interpreter's own audit events (open, rename, remove, mkdir, link, starting a process, …) are the points; nothing of
the code under test is replaced.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path, PurePosixPath
from typing import cast

from tracker.corpus.commits import Message
from tracker.corpus.store import open_for_writing
from tracker.errors import TrackerError

_POINTS = frozenset(
    {
        *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.truncate"),
        *("subprocess.Popen", "shutil.copyfile", "shutil.copymode", "shutil.rmtree", "fcntl.flock"),
    }
)


FILES: dict[PurePosixPath, bytes | None] = {
    PurePosixPath("corpus/s/new.md"): b"new\n",
    PurePosixPath("corpus/s/changed.md"): b"after\n",
    PurePosixPath("corpus/s/gone/gone.md"): None,
    PurePosixPath("snapshots/s/new/snapshot.pdf"): b"\0new",
}


def write_interrupted(root: Path, mode: str, point: int) -> int:
    """In a process of its own, which keeps watching. `mode` is count, kill, an errno's name (ENOSPC, EIO, EACCES), or
    the name of a git command (update-ref) at which to be killed, whatever `point` says. Prints how many points there
    were; 1 when it was refused, with the reason in place of the count."""
    seen = 0
    armed = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if not armed or event not in _POINTS or _only_reads(event, arguments):
            return
        seen += 1
        if event == "subprocess.Popen" and mode in cast(list[str], arguments[1]):
            os.kill(os.getpid(), signal.SIGKILL)
        if seen == point and mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if seen == point and mode.startswith("E"):
            number = getattr(errno, mode)
            raise OSError(number, os.strerror(number), str(arguments[0]))

    sys.addaudithook(watch)
    try:
        with open_for_writing(root) as writer:
            writer.record(FILES, Message("second"))
    except TrackerError as error:
        print(error)
        return 1
    finally:
        armed = False
    print(seen)
    return 0


def _only_reads(event: str, arguments: tuple[object, ...]) -> bool:
    return event == "open" and isinstance(arguments[2], int) and not arguments[2] & (os.O_WRONLY | os.O_RDWR)
