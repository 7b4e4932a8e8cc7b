"""Writes files of a corpus and a commit that holds them: both or neither, one process at a time."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tracker.corpus import commits, git, journal
from tracker.corpus.commits import Message
from tracker.corpus.git import Repository
from tracker.corpus.journal import Journal, Places, Step
from tracker.errors import CorpusError, GitError

_ATTEMPTS = 20


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
        with _faults_as_errors(self.root):
            entries = self._check_committed(files, edited)
            changes = {
                self._from_top(path): data
                for path, data in files.items()
                if data != _content(self.root / path) or path in edited
            }
            if not changes:
                return None
            try:
                return self._carry_out(changes, entries, message)
            except BaseException:
                journal.settle(self.repository, self.places)
                raise

    def uncommitted(self, path: PurePosixPath) -> str | None:
        """How the file differs from HEAD, in words; None when it does not."""
        return self.repository.uncommitted([self._from_top(path)]).get(self._from_top(path))

    def committed(self, path: PurePosixPath) -> bytes | None:
        """What HEAD has at the path; None where it has nothing."""
        head = self.repository.head()
        blobs = self.repository.blobs_at(head, [self._from_top(path)]) if head else {}
        blob = blobs.get(self._from_top(path))
        return self.repository.ask("cat-file", "blob", blob) if blob else None

    def recall(self, name: str) -> bytes | None:
        """What `remember` kept under the name, for work that need not be done twice; None when it is gone."""
        try:
            return self._memo(name).read_bytes()
        except OSError:
            return None

    def remember(self, name: str, data: bytes) -> None:
        """Keeps something that can be made again, in git's folder; not being able to is no fault."""
        draft = self._memo(name).with_suffix(".draft")
        with suppress(OSError):
            draft.parent.mkdir(exist_ok=True)
            draft.write_bytes(data)
            draft.replace(self._memo(name))

    def _memo(self, name: str) -> Path:
        key = hashlib.sha256(f"{self.prefix}\n{name}".encode()).hexdigest()[:20]
        return self.places.memory / f"{key}.json"

    def _check_committed(
        self, files: Mapping[PurePosixPath, bytes | None], edited: frozenset[PurePosixPath]
    ) -> dict[str, str]:
        """What the user's index has at the paths; CorpusError where writing would cost him something."""
        paths = [self._from_top(path) for path in files]
        states = self.repository.uncommitted(paths)
        entries = commits.index_entries(self.repository, paths)
        for path in sorted(files):
            self._check_no_link(path)
            if path in edited:
                continue
            state = states.get(self._from_top(path))
            if state is None and self._from_top(path) not in entries and (self.root / path).exists():
                state = "exists but is not committed"
            if state is not None:
                raise CorpusError(f"{path} {state}", remedy="commit it or take it out of the way first")
        return entries

    def _check_no_link(self, path: PurePosixPath) -> None:
        for part in (path, *path.parents):
            if (self.root / part).is_symlink() and part.parts:
                raise CorpusError(f"{part} is a symbolic link", remedy="put the file or folder itself there")

    def _carry_out(self, changes: Mapping[str, bytes | None], entries: Mapping[str, str], message: Message) -> Recorded:
        written = sorted(path for path, data in changes.items() if data is not None)
        deleted = sorted(path for path, data in changes.items() if data is None)
        steps = self._prepare(changes, entries)
        base = self.repository.head()
        tree, new_entries = commits.build_tree(
            self.repository,
            base,
            files=self.places.new,
            written=written,
            deleted=deleted,
            scratch=self.places.scratch,
        )
        steps = tuple(replace(step, blob=journal.blob_of(new_entries.get(step.path))) for step in steps)
        recorded = Recorded("", tuple(map(self._from_root, written)), tuple(map(self._from_root, deleted)))
        for attempt in range(_ATTEMPTS):
            if attempt:
                tree = commits.rebuild_tree(
                    self.repository, base, entries=new_entries, deleted=deleted, scratch=self.places.scratch
                )
            commit = commits.make_commit(self.repository, tree, base, message)
            plan = Journal(commit, steps)
            journal.write_journal(self.places, plan)
            if not attempt:
                journal.place_files(self.repository, self.places, steps)
                commits.take_into_index(self.repository, written=written, deleted=deleted, scratch=self.places.scratch)
            if commits.advance_head(
                self.repository, old=base, new=commit, note=f"tracker: {message.subject}", lock=self.lock
            ):
                journal.finish(self.places)
                return replace(recorded, commit=commit)
            now = self.repository.head()
            if now is not None and journal.is_recorded(self.repository, plan):
                journal.finish(self.places)
                return replace(recorded, commit=now)
            if now is None or self.repository.changed_between(base, now, changes):
                break
            base = now
        raise GitError("somebody else has just committed to the same files", remedy="run the command again")

    def _prepare(self, changes: Mapping[str, bytes | None], entries: Mapping[str, str]) -> tuple[Step, ...]:
        """Writes the new files, and copies of those they will replace, into git's folder."""
        steps = []
        self.places.old.mkdir(parents=True)
        self.places.new.mkdir(parents=True)
        for number, (path, data) in enumerate(sorted(changes.items())):
            present = _content(self.repository.top / path)
            backup = None if present is None else str(number)
            if present is not None:
                journal.write_durably(self.places.old / str(number), present)
            if data is not None:
                (self.places.new / path).parent.mkdir(parents=True, exist_ok=True)
                journal.write_durably(self.places.new / path, data)
            digest = None if data is None else hashlib.sha256(data).hexdigest()
            steps.append(Step(path, digest, blob=None, backup=backup, entry=entries.get(path)))
        return tuple(steps)

    def _from_top(self, path: PurePosixPath) -> str:
        return str(self.prefix / path)

    def _from_root(self, path: str) -> str:
        return str(PurePosixPath(path).relative_to(self.prefix))


@contextmanager
def open_for_writing(root: Path, *, progress: Callable[[str], None] | None = None) -> Iterator[Writer]:
    """Waits for this process's turn, settles what a killed one left, and checks that git is ready for a commit."""
    repository = git.open_repository(root)
    places = journal.places_in(repository.git_dir)
    with _faults_as_errors(root):
        places.folder.mkdir(exist_ok=True)
        lock = os.open(places.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        with _faults_as_errors(root):
            _take_turn(lock, progress)
            journal.settle(repository, places)
        repository.check_ready()
        prefix = PurePosixPath(root.resolve().relative_to(repository.top.resolve()).as_posix())
        yield Writer(root, repository, prefix, places, lock)
    finally:
        os.close(lock)


def settle_leftovers(root: Path) -> None:
    """Settles what a killed process left, before something is read; quick when there is nothing."""
    git_dir = git.nearby_git_dir(root.resolve())
    if git_dir is None or not journal.places_in(git_dir).journal.exists():
        return
    repository = git.open_repository(root)
    places = journal.places_in(repository.git_dir)
    with _faults_as_errors(root):
        lock = os.open(places.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            journal.settle(repository, places)
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


@contextmanager
def _faults_as_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename if isinstance(error.filename, str) else root
        raise CorpusError(f"{place}: cannot be written ({error.strerror or error}); nothing was changed") from error
