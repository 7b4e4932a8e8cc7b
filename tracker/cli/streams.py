"""Standard input, output and error as this program uses them, whatever the caller made of them."""

from __future__ import annotations

import io
import os
import sys

from tracker.bounded import read_stream
from tracker.errors import InputError


def prepare_streams() -> None:
    """What is closed goes nowhere, and what is written is the same bytes whatever the locale: documents are full of
    characters that older encodings lack."""
    if sys.stdin is None:
        # Else the next file that is opened would be standard input for git.
        os.open(os.devnull, os.O_RDONLY)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115 (open as long as the process is)
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors=errors)


def read_standard_input() -> bytes:
    if sys.stdin is None:
        raise InputError("standard input is closed", remedy="name a file, or hand the document in with < FILE")
    return read_stream(sys.stdin.buffer)
