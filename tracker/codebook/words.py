"""A text as words in the form in which terms are matched, each with the place where it stands.

Matching must not stumble over typography or extraction scars: case, possessives, hyphens, dashes, line breaks,
ligatures, words glued to their neighbours (`withRussia`, `Koreaand`). The words are a view; offsets always point into
the text.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.model.words import ALIKE, MARKS, UNSPACED

_WORD = re.compile(
    rf"((?:[A-Z]\.){{2,}}(?:[A-Z]\b)?|[^\W_{UNSPACED}]+"
    rf"(?:['’ʼ`´][^\W_{UNSPACED}]+|[{MARKS}]+[^\W_{UNSPACED}]*)*+|[{UNSPACED}])"
)
_POSSESSIVE = re.compile(r"['’ʼ`´][sS]$")
_POSSESSIVE_ENDINGS = frozenset(mark + letter for mark in "'’ʼ`´" for letter in "sS")
_APOSTROPHE = re.compile(r"['’ʼ`´]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What may stand between two words of one term: blanks and line breaks, hyphens and dashes, quotation marks, a slash.
_CLOSE = re.compile(r"[\s\u00ad\u200b\-‐-―−/'’‘\"“”„«»\u05f3\u05f4]*")
_HYPHEN = re.compile(r"[\u00ad\-‐‑–][ \n]*")

# Words found glued to a neighbour's front or back where a line break was lost. Left out are those that also make
# ordinary words: `in` + security, invest + `or`.
_GLUED_FRONT = re.compile(r"(?:the|and|with|that|our|its|from|their|by|of|to)(?=[a-z]{6})")
_GLUED_BACK = re.compile(
    r"(?<=[a-z]{4})(?:and|the|to|of|with|that|from|for|is|are|has|have|will|in|by|as|on|at|which|who|while|was|were|can"
    r"|must|its|their|our|into|also|but)$|(?<=[A-Z]{3})(?:and|the|to|of|with|that|from|for|is|are|has|will|in|by|on)$"
)
_LEAST_GLUED = 6
"""Letters that a small-letter word must have for a glued neighbour to be cut off its end; a name needs 4."""


@dataclass(frozen=True, slots=True)
class Words:
    """`forms[i]` is word `i` in lower case without possessive ending; `gaps[i]` is what stands after it."""

    text: str
    forms: Sequence[str]
    bounds: Sequence[int]
    """Start and end of each word in turn: word `i` is `text[bounds[2 * i] : bounds[2 * i + 1]]`."""
    gaps: Sequence[str]

    def written(self, index: int) -> str:
        return self.text[self.bounds[2 * index] : self.bounds[2 * index + 1]]

    def start(self, index: int) -> int:
        return self.bounds[2 * index]

    def end(self, index: int) -> int:
        """End of the word without its possessive ending."""
        end = self.bounds[2 * index + 1]
        return end - 2 if self.text[end - 2 : end] in _POSSESSIVE_ENDINGS else end

    def close(self, left: int) -> bool:
        """Whether nothing but blanks, hyphens or quotation marks stands between word `left` and the next."""
        gap = self.gaps[left]
        return gap in (" ", "") or _CLOSE.fullmatch(gap) is not None

    def hyphenated(self, left: int) -> bool:
        """Whether word `left` and the next are parted by a hyphen alone, a line break after it set aside."""
        gap = self.gaps[left]
        return gap != " " and _HYPHEN.fullmatch(gap) is not None


class WordReader:
    """Reads texts into words; remembers how each written word was taken apart, for speed alone.

    `spelled` tells whether a form is a word of a term, `known` whether it is one or begins as one (`Korea*`): a word is
    only taken apart to yield a known one.
    """

    def __init__(self, spelled: Callable[[str], bool], known: Callable[[str], bool]) -> None:
        self._spelled = spelled
        self._known = known
        self._glued: dict[str, tuple[str, ...]] = {}
        """Written words that are several, with these."""
        self._forms = _Forms(self._form_of)

    def read(self, text: str) -> Words:
        # Words and gaps in turn; all per-word work but the glued ones is done by C code, which makes it 5 times faster.
        parts = _WORD.split(text)
        forms = list(map(self._forms.__getitem__, parts[1::2]))
        if self._glued and not self._glued.keys().isdisjoint(parts):
            parts = self._with_glued_apart(parts)
            forms = list(map(self._forms.__getitem__, parts[1::2]))
        bounds = list(itertools.accumulate(map(len, parts)))
        return Words(text, forms, bounds, parts[2::2])

    def _with_glued_apart(self, parts: list[str]) -> list[str]:
        apart = [parts[0]]
        for written, gap in zip(parts[1::2], parts[2::2], strict=True):
            for piece in self._glued.get(written, (written,)):
                apart += (piece, "")
            apart[-1] = gap
        return apart

    def _form_of(self, written: str) -> str:
        """The form of a written word; notes it among the glued where it is several."""
        form = word_form(written)
        if self._spelled(form):
            return form
        pieces: Sequence[str]
        if written[1:].islower():
            pieces = self._unglued(written)
        else:
            borders = [0, *(match.start() for match in _CAMEL.finditer(written)), len(written)]
            pieces = [piece for a, b in itertools.pairwise(borders) for piece in self._unglued(written[a:b])]
        if len(pieces) > 1 and any(self._known(word_form(piece)) for piece in pieces):
            self._glued[written] = tuple(pieces)
        elif written[0].isupper() and form[-1] == "s" and len(form) > 4 and self._known(form[:-1]):
            # An apostrophe that extraction lost (`Chinas rise`), or a plural of the name (`the two Koreas`).
            return form[:-1]
        return form

    def _unglued(self, written: str) -> tuple[str, ...]:
        named = written[:1].isupper()
        back = _GLUED_BACK.search(written)
        if back and (named or back.start() >= _LEAST_GLUED):
            form = word_form(written)
            stem = word_form(written[: back.start()])
            if self._known(stem) and not self._spelled(form) and (named or not self._known(form)):
                return (written[: back.start()], back.group())
        front = None if named else _GLUED_FRONT.match(written)
        if front and self._known(word_form(written[front.end() :])) and not self._known(word_form(written)):
            return (front.group(), written[front.end() :])
        return (written,)


class _Forms(dict[str, str]):
    def __init__(self, form_of: Callable[[str], str]) -> None:
        self._form_of = form_of

    def __missing__(self, written: str) -> str:
        form = self[written] = self._form_of(written)
        return form


def word_form(written: str) -> str:
    """The form that is compared: `Korea’s` → `korea`, `U.S.` → `us`, `conﬁrm` → `confirm`."""
    form = written
    if not form.isalnum():
        form = _POSSESSIVE.sub("", form).replace(".", "")
    if not form.isascii():
        form = _APOSTROPHE.sub("'", unicodedata.normalize("NFKC", form)).translate(ALIKE)
        return form.casefold()
    return form.lower()


def written_words(text: str) -> list[tuple[str, int]]:
    """The words of a text as they stand there, each with its end."""
    return [(match.group(), match.end()) for match in _WORD.finditer(text)]
