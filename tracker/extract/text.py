"""Plain text → canonical text, also where other people's tools made it from a PDF and left its traces in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extract.contents import find_contents
from tracker.extract.decode import cleaned, decoded
from tracker.extract.finish import finished
from tracker.extract.paragraphs import blocks_of_lines
from tracker.extract.shapes import ends_sentence, is_bare_title, is_date, is_title_case, is_worded, numbering_of
from tracker.extract.text_lines import Line, read_lines, without_contents, without_page_numbers, without_running_heads
from tracker.harmless import cell_width
from tracker.model.corpus import Extraction

_ISSUER = re.compile(
    r"\b(?:the white house|(?:us |u\.s\. )?(?:department|ministry) of \w+|hm government|presented to)\b", re.IGNORECASE
)
"""Who issued a document, or to whom: stands behind the title, also on its last line, in the same capitals, so that only
names tell it from the title. No title is taken from a page that begins with one, the head of a letter."""


def extract(data: bytes, *, name: str) -> Extraction:
    text, guessed = decoded(data, name=name)
    numbered, pages = without_page_numbers(read_lines(cleaned(text)))
    with_contents = without_running_heads(numbered)
    contents = find_contents([line.text for line in with_contents])
    lines = without_contents(with_contents, contents)
    return finished(
        blocks_of_lines(lines, contents.titles),
        media_type="text/plain",
        pages=pages,
        title=_title_of(lines),
        warnings=("the character encoding was guessed",) if guessed else (),
    )


def _title_of(lines: Sequence[Line]) -> str | None:
    """The title on the first page: its first heading-like lines, put together."""
    parts: list[str] = []
    for nth, line in enumerate(lines[:12]):
        if parts and (line.gap > 0 or not is_worded(line.text)):
            break
        if is_date(line.text) or len(line.text) > 90 or ends_sentence(line.text):
            break
        alone = nth + 1 == len(lines) or lines[nth + 1].gap > 0 or lines[nth + 1].text[0] in "(（"
        if not (line.text.isupper() or is_title_case(line.text) or (alone and is_bare_title(line.text))):
            break
        parts.append(line.text)
    title = _ISSUER.split(" ".join(parts))[0].strip()
    several = len(title.split()) >= 2 or is_bare_title(title or "-")
    return title if several and 8 <= cell_width(title) <= 200 and not numbering_of(title) else None
