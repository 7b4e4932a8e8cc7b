"""A text as words in the form in which terms are matched, each with the place where it stands.

Matching must not stumble over typography or extraction scars: case, possessives, hyphens, dashes, line breaks,
ligatures, words glued to their neighbours (`withRussia`, `Koreaand`). The words are a view; offsets always point into
the text.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_WORD = re.compile(r"(?:[A-Z]\.){2,}(?:[A-Z]\b)?|[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ`´][sS]$")
_APOSTROPHE = re.compile(r"['’ʼ`´]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What may stand between two words of one term: a possessive ending, then blanks, hyphens, dashes, quotation marks.
_CLOSE = re.compile(r"(?:['’ʼ`´][sS]\b)?[\s\u00ad\u200b\-‐-―−/'’‘\"“”„«»]*")
HYPHEN_MARKS = frozenset("\u00ad-‐‑–")
_HYPHENS = re.compile(r"[\u00ad\-‐‑–][ \n]*")

# Words found glued to a neighbour's front or back where a line break was lost. Left out are those that also make
# ordinary words: `in` + security, invest + `or`.
_GLUED_FRONT = ("the", "and", "with", "that", "our", "its", "from", "their", "by", "of", "to")
_GLUED_BACK = (
    *(
        "and",
        "the",
        "to",
        "of",
        "with",
        "that",
        "from",
        "for",
        "is",
        "are",
        "has",
        "have",
        "will",
        "in",
        "by",
        "as",
        "on",
    ),
    *("at", "which", "who", "while", "was", "were", "can", "must", "its", "their", "our", "into", "also", "but"),
)
_LEAST_GLUED = 6
"""Letters that a small-letter word must have before a glued neighbour is cut off it; capitals make a name safe at 4."""
_LEAST_GLUED_NAME = 4


@dataclass(frozen=True, slots=True)
class Words:
    """`forms[i]` is the word at `text[starts[i]:ends[i]]`, lower case, without possessive ending."""

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]

    def close(self, left: int) -> bool:
        """Whether nothing but blanks, hyphens or quotation marks stands between word `left` and the next."""
        between = self.text[self.ends[left] : self.starts[left + 1]]
        return between in (" ", "") or _CLOSE.fullmatch(between) is not None

    def hyphenated(self, left: int) -> bool:
        """Whether word `left` and the next are parted by a hyphen alone, a line break after it set aside."""
        return _HYPHENS.fullmatch(self.text[self.ends[left] : self.starts[left + 1]]) is not None


Piece = tuple[str, int, int]
"""Form, start and end within the written word."""


class WordReader:
    """Reads texts into words; remembers how each written word was taken apart, for speed alone.

    `spelled` tells whether a form is a word of a term, `known` whether it is one or begins as one (`Korea*`): a word is
    only taken apart to yield a known one.
    """

    def __init__(self, spelled: Callable[[str], bool], known: Callable[[str], bool]) -> None:
        self._spelled = spelled
        self._known = known
        self._pieces: dict[str, tuple[Piece, ...]] = {}

    def read(self, text: str) -> Words:
        forms: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        pieces_of = self._pieces
        for match in _WORD.finditer(text):
            written = match.group()
            pieces = pieces_of.get(written)
            if pieces is None:
                pieces = pieces_of[written] = self._taken_apart(written)
            start = match.start()
            for form, begin, end in pieces:
                forms.append(form)
                starts.append(start + begin)
                ends.append(start + end)
        return Words(text, forms, starts, ends)

    def _taken_apart(self, written: str) -> tuple[Piece, ...]:
        form = word_form(written)
        if self._spelled(form):
            return ((form, 0, len(written) - _ending(written)),)
        borders = [0, *(match.start() for match in _CAMEL.finditer(written)), len(written)]
        pieces: list[Piece] = []
        for begin, end in itertools.pairwise(borders):
            pieces.extend((form, begin + a, begin + b) for form, a, b in self._unglued(written[begin:end]))
        if any(self._known(form) for form, _, _ in pieces):
            return tuple(pieces)
        return ((form, 0, len(written) - _ending(written)),)

    def _unglued(self, written: str) -> tuple[Piece, ...]:
        form = word_form(written)
        whole = ((form, 0, len(written) - _ending(written)),)
        if self._spelled(form) or (self._known(form) and not written[0].isupper()):
            return whole
        named = written[0].isupper()
        least = _LEAST_GLUED_NAME if named else _LEAST_GLUED
        if named and form.endswith("s") and len(form) > least and self._known(form[:-1]):
            # An apostrophe that extraction lost (`Chinas rise`), or a plural of the name (`the two Koreas`).
            return ((form[:-1], 0, len(written) - 1),)
        for back in _GLUED_BACK:
            if written.endswith(back) and len(written) - len(back) >= least:
                cut = len(written) - len(back)
                stem = word_form(written[:cut])
                if self._known(stem):
                    return ((stem, 0, cut), (back, cut, len(written)))
        if not named:
            for front in _GLUED_FRONT:
                if written.startswith(front) and len(written) - len(front) >= _LEAST_GLUED:
                    rest = word_form(written[len(front) :])
                    if self._known(rest):
                        return ((front, 0, len(front)), (rest, len(front), len(written)))
        return whole


def word_form(written: str) -> str:
    """The form that is compared: `Korea’s` → `korea`, `U.S.` → `us`, `conﬁrm` → `confirm`."""
    form = _POSSESSIVE.sub("", written)
    if not form.isascii():
        form = unicodedata.normalize("NFKC", form)
        form = _APOSTROPHE.sub("'", form)
    return form.replace(".", "").lower()


def _ending(written: str) -> int:
    """Length of the possessive ending, which is no part of the evidence."""
    found = _POSSESSIVE.search(written)
    return len(found.group()) if found else 0
