"""post-merge, post-rewrite, post-commit: bring changelogs up to date after commits that the pre-commit hook never saw.

Git runs no pre-commit hook when it merges, rebases, cherry-picks or reverts by itself, and takes nothing into a merge
that a hook stages. So what is behind afterwards becomes a commit of its own, as with `tracker changelog`.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from tracker.corpus.commits import Message
from tracker.corpus.git import Repository
from tracker.corpus.held import Held, held_in_commit, memory_of, nothing_held
from tracker.corpus.inhook import commits_since, merge_base, parents, pick_under_way
from tracker.corpus.store import open_for_writing
from tracker.errors import TrackerError
from tracker.hook.answer import Answer
from tracker.usecases import Progress
from tracker.usecases.refresh import refresh

_MOST_STATES = 50
_REMEDY = "bring the changelogs up to date with: tracker changelog"


def after_merge(repository: Repository, *, progress: Progress | None = None) -> Answer:
    """After a merge that made a commit, or moved the branch on to one that others made."""
    head = repository.head()
    above = parents(repository, head) if head else ()
    was = repository.commit_named("ORIG_HEAD")
    if head is None or (len(above) < 2 and was is None):
        return Answer()
    # What was merged by whoever made it is his; only a merge made here has the former HEAD as its first parent.
    here = len(above) > 1 and (was is None or above[0] == was)
    old = above if here else (was or above[0],)
    return _bring_up_to_date(repository, old, head, "the merge", trusting=not here, progress=progress)


def after_rewrite(repository: Repository, *, progress: Progress | None = None) -> Answer:
    """After a rebase."""
    head, was = repository.head(), repository.commit_named("ORIG_HEAD")
    if head is None or was is None:
        return Answer()
    return _bring_up_to_date(repository, (was,), head, "the rebase", trusting=True, progress=progress)


def after_commit(repository: Repository, *, progress: Progress | None = None) -> Answer:
    """After a cherry-pick or a revert."""
    head = repository.head()
    above = parents(repository, head) if head else ()
    if head is None or not above:
        return Answer()
    under_way = pick_under_way(repository)
    if under_way is not None and not under_way[1]:
        # Git has read the index for the commits to come, and would refuse to go on from another one.
        return Answer()
    old = under_way[0] if under_way else above[0]
    return _bring_up_to_date(repository, (old,), head, "the commit", trusting=True, progress=progress)


def _bring_up_to_date(
    repository: Repository,
    old: tuple[str, ...],
    head: str,
    deed: str,
    *,
    trusting: bool,
    progress: Progress | None,
) -> Answer:
    notes: list[str] = []
    states = [held_in_commit(repository, commit) for commit in (*old, *_on_the_way(repository, old, head))]
    for root, held in held_in_commit(repository, head).items():
        before = tuple(state.get(root, nothing_held(held)) for state in states)
        if all(state.blobs == held.blobs for state in before[: len(old)]):
            continue
        try:
            notes += _renewed(repository, before, held, deed, trusting=trusting, progress=progress)
        except TrackerError as error:
            notes.append(f"{error}; {_REMEDY}")
    return Answer(notes=tuple(notes))


def _on_the_way(repository: Repository, old: tuple[str, ...], head: str) -> tuple[str, ...]:
    """States whose neighbours may have left a changelog that is none of neighbours now."""
    if len(old) > 1:
        return ()
    base = merge_base(repository, old[0], head)
    between = commits_since(repository, old[0], head, limit=_MOST_STATES)[1:]
    return (*((base,) if base and base != old[0] else ()), *between)


def _renewed(
    repository: Repository,
    before: tuple[Held, ...],
    held: Held,
    deed: str,
    *,
    trusting: bool,
    progress: Progress | None,
) -> list[str]:
    refreshed = refresh(before, held, memory_of(held), trusting=trusting, progress=progress)
    notes = list(refreshed.notes)
    if not refreshed.files:
        return notes
    files = {PurePosixPath(path): data for path, data in refreshed.files.items()}
    series = sorted({path.parts[1] for path in files})
    subject = f"{series[0]}: Changelogs after {deed}" if len(series) == 1 else f"Changelogs after {deed}"
    message = Message(subject, trailers=tuple(("Series", name) for name in series))
    root = repository.top / held.prefix
    with open_for_writing(root, progress=progress, repository=repository, amid=True) as writer:
        recorded = writer.record(files, message)
    if recorded is not None:
        notes.append(f"brought the changelogs of {', '.join(series)} up to date, as commit {recorded.commit[:10]}")
    return notes
