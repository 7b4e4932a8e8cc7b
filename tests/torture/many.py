"""Many processes add versions to one corpus at once.

Usage: python -m tests.torture.many [VERSIONS] [PROCESSES]

Each process adds its share, one call of `tracker add` after the other, in an order of its own. Printed are the
versions, the commits and what was wrong; the exit code is 1 if anything was.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.numbers_given import numbers_given
from tests.torture.calling import quick_folder
from tests.torture.small import fenced, git, tracker
from tests.torture.state import leftovers
from tests.usecases.conftest import CODEBOOK
from tracker.usecases.init import init_corpus
from tracker.usecases.listing import list_corpus

SERIES = ("harbours", "quays", "rivers", "roads")


def main(versions: int, processes: int) -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder, fenced(Path(folder)):
        faults = add_at_once(Path(folder), versions, processes)
    print(*faults, sep="\n")
    print(f"{time.monotonic() - started:.0f} s")
    return 1 if faults else 0


def add_at_once(folder: Path, versions: int, processes: int) -> list[str]:
    """What is wrong after the processes have added so many versions between them."""
    root = folder / "corpus"
    init_corpus(root, title="Test", codebook=CODEBOOK)
    for number in range(versions):
        text = f"# Plan {number}\n\nEvery port must have {number} cranes.\n\nNorthland is a friend of {number} ports.\n"
        (folder / f"{number}.md").write_text(text)
    context = multiprocessing.get_context("fork")
    started = [
        context.Process(target=_add_share, args=(root, share, versions, processes)) for share in range(processes)
    ]
    for process in started:
        process.start()
    for process in started:
        process.join()
    return _faults(root, versions, [process.exitcode for process in started])


def _add_share(root: Path, share: int, versions: int, processes: int) -> None:
    os.chdir(root)
    mine = list(range(share, versions, processes))
    random.Random(share).shuffle(mine)
    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 (until the process ends)
    codes = [tracker("add", SERIES[number % len(SERIES)], str(1700 + number), f"../{number}.md")() for number in mine]
    sys.exit(1 if any(codes) else 0)


def _faults(root: Path, versions: int, codes: list[int | None]) -> list[str]:
    faults = [f"a process ended with {code}" for code in codes if code]
    wanted = {f"{SERIES[number % len(SERIES)]}@{1700 + number}" for number in range(versions)}
    found = [version.id for series in list_corpus(root) for version in series.versions]
    subjects = git(
        root, "log", "--format=%(trailers:key=Series,valueonly,separator=)@%(trailers:key=Version,valueonly,separator=)"
    )
    commits = [subject for subject in subjects.splitlines() if subject != "@"]
    print(f"{len(codes)} processes: {len(found)} versions, {len(commits)} commits")
    if set(found) != wanted or len(found) != versions:
        faults.append("these are not the versions that were added")
    if sorted(commits) != sorted(wanted):
        faults.append("these are not the commits that were to be made")
    status = git(root, "status", "--porcelain", "--untracked-files=all")
    faults += [f"not as committed: {line}" for line in status.splitlines()]
    os.chdir(root)
    if tracker("verify")():
        faults.append("verify found faults")
    return faults + leftovers(root)


if __name__ == "__main__":
    sys.exit(main(*numbers_given("tests.torture.many", __doc__, versions=200, processes=8)))
