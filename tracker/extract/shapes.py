"""What a line of text looks like: a bullet, a numbered item, a heading, an unfinished sentence."""

from __future__ import annotations

import re
from typing import Literal

HeadingStyle = Literal["part", "roman", "number", "capitals", "title", "sentence"]

SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "over",
        "per",
        "the",
        "to",
        "upon",
        "via",
        "vs",
        "with",
        "within",
        "without",
        "its",
        "our",
    ]
)
OPENERS = frozenset(
    [
        "A",
        "After",
        "All",
        "Although",
        "Amid",
        "An",
        "Any",
        "As",
        "At",
        "Because",
        "Before",
        "Both",
        "Building",
        "But",
        "By",
        "Despite",
        "During",
        "Each",
        "Even",
        "Every",
        "Finally",
        "First",
        "For",
        "From",
        "Given",
        "He",
        "However",
        "If",
        "In",
        "It",
        "Its",
        "Many",
        "More",
        "Most",
        "Much",
        "My",
        "No",
        "Not",
        "Now",
        "Of",
        "On",
        "One",
        "Only",
        "Other",
        "Our",
        "Over",
        "Second",
        "Since",
        "So",
        "Some",
        "Still",
        "Such",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Three",
        "Through",
        "Throughout",
        "Thus",
        "To",
        "Today",
        "Together",
        "Two",
        "Under",
        "Unless",
        "Until",
        "Upon",
        "We",
        "What",
        "When",
        "Where",
        "Whether",
        "Which",
        "While",
        "With",
        "Within",
        "Without",
        "Yet",
        "You",
        "Your",
    ]
)
"""Words that begin sentences and do not stand capitalised inside a heading."""
FRONT_AND_BACK = re.compile(
    r"(?:preface|foreword|introduction|conclusions?|executive summary|summary|overview|contents|table of contents|glossary|"
    r"acronyms|abbreviations|acknowledge?ments|references|bibliography|notes|endnotes|(?:annex|appendix)(?: [a-z0-9]{1,3})?)$",
    re.IGNORECASE,
)

