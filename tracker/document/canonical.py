"""Canonical text: the Markdown in which a version is kept, one sentence per line, so that people and git can read it.

    # Heading                      one to six number signs, by level
    A sentence.                    a passage is a run of lines without a blank line between them
    - An item's first sentence.    further sentences are indented by two blanks; deeper items by two blanks a level
    > A quotation.                 every line
    [^3]: A note.                  `[^3]` in running text refers to it; both marks are no part of the passage's text
    | A table's row | cell |
    <!-- page 12 -->               page 12 begins here: between passages, or between two sentences of one

A text line that could be mistaken for one of these has a backslash in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tracker.document.blocks import Block, BlockKind
from tracker.document.segment import sentence_spans

_PAGE = re.compile(r"<!--\s*page\s+(\d{1,9})\s*-->$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"[-*+•](?:[ \t]+(.*))?$")
_NOTE = re.compile(r"\[\^([^\]\s]*)\]:[ \t]*(.*)$")
_READ_AS_MARKUP = re.compile(r"\\*(?:#{1,6}(?:\s|$)|[-*+•](?:\s|$)|>|\||<!--|\[\^[^\]\s]*\]:|-{3,}$)")
_ESCAPED = re.compile(r"\\+(?:#{1,6}(?:\s|$)|[-*+•](?:\s|$)|>|\||<!--|\[\^[^\]\s]*\]:|-{3,}$)")


@dataclass(frozen=True, slots=True)
class PageMark:
    """Page `number` begins before the sentence of this index."""

    index: int
    number: int


@dataclass(frozen=True, slots=True)
class SegmentedBlock:
    """A block whose sentences are settled: what canonical text spells out."""

    kind: BlockKind
    sentences: tuple[str, ...]
    level: int = 0
    label: str = ""
    marks: tuple[PageMark, ...] = ()
    """Page marks between its sentences; for a block of kind page, its own number."""


def write_canonical(blocks: Iterable[Block]) -> str:
    """The canonical text of these blocks; empty blocks leave no trace."""
    return _rendered(_segmented(blocks))


def recanonicalise(text: str) -> str:
    """A hand-edited text put into canonical form; its line breaks between sentences stay where they are."""
    return _rendered(read_canonical(text))


def canonical_faults(text: str) -> tuple[str, ...]:
    """Why this text is not in canonical form, with line numbers; empty when it is."""
    wanted = recanonicalise(text)
    if text == wanted:
        return ()
    faults: list[str] = []
    if "\r" in text:
        faults.append(f"line {text[: text.index(chr(13))].count(chr(10)) + 1}: line ends with a carriage return")
    if text and not text.endswith("\n"):
        faults.append(f"line {text.count(chr(10)) + 1}: no line break at the end")
    if not faults or text.replace("\r\n", "\n").rstrip("\n") != wanted.rstrip("\n"):
        faults.append(_first_difference(text.replace("\r\n", "\n"), wanted))
    return tuple(faults)


def _first_difference(text: str, wanted: str) -> str:
    have_lines, want_lines = text.split("\n"), wanted.split("\n")
    for number, (have, want) in enumerate(zip(have_lines, want_lines, strict=False), start=1):
        if have == want:
            continue
        if not have.strip():
            return f"line {number}: one blank line too many"
        if not want.strip():
            return f"line {number}: a blank line is missing before {_shown(have)}"
        return f"line {number}: reads {_shown(have)}, canonical form is {_shown(want)}"
    return f"line {min(len(have_lines), len(want_lines))}: the text must end with exactly one line break"


def _shown(line: str) -> str:
    return repr(line if len(line) <= 60 else line[:57] + "...")


def read_canonical(text: str) -> Iterator[SegmentedBlock]:
    """The blocks of a canonical text, in one pass over its lines; any text whatever can be read."""
    reading = _Reading()
    for raw in text.split("\n"):
        line = raw.strip()
        is_quoted = line.startswith(">")
        if is_quoted:
            line = line[1:].strip()
            if reading.kind != "quote":
                yield from reading.finished()
                reading.kind = "quote"
        if not line:
            yield from reading.finished()
        elif line[0] == "<" and (page := _PAGE.match(line)):
            yield from reading.turn(int(page[1]))
        elif is_quoted:
            reading.add(line)
        elif line[0] == "#" and (heading := _HEADING.match(line)):
            yield from reading.finished()
            if title := (heading[2] or "").strip():
                yield SegmentedBlock("heading", (title,), len(heading[1]))
        elif opened := _opened(line, raw):
            yield from reading.finished()
            reading.kind, reading.level, reading.label, line = opened
            reading.add(line.strip())
        else:
            if reading.kind is None or reading.kind == "quote":
                yield from reading.finished()
                reading.kind = "paragraph"
            reading.add(line)
    yield from reading.finished()


@dataclass(slots=True)
class _Reading:
    """The passage that is being read; of no kind while none is."""

    kind: BlockKind | None = None
    level: int = 0
    label: str = ""
    sentences: list[str] = field(default_factory=list)
    marks: list[PageMark] = field(default_factory=list)

    def add(self, line: str) -> None:
        if line:
            self.sentences.append(line[1:] if line[0] == "\\" and _ESCAPED.match(line) else line)

    def turn(self, page: int) -> Iterator[SegmentedBlock]:
        """Marks a new page inside the passage, or gives it as a block where none has begun."""
        if self.sentences:
            self.marks.append(PageMark(len(self.sentences), page))
        else:
            yield _page(page)

    def finished(self) -> Iterator[SegmentedBlock]:
        """The passage as far as it was read, and the pages that begin behind it."""
        sentences = _row(self.sentences) if self.kind == "table" else self.sentences
        if self.kind is not None and sentences:
            inner = tuple(mark for mark in self.marks if mark.index < len(sentences))
            yield SegmentedBlock(self.kind, tuple(sentences), self.level, self.label, inner)
        yield from (_page(mark.number) for mark in self.marks if mark.index >= len(sentences))
        self.kind, self.level, self.label, self.sentences, self.marks = None, 0, "", [], []


def _opened(line: str, raw: str) -> tuple[BlockKind, int, str, str] | None:
    """Kind, level and label of the item, note or row that begins with this line, and the rest of the line."""
    first = line[0]
    if first in "-*+•" and (item := _ITEM.match(line)):
        return "item", _depth(raw), "", item[1] or ""
    if first == "[" and (note := _NOTE.match(line)):
        return "note", 0, note[1], note[2]
    if first == "|":
        return "table", 0, "", line[1:]
    return None


def _row(sentences: list[str]) -> list[str]:
    """The sentences of a table's row without its last bar; none where it is only the line under a table's head."""
    whole = [*sentences[:-1], sentences[-1].removesuffix("|").rstrip()] if sentences else []
    return [] if _is_rule("".join(whole)) else list(filter(None, whole))


def _page(number: int) -> SegmentedBlock:
    return SegmentedBlock("page", (), marks=(PageMark(0, number),))


def _is_rule(row: str) -> bool:
    """Whether a table row is only the line under a table's head."""
    return not row.strip("|-: ")


