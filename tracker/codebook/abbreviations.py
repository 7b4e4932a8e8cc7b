"""Abbreviations that a document defines: `the Democratic People's Republic of Korea (DPRK)`, or the other way round.

From the passage of its definition on, the short form stands for the long one, whether or not the codebook knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model.document import Document

# `Long Form (LF)`, `LF (Long Form)`; the abbreviation may stand in quotation marks or take an `s`.
_SHORT = r"[\"“‘']?([A-Z][A-Za-z&.\-]{0,10}[A-Z])s?[\"”’']?"
_LONG_THEN_SHORT = re.compile(rf"[\w’'.]\s*\(\s*{_SHORT}\s*\)")
_SHORT_THEN_LONG = re.compile(r"\b([A-Z][A-Z&\-]{1,10})\s*\(([^()]{6,90})\)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset(["a", "an", "and", "at", "by", "de", "for", "in", "of", "on", "or", "the", "to", "with"])
_SENTENCE_END = re.compile(r"[.;:!?()]\s")


@dataclass(frozen=True, slots=True)
class Definition:
    short: str
    long: str
    passage: int
    """Index of the passage that defines it."""


def definitions(document: Document) -> tuple[Definition, ...]:
    """The abbreviations that the document defines, each once, where it does so first."""
    found: dict[str, Definition] = {}
    for index, passage in enumerate(document.passages):
        if "(" in passage.text:
            for short, long in _defined_in(passage.text):
                found.setdefault(short, Definition(short, long, index))
    return tuple(found.values())


def _defined_in(text: str) -> Iterator[tuple[str, str]]:
    for match in _LONG_THEN_SHORT.finditer(text):
        short = match.group(1).replace(".", "")
        long = _long_form(text[max(0, match.start() - 150) : match.start() + 1], short)
        if long:
            yield short, long
    for match in _SHORT_THEN_LONG.finditer(text):
        words = list(_WORD.finditer(match.group(2)))
        initials = [word.group()[0] for word in words if word.group().lower() not in _SMALL]
        if _spell(initials, match.group(1)):
            yield match.group(1), match.group(2).strip()


def _long_form(before: str, short: str) -> str:
    """The shortest run of words at the end of the text whose initials spell the abbreviation; empty if none does."""
    ends = list(_SENTENCE_END.finditer(before))
    if ends:
        before = before[ends[-1].end() :]
    words = list(_WORD.finditer(before))
    for first in range(len(words) - 2, -1, -1):
        if len(words) - first > len(short) * 2 + 2:
            break
        if words[first].group().lower() in _SMALL:
            continue
        initials = [word.group()[0] for word in words[first:] if word.group().lower() not in _SMALL]
        if _spell(initials, short):
            return before[words[first].start() :]
    return ""


def _spell(initials: list[str], short: str) -> bool:
    """Whether the initials spell the abbreviation; one letter may come from inside a word (`CounterTerrorism`)."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    if len(letters) < 2 or not initials or initials[0].lower() != letters[0]:
        return False
    at = 0
    for letter in letters:
        if at < len(initials) and initials[at].lower() == letter:
            at += 1
    return at == len(initials) and len(letters) - at <= 1 and at >= 2
