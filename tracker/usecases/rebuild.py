"""Makes again what is derived: texts from snapshots, changelogs from texts; in an unfinished merge the changelogs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker.corpus import git, layout
from tracker.corpus.commits import Message
from tracker.corpus.frontmatter import read_text, write_version
from tracker.corpus.git import Unfinished
from tracker.corpus.settings import read_series
from tracker.corpus.settling import check_inputs_settled, stage
from tracker.corpus.snapshots import read_snapshot
from tracker.corpus.store import open_for_writing
from tracker.corpus.versions import list_versions, pairs_of
from tracker.extract import EXTRACTORS, extract
from tracker.model.corpus import Version
from tracker.model.theme import Codebook
from tracker.usecases import Progress
from tracker.usecases.derived import NO_MEMORY, Stand, derive, touched_pairs
from tracker.usecases.inputs import check_inputs
from tracker.usecases.leftovers import leftover_pairs
from tracker.usecases.reading import Shelf, read_codebook
from tracker.usecases.references import require_series


@dataclass(frozen=True, slots=True)
class Rebuilt:
    written: tuple[str, ...]
    deleted: tuple[str, ...]
    commit: str | None
    """None when nothing had to change, and in an unfinished merge."""
    warnings: tuple[str, ...] = ()
    onward: str | None = None
    """In an unfinished merge or the like: the git command that ends it. The changelogs are staged then."""


def rebuild_corpus(root: Path, *, series: str | None = None, progress: Progress | None = None) -> Rebuilt:
    """In the middle of a merge, rebase or the like, the changelogs that go with its texts are written and staged."""
    unfinished = git.open_repository(root).unfinished()
    if unfinished is not None:
        return _settled(root, unfinished, progress)
    if series is not None:
        require_series(root, series)
    codebook = read_codebook(root)
    files: dict[PurePosixPath, bytes | None] = {}
    with open_for_writing(root, progress=progress) as writer:
        names = [series] if series is not None else layout.series_ids(root)
        warnings = check_inputs(writer, names)
        for name in names:
            versions = list_versions(root, name)
            texts: dict[str, str] = {}
            for version in versions:
                if progress:
                    progress(f"reading {version.id}")
                texts[version.name] = _text_anew(root, version)
                files[layout.text_path(name, version.name)] = write_version(version, texts[version.name])
            files |= _derived(root, name, versions, texts, codebook, progress)
        recorded = writer.record(files, Message("Rebuild what is derived"))
    return Rebuilt(
        written=recorded.written if recorded else (),
        deleted=recorded.deleted if recorded else (),
        commit=recorded.commit if recorded else None,
        warnings=warnings,
    )


def _settled(root: Path, unfinished: Unfinished, progress: Progress | None) -> Rebuilt:
    with open_for_writing(root, progress=progress, amid=True) as writer:
        check_inputs_settled(writer)
        codebook = read_codebook(root)
        files: dict[PurePosixPath, bytes | None] = {}
        for name in layout.series_ids(root):
            files |= _derived(root, name, list_versions(root, name), {}, codebook, progress)
        written, deleted = stage(writer, files)
    return Rebuilt(written, deleted, commit=None, onward=unfinished.onward)


def _derived(
    root: Path,
    series: str,
    versions: tuple[Version, ...],
    texts: Mapping[str, str],
    codebook: Codebook,
    progress: Progress | None,
) -> Mapping[PurePosixPath, bytes | None]:
    """All changelogs of the series anew, and those gone that only a merge has left."""
    stand = Stand(root, read_series(root, series), versions, texts)
    write, delete = touched_pairs(stand, versions, [version.name for version in versions])
    wide = [pair for pair in write if pair not in pairs_of(versions)]
    leftovers = leftover_pairs(root, series, wide) if wide else frozenset()
    write = [pair for pair in write if pair not in leftovers]
    shelf = Shelf(root, codebook)
    delete = [*delete, *sorted(leftovers)]
    return derive(stand, shelf, NO_MEMORY, write=write, delete=delete, anew=True, progress=progress).files


def _text_anew(root: Path, version: Version) -> str:
    """The text as its snapshot gives it; as it stands where that is not for us to say."""
    if version.corrections or version.extractor != EXTRACTORS.get(version.media_type):
        return read_text(root, version.series, version.name)
    data = read_snapshot(root, version)
    return extract(data, name=f"{version.id} ({version.media_type})", media_type=version.media_type).text
