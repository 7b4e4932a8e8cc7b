"""What `corpus.yaml` and `series.yaml` say, as values and back."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from tracker import yamltext
from tracker.corpus import layout
from tracker.errors import CorpusError
from tracker.languagetag import language_fault
from tracker.model.corpus import Series, Settings
from tracker.records import read_record

SCHEMA = "tracker.corpus/1"

# What stands under `settings` is for the front ends, which check it.
_SETTINGS_KEYS = ("schema", "title", "language", "settings")
_SERIES_KEYS = ("title", "issuer", "language", "homepage", "sources")


def read_settings(root: Path) -> Settings:
    return settings_in(read_file(root, layout.SETTINGS))


def settings_in(text: str) -> Settings:
    """What the text of a `corpus.yaml` says."""
    record = read_record(text, _SETTINGS_KEYS, source=str(layout.SETTINGS), called="this file")
    record.check_schema(SCHEMA, "this corpus was made by another version of tracker")
    return Settings(title=record.required("title"), language=record.text("language", language_fault) or "und")


def write_settings(settings: Settings) -> bytes:
    record: dict[str, object] = {"schema": SCHEMA, "title": settings.title}
    if settings.language != "und":
        record["language"] = settings.language
    return yamltext.dump(record).encode()


def read_series(root: Path, series: str) -> Series:
    return series_in(read_file(root, layout.series_path(series)), series)


def series_in(text: str, series: str) -> Series:
    """What the text of a `series.yaml` says."""
    record = read_record(text, _SERIES_KEYS, source=str(layout.series_path(series)), called="this file")
    return Series(
        id=series,
        title=record.required("title"),
        issuer=record.text("issuer"),
        language=record.text("language", language_fault),
        homepage=record.text("homepage"),
        sources=record.texts("sources"),
    )


def write_series(series: Series) -> bytes:
    record: dict[str, object] = {
        "title": series.title,
        "issuer": series.issuer,
        "language": series.language,
        "homepage": series.homepage,
        "sources": list(series.sources) or None,
    }
    return yamltext.dump({key: value for key, value in record.items() if value is not None}).encode()


def read_file(root: Path, path: PurePosixPath) -> str:
    """Text of a file of the corpus; CorpusError when it is missing, DataError when it is not text."""
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from error
    return yamltext.decoded(data, str(path))
