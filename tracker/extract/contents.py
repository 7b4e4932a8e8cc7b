"""Contents lists: recognised, dropped from the text, and used as evidence of what is a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.extract.shapes import breaks_off, bullet_of, ends_sentence, words_of

_NO_LETTER = re.compile(r"[\W_]+")
_LEADER = re.compile(r"(?:\.\s?){2,}[.,]?\s*(?:[ivxl]{1,6}|\d{1,3})?\b|…\s*\d{1,3}\b|\.{4,}|_{4,}\s*\d{1,3}\b")
_NUMBERED_LEADER = re.compile(
    r"\s*(?:[.,·…_]\s?){2,}[.,]?\s*(?:\d{1,3}\b|[ivxl]{1,6}\b|[IVXL]{1,6}(?=\s[IVXL]{1,6}\.))[.,]?|\s*(?:[.…_]\s?){3,}"
)
_CONTENTS = re.compile(
    r"(?:(?:table of\s+)?contents|目\s*[录錄次]|목\s?차|содержание|оглавление|зміст|inhalt(?:sverzeichnis)?|sommaire"
    r"|table des matières|índice|içindekiler|فهرست|المحتويات|תוכן(?: העניינים)?)\b",
    re.IGNORECASE,
)
_CONTENTS_INSIDE = re.compile(r"\b(?:Table of )?(?:Contents|CONTENTS)\b")
_ENTRY_LINE = re.compile(r"\S.{2,110}?[\s.]\s*(\d{1,3}|[ivxl]{1,6})$")
_ENTRY_END = re.compile(r"(?:\d{1,3}|\b[ivxl]{1,6})$")
_LONE_NUMBER = re.compile(r"(?<=[^\W\d_])\s*\d{1,3}\s+(?=[A-Z])")
_REACH = 6
_ALIKE = str.maketrans("1l", "ii")


@dataclass(frozen=True, slots=True)
class Contents:
    """Which blocks are a contents list, and the titles that it lists."""

    blocks: frozenset[int]
    titles: tuple[str, ...]
    before: tuple[tuple[int, str], ...] = ()
    """Blocks of which only the end is contents, with the text that stands before it."""


def find_contents(blocks: Sequence[str]) -> Contents:
    """The contents lists among these blocks (each a paragraph's or a line's text)."""
    lead = [_leader_strength(block) for block in blocks]
    found: set[int] = set()
    horizon = max(60, len(blocks) // 4)
    for index, block in enumerate(blocks):
        if lead[index] >= 3 or (lead[index] * 160 >= len(block) and _neighbours(lead, index)):
            found.add(index)
        elif index < horizon and _CONTENTS.match(block) and len(block) < 60:
            found |= _entries_after(blocks, lead, index)
    # What stands between two pieces of the list, short and without a stop, is part of it.
    for left, right in pairwise(sorted(found)):
        between = range(left + 1, right)
        if len(between) <= _REACH and all(_could_be_entry(blocks[index]) for index in between):
            found.update(between)
    before: list[tuple[int, str]] = []
    entries: list[str] = []
    for index in sorted(found):
        begins = _CONTENTS_INSIDE.search(blocks[index])
        if begins and begins.start() > 0:
            before.append((index, blocks[index][: begins.start()].strip()))
        text = blocks[index][begins.end() if begins else 0 :].strip()
        # An entry that fills more than a line has its page number on the last one.
        goes_on = bool(entries) and (lead[index] or entries[-1][-1:] == ":" or breaks_off(entries[-1].lower()))
        if goes_on and index - 1 in found and not _ENTRY_END.search(entries[-1]):
            entries[-1] += " " + text
        else:
            entries.append(text)
    titles = [title for entry in entries for title in _titles(entry)]
    return Contents(frozenset(found), tuple(dict.fromkeys(titles)), tuple(before))


def _leader_strength(block: str) -> int:
    if "..." not in block and ". ." not in block and "…" not in block and "___" not in block:
        return 0
    return sum(match[0][-1].isalnum() or match[0].count(".") > 3 for match in _LEADER.finditer(block))


def _neighbours(lead: Sequence[int], index: int) -> bool:
    return any(lead[near] >= 1 for near in range(max(0, index - 3), min(len(lead), index + 4)) if near != index)


def _entries_after(blocks: Sequence[str], lead: Sequence[int], start: int) -> set[int]:
    """The run of entry-like lines after the word Contents; empty unless it has at least three page numbers."""
    run: set[int] = {start}
    numbered = misses = 0
    for index in range(start + 1, min(len(blocks), start + 400)):
        text = blocks[index]
        is_entry = lead[index] >= 1 or (len(text) < 120 and bool(_ENTRY_LINE.match(text)) and not ends_sentence(text))
        if is_entry:
            numbered += 1
            misses = 0
        elif not _could_be_entry(text) or misses >= 3:
            break
        else:
            misses += 1
        run.add(index)
    if numbered < 3:
        return {start} if len(blocks[start].split()) <= 3 else set()
    while max(run) != start and not (lead[max(run)] or _ENTRY_LINE.match(blocks[max(run)])):
        run.discard(max(run))
    return run


def _could_be_entry(text: str) -> bool:
    short = len(text) < 120 or _leader_strength(text) > 0
    return short and not ends_sentence(text) and not bullet_of(text)


def _titles(block: str) -> list[str]:
    pieces = _NUMBERED_LEADER.split(_CONTENTS.sub("", block, count=1)) if _leader_strength(block) else [block]
    # Where a page number lost its leader, two titles stand in one piece.
    pieces += [part for piece in pieces if len(parts := _LONE_NUMBER.split(piece)) > 1 for part in parts]
    titles = [re.sub(r"\s*(?<!\d)\d{1,3}$", "", piece).strip(" .\t") for piece in pieces]
    return [title for title in titles if 3 < len(title) < 140 and title[0].isalnum() and len(words_of(title)) <= 18]


def letters_of(text: str) -> str:
    """Letters and digits alone, small, those that look alike made one (`III`, `111`): what is left of a title when it
    was respaced, or read off a scan."""
    return _NO_LETTER.sub("", text.lower()).translate(_ALIKE)
