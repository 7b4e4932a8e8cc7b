"""Compares two documents, wherever they are: versions of a corpus, files, or standard input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tracker.beside import beside
from tracker.bounded import read_bounded
from tracker.corpus import layout
from tracker.corpus.frontmatter import parse_front, read_text, split_version
from tracker.corpus.snapshots import digest_of
from tracker.errors import DataError, InputError, TrackerError, UsageError
from tracker.model.comparison import Comparison
from tracker.model.corpus import Origin, Provenance, Version
from tracker.model.theme import Codebook, TaggedDocument
from tracker.usecases import Progress
from tracker.usecases.memory import Remembered, key_of, recall, remember
from tracker.usecases.reading import codebook_file, document_of, origin_of
from tracker.usecases.references import Reference, find_pair, find_version, parse_reference, require_series

if TYPE_CHECKING:
    from tracker.embeddings import Embedder

_WORTH_REMEMBERING = 20_000
"""Characters or bytes of both sources together from which a comparison is remembered."""


@dataclass(frozen=True, slots=True)
class Side:
    """A text made ready to be compared, and where it came from."""

    tagged: TaggedDocument
    origin: Origin
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    comparison: Comparison
    provenance: Provenance
    load_codebook: Callable[[], Codebook] = field(compare=False)
    warnings: tuple[str, ...]
    """What reading the two texts had to say, for standard error."""

    @property
    def codebook(self) -> Codebook:
        return self.load_codebook()


def compare_sides(
    arguments: Sequence[str],
    *,
    directory: Path,
    root: Path | None = None,
    stdin: bytes | None = None,
    codebook_path: Path | None = None,
    embeddings: Path | None = None,
    progress: Progress | None = None,
    memory: Path | None = None,
    found: Callable[[Compared], None] | None = None,
) -> Compared:
    """`arguments` as the user gave them: two of file path, `-` and `SERIES@VERSION`, or one that names two versions
    (`SERIES@OLD..NEW`, `SERIES@NEW` against the one before it, `SERIES` for its last two).

    `directory` is what file paths are relative to, `root` the corpus if there is one; without `codebook_path` its
    codebook is used, else the starter's. `embeddings` is a model that may propose counterparts. `memory` is the folder
    in which comparisons are remembered; without it, none is, nor one that a model had a part in.
    `found` hears the answer while it is being remembered, which takes a moment.
    """
    if root is not None:
        from tracker.corpus.store import settle_leftovers

        settle_leftovers(root)
    old_argument, new_argument = two_sides(arguments, root)
    codebook = codebook_file(root, codebook_path)
    old = _source(old_argument, directory=directory, root=root, stdin=stdin)
    new = _source(new_argument, directory=directory, root=root, stdin=stdin)
    embedder = _embedder(directory, embeddings)
    if memory is None or embedder is not None or len(old.content) + len(new.content) < _WORTH_REMEMBERING:
        key, known = None, None
    else:
        key = _key(old, new, codebook.sha256)
        known = recall(memory, key)
    made = known or _made(old, new, codebook.load(), progress, embedder)
    compared = Compared(made.comparison, made.provenance, codebook.load, made.warnings)
    news = memory is not None and key is not None and known is None
    beside(
        lambda: remember(memory, key, made) if memory and key and news else None,
        lambda: found(compared) if found else None,
        worth_it=news and found is not None,
    )
    return compared


def remember_pair(root: Path, memory: Path, comparison: Comparison, codebook: Codebook) -> None:
    """Remembers a comparison of two versions of the corpus, as `compare_sides` would have; nothing where it is not
    worth it, where the memory would lie within the corpus, or where the corpus holds another text by now."""
    if memory.resolve().is_relative_to(root.resolve()):
        return
    sides = (comparison.old, comparison.new)
    try:
        old, new = (_source(side.document.id, directory=root, root=root, stdin=None) for side in sides)
    except (TrackerError, OSError):
        return
    origins = []
    for source, side in zip((old, new), sides, strict=True):
        if source.version is None or not isinstance(source.content, str):
            return
        if document_of(source.version, source.content) != side.document:
            return
        origins.append(origin_of(source.version))
    if len(old.content) + len(new.content) >= _WORTH_REMEMBERING:
        remember(memory, _key(old, new, codebook.sha256), Remembered(comparison, Provenance(*origins), ()))


def _key(old: _Source, new: _Source, codebook_sha256: str) -> str:
    return key_of((codebook_sha256.encode(), *_parts(old), *_parts(new)))


@dataclass(frozen=True, slots=True)
class _Source:
    """What one side is read from: a version of the corpus with its text, or the bytes of a document."""

    argument: str
    version: Version | None
    content: str | bytes


def _source(argument: str, *, directory: Path, root: Path | None, stdin: bytes | None) -> _Source:
    if root is not None and side_reference(argument, root) is not None:
        version = find_version(root, argument)
        return _Source(argument, version, read_text(root, version.series, version.name))
    return _Source(argument, None, _bytes_of(argument, directory=directory, root=root, stdin=stdin))


def _parts(source: _Source) -> tuple[bytes, ...]:
    content = source.content.encode("utf-8", "surrogatepass") if isinstance(source.content, str) else source.content
    return source.argument.encode("utf-8", "surrogateescape"), repr(source.version).encode(), content


def _made(
    old: _Source, new: _Source, codebook: Codebook, progress: Progress | None, embedder: Embedder | None = None
) -> Remembered:
    from tracker.compare import compare

    if progress:
        progress(f"reading {old.argument} and {new.argument}")
    before, after = beside(lambda: _side(old, codebook), lambda: _side(new, codebook), worth_it=True)
    if progress:
        progress("comparing")
    return Remembered(
        compare(before.tagged, after.tagged, codebook, embedder),
        Provenance(before.origin, after.origin),
        (*before.warnings, *after.warnings),
    )


def _side(source: _Source, codebook: Codebook) -> Side:
    from tracker.codebook.tag import tag_document

    if source.version is not None and isinstance(source.content, str):
        return Side(tag_document(document_of(source.version, source.content), codebook), origin_of(source.version))
    data = source.content if isinstance(source.content, bytes) else source.content.encode()
    return read_alone(data, source.argument, codebook)


def _embedder(directory: Path, path: Path | None) -> Embedder | None:
    if path is None:
        return None
    from tracker.embeddings import open_embedder

    return open_embedder(directory / path.expanduser())


def two_sides(arguments: Sequence[str], root: Path | None) -> tuple[str, str]:
    """The two that the arguments of `compare_sides` name."""
    if len(arguments) == 2:
        if arguments[0] == arguments[1] == "-":
            raise UsageError("standard input can be one of the two documents, not both")
        return arguments[0], arguments[1]
    if len(arguments) != 1:
        raise UsageError("two documents are compared", remedy="name OLD and NEW, or SERIES@OLD..NEW")
    argument = arguments[0]
    reference = parse_reference(argument)
    if reference is None:
        raise UsageError(f"{argument}: nothing to compare it with", remedy="name OLD and NEW, or SERIES@OLD..NEW")
    if root is None:
        raise UsageError(f"{argument}: not inside a corpus", remedy="go into one, or name two files")
    old, new = find_pair(root, reference)
    return old.id, new.id


def side_reference(argument: str, root: Path | None) -> Reference | None:
    """What the argument names in the corpus; None for a file."""
    reference = parse_reference(argument)
    return reference if reference and root is not None and reference.series in layout.series_ids(root) else None


def _bytes_of(argument: str, *, directory: Path, root: Path | None, stdin: bytes | None) -> bytes:
    if argument == "-":
        if stdin is None:
            raise UsageError("standard input was named, but there is none")
        return stdin
    path = directory / argument
    try:
        return read_bounded(path)
    except FileNotFoundError as error:
        reference = parse_reference(argument)
        if reference is None or "@" not in argument:
            raise InputError(f"{argument}: no such file") from error
        if root is None:
            raise InputError(f"{argument}: no such file, and not inside a corpus") from error
        require_series(root, reference.series)
        raise
    except IsADirectoryError as error:
        raise InputError(f"{argument} is a folder", remedy="name a document in it") from error
    except OSError as error:
        raise InputError(f"{argument}: cannot be read ({error.strerror})") from error


def read_alone(data: bytes, argument: str, codebook: Codebook) -> Side:
    """A document outside a corpus; a version's file, with its front matter, is taken for what that says it is."""
    from tracker.codebook.tag import tag_document
    from tracker.document.parse import parse_document
    from tracker.extract import extract

    version = _version_file(data, argument)
    if version is not None:
        return Side(tag_document(document_of(*version), codebook), origin_of(version[0]))
    name = "standard input" if argument == "-" else argument
    extraction = extract(data, name=name)
    document = parse_document(
        extraction.text,
        id=name,
        title=extraction.title or PurePath(name).stem,
        published=extraction.published,
        language=extraction.language,
        pages=extraction.pages,
        notices=extraction.warnings,
    )
    origin = Origin(media_type=extraction.media_type, extractor=extraction.extractor, snapshot=digest_of(data))
    warnings = tuple(f"{name}: {warning}" for warning in extraction.warnings)
    return Side(tag_document(document, codebook), origin, warnings)


def _version_file(data: bytes, argument: str) -> tuple[Version, str] | None:
    path = PurePath(argument)
    if path.suffix != ".md" or not data.startswith(b"---"):
        return None
    try:
        front, text = split_version(data, source=argument)
        return parse_front(front, series=path.parent.name, name=path.stem, source=argument), text
    except DataError:
        return None
