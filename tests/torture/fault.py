"""Lets each command that writes meet a full disk, a failing one, a lost permission, or too many open files, at every
system call by which it, or a git that it started, writes.

Usage: python -m tests.torture.fault [--every N] [--jobs N] [DEED ...]

After each: the command succeeded all the same and the state is the one after (or a review was kept, see `kill`), or it
ended with exit code 2, one line, and the state before, at once; the user's staged and unstaged work is as it was; the
next commands work. The counts are printed; the exit code is 1 if anything was wrong, 77 where there is no strace.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.torture import cases
from tests.torture.calling import called
from tests.torture.cases import Case, EndState
from tests.torture.state import state_of
from tests.torture.strace import WAITING, Bench, Point

_OPENS = frozenset({"openat"})
_MAKES = frozenset({"openat", "mkdir", "mkdirat", "link", "linkat", "rename", "renameat", "renameat2", "symlink"})
_CHANGES = _MAKES | {"unlink", "unlinkat", "rmdir", "chmod", "fchmod", "fchmodat", "utimensat"}
_FILLS = frozenset({"write", "pwrite64", "sendfile", "copy_file_range", "ftruncate", "fsync", "fdatasync"})
_POSSIBLE = {"ENOSPC": _MAKES | _FILLS, "EIO": _CHANGES | _FILLS, "EACCES": _CHANGES, "EMFILE": _OPENS}
"""Which calls can fail so."""


@dataclass(frozen=True, slots=True)
class Blow:
    case: Case
    point: Point
    error: str
    lasting: bool
    """Whether all later calls of this name by the process fail too, as on a disk that stays full."""

    def __str__(self) -> str:
        return f"{self.case.name}, {self.error}{' from then on' if self.lasting else ''}: {self.point}"


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    blow: str
    fell: bool
    code: int
    ended: EndState
    faults: tuple[str, ...]
    said: str


def blows(prepared: Sequence[Case]) -> Iterator[Blow]:
    for case in prepared:
        for point in case.points:
            if point.call in WAITING:
                continue
            for error, calls in _POSSIBLE.items():
                if point.call in calls:
                    yield Blow(case, point, error, lasting=False)
            # tracker's own `write` is also how it says what is wrong.
            if point.call in _FILLS and (point.git or point.call != "write"):
                yield Blow(case, point, "ENOSPC", lasting=True)


def strike(blow: Blow, folder: Path) -> Told:
    case, point = blow.case, blow.point
    bench = Bench.make(folder / "bench")
    error = f"error={blow.error}"
    work, struck, fell = cases.strike(case, point, bench, folder, error, "git", lasting=blow.lasting)
    faults = cases.complaint_faults(struck)
    state = state_of(work)
    ended = case.state_name(state)
    if ended == "before" and case.deed.in_hook and "goes on without" in struck.err:
        pass
    elif ended not in _allowed(case, struck.code):
        faults.append(f"ended with {struck.code} in the state {ended}, saying {struck.err.strip()!r}")
        faults += [f"unlike before: {line}" for line in case.before.differences(state)]
    _, found = cases.aftermath(case, work, bench)
    return Told(
        f"{case.name}, {blow.error}", str(blow), fell, struck.code, ended, (*faults, *found), struck.err.strip()
    )


def _allowed(case: Case, code: int) -> tuple[EndState, ...]:
    """A hook that could not do all has done nothing."""
    if code:
        return ("before",)
    return ("after",) if case.deed.in_hook else ("after", "kept")


def run(names: Sequence[str], *, every: int, jobs: int, folder: Path) -> list[Told]:
    """Prepares the deeds and strikes every n-th of all blows."""
    return cases.do_all(strike, list(blows(cases.prepare(folder, names)))[::every], jobs=jobs, folder=folder)


def report(told: Sequence[Told]) -> int:
    """Prints the counts, all that was wrong, and the kinds of lines that were said; the exit code."""
    print(f"{'':38} {'struck at':>9} {'refused':>8} {'done':>6} {'faults':>7} {'missed':>7}")
    for title in dict.fromkeys(one.title for one in told):
        _print_row(title, [one for one in told if one.title == title])
    _print_row("all", told)
    for one in told:
        for fault in one.faults:
            print(f"FAULT {one.blow}\n      {fault}")
        if not one.fell:
            print(f"MISSED {one.blow}")
    for said, number in Counter(one.said for one in told).most_common():
        print(f"{number:>5} x {said or '(nothing)'}")
    return 1 if any(one.faults or not one.fell for one in told) else 0


def _print_row(title: str, told: Sequence[Told]) -> None:
    refused, done = sum(one.code != 0 for one in told), sum(one.code == 0 for one in told)
    faulty, missed = sum(bool(one.faults) for one in told), sum(not one.fell for one in told)
    print(f"{title:38} {len(told) - missed:>9} {refused:>8} {done:>6} {faulty:>7} {missed:>7}")


if __name__ == "__main__":
    sys.exit(called("fault", run, report, sys.argv[1:]))
