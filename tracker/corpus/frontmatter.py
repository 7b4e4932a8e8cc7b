"""A version's file: front matter between two lines of `---`, then the canonical text; and both as values."""

from __future__ import annotations

import codecs
import re
from io import FileIO
from pathlib import Path

from tracker import yamltext
from tracker.corpus import layout
from tracker.dates import date_fault
from tracker.errors import DataError
from tracker.languagetag import language_fault
from tracker.model.corpus import Correction, Version
from tracker.records import Check, Record, read_record

_FENCE = "---"
MAX_BYTES = 65_536
"""A longer front matter is neither written nor read: lists read thousands, and no more of each than its head."""
_CHUNK = 4_096
_KEYS = (
    "series",
    "version",
    "title",
    "published",
    "retrieved",
    "source",
    "snapshot",
    "media_type",
    "extractor",
    "language",
    "pages",
    "digest",
    "warnings",
    "corrected",
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_EXTRACTOR = re.compile(r"[a-z0-9_-]+/[0-9]+")
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_CLOSING = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)


def write_version(version: Version, text: str) -> bytes:
    """The version's file. Nothing in it depends on when or where it is written. DataError where its front matter would
    be too long to be read."""
    record: dict[str, object] = {
        "series": version.series,
        "version": version.name,
        "title": version.title,
        "published": version.published,
        "retrieved": version.retrieved,
        "source": version.source,
        "snapshot": version.snapshot,
        "media_type": version.media_type,
        "extractor": version.extractor,
        "language": version.language,
        "pages": version.pages,
        "digest": True if version.digest else None,
        "warnings": list(version.warnings) or None,
        "corrected": [_correction_record(correction) for correction in version.corrections] or None,
    }
    front = yamltext.dump({key: value for key, value in record.items() if value is not None})
    _check_length(front.encode(), layout.text_name(version.series, version.name))
    return f"{_FENCE}\n{front}{_FENCE}\n\n{text}".encode()


def read_version(root: Path, series: str, name: str) -> Version:
    """The version's front matter; the text behind it is not read."""
    source = layout.text_name(series, name)
    try:
        with open(f"{root}/{source}", "rb", buffering=0) as file:  # noqa: PTH123 (lists read thousands)
            head = _front_bytes(file, source)
    except OSError as error:
        raise DataError(f"{source}: cannot be read ({error.strerror})") from error
    return parse_front(yamltext.decoded(head, source), series=series, name=name, source=source)


def read_text(root: Path, series: str, name: str) -> str:
    """The version's canonical text, without front matter."""
    source = str(layout.text_path(series, name))
    try:
        data = (root / layout.text_path(series, name)).read_bytes()
    except OSError as error:
        raise DataError(f"{source}: cannot be read ({error.strerror})") from error
    return split_version(data, source=source)[1]


def split_version(data: bytes, *, source: str) -> tuple[str, str]:
    """Front matter (without its fences) and canonical text of a version's file."""
    front, body = split_front(yamltext.decoded(data, source).replace("\r\n", "\n"))
    if front is None:
        raise DataError(f"{source}:1: the file does not begin with front matter between two lines of '---'")
    _check_length(front.encode(), source)
    return front, body


def split_front(text: str) -> tuple[str | None, str]:
    """Front matter and what follows it; None where a text has none."""
    opening, newline, rest = text.removeprefix("\ufeff").replace("\r\n", "\n").partition("\n")
    if opening.rstrip() != _FENCE or not newline:
        return None, text
    lines = rest.split("\n")
    for number, line in enumerate(lines):
        if line.rstrip() == _FENCE:
            return "\n".join([*lines[:number], ""]), "\n".join(lines[number + 1 :]).removeprefix("\n")
    return None, text


def parse_front(front: str, *, series: str, name: str, source: str) -> Version:
    """Checks every key; complains of the first that is wrong, with file, line and key."""
    # One line is the opening fence, which the YAML reader does not see.
    record = read_record("\n" + front, _KEYS, source=source, called="the front matter")
    for key, expected in (("series", series), ("version", name)):
        if record.required(key) != expected:
            raise record.fault(key, f"is {record.text(key)!r}, but the file's place says {expected!r}")
    return Version(
        series=series,
        name=name,
        title=record.required("title"),
        published=record.required("published", date_fault),
        snapshot=record.required("snapshot", _pattern(_SHA256, "is not a SHA-256 digest (64 hex digits)")),
        media_type=record.required("media_type", _pattern(_MEDIA_TYPE, "is not a media type such as text/html")),
        extractor=record.required("extractor", _pattern(_EXTRACTOR, "is not an extractor such as pdf/1")),
        language=record.text("language", language_fault) or "und",
        retrieved=record.text("retrieved", date_fault),
        source=record.text("source"),
        pages=record.number("pages"),
        digest=record.truth("digest"),
        warnings=record.texts("warnings"),
        corrections=_corrections(record),
    )


def _corrections(record: Record) -> tuple[Correction, ...]:
    corrections = []
    for item in record.parts("corrected", ("date", "reason")):
        if not item.prose("reason").strip():
            raise record.fault("corrected", "must give a reason, and may give a date, for each correction")
        corrections.append(Correction(item.prose("reason"), item.text("date", date_fault)))
    return tuple(corrections)


def _correction_record(correction: Correction) -> dict[str, str]:
    if correction.date is None:
        return {"reason": correction.reason}
    return {"date": correction.date, "reason": correction.reason}


def _front_bytes(file: FileIO, source: str) -> bytes:
    """The front matter of an open file, read no further than it needs."""
    head = b""
    while True:
        chunk = file.read(_CHUNK if len(head) <= MAX_BYTES else -1)
        head += chunk
        opening, _, rest = head.partition(b"\n")
        if opening.removeprefix(codecs.BOM_UTF8).rstrip() != b"---":
            raise DataError(f"{source}:1: the file does not begin with front matter between two lines of '---'")
        end = _CLOSING.search(rest)
        # A fence at the very end of what was read may be the beginning of a longer line.
        if end and (end.end() < len(rest) or not chunk):
            front = rest[: end.start()].replace(b"\r\n", b"\n")
            _check_length(front, source)
            return front
        if not chunk:
            raise DataError(f"{source}: the front matter has no closing line of '---'")


def _check_length(front: bytes, source: str) -> None:
    if len(front) > MAX_BYTES:
        raise DataError(
            f"{source}: the front matter is longer than {MAX_BYTES // 1024} KiB",
            remedy="shorten its title, source, warnings or reasons of corrections",
        )


def _pattern(pattern: re.Pattern[str], fault: str) -> Check:
    return lambda text: None if pattern.fullmatch(text) else f"{text!r} {fault}"
