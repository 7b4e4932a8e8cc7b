"""Canonical text → Document: sections, passages and sentences with their loci and pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from tracker.document.canonical import SegmentedBlock, read_canonical
from tracker.model.document import Document, Passage, PassageKind, Section, Sentence, Span

_NOTE_MARK = re.compile(r" ?\[\^[^\]\s]{1,20}\]")


def parse_document(
    text: str,
    *,
    id: str,
    title: str,
    published: str | None = None,
    language: str = "und",
    pages: int | None = None,
    notices: tuple[str, ...] = (),
) -> Document:
    """The document that a canonical text (without front matter) spells out; any text whatever can be parsed."""
    outline = _Outline()
    drafts: list[tuple[SegmentedBlock, int, int, int | None]] = []
    page: int | None = None
    blocks = tuple(read_canonical(text))
    title_heading = _title_heading(blocks)
    for block in blocks:
        if block.kind == "page":
            page = block.marks[0].number
        elif block is title_heading:
            continue
        elif block.kind == "heading":
            outline.open(block.sentences[0], block.level, page)
        else:
            if any(_without_note_marks(sentence) for sentence in block.sentences):
                section, position = outline.place(page)
                drafts.append((block, section, position, page))
            if block.marks:
                page = block.marks[-1].number
    has_headings = any(section.title for section in outline.sections)
    passages = tuple(
        _passage(block, outline.sections[section].number if has_headings else "", section, position, start_page)
        for block, section, position, start_page in drafts
    )
    return Document(
        id=id,
        title=title,
        published=published,
        language=language,
        pages=pages,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        sections=tuple(outline.sections),
        passages=passages,
        notices=notices,
    )


def _title_heading(blocks: Iterable[SegmentedBlock]) -> SegmentedBlock | None:
    """The heading that is the document's own title, if it has one: it stands first and encloses all others."""
    written = [block for block in blocks if block.kind != "page"]
    if not written or written[0].kind != "heading":
        return None
    others = [block.level for block in written[1:] if block.kind == "heading"]
    return written[0] if others and min(others) > written[0].level else None


class _Outline:
    """Sections in the making. A heading's depth is the number of open headings above it, so none is skipped."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._open: list[tuple[int, int]] = []
        """Level as written and section index of the headings that enclose what comes next."""
        self._children: dict[int | None, int] = {}
        self._passages: dict[int, int] = {}

    def open(self, title: str, level: int, page: int | None) -> None:
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        parent = self._open[-1][1] if self._open else None
        nth = self._children[parent] = self._children.get(parent, 0) + 1
        number = str(nth) if parent is None else f"{self.sections[parent].number}.{nth}"
        self._open.append((level, len(self.sections)))
        self.sections.append(Section(number, title, len(self._open), parent, page))

    def place(self, page: int | None) -> tuple[int, int]:
        """Index of the current section and position in it, from 1, for the next passage."""
        if not self.sections:
            self.sections.append(Section("0", "", 0, None, page))
        section = self._open[-1][1] if self._open else 0
        position = self._passages[section] = self._passages.get(section, 0) + 1
        return section, position


def _passage(block: SegmentedBlock, number: str, section: int, position: int, page: int | None) -> Passage:
    locus = f"§{number} ¶{position}" if number else f"¶{position}"
    page_turns = {mark.index: mark.number for mark in block.marks}
    first_page = page
    sentences: list[Sentence] = []
    offset = 0
    for index, written in enumerate(block.sentences):
        page = page_turns.get(index, page)
        text = _without_note_marks(written)
        if text:
            span = Span(offset, offset + len(text))
            sentences.append(Sentence(f"{locus} s{len(sentences) + 1}", text, span, page))
            offset = span.end + 1
    kind: PassageKind = "paragraph" if block.kind in ("heading", "page") else block.kind  # type: ignore[assignment]
    return Passage(
        locus, kind, " ".join(sentence.text for sentence in sentences), tuple(sentences), section, first_page
    )


def _without_note_marks(text: str) -> str:
    return _NOTE_MARK.sub("", text).strip() if "[^" in text else text
