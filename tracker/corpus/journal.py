"""Remembers what is being written while it is written, so that a process killed at any moment leaves nothing by halves.

The journal lies in git's own folder from before the first change of the work tree until HEAD has moved. Whoever finds
one without a living owner settles it: if HEAD has the files, all is done; otherwise everything is put back.

    tracker/lock       held (flock) by the process whose turn it is; the kernel lets go of it when the process ends
    tracker/journal    what is being written
    tracker/new/       the new files, complete, at their paths
    tracker/old/       what stood at the paths before
    tracker/trees/     git's trees, on their way into its store
    tracker/memory/    what need not be computed twice; can be deleted at any time
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tracker.corpus import commits
from tracker.corpus.git import Repository
from tracker.errors import CorpusError
from tracker.wholefile import draft_beside, write_durably

FEW = 50
"""Beyond that many files, one sync of everything is quicker than one for each."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file that is being written or deleted. The path is relative to the top of the work tree."""

    path: str
    sha256: str | None
    """Of the new content; None when the file is deleted."""
    blob: str | None
    """Its id in git, which differs where git filters content."""
    backup: str | None
    """Name in `old/` of what stood there; None where there was nothing."""
    entry: str | None
    """Mode and blob id in the user's index before."""


@dataclass(frozen=True, slots=True)
class Journal:
    commit: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where in git's folder the writing is prepared."""

    folder: Path

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def journal(self) -> Path:
        return self.folder / "journal"

    @property
    def new(self) -> Path:
        return self.folder / "new"

    @property
    def old(self) -> Path:
        return self.folder / "old"

    @property
    def trees(self) -> Path:
        return self.folder / "trees"

    @property
    def memory(self) -> Path:
        return self.folder / "memory"

    @property
    def index_copy(self) -> Path:
        return self.folder / "index"


def places_in(git_dir: Path) -> Places:
    return Places(git_dir / "tracker")


def places_near(folder: Path) -> Places | None:
    """Those of the work tree around the folder, found without asking git, for a quick look."""
    for candidate in (folder, *folder.parents):
        entry = candidate / ".git"
        if entry.is_dir():
            return places_in(entry)
        if entry.is_file():
            try:
                pointer = entry.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError):
                return None
            named = pointer.removeprefix("gitdir:").strip()
            return places_in(candidate / named) if pointer.startswith("gitdir:") else None
    return None


def open_lock(places: Places) -> int:
    """The file that whoever has the turn holds (flock), open."""
    places.folder.mkdir(exist_ok=True)
    return os.open(places.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)


@contextmanager
def faults_as_errors(place: Path, *, remedy: str = "") -> Iterator[None]:
    """What the file system refuses, as a CorpusError; `place` is named where the system does not name a file."""
    try:
        yield
    except OSError as error:
        named = error.filename if isinstance(error.filename, str) else place
        raise CorpusError(f"{named}: cannot be written ({error.strerror or error})", remedy=remedy) from error


def write_journal(places: Places, journal: Journal) -> None:
    draft = places.journal.with_suffix(".draft")
    write_durably(draft, json.dumps(asdict(journal)).encode("ascii"))
    draft.replace(places.journal)
    sync_folder(places.folder)


def read_journal(places: Places) -> Journal | None:
    try:
        record = json.loads(places.journal.read_bytes())
        return Journal(record["commit"], tuple(Step(**step) for step in record["steps"]))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise CorpusError(
            f"{places.journal}: what a killed command was writing cannot be read from it",
            remedy=f"see git status, put right by hand what it shows ({places.old} has what stood there), "
            "and delete that file",
        ) from error


def settle(repository: Repository, places: Places, lock: int) -> None:
    """Ends what a journal says was begun, one way or the other. The caller holds `lock`."""
    journal = read_journal(places)
    if journal is not None:
        commits.remove_own_locks(repository, journal.commit, places.index_copy)
        if not is_recorded(repository, journal):
            put_back(repository, places, journal.steps, lock)
    finish(places)


