"""Markdown → canonical text: structure from the markup, words without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker import yamltext
from tracker.document.blocks import Block, BlockKind
from tracker.errors import DataError
from tracker.extract.decode import cleaned, decoded
from tracker.extract.finish import finished
from tracker.extract.headings import with_levels
from tracker.extract.shapes import bullet_of, is_numbered_item
from tracker.extract.stated import stated_date
from tracker.model.corpus import Extraction
from tracker.model.words import on_one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LIQUID = re.compile(r"\{%-?\s.{0,200}?\s-?%\}")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,30})\]:[ \t]*", re.MULTILINE)
_NOTE_SIGN = ("\ue002", "\ue003")
_PAGE = re.compile(r"<!--\s*page\s+(\d{1,9})\s*-->")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANCHOR = re.compile(r"\s*\{:?\s*[#.][^}\n]{0,80}\}\s*$")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def extract(data: bytes, *, name: str) -> Extraction:
    text, guessed = decoded(data, name=name)
    text = cleaned(text).replace("\f", "\n\n").translate({ord(sign): None for sign in _NOTE_SIGN})
    front, body = _front_matter(text, name)
    blocks = _Reader(name).read(body)
    return finished(
        with_levels(blocks),
        media_type="text/markdown",
        title=_text_value(front, "title"),
        published=next(
            (
                date
                for key in ("published", "date", "publication_date", "datePublished")
                if (date := stated_date(front.get(key)))
            ),
            None,
        ),
        language=_text_value(front, "language", "lang"),
        warnings=("the character encoding was guessed",) if guessed else (),
    )


def _front_matter(text: str, name: str) -> tuple[dict[str, object], str]:
    """The values of the YAML block at the head, empty if it is none that can be read, and the text after it."""
    match = _FRONT_MATTER.match(text)
    if not match or len(match[1]) > 16_000:
        return {}, text
    try:
        value = yamltext.load(match[1], source=name).value
    except DataError:
        # Somebody else's front matter may use more of YAML than is read here; it is no text of the document either way.
        return ({}, text[match.end() :]) if re.search(r"^[\w-]+\s*:", match[1], re.MULTILINE) else ({}, text)
    return (value, text[match.end() :]) if isinstance(value, dict) else ({}, text)


def _text_value(front: dict[str, object], *keys: str) -> str | None:
    for key in keys:
        value = front.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


@dataclass(slots=True)
class _Reader:
    """Blocks from the token stream of markdown-it."""

    name: str
    """Of the source, for messages."""
    blocks: list[Block] = field(default_factory=list)
    _lists: list[int | None] = field(default_factory=list)
    """For each open list the number of its next item; None for bullets."""
    _label: str = ""
    """Number of the item that has just been opened."""
    _item_open: bool = False
    _counts_anew: bool = False
    """An item with a label of another kind has come in between."""
    _quotes: int = 0
    _cells: list[str] | None = None

    def read(self, text: str) -> list[Block]:
        from markdown_it import MarkdownIt

        parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        marked = _NOTE.sub(lambda match: f"\n{_NOTE_SIGN[0]}{match[1]}{_NOTE_SIGN[1]}", _LIQUID.sub("", text))
        for token in parser.parse(marked):
            self._take(token)
        return self.blocks

    def _take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._heading_level = int(token.tag[1])
            case "inline":
                self._take_inline(token)
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._item_open = True
                number = self._lists[-1]
                if number is not None:
                    # Numbers as written, unless all are written alike and left to be counted (`1.` `1.` `1.`).
                    written = int(token.info) if token.info.isdigit() else number
                    number = number if written == number - 1 and not self._counts_anew else written
                    self._lists[-1] = number + 1
                    self._counts_anew = False
                self._label = "" if number is None else f"{number}{token.markup or '.'}"
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "tr_open":
                self._cells = []
            case "tr_close":
                cells = self._cells or []
                self._cells = None
                if any(cells):
                    self.blocks.append(Block("table", " | ".join(cells)))
            case "fence" | "code_block":
                self._add_paragraph(token.content)
            case "html_block":
                self._take_html(token.content)

    _heading_level: int = 0

    def _take_inline(self, token: Token) -> None:
        text = _plain(token.children or ())
        if self._heading_level:
            level, self._heading_level = self._heading_level, 0
            title = " ".join(_ANCHOR.sub("", text).split())
            self.blocks.append(Block("heading", title, level))
        elif self._cells is not None:
            self._cells.append(on_one_line(text))
        elif text.startswith(_NOTE_SIGN[0]):
            label, _, note = text[1:].partition(_NOTE_SIGN[1])
            self.blocks.append(Block("note", on_one_line(note), label=label))
        else:
            self._add_paragraph(text)

    def _add_paragraph(self, text: str) -> None:
        """A paragraph, cut where a line begins with the label of an item that Markdown does not know (`a.`, `(1)`)."""
        kind: BlockKind = "quote" if self._quotes else "paragraph"
        depth = max(len(self._lists) - 1, 0)
        label, self._label = self._label, ""
        parts: list[tuple[bool, list[str]]] = [(self._item_open, [label])]
        opened, self._item_open = self._item_open, False
        for nth, line in enumerate(map(str.strip, text.split("\n"))):
            if nth and (is_numbered_item(line) or bullet_of(line)):
                parts.append((True, [line[bullet_of(line) :]]))
                self._counts_anew = True
            elif nth == 0 and not opened and is_numbered_item(line):
                parts = [(True, [line])]
                self._counts_anew = True
            else:
                parts[-1][1].append(line)
        for is_item, lines in parts:
            part = on_one_line("\n".join(lines))
            if part:
                self.blocks.append(Block("item", part, depth) if is_item else Block(kind, part))

    def _take_html(self, content: str) -> None:
        for match in _PAGE.finditer(content):
            self.blocks.append(Block("page", "", page=int(match[1])))
        rest = _COMMENT.sub("", content)
        if rest.strip():
            from tracker.extract.html import blocks_of_fragment

            self.blocks.extend(blocks_of_fragment(rest, name=self.name))


def _plain(children: Sequence[Token]) -> str:
    """The words of inline markup; line breaks stay for the caller."""
    parts: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and _BREAK_TAG.match(child.content)
        ):
            parts.append("\n")
    return "".join(parts)
