"""Checks what a range of commits brings, as continuous integration does, and tells it as Markdown."""

from __future__ import annotations

from tracker.corpus import layout
from tracker.corpus.git import Repository
from tracker.corpus.held import Held, held_in_commit, nothing_held
from tracker.corpus.inhook import merge_base
from tracker.errors import TrackerError, UsageError
from tracker.hook.answer import Answer
from tracker.report.comment import comment_markdown
from tracker.usecases import Progress
from tracker.usecases.check import check_documents
from tracker.usecases.derived import NO_MEMORY
from tracker.usecases.held import changes_between
from tracker.usecases.refresh import arrivals_between, refresh

_MOST = 10
"""Versions of a series that are compared: a range may bring a whole corpus."""


def check_range(repository: Repository, revisions: str, *, progress: Progress | None = None) -> Answer:
    """`OLD..NEW`, or `OLD...NEW` for what NEW has since the two parted."""
    old, new = _ends(repository, revisions)
    faults: list[str] = []
    notes: list[str] = []
    arrivals, altered, removed = [], [], []
    before = held_in_commit(repository, old)
    for root, held in held_in_commit(repository, new).items():
        was = before.get(root, nothing_held(held))
        if was.blobs == held.blobs:
            continue
        checked = check_documents((was,), held, progress=progress)
        faults += (held.from_top(fault.what) for fault in checked.faults)
        notes += (held.from_top(note) for note in checked.notes)
        for change in changes_between(was, held):
            altered += [f"{change.series}@{name}" for name in change.altered]
            removed += [f"{change.series}@{name}" for name in change.removed]
        try:
            for arrival in arrivals_between(was, held, _MOST, progress=progress):
                version, other = arrival.version, arrival.before
                path = str(layout.changelog_path(version.series, other.name, version.name)) if other else None
                shown = held.from_top(path) if path in held.blobs and path else None
                arrivals.append((version, other, arrival.comparison, shown))
            notes += _behind(was, held, progress)
        except TrackerError as error:
            notes.append(str(error))
    text = comment_markdown(arrivals, altered, removed, faults, notes)
    return Answer(faults=tuple(faults), notes=tuple(notes), text=text)


def _behind(was: Held, held: Held, progress: Progress | None) -> list[str]:
    refreshed = refresh((was,), held, NO_MEMORY, trusting=True, progress=progress)
    paths = [held.from_top(path) for path in refreshed.files]
    return [f"{path} is not up to date: tracker changelog makes it so" for path in paths]


def _ends(repository: Repository, revisions: str) -> tuple[str | None, str]:
    old, dots, new = revisions.partition("...")
    if not dots:
        old, dots, new = revisions.partition("..")
    if not dots or not new:
        raise UsageError(
            f"{revisions!r} names no range of commits", remedy="write OLD..NEW, such as origin/main...HEAD"
        )
    ends = []
    for revision in (old or "HEAD", new):
        # A branch that is new to a server came from the commit of zeros.
        commit = None if revision.strip("0") == "" else repository.commit_named(revision)
        if commit is None and revision.strip("0"):
            raise UsageError(f"{revision}: git knows no such commit", remedy="fetch it first, with its history")
        ends.append(commit)
    first, last = ends
    if last is None:
        raise UsageError(f"{revisions!r} ends in no commit")
    if "..." in revisions and first is not None:
        first = merge_base(repository, first, last)
    return first, last
