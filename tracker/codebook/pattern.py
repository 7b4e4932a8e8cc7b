"""Terms in the form in which they are looked for, and when they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from tracker.codebook.words import word_form, written_words
from tracker.model.theme import Term

Owner = TypeVar("Owner")

_MARK = re.compile(r"[^,.;:()+&]")
_HYPHEN_IN_WORD = re.compile(r"(?<=\w)[-‐‑](?=\w)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a term."""

    form: str
    """Lower case; without the `*`."""
    open: bool
    """Any ending will do."""
    written: str
    mark: str
    """What stands between it and the next word of the term, where that is more than blanks and hyphens (`Atlanta,`)."""

    def fits(self, form: str) -> bool:
        return form.startswith(self.form) if self.open else form == self.form


@dataclass(frozen=True, slots=True)
class Pattern(Generic[Owner]):
    """A term as a run of words, with what puts it out of play and whose it is."""

    words: tuple[Word, ...]
    term: Term
    owner: Owner
    before: tuple[tuple[Word, ...], ...]
    after: tuple[tuple[Word, ...], ...]


def patterns_of(term: Term, owner: Owner) -> list[Pattern[Owner]]:
    """The term as it is written and, where it has hyphens, as one word (`non-proliferation`, `nonproliferation`)."""
    written = pattern_words(term.text)
    joined = pattern_words(_HYPHEN_IN_WORD.sub("", term.text))
    before, after = _phrases(term.unless_before), _phrases(term.unless_after)
    spellings = (written, joined) if len(joined) < len(written) else (written,)
    return [Pattern(words, term, owner, before, after) for words in spellings if words]


@lru_cache(maxsize=65_536)  # A codebook is compiled for each document, and again with the abbreviations it defines.
def pattern_words(text: str) -> tuple[Word, ...]:
    """A term's words as they are compared; empty when there is none in it."""
    words = written_words(text)
    starts = [*(end - len(written) for written, end in words), len(text)][1:]
    pattern: list[Word] = []
    for (written, end), following in zip(words, starts, strict=True):
        gap = text[end:following]
        open_end = gap.startswith("*")
        pattern.append(Word(word_form(written), open_end, written, _MARK.sub("", gap)))
    return tuple(pattern)


def in_force(term: Term, published: str | None) -> bool:
    """Whether the term has its sense in a document of this date; a date without day or month is taken as a span."""
    if published is None:
        return True
    return not ((term.since and term.since > published + "~") or (term.until and term.until + "~" < published))


def _phrases(texts: Sequence[str]) -> tuple[tuple[Word, ...], ...]:
    return tuple(words for words in map(pattern_words, texts) if words)
