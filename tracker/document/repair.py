"""The form in which texts are compared and counted: guesses about extraction damage undone, typography folded.

The text that is shown never changes. A repaired form stands for a whole sentence, which is known by its place in the
document; its words are quoted from there, so that no place in the form has to lead back to the text.

What is folded or repaired here:

- quotation marks, apostrophes, dashes, blanks, ligatures and full-width letters become plain characters;
- marks of notes are left out (`policy.[^5]`, `policy.⁵`, `policy.5 The`);
- a blank before a comma or stop goes, a lost blank after one comes back (`liberty , and`, `talents.Globally`);
- a word that a ligature or a scanner has split is joined (`confi dence`), two that ran together are parted
  (`opportunityand`), where the words of the documents at hand bear it out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from tracker.model.document import Document

_ATTESTED = 3
"""Times a word has to occur whole before pieces are mended to it, or before it is found inside a glued one."""
_RARE = 2
"""Times up to which a word may be two run together."""

_WORD = re.compile(r"[^\W\d_]+")
_FRONT_WORDS = "the and that our its from their which this these"
_BACK_WORDS = "and the to of in with that from for who has have will which our into"
# Words that run together with a neighbour. Left out are those that also begin or end ordinary words (`with` + draw).
_FRONT = frozenset(_FRONT_WORDS.split())
_BACK = frozenset(_BACK_WORDS.split())
_FIRST, _LAST = itemgetter(0), itemgetter(1)
_COMPOUNDS = ("there", "here", "where")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")

_FOLDED = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2043\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "\u2026": "...",
}
_TYPOGRAPHY = re.escape("".join(_FOLDED)) + "\ufb00-\ufb06\uff01-\uff5e"
_SUSPECT = re.compile(
    # What any of them begins with, or stands before: looked at first, for speed.
    rf"(?=[{_TYPOGRAPHY} \n\[⁰¹²³⁴-⁹\dA-Z\u2013\u2014\u2015\-])(?:"
    rf"(?P<fold>[{_TYPOGRAPHY}])"
    r"|(?P<mark>[ ]?\[\^[^\]\s]{1,20}\]|(?<=[\w.,;:!?\"”’)])[⁰¹²³⁴-⁹]{1,3}"
    r"|(?<=[a-z]{4}[.!?])\d{1,3}(?=\s+[A-Z]|\s*$))"
    r"|(?P<dash>[ ]?(?:[\u2013\u2014\u2015]|--+)[ ]?|[ ]{2,}-[ ]+|[ ]-[ ]{2,})"
    r"|(?P<blank>(?<=[\w)\"”])[ ]+(?=[,;:?!)](?:\s|$)|\.(?:\s|$)|\.(?=[A-Z]\b))|(?<=\b[A-Z]\.)[ ](?=[A-Z]\.))"
    r"|(?P<lost>(?:(?<=[a-z]{2}[.!?;,])|(?<=[a-z][\"”)][.!?;,]))(?=[A-Z][a-z]))"
    r"|(?P<ligature>(?:(?<=[^\W\d_]fi)|(?<=[^\W\d_]fl)|(?<=\b[fF]i)|(?<=\b[fF]l))[ ](?=[a-z]{2}))"
    r"|(?P<wide>[ \n]{2,}|\n))"
)
# Plain ASCII text without one of these two holds nothing suspect; a hundred times cheaper to look for than _SUSPECT.
_SUSPECT_PIECES = tuple("\n|  |--|[^| ,| ;| :| ?| !| )| .|fi |fl |Fi |Fl ".split("|"))
_SUSPECT_STOP = re.compile(r"[.!?;,](?:(?<=[.!?])\d|(?<=[a-z\")].)[A-Z]|(?<=[A-Z]\.) [A-Z]\.)")
_WORDS_IN_FI = re.compile(r"\b(?:wi-?|sci-?|hi-?|su|sala|hana|sha|ra|gada|kada|qadha|kha)fi$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of some documents tell about damaged ones."""

    glued: Mapping[str, int]
    """Word that is two → length of the first."""
    split: frozenset[tuple[str, str]]
    """Neighbouring pieces that are one word."""
    right: frozenset[str]
    """The second ones of them."""


class Repairer:
    """The comparable form of the texts of some documents, mended by what all their words together attest."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._vocabulary = vocabulary_of(passage.text for document in documents for passage in document.passages)
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """The comparable form of this text; remembered, for every sentence is read several times."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = repaired(text, self._vocabulary)
        return found


def repairer(documents: Iterable[Document]) -> Repairer:
    return Repairer(documents)


