"""Takes in a document that somebody has put into the folder of a series just as it came: what `add` would write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from tracker import yamltext
from tracker.corpus import commits, layout
from tracker.corpus.frontmatter import write_version
from tracker.corpus.held import Held
from tracker.corpus.settings import settings_in, write_series
from tracker.errors import DataError, InputError, UsageError
from tracker.extract import extract
from tracker.model.corpus import Settings
from tracker.usecases.add import NewVersion, describe_version
from tracker.usecases.held import held_series, held_versions


def taken_in(held: Held, path: PurePosixPath, data: bytes) -> Mapping[str, bytes | None]:
    """The files to write instead (None deletes one), by path relative to the root.

    TrackerError, with a remedy, where the document cannot be read, does not tell its date, or is there already.
    """
    series, name = path.parts[1], path.stem
    if (fault := layout.name_fault(name)) is not None:
        raise UsageError(f"{path}: the name of the version {fault}", remedy="rename the file")
    text = layout.text_path(series, name)
    if text != path and str(text) in held.blobs:
        raise UsageError(f"{path}: {series}@{name} exists already", remedy="rename the file")
    data = _bytes_as_they_came(held, path, data)
    described = held_series(held, series)
    settings = held.read(layout.SETTINGS)
    try:
        extraction = extract(data, name=path.name, media_type="text/markdown" if path.suffix == ".md" else None)
        version, _ = describe_version(
            NewVersion(series, name, data, path.name),
            extraction,
            described,
            settings_in(yamltext.decoded(settings, str(layout.SETTINGS))) if settings else Settings(title=""),
        )
    except InputError as error:
        raise DataError(f"{path}: {error}") from error
    except UsageError as error:
        remedy = f"move it out of the corpus and type: tracker add {series} {name} FILE --date DATE"
        raise DataError(f"{path}: {error.message}", remedy=remedy) from error
    for other in held_versions(held, series)[0]:
        if other.snapshot == version.snapshot:
            raise DataError(f"{path} is the document that is in the corpus already, as {other.id} ({other.title})")
    files: dict[str, bytes | None] = {
        str(path): None,
        str(text): write_version(version, extraction.text),
        str(layout.snapshot_path(series, name, version.snapshot, version.media_type)): data,
    }
    if str(layout.series_path(series)) not in held.blobs:
        files[str(layout.series_path(series))] = write_series(described)
    return files


def _bytes_as_they_came(held: Held, path: PurePosixPath, staged: bytes) -> bytes:
    """Those of the work tree, if that is what was staged: git gives what it takes for text other line ends."""
    name = held.from_top(path)
    if commits.blobs_in_work_tree(held.repository, [name]).get(name) == held.blobs[str(path)]:
        return (held.repository.top / name).read_bytes()
    if path.suffix == ".md":
        return staged
    raise DataError(f"{path}: the work tree has something else than was staged", remedy="git add it again")
