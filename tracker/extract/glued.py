"""Headings that stand directly in front of their first sentence, on one line with it."""

from __future__ import annotations

import re

from tracker.extract.shapes import (
    FRONT_AND_BACK,
    OPENERS,
    ROMAN,
    SMALL_WORDS,
    ends_in_abbreviation,
    is_capitals,
    is_worded,
)

_LABELLED = re.compile(r"(?:annex|appendix)$", re.IGNORECASE)
"""What a letter tells apart: in `Annex A lists` none begins."""
_ONE_WORD_TITLE = re.compile(r"(?!\w+ing$)[A-Z][a-z]{3,}$")
_TAKEN_UP = 12
"""Words behind a title within which it is taken up."""


def glued_heading(text: str) -> int:
    """Length of a heading that stands directly in front of its first sentence; 0 if there is none.

    Capitals before mixed case (`PRINCIPAL THREATS The most`), a title, of one word too, before a word that opens
    sentences but is written small inside titles (`Western Europe The nations of`), a title that its sentence takes up
    again (`Arms Control Arms control remains`, `South Asia and the Gulf South Asia is`, `Korean Peninsula Tensions on
    the Korean Peninsula`), or a word like Preface.
    """
    tokens = [(match.start(), match.group()) for match in re.finditer(r"\S+", text[:220])]
    if len(tokens) < 4:
        return 0
    numbered = ROMAN.match(text)
    first = sum(start < numbered.end() for start, _ in tokens) if numbered else 0
    if FRONT_AND_BACK.match(tokens[first][1]) and len(tokens) > first + 2:
        following, after = tokens[first + 1], tokens[first + 2][1]
        labelled = _LABELLED.match(tokens[first][1]) and len(following[1]) == 1
        if not labelled and following[1][0].isupper() and (after[0].islower() or following[1] in OPENERS):
            return following[0]
    return _capitals_run(tokens, first) or _title_run(tokens, first, numbered is not None)


def _capitals_run(tokens: list[tuple[int, str]], first: int) -> int:
    end = first
    while end < len(tokens) and not any(char.islower() for char in tokens[end][1]):
        end += 1
    # `A` and `I` in capitals may already belong to the sentence.
    if end - first > 2 and tokens[end - 1][1] in {"A", "I"}:
        end -= 1
    run = [word for _, word in tokens[first:end]]
    if len(run) < 2 or end >= len(tokens) or _unquoted(run[-1]).endswith((",", ";", ".")):
        return 0
    # Scripts without capitals have no small letters either.
    if not is_capitals(" ".join(run)):
        return 0
    if sum(char.isalpha() for word in run for char in word) < 10 or not is_worded(" ".join(run)):
        return 0
    following = tokens[end][1]
    return tokens[end][0] if following[0].isupper() or following[0] in "\"“'" else 0


def _title_run(tokens: list[tuple[int, str]], first: int, numbered: bool) -> int:
    for index in range(first + 1, min(len(tokens) - 1, first + 18)):
        start, word = tokens[index]
        before = tokens[index - 1][1]
        if _unquoted(before).endswith(tuple(".,;:!?")) and not ends_in_abbreviation(before):
            return 0
        if word[0].islower() and word.lower() not in SMALL_WORDS:
            return 0
        if before.lower() in SMALL_WORDS or not _reads_on(tokens, index):
            continue
        title = [token for _, token in tokens[first:index]]
        alone = len(title) == 1 and not numbered
        if alone and (title[0] in OPENERS or not _ONE_WORD_TITLE.match(title[0])):
            continue
        if _opens_text(title, [token for _, token in tokens[index : index + _TAKEN_UP]], alone):
            return start
    return 0


def _unquoted(word: str) -> str:
    return word.rstrip("\"”’'")


def _opens_text(title: list[str], following: list[str], alone: bool) -> bool:
    """Whether a sentence begins behind a title; one word `alone` is taken for one with more care."""
    word = following[0]
    if word in OPENERS and word not in {"A", "I"}:
        return True
    if not following[1][0].islower():
        return len(title) > 2 and following[:2] == title[:2]
    if not alone and (word in OPENERS or word == title[0]):
        return True
    return (not alone or word in OPENERS) and word[0].isupper() and _stands_again(title, following)


def _stands_again(title: list[str], following: list[str]) -> bool:
    words = [token.strip(",;:.()") for token in following]
    return any(words[place : place + len(title)] == title for place in range(len(words)))


def _reads_on(tokens: list[tuple[int, str]], index: int) -> bool:
    """Whether small letters follow soon: a sentence, not more of the title, nor of one that ends in a colon."""
    for _, word in tokens[index + 1 : index + 8]:
        if word[0].islower() and word.lower() not in SMALL_WORDS:
            return True
        if word[-1] == ":":
            return False
    return False
