"""How the commands of this folder are called: which deeds, how many of the blows, with how many processes."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.torture.small import DEEDS, fenced
from tests.torture.strace import strace_fault

SKIPPED = 77


def called(
    name: str, run: Callable[..., list[Any]], report: Callable[[list[Any]], int], arguments: Sequence[str]
) -> int:
    parser = argparse.ArgumentParser(prog=f"python -m tests.torture.{name}")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every n-th blow")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("deeds", nargs="*", metavar="DEED", help=f"of: {'; '.join(DEEDS)}")
    options = parser.parse_args(arguments)
    unknown = [deed for deed in options.deeds if deed not in DEEDS]
    if unknown:
        parser.error(f"no such deed: {unknown[0]}")
    fault = strace_fault()
    if fault:
        print(f"skipped: {fault}")
        return SKIPPED
    started = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=quick_folder())))
        stack.enter_context(fenced(folder))
        told = run(options.deeds or list(DEEDS), every=options.every, jobs=options.jobs, folder=folder)
    code = report(told)
    print(f"{time.monotonic() - started:.0f} s")
    return code


def quick_folder() -> str | None:
    """In memory where possible: thousands of corpora are copied."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
