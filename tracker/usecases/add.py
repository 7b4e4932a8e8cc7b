"""Adds a version: bytes → extraction → front matter, snapshot, text and changelogs → one commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from tracker.corpus import layout
from tracker.corpus.commits import Message
from tracker.corpus.frontmatter import write_version
from tracker.corpus.settings import read_series, read_settings, write_series
from tracker.corpus.snapshots import digest_of
from tracker.corpus.store import open_for_writing
from tracker.corpus.versions import in_order, list_versions, neighbours
from tracker.dates import date_fault
from tracker.errors import UsageError
from tracker.harmless import clean_line
from tracker.model.comparison import Comparison
from tracker.model.corpus import Extraction, Series, Settings, Version
from tracker.model.words import shortened
from tracker.usecases import Progress
from tracker.usecases.compare import remember_pair
from tracker.usecases.derived import Stand, derive, touched_pairs
from tracker.usecases.inputs import check_inputs
from tracker.usecases.particulars import check_particulars
from tracker.usecases.reading import Shelf, read_codebook

_SUBJECT = 80
_SHORTEST_TITLE = 30


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What the user hands in; None where he leaves it to the document, the series or the corpus."""

    series: str
    name: str
    data: bytes
    file_name: str
    """Tells the format where the bytes do not; `-` for standard input."""
    published: str | None = None
    title: str | None = None
    source: str | None = None
    retrieved: str | None = None
    language: str | None = None
    media_type: str | None = None
    digest: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    version: Version
    path: str
    snapshot_path: str
    """Both relative to the root of the corpus."""
    commit: str
    dated_by: Literal["call", "document", "name"]
    """Where the date of publication was taken from."""
    new_series: bool
    before: Version | None
    after: Version | None
    """Its neighbours in time."""
    comparison: Comparison | None
    """With the version before it."""
    changelogs: tuple[str, ...]
    """Written or rewritten, relative to the root."""
    warnings: tuple[str, ...]


def add_version(
    root: Path,
    new: NewVersion,
    *,
    series: Series | None = None,
    progress: Progress | None = None,
    memory: Path | None = None,
) -> Added:
    """`series` describes a series that is not there yet; without it a new one gets its id as title. `memory` is as for
    `compare_sides`: what was compared on the way is remembered there once all is committed."""
    from tracker.extract import extract

    _check_call(root, new)
    if progress:
        progress(f"reading {new.file_name}")
    extraction = extract(new.data, name=new.file_name, media_type=new.media_type)
    codebook = read_codebook(root)
    with open_for_writing(root, progress=progress) as writer:
        _check_call(root, new)  # once more: somebody else may have had the turn before
        new_series = new.series not in layout.series_ids(root)
        described = _described(new.series, series) if new_series else read_series(root, new.series)
        versions = list_versions(root, new.series)
        warnings = check_inputs(writer, [new.series])
        version, dated_by = describe_version(new, extraction, described, read_settings(root))
        _check_not_captured(versions, version)
        stand = Stand(root, described, in_order((*versions, version)), {version.name: extraction.text})
        before, after = neighbours(stand.versions, version.name)
        pair = (before.name, version.name) if before else None
        write, delete = touched_pairs(stand, versions, {version.name})
        derived = derive(
            stand,
            Shelf(root, codebook),
            writer.memory,
            write=write,
            delete=delete,
            keep=[pair] if pair else [],
            progress=progress,
        )
        text_path = layout.text_path(version.series, version.name)
        snapshot = layout.snapshot_path(version.series, version.name, version.snapshot, version.media_type)
        files: dict[PurePosixPath, bytes | None] = {
            text_path: write_version(version, extraction.text),
            snapshot: new.data,
            **derived.files,
        }
        if new_series:
            files[layout.series_path(new.series)] = write_series(described)
        recorded = writer.record(files, version_message(version))
    assert recorded is not None, "a version that was not there is a difference"
    if memory is not None:
        for comparison in derived.comparisons.values():
            remember_pair(root, memory, comparison, codebook)
    return Added(
        version=version,
        path=str(text_path),
        snapshot_path=str(snapshot),
        commit=recorded.commit,
        dated_by=dated_by,
        new_series=new_series,
        before=before,
        after=after,
        comparison=derived.comparisons.get(pair) if pair else None,
        changelogs=tuple(path for path in recorded.written if PurePosixPath(path) in derived.files),
        warnings=(*extraction.warnings, *warnings),
    )


