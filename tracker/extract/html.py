"""HTML pages → canonical text: a walk over the elements of the document that make its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.document.blocks import Block
from tracker.errors import InputError
from tracker.extract.decode import cleaned, decoded
from tracker.extract.finish import finished
from tracker.extract.headings import with_levels
from tracker.extract.html_page import INLINE, NOTE_TARGET, inner_text, is_read, main_content
from tracker.extract.shapes import bullet_of
from tracker.extract.stated import stated_date
from tracker.model.corpus import Extraction
from tracker.model.words import on_one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{2,40})",
    re.IGNORECASE,
)
_HEADING = re.compile(r"h[1-6]$")
_NOTE_ID = re.compile(r"(?:fn|footnote|cite_note|_ftn|endnote)(?!ref)[\w:.-]*$", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "publication_date",
    "datepublished",
    "govuk:first-published-at",
)


def extract(data: bytes, *, name: str) -> Extraction:
    text, guessed = decoded(data, name=name, declared=_declared_encoding(data))
    root = _root_of(re.sub(r"^\s*<\?xml[^>]*\?>", "", cleaned(text).replace("\f", " ")), name=name)
    if root is None:
        raise InputError(f"{name} cannot be read as HTML", remedy="save the page again, or give it as text")
    meta = _meta(root)
    title = _title(root, meta)
    published = next((date for key in _DATE_NAMES if (date := stated_date(meta.get(key)))), None)
    language = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    blocks = _blocks_of(main_content(_body_of(root)), is_page=True)
    return finished(
        with_levels(blocks),
        media_type="text/html",
        title=title,
        published=published,
        language=language or None,
        warnings=("the character encoding was guessed",) if guessed else (),
    )


def blocks_of_fragment(markup: str, *, name: str) -> Iterator[Block]:
    """The blocks of a piece of HTML inside another format; `name` is the source's, for messages."""
    root = _root_of(f"<html><body>{markup}</body></html>", name=name)
    return iter(()) if root is None else _blocks_of(_body_of(root), is_page=False)


def _root_of(markup: str, *, name: str) -> HtmlElement | None:
    """The tree of this markup, None where there is none in it."""
    from lxml import etree, html

    parser = html.HTMLParser()
    try:
        root = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    # The parser mends what it can, and drops without a word what stands behind that which it cannot.
    if parser.error_log.filter_from_fatals():
        reason = "its elements are nested too deep, or one of them is too large"
        raise InputError(
            f"{name} cannot be read to its end: {reason}", remedy="save the page again, or give it as text"
        )
    return root


def _body_of(root: HtmlElement) -> HtmlElement:
    body = root.find("body")
    return root if body is None else body


def _declared_encoding(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def _meta(root: HtmlElement) -> dict[str, str]:
    """Content of the meta elements by their name, in small letters; the first of each counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = str(element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        content = str(element.get("content") or "")
        if key and content:
            found.setdefault(key, content)
    for element in root.iter("time"):
        if (
            element.get("pubdate") is not None
            or "published" in str(element.get("class") or element.get("itemprop") or "").lower()
        ):
            found.setdefault("datepublished", str(element.get("datetime") or ""))
    return found


def _title(root: HtmlElement, meta: dict[str, str]) -> str | None:
    """The only first-level heading, else what the page calls itself, without the site's name."""
    first = [inner_text(element) for element in root.iter("h1")]
    whole = meta.get("og:title") or meta.get("dc.title") or (root.findtext(".//title") or "")
    whole = " ".join(whole.split())
    headings = [text for text in first if text]
    if headings and (len(headings) == 1 or headings[0] in whole):
        return headings[0]
    return re.split(r"\s+[|–—»]\s+|\s+-\s+(?=[^-]*$)", whole)[0] or None


@dataclass(slots=True)
class _Walk:
    """Blocks in the making: inline text is collected until a block begins or ends."""

    is_page: bool
    blocks: list[Block] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)

    def flush(self, kind: str = "paragraph", level: int = 0) -> None:
        text = on_one_line("".join(self._text))
        self._text.clear()
        if not text:
            return
        if kind == "paragraph" and bullet_of(text) and text[0] in "•▪■●*":
            kind, text = "item", text[bullet_of(text) :]
        self.blocks.append(Block(kind, text, level))  # type: ignore[arg-type]

    def add(self, text: str | None) -> None:
        if text:
            self._text.append(text)


def _blocks_of(element: HtmlElement, *, is_page: bool) -> Iterator[Block]:
    walk = _Walk(is_page)
    _visit(element, walk, kind="paragraph", depth=0)
    walk.flush()
    yield from walk.blocks


