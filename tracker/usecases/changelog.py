"""Writes the changelogs of a series, or of the whole corpus, and commits those that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker.corpus import layout
from tracker.corpus.commits import Message
from tracker.corpus.settings import read_series
from tracker.corpus.store import Writer, open_for_writing
from tracker.corpus.versions import list_versions
from tracker.errors import UsageError
from tracker.usecases import Progress
from tracker.usecases.derived import Pair, Stand, derive, touched_pairs
from tracker.usecases.inputs import check_inputs
from tracker.usecases.reading import Shelf, read_codebook
from tracker.usecases.references import Reference, find_pair, require_series


@dataclass(frozen=True, slots=True)
class ChangelogsWritten:
    written: tuple[str, ...]
    deleted: tuple[str, ...]
    """Paths relative to the root, of those that changed."""
    current: tuple[str, ...]
    """All changelogs of the series asked for, changed or not."""
    commit: str | None
    """None when nothing had to change."""
    warnings: tuple[str, ...]


def write_changelogs(
    root: Path,
    *,
    series: str | None = None,
    pair: tuple[str | None, str | None] | None = None,
    progress: Progress | None = None,
) -> ChangelogsWritten:
    """All series when none is named; with `pair` (old and new as in `OLD..NEW`) that one comparison, neighbours or not.

    All that was written before is compared anew, so that a changed codebook or program shows everywhere.
    """
    if pair is not None and series is None:
        raise UsageError("two versions are named, but no series")
    if series is not None:
        require_series(root, series)
    codebook = read_codebook(root)
    with open_for_writing(root, progress=progress) as writer:
        files: dict[PurePosixPath, bytes | None] = {}
        names = [series] if series is not None else layout.series_ids(root)
        warnings = check_inputs(writer, names)
        found = None
        if pair is not None and series is not None:
            old, new = find_pair(root, Reference(series, *pair, is_range=True))
            found = (old.name, new.name)
        for name in names:
            files |= _files(root, name, found, writer, Shelf(root, codebook), progress)
        recorded = writer.record(files, _message(names, found))
    return ChangelogsWritten(
        written=recorded.written if recorded else (),
        deleted=recorded.deleted if recorded else (),
        current=tuple(str(path) for path, data in files.items() if data is not None),
        commit=recorded.commit if recorded else None,
        warnings=warnings,
    )


def _files(
    root: Path, series: str, pair: Pair | None, writer: Writer, shelf: Shelf, progress: Progress | None
) -> Mapping[PurePosixPath, bytes | None]:
    versions = list_versions(root, series)
    stand = Stand(root, read_series(root, series), versions, {})
    if pair is not None:
        return derive(stand, shelf, writer.memory, write=[pair], progress=progress).files
    names = [version.name for version in versions]
    write, delete = touched_pairs(stand, versions, names)
    return derive(stand, shelf, writer.memory, write=write, delete=delete, anew=True, progress=progress).files


def _message(names: Sequence[str], pair: Pair | None) -> Message:
    if len(names) == 1:
        what = f"Changelog {'..'.join(pair)}" if pair else "Changelogs"
        return Message(f"{names[0]}: {what}", trailers=(("Series", names[0]),))
    return Message(f"Changelogs of {len(names)} series", trailers=tuple(("Series", name) for name in names))
