"""Corrects a version's text or particulars; recorded as our change, never as the publisher's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tracker.corpus import layout
from tracker.corpus.commits import Message
from tracker.corpus.frontmatter import (
    parse_front,
    read_text,
    split_front,
    split_version,
    write_version,
)
from tracker.corpus.settings import read_series
from tracker.corpus.store import Writer, open_for_writing
from tracker.corpus.versions import in_order
from tracker.document.canonical import recanonicalise
from tracker.errors import CorpusError, InputError, UsageError
from tracker.extract import extract
from tracker.harmless import clean_line
from tracker.model.corpus import Correction, Version
from tracker.usecases import Progress
from tracker.usecases.derived import Stand, derive, touched_pairs
from tracker.usecases.inputs import check_inputs
from tracker.usecases.particulars import check_particulars
from tracker.usecases.reading import Shelf, read_codebook
from tracker.usecases.references import version_named, versions_of


@dataclass(frozen=True, slots=True)
class NewText:
    """What is to stand instead; None leaves a thing as it is."""

    reason: str
    text: bytes | None = None
    """Markdown, with or without front matter (which is then ignored). None with nothing else given: the version's
    file as it was edited in the work tree."""
    date: str | None = None
    """ISO date of the correction, for the record."""
    title: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    version: Version
    path: str
    commit: str
    changelogs: tuple[str, ...]
    warnings: tuple[str, ...]


def correct_version(root: Path, series: str, name: str, new: NewText, *, progress: Progress | None = None) -> Corrected:
    _check_call(new)
    codebook = read_codebook(root)
    path = layout.text_path(series, name)
    with open_for_writing(root, progress=progress) as writer:
        versions = versions_of(root, series)
        in_place = _is_in_place(new)
        edited = frozenset({path} if in_place else ())
        warnings = check_inputs(writer, [series], edited=edited)
        present = version_named(versions, series, name)
        if in_place:
            was, old_text = _committed(writer, path, series, name)
            wanted, text = present, recanonicalise(read_text(root, series, name))
            _check_origin_kept(was, wanted, path)
        else:
            was, old_text = present, read_text(root, series, name)
            wanted = _with_particulars(was, new)
            text = old_text if new.text is None else _canonical(new.text, path.name, old_text)
        what = _differences(was, wanted, old_text, text)
        if not what:
            raise UsageError(f"{was.id}: nothing to correct", remedy="the text and particulars given are those it has")
        corrected = replace(wanted, corrections=(*was.corrections, Correction(clean_line(new.reason), new.date)))
        after = in_order(corrected if version == present else version for version in versions)
        before = in_order(was if version == present else version for version in versions)
        stand = Stand(root, read_series(root, series), after, {name: text})
        write, delete = touched_pairs(stand, before, {name})
        derived = derive(stand, Shelf(root, codebook), writer.memory, write=write, delete=delete, progress=progress)
        files: dict[PurePosixPath, bytes | None] = {path: write_version(corrected, text), **derived.files}
        recorded = writer.record(files, _message(corrected, what, new.reason), edited=edited)
    assert recorded is not None, "a correction more is a difference"
    return Corrected(
        version=corrected,
        path=str(path),
        commit=recorded.commit,
        changelogs=tuple(path for path in recorded.written if PurePosixPath(path) in derived.files),
        warnings=warnings,
    )


def _is_in_place(new: NewText) -> bool:
    return new.text is None and not any((new.title, new.published, new.source, new.language))


def _check_call(new: NewText) -> None:
    if not clean_line(new.reason):
        raise UsageError("a correction needs a reason", remedy="say in a few words what was wrong")
    check_particulars((("publication", new.published), ("the correction", new.date)), new.language)


def _committed(writer: Writer, path: PurePosixPath, series: str, name: str) -> tuple[Version, str]:
    data = writer.committed(path)
    if data is None:
        raise CorpusError(f"{path} was never committed", remedy="add the document with tracker add")
    front, text = split_version(data, source=f"HEAD:{path}")
    return parse_front(front, series=series, name=name, source=f"HEAD:{path}"), text


def _check_origin_kept(was: Version, wanted: Version, path: PurePosixPath) -> None:
    """The edited front matter may say better what the document is, not that the text came from elsewhere."""
    for key, old, new in (
        ("snapshot", was.snapshot, wanted.snapshot),
        ("media_type", was.media_type, wanted.media_type),
        ("extractor", was.extractor, wanted.extractor),
        ("corrected", was.corrections, wanted.corrections),
    ):
        if old != new:
            raise UsageError(f"{path}: {key} cannot be corrected", remedy="put back what stood there")


def _with_particulars(was: Version, new: NewText) -> Version:
    return replace(
        was,
        title=clean_line(new.title or "") or was.title,
        published=new.published or was.published,
        source=clean_line(new.source or "") or was.source,
        language=new.language or was.language,
    )


def _canonical(data: bytes, file_name: str, old_text: str) -> str:
    """The corrected text in canonical form. An edited copy of the old text keeps its sentence breaks, which a person
    may have moved; any other text is read as a document would be."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{file_name}:{line}: the corrected text is not UTF-8") from error
    text = split_front(text.replace("\r\n", "\n"))[1]
    if not text.strip():
        raise InputError("the corrected text is empty", remedy="to take a version out use tracker remove")
    if _is_edited_copy(text, old_text):
        return recanonicalise(text)
    return extract(text.encode(), name=file_name, media_type="text/markdown").text


def _is_edited_copy(text: str, old_text: str) -> bool:
    """Whether at least half of the lines that make up longer passages of the old text still are lines of their own."""
    lines = {line for block in old_text.split("\n\n") if "\n" in block.strip("\n") for line in block.splitlines()}
    return len(lines & set(text.splitlines())) * 2 >= len(lines)


def _differences(was: Version, wanted: Version, old_text: str, text: str) -> tuple[str, ...]:
    return tuple(
        name
        for name, old, new in (
            ("text", old_text, text),
            ("title", was.title, wanted.title),
            ("date of publication", was.published, wanted.published),
            ("source", (was.source, was.retrieved), (wanted.source, wanted.retrieved)),
            ("language", was.language, wanted.language),
            ("particulars", (was.pages, was.digest, was.warnings), (wanted.pages, wanted.digest, wanted.warnings)),
        )
        if old != new
    )


def _message(version: Version, what: tuple[str, ...], reason: str) -> Message:
    return Message(
        subject=f"{version.series} {version.name}: Correct our {' and '.join(what)}",
        trailers=(("Series", version.series), ("Version", version.name), ("Correction", reason)),
    )
