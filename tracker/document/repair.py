"""Undoes extraction damage that can only be guessed at (`confi dence`, `thethreats`), in the form that texts are
compared and counted in. The document itself keeps the characters that it has; an offset map leads back to them.

What a word is, is read off the documents themselves: a broken word is mended only to one that stands there whole.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.model.document import Document

ATTESTED = 3
"""Times a word has to occur whole before others are mended to it."""
LEAST_GLUED = 7
"""Letters of a word that may be two words run together."""
LEAST_PART = 4
"""Letters of the longer part of it."""

_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")
# Short words that are found run together with a neighbour where a line break was lost. Left out are those that also
# begin or end ordinary words (`with` + draw, Israel + `is`).
_FRONT = frozenset("the and that our its from their by of to which this these".split())
_BACK = frozenset("and the to of with that from for are has have will which its their our into also but while".split())


@dataclass(frozen=True, slots=True)
class RepairedText:
    text: str
    cuts: tuple[tuple[int, int], ...]
    """`(offset in the repaired text, what to add from there on to get the offset in the document's own text)`, rising."""

    def original(self, offset: int) -> int:
        """The offset in the document's own text."""
        place = bisect_right(self.cuts, (offset, 1 << 60)) - 1
        return offset + (self.cuts[place][1] if place >= 0 else 0)


class Repairer:
    """Mends texts with what the vocabulary of their documents attests."""

    def __init__(self, documents: Iterable[Document]) -> None:
        counts = Counter(
            word for document in documents for passage in document.passages for word in _WORD.findall(passage.text)
        )
        whole: Counter[str] = Counter()
        for word, count in counts.items():
            whole[word.casefold()] += count
        self._whole = whole
        self._glued = {word: cut for word in counts if (cut := _cut(word, whole))}
        # Halves of broken words: rare as words of their own, and beginning a word that is common.
        self._heads = _broken_heads(whole)

    def __call__(self, text: str) -> str:
        """The mended text alone."""
        return self.repaired(text).text

    def repaired(self, text: str) -> RepairedText:
        changes = sorted([*self._joins(text), *self._splits(text)])
        if not changes:
            return RepairedText(text, ())
        pieces: list[str] = []
        cuts: list[tuple[int, int]] = []
        done = length = 0
        for start, end, replacement in changes:
            if start < done:
                continue
            pieces += (text[done:start], replacement)
            length += start - done + len(replacement)
            done = end
            cuts.append((length, done - length))
        pieces.append(text[done:])
        return RepairedText("".join(pieces), tuple(cuts))

    def _joins(self, text: str) -> Iterable[tuple[int, int, str]]:
        """Blanks that stand inside a word."""
        if not self._heads:
            return
        matches = list(_WORD.finditer(text))
        for first, second in itertools.pairwise(matches):
            head = first.group().casefold()
            if head in self._heads and text[first.end() : second.start()] == " ":
                tail = second.group().casefold()
                if self._whole[head + tail] >= ATTESTED and self._whole[head + tail] > self._whole[tail]:
                    yield first.end(), second.start(), ""

    def _splits(self, text: str) -> Iterable[tuple[int, int, str]]:
        """Places where a blank is missing."""
        if not self._glued:
            return
        for match in _WORD.finditer(text):
            cut = self._glued.get(match.group())
            if cut:
                yield match.start() + cut, match.start() + cut, " "


def repairer(documents: Iterable[Document]) -> Repairer:
    return Repairer(documents)


def _cut(word: str, whole: Mapping[str, int]) -> int | None:
    """Where a word that is two run together has to be cut, if it is one."""
    if len(word) < LEAST_GLUED:
        return None
    camel = _CAMEL.search(word)
    if camel:
        first, second = word[: camel.start()].casefold(), word[camel.start() :].casefold()
        return camel.start() if whole[first] >= ATTESTED and whole[second] >= ATTESTED else None
    folded = word.casefold()
    if whole[folded] >= ATTESTED:
        return None
    for size in range(2, len(folded) - 1):
        first, second = folded[:size], folded[size:]
        if (first in _FRONT and len(second) >= LEAST_PART and whole[second] >= ATTESTED) or (
            second in _BACK and len(first) >= LEAST_PART and whole[first] >= ATTESTED
        ):
            return size
    return None


def _broken_heads(whole: Mapping[str, int]) -> frozenset[str]:
    """Words that occur hardly ever on their own and begin common words: what stands before the blank in `confi dence`."""
    beginnings: set[str] = set()
    for word, count in whole.items():
        if count >= ATTESTED and len(word) >= 6:
            beginnings.update(word[:size] for size in range(2, len(word) - 1))
    common = {word for word, count in whole.items() if count > 4 * ATTESTED}
    return frozenset(word for word in whole if word in beginnings and word not in common and len(word) >= 2)
