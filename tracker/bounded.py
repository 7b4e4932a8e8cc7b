"""Reads what somebody names no further than anything here can take: a device has no end, a file may not fit in memory.

Who takes the bytes refuses what is longer than `MAX_BYTES`, of which one byte more is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

MAX_BYTES = 100_000_000


def read_bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return read_stream(file)


def read_stream(stream: BinaryIO) -> bytes:
    return stream.read(MAX_BYTES + 1)
