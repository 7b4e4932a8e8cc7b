"""Plants the seeds into a fresh corpus through the ordinary way of adding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.errors import CorpusError, DataError
from tracker.usecases import Progress
from tracker.usecases.add import Added, NewVersion, add_version
from tracker.usecases.compare import Compared, compare_sides
from tracker.usecases.init import init_corpus
from tracker.usecases.seeds import Seed, codebook_text, read_manifest, seed_folder


@dataclass(frozen=True, slots=True)
class Planted:
    root: Path
    added: tuple[Added, ...]


def plant(directory: Path, *, seeds: Path | None = None, progress: Progress | None = None) -> Planted:
    """`directory` must be missing or empty; `seeds` is the folder with `manifest.yaml`, the packaged one if None."""
    if directory.is_dir() and any(directory.iterdir()):
        raise CorpusError(f"{directory} is not empty", remedy="name a folder that is, or none for a temporary one")
    folder = seeds or seed_folder()
    manifest = read_manifest(folder)
    init_corpus(directory, title=manifest.title, codebook=codebook_text(folder), apart=True)
    added = [
        add_version(directory, _new_version(folder, series.series.id, seed), series=series.series, progress=progress)
        for series in manifest.series
        for seed in series.seeds
    ]
    return Planted(directory, tuple(added))


def headline_comparison(planted: Planted) -> Compared:
    """The newest pair of the first series that was planted: what the demo shows."""
    series = planted.added[0].version.series
    return compare_sides([series], directory=planted.root, root=planted.root)


def _new_version(folder: Path, series: str, seed: Seed) -> NewVersion:
    path = folder / seed.file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from error
    return NewVersion(
        series=series,
        name=seed.name,
        data=data,
        file_name=path.name,
        published=seed.published,
        title=seed.title,
        source=seed.source,
        retrieved=seed.retrieved,
        digest=seed.digest,
    )
