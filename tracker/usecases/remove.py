"""Takes a version out of a corpus with all that hangs on it; git keeps what was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker.corpus import layout
from tracker.corpus.commits import Message
from tracker.corpus.settings import read_series
from tracker.corpus.store import open_for_writing
from tracker.model.corpus import Version
from tracker.usecases import Progress
from tracker.usecases.derived import Stand, derive, touched_pairs, touches
from tracker.usecases.inputs import check_inputs
from tracker.usecases.reading import Shelf, read_codebook
from tracker.usecases.references import version_named, versions_of


@dataclass(frozen=True, slots=True)
class Removed:
    version: Version
    commit: str
    deleted: tuple[str, ...]
    written: tuple[str, ...]
    """Paths relative to the root."""
    warnings: tuple[str, ...]


def remove_version(
    root: Path, series: str, name: str, *, reason: str | None = None, progress: Progress | None = None
) -> Removed:
    codebook = read_codebook(root)
    with open_for_writing(root, progress=progress) as writer:
        versions = versions_of(root, series)
        version = version_named(versions, series, name)
        warnings = check_inputs(writer, [series])
        stand = Stand(root, read_series(root, series), tuple(other for other in versions if other != version), {})
        write, delete = touched_pairs(stand, versions, {name})
        derived = derive(stand, Shelf(root, codebook), writer.memory, write=write, delete=delete, progress=progress)
        files: dict[PurePosixPath, bytes | None] = {layout.text_path(series, name): None, **derived.files}
        for path in sorted((root / layout.snapshot_folder(series, name)).glob("*")):
            files[layout.snapshot_folder(series, name) / path.name] = None
        for pair in layout.review_pairs(root, series):
            if touches(pair, {name}):
                files[layout.review_path(series, *pair)] = None
        message = Message(
            subject=f"{series} {name}: Removed ({version.title})",
            body=reason or "",
            trailers=(("Series", series), ("Version", name)),
        )
        recorded = writer.record(files, message)
    assert recorded is not None, "a version that was there is a difference"
    return Removed(
        version=version, commit=recorded.commit, deleted=recorded.deleted, written=recorded.written, warnings=warnings
    )
