"""Sentences (and headings) in the form in which they are compared; the reader never sees this form."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from tracker.model.document import Document

HEADING = -1
"""Stands for the sentence number of a unit that is a heading."""

_FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-"}
)
_WORD = re.compile(r"[^\W_]+(?:['.&/][^\W_]+)*")
_NOT_LETTER = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.%$€£]|_")
_LABEL = re.compile(r"^\s*(?:\(?(?:[0-9]{1,3}|[a-z]|[ivxlc]{1,6})(?:\.[0-9]{1,3})*[.)]\s+)+", re.IGNORECASE)
_SUFFIXES = ("ies", "ied", "ing", "ion", "ed", "es", "ly", "s", "e", "y")
FUNCTION_WORDS = frozenset(
    "a an the and or but nor of to in on at by for from with into onto as is are was were be been being it its "
    "this that these those their our your his her they we he she i you us them which who whom whose what when where "
    "while there here not no so than then also such has have had do does did will would shall should can could may "
    "might must if about over under between through both each other more most any all".split()
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or heading, ready to be compared."""

    words: tuple[str, ...]
    """Folded words, punctuation left out."""
    letters: str
    """Letters and digits only (and the signs that belong to a number): two units with the same letters differ in
    spacing, case or punctuation at most."""
    terms: frozenset[str]
    """Stems of the words that carry meaning (of all words, when none does)."""
    code: str
    """The stems in order, one character each, for sequence scores."""
    section: int
    passage: int
    """Index in `Document.passages`; `HEADING` for a heading."""
    sentence: int
    """Index in the passage; `HEADING` for a heading."""

    @property
    def is_heading(self) -> bool:
        return self.sentence == HEADING


@dataclass(frozen=True, slots=True)
class Side:
    """One document as a sequence of units in reading order."""

    document: Document
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both documents, with what their vocabularies say together."""

    old: Side
    new: Side
    weight: dict[str, float]
    """Inverse document frequency of each term over the units of both sides: ln(1 + N / n)."""


def prepare(old: Document, new: Document, repair: Callable[[str], str]) -> Sides:
    """Both documents as units. `repair` undoes extraction damage (split and glued words) in a text."""
    codes: dict[str, str] = {}
    stems: dict[str, str] = {}
    old_side = Side(old, tuple(_units(old, repair, codes, stems)))
    new_side = Side(new, tuple(_units(new, repair, codes, stems)))
    return Sides(old_side, new_side, _weights((*old_side.units, *new_side.units)))


def fold(text: str) -> str:
    """Lower case, compatibility forms and plain apostrophes and hyphens: the form in which words are looked up."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return text.casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=65_536)  # Texts are asked for again for every theme they are about.
def letters_of(text: str) -> str:
    """Folded letters and digits, with the point in `3.5` and signs of money and per cent kept."""
    return _NOT_LETTER.sub("", fold(text))


def stem(word: str) -> str:
    """A light stem: plural, tense and -ion/-ly endings off, never below four letters."""
    word = word.removesuffix("'s").removesuffix("'")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            if suffix in ("ies", "ied"):
                return word
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word


def meaning_terms(words: Iterable[str], stems: dict[str, str]) -> frozenset[str]:
    """Stems of the words that are no function words; of all of them, when nothing else is left."""
    words = tuple(words)
    carrying = frozenset(_stemmed(word, stems) for word in words if word not in FUNCTION_WORDS)
    return carrying or frozenset(_stemmed(word, stems) for word in words)


def without_label(text: str) -> str:
    """The text without the enumeration that heads it (`a.1.`, `(iv)`): renumbering is no change of wording."""
    return _LABEL.sub("", text, count=1)


def _units(
    document: Document, repair: Callable[[str], str], codes: dict[str, str], stems: dict[str, str]
) -> Iterable[Unit]:
    section = -1
    for index, passage in enumerate(document.passages):
        while section < passage.section:
            section += 1
            yield from _heading(document, section, codes, stems)
        for number, sentence in enumerate(passage.sentences):
            yield _unit(repair(sentence.text), section, index, number, codes, stems)
    while section + 1 < len(document.sections):
        section += 1
        yield from _heading(document, section, codes, stems)


def _heading(document: Document, section: int, codes: dict[str, str], stems: dict[str, str]) -> Iterable[Unit]:
    title = document.sections[section].title
    if title:
        yield _unit(title, section, HEADING, HEADING, codes, stems)


def _unit(text: str, section: int, passage: int, sentence: int, codes: dict[str, str], stems: dict[str, str]) -> Unit:
    words = words_of(without_label(text)) or words_of(text)
    letters = letters_of(without_label(text)) or letters_of(text) or text.strip()
    code = "".join([_code(_stemmed(word, stems), codes) for word in words])
    return Unit(words, letters, meaning_terms(words, stems), code, section, passage, sentence)


def _stemmed(word: str, stems: dict[str, str]) -> str:
    found = stems.get(word)
    if found is None:
        found = stems[word] = stem(word)
    return found


def _code(term: str, codes: dict[str, str]) -> str:
    found = codes.get(term)
    if found is None:
        number = len(codes) + 0x100
        # Surrogates cannot stand in a string that is handed to a C library.
        found = codes[term] = chr(number if number < 0xD800 else number + 0x800)
    return found


def _weights(units: Iterable[Unit]) -> dict[str, float]:
    frequency: dict[str, int] = {}
    total = 0
    for unit in units:
        total += 1
        for term in unit.terms:
            frequency[term] = frequency.get(term, 0) + 1
    return {term: math.log(1 + total / count) for term, count in frequency.items()}
