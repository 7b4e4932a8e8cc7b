"""What is a word in scripts that are written without blanks between words: of Chinese characters and hiragana, each is
compared, matched and counted like one, as editors count them. Katakana, which writes foreign words, stays whole."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest

UNSPACED = "\u3005-\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""The characters, as the inside of a class of a regular expression."""

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
