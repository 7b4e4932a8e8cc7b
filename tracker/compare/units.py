"""Sentences (and headings) in the form in which they are compared; the reader never sees this form."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from tracker.model.document import Document
from tracker.model.words import ALIKE, MARKS, UNSPACED

HEADING = -1
"""Stands for the sentence number of a unit that is a heading."""

_FOLDED: Mapping[int, str | None] = {
    **dict.fromkeys(map(ord, "’‘ʼ´`"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—"), "-"),
    **ALIKE,
}
_WORD = re.compile(rf"[^\W_{UNSPACED}]+(?:['.&/][^\W_{UNSPACED}]+|[{MARKS}]+[^\W_{UNSPACED}]*)*+|[{UNSPACED}]")
_STOP = re.compile(r"\.(?:(?<!\d\.)|(?!\d))")
_NOT_LETTER = re.compile(rf"[^\w.%$€£{MARKS}]|_")
_ASCII_SIGNS = {sign: None for sign in range(128) if not chr(sign).isalnum() and chr(sign) not in ".%$"}
_TENS = "一二三四五六七八九十"
_LABEL = re.compile(
    r"^\s*(?:\(?(?:[0-9]{1,3}|[a-z]|[ivxlc]{1,6})(?:\.[0-9]{1,3})*[.)]\s+"
    rf"|(?:[\u2460-\u2487\u2776-\u277f\u3220-\u3229]|（[0-9０-９{_TENS}]{{1,3}}）|\([{_TENS}]{{1,3}}\)|[{_TENS}]{{1,3}}、"
    rf"|[0-9０-９]{{1,2}}[、．]|第[0-9０-９〇零百{_TENS}]{{1,5}}[章节節条條]|제\s?[0-9]{{1,3}}\s?[장절조])\s*"
    r"|(?:[가나다라마바사아자차카타파하]|[а-яіїєґ]|[א-ת]['׳]?|[\u0660-\u0669\u06f0-\u06f9]{1,3})[.)]\s+)+",
    re.IGNORECASE,
)
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
    def size(self) -> int:
        """Words."""
        return len(self.code)

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
    reader = _Reader()
    old_side = Side(old, tuple(_units(old, repair, reader)))
    new_side = Side(new, tuple(_units(new, repair, reader)))
    return Sides(old_side, new_side, _weights((*old_side.units, *new_side.units)))


def fold(text: str) -> str:
    """Lower case, compatibility forms, plain apostrophes and hyphens, letters that are one made one: the form in which
    words are looked up."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return text.casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=65_536)  # Texts are asked for again for every theme they are about.
def letters_of(text: str) -> str:
    """Folded letters and digits, with the point in `3.5` and signs of money and per cent kept."""
    return _letters(fold(text))


@lru_cache(maxsize=65_536)  # Of the words of a text, nine in ten stand in it before.
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


def without_label(text: str) -> str:
    """The text without the enumeration that heads it (`a.1.`, `(iv)`): renumbering is no change of wording."""
    return _LABEL.sub("", text, count=1)


def _letters(folded: str) -> str:
    if "." in folded:
        folded = _STOP.sub("", folded)
    return folded.translate(_ASCII_SIGNS) if folded.isascii() else _NOT_LETTER.sub("", folded)


class _Reader:
    """Reads texts as units; remembers what it made of what stands between two blanks, so that C code can do the work
    for most."""

    def __init__(self) -> None:
        self._pieces = _Pieces()

    def unit(self, text: str, section: int, passage: int, sentence: int) -> Unit:
        folded = fold(text)
        without = without_label(text)
        bare = folded if len(without) == len(text) else fold(without)
        pieces, letters = self._read(bare), _letters(bare)
        code = "".join(map(_CODE, pieces))
        if len(bare) < len(folded):
            if not code:
                pieces = self._read(folded)
                code = "".join(map(_CODE, pieces))
            letters = letters or _letters(folded)
        # A frozen set made from a set has half the size of one made from a list.
        terms = frozenset(
            set(chain.from_iterable(map(_TERMS, pieces))) or set(chain.from_iterable(map(_STEMS, pieces)))
        )
        return Unit(letters or text.strip(), terms, code, section, passage, sentence)

    def _read(self, folded: str) -> list[_Piece]:
        return list(map(self._pieces.__getitem__, folded.split()))


class _Piece(NamedTuple):
    """What stands between two blanks: a word as a rule, with what is written before and after it."""

    code: str
    """Stands for its stems in `Unit.code`, one character each."""
    terms: tuple[str, ...]
    """Those of its stems that carry meaning: are of no function word."""
    stems: tuple[str, ...]


_CODE, _TERMS, _STEMS = map(itemgetter, range(3))


class _Pieces(dict[str, _Piece]):
    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def __missing__(self, piece: str) -> _Piece:
        words = _WORD.findall(piece)
        stems = tuple(map(stem, words))
        terms = tuple([stemmed for word, stemmed in zip(words, stems, strict=True) if word not in FUNCTION_WORDS])
        found = self[piece] = _Piece("".join(map(self._code, stems)), terms, stems)
        return found

    def _code(self, stemmed: str) -> str:
        code = self._codes.get(stemmed)
        if code is None:
            number = len(self._codes) + 0x100
            # Surrogates cannot stand in a string that is handed to a C library.
            code = self._codes[stemmed] = chr(number if number < 0xD800 else number + 0x800)
        return code


def _units(document: Document, repair: Callable[[str], str], reader: _Reader) -> Iterable[Unit]:
    section = -1
    for index, passage in enumerate(document.passages):
        while section < passage.section:
            section += 1
            yield from _heading(document, section, reader)
        for number, sentence in enumerate(passage.sentences):
            yield reader.unit(repair(sentence.text), section, index, number)
    while section + 1 < len(document.sections):
        section += 1
        yield from _heading(document, section, reader)


def _heading(document: Document, section: int, reader: _Reader) -> Iterable[Unit]:
    title = document.sections[section].title
    if title:
        yield reader.unit(title, section, HEADING, HEADING)


def _weights(units: Sequence[Unit]) -> dict[str, float]:
    frequency = Counter(chain.from_iterable([unit.terms for unit in units]))
    return {term: math.log(1 + len(units) / count) for term, count in frequency.items()}
