"""A version's file: front matter between two lines of `---`, then the canonical text; and both as values."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from io import FileIO
from pathlib import Path

from tracker import yamltext
from tracker.corpus import layout
from tracker.dates import date_fault
from tracker.errors import DataError
from tracker.languagetag import language_fault
from tracker.model.corpus import Correction, Version

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
    loaded = yamltext.load("\n" + front, source=source)
    if not isinstance(loaded.value, dict):
        raise DataError(f"{source}:2: the front matter is not a list of 'key: value' lines")
    reader = _Record(loaded, source)
    unknown = next((key for key in loaded.value if key not in _KEYS), None)
    if unknown is not None:
        raise reader.fault(unknown, "is not a key of the front matter", f"remove it or use one of {', '.join(_KEYS)}")
    for key, expected in (("series", series), ("version", name)):
        if reader.required(key) != expected:
            raise reader.fault(key, f"is {reader.text(key)!r}, but the file's place says {expected!r}")
    return Version(
        series=series,
        name=name,
        title=reader.required("title"),
        published=reader.required("published", date_fault),
        snapshot=reader.required("snapshot", _pattern(_SHA256, "is not a SHA-256 digest (64 hex digits)")),
        media_type=reader.required("media_type", _pattern(_MEDIA_TYPE, "is not a media type such as text/html")),
        extractor=reader.required("extractor", _pattern(_EXTRACTOR, "is not an extractor such as pdf/1")),
        language=reader.text("language", language_fault) or "und",
        retrieved=reader.text("retrieved", date_fault),
        source=reader.text("source"),
        pages=reader.number("pages"),
        digest=reader.truth("digest"),
        warnings=reader.texts("warnings"),
        corrections=reader.corrections(),
    )


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


def _pattern(pattern: re.Pattern[str], fault: str) -> Callable[[str], str | None]:
    return lambda text: None if pattern.fullmatch(text) else f"{text!r} {fault}"


class _Record:
    """Takes checked values out of a loaded front matter."""

    def __init__(self, loaded: yamltext.Loaded, source: str) -> None:
        assert isinstance(loaded.value, dict)
        self._values: dict[str, object] = loaded.value
        self._loaded = loaded
        self._source = source

    def fault(self, key: str, what: str, remedy: str = "") -> DataError:
        return DataError(f"{self._source}:{self._loaded.line((key,))}: {key} {what}", remedy=remedy)

    def text(self, key: str, check: Callable[[str], str | None] | None = None) -> str | None:
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, "must be text on one line")
        fault = "must be text on one line" if "\n" in value else check(value) if check else None
        if fault:
            raise self.fault(key, fault)
        return value

    def required(self, key: str, check: Callable[[str], str | None] | None = None) -> str:
        value = self.text(key, check)
        if value is None:
            missing = key not in self._values
            raise self.fault(key, "is missing from the front matter" if missing else "has no value")
        return value

    def number(self, key: str) -> int | None:
        text = self.text(key)
        if text is None:
            return None
        if not re.fullmatch("[0-9]{1,9}", text):
            raise self.fault(key, f"{text!r} is not a whole number")
        return int(text)

    def truth(self, key: str) -> bool:
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, "must be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(key, "must be a list of texts")
        return tuple(value)

    def corrections(self) -> tuple[Correction, ...]:
        value = self._values.get("corrected")
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault("corrected", "must be a list of corrections, each with a reason")
        return tuple(self._correction(item) for item in value)

    def _correction(self, item: dict[str, object]) -> Correction:
        reason, day = item.get("reason"), item.get("date")
        if set(item) - {"reason", "date"} or not isinstance(reason, str) or not reason.strip():
            raise self.fault("corrected", "must give a reason, and may give a date, for each correction")
        if day is not None and (not isinstance(day, str) or date_fault(day)):
            raise self.fault("corrected", f"{day!r} is not a date such as 2026-01-23")
        return Correction(reason, day if isinstance(day, str) else None)
