"""What a hook has to know of the repository whose hook it is: where git says to look, history, and configuration."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from tracker.corpus.git import Repository
from tracker.corpus.gitprocess import run_git
from tracker.errors import GitError

# What a hook is told of the repository whose hook it is.
_STORE_VARIABLES = ("GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
_HOOK_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_ALTERNATE_OBJECT_DIRECTORIES", *_STORE_VARIABLES)


def open_in_hook(folder: Path, environment: Mapping[str, str]) -> Repository:
    """The repository whose hook runs in the folder, with the index that is being committed.

    Where there is no work tree (a bare repository, or a push into any other) the top is git's own folder.
    """
    given = {name: environment[name] for name in _HOOK_VARIABLES if environment.get(name)}
    asked = ("--show-object-format", "--is-inside-work-tree", "--absolute-git-dir", "--git-common-dir")
    result = run_git(folder, ("rev-parse", *asked, "--git-path", "index"), variables=given)
    lines = os.fsdecode(result.out).split("\n")
    if result.status or len(lines) != 6:
        raise GitError(f"{folder}: git cannot open the repository ({result.complaint or 'no reason given'})")
    object_format, inside, git_dir, common_dir, index, _ = lines
    place = {name: given[name] for name in ("GIT_ALTERNATE_OBJECT_DIRECTORIES",) if name in given}
    place |= {name: str(folder.resolve() / given[name]) for name in _STORE_VARIABLES if name in given}
    place |= {"GIT_DIR": git_dir, "GIT_INDEX_FILE": str(folder.resolve() / index)}
    top = Path(git_dir)
    if inside == "true":
        shown = run_git(folder, ("rev-parse", "--show-toplevel"), variables=given)
        if shown.status:
            raise GitError(f"{folder}: git cannot open the work tree ({shown.complaint or 'no reason given'})")
        top = Path(os.fsdecode(shown.out).removesuffix("\n"))
        place["GIT_WORK_TREE"] = str(top)
    return Repository(
        top=top,
        git_dir=Path(git_dir),
        common_dir=folder.resolve() / common_dir,
        null_id="0" * (64 if object_format == "sha256" else 40),
        place=place,
    )


def merged_heads(repository: Repository) -> tuple[str, ...]:
    """Commits that are being merged into HEAD by a merge that a person has yet to commit."""
    try:
        return tuple((repository.git_dir / "MERGE_HEAD").read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return ()


def parents(repository: Repository, commit: str) -> tuple[str, ...]:
    out = repository.ask("rev-list", "--parents", "--max-count=1", "--end-of-options", commit)
    return tuple(out.decode().split()[1:])


def pick_under_way(repository: Repository) -> tuple[str, bool] | None:
    """In a cherry-pick or revert of several commits: where it began, and whether the last of them is being made."""
    folder = repository.git_dir / "sequencer"
    try:
        began = (folder / "head").read_text(encoding="ascii").strip()
        left = (folder / "todo").read_text(encoding="utf-8", errors="replace").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return began, len(left) <= 1


def commits_since(repository: Repository, old: str, new: str, *, limit: int) -> tuple[str, ...]:
    """Commits on the way to `new` that are not in the history of `old`, newest first."""
    out = repository.ask("rev-list", f"--max-count={limit}", "--end-of-options", new, f"^{old}")
    return tuple(out.decode().split())


def merge_base(repository: Repository, one: str, other: str) -> str | None:
    """A commit that both histories have; None when they have nothing in common."""
    result = repository.run("merge-base", "--end-of-options", one, other)
    return result.out.decode().split()[0] if result.status == 0 else None


def committed_at(repository: Repository, commit: str) -> str:
    """When the commit was made, as ISO 8601 with offset."""
    shown = ("show", "--no-patch", "--no-show-signature", "--format=%cI", "--end-of-options", commit)
    return repository.ask(*shown).decode().strip()


def setting(repository: Repository, name: str, *, is_path: bool = False) -> str | None:
    """What git's configuration says of a name; None where it says nothing."""
    kind = ("--type=path",) if is_path else ()
    result = repository.run("config", *kind, "--get", "--end-of-options", name)
    return os.fsdecode(result.out).removesuffix("\n") if result.status == 0 else None


def is_bare(repository: Repository) -> bool:
    return repository.run("rev-parse", "--is-bare-repository").out.strip() == b"true"


def hooks_setting(repository: Repository) -> tuple[str, str] | None:
    """Scope (local, global, …) and value of core.hooksPath; None where it is not set."""
    found = repository.run("config", "--show-scope", "-z", "--type=path", "--get-all", "core.hooksPath")
    parts = os.fsdecode(found.out).split("\0")[:-1]
    # The last is the one that every command is given here, so that no hook runs.
    pairs = list(zip(parts[::2], parts[1::2], strict=True))[:-1]
    return pairs[-1] if pairs else None
