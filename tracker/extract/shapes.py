"""What a line of text looks like: a bullet, a numbered item, a heading, an unfinished sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from tracker.extract.labels import (
    CAPITAL,
    OTHER_FRONT_AND_BACK,
    RankedStyle,
    has_item_label,
    is_foreign_date,
    is_surely_item,
    ranked_style,
)
from tracker.model.words import has_unspaced

HeadingStyle = RankedStyle | Literal["roman", "letter", "number", "capitals", "title", "sentence"]

_SMALL = (
    "a an and as at but by for from in into nor of on or over per the to upon via vs with within without its our "
    "through among between against under toward towards across around during beyond throughout"
)
_OPENING = (
    "A After All Although Amid An Any As At Because Before Both By Despite During Each Even Every Finally First For "
    "From Given He However If In It Its Many More Most Much My No Not Now Of On One Only Our Over Second Since So Some "
    "Still Such That The Their Then There These They This Those Three Through Throughout Thus To Today Together Two "
    "Under Unless Until Upon We What When Where Whether Which While With Within Without Yet You Your"
)
_HANGING = "that which who is are will be these their this has have"
_VERBS = "is are was were will has have had must should can could may shall would do does include includes remains"

SMALL_WORDS = frozenset(_SMALL.split())
PAUSES = ":;：；"
"""Marks at which something else may begin within a sentence."""
OPENERS = frozenset(_OPENING.split())
"""Words that begin sentences and do not stand capitalised inside a heading."""
FRONT_AND_BACK = re.compile(
    r"(?:preface|foreword|introduction|conclusions?|executive summary|summary|overview|contents|table of contents|"
    r"glossary|acronyms|abbreviations|acknowledge?ments|references|bibliography|notes|endnotes|"
    rf"(?:annex|appendix)(?: [a-z0-9]{{1,3}})?|{OTHER_FRONT_AND_BACK})$",
    re.IGNORECASE,
)
_HANGING_WORDS = frozenset(_HANGING.split())
_FINITE = re.compile(rf"\b(?:{'|'.join(_VERBS.split())})\b")
_ASKING = re.compile(r"(?:What|How|Why|Where|When|Who)\b")
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DATED = re.compile(rf"(?:\b\d{{1,2}}\s+)?\b{_MONTH}\b\.?,?(?:\s+\d{{1,2}},)?\s+\d{{4}}$", re.IGNORECASE)

_BULLET = re.compile(
    r'(?:["“]?\*|[-–—•·‣⁃◦▪▫■□●○◆◇►▶➢➤✓✔❖∙§]|[\uf0a7\uf0b7\uf0d8\uf0fc]|o|0(?=\s+[A-Z]))(?:[ \t]+|$)(?=\S|$)'
)
_TIGHT_BULLET = re.compile(r"[•‣⁃▪■●◆►▶➢➤❖\uf0a7\uf0b7\uf0d8\uf0fc](?=\S)|[・○◎◇□ㅇㆍ]\s?(?=[\u3005-\ud7af])")
_NUMBERED_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)|(?:\d{1,2}|[a-z]|[ivx]{1,5})\.)[ \t]+(?=\S)")
_COUNTED = re.compile(r"([(（]?)(\d{1,2}|[^\W\d_])([.)）．、])(?!\d)\s?(?=\S)")
_NUMBERED_PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,3}\.?[ \t]+(?=[A-Z“\"])")
ROMAN = re.compile(
    r"(?:(?=[IVXL])(?:X{0,3}(?:IX|IV|V?I{0,3})|XL)|(?=[ivx])(?:x{0,3}(?:ix|iv|v?i{0,3}))|[Ⅰ-Ⅻ])"
    rf"\s?[.:．]\s*(?=[{CAPITAL}])"
)
_LETTER = re.compile(r"[A-HJ-UWYZ][.)]\s+(?=[A-Z])")
_NUMBER = re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})(?:[.:)]?\s+|[．、]\s*)(?=[{CAPITAL}])")
_PART = re.compile(
    r"(?:part|chapter|section|title|article|pillar|annex|appendix|priority|goal|objective|line of effort)"
    r"\s+(?:\d{1,2}|[IVX]{1,5}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"""[.!?…。！？｡؟।۔][\"'”’)\]»“」』）]*(?:[\[\ue000]?\d{1,3}[\]\ue001]?|[①-⑳])*+$""")
