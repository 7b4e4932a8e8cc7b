"""Takes long enumerations apart: in `We will: deter aggression …; support allies …; and …` each member is read,
compared and quoted like a sentence of its own, whether the publisher set it as running text or as a list."""

from __future__ import annotations

import itertools
import re

from tracker.model.words import count_words

_FEWEST_SEMICOLONS = 2
_LONG = 30
"""Words of a sentence that is taken apart; shorter ones read best whole."""
_FEWEST_WORDS = 2
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
_SEMICOLONS = ";；"
_LEAD_IN = re.compile(r"[:：]\s*(?=\S)")


def members(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the members where this piece of the text is an enumeration parted by semicolons, else its own.

    White space around them is left out; where there is nothing else, there is no span.
    """
    start, end = _stripped(text, start, end)
    if start == end:
        return []
    if sum(text.count(mark, start, end) for mark in _SEMICOLONS) < _FEWEST_SEMICOLONS:
        return [(start, end)]
    cuts = _semicolons(text, start, end)
    if len(cuts) < _FEWEST_SEMICOLONS or count_words(text[start:end]) < _LONG:
        return [(start, end)]
    lead_in = _end_of_lead_in(text, start, cuts[0])
    edges = [start, *([lead_in] if lead_in else []), *cuts, end]
    spans = [_stripped(text, a, b) for a, b in itertools.pairwise(edges)]
    if any(count_words(text[a:b]) < _FEWEST_WORDS for a, b in spans):
        return [(start, end)]
    return spans


def _semicolons(text: str, start: int, end: int) -> list[int]:
    """Offsets behind the semicolons that stand outside brackets and quotation marks and before more text."""
    cuts = []
    depth = 0
    quoted = False
    for offset in range(start, end):
        character = text[offset]
        depth = max(0, depth + _BRACKETS.get(character, 0))
        if character in '"“”':
            quoted = character == "“" or (character == '"' and not quoted)
        elif character in _SEMICOLONS and not depth and not quoted and offset + 1 < end:
            cuts.append(offset + 1)
    return cuts


def _end_of_lead_in(text: str, start: int, first_cut: int) -> int | None:
    found = [match.start() + 1 for match in _LEAD_IN.finditer(text, start, first_cut)]
    return found[-1] if found else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
