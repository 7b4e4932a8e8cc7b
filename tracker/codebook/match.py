"""Finds a codebook's terms in a text: one pass over its words, whatever the number of terms.

Terms are compiled for one date (a term may have a span of time in which it counts). What is found is every place where
a term stands; which of several that overlap counts is settled in `settle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from tracker.codebook.pattern import Pattern, Word, in_force, patterns_of
from tracker.codebook.words import WordReader, Words
from tracker.model.theme import Term

Owner = TypeVar("Owner")

_HEAD = 3
"""Letters by which terms with an open ending are looked up."""
_PLAIN_GAPS = frozenset({" ", ", ", ". "})


class Hit(NamedTuple, Generic[Owner]):
    """A term that stands in a text: words `first` to `last` (exclusive), characters `start` to `end`."""

    # A named tuple because a large document has a hundred thousand of them; a frozen dataclass takes 3 times as long.
    term: Term
    owner: Owner
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Beginning(Generic[Owner]):
    """The patterns that can begin with one form."""

    plain: tuple[Pattern[Owner], ...]
    """Patterns of one word without further conditions: they stand wherever the word does."""
    others: tuple[Pattern[Owner], ...]
    before: _BeforeNext[Owner]
    """Those of the others that remain, by the form of the word that follows."""

    def candidates(self, words: Words, index: int) -> tuple[Pattern[Owner], ...]:
        if not self.others or index + 1 >= len(words.forms):
            return self.others
        if words.gaps[index + 1] not in _PLAIN_GAPS and words.hyphenated(index + 1):
            return self.others
        return self.before[words.forms[index + 1]]


class _BeforeNext(dict[str, tuple[Pattern[Owner], ...]], Generic[Owner]):
    """Patterns that can go on with each form, looked up once."""

    def __init__(self, patterns: tuple[Pattern[Owner], ...]) -> None:
        self._patterns = patterns

    def __missing__(self, form: str) -> tuple[Pattern[Owner], ...]:
        found = tuple(pattern for pattern in self._patterns if len(pattern.words) == 1 or pattern.words[1].fits(form))
        self[form] = found
        return found


class TermIndex(Generic[Owner]):
    """Compiled terms, looked up by first word."""

    def __init__(self, patterns: Iterable[Pattern[Owner]]) -> None:
        self._exact: dict[str, list[Pattern[Owner]]] = {}
        self._open: dict[str, list[Pattern[Owner]]] = {}
        self._spelled: set[str] = set()
        stems: set[str] = set()
        for pattern in patterns:
            first = pattern.words[0]
            (self._open if first.open else self._exact).setdefault(first.form, []).append(pattern)
            for word in pattern.words:
                (stems if word.open else self._spelled).add(word.form)
        self._stems = _Stems(stems)
        self._beginning = _Beginnings(self._beginning_with)
        self._reader = WordReader(self._spelled.__contains__, self._known)

    def read(self, text: str) -> Words:
        """The text's words, glued ones taken apart where that yields a word of a term."""
        return self._reader.read(text)

    def find(self, words: Words) -> list[Hit[Owner]]:
        """Every place where a term stands, from left to right, overlapping or not."""
        hits: list[Hit[Owner]] = []
        capitals = _all_capitals(words.text)
        beginnings = list(map(self._beginning.__getitem__, words.forms))
        hyphenated = {i for i, gap in enumerate(words.gaps) if gap not in _PLAIN_GAPS and words.hyphenated(i)}
        starting = [i for i, found in enumerate(beginnings) if found is not None]
        for index in sorted({*starting, *hyphenated}) if hyphenated else starting:
            found = beginnings[index]
            patterns: tuple[Pattern[Owner], ...] = ()
            if found is not None:
                if found.plain:
                    start, end, last = words.start(index), words.end(index), index + 1
                    hits.extend([Hit(plain.term, plain.owner, index, last, start, end) for plain in found.plain])
                patterns = found.candidates(words, index)
            if index in hyphenated:
                patterns = (*patterns, *self._across_hyphen(words, index))
            if patterns:
                hits.extend(_standing(patterns, words, index, capitals))
        return hits

    def _known(self, form: str) -> bool:
        return form in self._spelled or next(self._stems.of(form), None) is not None

    def _beginning_with(self, form: str) -> tuple[Pattern[Owner], ...]:
        found = list(self._exact.get(form, ()))
        for stem in self._stems.of(form):
            found.extend(self._open.get(stem, ()))
        return tuple(found)

    def _across_hyphen(self, words: Words, index: int) -> list[Pattern[Owner]]:
        """Patterns whose first word stands here with a hyphen in it (`non-proliferation`, `Ko- rea`)."""
        if index + 1 >= len(words.forms):
            return []
        joined = words.forms[index] + words.forms[index + 1]
        least = len(words.forms[index])
        return [pattern for pattern in self._beginning_with(joined) if len(pattern.words[0].form) > least]


