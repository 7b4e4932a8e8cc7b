"""The tightest wording that shows a shift: the sentence, or as much of a long one as a quotation may hold."""

from __future__ import annotations

import re

from tracker.compare.focus import ThemeSentence
from tracker.compare.shifts.candidates import LONGEST_QUOTE
from tracker.compare.shifts.reading import Reading
from tracker.compare.units import Side, Sides
from tracker.model.comparison import Edit, Quote

_JOINTS = re.compile(r"^(?:and|or)\s+|[,;:]$")
"""What ties an item to the rest of its enumeration."""
_CLAUSE_END = re.compile(r"[,;:–—](?=\s)|\s(?=(?:and|but|while|although|which|because|so that)\s)")


def quoted(reading: Reading, sides: Sides) -> tuple[Quote | None, Quote | None]:
    """`(old, new)`, each an exact piece of its sentence."""
    candidate = reading.candidate
    old = _quote(sides.old, candidate.old, reading.old, _changed(reading.edits, "-")) if candidate.old else None
    new = _quote(sides.new, candidate.new, reading.new, _changed(reading.edits, "+")) if candidate.new else None
    return old, new


def _quote(side: Side, sentence: ThemeSentence, text: str, changed: tuple[int, int] | None) -> Quote:
    place = side.units[sentence.unit]
    spoken = side.document.passages[place.passage].sentences[place.sentence]
    start, end = changed or (0, 0)
    quote = _JOINTS.sub("", tightest(text, start, end))
    return Quote(quote, spoken.locus, spoken.page, _cut(text if len(text) > len(spoken.text) else spoken.text, quote))


def _cut(sentence: str, quote: str) -> tuple[bool, bool]:
    """Whether words stand before and behind the quote; what begins in lower case is an item of a longer sentence."""
    before, _, behind = sentence.partition(quote)
    return quote[:1].islower() or any(map(str.isalnum, before)), any(map(str.isalnum, behind))


def tightest(text: str, start: int, end: int) -> str:
    """The whole text if it is short enough; else whole clauses around `start` to `end`, as many as fit."""
    if len(text.split()) <= LONGEST_QUOTE:
        return text
    borders = [0, *(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]
    first = max(n for n, border in enumerate(borders[:-1]) if border <= start)
    last = min(n for n, border in enumerate(borders) if border >= end and n > first)
    if len(text[borders[first] : borders[last]].split()) > LONGEST_QUOTE:
        return _begun(text, borders[first])
    while True:
        for a, b in ((first, last + 1), (first - 1, last)):
            if a >= 0 and b < len(borders) and len(text[borders[a] : borders[b]].split()) <= LONGEST_QUOTE:
                first, last = a, b
                break
        else:
            return text[borders[first] : borders[last]].strip()


def _begun(text: str, start: int) -> str:
    words = list(re.finditer(r"\S+", text[start:]))
    return text[start : start + words[min(LONGEST_QUOTE, len(words)) - 1].end()].strip()


def _changed(edits: tuple[Edit, ...], op: str) -> tuple[int, int] | None:
    """Where the first change of one side stands in that side's text."""
    offset = 0
    for edit in edits:
        if edit.op == op:
            return offset, offset + len(edit.text)
        if edit.op == "=":
            offset += len(edit.text)
    return None
