"""A corpus as git holds it, in an index or in a commit: what is being committed, whatever the work tree has."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from tracker.corpus import layout
from tracker.corpus.git import Repository
from tracker.corpus.journal import places_in
from tracker.corpus.memory import Memory

_FILE_MODES = ("100644", "100755")
_LINK_MODE = "120000"


@dataclass(frozen=True, slots=True)
class Held:
    """All paths are relative to the root of the corpus."""

    repository: Repository
    prefix: PurePosixPath
    """The root of the corpus, seen from the top of the repository."""
    blobs: Mapping[str, str]
    """Id of each file's content."""
    links: frozenset[str] = frozenset()
    """Symbolic links, which stand for no file of a corpus wherever they lead."""

    def from_top(self, path: PurePosixPath | str) -> str:
        return str(self.prefix / path)

    def read(self, path: PurePosixPath | str) -> bytes | None:
        """The file's content; None where there is no such file."""
        return self.read_all([str(path)]).get(str(path))

    def read_all(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Content of those files that there are, in one process however many they are."""
        return self.repository.contents({path: self.blobs[path] for path in paths if path in self.blobs})

    def series_ids(self) -> tuple[str, ...]:
        return layout.series_among(self.blobs)

    def version_names(self, series: str) -> tuple[str, ...]:
        found = map(layout.version_at, self._in(layout.series_folder(series)))
        return tuple(sorted(version[1] for version in found if version is not None))

    def changelog_pairs(self, series: str) -> tuple[tuple[str, str], ...]:
        return self._pairs(layout.changes_folder(series), ".md")

    def review_pairs(self, series: str) -> tuple[tuple[str, str], ...]:
        return self._pairs(layout.series_folder(series) / "reviews", ".yaml")

    def snapshots(self, series: str, version: str) -> tuple[PurePosixPath, ...]:
        return self._in(layout.snapshot_folder(series, version))

    def _pairs(self, folder: PurePosixPath, suffix: str) -> tuple[tuple[str, str], ...]:
        pairs = (layout.pair_in(path.name, suffix) for path in self._in(folder))
        return tuple(sorted(pair for pair in pairs if pair is not None))

    def _in(self, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
        start = f"{folder}/"
        names = (path[len(start) :] for path in self.blobs if path.startswith(start))
        return tuple(folder / name for name in sorted(names) if "/" not in name)


def held_in_index(repository: Repository) -> dict[PurePosixPath, Held]:
    """The corpora in the index, by their roots; what is in conflict is left out."""
    entries: dict[str, tuple[str, str]] = {}
    for record in os.fsdecode(repository.ask("ls-files", "--stage", "-z")).split("\0"):
        head, _, path = record.partition("\t")
        mode, _, rest = head.partition(" ")
        if rest.endswith(" 0"):
            entries[path] = (mode, rest[:-2])
    return _corpora(repository, entries)


def held_in_commit(repository: Repository, commit: str | None) -> dict[PurePosixPath, Held]:
    """The corpora in a commit; none in None, which stands for the time before the first one."""
    if commit is None:
        return {}
    entries: dict[str, tuple[str, str]] = {}
    for record in os.fsdecode(repository.ask("ls-tree", "-r", "-z", "--full-tree", commit)).split("\0"):
        head, _, path = record.partition("\t")
        mode, _, rest = head.partition(" ")
        entries[path] = (mode, rest.rpartition(" ")[2])
    return _corpora(repository, entries)


def memory_of(held: Held) -> Memory:
    """What the other commands remember of the corpus too."""
    return Memory(places_in(held.repository.git_dir).memory, held.prefix)


def nothing_held(held: Held) -> Held:
    """The corpus before it was there."""
    return Held(held.repository, held.prefix, {})


def _corpora(repository: Repository, entries: Mapping[str, tuple[str, str]]) -> dict[PurePosixPath, Held]:
    """`entries` give mode and id by path from the top."""
    settings = str(layout.SETTINGS)
    files = {path: blob for path, (mode, blob) in entries.items() if mode in _FILE_MODES}
    links = {path: blob for path, (mode, blob) in entries.items() if mode == _LINK_MODE}
    found = (path for path in (*files, *links) if _is_settings(path, settings))
    roots = {PurePosixPath(path.removesuffix(settings).rstrip("/")) for path in found}
    return {
        root: Held(repository, root, _within(root, files), frozenset(_within(root, links))) for root in sorted(roots)
    }


def _within(root: PurePosixPath, blobs: Mapping[str, str]) -> dict[str, str]:
    """Those of the corpus at the root, by path from there."""
    folders = (str(layout.TEXTS), str(layout.SNAPSHOTS))
    start = "" if str(root) == "." else f"{root}/"
    below = ((path[len(start) :], blob) for path, blob in blobs.items() if path.startswith(start))
    return {path: blob for path, blob in below if path.partition("/")[0] in folders}


def _is_settings(path: str, settings: str) -> bool:
    return path == settings or path.endswith(f"/{settings}")
