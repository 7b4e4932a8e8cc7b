"""Makes what lies in a corpus ready to be compared: its codebook, and its versions as tagged documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from tracker import yamltext
from tracker.bounded import read_bounded
from tracker.codebook.digest import digest_unloaded
from tracker.corpus import layout
from tracker.corpus.frontmatter import read_text
from tracker.errors import DataError
from tracker.model.corpus import Correction, Origin, Version
from tracker.model.document import Document
from tracker.model.theme import Codebook, TaggedDocument

_KEPT = 4


class CodebookFile:
    """A codebook's file, read, and loaded when it is asked for: what is remembered needs its digest alone."""

    def __init__(self, path: Path, *, source: str | None = None) -> None:
        self._path = path
        self._source = source or str(path)
        self._text = _read(path, self._source)

    @property
    def sha256(self) -> str:
        return digest_unloaded(self._text) or self._loaded.sha256

    def load(self) -> Codebook:
        """What it extends lies in its folder or below it."""
        return self._loaded

    @cached_property
    def _loaded(self) -> Codebook:
        from tracker.codebook.load import load_codebook

        return load_codebook(self._text, source=self._source, read=reader_beside(self._path))


def codebook_file(root: Path | None, path: Path | None) -> CodebookFile:
    """The one named by the user, else the corpus's, else the starter's."""
    if path is not None:
        return CodebookFile(path)
    if root is not None:
        return CodebookFile(root / layout.CODEBOOK, source=str(layout.CODEBOOK))
    from tracker.usecases.seeds import codebook_path, seed_folder

    return CodebookFile(codebook_path(seed_folder()))


def read_codebook(root: Path) -> Codebook:
    """The corpus's codebook."""
    return codebook_file(root, None).load()


def load_codebook_file(path: Path, *, source: str | None = None) -> Codebook:
    return CodebookFile(path, source=source).load()


def codebook_file_faults(path: Path, *, source: str | None = None) -> tuple[str, ...]:
    """All that keeps a codebook's file from being loaded, a line each."""
    from tracker.codebook.load import codebook_faults

    source = source or str(path)
    return codebook_faults(_read(path, source), source=source, read=reader_beside(path))


def document_of(version: Version, text: str) -> Document:
    from tracker.document.parse import parse_document

    return parse_document(
        text,
        id=version.id,
        title=version.title,
        published=version.published,
        language=version.language,
        pages=version.pages,
        notices=notices_of(version),
    )


def notices_of(version: Version) -> tuple[str, ...]:
    """What a reader of any comparison must know of the version, a sentence each."""
    digest = ("This is a digest in other words than the publisher's, not the official text.",) if version.digest else ()
    return (*digest, *version.warnings, *map(_correction_notice, version.corrections))


def origin_of(version: Version) -> Origin:
    return Origin(
        media_type=version.media_type,
        extractor=version.extractor,
        snapshot=version.snapshot,
        source=version.source,
        retrieved=version.retrieved,
        digest=version.digest,
        corrections=version.corrections,
    )


class Shelf:
    """Tagged documents of one series, made when asked for; a few are kept, since neighbours are asked for in turn."""

    def __init__(self, root: Path, codebook: Codebook) -> None:
        self._root = root
        self.codebook = codebook
        self._kept: dict[tuple[Version, str], TaggedDocument] = {}

    def tagged(self, version: Version, text: str | None = None) -> TaggedDocument:
        """`text` stands for what is not yet in the work tree."""
        from tracker.codebook.tag import tag_document

        body = read_text(self._root, version.series, version.name) if text is None else text
        key = (version, body)
        if key not in self._kept:
            while len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = tag_document(document_of(version, body), self.codebook)
        return self._kept[key]


def _correction_notice(correction: Correction) -> str:
    day = f" on {correction.date}" if correction.date else ""
    reason = correction.reason.strip()
    return f"The keepers of the corpus corrected it{day}: {reason}{'' if reason.endswith(('.', '!', '?')) else '.'}"


def reader_beside(path: Path) -> Callable[[str], str]:
    """Reads the files that a codebook extends."""

    def read_other(name: str) -> str:
        try:
            folder = path.parent.resolve()
            other = (folder / name).resolve()
            if not other.is_relative_to(folder):
                raise DataError(f"it lies outside {folder}", remedy="copy it there")
            if not other.exists():
                raise DataError(f"it is not in {folder}", remedy="copy it there")
            data = read_bounded(other)
        except OSError as error:
            raise DataError(f"{error.strerror}") from error
        except (ValueError, RuntimeError) as error:  # a character that no name may hold, a circle of links
            raise DataError("no file can be found by that name") from error
        return yamltext.decoded(data, name)

    return read_other


def _read(path: Path, source: str) -> str:
    try:
        data = read_bounded(path)
    except OSError as error:
        raise DataError(f"{source}: cannot be read ({error.strerror})") from error
    return yamltext.decoded(data, source)
