"""Makes commits by plumbing: a tree from HEAD's own and some files, a commit, HEAD moved to it if it has not moved.

The user's index is changed only at the paths given, under git's own lock, so staged work of his stays as it is.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker.corpus.git import MANY_PATHS, Repository, unknown_committer
from tracker.errors import GitError
from tracker.harmless import clean_line

_PATIENCE = 10.0
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Message:
    subject: str
    body: str = ""
    trailers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        trailers = "\n".join(f"{key}: {clean_line(value)}" for key, value in self.trailers)
        parts = (clean_line(self.subject), self.body.strip(), trailers)
        return "\n\n".join(part for part in parts if part) + "\n"


def store_blobs(repository: Repository, paths: Sequence[str], files: Path) -> dict[str, str]:
    """Ids of the blobs of some files, which are written into git's store.

    `files` is a folder in which they stand at their paths; the `.gitattributes` that hold for them come beside them, so
    that they pass the filters (line ends, large file storage) that a `git add` would apply.
    """
    for folder in sorted({folder for path in paths for folder in PurePosixPath(path).parents}):
        attributes, copy = (top / folder / ".gitattributes" for top in (repository.top, files))
        if attributes.is_file() and not copy.exists():
            copy.write_bytes(attributes.read_bytes())
    place = {"GIT_DIR": str(repository.git_dir), "GIT_WORK_TREE": str(files)}
    return _hashed(repository, paths, ("hash-object", "-w", "--stdin-paths"), place, files)


def blobs_in_work_tree(repository: Repository, paths: Sequence[str]) -> dict[str, str]:
    """Ids of the blobs that a `git add` would make of those of the files that exist."""
    present = [path for path in paths if (repository.top / path).is_file()]
    return _hashed(repository, present, ("hash-object", "--stdin-paths"), {}, repository.top)


def make_commit(repository: Repository, tree: str, parent: str | None, message: Message) -> str:
    arguments = ["commit-tree", *(["-S"] if repository.signs_commits() else []), *(["-p", parent] if parent else [])]
    result = repository.run(
        "-c", "i18n.commitEncoding=UTF-8", *arguments, "-F", "-", tree, stdin=str(message).encode("utf-8", "replace")
    )
    if result.status and ("ident" in result.complaint or "tell me who you are" in result.complaint):
        raise unknown_committer()
    if result.status:
        raise GitError(f"git could not make the commit: {result.complaint}")
    return result.out.decode().strip()


def advance_head(repository: Repository, *, old: str | None, new: str, note: str, lock: int) -> bool:
    """Moves HEAD (its branch) from `old` to `new`; False when it was not at `old` any more.

    The process keeps `lock` open: should this one be killed, whoever comes next waits until git has done or given up.
    """
    arguments = ("update-ref", "-m", note, "HEAD", new, old or repository.null_id)
    for _ in range(int(_PATIENCE / _PAUSE)):
        result = repository.run(*arguments, inherit=(lock,), may_be_killed=True)
        if result.status == 0:
            return True
        if repository.head() != old:
            return False
        if "File exists" not in result.complaint:
            break
        time.sleep(_PAUSE)
    raise GitError(f"git could not move the branch to the new commit: {result.complaint}")


def index_entries(repository: Repository, paths: Sequence[str]) -> dict[str, str]:
    """Mode and blob id (`100644 e69de29…`) that the user's index has for each of the paths that are in it."""
    if not paths:
        return {}
    wanted = set(paths)
    narrow = paths if len(paths) <= MANY_PATHS else ()
    found: dict[str, str] = {}
    for record in os.fsdecode(repository.ask("ls-files", "--stage", "-z", "--", *narrow)).split("\0"):
        head, _, path = record.partition("\t")
        if path in wanted:
            found[path] = head[: head.rindex(" ")]
    return found


def take_into_index(
    repository: Repository, *, written: Sequence[str], deleted: Sequence[str], copy: Path, lock: int | None = None
) -> None:
    """Makes the user's index say what the work tree has at the paths. Of `lock` see `advance_head`."""

    paths = _list((*deleted, *written))

    def change(index: Mapping[str, str]) -> None:
        repository.ask(
            *("update-index", "--add", "--remove", "-z", "--stdin"), stdin=paths, variables=index, inherit=_open(lock)
        )

    change_index(repository, change, copy)