def _depth(raw: str) -> int:
    blanks = len(raw) - len(raw.lstrip())
    return min(blanks // 2, 8)


def _segmented(blocks: Iterable[Block]) -> Iterator[SegmentedBlock]:
    for block in blocks:
        if block.kind == "page":
            if block.page is not None:
                yield _page(block.page)
        elif block.kind == "heading":
            title = " ".join(block.text.split())
            if title:
                yield SegmentedBlock("heading", (title,), min(max(block.level, 1), 6))
                yield from (_page(number) for _, number in block.breaks)
        else:
            yield from _segmented_passage(block)


def _segmented_passage(block: Block) -> Iterator[SegmentedBlock]:
    spans = sentence_spans(block.text)
    sentences = tuple(" ".join(block.text[start:end].split()) for start, end in spans)
    marks: list[PageMark] = []
    after: list[int] = []
    for offset, number in block.breaks:
        index = next((index for index, (start, _) in enumerate(spans) if start >= offset), len(spans))
        if index == len(spans):
            after.append(number)
        else:
            marks.append(PageMark(index, number))
    before = tuple(mark.number for mark in marks if mark.index == 0)
    yield from (_page(number) for number in before)
    if sentences and not (block.kind == "table" and _is_rule("".join(sentences))):
        inner = tuple(mark for mark in marks if mark.index > 0)
        level = max(block.level, 0) if block.kind == "item" else 0
        yield SegmentedBlock(block.kind, sentences, level, "".join(block.label.split()).replace("]", ""), inner)
    yield from (_page(number) for number in after)


def _rendered(blocks: Iterable[SegmentedBlock]) -> str:
    parts: list[str] = []
    item_depth = -1
    for block in blocks:
        if block.kind == "page":
            parts.append(f"<!-- page {block.marks[0].number} -->")
            continue
        if block.kind == "heading":
            parts.append(f"{'#' * block.level} {block.sentences[0]}")
            item_depth = -1
            continue
        # An item can be at most one level deeper than the one before it: deeper would be a code block to other readers.
        item_depth = min(block.level, item_depth + 1) if block.kind == "item" else -1
        parts.append(_rendered_passage(block, item_depth))
    return "\n\n".join(parts) + "\n" if parts else ""


def _rendered_passage(block: SegmentedBlock, item_depth: int) -> str:
    first, further = "", ""
    if block.kind == "item":
        first, further = "  " * item_depth + "- ", "  " * item_depth + "  "
    elif block.kind == "quote":
        first = further = "> "
    elif block.kind == "note":
        first, further = f"[^{block.label}]: ", "  "
    elif block.kind == "table":
        first, further = "| ", "  "
    marks_before: dict[int, list[int]] = {}
    for mark in block.marks:
        marks_before.setdefault(mark.index, []).append(mark.number)
    lines: list[str] = []
    for index, sentence in enumerate(block.sentences):
        lines.extend(f"{further}<!-- page {number} -->" for number in marks_before.get(index, ()))
        prefix = first if index == 0 else further
        escaped = "\\" + sentence if _READ_AS_MARKUP.match(sentence) else sentence
        lines.append(prefix + escaped)
    if block.kind == "table":
        lines[-1] += " |"
    return "\n".join(lines)
