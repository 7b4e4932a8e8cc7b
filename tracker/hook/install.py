"""Puts the hooks into a repository and takes them out again, as a guest: what other tools have there stays and runs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tracker.corpus.git import Repository
from tracker.corpus.inhook import hooks_setting, is_bare
from tracker.errors import GitError, TrackerError
from tracker.hook.scripts import (
    IN_WORK_TREE,
    KEPT,
    ON_SERVER,
    RUN_BY_OTHERS,
    call_of_kept,
    hook_script,
    is_ours,
    moved_by_others,
)

State = Literal["installed", "by another tool", "displaced", "outdated", "not executable", "not installed"]


@dataclass(frozen=True, slots=True)
class HookState:
    name: str
    state: State
    kept: Path | None = None
    """A hook that was there before; ours runs it first."""
    runs_by: Path | None = None
    """Where our script is, when another tool has moved it."""


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path
    names: tuple[str, ...]
    """The hooks that are for this kind of repository."""
    shared: bool
    """Other repositories use it too."""
    notes: tuple[str, ...]


def hooks_folder(repository: Repository) -> Folder:
    names = ON_SERVER if is_bare(repository) else IN_WORK_TREE
    setting = hooks_setting(repository)
    if setting is None:
        return Folder(repository.common_dir / "hooks", names, shared=False, notes=())
    scope, value = setting
    if not value or value == os.devnull:
        raise GitError(
            f"core.hooksPath is {value or 'empty'}: hooks are switched off in this repository",
            remedy=f"switch them on with: git config --{scope} --unset core.hooksPath",
        )
    folder = repository.top / value
    notes = []
    if folder.name == "_" and folder.parent.name == ".husky":
        notes.append(
            "husky makes this folder anew when packages are installed; to last, put into .husky/NAME the line: "
            "! command -v tracker >/dev/null || tracker hook run NAME"
        )
    elif folder.resolve().is_relative_to(repository.top.resolve()) and not is_bare(repository):
        notes.append(f"core.hooksPath is {value}, inside the work tree: leave what is written there uncommitted")
    return Folder(folder, names, shared=scope in ("global", "system"), notes=tuple(notes))


def install(repository: Repository, *, python: Path, shared: bool = False) -> tuple[Folder, tuple[HookState, ...]]:
    """GitError where hooks are switched off, or would be those of other repositories too without `shared`."""
    folder = hooks_folder(repository)
    if folder.shared and not shared:
        raise GitError(
            f"core.hooksPath leads to {folder.path}, which other repositories use too",
            remedy="install there with --shared, or give this one its own: git config core.hooksPath .git/hooks",
        )
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        for name in folder.names:
            _install(folder.path / name, python)
    except OSError as error:
        raise _unwritable(folder.path, error) from error
    return folder, status(folder, python=python)


def uninstall(repository: Repository) -> tuple[Folder, tuple[str, ...]]:
    """The folder, and a line for each hook that was taken out or put back."""
    folder = hooks_folder(repository)
    lines: list[str] = []
    try:
        for name in (*IN_WORK_TREE, *ON_SERVER):
            lines += _uninstall(folder.path / name)
    except OSError as error:
        raise _unwritable(folder.path, error) from error
    return folder, tuple(lines)


def status(folder: Folder, *, python: Path) -> tuple[HookState, ...]:
    return tuple(_state(folder.path / name, python) for name in folder.names)


def _install(path: Path, python: Path) -> None:
    moved = moved_by_others(path)
    script = path
    if moved is not None and not is_ours(path):
        if moved.suffix == RUN_BY_OTHERS:
            script = moved
        else:
            _uninstall(path)
    kept = path.with_name(path.name + KEPT)
    if os.path.lexists(script) and not is_ours(script):
        if os.path.lexists(kept) and not _same(script, kept):
            raise GitError(
                f"{script} and {kept.name} are both other tools' hooks",
                remedy="put into the first what is to run, and delete the other",
            )
        # A second name first: at no moment is the hook gone.
        if not os.path.lexists(kept):
            os.link(script, kept, follow_symlinks=False)
    call = call_of_kept(kept) if os.path.lexists(kept) and kept.exists() else ""
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(hook_script(path.name, python, call), encoding="utf-8")
    draft.chmod(0o755)
    draft.replace(script)


def _uninstall(path: Path) -> list[str]:
    kept = path.with_name(path.name + KEPT)
    ours = path if is_ours(path) else moved_by_others(path)
    lines = []
    if ours is not None and os.path.lexists(kept):
        kept.replace(ours)
        lines.append(f"put back   {ours.name}")
    elif ours is not None:
        ours.unlink()
        lines.append(f"taken out  {ours.name}")
    elif os.path.lexists(kept) and not os.path.lexists(path):
        kept.replace(path)
        lines.append(f"put back   {path.name}")
    elif os.path.lexists(kept):
        lines.append(f"left       {kept.name}: another tool has taken the place of {path.name}")
    return lines


def _state(path: Path, python: Path) -> HookState:
    kept = path.with_name(path.name + KEPT)
    before = kept if os.path.lexists(kept) else None
    if is_ours(path):
        call = call_of_kept(kept) if kept.exists() else ""
        if not os.access(path, os.X_OK):
            return HookState(path.name, "not executable", before)
        current = path.read_text("utf-8", "replace") == hook_script(path.name, python, call)
        return HookState(path.name, "installed" if current else "outdated", before)
    moved = moved_by_others(path)
    if moved is None:
        return HookState(path.name, "not installed", before)
    return HookState(path.name, "by another tool" if moved.suffix == RUN_BY_OTHERS else "displaced", before, moved)


def _same(one: Path, other: Path) -> bool:
    """Whether two hooks are one and the same: some tools write theirs anew from time to time."""
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    return one.read_bytes() == other.read_bytes()


def _unwritable(folder: Path, error: OSError) -> TrackerError:
    return GitError(f"{error.filename or folder}: cannot be written ({error.strerror or error})")
