"""Run as a program: writes into a corpus, and is killed, or refused by the system, at the n-th thing it asks of it.

The interpreter's own audit events (open, rename, remove, mkdir, link, starting a process, …) are the points; nothing of
the code under test is replaced.

    interrupted.py ROOT MODE POINT        MODE: count, kill, an errno's name (ENOSPC, EIO, EACCES), or the name of a git
                                          command (update-ref) at which to be killed, whatever POINT says
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path, PurePosixPath
from typing import cast

_POINTS = frozenset(
    {
        *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.truncate"),
        *("subprocess.Popen", "shutil.copyfile", "shutil.copymode", "shutil.rmtree", "fcntl.flock"),
    }
)


def main(root: Path, mode: str, point: int) -> None:
    from tracker.corpus.commits import Message
    from tracker.corpus.store import open_for_writing

    files: dict[PurePosixPath, bytes | None] = {
        PurePosixPath("corpus/s/new.md"): b"new\n",
        PurePosixPath("corpus/s/changed.md"): b"after\n",
        PurePosixPath("corpus/s/gone/gone.md"): None,
        PurePosixPath("snapshots/s/new/snapshot.pdf"): b"\0new",
    }
    with open_for_writing(root) as writer:  # a first time, so that everything is imported
        writer.uncommitted([PurePosixPath("corpus/s/new.md")])
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
    with open_for_writing(root) as writer:
        writer.record(files, Message("second"))
    armed = False
    print(seen)


def _only_reads(event: str, arguments: tuple[object, ...]) -> bool:
    return event == "open" and isinstance(arguments[2], int) and not arguments[2] & (os.O_WRONLY | os.O_RDWR)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
