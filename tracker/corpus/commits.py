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
from pathlib import Path

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


def build_tree(
    repository: Repository,
    base: str | None,
    *,
    files: Path,
    written: Sequence[str],
    deleted: Sequence[str],
    scratch: Path,
) -> tuple[str, dict[str, str]]:
    """Id of the tree of `base` with some files written and others deleted, and what that tree has at the written paths.

    `files` is a folder in which the written files stand at their paths. They pass the filters (line ends, large file
    storage) that a `git add` would apply.
    """
    index = _tree_index(repository, base, scratch)
    place = {**index, "GIT_DIR": str(repository.git_dir), "GIT_WORK_TREE": str(files)}
    if deleted:
        repository.ask("update-index", "--force-remove", "-z", "--stdin", stdin=_list(deleted), variables=index)
    if written:
        repository.ask("update-index", "--add", "-z", "--stdin", stdin=_list(written), variables=place, folder=files)
    tree = repository.ask("write-tree", variables=index).decode().strip()
    return tree, _entries(repository, written, index)


def rebuild_tree(
    repository: Repository, base: str | None, *, entries: Mapping[str, str], deleted: Sequence[str], scratch: Path
) -> str:
    """The same upon another commit, the blobs being known."""
    index = _tree_index(repository, base, scratch)
    given = _entry_lines(repository, {**entries, **dict.fromkeys(deleted)})
    repository.ask("update-index", "-z", "--index-info", stdin=given, variables=index)
    return repository.ask("write-tree", variables=index).decode().strip()


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
        result = repository.run(*arguments, inherit=(lock,))
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
    return _entries(repository, paths, {})


def take_into_index(repository: Repository, *, written: Sequence[str], deleted: Sequence[str], scratch: Path) -> None:
    """Makes the user's index say what the work tree has at the paths."""

    def change(index: Mapping[str, str]) -> None:
        if deleted:
            repository.ask("update-index", "--force-remove", "-z", "--stdin", stdin=_list(deleted), variables=index)
        if written:
            repository.ask("update-index", "--add", "-z", "--stdin", stdin=_list(written), variables=index)

    _change_index(repository, change, scratch)


def put_back_into_index(repository: Repository, entries: Mapping[str, str | None], scratch: Path) -> None:
    """Gives the user's index these entries at the paths; None for a path that was not in it."""
    given = _entry_lines(repository, entries)

    def change(index: Mapping[str, str]) -> None:
        repository.ask("update-index", "-z", "--index-info", stdin=given, variables=index)

    if entries and _index(repository).exists():
        _change_index(repository, change, scratch)


def remove_own_locks(repository: Repository, commit: str, scratch: Path) -> None:
    """Removes the locks that a killed attempt to move HEAD to the commit left.

    The index's is ours when it is our copy; a reference's when the commit stands in it. Git creates that one empty and
    fills it at once (HEAD's stays empty while its branch is locked): one that stays empty has lost its owner.
    """
    with suppress(FileNotFoundError):
        if _index_lock(repository).samefile(_index_copy(scratch)):
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


def _change_index(repository: Repository, change: Callable[[Mapping[str, str]], None], scratch: Path) -> None:
    """Changes a copy of the user's index and puts it in the index's place.

    Git's own lock is held for the last moment only, to be sure that nobody changed the index meanwhile: should we be
    killed just then, git would wait for ever. The lock is the copy itself, which tells that it is ours.
    """
    index, lock, copy = _index(repository), _index_lock(repository), _index_copy(scratch)
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
        if _identity(index) == seen:
            lock.replace(index)
            copy.unlink()
            return
        lock.unlink()
    raise GitError(
        f"{lock}: another git command is at work in this repository", remedy="if there is none, delete that file"
    )


def _index(repository: Repository) -> Path:
    return repository.git_dir / "index"


def _index_lock(repository: Repository) -> Path:
    return repository.git_dir / "index.lock"


def _index_copy(scratch: Path) -> Path:
    return scratch.with_name("index")


def _identity(path: Path) -> tuple[int, int, int] | None:
    """Tells whether a file that is only ever replaced whole is still the same one."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _entries(repository: Repository, paths: Sequence[str], variables: Mapping[str, str]) -> dict[str, str]:
    if not paths:
        return {}
    narrow = paths if len(paths) <= MANY_PATHS else ()
    wanted = set(paths)
    found: dict[str, str] = {}
    out = repository.ask("ls-files", "--stage", "-z", "--", *narrow, variables=variables)
    for record in os.fsdecode(out).split("\0"):
        head, _, path = record.partition("\t")
        if path in wanted:
            found[path] = head[: head.rindex(" ")]
    return found


def _tree_index(repository: Repository, base: str | None, scratch: Path) -> dict[str, str]:
    """A fresh index at `scratch` that holds the tree of `base`, as the variable that names it."""
    scratch.unlink(missing_ok=True)
    index = {"GIT_INDEX_FILE": str(scratch)}
    repository.ask("read-tree", base or "--empty", variables=index)
    return index


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
