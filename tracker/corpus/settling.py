"""Puts files into work tree and index in the middle of a merge, for the commit that ends it; makes none itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePosixPath

from tracker.corpus import commits, journal, layout
from tracker.corpus.store import Writer
from tracker.errors import CorpusError
from tracker.wholefile import replace_whole


def check_inputs_settled(writer: Writer) -> None:
    """CorpusError where a file that changelogs follow from has conflicts or is not staged as it stands."""
    for command, fault, remedy in (
        (("ls-files", "--unmerged", "-z"), "has unsettled merge conflicts", "settle them, git add it"),
        (("diff", "--name-only", "-z", "--no-ext-diff"), "has changes that are not staged", "git add it"),
    ):
        for record in os.fsdecode(writer.repository.ask(*command)).split("\0"):
            path = _in_corpus(writer, record.rpartition("\t")[2])
            if path is not None and _is_input(path):
                raise CorpusError(f"{path} {fault}", remedy=f"{remedy}, and run the command again")


def stage(writer: Writer, files: Mapping[PurePosixPath, bytes | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Writes the files (None deletes one) and stages them, settling their conflicts. Those written and those deleted.

    Changelogs with conflicts that are not among the files go: git takes those of other pairs for renamed ones.
    Killed half-way, some are written and others not yet: the next call ends it.
    """
    written: list[PurePosixPath] = []
    deleted: list[PurePosixPath] = []
    unmerged = {record.partition("\t")[2] for record in _records(writer, "ls-files", "--unmerged", "-z")}
    strays = {
        path: None
        for name in unmerged
        if (path := _in_corpus(writer, name)) is not None and layout.root_of_changelog(path) is not None
    }
    files = {**strays, **files}
    index = commits.index_entries(writer.repository, [str(writer.prefix / path) for path in files])
    with journal.faults_as_errors(writer.root):
        for path, data in sorted(files.items()):
            target = writer.repository.top / writer.prefix / path
            name = str(writer.prefix / path)
            present = target.read_bytes() if target.is_file() else None
            if data == present and name not in unmerged and (name in index) == (data is not None):
                continue
            (deleted if data is None else written).append(path)
            if data is None:
                target.unlink(missing_ok=True)
                journal.remove_empty_folders(target, writer.repository.top)
            elif data != present:
                replace_whole(target, data, durable=True)
        commits.take_into_index(
            writer.repository,
            written=[str(writer.prefix / path) for path in written],
            deleted=[str(writer.prefix / path) for path in deleted],
            copy=writer.places.index_copy,
            lock=writer.lock,
        )
    return tuple(map(str, written)), tuple(map(str, deleted))


def _records(writer: Writer, *command: str) -> list[str]:
    return [record for record in os.fsdecode(writer.repository.ask(*command)).split("\0") if record]


def _in_corpus(writer: Writer, name: str) -> PurePosixPath | None:
    path = PurePosixPath(name)
    return path.relative_to(writer.prefix) if name and path.is_relative_to(writer.prefix) else None


def _is_input(path: PurePosixPath) -> bool:
    is_review = path.parts[0] == str(layout.TEXTS) and path.parts[2:3] == ("reviews",)
    in_corpus = path.parts[0] in (str(layout.TEXTS), str(layout.SNAPSHOTS))
    return in_corpus and not is_review and layout.root_of_changelog(path) is None
