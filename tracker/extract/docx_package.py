"""The parts of a Word document's ZIP, unpacked within limits, parsed without entities, external files or a network."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import unquote

from tracker.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

MAX_PART = 64_000_000
"""Bytes of XML that one part may unpack to. A document of 600 pages has about 10 MB."""
_MAX_TAGS = 2_000_000
"""In one part: each costs a hundred bytes and more in memory."""
_MAX_BLOCKS = 100_000
"""Paragraphs and tables; a page has ten."""
_MAX_NAMES = 20_000
_MAIN = "word/document.xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What `zipfile` raises for archives that are damaged, encrypted or packed in an unknown way."""


@dataclass(frozen=True, slots=True)
class Package:
    """An open document."""

    name: str
    """The file's, for messages."""
    archive: zipfile.ZipFile
    main: str
    """The part that holds the text."""
    related: dict[str, str]
    """Kind of relationship of the main part (`styles`, `footnotes`) → the part's name."""

    def part(self, kind: str) -> etree._Element | None:
        """The root of a part that belongs to the main one; None where there is none."""
        path = self.related.get(kind)
        return _parsed(self.archive, path, self.name) if path in self.archive.NameToInfo else None

    def named(self, path: str) -> etree._Element | None:
        return _parsed(self.archive, path, self.name) if path in self.archive.NameToInfo else None

    def blocks(self) -> Iterator[etree._Element]:
        """The outermost paragraphs and tables of the main part, each gone from memory when the next is asked for.

        A contents list that the word processor makes is none of them.
        """
        for element in _outermost(self.archive, self.main, self.name, ("p", "tbl")):
            if not any(_is_contents(ancestor) for ancestor in element.iterancestors("{*}sdt")):
                yield element


def is_document(data: bytes) -> bool:
    """Whether a ZIP archive is a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "[Content_Types].xml" in archive.NameToInfo and any(
                path.startswith("word/document") for path in archive.NameToInfo
            )
    except _BROKEN:
        return False


def open_package(data: bytes, *, name: str) -> Package:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise damaged(name) from None
    if len(archive.NameToInfo) > _MAX_NAMES:
        raise InputError(f"{name} holds more than {_MAX_NAMES:,} files", remedy="this is no ordinary Word document")
    main = _related(archive, "", name).get("officeDocument", _MAIN)
    if main not in archive.NameToInfo:
        raise damaged(name)
    return Package(name, archive, main, _related(archive, main, name))


def damaged(name: str) -> InputError:
    return InputError(
        f"{name} cannot be read as a Word document: it is damaged or protected by a password",
        remedy="open it in a word processor and save it anew as .docx",
    )


def local_name(element: etree._Element) -> str:
    """The tag without its namespace, of which there are two sets (ECMA-376 transitional and strict)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute's value, whatever its namespace."""
    if element is None:
        return None
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, and of it the next, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local_name(inner) == name), None)
    return element


def value(element: etree._Element | None, *path: str) -> str | None:
    """What the attribute `val` of a descendant says."""
    return attribute(child(element, *path), "val")


def is_on(element: etree._Element | None, *path: str) -> bool:
    """Whether a switch (`<w:b/>`, `<w:b w:val="0"/>`) is there and not turned off."""
    found = child(element, *path)
    return found is not None and attribute(found, "val") not in ("0", "false", "off", "none")


def _is_contents(control: etree._Element) -> bool:
    return "contents" in (value(control, "sdtPr", "docPartObj", "docPartGallery") or "").lower()


def _related(archive: zipfile.ZipFile, source: str, name: str) -> dict[str, str]:
    """Targets of a part's relationships by the last word of their kind; the package's own for an empty source."""
    folder, _, file = source.rpartition("/")
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if path not in archive.NameToInfo:
        return {}
    found: dict[str, str] = {}
    for relationship in _parsed(archive, path, name):
        target = relationship.get("Target")
        if target is None or relationship.get("TargetMode") == "External":
            continue
        kind = str(relationship.get("Type") or "").rpartition("/")[2]
        found.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, unquote(str(target)))).lstrip("/"))
    return found


def _parsed(archive: zipfile.ZipFile, path: str | None, name: str) -> etree._Element:
    from lxml import etree

    assert path is not None
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        with archive.open(path) as packed:
            return etree.parse(cast("IO[bytes]", _Limited(packed, path, name)), parser).getroot()
    except (etree.LxmlError, *_BROKEN):
        raise damaged(name) from None


def _outermost(archive: zipfile.ZipFile, path: str, name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    from lxml import etree

    try:
        with archive.open(path) as packed:
            reading = etree.iterparse(
                cast("IO[bytes]", _Limited(packed, path, name)),
                events=("start", "end"),
                tag=[f"{{*}}{tag}" for tag in tags],
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                huge_tree=False,
            )
            depth = count = 0
            for event, element in reading:
                depth += 1 if event == "start" else -1
                if event == "end" and not depth:
                    count += 1
                    if count > _MAX_BLOCKS:
                        raise _too_large(name, f"it has more than {_MAX_BLOCKS:,} paragraphs")
                    yield element
                    element.clear()
                    parent = element.getparent()
                    while parent is not None and element.getprevious() is not None:
                        del parent[0]
    except (etree.LxmlError, *_BROKEN):
        raise damaged(name) from None


class _Limited:
    """A file that refuses to be read beyond the limit: an archive of a megabyte can unpack to gigabytes."""

    def __init__(self, packed: IO[bytes], path: str, name: str) -> None:
        self._packed = packed
        self._left = MAX_PART
        self._tags_left = _MAX_TAGS
        self._path = path
        self._name = name

    def read(self, size: int = -1) -> bytes:
        data = self._packed.read(size if 0 < size < 1_000_000 else 1_000_000)
        self._left -= len(data)
        self._tags_left -= data.count(b"<")
        if self._left < 0:
            raise _too_large(self._name, f"{self._path} unpacks to more than {MAX_PART / 1e6:.0f} MB")
        if self._tags_left < 0:
            raise _too_large(self._name, f"{self._path} has more than {_MAX_TAGS / 1e6:.0f} million tags")
        return data


def _too_large(name: str, what: str) -> InputError:
    return InputError(f"{name}: {what}", remedy="split the document, or give it as a PDF")
