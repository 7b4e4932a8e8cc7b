"""What the tests of this folder write and record."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from tracker.corpus.commits import Message
from tracker.corpus.store import open_for_writing

FILES = {
    "no file": None,
    "empty": b"",
    "plain": b"[user]\n\tname = A\n",
    "no line end": b"[user]\n\tname = A",
    "crlf": b"[user]\r\n\tname = A\r\n",
    "only a line break": b"\n",
    "not UTF-8": b"# caf\xe9\n[user]\n\tname = A\n",
}

TEXT = PurePosixPath("corpus/us-nds/2026.md")
SNAPSHOT = PurePosixPath("snapshots/us-nds/2026/ab ä.pdf")
MESSAGE = Message("us-nds 2026: Title", trailers=(("Series", "us-nds"), ("Version", "2026")))


def record(root: Path, files: dict[PurePosixPath, bytes | None], message: Message = MESSAGE) -> str | None:
    with open_for_writing(root) as writer:
        recorded = writer.record(files, message)
    return recorded.commit if recorded else None