def finish(places: Places) -> None:
    """Declares done what the journal says, and clears away what was only needed for it."""
    if places.journal.exists():
        places.journal.unlink()
        sync_folder(places.folder)
    for folder in (places.new, places.old, places.trees):
        shutil.rmtree(folder, ignore_errors=True)
    for name in ("journal.draft", "index", "index.lock"):
        (places.folder / name).unlink(missing_ok=True)
    for draft in places.memory.glob("*.draft"):
        draft.unlink(missing_ok=True)


def is_recorded(repository: Repository, journal: Journal) -> bool:
    """Whether HEAD has what was to be written: by our commit, or by a person's that took our files along."""
    if repository.contains(journal.commit):
        return True
    committed = _committed_blobs(repository, journal.steps)
    return all(committed.get(step.path) == step.blob for step in journal.steps)


def place_files(repository: Repository, places: Places, steps: Sequence[Step]) -> None:
    """Puts the new files where they belong, each complete from the first moment, and deletes what has to go."""
    folders: set[Path] = set()
    for step in steps:
        target = repository.top / step.path
        if step.sha256 is None:
            target.unlink(missing_ok=True)
        else:
            folders.update(_make_folders(target.parent))
            _move(places.new / step.path, target)
        folders.add(target.parent)
    _sync_folders(folders)
    for step in steps:
        if step.sha256 is None:
            remove_empty_folders(repository.top / step.path, repository.top)


def sync_folder(folder: Path) -> None:
    """Makes renames and deletions in the folder survive a loss of power, where the file system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sync_folders(folders: Collection[Path]) -> None:
    if len(folders) > FEW:
        os.sync()
        return
    for folder in sorted(folders):
        sync_folder(folder)


def remove_empty_folders(path: Path, top: Path) -> None:
    """Removes the folders above the path that are empty now, as git does; OSError where one cannot be removed."""
    for folder in path.parents:
        if folder == top:
            break
        with suppress(FileNotFoundError):
            if any(folder.iterdir()):
                break
            folder.rmdir()


def put_back(repository: Repository, places: Places, steps: Sequence[Step], lock: int | None = None) -> None:
    """Undoes the steps in work tree and index, except where somebody has put something else since."""
    committed = _committed_blobs(repository, steps)
    # A person may have committed some of the files meanwhile: those are his now.
    ours = [step for step in steps if step.blob is None or committed.get(step.path) != step.blob]
    # The files first: on a full disk this makes the room that a new index needs.
    folders: set[Path] = set()
    for step in ours:
        target = repository.top / step.path
        draft_beside(target).unlink(missing_ok=True)
        if _sha256(target) != step.sha256:
            continue
        if step.backup is not None:
            folders.update(_make_folders(target.parent))
            _move(places.old / step.backup, target)
        elif step.sha256 is not None:
            target.unlink(missing_ok=True)
        folders.add(target.parent)
    _sync_folders(folders)
    for step in ours:
        # An empty folder that will not go must not keep the index from being put back.
        with suppress(OSError):
            remove_empty_folders(repository.top / step.path, repository.top)
    entries = commits.index_entries(repository, [step.path for step in ours])
    changed = {
        step.path: step.entry
        for step in ours
        if entries.get(step.path) != step.entry and blob_of(entries.get(step.path)) == step.blob
    }
    commits.put_back_into_index(repository, changed, places.index_copy, lock)


def _committed_blobs(repository: Repository, steps: Sequence[Step]) -> dict[str, str]:
    head = repository.head()
    return repository.blobs_at(head, [step.path for step in steps]) if head else {}


def blob_of(entry: str | None) -> str | None:
    return entry.split(" ")[1] if entry else None


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _make_folders(folder: Path) -> list[Path]:
    """Makes the folder; the folders in which something new stands now."""
    missing = [folder, *folder.parents]
    changed = []
    for here in missing:
        if here.exists():
            break
        changed.append(here.parent)
    folder.mkdir(parents=True, exist_ok=True)
    return changed


def _move(source: Path, target: Path) -> None:
    """Renames a file onto another, by way of a copy beside it where the two are on different file systems."""
    with suppress(OSError):
        shutil.copymode(target, source)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        draft = draft_beside(target)
        write_durably(draft, source.read_bytes())
        shutil.copymode(source, draft)
        draft.replace(target)
