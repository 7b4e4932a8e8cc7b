"""The command line: reads a call, asks a use-case, writes what it found; commands load what they need when they run."""

from __future__ import annotations

import gc
import sys

_YOUNG = 200_000
"""Values made since the last collection before there is another. A comparison makes millions that stay and hardly any
that refer to each other in circles: at Python's own 700, looking for those takes a fifth of the time."""


def main() -> None:
    from tracker.cli.app import run

    gc.set_threshold(_YOUNG, 100, 100)
    sys.exit(run(sys.argv[1:]))
