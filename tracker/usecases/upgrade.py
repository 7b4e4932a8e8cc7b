"""Reads snapshots anew with the extractors of today, and records that as our change, never as the publisher's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tracker.corpus import layout
from tracker.corpus.commits import Message
from tracker.corpus.frontmatter import read_text, write_version
from tracker.corpus.settings import read_series
from tracker.corpus.snapshots import read_snapshot
from tracker.corpus.store import open_for_writing
from tracker.corpus.versions import in_order, list_versions
from tracker.errors import InputError
from tracker.extract import EXTRACTORS, extract
from tracker.harmless import clean_line
from tracker.model.corpus import Version
from tracker.model.theme import Codebook
from tracker.usecases import Progress
from tracker.usecases.derived import NO_MEMORY, Stand, derive, touched_pairs
from tracker.usecases.inputs import check_inputs
from tracker.usecases.reading import Shelf, read_codebook
from tracker.usecases.references import require_series


@dataclass(frozen=True, slots=True)
class Reread:
    """A version that was read anew."""

    version: str
    was: str
    now: str
    """Extractors, `pdf/1`."""
    passages: int
    """Of the new text, headings among them."""
    differing: int
    """How many of them do not stand so in the old one."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    reread: tuple[Reread, ...]
    corrected: tuple[str, ...]
    """Versions that a newer extractor could read, but whose text somebody corrected: they stay as they are."""
    notes: tuple[str, ...]
    """What could not be read anew, and why."""
    written: tuple[str, ...]
    deleted: tuple[str, ...]
    commit: str | None
    """None when nothing had to change, or nothing was to be written."""


@dataclass(frozen=True, slots=True)
class _Anew:
    """A series as the extractors of today read it."""

    versions: tuple[Version, ...]
    """As they are."""
    changed: Mapping[str, tuple[Version, str]]
    """What each of those that are read anew becomes, with its text, by name."""
    reread: tuple[Reread, ...]
    corrected: tuple[str, ...]
    notes: tuple[str, ...]


def upgrade_corpus(
    root: Path, *, series: str | None = None, only_look: bool = False, progress: Progress | None = None
) -> Upgraded:
    """`only_look` tells what would change and writes nothing."""
    if series is not None:
        require_series(root, series)
    codebook = read_codebook(root)
    files: dict[PurePosixPath, bytes | None] = {}
    found: list[_Anew] = []
    warnings: tuple[str, ...] = ()
    recorded = None
    with open_for_writing(root, progress=progress) as writer:
        names = [series] if series is not None else layout.series_ids(root)
        if not only_look:
            warnings = check_inputs(writer, names)
        for name in names:
            found.append(_series_anew(root, name, progress))
            if found[-1].changed:
                files |= _files(root, name, found[-1], codebook, progress)
        reread = tuple(one for anew in found for one in anew.reread)
        if files and not only_look:
            recorded = writer.record(files, _message(reread))
    return Upgraded(
        reread=reread,
        corrected=tuple(version for anew in found for version in anew.corrected),
        notes=(*warnings, *(note for anew in found for note in anew.notes)),
        written=recorded.written if recorded else (),
        deleted=recorded.deleted if recorded else (),
        commit=recorded.commit if recorded else None,
    )


def is_newer_than_ours(version: Version) -> bool:
    """Whether a newer program than this one read the version."""
    family, _, number = version.extractor.partition("/")
    ours, _, our_number = EXTRACTORS.get(version.media_type, "").partition("/")
    return family == ours and int(number) > int(our_number)


def _is_older(version: Version) -> bool:
    ours = EXTRACTORS.get(version.media_type)
    return ours is not None and version.extractor != ours and not is_newer_than_ours(version)


def _series_anew(root: Path, series: str, progress: Progress | None) -> _Anew:
    versions = list_versions(root, series)
    changed: dict[str, tuple[Version, str]] = {}
    reread, corrected, notes = [], [], []
    for version in filter(_is_older, versions):
        if version.corrections:
            corrected.append(version.id)
            continue
        if progress:
            progress(f"reading {version.id}")
        try:
            now, text = _read_anew(root, version)
        except InputError as error:
            notes.append(f"{version.id} stays as {version.extractor} read it ({error})")
            continue
        changed[version.name] = (now, text)
        reread.append(_told(version, now, read_text(root, series, version.name), text))
    return _Anew(versions, changed, tuple(reread), tuple(corrected), tuple(notes))


def _files(
    root: Path, series: str, anew: _Anew, codebook: Codebook, progress: Progress | None
) -> dict[PurePosixPath, bytes | None]:
    """The texts that were read anew, and the changelogs that follow from them."""
    after = in_order(anew.changed.get(version.name, (version, ""))[0] for version in anew.versions)
    texts = {name: text for name, (_, text) in anew.changed.items()}
    stand = Stand(root, read_series(root, series), after, texts)
    write, delete = touched_pairs(stand, anew.versions, anew.changed)
    derived = derive(stand, Shelf(root, codebook), NO_MEMORY, write=write, delete=delete, progress=progress)
    written = {layout.text_path(series, now.name): write_version(now, text) for now, text in anew.changed.values()}
    return {**written, **derived.files}


def _read_anew(root: Path, version: Version) -> tuple[Version, str]:
    data = read_snapshot(root, version)
    extraction = extract(data, name=f"{version.id} ({version.media_type})", media_type=version.media_type)
    now = replace(
        version,
        extractor=extraction.extractor,
        pages=extraction.pages,
        warnings=tuple(map(clean_line, extraction.warnings)),
    )
    return now, extraction.text


def _told(was: Version, now: Version, old_text: str, new_text: str) -> Reread:
    old, new = (Counter(text.strip("\n").split("\n\n")) for text in (old_text, new_text))
    return Reread(now.id, was.extractor, now.extractor, new.total(), (new - old).total())


def _message(reread: Sequence[Reread]) -> Message:
    count = f"{len(reread)} version{'s' if len(reread) > 1 else ''}"
    return Message(
        subject=f"Read {count} anew with newer extractors",
        body="A change of ours, not of the publishers.",
        trailers=tuple(("Extractor", f"{one.version} {one.was} -> {one.now}") for one in reread),
    )
