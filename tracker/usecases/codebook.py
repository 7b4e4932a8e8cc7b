"""Looks over a codebook, and tries a term, on the documents of a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.corpus import layout
from tracker.corpus.frontmatter import read_text
from tracker.corpus.store import settle_leftovers
from tracker.corpus.versions import list_versions
from tracker.errors import CorpusError
from tracker.model.document import Document
from tracker.model.theme import Codebook
from tracker.usecases import Progress
from tracker.usecases.reading import codebook_file_faults, document_of, load_codebook_file, read_codebook
from tracker.usecases.references import find_version, require_reference, require_series

if TYPE_CHECKING:
    from tracker.codebook.check import Finding, TermHit


@dataclass(frozen=True, slots=True)
class Checked:
    codebook: Codebook | None
    """None when it cannot be loaded."""
    faults: tuple[str, ...]
    """What keeps it from being loaded, a line each with file and line."""
    findings: tuple[Finding, ...]
    """What loads but hardly was meant."""
    documents: int
    """How many documents its terms were looked for in."""


def check(root: Path | None, *, path: Path | None = None, progress: Progress | None = None) -> Checked:
    """The codebook in `path`, else the corpus's, by itself and on all documents of the corpus if there is one."""
    from tracker.codebook.check import check_codebook, repeated_terms

    if path is None and root is None:
        raise CorpusError("there is no corpus here whose codebook to check", remedy="name a file")
    source = str(path or layout.CODEBOOK)
    file = path or Path(root or "", layout.CODEBOOK)
    faults = codebook_file_faults(file, source=source)
    if faults:
        return Checked(None, faults, (), 0)
    codebook = load_codebook_file(file, source=source)
    documents = _documents(root, None, progress) if root else ()
    if progress:
        progress("trying every term")
    repeated = repeated_terms(file.read_text("utf-8"), source=source)
    return Checked(codebook, (), (*repeated, *check_codebook(codebook, documents)), len(documents))


def try_term(
    root: Path, term: str, *, reference: str | None = None, progress: Progress | None = None
) -> tuple[tuple[TermHit, ...], int]:
    """Where a term stands in the version or series named, else in all, and in how many documents it was looked for."""
    from tracker.codebook import check

    documents = _documents(root, reference, progress)
    return check.try_term(term, documents, read_codebook(root)), len(documents)


def _documents(root: Path, reference: str | None, progress: Progress | None) -> tuple[Document, ...]:
    """Series by id, versions in the order of time."""
    settle_leftovers(root)
    if reference is None:
        versions = [version for series in layout.series_ids(root) for version in list_versions(root, series)]
    elif require_reference(reference).old is not None:
        versions = [find_version(root, reference)]
    else:
        require_series(root, reference)
        versions = list(list_versions(root, reference))
    documents = []
    for version in versions:
        if progress:
            progress(f"reading {version.id}")
        documents.append(document_of(version, read_text(root, version.series, version.name)))
    return tuple(documents)
