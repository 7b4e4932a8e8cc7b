"""Finds the packaged seeds and reads their manifest: what a new corpus can be planted with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import tracker
from tracker import yamltext
from tracker.corpus import layout
from tracker.errors import DataError
from tracker.model.corpus import Series
from tracker.records import Record, read_record

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
    record = read_record(_text(folder / "manifest.yaml"), _TOP_KEYS, source=str(folder / "manifest.yaml"))
    record.check_schema(SCHEMA)
    series = tuple(map(_series, record.parts("series", _SERIES_KEYS)))
    if not series:
        raise record.fault("series", "is missing")
    return Manifest(record.required("title"), series)


def _series(record: Record) -> SeedSeries:
    series = Series(
        id=record.required("id"),
        title=record.required("title"),
        issuer=record.text("issuer"),
        language=record.text("language"),
        homepage=record.text("homepage"),
        sources=record.texts("sources"),
    )
    return SeedSeries(series, tuple(_seed(version, series.id) for version in record.parts("versions", _VERSION_KEYS)))


def _seed(record: Record, series: str) -> Seed:
    name = record.required("version")
    file = record.text("file") or f"documents/{series}/{name}.md"
    if layout.name_fault(name) or PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
        raise record.fault("", f"{name!r} with file {file!r} cannot be planted")
    return Seed(
        name=name,
        title=record.text("title"),
        published=record.required("published"),
        source=record.text("source"),
        retrieved=record.text("retrieved"),
        digest=record.truth("digest"),
        file=PurePosixPath(file),
    )


def _text(path: Path) -> str:
    try:
        return yamltext.decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from error
