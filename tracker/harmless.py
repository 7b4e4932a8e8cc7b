"""Makes text that came from a document safe to show: control, escape and direction-changing characters become visible.

A document can hold bytes that a terminal obeys (move the cursor, set the window title, write to the clipboard) and
characters that turn the reading direction of what follows. Nothing of the kind may reach a screen or a report.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but for the line feed, DEL, C1
    "\u00ad\ufeff"  # soft hyphen and byte order mark: invisible, and drawn one column wide by some terminals
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # direction embeddings, overrides and isolates
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and invisible tags
    "\ud800-\udfff]"  # halves of a pair: no encoding can write them
)
_SHOWN = {
    "\t": " ",
    "\r": " ",
    "\v": " ",
    "\f": " ",
    "\x85": " ",
    "\u2028": " ",
    "\u2029": " ",
    "\u00ad": "",
    "\ufeff": "",
}


def clean(text: str) -> str:
    """The text with every character that a terminal would obey shown instead (`␛`, `⟨U+202E⟩`); line feeds stay."""
    # What a terminal obeys is not printable, and nearly all text is: this is asked first since it is quick.
    return text if text.isprintable() else _OBEYED.sub(_visible, text)


def clean_line(text: str) -> str:
    """The text made safe and put on one line, runs of blanks as one blank."""
    return " ".join(clean(text).split())


def _visible(found: re.Match[str]) -> str:
    character = found.group()
    if character in _SHOWN:
        return _SHOWN[character]
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"\u27e8U+{code:04X}\u27e9"


def cell_width(text: str) -> int:
    """Columns that a terminal needs for a text without control characters."""
    if text.isascii() or not _MAY_NOT_BE_ONE.search(text):
        return len(text)
    return sum(_columns(character) for character in text)


_MAY_NOT_BE_ONE = re.compile("[^\u0020-\u02ff\u2010-\u205e]")
"""All but the Latin letters and the typographic quotes and dashes."""


@cache
def _columns(character: str) -> int:
    if character in "\u200b\u200c\u200d\u200e\u200f\u2060\u061c" or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
