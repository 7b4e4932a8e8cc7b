"""Kills each command that writes at every system call by which it, or a git that it started, writes.

Usage: python -m tests.torture.kill [--every N] [--jobs N] [DEED ...]

tracker alone is killed, a git of its own alone, or both. After each kill: no file is half written; the next command
settles what is left and finds the state before or after, with the user's staged and unstaged work; the same command
works again, or says that all is done; `tracker verify` finds no fault; no lock or draft is left. A review that git
would not take is written all the same, and said so ("kept"). The counts are printed; the exit code is 1 if anything
was wrong, 77 where there is no strace.
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
from tests.torture.small import tracker
from tests.torture.state import temporary_objects, torn_files
from tests.torture.strace import WAITING, Bench, Point, Whom


@dataclass(frozen=True, slots=True)
class Blow:
    case: Case
    point: Point
    whom: Whom

    def __str__(self) -> str:
        return f"{self.case.name}, {self.whom}: {self.point}"


@dataclass(frozen=True, slots=True)
class Told:
    """How one blow ended."""

    title: str
    blow: str
    fell: bool
    missed: bool
    """It should have fallen. (A command may wait fewer times than when it was watched.)"""
    ended: EndState
    temporary: int
    faults: tuple[str, ...]


def blows(prepared: Sequence[Case]) -> Iterator[Blow]:
    for case in prepared:
        for point in case.points:
            whoms: tuple[Whom, ...] = ("git", "both") if point.git else ("tracker",)
            yield from (Blow(case, point, whom) for whom in whoms)


def kill(blow: Blow, folder: Path) -> Told:
    case, point = blow.case, blow.point
    bench = Bench.make(folder / "bench")
    work, struck, fell = cases.strike(case, point, bench, folder, "signal=SIGKILL", blow.whom)
    faults = torn_files(work, case.before, case.after)
    if blow.whom == "git":
        faults += cases.complaint_faults(struck)
    elif fell and struck.code != -9:
        faults.append(f"ended with {struck.code} when killed")
    if point.call in WAITING:
        # Somebody looks while the git goes on.
        bench.run(tracker("list"), work)
        cases.wait_for_orphans(work)
    ended, found = cases.aftermath(case, work, bench)
    if blow.whom == "git" and not case.deed.in_hook and (struck.code == 0) != (ended in ("after", "kept")):
        faults.append(f"ended with {struck.code} in the state {ended}")
    return Told(
        title=f"{case.name}, {blow.whom}",
        blow=str(blow),
        fell=fell,
        missed=not fell and point.call not in WAITING,
        ended=ended,
        temporary=temporary_objects(work),
        faults=(*faults, *found),
    )


def run(names: Sequence[str], *, every: int, jobs: int, folder: Path) -> list[Told]:
    """Prepares the deeds and strikes every n-th of all blows."""
    return cases.do_all(kill, list(blows(cases.prepare(folder, names)))[::every], jobs=jobs, folder=folder)


def report(told: Sequence[Told]) -> int:
    """Prints the counts and all that was wrong; the exit code."""
    print(f"{'':38} {'killed at':>9} {'before':>7} {'after':>6} {'kept':>5} {'faults':>7} {'missed':>7}")
    for title in dict.fromkeys(one.title for one in told):
        _print_row(title, [one for one in told if one.title == title])
    _print_row("all", told)
    print(f"temporary objects left in git's store, for git gc: {sum(one.temporary for one in told)}")
    for one in told:
        for fault in one.faults:
            print(f"FAULT {one.blow}\n      {fault}")
        if one.missed:
            print(f"MISSED {one.blow}")
    return 1 if any(one.faults or one.missed for one in told) else 0


def _print_row(title: str, told: Sequence[Told]) -> None:
    ended = Counter(one.ended for one in told)
    fell, faulty, missed = (
        sum(map(bool, (getattr(one, what) for one in told))) for what in ("fell", "faults", "missed")
    )
    print(f"{title:38} {fell:>9} {ended['before']:>7} {ended['after']:>6} {ended['kept']:>5} {faulty:>7} {missed:>7}")


if __name__ == "__main__":
    sys.exit(called("kill", run, report, sys.argv[1:]))
