"""Counts the words and phrases of two documents for the ledger: aliases folded, inflected forms counted as one,
numbers, dates and phrases across punctuation left out.

Two documents of a million words hold millions of phrases, nearly all of them once. So phrases are counted from short to
long, and a longer one is only looked at where its beginning and its end are telling themselves; what is done for each
word is done by C code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, compress, islice
from operator import and_

from tracker.compare.units import FUNCTION_WORDS, fold, stem
from tracker.language import small_words
from tracker.model.document import Document
from tracker.model.theme import Codebook
from tracker.model.words import MARKS, UNSPACED, has_unspaced

Phrase = tuple[str, ...]
"""Stems, in order: at most four words, three of which carry meaning (`weapons of mass destruction`), or two to twelve
characters of a script without blanks between words."""

_TOKEN = re.compile(
    rf"[^\W\d_{UNSPACED}]+(?:['’.&-][^\W\d_{UNSPACED}]+|[{MARKS}]+[^\W\d_{UNSPACED}]*)*+"
    rf"(?:['’]s\b)?|\d(?:[^\W{UNSPACED}]|[.,/-])*|[{UNSPACED}]|[^\w\s]"
)
_BORDER = "\n\0\n"
"""Stands between sentences that are read in one go; a phrase ends there."""
_MOST_CHARACTERS = 12
_AT_ONCE = 1_000
"""Sentences read in one go."""
_DATES = frozenset(
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_JOINS = frozenset(["of"])
"""Function words that may stand inside a phrase."""
_SAYS_LITTLE = FUNCTION_WORDS | frozenset(
    "we us our per via both within without toward towards against upon among including whether well again just "
    "certain further same many much several some every another others even still only already now today very rather "
    "quite often able behalf across around along because since while although however therefore thus during before "
    "after until like make makes made making take takes taken taking use used using one two three first second".split()
)

Codes = tuple[int, ...]
"""A phrase in codes of stems."""
_NOTHING, _IDLE, _JOIN = 0, 1, 2
"""Codes of what carries no meaning: punctuation; numbers, dates, single letters and function words, which are counted
as words of the document; function words that may stand inside a phrase. Codes above them are stems."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document word by word."""

    written: list[int]
    """Number of each written word in the reader's list."""
    codes: list[int]
    """Code of each word's stem."""


class PhraseReader:
    """Reads documents word by word; words and stems have the same numbers in all of them."""

    def __init__(self, codebook: Codebook, repair: Callable[[str], str], languages: Iterable[str] = ()) -> None:
        """`languages` are those of the documents: their small words carry no meaning."""
        self._repair = repair
        self._says_little = _SAYS_LITTLE.union(*(map(fold, small_words(language)) for language in languages))
        self._label_of = {variant: alias.label for alias in codebook.aliases for variant in alias.variants}
        self._aliases = _any_of(self._label_of)
        self._stems: list[str] = ["", "", ""]
        self._codes: dict[str, int] = {}
        self.characters: set[int] = set()
        """Codes of the characters of scripts without blanks between words: one by itself is not yet a word."""
        self._written: list[str] = []
        self._code_of: list[int] = []
        self._words: dict[str, int] = {}
        self._numbers = _Numbers(self._number)

    def read(self, document: Document) -> Reading:
        written: list[int] = [*self._numbers["\0"]]
        sentences = (sentence.text for passage in document.passages for sentence in passage.sentences)
        while texts := list(map(self._repair, islice(sentences, _AT_ONCE))):
            text = _BORDER.join(texts) + _BORDER
            if self._aliases:
                text = self._aliases.sub(lambda match: self._label_of[match[0]], text)
            written += chain.from_iterable(map(self._numbers.__getitem__, text.split()))
        return Reading(written, list(map(self._code_of.__getitem__, written)))

    def phrase(self, codes: Codes) -> Phrase:
        return tuple([self._stems[code] for code in codes])

    def spellings(self, reading: Reading, wanted: Collection[Codes]) -> dict[Codes, Counter[str]]:
        """How often each wanted phrase is written in which way."""
        found: dict[Codes, Counter[str]] = {codes: Counter() for codes in wanted}
        for number, count in Counter(reading.written).items():
            if (self._code_of[number],) in found:
                found[self._code_of[number],][self._written[number]] += count
        for size in sorted({len(codes) for codes in wanted} - {1}):
            places = compress(_runs(reading.written, size), map(found.__contains__, _runs(reading.codes, size)))
            for numbers, count in Counter(places).items():
                codes = tuple([self._code_of[number] for number in numbers])
                gap = "" if codes[0] in self.characters else " "
                found[codes][gap.join([self._written[number] for number in numbers])] += count
        return found

    def _number(self, token: str) -> int:
        number = self._words.get(token)
        if number is None:
            number = self._words[token] = len(self._written)
            self._add(token)
        return number

    def _add(self, token: str) -> None:
        folded = fold(token).removesuffix("'s")
        if not token[0].isalpha():
            code = _IDLE if token[0].isalnum() else _NOTHING
        elif folded in _JOINS:
            code = _JOIN
        elif folded in _DATES or folded in self._says_little:
            code = _IDLE
        elif has_unspaced(folded):
            code = self._code(folded)
            self.characters.add(code)
        elif len(folded) < 2:
            code = _IDLE
        else:
            code = self._code(stem(folded))
        self._written.append(token.removesuffix("'s").removesuffix("’s"))
        self._code_of.append(code)

    def _code(self, stemmed: str) -> int:
        code = self._codes.get(stemmed)
        if code is None:
            code = self._codes[stemmed] = len(self._stems)
            self._stems.append(stemmed)
        return code


