"""Makes again what is derived: texts from snapshots, changelogs from texts; or texts with newer extractors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tracker.corpus import layout
from tracker.corpus.commits import Message
from tracker.corpus.frontmatter import read_text, write_version
from tracker.corpus.settings import read_series
from tracker.corpus.snapshots import read_snapshot
from tracker.corpus.store import open_for_writing
from tracker.corpus.versions import in_order, list_versions
from tracker.extract import EXTRACTORS, extract
from tracker.harmless import clean_line
from tracker.model.corpus import Version
from tracker.usecases import Progress
from tracker.usecases.derived import NO_MEMORY, Stand, derive, touched_pairs
from tracker.usecases.reading import Shelf, read_codebook
from tracker.usecases.references import require_series


@dataclass(frozen=True, slots=True)
class Rebuilt:
    written: tuple[str, ...]
    deleted: tuple[str, ...]
    upgraded: tuple[str, ...]
    """Versions that were read anew by a newer extractor."""
    kept: tuple[str, ...]
    """Versions that a newer extractor could read, but whose text somebody corrected."""
    commit: str | None
    """None when nothing had to change."""


def rebuild_corpus(
    root: Path, *, series: str | None = None, upgrade: bool = False, progress: Progress | None = None
) -> Rebuilt:
    """With `upgrade`, texts are read by the extractors of today, recorded as our change. Corrected ones stay."""
    if series is not None:
        require_series(root, series)
    codebook = read_codebook(root)
    files: dict[PurePosixPath, bytes | None] = {}
    upgraded: list[tuple[Version, Version]] = []
    kept: list[str] = []
    with open_for_writing(root, progress=progress) as writer:
        for name in [series] if series is not None else layout.series_ids(root):
            before = list_versions(root, name)
            texts: dict[str, str] = {}
            after: list[Version] = []
            for version in before:
                if progress:
                    progress(f"reading {version.id}")
                now, text = _read_anew(root, version, upgrade=upgrade)
                if now != version:
                    upgraded.append((version, now))
                elif version.corrections and version.extractor != EXTRACTORS.get(version.media_type):
                    kept.append(version.id)
                after.append(now)
                texts[version.name] = text
                files[layout.text_path(name, version.name)] = write_version(now, text)
            stand = Stand(root, read_series(root, name), in_order(after), texts)
            write, delete = touched_pairs(stand, before, [version.name for version in after])
            shelf = Shelf(root, codebook)
            files |= derive(stand, shelf, NO_MEMORY, write=write, delete=delete, anew=True, progress=progress).files
        recorded = writer.record(files, _message(upgraded))
    return Rebuilt(
        written=recorded.written if recorded else (),
        deleted=recorded.deleted if recorded else (),
        upgraded=tuple(new.id for _, new in upgraded),
        kept=tuple(kept),
        commit=recorded.commit if recorded else None,
    )


def _read_anew(root: Path, version: Version, *, upgrade: bool) -> tuple[Version, str]:
    """The version and its text as its snapshot gives them; as they stand where that is not for us to say."""
    current = version.extractor == EXTRACTORS.get(version.media_type)
    if version.corrections or not (current or upgrade):
        return version, read_text(root, version.series, version.name)
    data = read_snapshot(root, version)
    extraction = extract(data, name=f"{version.id} ({version.media_type})", media_type=version.media_type)
    if current:
        return version, extraction.text
    now = replace(
        version,
        extractor=extraction.extractor,
        pages=extraction.pages,
        warnings=tuple(map(clean_line, extraction.warnings)),
    )
    return now, extraction.text


def _message(upgraded: list[tuple[Version, Version]]) -> Message:
    if not upgraded:
        return Message("Rebuild what is derived")
    count = f"{len(upgraded)} version{'s' if len(upgraded) > 1 else ''}"
    return Message(
        subject=f"Read {count} anew with newer extractors",
        body="A change of ours, not of the publishers.",
        trailers=tuple(("Extractor", f"{old.id} {old.extractor} -> {new.extractor}") for old, new in upgraded),
    )
