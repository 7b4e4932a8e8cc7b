"""The command line: reads a call, asks a use-case, writes what it found; commands load what they need when they run."""

from __future__ import annotations

import sys


def main() -> None:
    from tracker.cli.app import run

    sys.exit(run(sys.argv[1:]))