def put_back_into_index(
    repository: Repository, entries: Mapping[str, str | None], copy: Path, lock: int | None = None
) -> None:
    """Gives the user's index these entries at the paths; None for a path that was not in it. Of `lock` see
    `advance_head`."""
    given = _entry_lines(repository, entries)

    def change(index: Mapping[str, str]) -> None:
        repository.ask("update-index", "-z", "--index-info", stdin=given, variables=index, inherit=_open(lock))

    if entries and repository.index.exists():
        change_index(repository, change, copy)


def _open(lock: int | None) -> tuple[int, ...]:
    return () if lock is None else (lock,)


def remove_own_locks(repository: Repository, commit: str, copy: Path) -> None:
    """Removes the locks that a killed attempt to move HEAD to the commit left.

    The index's is ours when it is our copy; a reference's when the commit stands in it. Git creates that one empty and
    fills it at once (HEAD's stays empty while its branch is locked): one that stays empty has lost its owner.
    """
    with suppress(FileNotFoundError):
        if _index_lock(repository).samefile(copy):
            _index_lock(repository).unlink()
    branch = repository.branch()
    branch_lock = repository.common_dir / f"{branch}.lock"
    if branch:
        _remove_lost_lock(branch_lock, commit)
    if not branch or not branch_lock.exists():
        _remove_lost_lock(repository.git_dir / "HEAD.lock", commit)


def _remove_lost_lock(lock: Path, commit: str) -> None:
    for _ in range(10):
        content = _content(lock)
        if content == commit:
            break
        if content != "":
            return
        time.sleep(_PAUSE)
    lock.unlink(missing_ok=True)


def change_index(repository: Repository, change: Callable[[Mapping[str, str]], None], copy: Path) -> None:
    """Changes a copy of the user's index and puts it in the index's place.

    Git's own lock is held for the last moment only, to be sure that nobody changed the index meanwhile: should we be
    killed just then, git would wait for ever. The lock is the copy itself, which tells that it is ours.
    """
    index, lock = repository.index, _index_lock(repository)
    for _ in range(int(_PATIENCE / _PAUSE)):
        seen = _identity(index)
        copy.unlink(missing_ok=True)
        if seen is not None:
            shutil.copyfile(index, copy)
        change({"GIT_INDEX_FILE": str(copy)})
        try:
            os.link(copy, lock)
        except FileExistsError:
            time.sleep(_PAUSE)
            continue
        try:
            unchanged = _identity(index) == seen
            if unchanged:
                lock.replace(index)
        except OSError:
            lock.unlink(missing_ok=True)
            raise
        if unchanged:
            with suppress(OSError):
                copy.unlink()
            return
        lock.unlink()
    raise GitError(
        f"{lock}: another git command is at work in this repository", remedy="if there is none, delete that file"
    )


def _index_lock(repository: Repository) -> Path:
    return repository.index.with_name(f"{repository.index.name}.lock")


def _identity(path: Path) -> tuple[int, int, int] | None:
    """Tells whether a file that is only ever replaced whole is still the same one."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _hashed(
    repository: Repository, paths: Sequence[str], command: tuple[str, ...], place: Mapping[str, str], folder: Path
) -> dict[str, str]:
    if not paths:
        return {}
    given = "".join(f"{path}\n" for path in paths)
    out = repository.ask(*command, stdin=os.fsencode(given), variables=place, folder=folder)
    return dict(zip(paths, out.decode().split(), strict=True))


def _entry_lines(repository: Repository, entries: Mapping[str, str | None]) -> bytes:
    nothing = f"0 {repository.null_id}"
    return os.fsencode("".join(f"{entry or nothing}\t{path}\0" for path, entry in entries.items()))


def _list(paths: Sequence[str]) -> bytes:
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


def _content(lock: Path) -> str | None:
    try:
        return lock.read_bytes()[:200].decode("ascii", "replace").strip()
    except OSError:
        return None
