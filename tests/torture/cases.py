"""Deeds made ready to be struck, and what has to hold after any blow."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from tests.torture.small import DEEDS, Deed, add, begin_own_work, git, import_everything, make_corpus, tracker
from tests.torture.state import State, leftovers, state_of
from tests.torture.strace import WAITING, Bench, Ended, Point, Whom

EndState = Literal["before", "after", "kept", "neither"]
"""kept: written, but not committed, and said so (of a review, which must not be lost); or in its place, but not staged
(of what a hook was to put into a commit, which git does not make when the hook is killed)."""
Given = TypeVar("Given")
Told = TypeVar("Told")

_VERIFIED: set[int] = set()
"""Hashes of states, of this process."""
_TO_DO: list[Callable[[int, Path], object]] = []


@dataclass(frozen=True, slots=True)
class Case:
    """A deed, made ready: where it begins, how it ends, and where it can be struck."""

    name: str
    deed: Deed
    pristine: Path
    before: State
    after: State
    points: tuple[Point, ...]

    def state_name(self, state: State) -> EndState:
        if state == self.before:
            return "before"
        if state == self.after:
            return "after"
        if state.head != self.before.head:
            return "neither"
        if self.deed.keeps and state.files == self.after.files:
            return "kept"
        old, new = self.before.files, self.after.files
        placed = all(state.files.get(path) in (old.get(path), new.get(path)) for path in {*state.files, *old, *new})
        return "kept" if self.deed.in_hook and placed and state.index == self.before.index else "neither"


def prepare(folder: Path, names: Sequence[str]) -> list[Case]:
    """Makes the corpora, does each deed undisturbed, and notes its system calls."""
    import_everything()
    bench = Bench.make(folder / "bench")
    base = folder / "base"
    make_corpus(base)
    cases = []
    for number, name in enumerate(names):
        deed = DEEDS[name]
        pristine = folder / f"pristine-{number}"
        shutil.copytree(base, pristine)
        deed.prepare(pristine)
        begin_own_work(pristine)
        before = state_of(pristine)
        work = fresh_copy(pristine, folder)
        points = bench.points(deed.command, work)
        cases.append(Case(name, deed, pristine, before, state_of(work), tuple(points)))
    return cases


def fresh_copy(pristine: Path, folder: Path) -> Path:
    """A corpus to strike at, in the folder."""
    work = folder / "corpus of mine"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(pristine, work, symlinks=True)
    if not (folder / "documents").exists():
        (folder / "documents").symlink_to(pristine.parent / "documents")
    return work


def strike(
    case: Case, point: Point, bench: Bench, folder: Path, blow: str, whom: Whom, *, lasting: bool = False
) -> tuple[Path, Ended, bool]:
    """Deals a blow to a fresh copy; the copy, how the command ended, and whether the blow fell where it was meant to.

    Once in a thousand times a process makes one call more or less than when it was watched: then it is tried again.
    """
    for _ in range(3):
        work = fresh_copy(case.pristine, folder)
        struck = bench.strike(case.deed.command, work, point, blow, whom, lasting=lasting)
        fell = bench.fell(point, work)
        if fell or point.call in WAITING:
            break
    return work, struck, fell


def aftermath(case: Case, work: Path, bench: Bench) -> tuple[EndState, list[str]]:
    """The state that the next commands find, and what is wrong with it or with them."""
    faults = []
    listed = bench.run(tracker("list"), work)
    if listed.code:
        faults.append(f"list ended with {listed.code}: {listed.err.strip()}")
    state = state_of(work)
    ended = case.state_name(state)
    if ended == "neither":
        faults += [f"neither state: {line}" for line in case.before.differences(state)]
    again = bench.run(case.deed.command, work)
    if again.code != (2 if case.deed.once and ended == "after" else 0):
        faults.append(f"a second time ended with {again.code}: {again.err.strip()}")
    faults += [f"after a second time, {line}" for line in case.after.differences(state_of(work))]
    if case.deed.in_hook:
        git(work, "commit", "--quiet", "-m", "What was prepared")
    if ended == "after":
        other = bench.run(add("harbours", "2010"), work)
        if other.code:
            faults.append(f"another add ended with {other.code}: {other.err.strip()}")
    return ended, [*faults, *leftovers(work), *_verify_faults(bench, work)]


def _verify_faults(bench: Bench, work: Path) -> list[str]:
    """What `tracker verify` says. Of a state in which it found no fault before, only git's store is looked at again."""
    state = state_of(work)
    known = hash((state.head, state.index, tuple(state.files.items())))
    if known in _VERIFIED:
        done = subprocess.run(
            ["git", "fsck", "--strict", "--no-dangling"], cwd=work, capture_output=True, text=True, check=False
        )
        told = f"{done.stdout} {done.stderr}".strip()
        return [f"git fsck: {told}"] if told or done.returncode else []
    verified = bench.run(tracker("verify"), work)
    if verified.code:
        return [f"verify ended with {verified.code}: {verified.out.strip()} {verified.err.strip()}"]
    _VERIFIED.add(known)
    return []


def complaint_faults(ended: Ended) -> list[str]:
    """A command that could not do its work says so in one line, with the exit code for trouble."""
    lines = ended.err.strip().splitlines()
    if ended.code == 0 or (ended.code == 2 and len(lines) == 1 and "internal error" not in ended.err):
        return []
    return [f"ended with {ended.code}, saying {ended.err.strip()!r}"]


def wait_for_orphans(work: Path) -> None:
    """A git whose tracker was killed goes on; it is over when nobody stands in the corpus any more."""
    deadline = time.monotonic() + 20
    while any(_stands_in(int(entry.name), work) for entry in Path("/proc").iterdir() if entry.name.isdigit()):
        assert time.monotonic() < deadline, "a git goes on without end"
        time.sleep(0.005)


def _stands_in(pid: int, work: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").resolve().is_relative_to(work) and pid != os.getpid()
    except OSError:
        return False


def do_all(do: Callable[[Given, Path], Told], given: Sequence[Given], *, jobs: int, folder: Path) -> list[Told]:
    """Does each in turn, several processes at once; what they tell has to be picklable."""
    # What is to be done reaches the workers by being there when they are forked.
    _TO_DO[:] = [lambda number, folder: do(given[number], folder)]
    tasks = [(number, folder) for number in range(len(given))]
    if jobs == 1:
        return [_done(task) for task in tasks]  # type: ignore[misc]
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        return pool.map(_done, tasks, chunksize=4)  # type: ignore[arg-type]


def _done(task: tuple[int, Path]) -> object:
    number, folder = task
    own = folder / f"worker-{os.getpid()}"
    own.mkdir(exist_ok=True)
    return _TO_DO[0](number, own)