def repaired(text: str, vocabulary: Vocabulary) -> str:
    """The comparable form of a text; the text itself where nothing is to be mended."""
    parts: list[str] = []
    done = 0
    for start, end, replacement in sorted((*_typographic_edits(text), *_word_edits(text, vocabulary))):
        if start >= done:
            parts += text[done:start], replacement
            done = end
    return "".join((*parts, text[done:])) if parts else text


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """What all the words of these texts, taken together, tell about damaged ones."""
    texts = tuple(texts)
    pieces: Counter[str] = Counter()
    for text in texts:
        pieces.update(text.split())
    spellings: Counter[str] = Counter()
    for piece, count in pieces.items():
        for word in _WORD.findall(piece):
            spellings[word] += count
    counts: Counter[str] = Counter()
    for word, count in spellings.items():
        counts[word.lower()] += count
    together = _neighbours(texts, _halves(counts))
    split = frozenset(pair for pair, count in together.items() if _is_one_word(pair, counts, count))
    glued = {word: cut for word in spellings if (cut := _cut_in_glued(word, counts))}
    return Vocabulary(glued, split, frozenset(right for _, right in split))


def _halves(counts: Mapping[str, int]) -> frozenset[tuple[str, str]]:
    """Every two words that may be the pieces of a third."""
    whole = (word for word, count in counts.items() if count >= _ATTESTED)
    cuts = ((word[:size], word[size:]) for word in whole for size in range(1, len(word)))
    return frozenset(pair for pair in cuts if pair[0] in counts and pair[1] in counts)


def _neighbours(texts: Iterable[str], wanted: frozenset[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """How often each of these pairs of words stands with nothing but a blank between."""
    found: Counter[tuple[str, str]] = Counter()
    pieces = _Pieces()
    for text in texts:
        ends = list(map(pieces.__getitem__, text.split(" ")))
        pairs = zip(map(_LAST, ends), map(_FIRST, islice(ends, 1, None)), strict=False)
        found.update(filter(wanted.__contains__, pairs))
    return found


class _Pieces(dict[str, tuple[str, str]]):
    """What stands between two blanks → the words that it begins and ends with, small; empty where it is none."""

    def __missing__(self, piece: str) -> tuple[str, str]:
        if piece.isalpha():
            found = (piece.lower(), piece.lower())
        else:
            words = [(match.start(), match.end(), match[0].lower()) for match in _WORD.finditer(piece)]
            begins = words[0][2] if words and words[0][0] == 0 else ""
            found = (begins, words[-1][2] if words and words[-1][1] == len(piece) else "")
        self[piece] = found
        return found


def _is_one_word(pair: tuple[str, str], counts: Mapping[str, int], together: int) -> bool:
    """Whether these pieces are one word: it stands whole elsewhere more often; a piece hardly stands alone."""
    left, right = pair
    whole = counts.get(left + right, 0)
    if len(left) + len(right) < 4 or whole < _ATTESTED or whole < together:
        return False
    alone = min(counts[left] - together, counts[right] - together)
    return alone <= 0 or alone * 20 <= whole


def _cut_in_glued(word: str, counts: Mapping[str, int]) -> int:
    """Length of the first of two words that ran together; 0 if this is one."""
    folded = word.lower()
    if not 6 <= len(word) <= 40 or counts[folded] > _RARE or folded.startswith(_COMPOUNDS):
        return 0
    inside = _CAPITAL_INSIDE.search(word)
    if inside:
        parts = (folded[: inside.start()], folded[inside.start() :])
        return inside.start() if min(counts.get(part, 0) for part in parts) >= _ATTESTED else 0
    for size in range(2, len(folded) - 1):
        first, second = folded[:size], folded[size:]
        if first in _FRONT and len(second) >= 4 and counts.get(second, 0) >= _ATTESTED:
            return size
        if second in _BACK and len(first) >= (4 if len(second) < 3 else 3) and counts.get(first, 0) >= _ATTESTED:
            return size
    return 0


def _typographic_edits(text: str) -> Iterator[tuple[int, int, str]]:
    if text.isascii() and not _SUSPECT_STOP.search(text) and not any(map(text.__contains__, _SUSPECT_PIECES)):
        return
    for match in _SUSPECT.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "fold":
            plain = _FOLDED.get(match[0])
            yield start, end, unicodedata.normalize("NFKC", match[0]) if plain is None else plain
        elif kind == "dash":
            in_number = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit() and " " not in match[0]
            yield start, end, "-" if in_number else " - "
        elif kind == "ligature":
            if not _WORDS_IN_FI.search(text, max(0, start - 12), start):
                yield start, end, ""
        elif kind in ("lost", "wide"):
            yield start, end, " "
        else:
            yield start, end, ""


def _word_edits(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, str]]:
    if not vocabulary.glued and not vocabulary.split:
        return
    words = _WORD.findall(text)
    if vocabulary.glued.keys().isdisjoint(words) and vocabulary.right.isdisjoint(map(str.lower, words)):
        return
    left, left_end = "", -1
    for match in _WORD.finditer(text):
        start = match.start()
        word = match[0].lower()
        if start - left_end == 1 and (left, word) in vocabulary.split and text[left_end] == " ":
            yield left_end, start, ""
        cut = vocabulary.glued.get(match[0], 0)
        if cut:
            yield start + cut, start + cut, " "
        left, left_end = word, match.end()
