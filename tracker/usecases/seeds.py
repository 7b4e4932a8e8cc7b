"""Finds the packaged seeds and reads their manifest: what a new corpus can be planted with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import tracker
from tracker import yamltext
from tracker.corpus import layout
from tracker.errors import DataError
from tracker.model.corpus import Series

SCHEMA = "tracker.seeds/1"

_TOP_KEYS = ("schema", "title", "series")
_SERIES_KEYS = ("id", "title", "issuer", "language", "homepage", "sources", "versions")
_VERSION_KEYS = ("version", "title", "published", "source", "retrieved", "file", "digest")


@dataclass(frozen=True, slots=True)
class Seed:
    """One document to plant."""

    name: str
    title: str | None
    published: str
    source: str | None
    retrieved: str | None
    digest: bool
    file: PurePosixPath
    """Relative to the folder of the seeds."""


@dataclass(frozen=True, slots=True)
class SeedSeries:
    series: Series
    seeds: tuple[Seed, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    title: str
    series: tuple[SeedSeries, ...]


def seed_folder() -> Path:
    """The packaged seeds: inside an installed package, at the top of a checkout."""
    package = Path(tracker.__file__).resolve().parent
    for folder in (package / "seeds", package.parent / "seeds"):
        if (folder / "manifest.yaml").is_file():
            return folder
    raise DataError(f"{package / 'seeds'}: the seeds are missing from this installation", remedy="install it anew")


def codebook_path(folder: Path) -> Path:
    """The codebook that the seeds in this folder begin with."""
    return folder / layout.CODEBOOK.name


def codebook_text(folder: Path) -> str:
    return _text(codebook_path(folder))


def read_manifest(folder: Path) -> Manifest:
    source = str(folder / "manifest.yaml")
    loaded = yamltext.load(_text(folder / "manifest.yaml"), source=source)
    top = _mapping(loaded.value, (), _TOP_KEYS, loaded, source)
    if top.get("schema") != SCHEMA:
        raise DataError(f"{source}:{loaded.line(('schema',))}: schema is not {SCHEMA!r}")
    entries = top.get("series")
    if not isinstance(entries, list):
        raise DataError(f"{source}:{loaded.line(('series',))}: series must be a list")
    return Manifest(
        title=_required(top, "title", (), loaded, source),
        series=tuple(_series(entry, ("series", index), loaded, source) for index, entry in enumerate(entries)),
    )


def _series(entry: object, path: yamltext.Path, loaded: yamltext.Loaded, source: str) -> SeedSeries:
    record = _mapping(entry, path, _SERIES_KEYS, loaded, source)
    series_id = _required(record, "id", path, loaded, source)
    versions, sources = record.get("versions") or [], record.get("sources") or []
    if not isinstance(versions, list) or not isinstance(sources, list):
        raise DataError(f"{source}:{loaded.line(path)}: versions and sources of {series_id} must be lists")
    return SeedSeries(
        series=Series(
            id=series_id,
            title=_required(record, "title", path, loaded, source),
            issuer=_value(record, "issuer", path, loaded, source),
            language=_value(record, "language", path, loaded, source),
            homepage=_value(record, "homepage", path, loaded, source),
            sources=tuple(map(str, sources)),
        ),
        seeds=tuple(
            _seed(version, series_id, (*path, "versions", index), loaded, source)
            for index, version in enumerate(versions)
        ),
    )


def _seed(entry: object, series: str, path: yamltext.Path, loaded: yamltext.Loaded, source: str) -> Seed:
    record = _mapping(entry, path, _VERSION_KEYS, loaded, source)
    name = _required(record, "version", path, loaded, source)
    file = _value(record, "file", path, loaded, source) or f"documents/{series}/{name}.md"
    if layout.name_fault(name) or PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
        raise DataError(f"{source}:{loaded.line(path)}: {name!r} with file {file!r} cannot be planted")
    digest = record.get("digest", False)
    if not isinstance(digest, bool):
        raise DataError(f"{source}:{loaded.line((*path, 'digest'))}: digest must be true or false")
    return Seed(
        name=name,
        title=_value(record, "title", path, loaded, source),
        published=_required(record, "published", path, loaded, source),
        source=_value(record, "source", path, loaded, source),
        retrieved=_value(record, "retrieved", path, loaded, source),
        digest=digest,
        file=PurePosixPath(file),
    )


def _mapping(
    value: object, path: yamltext.Path, known: tuple[str, ...], loaded: yamltext.Loaded, source: str
) -> dict[str, object]:
    if not isinstance(value, dict):
        raise DataError(f"{source}:{loaded.line(path)}: must be a list of 'key: value' lines")
    unknown = next((key for key in value if key not in known), None)
    if unknown is not None:
        raise DataError(
            f"{source}:{loaded.line((*path, unknown))}: {unknown} is not a key here",
            remedy=f"use one of {', '.join(known)}",
        )
    return value


def _value(
    record: dict[str, object], key: str, path: yamltext.Path, loaded: yamltext.Loaded, source: str
) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise DataError(f"{source}:{loaded.line((*path, key))}: {key} must be text")
    return value


def _required(record: dict[str, object], key: str, path: yamltext.Path, loaded: yamltext.Loaded, source: str) -> str:
    value = _value(record, key, path, loaded, source)
    if not value:
        raise DataError(f"{source}:{loaded.line(path)}: {key} is missing")
    return value


def _text(path: Path) -> str:
    try:
        return yamltext.decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from error
