"""How files stand in HEAD, in the index and in the work tree; paths are from the top of the work tree."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.corpus import commits, trees
from tracker.corpus.git import Repository
from tracker.corpus.trees import FILE_MODE, Entry, Folder


@dataclass(frozen=True, slots=True)
class Standing:
    head: str | None
    folders: Mapping[str, Folder]
    committed: Mapping[str, Entry | None]
    staged: Mapping[str, str]
    present: Mapping[str, str]
    """Blob ids of the files as they are."""
    there: frozenset[str]

    def state(self, path: str) -> str | None:
        """How the three differ, in words; None when they do not."""
        committed, staged = self.committed[path], self.staged.get(path)
        if path not in self.there:
            return None if committed is None and staged is None else "is deleted but not committed"
        if committed is None and staged is None:
            return "exists but is not committed"
        if committed is None or staged is None or staged.split(" ")[1] != committed.id:
            return "has changes that are staged but not committed"
        return None if self.present.get(path) == committed.id else "has changes that are not committed"

    def mode(self, path: str) -> str:
        committed = self.committed[path]
        return committed.mode if committed else FILE_MODE


def standing_of(repository: Repository, paths: Sequence[str]) -> Standing:
    head = repository.head()
    folders = trees.read_folders(repository, head, paths)
    return Standing(
        head=head,
        folders=folders,
        committed={path: trees.entry_at(folders, path) for path in paths},
        staged=commits.index_entries(repository, paths),
        present=commits.blobs_in_work_tree(repository, paths),
        there=frozenset(path for path in paths if os.path.lexists(repository.top / path)),
    )


def altered_in(repository: Repository, folders: Sequence[str]) -> set[str]:
    """The files in the folders, not those in folders below, that may not be as HEAD has them: quick for thousands, and
    not misled by a sparse checkout, which git takes to be as it should."""
    if not folders:
        return set()
    head = repository.head()
    held = trees.read_folders(repository, head, [f"{folder}/*" for folder in folders])
    found: set[str] = set()
    for folder in folders:
        committed = {name for name, entry in held[folder].items() if not entry.is_folder}
        found.update(f"{folder}/{name}" for name in committed ^ _files_in(repository.top / folder))
    if head is not None:
        # Plumbing: `git diff` would take the index's lock to write down which files only look altered.
        out = repository.ask("diff-index", "--name-only", "-z", head, "--", *folders)
        wanted = set(folders)
        found.update(path for path in os.fsdecode(out).split("\0") if path.rpartition("/")[0] in wanted)
    return found


def _files_in(folder: Path) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries if not entry.is_dir(follow_symlinks=False)}
    except FileNotFoundError:
        return set()
