"""Writes files of a corpus and a commit that holds them: both or neither, one process at a time."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tracker.corpus import commits, git, journal, staging, trees
from tracker.corpus.commits import Message
from tracker.corpus.git import Repository
from tracker.corpus.journal import Journal, Places, Step, faults_as_errors
from tracker.corpus.memory import Memory
from tracker.corpus.standing import Standing, altered_in, standing_of
from tracker.corpus.trees import Entry
from tracker.errors import CorpusError, GitError
from tracker.wholefile import write_durably

_ATTEMPTS = 20
_UNCHANGED = "nothing was changed"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one commit changed. Paths are relative to the root of the corpus."""

    commit: str
    written: tuple[str, ...]
    deleted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """The turn to write into a corpus; one process has it at a time."""

    root: Path
    repository: Repository
    prefix: PurePosixPath
    """The root of the corpus, seen from the top of the work tree."""
    places: Places
    lock: int

    def record(
        self,
        files: Mapping[PurePosixPath, bytes | None],
        message: Message,
        *,
        edited: frozenset[PurePosixPath] = frozenset(),
    ) -> Recorded | None:
        """Writes the files (None deletes one) and commits them; None when HEAD has them all so already.

        What the user has not committed is never written over, but for the paths in `edited`.
        """
        contents = {self._from_top(path): data for path, data in files.items()}
        with faults_as_errors(self.root, remedy=_UNCHANGED):
            standing = standing_of(self.repository, list(contents))
            self._check_committed(standing, [self._from_top(path) for path in edited])
            changes = {
                path: data for path, data in contents.items() if data != _content(self.repository.top / path)
            } | {path: contents[path] for path in map(self._from_top, edited)}
            if not changes:
                return None
            try:
                return self._carry_out(changes, standing, message)
            except BaseException as error:
                self._take_back(error)
                raise

    def uncommitted(self, paths: Iterable[PurePosixPath]) -> dict[PurePosixPath, str]:
        """How files differ from HEAD, in words; those that do not are left out."""
        standing = standing_of(self.repository, [self._from_top(path) for path in paths])
        states = {self._from_root(path): standing.state(path) for path in standing.committed}
        return {PurePosixPath(path): state for path, state in states.items() if state is not None}

    def altered_in(self, folders: Iterable[PurePosixPath]) -> set[PurePosixPath]:
        """The files in the folders, not those in folders below, that may not be as HEAD has them."""
        found = altered_in(self.repository, [self._from_top(folder) for folder in folders])
        return {PurePosixPath(self._from_root(path)) for path in found}

    def committed(self, path: PurePosixPath) -> bytes | None:
        """What HEAD has at the path; None where it has nothing."""
        head = self.repository.head()
        blobs = self.repository.blobs_at(head, [self._from_top(path)]) if head else {}
        blob = blobs.get(self._from_top(path))
        return self.repository.ask("cat-file", "blob", blob) if blob else None

    @property
    def memory(self) -> Memory:
        """For work that need not be done twice."""
        return Memory(self.places.memory, self.prefix)

    def _check_committed(self, standing: Standing, edited: Collection[str]) -> None:
        """CorpusError where writing would cost the user something, or lead out of the corpus."""
        for path in sorted(standing.committed):
            for part in (PurePosixPath(path), *PurePosixPath(path).parents):
                if part.parts and (self.repository.top / part).is_symlink():
                    raise CorpusError(
                        f"{self._from_root(str(part))} is a symbolic link", remedy="put the file or folder itself there"
                    )
            state = standing.state(path) if path not in edited else None
            if state is not None:
                raise CorpusError(
                    f"{self._from_root(path)} {state}", remedy="commit it or take it out of the way first"
                )

    def _carry_out(self, changes: Mapping[str, bytes | None], standing: Standing, message: Message) -> Recorded | None:
        written = sorted(path for path, data in changes.items() if data is not None)
        deleted = sorted(path for path, data in changes.items() if data is None)
        steps = self._prepare(changes, standing)
        blobs = commits.store_blobs(self.repository, written, self.places.new)
        entries = {path: Entry(standing.mode(path), blobs[path]) for path in written} | dict.fromkeys(deleted)
        if all(standing.committed[path] == entry for path, entry in entries.items()):
            journal.finish(self.places)
            return None
        steps = tuple(replace(step, blob=blobs.get(step.path)) for step in steps)
        base, folders = standing.head, standing.folders
        for attempt in range(_ATTEMPTS):
            tree = trees.write_tree(self.repository, folders, entries, self.places.trees)
            commit = commits.make_commit(self.repository, tree, base, message)
            plan = Journal(commit, steps)
            journal.write_journal(self.places, plan)
            if not attempt:
                journal.place_files(self.repository, self.places, steps)
                commits.take_into_index(
                    self.repository, written=written, deleted=deleted, copy=self.places.index_copy, lock=self.lock
                )
            if commits.advance_head(
                self.repository, old=base, new=commit, note=f"tracker: {message.subject}", lock=self.lock
            ):
                return self._recorded(commit, written, deleted)
            now = self.repository.head()
            if now is not None and journal.is_recorded(self.repository, plan):
                return self._recorded(now, written, deleted)
            folders = trees.read_folders(self.repository, now, changes)
            if any(trees.entry_at(folders, path) != standing.committed[path] for path in changes):
                break
            base = now
        raise GitError("somebody else has just committed to the same files", remedy="run the command again")

    def _recorded(self, commit: str, written: Sequence[str], deleted: Sequence[str]) -> Recorded:
        # HEAD has it: what cannot be cleared away now, the next command will clear away.
        with suppress(OSError):
            if (self.repository.git_dir / "HEAD.lock").exists():
                # The git that moved HEAD may have been killed before it cleared away.
                commits.remove_own_locks(self.repository, commit, self.places.index_copy)
            journal.finish(self.places)
        return Recorded(commit, tuple(map(self._from_root, written)), tuple(map(self._from_root, deleted)))

    def _prepare(self, changes: Mapping[str, bytes | None], standing: Standing) -> tuple[Step, ...]:
        """Writes the new files, and copies of those they will replace, into git's folder."""
        steps = []
        write = write_durably if len(changes) <= journal.FEW else Path.write_bytes
        self.places.old.mkdir(parents=True)
        self.places.new.mkdir(parents=True)
        for number, (path, data) in enumerate(sorted(changes.items())):
            present = _content(self.repository.top / path)
            backup = None if present is None else str(number)
            if present is not None:
                write(self.places.old / str(number), present)
            if data is not None:
                (self.places.new / path).parent.mkdir(parents=True, exist_ok=True)
                write(self.places.new / path, data)
            digest = None if data is None else hashlib.sha256(data).hexdigest()
            steps.append(Step(path, digest, blob=None, backup=backup, entry=standing.staged.get(path)))
        if len(changes) > journal.FEW:
            os.sync()
        return tuple(steps)

    def _take_back(self, error: BaseException) -> None:
        try:
            journal.settle(self.repository, self.places, self.lock)
        except (OSError, GitError) as other:
            raise CorpusError(
                f"{self.root}: writing failed ({error}), and what was begun could not be taken back ({other})",
                remedy="run any tracker command when that is mended: it takes it back",
            ) from error

    def _from_top(self, path: PurePosixPath) -> str:
        return str(self.prefix / path)

    def _from_root(self, path: str) -> str:
        return str(PurePosixPath(path).relative_to(self.prefix))