class _Stems:
    """Words of terms with an open ending, looked up by their first letters."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._at: dict[str, list[str]] = {}
        for stem in sorted(stems, key=lambda stem: (len(stem), stem)):
            self._at.setdefault(stem[:_HEAD], []).append(stem)
        self._sizes = range(min(map(len, self._at), default=0), _HEAD + 1)

    def of(self, form: str) -> Iterator[str]:
        """Those that the form begins with, the shortest first."""
        for size in self._sizes:
            if size > len(form):
                return
            for stem in self._at.get(form[:size], ()):
                if form.startswith(stem):
                    yield stem


class _Beginnings(dict[str, "_Beginning[Owner] | None"], Generic[Owner]):
    """What begins with each form, looked up once."""

    def __init__(self, patterns_of: Callable[[str], tuple[Pattern[Owner], ...]]) -> None:
        self._patterns_of = patterns_of

    def __missing__(self, form: str) -> _Beginning[Owner] | None:
        found = self[form] = _beginning(self._patterns_of(form))
        return found


def compile_terms(entries: Iterable[tuple[Term, Owner]], *, published: str | None = None) -> TermIndex[Owner]:
    """An index of the terms that count in a document of this date (of any date, where it is not known)."""
    return TermIndex(patterns_in_force(entries, published))


def patterns_in_force(entries: Iterable[tuple[Term, Owner]], published: str | None) -> list[Pattern[Owner]]:
    """What `compile_terms` makes an index of."""
    return [pattern for term, owner in entries if in_force(term, published) for pattern in patterns_of(term, owner)]


def _beginning(patterns: tuple[Pattern[Owner], ...]) -> _Beginning[Owner] | None:
    if not patterns:
        return None
    others = tuple(pattern for pattern in patterns if not _is_plain(pattern))
    return _Beginning(tuple(pattern for pattern in patterns if _is_plain(pattern)), others, _BeforeNext(others))


def _is_plain(pattern: Pattern[Owner]) -> bool:
    return len(pattern.words) == 1 and not (pattern.term.case or pattern.before or pattern.after)


def _standing(patterns: Sequence[Pattern[Owner]], words: Words, index: int, capitals: bool) -> Iterable[Hit[Owner]]:
    """The patterns that stand at this word, each of its terms once."""
    here: list[Hit[Owner]] = []
    for pattern in patterns:
        last = _end_of(pattern.words, words, index)
        term = pattern.term
        if last is None or (len(here) and any(hit.term is term and hit.last == last for hit in here)):
            continue
        if term.case and (capitals or not _same_case(pattern.words, words, index, last)):
            continue
        if not ((pattern.before or pattern.after) and _excluded(pattern, words, index, last)):
            here.append(Hit(term, pattern.owner, index, last, words.start(index), words.end(last - 1)))
    return here


def _end_of(pattern: Sequence[Word], words: Words, index: int) -> int | None:
    """Index after the last word when the pattern stands at this word; a hyphen inside a word is looked through."""
    at = index
    forms = words.forms
    count = len(forms)
    mark = ""
    for word in pattern:
        if at >= count:
            return None
        form = forms[at]
        if form == word.form or (word.open and form.startswith(word.form)):
            step = 1
        elif (
            at + 1 < count
            and len(form) < len(word.form)
            and word.form.startswith(form)
            and words.hyphenated(at)
            and word.fits(form + forms[at + 1])
        ):
            step = 2
        else:
            return None
        if at > index and not (words.gaps[at - 1].strip() == mark if mark else words.close(at - 1)):
            return None
        at += step
        mark = word.mark
    return at


def _same_case(pattern: Sequence[Word], words: Words, first: int, last: int) -> bool:
    """Whether the text has the term's capitals; a small first letter may be a capital, as where a sentence begins."""
    found = [_letters(words.written(index)) for index in range(first, last)]
    wanted = [_letters(word.written) for word in pattern]
    if len(found) != len(wanted):
        found, wanted = ["".join(found)], ["".join(wanted)]
    if wanted[0][0].islower():
        found[0] = found[0][:1].lower() + found[0][1:]
    return all(have.startswith(want) for have, want in zip(found, wanted, strict=True))


def _letters(written: str) -> str:
    return "".join(char for char in written if char.isalnum())


def _all_capitals(text: str) -> bool:
    """Whether the text is written in capitals throughout, so that they tell nothing."""
    return text.isupper() and sum(map(str.isupper, text)) > 12


def _excluded(pattern: Pattern[Owner], words: Words, first: int, last: int) -> bool:
    for phrase in pattern.after:
        if last < len(words.forms) and words.close(last - 1) and _end_of(phrase, words, last) is not None:
            return True
    for phrase in pattern.before:
        begin = first - len(phrase)
        if begin >= 0 and words.close(first - 1) and _end_of(phrase, words, begin) == first:
            return True
    return False