def _visit(element: HtmlElement, walk: _Walk, *, kind: str, depth: int) -> None:
    walk.add(element.text)
    for child in element:
        _visit_child(child, walk, kind=kind, depth=depth)
        walk.add(child.tail)


def _visit_child(child: HtmlElement, walk: _Walk, *, kind: str, depth: int) -> None:
    if not is_read(child, is_page=walk.is_page):
        return
    tag = str(child.tag)
    if tag == "br":
        walk.add(" ")
    elif tag == "sup" and (label := _note_mark(child)):
        walk.add(f"[^{label}]")
    elif tag in INLINE:
        _visit(child, walk, kind=kind, depth=depth)
    elif _HEADING.match(tag):
        walk.flush(kind, depth)
        heading = _Walk(walk.is_page)
        _visit(child, heading, kind="paragraph", depth=0)
        walk.blocks.extend(Block("page", "", page=block.page) for block in heading.blocks if block.kind == "page")
        heading_text = " ".join([block.text for block in heading.blocks] + ["".join(heading._text)])
        walk.blocks.append(Block("heading", re.sub(r"\[\^\w+\]", "", heading_text), int(tag[1])))
    elif tag == "table":
        walk.flush(kind, depth)
        _visit_table(child, walk)
    elif tag in ("ul", "ol"):
        walk.flush(kind, depth)
        _visit_list(child, walk, depth=depth + 1 if kind == "item" else 0, ordered=tag == "ol")
    else:
        walk.flush(kind, depth)
        inner = "quote" if tag == "blockquote" else "item" if tag in ("dd", "li") else kind
        label = _note_label(child)
        start = len(walk.blocks)
        _visit(child, walk, kind=inner, depth=depth)
        walk.flush(inner, depth)
        if label:
            walk.blocks[start:] = [_as_note(block, label) for block in walk.blocks[start:]]


def _visit_list(element: HtmlElement, walk: _Walk, *, depth: int, ordered: bool) -> None:
    number = _first_number(element)
    style = str(element.get("type") or "1")
    for child in element:
        if not is_read(child, is_page=walk.is_page):
            continue
        if child.tag != "li":
            _visit_child(child, walk, kind="item", depth=depth)
            continue
        start = len(walk.blocks)
        label = _note_label(child)
        if ordered and not label and not str(child.get("class") or "").startswith("no-"):
            walk.add(f"{_ordinal(number, style)} ")
        _visit(child, walk, kind="item", depth=depth)
        walk.flush("item", depth)
        if label:
            walk.blocks[start:] = [_as_note(block, label) for block in walk.blocks[start:]]
        number += 1


def _first_number(element: HtmlElement) -> int:
    try:
        return int(element.get("start") or 1)
    except ValueError:
        return 1


def _ordinal(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1) + "."
    return f"{number}."


def _visit_table(element: HtmlElement, walk: _Walk) -> None:
    """Rows of cells; a table that only lays out the page (one cell a row) is text."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
    for row in rows:
        cells = [cell for cell in row if isinstance(cell.tag, str) and cell.tag in ("td", "th")]
        if len(cells) <= 1 or any(cell.find(".//table") is not None for cell in cells):
            for cell in cells:
                _visit(cell, walk, kind="paragraph", depth=0)
                walk.flush()
            continue
        texts: list[str] = []
        for cell in cells:
            inner = _Walk(walk.is_page)
            _visit(cell, inner, kind="paragraph", depth=0)
            inner.flush()
            texts.append(" ".join(block.text for block in inner.blocks))
        if any(texts):
            walk.blocks.append(Block("table", " | ".join(texts)))


def _note_mark(element: HtmlElement) -> str:
    """The number of the note that a raised mark points to; empty if it is none."""
    text = inner_text(element).strip("[]() ")
    if not re.fullmatch(r"\d{1,3}|[a-z*†‡]", text):
        return ""
    points = any(NOTE_TARGET.search(str(link.get("href") or "")) for link in element.iter("a"))
    named = "note" in str(element.get("class") or "").lower() or str(element.get("id") or "").lower().startswith(
        "fnref"
    )
    return text if points or named else ""


def _note_label(element: HtmlElement) -> str:
    """The number of the note that this element holds; empty if it is none."""
    identifier = str(element.get("id") or "")
    if not _NOTE_ID.match(identifier) or element.tag not in ("li", "p", "div", "dd"):
        return ""
    digits = re.findall(r"\d+", identifier)
    return digits[-1] if digits else identifier[:20]


def _as_note(block: Block, label: str) -> Block:
    text = re.sub(
        rf"^\[?{re.escape(label)}[\].)]*\s+|\s*(?:↩︎?|\u21a9|Back to (?:text|content)|\[?return\]?)\s*$", "", block.text
    )
    return Block("note", text, label=label) if block.kind in ("paragraph", "item") else block