@contextmanager
def open_for_writing(
    root: Path,
    *,
    progress: Callable[[str], None] | None = None,
    repository: Repository | None = None,
    amid: bool = False,
) -> Iterator[Writer]:
    """Waits for this process's turn, settles what a killed one left, and checks that git is ready for a commit.

    A hook hands in its `repository`; `amid` is for those that git runs at the end of a merge or rebase, which it still
    takes to be under way.
    """
    repository = repository or git.open_repository(root)
    places = journal.places_in(repository.git_dir)
    with faults_as_errors(root, remedy=_UNCHANGED):
        lock = journal.open_lock(places)
    try:
        with faults_as_errors(root, remedy=_UNCHANGED):
            _take_turn(lock, progress)
            if staging.has_leftovers(places):
                staging.remove_leftovers(repository)
            journal.settle(repository, places, lock)
        if not amid:
            repository.check_ready()
        yield Writer(root, repository, repository.prefix_of(root), places, lock)
    finally:
        os.close(lock)


def settle_leftovers(root: Path) -> None:
    """Settles what a killed process left, before something is read; quick when there is nothing."""
    nearby = journal.places_near(root.resolve())
    hooks_too = nearby is not None and staging.has_leftovers(nearby)
    if nearby is None or not (hooks_too or nearby.journal.exists()):
        return
    repository = git.open_repository(root)
    if hooks_too:
        staging.remove_leftovers(repository)
    places = journal.places_in(repository.git_dir)
    with faults_as_errors(root, remedy=_UNCHANGED):
        lock = journal.open_lock(places)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            journal.settle(repository, places, lock)
        except BlockingIOError:
            pass  # its owner lives and is about to end it
        finally:
            os.close(lock)


def _take_turn(lock: int, progress: Callable[[str], None] | None) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if progress:
            progress("waiting for another tracker command to end")
        fcntl.flock(lock, fcntl.LOCK_EX)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
