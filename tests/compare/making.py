"""Documents and comparisons made from a few lines, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tracker.codebook.load import load_codebook
from tracker.codebook.tag import tag_document
from tracker.compare import compare
from tracker.document.blocks import Block
from tracker.document.canonical import write_canonical
from tracker.document.parse import parse_document
from tracker.extract import extract
from tracker.model.comparison import Comparison
from tracker.model.document import Document
from tracker.model.theme import Codebook

swapped_kinds = {
    "kept": "kept",
    "reworded": "reworded",
    "moved": "moved",
    "counterpart": "counterpart",
    "split": "merged",
    "merged": "split",
    "added": "removed",
    "removed": "added",
}


@cache
def starter_codebook() -> Codebook:
    path = Path(__file__).resolve().parents[2] / "seeds" / "codebook.yaml"
    return load_codebook(path.read_text(encoding="utf-8"), source=str(path))


@cache
def small_codebook() -> Codebook:
    """Two actors and a subject: compiled in no time, for tests that compare hundreds of texts."""
    return load_codebook(
        """\
schema: tracker.codebook/1
id: small
title: For tests
language: en
themes:
  china:
    title: China
    actor: true
    terms: [China]
    subthemes:
      taiwan: {title: Taiwan, terms: [Taiwan]}
      trade: {title: Trade, terms: [trade]}
  korea:
    title: Korea
    actor: true
    terms: [North Korea, South Korea]
    subthemes:
      missiles: {title: Missiles, terms: [missiles, forces]}
  nuclear:
    title: Nuclear forces
    terms: [nuclear]
watch: [deter]
synonyms:
  - [threat, danger]
""",
        source="small",
    )


def document(source: Sequence[str] | Path, *, name: str = "text") -> Document:
    """A document from a file, or from blocks: a heading begins with number signs, all else is a paragraph."""
    if isinstance(source, Path):
        extraction = extract(source.read_bytes(), name=source.name)
        return parse_document(extraction.text, id=source.stem, title=source.stem, language=extraction.language)
    blocks = []
    for text in source:
        stripped = text.lstrip("#")
        level = len(text) - len(stripped)
        blocks.append(Block("heading", stripped.strip(), level) if level else Block("paragraph", text))
    return parse_document(write_canonical(blocks), id=name, title=name, language="en")


def compared(old: Document, new: Document, codebook: Codebook | None = None) -> Comparison:
    codebook = codebook or starter_codebook()
    return compare(tag_document(old, codebook), tag_document(new, codebook), codebook)


def texts_of(document: Document, loci: Sequence[str]) -> str:
    """The sentences at these loci, in reading order: those of one passage joined by a blank, passages by a line
    break."""
    wanted = set(loci)
    passages = [
        " ".join(sentence.text for sentence in passage.sentences if sentence.locus in wanted)
        for passage in document.passages
    ]
    return "\n".join(text for text in passages if text)
