"""Makes commits by plumbing: a tree from HEAD's own and some files, a commit, HEAD moved to it if it has not moved.

The user's index is changed only at the paths given, under git's own lock, so staged work of his stays as it is.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.corpus.git import MANY_PATHS, Repository, unknown_committer
from tracker.errors import GitError
from tracker.harmless import clean_line

_PATIENCE = 10.0
_PAUSE = 0.05
_TOKEN = "tracker"


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
    with _index_lock(repository, scratch):
        index = {"GIT_INDEX_FILE": str(_index_copy(repository, scratch))}
        if deleted:
            repository.ask("update-index", "--force-remove", "-z", "--stdin", stdin=_list(deleted), variables=index)
        if written:
            repository.ask("update-index", "--add", "-z", "--stdin", stdin=_list(written), variables=index)
        _index_copy_path(scratch).replace(repository.git_dir / "index")


def put_back_into_index(repository: Repository, entries: Mapping[str, str | None], scratch: Path) -> None:
    """Gives the user's index these entries at the paths; None for a path that was not in it."""
    if not entries or not (repository.git_dir / "index").exists():
        return
    with _index_lock(repository, scratch):
        index = {"GIT_INDEX_FILE": str(_index_copy(repository, scratch))}
        repository.ask("update-index", "-z", "--index-info", stdin=_entry_lines(repository, entries), variables=index)
        _index_copy_path(scratch).replace(repository.git_dir / "index")


def remove_own_locks(repository: Repository, commit: str) -> None:
    """Removes locks that a killed attempt to move HEAD to the commit left: ours by what stands in them.

    Git creates a reference's lock empty and fills it at once (HEAD's stays empty while its branch is locked): one that
    stays empty has lost its owner. An empty `index.lock` says nothing of the kind: `git add` holds it all along.
    """
    index_lock = repository.git_dir / "index.lock"
    if _content(index_lock) == _TOKEN:
        index_lock.unlink(missing_ok=True)
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


@contextmanager
def _index_lock(repository: Repository, scratch: Path) -> Iterator[None]:
    """Holds git's lock on the user's index. What stands in the lock tells whose it is, should we be killed."""
    lock = repository.git_dir / "index.lock"
    mark = scratch.with_name("mark")
    mark.write_text(_TOKEN, encoding="ascii")
    for _ in range(int(_PATIENCE / _PAUSE)):
        try:
            os.link(mark, lock)
            break
        except FileExistsError:
            time.sleep(_PAUSE)
    else:
        raise GitError(
            f"{lock}: another git command is at work in this repository", remedy="if there is none, delete that file"
        )
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        mark.unlink(missing_ok=True)


def _index_copy(repository: Repository, scratch: Path) -> Path:
    copy = _index_copy_path(scratch)
    copy.unlink(missing_ok=True)
    original = repository.git_dir / "index"
    if original.exists():
        shutil.copyfile(original, copy)
    return copy


def _index_copy_path(scratch: Path) -> Path:
    return scratch.with_name("index")


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