_BULLET = re.compile(r'(?:["“]?\*|[-–—•·‣⁃◦▪▫■□●○◆◇►▶➢➤✓✔❖∙§]|[\uf0a7\uf0b7\uf0d8\uf0fc]|o)(?:[ \t]+|$)(?=\S|$)')
_TIGHT_BULLET = re.compile(r"[•‣⁃▪■●◆►▶➢➤❖\uf0a7\uf0b7\uf0d8\uf0fc](?=\S)")
_NUMBERED_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)|(?:\d{1,2}|[a-z]|[ivx]{1,5})\.)[ \t]+(?=\S)")
_ROMAN = re.compile(r"(?=[IVXL])(?:X{0,3}(?:IX|IV|V?I{0,3})|XL)\s?[.:)]?\s+(?=[A-Z])")
_ROMAN_STRICT = re.compile(r"(?=[IVXL])(?:X{0,3}(?:IX|IV|V?I{0,3})|XL)\s?[.:]\s*(?=[A-Z])")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})[.:)]?\s+(?=[A-Z])")
_PART = re.compile(
    r"(?:part|chapter|section|title|article|pillar|annex|appendix|priority|goal|objective|line of effort)"
    r"\s+(?:\d{1,2}|[IVX]{1,5}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"""[.!?…][\"'”’)\]]*(?:\[?\d{1,3}\]?)?$""")
_LETTER_SPACED = re.compile(r"(?:\b[A-Z] ){3,}[A-Z]\b")


def bullet_of(line: str) -> int:
    """Length of the bullet and its blanks at the start of this line; 0 if there is none."""
    match = _BULLET.match(line) or _TIGHT_BULLET.match(line)
    return match.end() if match else 0


def is_numbered_item(line: str) -> bool:
    return _NUMBERED_ITEM.match(line) is not None


def ends_sentence(text: str) -> bool:
    return _STOP.search(text) is not None


def begins_in_mid_sentence(text: str) -> bool:
    return text[:1].islower() or text[:1] in ",;)" or (text[:1] in "([" and text[1:2].islower())


def breaks_off(text: str) -> bool:
    """Whether a text ends where no paragraph can end: after a comma, a dash, a hyphen or a small word."""
    last = text.rsplit(None, 1)[-1] if text.split() else ""
    return (
        last[-1:] in ",-–—(/&"
        or last in SMALL_WORDS
        or last in {"that", "which", "who", "is", "are", "will", "be", "these", "their", "this", "has", "have"}
    )


def words_of(text: str) -> list[str]:
    return [word for word in (part.strip(".,;:!?()[]\"'“”‘’*–—-/&") for part in text.split()) if word]


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals (one small `s` or `of` aside), with enough of them to be no mere acronym."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) >= 0.92 * len(letters)


def is_title_case(text: str) -> bool:
    """Whether every word but small ones begins with a capital or a digit."""
    words = words_of(text)
    telling = [word for word in words if word.lower() not in SMALL_WORDS]
    if not telling or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    low = sum(word[0].islower() for word in telling)
    return low == 0 or (len(telling) >= 6 and low == 1)


def heading_style(text: str) -> HeadingStyle | None:
    """How a line would look as a heading; None for what can be none."""
    text = text.strip()
    if not text or len(text) > 160 or not any(char.isalpha() for char in text):
        return None
    words = words_of(text)
    if not words or len(words) > 22:
        return None
    if text[-1] in ",;" or (ends_sentence(text) and text[-1] != "?" and not _ends_in_abbreviation(text)):
        if not (_ROMAN_STRICT.match(text) and len(words) <= 3):
            return None
    if _PART.match(text) and len(words) <= 18:
        return "part"
    if _ROMAN_STRICT.match(text) and len(words) > 1:
        return "roman" if _heading_worthy(text) else None
    if (match := _NUMBER.match(text)) and len(words) > 1:
        return "number" if _heading_worthy(text[match.end() :]) and len(words) <= 16 else None
    if is_capitals(text):
        return "capitals"
    if is_title_case(text) and len(words) <= 18:
        return "title"
    if text[0].isupper() and len(words) <= 14 and text[-1] != ":":
        return "sentence"
    return None


def _heading_worthy(text: str) -> bool:
    return is_capitals(text) or is_title_case(text) or len(words_of(text)) <= 12


def _ends_in_abbreviation(text: str) -> bool:
    return re.search(r"\b(?:[A-Z]\s?\.\s?){2,}$", text) is not None


def number_depth(text: str) -> int:
    """Depth of a decimal heading number: 2 for `3.2 Title`; 0 without one."""
    match = _NUMBER.match(text)
    return match[1].count(".") + 1 if match else 0


def unspaced(text: str) -> str:
    """`T H R E A T S` → `THREATS`; words of a letter-spaced line are told apart by wider gaps where there are any."""
    if not _LETTER_SPACED.search(text):
        return text
    return _LETTER_SPACED.sub(
        lambda match: match[0].replace(" ", ""), re.sub(r"(?<=[A-Z])\s{2,}(?=[A-Z])", "\t", text)
    ).replace("\t", " ")


def glued_heading(text: str) -> int:
    """Length of a heading that stands directly in front of its first sentence on the same line; 0 if there is none.

    Capitals before mixed case (`PRINCIPAL THREATS The most`), a title before a word that begins sentences but is written
    small inside titles (`Western Europe The nations of`), or a title that the sentence takes up again (`Arms Control Arms
    control remains`).
    """
    head = text[:200]
    tokens = [(match.start(), match.group()) for match in re.finditer(r"\S+", head)]
    if len(tokens) < 4:
        return 0
    numbered = _ROMAN_STRICT.match(head)
    first = 0
    if numbered:
        first = sum(1 for start, _ in tokens if start < numbered.end())
    elif FRONT_AND_BACK.match(tokens[0][1]) and tokens[1][1][0].isupper() and tokens[1][1].lower() not in {"and", "to"}:
        return tokens[1][0] if tokens[2][1][0].islower() or tokens[1][1] in OPENERS else 0
    capitals = _capitals_run(tokens, first)
    if capitals:
        return capitals
    return _title_run(tokens, first, bool(numbered))


def _capitals_run(tokens: list[tuple[int, str]], first: int) -> int:
    end = first
    while end < len(tokens) and not any(char.islower() for char in tokens[end][1]):
        end += 1
    if end - first < 2 or end >= len(tokens):
        return 0
    # `A` and `I` in capitals may already belong to the sentence.
    if tokens[end - 1][1] in {"A", "I"} and end - first > 2:
        end -= 1
    run = [word for _, word in tokens[first:end]]
    long_words = [word for word in run if sum(char.isalpha() for char in word) >= 4]
    if sum(char.isalpha() for word in run for char in word) < 10 or len(long_words) < 1 or run[-1][-1] in ",;":
        return 0
    following = tokens[end][1]
    return tokens[end][0] if following[0].isupper() or following[0] in "\"“'" else 0


def _title_run(tokens: list[tuple[int, str]], first: int, numbered: bool) -> int:
    for index in range(first + 1, min(len(tokens) - 1, first + 16)):
        word = tokens[index][1]
        before = tokens[index - 1][1]
        if before[-1] in ".,;:!?" and not _ends_in_abbreviation(before):
            return 0
        if word[0].islower() and word.lower() not in SMALL_WORDS:
            return 0
        starts_sentence = (
            word in OPENERS and tokens[index + 1][1][:1].islower() if word in {"A", "I"} else word in OPENERS
        )
        run = [entry for _, entry in tokens[first:index]]
        if run[-1].lower() in SMALL_WORDS:
            continue
        if starts_sentence and _reads_on(tokens, index) and (len(run) > 1 or numbered or run[0].lower() in {"africa"}):
            return tokens[index][0]
        if len(run) >= 1 and word == run[0] and tokens[index + 1][1][:1].islower() and len(run) >= 2:
            return tokens[index][0]
    return 0


def _reads_on(tokens: list[tuple[int, str]], index: int) -> bool:
    """Whether small letters follow soon: a sentence, not more of the title."""
    return (
        any(word[0].islower() and word.lower() not in SMALL_WORDS for _, word in tokens[index + 1 : index + 7])
        and tokens[index][1][0].isupper()
    )
