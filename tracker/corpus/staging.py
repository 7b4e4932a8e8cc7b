"""Puts files into the index that is being committed and, where nothing of the user's is in the way, the work tree.

Written to be interrupted at any moment: the work tree first, each file complete, then the index in one step. What a
killed process leaves is known by the folder of its number in `.git/tracker/hook`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from tracker.corpus import commits, journal
from tracker.corpus.git import Repository
from tracker.corpus.journal import Places, Step
from tracker.corpus.memory import Memory
from tracker.corpus.trees import FILE_MODE
from tracker.errors import GitError
from tracker.wholefile import write_durably

_FOLDER = "hook"
_PLACED = "placed by the hook"


def stage(repository: Repository, files: Mapping[str, bytes | None], memory: Memory) -> tuple[str, ...]:
    """Stages the files (None takes one out), paths from the top of the work tree.

    A file of the work tree is replaced when it is as it was staged, or as an earlier call put it there. The paths of
    those that were left there as the user has them come back.
    """
    remove_leftovers(repository)
    with journal.faults_as_errors(repository.top), _area(repository) as places:
        return _stage(repository, files, memory, places)


def has_leftovers(places: Places) -> bool:
    """A quick look whether a hook was at work that may have been killed."""
    try:
        return any((places.folder / _FOLDER).iterdir())
    except OSError:
        return False


def remove_leftovers(repository: Repository) -> None:
    """Removes what killed processes left, the lock of the index among it when it is theirs."""
    with suppress(OSError):
        for folder in _folder(repository).iterdir():
            if folder.name.isdigit() and not _lives(int(folder.name)):
                _remove_locks_of(Places(folder), repository)
                shutil.rmtree(folder, ignore_errors=True)


def _remove_locks_of(places: Places, repository: Repository) -> None:
    """The lock of the index, and that of the one which git keeps for afterwards, where it is the copy made there."""
    for lock in (repository.git_dir / "index.lock", repository.index.with_name("index.lock.lock")):
        with suppress(OSError):
            if lock.samefile(places.index_copy):
                lock.unlink()


def _stage(
    repository: Repository, files: Mapping[str, bytes | None], memory: Memory, places: Places
) -> tuple[str, ...]:
    paths = sorted(files)
    entries = commits.index_entries(repository, paths)
    written = [path for path in paths if files[path] is not None]
    for path in written:
        (places.new / path).parent.mkdir(parents=True, exist_ok=True)
        write_durably(places.new / path, files[path] or b"")
    blobs = commits.store_blobs(repository, written, places.new)
    hidden = _hidden(repository, paths)
    free = _replaceable(repository, files, entries, memory) - hidden
    memory.remember(_PLACED, json.dumps({path: _sha256(files[path]) for path in sorted(free)}).encode())
    backups = {path: _backup(repository, path, places) for path in sorted(free)}
    steps = [Step(path, _sha256(files[path]), blobs.get(path), backups.get(path), entries.get(path)) for path in paths]
    wanted = {path: _entry(entries.get(path), blobs.get(path)) for path in paths}
    changed = {path: entry for path, entry in wanted.items() if entries.get(path) != entry}
    try:
        journal.place_files(repository, places, [step for step in steps if step.path in free])
        _change_index(repository, changed, hidden, places)
        whole = _whole_index(repository)
        if whole is not None:
            there = commits.index_entries(whole, paths)
            same = {path: entry for path, entry in changed.items() if there.get(path) == entries.get(path)}
            _change_index(whole, same, hidden, places)
    except BaseException:
        # Where even that is refused, the files stay: the next hook knows them as its own (`_PLACED`).
        with suppress(OSError, GitError):
            journal.put_back(repository, places, steps)
        raise
    return tuple(sorted(set(paths) - free - hidden))


def _backup(repository: Repository, path: str, places: Places) -> str | None:
    """Copies what stands at the path; the name of the copy."""
    try:
        present = (repository.top / path).read_bytes()
    except FileNotFoundError:
        return None
    (places.old / path).parent.mkdir(parents=True, exist_ok=True)
    (places.old / path).write_bytes(present)
    return path


def _change_index(repository: Repository, changed: Mapping[str, str | None], hidden: Set[str], places: Places) -> None:
    commits.put_back_into_index(repository, changed, places.index_copy)
    _hide(repository, sorted(path for path in hidden & changed.keys() if changed[path] is not None), places)


def _whole_index(repository: Repository) -> Repository | None:
    """With `git commit -- PATH`, git commits from an index of its own and keeps the user's, locked, for afterwards."""
    lock = repository.git_dir / "index.lock"
    if not repository.index.name.startswith("next-index-") or not lock.exists():
        return None
    return replace(repository, place={**repository.place, "GIT_INDEX_FILE": str(lock)})


def _replaceable(
    repository: Repository, files: Mapping[str, bytes | None], entries: Mapping[str, str], memory: Memory
) -> set[str]:
    """The paths at which the work tree has nothing that only it has."""
    free = set()
    placed = _placed(memory)
    blobs = commits.blobs_in_work_tree(repository, sorted(files))
    for path, data in files.items():
        target = repository.top / path
        if any((repository.top / folder).is_symlink() for folder in PurePosixPath(path).parents):
            continue
        if not os.path.lexists(target):
            if path not in entries:
                free.add(path)
        elif not target.is_symlink() and target.is_file():
            present = _sha256(target.read_bytes())
            staged = journal.blob_of(entries.get(path))
            if present in (_sha256(data), placed.get(path)) or blobs.get(path) == staged:
                free.add(path)
    return free


def _placed(memory: Memory) -> dict[str, str]:
    try:
        record = json.loads(memory.recall(_PLACED) or b"{}")
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _hidden(repository: Repository, paths: list[str]) -> set[str]:
    """The paths that a sparse checkout keeps out of the work tree; a new file is where its neighbours are."""
    if repository.run("config", "--type=bool", "--get", "core.sparseCheckout").out.strip() != b"true":
        return set()
    folders: dict[str, dict[str, bool]] = {}
    for record in os.fsdecode(repository.ask("ls-files", "-t", "-z")).split("\0"):
        if record:
            path = PurePosixPath(record[2:])
            folders.setdefault(str(path.parent), {})[path.name] = record.startswith("S ")
    hidden = set()
    for path in map(PurePosixPath, paths):
        near = next((folders[str(folder)] for folder in path.parents if str(folder) in folders), {})
        if near.get(path.name, bool(near) and all(near.values())):
            hidden.add(str(path))
    return hidden


def _hide(repository: Repository, paths: list[str], places: Places) -> None:
    if not paths:
        return
    given = b"".join(os.fsencode(path) + b"\0" for path in paths)

    def change(index: Mapping[str, str]) -> None:
        repository.ask("update-index", "--skip-worktree", "-z", "--stdin", stdin=given, variables=index)

    commits.change_index(repository, change, places.index_copy)


def _entry(present: str | None, blob: str | None) -> str | None:
    if blob is None:
        return None
    return f"{present.split(' ')[0] if present else FILE_MODE} {blob}"


def _sha256(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _folder(repository: Repository) -> Path:
    return journal.places_in(repository.git_dir).folder / _FOLDER


@contextmanager
def _area(repository: Repository) -> Iterator[Places]:
    places = Places(_folder(repository) / str(os.getpid()))
    shutil.rmtree(places.folder, ignore_errors=True)
    places.new.mkdir(parents=True)
    try:
        yield places
    finally:
        shutil.rmtree(places.folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
