"""Anchors: made for a passage or a quote, and found again in a text that may have been extracted anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.model.document import Document, Passage
from tracker.model.review import Anchor

_QUOTE = 200
_CONTEXT = 60
_ALIKE = 85.0
"""Least likeness (0 to 100) of an anchor's words and those of a passage that does not hold them to the letter."""
_LETTERS = re.compile(r"[\W_]+")


class Places:
    """The passages of one document, to be found by their words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._folded: list[str] | None = None
        self._index = {passage.locus: index for index, passage in enumerate(document.passages)}

    def index(self, locus: str) -> int | None:
        return self._index.get(locus)

    def anchor(self, locus: str) -> Anchor:
        """Of a passage."""
        index = self._index[locus]
        passages = self.document.passages
        return Anchor(
            quote=_beginning(passages[index].text, _QUOTE),
            before=_ending(passages[index - 1].text, _CONTEXT) if index else "",
            after=_beginning(passages[index + 1].text, _CONTEXT) if index + 1 < len(passages) else "",
            locus=locus,
        )

    def quote_anchor(self, quote: str, locus: str) -> Anchor:
        """Of words in a passage; `locus` may be that of a sentence."""
        passage = self.passage_of(locus)
        if passage is None:
            return Anchor(quote, locus=locus)
        before, found, after = passage.text.partition(quote)
        if not found:
            return Anchor(quote, locus=locus)
        return Anchor(quote, _ending(before, _CONTEXT), _beginning(after, _CONTEXT), locus)

    def passage_of(self, locus: str) -> Passage | None:
        """The passage with this locus, or in which the sentence with this locus stands."""
        index = self._index.get(locus, self._index.get(locus.rpartition(" s")[0]))
        return None if index is None else self.document.passages[index]

    def find(self, anchor: Anchor) -> str | None:
        """Locus of the passage in which the words stand; None when it is not certain enough which."""
        index = self._find(anchor)
        return None if index is None else self.document.passages[index].locus

    def _find(self, anchor: Anchor) -> int | None:
        quote = _fold(anchor.quote)
        if not quote:
            return None
        folded = self._texts()
        holding = [index for index, text in enumerate(folded) if quote in text]
        if not holding:
            holding = self._alike(quote, folded)
        if len(holding) <= 1:
            return holding[0] if holding else None
        return self._by_context(anchor, quote, holding, folded)

    def _texts(self) -> list[str]:
        if self._folded is None:
            self._folded = [_fold(passage.text) for passage in self.document.passages]
        return self._folded

    def _alike(self, quote: str, folded: Sequence[str]) -> list[int]:
        """Passages with nearly the same words: the best, and such as come close to it."""
        from rapidfuzz import fuzz

        likeness = [
            (fuzz.partial_ratio(quote, text, score_cutoff=_ALIKE), index)
            for index, text in enumerate(folded)
            if len(text) >= len(quote) / 2
        ]
        best = max(likeness, default=(0.0, 0))[0]
        return [index for score, index in likeness if score and score >= best - 1]

    def _by_context(self, anchor: Anchor, quote: str, holding: Sequence[int], folded: Sequence[str]) -> int | None:
        before, after = _fold(anchor.before), _fold(anchor.after)
        standing = self.passage_of(anchor.locus)

        def score(index: int) -> tuple[int, int]:
            around = folded[index - 1] if index else ""
            following = folded[index + 1] if index + 1 < len(folded) else ""
            head, _, tail = folded[index].partition(quote)
            context = int(bool(before) and (head.endswith(before) or around.endswith(before)))
            context += bool(after) and (tail.startswith(after) or following.startswith(after))
            return context, standing is not None and self._index[standing.locus] == index

        ranked = sorted(((score(index), index) for index in holding), reverse=True)
        if ranked[0][0] > ranked[1][0]:
            return ranked[0][1]
        return None


def _fold(text: str) -> str:
    """Letters and digits alone: hyphenation, spacing and typography differ between extractions."""
    return _LETTERS.sub("", text).casefold()


def _beginning(text: str, length: int) -> str:
    text = text.strip()
    if len(text) <= length:
        return text
    return text[: text.rfind(" ", 0, length + 1)] if " " in text[: length + 1] else text[:length]


def _ending(text: str, length: int) -> str:
    text = text.strip()
    if len(text) <= length:
        return text
    start = text.find(" ", len(text) - length - 1)
    return text[start + 1 :] if start >= 0 else text[-length:]