class _Numbers(dict[str, tuple[int, ...]]):
    """What stands between two blanks → the numbers of its words and signs."""

    def __init__(self, number: Callable[[str], int]) -> None:
        self._number = number

    def __missing__(self, piece: str) -> tuple[int, ...]:
        found = self[piece] = tuple(map(self._number, _TOKEN.findall(piece)))
        return found


def words_in(reading: Reading) -> int:
    """The words of the document."""
    return len(reading.codes) - reading.codes.count(_NOTHING)


def telling_phrases(
    old: Reading, new: Reading, fewest: int, characters: Set[int] = frozenset()
) -> dict[Codes, tuple[int, int]]:
    """Occurrences on both sides of each phrase that either side has so many times; no single one of the `characters`,
    but longer runs of them than of words."""
    sides = [old.codes, new.codes]
    singles: list[dict[Codes, int]] = [
        {(code,): count for code, count in Counter(codes).items() if code > _JOIN} for codes in sides
    ]
    counts = _telling(*singles, fewest=fewest)
    keep = frozenset(code for code, *_ in counts)
    # Nothing longer can be telling that has a word which is not.
    sides = [[code if code == _JOIN or code in keep else _NOTHING for code in codes] for codes in sides]
    bearing = [[code > _JOIN for code in codes] for codes in sides]
    pairs = _longer(sides, bearing, 2, fewest)
    begins = [list(map(pairs.__contains__, _runs(codes, 2))) for codes in sides]
    triples = _longer(sides, begins, 3, fewest)
    joined = _telling(
        *(Counter(_joined(codes, own)) for codes, own in zip(sides, begins, strict=True)),
        fewest=fewest,
    )
    found = counts | pairs | triples | joined
    if characters:
        found = {codes: pair for codes, pair in found.items() if len(codes) > 1 or codes[0] not in characters}
        found |= _long_runs(sides, {codes for codes in triples if characters >= {*codes}}, fewest)
    return found


def _long_runs(sides: Sequence[list[int]], triples: Collection[Codes], fewest: int) -> dict[Codes, tuple[int, int]]:
    """Runs of four characters and more of which every part is telling."""
    found: dict[Codes, tuple[int, int]] = {}
    shorter: Collection[Codes] = triples
    for size in range(4, _MOST_CHARACTERS + 1):
        begins = [list(map(shorter.__contains__, _runs(codes, size - 1))) for codes in sides]
        shorter = _longer(sides, begins, size, fewest)
        found |= shorter
    return found


def _longer(
    sides: Sequence[list[int]], begins: Sequence[list[bool]], size: int, fewest: int
) -> dict[Codes, tuple[int, int]]:
    """Runs of so many that begin and end with one that is shorter by one and telling, as `begins` says."""
    return _telling(
        *(
            Counter(compress(_runs(codes, size), map(and_, own, islice(own, 1, None))))
            for codes, own in zip(sides, begins, strict=True)
        ),
        fewest=fewest,
    )


def _telling(old: Mapping[Codes, int], new: Mapping[Codes, int], *, fewest: int) -> dict[Codes, tuple[int, int]]:
    found = {codes: (count, new.get(codes, 0)) for codes, count in old.items() if count >= fewest}
    found |= {codes: (old.get(codes, 0), count) for codes, count in new.items() if count >= fewest}
    return found


def _runs(numbers: list[int], size: int) -> Iterator[Codes]:
    """Every run of so many neighbours."""
    return zip(*(islice(numbers, start, None) for start in range(size)), strict=False)


def _joined(codes: list[int], begins: list[bool]) -> Iterator[Codes]:
    """The phrases with a joining word inside, `begins` telling where two telling words stand together."""
    last = len(codes) - 1
    for place in [place for place, code in enumerate(codes) if code == _JOIN]:
        before, after = place - 1, place + 1
        if before < 0 or after > last or codes[before] <= _JOIN:
            continue
        if codes[after] > _JOIN:
            yield tuple(codes[before : after + 1])
            if begins[before - 1]:
                yield tuple(codes[before - 1 : after + 1])
            if after < last and begins[after]:
                yield tuple(codes[before : after + 2])
        elif codes[after] == _JOIN and after < last and codes[after + 1] > _JOIN:
            yield tuple(codes[before : after + 2])


def label_of(*sides: Counter[str]) -> str:
    """The commonest spelling; in lower case unless capitals are the rule."""
    forms: Counter[str] = sum(sides, Counter())
    lower: Counter[str] = Counter()
    for form, count in forms.items():
        lower[form.casefold()] += count
    small = min(lower, key=lambda form: (-lower[form], form))
    cased = {form: count for form, count in forms.items() if form.casefold() == small}
    if 3 * cased.get(small, 0) >= sum(cased.values()):
        return small
    return min(cased, key=lambda form: (-cased[form], form))


def _any_of(variants: Iterable[str]) -> re.Pattern[str] | None:
    """Finds the longest variant that stands at a place; what they begin with is looked at first, for speed."""
    ordered = sorted(variants, key=lambda variant: (-len(variant), variant))
    if not ordered:
        return None
    first = "".join(sorted({variant[0] for variant in ordered}))
    if not any(map(has_unspaced, ordered)):
        return re.compile(rf"\b(?=[{re.escape(first)}])(?:{'|'.join(map(re.escape, ordered))})\b")
    # No border of words stands between two characters of a script without blanks, nor between one and a letter.
    letter = rf"[^\W{UNSPACED}]"
    parts = [
        ("" if has_unspaced(variant[0]) else rf"(?<!{letter})")
        + re.escape(variant)
        + ("" if has_unspaced(variant[-1]) else rf"(?!{letter})")
        for variant in ordered
    ]
    return re.compile(rf"(?=[{re.escape(first)}])(?:{'|'.join(parts)})")