def _check_call(root: Path, new: NewVersion) -> None:
    """What can be refused before a long document is read."""
    layout.check_new_name("series", new.series, layout.series_ids(root))
    names = layout.version_names(root, new.series)
    if new.name in names:
        raise UsageError(
            f"{new.series}@{new.name} exists already",
            remedy=f"mend its text with tracker correct, or take it out with: tracker remove {new.series}@{new.name}",
        )
    layout.check_new_name("version", new.name, names)
    check_particulars((("publication", new.published), ("retrieval", new.retrieved)), new.language)


def _check_not_captured(versions: tuple[Version, ...], version: Version) -> None:
    for other in versions:
        if other.snapshot == version.snapshot:
            raise UsageError(
                f"this document is in the corpus already, as {other.id} ({other.title})",
                remedy="nothing was added",
            )


def _described(series: str, given: Series | None) -> Series:
    """What is to stand in the `series.yaml` of a new series: each particular on a line, and none where nothing is."""
    if given is None:
        return Series(series, title=series)
    return replace(
        given,
        id=series,
        title=clean_line(given.title) or series,
        issuer=clean_line(given.issuer or "") or None,
        homepage=clean_line(given.homepage or "") or None,
    )


def describe_version(
    new: NewVersion, extraction: Extraction, series: Series, settings: Settings
) -> tuple[Version, Literal["call", "document", "name"]]:
    published, dated_by = _date(new, extraction)
    found = extraction.language if extraction.language != "und" else None
    version = Version(
        series=new.series,
        name=new.name,
        title=clean_line(new.title or "") or _title(new.name, extraction, series),
        published=published,
        snapshot=digest_of(new.data),
        media_type=extraction.media_type,
        extractor=extraction.extractor,
        language=new.language or found or series.language or settings.language,
        retrieved=new.retrieved,
        source=clean_line(new.source) or None if new.source else None,
        pages=extraction.pages,
        digest=new.digest,
        warnings=tuple(map(clean_line, extraction.warnings)),
    )
    return version, dated_by


def _title(name: str, extraction: Extraction, series: Series) -> str:
    """The title that the document states. Plain text states none, and its first heading may be that of a chapter: where
    the series has a title, the version is called after it."""
    of_series = f"{series.title} {name}"
    if extraction.media_type == "text/plain" and series.title != series.id:
        return of_series
    return clean_line(extraction.title or "") or of_series


def _date(new: NewVersion, extraction: Extraction) -> tuple[str, Literal["call", "document", "name"]]:
    """The date given; else the document's, unless the version's name is a date that says otherwise; else the name."""
    if new.published is not None:
        return new.published, "call"
    named = new.name if date_fault(new.name) is None else None
    stated = extraction.published if extraction.published and date_fault(extraction.published) is None else None
    if stated and (named is None or stated.startswith(named)):
        return stated, "document"
    if named:
        return named, "name"
    raise UsageError(
        f"cannot tell when {new.series}@{new.name} was published: the document does not say",
        remedy="give the date with --date, for example --date 2026-01-23",
    )


def version_message(version: Version) -> Message:
    """The message of the commit that adds the version."""
    untitled = version.title == f"{version.series} {version.name}"
    head, tail = f"{version.series} {version.name}", f" (published {version.published})"
    room = max(_SHORTEST_TITLE, _SUBJECT - len(head) - len(tail) - 2)
    title = shortened(version.title, room)
    return Message(
        subject=head + tail if untitled else f"{head}: {title}{tail}",
        body="" if title == version.title else version.title,
        trailers=(
            ("Series", version.series),
            ("Version", version.name),
            ("Snapshot", version.snapshot),
            ("Extractor", version.extractor),
        ),
    )
