"""Bytes become text: encodings that are declared or guessed, and what is no text."""

from __future__ import annotations

import pytest

from tracker.errors import InputError
from tracker.extract import extract
from tracker.extract.decode import decoded

ENCODINGS = {"utf-8": "utf-8", "with a byte-order mark": "utf-8-sig", "utf-16": "utf-16", "windows": "cp1252"}


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(encoding: str) -> None:
    extraction = extract("“We won’t fail” – that’s our word.".encode(encoding), name="x.txt")
    assert extraction.text == "“We won’t fail” – that’s our word.\n"
    assert bool(extraction.warnings) == (encoding == "cp1252")


QUOTED = "“We won’t fail.”"
DECLARED = {
    "latin-1": ("iso-8859-1", QUOTED.encode("cp1252"), (QUOTED, False)),
    "ascii": ("us-ascii", QUOTED.encode("cp1252"), (QUOTED, False)),
    "a codec that decodes nothing": ("undefined", QUOTED.encode("cp1252"), (QUOTED, True)),
    "a codec of another kind": ("rot13", QUOTED.encode("cp1252"), (QUOTED, True)),
    "no name": ("\0", QUOTED.encode("cp1252"), (QUOTED, True)),
    **{
        name: (name, b"In \\u0041 \x96 text-k3b.", ("In \\u0041 – text-k3b.", True))
        for name in ("unicode_escape", "raw_unicode_escape", "idna", "punycode", "Unicode-Escape")
    },
    "latin-1 with a byte that Windows lacks": ("latin1", b"\x81\xc0 la fin.", ("\x81À la fin.", False)),
}


@pytest.mark.parametrize(("declared", "data", "read"), DECLARED.values(), ids=DECLARED)
def test_declared_encodings_are_read_as_they_are_meant(declared: str, data: bytes, read: tuple[str, bool]) -> None:
    assert decoded(data, name="x.html", declared=declared) == read


RUSSIAN = "Стратегия национальной безопасности является основой для развития страны и её обороны. "


def test_an_encoding_of_other_letters_is_guessed_by_its_letters() -> None:
    assert decoded((RUSSIAN * 5).encode("cp1251"), name="x.txt") == (RUSSIAN * 5, True)


REFUSED = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n\t\n", "empty"),
    "office document": (b"PK\x03\x04rest", "office document"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "image": (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "image"),
    "no words": (b"--- *** ---\n", "no text"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_refuses_what_is_no_text(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        extract(data, name="x.txt")


def test_a_text_that_speaks_of_pdf_is_no_pdf() -> None:
    note = "A file that begins with %PDF-1.7 is a PDF.\n"
    assert extract(note.encode(), name="note.md").text == note


def test_turkish_is_told_from_what_its_letters_are_in_western_europe() -> None:
    text = "Ülkemiz limanların güvenliğini sağlayacak, bölgesinde barışı ve istikrarı savunacaktır.\n"
    assert decoded(text.encode("cp1254"), name="x") == (text, True)
    icelandic = "Það er ýmislegt sem við þurfum að ræða, og það verður gert á næsta þingi.\n"
    assert decoded(icelandic.encode("cp1252"), name="x") == (icelandic, True)
