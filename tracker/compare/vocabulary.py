"""Counts the words and phrases of a document for the ledger: aliases folded, inflected forms counted as one,
numbers, dates and phrases across punctuation left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker.compare.units import FUNCTION_WORDS, fold, stem
from tracker.model.document import Document
from tracker.model.theme import Codebook

LONGEST_PHRASE = 4
"""Words, three at most of which carry meaning: `weapons of mass destruction`."""

Phrase = tuple[str, ...]
"""Stems, in order."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*(?:['’]s\b)?|\d[\w.,/-]*|[^\w\s]")
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


@dataclass(frozen=True, slots=True)
class _Word:
    stem: str
    """Empty where a phrase breaks off: punctuation, numbers, dates, single letters."""
    written: str
    carries: bool
    """Carries meaning: may begin or end a phrase."""
    joins: bool
    """Carries none, but may stand inside a phrase."""
    counted: bool
    """Is one of the document's words."""


Stretch = list[_Word]


class PhraseReader:
    """Reads documents as stretches of words that phrases may be taken from."""

    def __init__(self, codebook: Codebook, repair: Callable[[str], str]) -> None:
        self._repair = repair
        self._label_of = {variant: alias.label for alias in codebook.aliases for variant in alias.variants}
        variants = sorted(self._label_of, key=lambda variant: (-len(variant), variant))
        self._aliases = re.compile(rf"\b(?:{'|'.join(map(re.escape, variants))})\b") if variants else None
        self._words: dict[str, _Word] = {}

    def stretches(self, document: Document) -> Iterator[Stretch]:
        """Runs of words with nothing between them that breaks a phrase off; single breaking words stand alone."""
        for passage in document.passages:
            for sentence in passage.sentences:
                text = self._repair(sentence.text)
                if self._aliases:
                    text = self._aliases.sub(lambda match: self._label_of[match[0]], text)
                stretch: Stretch = []
                for token in _TOKEN.findall(text):
                    word = self._words.get(token) or self._word(token)
                    if word.stem:
                        stretch.append(word)
                        continue
                    yield stretch
                    yield [word]
                    stretch = []
                yield stretch

    def _word(self, token: str) -> _Word:
        folded = fold(token).removesuffix("'s")
        is_word = token[0].isalpha()
        breaks = not is_word or len(folded) < 2 or folded in _DATES
        written = token.removesuffix("'s").removesuffix("’s")
        carries = folded not in _SAYS_LITTLE
        word = _Word("" if breaks else stem(folded), written, carries, folded in _JOINS, token[0].isalnum())
        self._words[token] = word
        return word


def count_phrases(stretches: Iterable[Stretch]) -> tuple[int, Counter[Phrase]]:
    """`(words of the document, occurrences of every phrase)`."""
    total = 0
    counts: dict[Phrase, int] = {}
    for stretch in stretches:
        for word in stretch:
            total += word.counted
        for phrase, _ in _phrases(stretch):
            counts[phrase] = counts.get(phrase, 0) + 1
    return total, Counter(counts)


def spellings(stretches: Iterable[Stretch], wanted: Container[Phrase]) -> dict[Phrase, Counter[str]]:
    """How often each wanted phrase is written in which way."""
    found: dict[Phrase, Counter[str]] = {}
    for stretch in stretches:
        for phrase, words in _phrases(stretch):
            if phrase in wanted:
                found.setdefault(phrase, Counter())[" ".join([word.written for word in words])] += 1
    return found


def label_of(phrase: Phrase, *sides: Mapping[Phrase, Counter[str]]) -> str:
    """The commonest spelling; in lower case unless capitals are the rule."""
    forms: Counter[str] = sum((side.get(phrase, Counter()) for side in sides), Counter())
    lower: Counter[str] = Counter()
    for form, count in forms.items():
        lower[form.casefold()] += count
    small = min(lower, key=lambda form: (-lower[form], form))
    cased = {form: count for form, count in forms.items() if form.casefold() == small}
    if 3 * cased.get(small, 0) >= sum(cased.values()):
        return small
    return min(cased, key=lambda form: (-cased[form], form))


def _phrases(stretch: Stretch) -> Iterator[tuple[Phrase, list[_Word]]]:
    for start, first in enumerate(stretch):
        if not (first.carries and first.stem):
            continue
        carrying = 0
        for end in range(start, min(start + LONGEST_PHRASE, len(stretch))):
            word = stretch[end]
            if word.carries:
                carrying += 1
                if carrying == LONGEST_PHRASE:
                    break
                words = stretch[start : end + 1]
                yield tuple([word.stem for word in words]), words
            elif not word.joins:
                break
