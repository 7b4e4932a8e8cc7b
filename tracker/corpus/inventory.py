"""All files of a corpus, as HEAD has them and as they lie in the work tree."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker.corpus import commits, git, layout
from tracker.corpus.git import Repository
from tracker.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Inventory:
    """Paths are relative to the root of the corpus."""

    root: Path
    repository: Repository
    committed: Mapping[str, str]
    """Blob ids."""
    present: Mapping[str, str]

    def differing(self) -> dict[str, str]:
        """How files differ between HEAD and the work tree, in words. Strangers are let be where they do not matter."""
        found = {}
        for path in sorted({*self.committed, *self.present}):
            if (self.root / path).is_symlink():
                found[path] = "is a symbolic link, where the file itself has to be"
            elif path not in self.present:
                found[path] = "is missing from the work tree"
            elif path not in self.committed:
                if path.endswith((".md", ".yaml")) or path.startswith(f"{layout.SNAPSHOTS}/"):
                    found[path] = "was never committed"
            elif self.committed[path] != self.present[path]:
                found[path] = "differs from what was last committed"
        return found

    def read(self, path: PurePosixPath) -> bytes | None:
        """The file's content in HEAD; None where HEAD has none."""
        name = str(path)
        blob = self.committed.get(name)
        if blob is None:
            return None
        if self.present.get(name) == blob:
            return (self.root / path).read_bytes()
        return self.repository.ask("cat-file", "blob", blob)


def take_inventory(root: Path) -> Inventory:
    repository = git.open_repository(root)
    head = repository.head()
    if head is None:
        raise CorpusError(f"{root}: nothing was committed yet")
    prefix = repository.prefix_of(root)
    committed: dict[str, str] = {}
    paths: list[str] = []
    for folder in (layout.TEXTS, layout.SNAPSHOTS):
        committed |= repository.files_below(head, str(prefix / folder))
        for place, folders, names in os.walk(repository.top / prefix / folder):
            folders.sort()
            relative = PurePosixPath(Path(place).relative_to(repository.top).as_posix())
            paths += [str(relative / name) for name in sorted(names)]
    present = commits.blobs_in_work_tree(repository, [path for path in paths if "\n" not in path])
    return Inventory(root, repository, _below(prefix, committed), _below(prefix, present))


def _below(prefix: PurePosixPath, blobs: Mapping[str, str]) -> dict[str, str]:
    return {str(PurePosixPath(path).relative_to(prefix)): blob for path, blob in blobs.items()}
