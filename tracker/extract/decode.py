"""Bytes → characters that are safe to keep: the encoding, and what is done with characters that cannot be seen."""

from __future__ import annotations

import codecs
import re
import unicodedata

from tracker.errors import InputError
from tracker.language import language_of

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_SEEN: dict[str, str] = {
    **_LIGATURES,
    # Invisible: soft hyphen, zero-width blanks, byte-order mark, bidi controls.
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e", ""),
    **dict.fromkeys("\u2066\u2067\u2068\u2069", ""),
    # Blanks of any width are a blank; a line or paragraph separator and the C1 "next line" are a line break.
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u2028\x85\x0b", "\n"),
    "\u2029": "\n\n",
}
_UNSEEN = re.compile(f"[{''.join(_SEEN)}]")
_JOINER = re.compile("([\u200c\u200d])[\u200c\u200d]*")
_JOINING = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u0dff]")
"""Letters that are written otherwise with a zero-width joiner or non-joiner: Arabic and Persian, and those of India."""
_ICELANDIC = re.compile("[ðþýÐÞÝ]")
_ICELANDIC_VOWELS = re.compile("[æáíóú]", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LONGEST_RUN = 80
# Leaders and rules say no more when they are longer, and keep every pattern that looks for them fast.
_LONG_RUN = re.compile(r"(?=[^\w\n]|_)(?:(?:[.,·…_][ \t]?){80,}|([^\w\s])\1{80,}|[ \t]{400,})")
_NO_TEXT = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode"})
"""What Python calls encodings too: ways to write names and literals, in which nobody keeps a text."""
_UNPAIRED = re.compile("[\ud800-\udfff]")


def decoded(data: bytes, *, name: str, declared: str | None = None) -> tuple[str, bool]:
    """The text of these bytes, and whether its encoding had to be guessed."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    for encoding in _meant_by(declared) if declared else ():
        try:
            return data.decode(encoding), False
        except (LookupError, UnicodeError):
            pass
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        pass
    else:
        if _is_mostly_ascii(western):
            return _as_turkish(data, western), True
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise InputError(f"{name}: the characters cannot be made out", remedy="save it as UTF-8")
    return data.decode(best.encoding, "replace"), True


def _meant_by(declared: str) -> tuple[str, ...]:
    """What a source that declares this encoding may be written in: what calls itself ASCII or Latin-1 is Windows-1252
    wherever bytes 80 to 9F occur, as browsers have it too."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ()
    if name in _NO_TEXT:
        return ()
    return ("cp1252", declared) if name in ("ascii", "iso8859-1") else (declared,)


def _is_mostly_ascii(text: str) -> bool:
    """Whether its letters are those of a language that Windows-1252 is for: in any such, few have an accent."""
    letters = sum(map(str.isalpha, text))
    return 2 * sum(char.isalpha() for char in text if char.isascii()) >= letters


def _as_turkish(data: bytes, western: str) -> str:
    """The text as Windows-1254, where letters of Icelandic stand without its others, and those in their place are
    Turkish."""
    if len(_ICELANDIC.findall(western)) <= 4 * len(_ICELANDIC_VOWELS.findall(western)):
        return western
    turkish = data.decode("cp1254", "replace")
    return turkish if language_of(turkish) == "tr" else western


def cleaned(text: str) -> str:
    """NFC text with LF line ends, without ligature code points, invisible characters, control or bidi characters.

    Joiners stay where they are part of the spelling (Persian `می\u200cشود`).

    A form feed stays: it is a page break. Tabs stay. Other controls become a blank, so that no two words run together.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSEEN.sub(lambda match: _SEEN[match[0]], text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINER.sub(_joiner, text)
    text = _UNPAIRED.sub("\ufffd", _CONTROL.sub(" ", text))
    return _LONG_RUN.sub(lambda match: match[0][:_LONGEST_RUN], unicodedata.normalize("NFC", text))


def _joiner(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    within = _JOINING.match(text[start - 1 : start]) and _JOINING.match(text[end : end + 1])
    return match[1] if within else ""
