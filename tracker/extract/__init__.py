"""Bytes → canonical text: finds out what a source is and hands it to the extractor of its format, loaded late."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast

from tracker.bounded import MAX_BYTES
from tracker.errors import InputError
from tracker.model.corpus import Extraction

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTRACTORS: Mapping[str, str] = MappingProxyType(
    {
        "text/plain": "text/5",
        "text/markdown": "markdown/3",
        "text/html": "html/3",
        "application/pdf": "pdf/5",
        DOCX: "docx/3",
    }
)
"""Media type → the current extractor's id. The number grows whenever the same bytes may give another text."""

_SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
_SIGNED = {".pdf": "a PDF", ".docx": "a Word document"}
_CONTROL = bytes(byte for byte in range(32) if byte < 9 or 13 < byte < 27 or byte > 27)
_READABLE = "give a PDF, a Word document (.docx), an HTML page, Markdown or plain text"
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_SIGNATURES = (
    (_ZIP, "a ZIP archive or an office document of another kind"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind, or one protected by a password"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a rich-text document"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
)


class _Extractor(Protocol):
    def __call__(self, data: bytes, *, name: str) -> Extraction: ...


def extract(data: bytes, *, name: str, media_type: str | None = None) -> Extraction:
    """The canonical text of a source; `name` is its file name, for the kind and for messages."""
    if len(data) > MAX_BYTES:
        raise InputError(f"{name} is too large", remedy=f"the limit is {MAX_BYTES / 1e6:.0f} MB")
    if not data.strip():
        raise InputError(f"{name} is empty")
    kind = media_type.split(";")[0].strip().lower() if media_type else media_type_of(data, name)
    if kind not in EXTRACTORS:
        raise InputError(f"{name}: cannot read {kind}", remedy=_READABLE)
    module = import_module(f"tracker.extract.{EXTRACTORS[kind].split('/')[0]}")
    extraction = cast(_Extractor, module.extract)(data, name=name)
    if not extraction.text.strip():
        raise InputError(f"{name} has no text in it")
    return extraction


def media_type_of(data: bytes, name: str) -> str:
    """The media type by content first, name second; InputError for what is clearly no text."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    # Readers of PDF forgive what stands before its mark; a text may speak of the mark.
    if start.startswith(_PDF) or (_PDF in data[:1024] and (suffix == ".pdf" or _is_binary(data))):
        return "application/pdf"
    if data.startswith(_ZIP):
        from tracker.extract.docx_package import is_document

        if is_document(data):
            return DOCX
    for signature, what in _SIGNATURES:
        if start.startswith(signature):
            raise InputError(f"{name} is {what}", remedy=_READABLE)
    if suffix in _SIGNED:
        raise InputError(
            f"{name} is not {_SIGNED[suffix]}, although its name says so", remedy="check what was downloaded"
        )
    if _is_binary(data):
        raise InputError(f"{name} is a binary file, not a document", remedy=_READABLE)
    lowered = start[:512].lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or (lowered.startswith(b"<?xml") and b"<html" in lowered):
        return "text/html"
    return _SUFFIXES.get(suffix, "text/plain")


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return b"\x00" in sample or control * 20 > len(sample)
