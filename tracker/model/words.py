"""What is a word in scripts that are written without blanks between words: of Chinese characters and hiragana, each is
compared, matched and counted like one, as editors count them. Katakana, which writes foreign words, stays whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate, pairwise, zip_longest
from textwrap import shorten

UNSPACED = "\u3005-\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""The characters, as the inside of a class of a regular expression."""

_POINTS = (
    "\u200c\u200d\u0640\u0670"  # joiners, the stroke that makes a word longer, the small alif
    + "".join(map(chr, (*range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7)))
    + "".join(map(chr, (*range(0x610, 0x61B), *range(0x64B, 0x660))))
)
"""What is written within words in Hebrew, Arabic and Persian, and left out as often as not."""
_VOWELS = (
    "\u0300-\u036f\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0955-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u09d7"
    "\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b82\u0bbe-\u0bcd"
    "\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0d00-\u0d03\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
MARKS = _POINTS + _VOWELS
"""Marks on the letters of a word, which are no letters to a regular expression, as the inside of a class."""
ALIKE: Mapping[int, str | None] = {
    **dict(zip(map(ord, "ёЁİı\u064a\u0649\u0643"), "еЕii\u06cc\u06cc\u06a9", strict=True)),
    **dict.fromkeys(map(ord, _POINTS)),
}
"""For `str.translate`: letters that one language writes in two ways are one, and what may be left out is left out."""

_CHARACTER = re.compile(f"[{UNSPACED}]")
_COUNTED = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]*[^\W{UNSPACED}][^\s{UNSPACED}]*")
_WIDE = re.compile(f"[{UNSPACED}\u3000-\u303f\u30a0-\u30ff\uff01-\uffee]")
"""Such a character, katakana, or the punctuation that is as wide as these."""
_BREAKS = re.compile(f"[{UNSPACED}\u3000-\u303f\u30a0-\u30ff\uff01-\uffee\U0001f000-\U0001faff]")
_PIECE = re.compile(rf"(?:[{UNSPACED}]|[^\s{UNSPACED}]+)[^\w\s]*\s*|\s+")
_NEVER_FIRST = frozenset(
    "。．，、：；？！…‥・％‰ー々）」』】〕〉》〗］｝”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ.,:;?!%)]}»-+|/ \n\xa0"
)
_NEVER_LAST = frozenset("（「『【〔〈《〖［｛“‘([{«-+|/￥＄$# \n\xa0")


def has_unspaced(text: str) -> bool:
    return not text.isascii() and _CHARACTER.search(text) is not None


def count_words(text: str) -> int:
    """What stands between blanks, and every character of a script without them."""
    return len(_COUNTED.findall(text)) if has_unspaced(text) else len(text.split())


def word_pieces(text: str) -> list[str]:
    """The text in pieces of one word each, with what stands behind it."""
    return _PIECE.findall(text)


def shortened(text: str, most: int) -> str:
    """The text, or as many of its words as fit into so many characters with an ellipsis."""
    if not has_unspaced(text):
        return shorten(text, most, placeholder=" …")
    if len(text) <= most:
        return text
    ends = accumulate(map(len, word_pieces(text)))
    return text[: max((end for end in ends if end <= most - 2), default=0)].rstrip() + " …"


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters that no blank parts: in scripts without blanks anywhere but before
    a mark that closes and after one that opens."""
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return _BREAKS.match(after) is not None or _BREAKS.match(before) is not None


def line_gap(before: str, after: str) -> str:
    """What parts two lines of one paragraph once they are joined: a blank, but nothing within such a script."""
    return "" if _WIDE.match(before[-1:]) and _WIDE.match(after) else " "


def on_one_line(text: str) -> str:
    """The text without line breaks, its blanks single."""
    if text.isascii() or "\n" not in text:
        return " ".join(text.split())
    lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
    gaps = [line_gap(before, after) for before, after in pairwise(lines)]
    return "".join(line + gap for line, gap in zip_longest(lines, gaps, fillvalue=""))