_SYLLABLE = re.compile("[\u3005-\ud7af]")
"""Chinese characters, kana and Hangul: one by itself says as much as several letters."""
_LONGEST_UNSPACED, _LONGEST_BARE = 45, 25
"""Characters of a heading in a script without blanks, numbered or bare."""
_MARK_OR_LATIN = re.compile("[A-Za-z,;:.!?，。；：、！？؟،؛।]")
_LETTER_SPACED = re.compile(r"(?:\b[A-Z] ){3,}[A-Z]\b")


def bullet_of(line: str) -> int:
    """Length of the bullet and its blanks at the start of this line; 0 if there is none."""
    match = _BULLET.match(line) or _TIGHT_BULLET.match(line)
    return match.end() if match else 0


def is_numbered_item(line: str) -> bool:
    return has_item_label(line) or (_NUMBERED_ITEM.match(line) is not None and not is_foreign_date(line))


def begins_anew(line: str) -> bool:
    """Whether a line begins with the number of an item or of a paragraph (`3.`, `(a)`, `1.12`)."""
    return is_numbered_item(line) or _NUMBERED_PARAGRAPH.match(line) is not None


def counts_on(item: str, line: str) -> bool:
    """Whether a line begins with the number after that of an item (`1.` and `2.`, `(a)` and `(b)`)."""
    one, other = _COUNTED.match(item), _COUNTED.match(line)
    if not one or not other or (one[1], one[3]) != (other[1], other[3]):
        return False
    before, after = one[2], other[2]
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    return len(before) == len(after) == 1 and ord(after) == ord(before) + 1


def ends_sentence(text: str, following: str = "") -> bool:
    """Whether a text ends a sentence; behind an abbreviation (`the U.S.`) `following` small letters go on."""
    if _STOP.search(text[-40:]) is None:
        return False
    return not (following and begins_in_mid_sentence(following) and ends_in_abbreviation(text[-40:]))


def ends_item(text: str) -> bool:
    """Whether a text ends as an item of a list does that has others behind it (`… the peace; and`)."""
    return text.endswith((*PAUSES, "; and", "; or"))


def begins_in_mid_sentence(text: str) -> bool:
    return text[:1].islower() or text[:1] in ",;)，；、）" or (text[:1] in "([" and not _NUMBERED_ITEM.match(text))


def breaks_off(text: str) -> bool:
    """Whether a text ends where no paragraph can end: after a comma, a dash, a hyphen or a small word."""
    last = next(iter(text[-60:].split()[-1:]), "")
    return last[-1:] in ",-–—(/&，、（" or last in SMALL_WORDS or last in _HANGING_WORDS


