"""The command line: reads a call, asks a use-case, writes what it found; commands load what they need when they run."""

from __future__ import annotations

import sys

from tracker.garbage import collect_rarely, end_process


def main() -> None:
    from tracker.cli.app import run

    collect_rarely()
    end_process(run(sys.argv[1:]))
