"""Teaches git to show, compare and merge the documents of a corpus, and makes it forget again without a trace."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tracker.corpus import git, layout, marked
from tracker.errors import GitError

_Change = Callable[[Path, bytes | None], bytes | None]

_KEYS = ("textconv", "command", "cmd", "name", "driver", "renames")
ATTRIBUTES = """\
*.pdf diff=tracker
*.docx diff=tracker
**/snapshots/**/*.html diff=tracker
**/corpus/*/CHANGELOG.md merge=tracker
**/corpus/*/changes/*.md merge=tracker
"""
"""A page of somebody's web site is code rather than a document, unless it was captured as one."""


@dataclass(frozen=True, slots=True)
class Places:
    """The two files of git that are written to."""

    config: Path
    attributes: Path
    only_corpus: bool = False
    """The repository holds a corpus and little else."""


@dataclass(frozen=True, slots=True)
class FileChanged:
    path: Path
    lines: tuple[str, ...]
    """Of the block as it stands now; for one that was taken out, as it stood."""
    state: Literal["written", "unchanged", "taken out", "deleted", "not there"]


def places_of_repository(folder: Path) -> Places:
    """The repository's own, shared by all its work trees and never committed."""
    repository = git.open_repository(folder)
    common = repository.common_dir.resolve()
    only_corpus = (repository.top / layout.SETTINGS).is_file()
    return Places(common / "config", common / "info" / "attributes", only_corpus)


def enable(places: Places, program: str) -> tuple[FileChanged, ...]:
    """`program` is how a shell calls this program."""
    return _change(
        places,
        lambda path, data: marked.with_block(
            data, config_lines(program, only_corpus=places.only_corpus) if path == places.config else ATTRIBUTES
        ),
    )


def disable(places: Places) -> tuple[FileChanged, ...]:
    """What somebody added to our sections since stays."""

    def without(path: Path, data: bytes | None) -> bytes | None:
        block = marked.block_in(data)
        return marked.without_block(data, _strange_keys(block) if block and path == places.config else "")

    return _change(places, without)


def standing(places: Places) -> tuple[FileChanged, ...]:
    """What is set now."""
    return _change(places, lambda _, data: data)


def config_lines(program: str, *, only_corpus: bool) -> str:
    # Without a text, git ends in the middle of a log: where the program is gone, a file's id stands for its text.
    shown = shlex.quote(f'{program} git-driver textconv "$0" || git hash-object --no-filters "$0"')
    settings: tuple[tuple[str, str, str], ...] = (
        ('diff "tracker"', "textconv", f"sh -c {shown}"),
        ('diff "tracker-themes"', "command", f"{program} git-driver diff"),
        ('difftool "tracker"', "cmd", f'{program} git-driver difftool "$LOCAL" "$REMOTE" "$MERGED"'),
        ('merge "tracker"', "name", "changelogs of tracker: ours for now, made again after the merge"),
        ('merge "tracker"', "driver", f"{program} git-driver merge %O %A %B %L %P"),
    )
    if only_corpus:
        # Versions are much like each other: git would take one that was added for another that was removed, renamed,
        # and merge a correction of the one into the other.
        settings = (*settings, ("merge", "renames", "false"))
    lines: list[str] = []
    for section, key, value in settings:
        if f"[{section}]" not in lines:
            lines.append(f"[{section}]")
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'\t{key} = "{escaped}"')
    return "".join(f"{line}\n" for line in lines)


def _change(places: Places, new: _Change) -> tuple[FileChanged, ...]:
    """Both files or neither."""
    before = {path: marked.read(path) for path in (places.attributes, places.config)}
    after = {path: _named(path, data, new) for path, data in before.items()}
    written: list[Path] = []
    try:
        for path, data in after.items():
            if data != before[path]:
                marked.replace(path, data)
                written.append(path)
    except GitError:
        for path in written:
            marked.replace(path, before[path])
        raise
    return tuple(_told(path, before[path], after[path]) for path in (places.config, places.attributes))


def _named(path: Path, data: bytes | None, change: _Change) -> bytes | None:
    try:
        return change(path, data)
    except GitError as error:
        raise GitError(f"{path}: {error.message}", remedy=error.remedy) from None


def _told(path: Path, before: bytes | None, after: bytes | None) -> FileChanged:
    was, now = marked.block_in(before), marked.block_in(after)
    lines = tuple((now if now is not None else was or "").splitlines())
    if now is not None:
        return FileChanged(path, lines, "unchanged" if before == after else "written")
    if was is None:
        return FileChanged(path, (), "not there")
    return FileChanged(path, lines, "deleted" if after is None else "taken out")


def _strange_keys(block: str) -> str:
    """Lines of the block that are not ours, under the heads of their sections."""
    kept: list[str] = []
    head = ""
    for line in block.splitlines():
        if line.startswith("["):
            head = line
        elif line.partition("=")[0].strip() not in _KEYS:
            kept += [*([head] if head and head not in kept else []), line]
    return "".join(f"{line}\n" for line in kept)