def words_of(text: str) -> list[str]:
    return [word for word in (part.strip(".,;:!?()[]\"'“”‘’*–—-/&") for part in text.split()) if word]


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals (one small `s` or `of` aside), with enough of them to be no mere acronym."""
    capitals = sum(map(str.isupper, text))
    return capitals >= 4 and capitals >= 0.92 * sum(map(str.isalpha, text))


def is_title_case(text: str) -> bool:
    """Whether every word but small ones begins with a capital or a digit."""
    words = words_of(text)
    telling = [word for word in words if word.lower() not in SMALL_WORDS]
    if not telling or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    return not any(word[0].islower() for word in telling)


@lru_cache(maxsize=4096)  # A line is looked at as a heading by itself, with those before it, and as what follows one.
def heading_style(text: str) -> HeadingStyle | None:
    """How a line would look as a heading; None for what can be none."""
    text = text.strip()
    words = words_of(text)
    ranked = ranked_style(text)
    if (
        not words
        or len(words) > 22
        or len(text) > (_LONGEST_UNSPACED if has_unspaced(text) else 180)
        or (text[0] in "-–—(" and not ranked)
        or not is_worded(text)
        or _DATED.search(text)
        or is_foreign_date(text)
    ):
        return None
    if text[-1] in ",;，；、" or (ends_sentence(text) and text[-1] != "?" and not ends_in_abbreviation(text)):
        return None
    if _PART.match(text):
        return "part"
    if ranked:
        return ranked
    if is_numbered_item(text) and is_surely_item(text):
        return None
    if match := ROMAN.match(text):
        return "roman" if _is_heading_worthy(text[match.end() :]) else None
    if match := _LETTER.match(text):
        return "letter" if _is_heading_worthy(text[match.end() :]) else None
    if match := _NUMBER.match(text):
        return "number" if _is_heading_worthy(text[match.end() :]) else None
    if is_capitals(text):
        return "capitals"
    if is_title_case(text):
        return "title"
    asks = _ASKING.match(text) is not None
    if (
        text[0].isupper()
        and text[-1] != ":"
        and len(words) <= (14 if asks else 9)
        and (asks or not _FINITE.search(text))
    ):
        return "sentence"
    if not text.isascii() and FRONT_AND_BACK.match(text):
        return "title"
    return "sentence" if is_bare_title(text) else None


def is_bare_title(text: str) -> bool:
    """Whether a line in another script than the Latin one, where titles have no capitals, is short and has no mark of a
    sentence in it."""
    fits = len(text) <= _LONGEST_BARE if has_unspaced(text) else len(words_of(text)) <= 9
    return fits and text[0].isalpha() and not text[0].islower() and not _MARK_OR_LATIN.search(text)


def is_worded(text: str) -> bool:
    """Whether this is made of words, not of the specks that a scanner reads as letters."""
    letters = sum(char.isalpha() for char in text)
    dense = sum(not char.isspace() for char in text)
    if letters < 0.6 * dense:
        return False
    return any(sum(char.isalpha() for char in word) >= 3 for word in text.split()) or _SYLLABLE.search(text) is not None


def _is_heading_worthy(text: str) -> bool:
    return is_capitals(text) or is_title_case(text) or (len(words_of(text)) <= 12 and not _FINITE.search(text))


def ends_in_abbreviation(text: str) -> bool:
    return re.search(r"\b(?:[A-Z]\s?\.\s?){2,}$", text) is not None


def numbering_of(text: str) -> HeadingStyle | None:
    """The kind of number that a text begins with, whatever follows it."""
    if _PART.match(text):
        return "part"
    if ranked := ranked_style(text):
        return ranked
    if ROMAN.match(text):
        return "roman"
    if _LETTER.match(text):
        return "letter"
    return "number" if _NUMBER.match(text) else None


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    match = _DATED.search(text)
    return (match is not None and match.start() == 0) or is_foreign_date(text)


def number_depth(text: str) -> int:
    """Depth of a decimal heading number: 2 for `3.2 Title`; 0 without one."""
    match = _NUMBER.match(text)
    return match[1].count(".") + 1 if match else 0


def heading_number(text: str) -> str:
    """The decimal number in front of a heading, `3.2`; empty without one."""
    match = _NUMBER.match(text)
    return match[1] if match else ""


def unspaced(text: str) -> str:
    """`T H R E A T S` → `THREATS`; words of a letter-spaced line are told apart by wider gaps where there are any."""
    if not _LETTER_SPACED.search(text):
        return text
    words = re.split(r"(?<=[A-Z])\s{2,}(?=[A-Z])", text)
    return " ".join(_LETTER_SPACED.sub(lambda match: match[0].replace(" ", ""), word) for word in words)
