"""Lines → running text: which line ends are inside a word, inside a sentence or at a paragraph's end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from tracker.model.words import line_gap

HYPHEN_AT_LINE_END = "\x02"
"""How pdfium writes the hyphen of a word that goes on in the next line."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HYPHENATED = re.compile(r"([^\W\d_]{1,40})[-\x02‐]$")
_PREFIXES = "self non well ex all cross mid anti vice long short high low so"
_KEEPS_ITS_HYPHEN = frozenset(_PREFIXES.split())


def words_attested(lines: Iterable[str]) -> frozenset[str]:
    """The words of these lines in small letters, hyphenated compounds whole; not those cut by a line's end."""
    found: set[str] = set()
    for line in lines:
        words = _WORD.findall(line)
        if words and _HYPHENATED.search(line.rstrip()[-48:]):
            words.pop()
        found.update(word.lower() for word in words)
    return frozenset(found)


def joined(before: str, after: str, words: frozenset[str]) -> str:
    """Two pieces of one paragraph as running text; a hyphen goes where the whole word is attested or likelier."""
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return before + after
    cut = _HYPHENATED.search(before[-48:])
    if cut:
        return before[:-1] + ("" if _is_one_word(cut[1], after, words) else "-") + after
    if before[-1] in "-–—/" and len(before) > 1 and not before[-2].isspace():
        return before + after
    return before + line_gap(before, after) + after


def with_hyphens_settled(text: str, words: frozenset[str]) -> str:
    """The text with each hyphen of a former line's end kept or dropped."""
    pieces = text.split(HYPHEN_AT_LINE_END)
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = joined(whole + HYPHEN_AT_LINE_END, piece, words)
    return whole


def _is_one_word(head: str, after: str, words: frozenset[str]) -> bool:
    tail_match = _WORD.match(after)
    if not tail_match or not after[0].islower():
        return False
    tail = tail_match[0].lower()
    head = head.lower()
    if head + tail in words:
        return True
    if f"{head}-{tail}" in words or head in _KEEPS_ITS_HYPHEN:
        return False
    # Two words that the document uses by themselves make a compound; a piece that is no word was cut from one.
    return not (head in words and tail in words and len(head) > 2 and len(tail) > 2)


def capital_pairs(lines: Iterable[str]) -> Counter[tuple[str, str]]:
    """Pairs of neighbouring capitalised words: where a line ends inside one, the sentence goes on."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in lines:
        words = [word.rstrip(".,;:!?") or word for word in line.split()]
        pairs.update((a, b) for a, b in pairwise(words) if a[0].isupper() and b[0].isupper() and a[-1].isalpha())
    return pairs
