"""What `corpus.yaml` and `series.yaml` say, as values and back."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from tracker import yamltext
from tracker.corpus import layout
from tracker.errors import CorpusError, DataError
from tracker.languagetag import language_fault
from tracker.model.corpus import Series, Settings

SCHEMA = "tracker.corpus/1"

# What stands under `settings` is for the front ends, which check it.
_SETTINGS_KEYS = ("schema", "title", "language", "settings")
_SERIES_KEYS = ("title", "issuer", "language", "homepage", "sources")


def read_settings(root: Path) -> Settings:
    return settings_in(read_file(root, layout.SETTINGS))


def settings_in(text: str) -> Settings:
    """What the text of a `corpus.yaml` says."""
    source = layout.SETTINGS
    values, loaded = _mapping(text, source, _SETTINGS_KEYS)
    schema = values.get("schema")
    if schema != SCHEMA:
        raise DataError(
            f"{source}:{loaded.line(('schema',))}: schema is {schema!r}, not {SCHEMA!r}",
            remedy="this corpus was made by another version of tracker",
        )
    title = _text(values, "title", loaded, source)
    language = _language(values, loaded, source)
    if title is None:
        raise DataError(f"{source}: title is missing")
    return Settings(title=title, language=language or "und")


def write_settings(settings: Settings) -> bytes:
    record: dict[str, object] = {"schema": SCHEMA, "title": settings.title}
    if settings.language != "und":
        record["language"] = settings.language
    return yamltext.dump(record).encode()


def read_series(root: Path, series: str) -> Series:
    return series_in(read_file(root, layout.series_path(series)), series)


def series_in(text: str, series: str) -> Series:
    """What the text of a `series.yaml` says."""
    source = layout.series_path(series)
    values, loaded = _mapping(text, source, _SERIES_KEYS)
    title = _text(values, "title", loaded, source)
    if title is None:
        raise DataError(f"{source}: title is missing")
    sources = values.get("sources") or []
    if not isinstance(sources, list) or not all(isinstance(item, str) for item in sources):
        raise DataError(f"{source}:{loaded.line(('sources',))}: sources must be a list of addresses")
    return Series(
        id=series,
        title=title,
        issuer=_text(values, "issuer", loaded, source),
        language=_language(values, loaded, source),
        homepage=_text(values, "homepage", loaded, source),
        sources=tuple(sources),
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


def _mapping(text: str, source: PurePosixPath, known: tuple[str, ...]) -> tuple[dict[str, object], yamltext.Loaded]:
    loaded = yamltext.load(text, source=str(source))
    if not isinstance(loaded.value, dict):
        raise DataError(f"{source}:1: the file is not a list of 'key: value' lines")
    unknown = next((key for key in loaded.value if key not in known), None)
    if unknown is not None:
        raise DataError(
            f"{source}:{loaded.line((unknown,))}: {unknown} is not a key of this file",
            remedy=f"remove it or use one of {', '.join(known)}",
        )
    return loaded.value, loaded


def _text(values: dict[str, object], key: str, loaded: yamltext.Loaded, source: PurePosixPath) -> str | None:
    value = values.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        raise DataError(f"{source}:{loaded.line((key,))}: {key} must be text on one line")
    return value


def _language(values: dict[str, object], loaded: yamltext.Loaded, source: PurePosixPath) -> str | None:
    language = _text(values, "language", loaded, source)
    fault = language_fault(language) if language else None
    if fault:
        raise DataError(f"{source}:{loaded.line(('language',))}: language {fault}")
    return language
