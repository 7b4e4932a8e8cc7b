"""The titles of a contents list as evidence: where one of them begins a text, it is a heading, however it is set."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from tracker.extract.contents import letters_of
from tracker.extract.shapes import FRONT_AND_BACK, heading_style, is_capitals, numbering_of

_LONG = 16
"""Letters from which on a title is known although a scan misread some of them."""
_MISREAD = 2
"""So many letters at most."""


class Listed:
    """The titles of a document's contents list."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = frozenset(letters for title in titles if len(letters := letters_of(title)) > 3)
        self._begun = frozenset(title[:length] for title in self._titles for length in range(1, len(title) + 1))

    def length(self, text: str, first_line: int) -> int:
        """Length of the longest title at the start of a text; 0 where none stands there.

        `first_line` is the length of the line that the text begins with. An article that the list leaves out may stand
        before a title with a stop (`The Soviet Union. As we said`).
        """
        length = self._length(text, first_line)
        if length or not text.startswith("The "):
            return length
        run_in = self._length(text[4:], first_line - 4)
        return run_in + 4 if text[4 : 4 + run_in].endswith(".") else 0

    def _length(self, text: str, first_line: int) -> int:
        letters = ""
        length = 0
        for match in re.finditer(r"\S+", text[:220]):
            letters += letters_of(match.group())
            if letters and letters not in self._begun:
                break
            rest = text[match.end() + 1 : match.end() + 2]
            named = text[0].isupper() or text[0].isdigit() or numbering_of(text) == "roman"
            alone = match.end() == first_line
            if letters not in self._titles or not named:
                continue
            if rest and not alone and heading_style(text[: match.end()]) == "sentence":
                continue
            words = text[: match.end()].split()
            taken_up = words[0][-1] == "." or text[match.end() :].split()[:1] == words
            telling = len(words) > 1 or alone or taken_up or FRONT_AND_BACK.match(words[0]) or is_capitals(words[0])
            if telling and (not rest or rest.isupper() or (not rest.islower() and rest not in ",;.)")):
                length = match.end()
        return length

    def is_misread(self, text: str) -> bool:
        """Whether this is a title but for a letter or two (`fast Asia` for East Asia)."""
        letters = letters_of(text)
        return len(letters) >= _LONG and any(
            Levenshtein.distance(letters, title, score_cutoff=_MISREAD) <= _MISREAD for title in self._titles
        )
