"""Printed page numbers in a text without pages: the increasing run that stands at the edges of blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_ALONE = re.compile(r"[\s|–—-]*(?:page\s+)?([1-9]\d{0,2})(?:\s*(?:of|/)\s*\d{1,3})?[\s|–—-]*$", re.IGNORECASE)
_AT_START = re.compile(r"(?:page\s+)?([1-9]\d{0,2})\s+(?=[^\W\d_])", re.IGNORECASE)
_AT_END = re.compile(r"(?<=[^\d\s.,$%])\s+([1-9]\d{0,2})$|(?<=[.])\s+([1-9]\d{0,2})$")
_IN_TEXT = re.compile(r"(?<=[a-z,;]) ([1-9]\d{0,2}) (?=([a-z]+(?: [a-z]+){0,3}))")
_NO_NOUN = (
    "of|in|on|at|by|for|from|with|as|and|or|but|to|per|than|is|are|was|were|has|have|had|will|would|can|could|should|who|"
    "which|that"
)
_COUNTED = re.compile(
    rf"\w+s\b|\w+ (?:(?!(?:{_NO_NOUN}|an?|the|our|its|their|his|this)\b)\w+ ){{0,2}}(?!(?:a|i|it|thi|ha|wa)s\b)\w+s\b"
    rf"|(?:{_NO_NOUN}|percent|\w+illion|hundred|thousand|people|men|women|children|criteria|personnel|aircraft|noon|"
    r"year|month|week|day|hour|minute|mile|km|kilomet\w+|ton|dollar|point|foot|feet|member|nation)\b"
)
"""What follows a figure (`20 new nations`, `20 percent`, `20 of them`, `a 20 year plan`)."""
_COUNTING = re.compile(
    r"\b(?:all|other|another|only|these|those|last|first|next|top|remaining|least|most|than|about|nearly|over|aged|between|"
    r"chapter|section|article|title|phase|stage|level|tier|figure|table|box|annex|part|paragraph|page|number|version|"
    r"resolution|group of)$"
)
"""What stands before a figure (`all 20 agreed`, `chapter 20`)."""
_CHARS_PER_PAGE = (500, 20_000)
_LARGEST_SKIP = 6


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A printed page number: on which line, which part of the line, and whether it stands before or after its page."""

    line: int
    number: int
    start: int
    end: int
    alone: bool


def page_numbers(lines: Sequence[str], block_edges: Sequence[tuple[bool, bool]]) -> tuple[PageNumber, ...]:
    """The run of printed page numbers, empty when there is none to trust.

    `block_edges` says of every line whether it begins and whether it ends a block.
    """
    candidates: list[tuple[int, PageNumber]] = []
    position = 0
    for index, line in enumerate(lines):
        begins, ends = block_edges[index]
        stripped = line.strip()
        if len(stripped) <= 16 and (alone := _ALONE.match(line)):
            candidates.append((position, PageNumber(index, int(alone[1]), 0, len(line), True)))
        else:
            if begins and (first := _AT_START.match(line)):
                candidates.append((position, PageNumber(index, int(first[1]), 0, first.end(), False)))
            if ends and (last := _AT_END.search(line)):
                number = int(last[1] or last[2])
                candidates.append((position + len(line), PageNumber(index, number, last.start(), len(line), False)))
        position += len(line) + 1
    return _best_run(candidates)


def numbers_in_text(lines: Sequence[str], run: Sequence[PageNumber]) -> tuple[PageNumber, ...]:
    """Page numbers that the run lacks and that stand between two words of a sentence that goes on over the page: the
    only place between the neighbouring pages where that number stands so, nothing beside it by which it would be a
    figure of the text."""
    found: list[PageNumber] = []
    for before, after in pairwise(run):
        places: dict[int, list[PageNumber]] = {}
        for index in range(before.line + 1, after.line) if after.number - before.number > 1 else ():
            head = lines[index - 1][-20:] + " "
            text = f"{head}{lines[index]} {lines[index + 1][:60]}"
            for match in _IN_TEXT.finditer(text, len(head) - 2):
                start, end = match.start() - len(head), match.end() - 1 - len(head)
                counting = _COUNTING.search(text, max(match.start() - 20, 0), match.start())
                if end <= len(lines[index]) and not counting and not _COUNTED.match(match[2]):
                    number = PageNumber(index, int(match[1]), max(start, 0), end, False)
                    places.setdefault(number.number, []).append(number)
        for missing in range(before.number + 1, after.number):
            if len(places.get(missing, ())) == 1:
                found += places[missing]
    return tuple(found)


def _best_run(candidates: Sequence[tuple[int, PageNumber]]) -> tuple[PageNumber, ...]:
    scores: list[float] = []
    previous: list[int] = []
    for index, (position, candidate) in enumerate(candidates):
        best, best_before = 0.0, -1
        for before in range(index - 1, max(-1, index - 60), -1):
            step = candidate.number - candidates[before][1].number
            distance = position - candidates[before][0]
            if 1 <= step <= _LARGEST_SKIP and _CHARS_PER_PAGE[0] * step <= distance <= _CHARS_PER_PAGE[1] * step:
                score = scores[before] - 0.3 * (step - 1)
                if score > best:
                    best, best_before = score, before
        scores.append(best + (1.0 if candidate.alone else 0.8))
        previous.append(best_before)
    if not scores:
        return ()
    at = max(range(len(scores)), key=lambda index: (scores[index], -index))
    run: list[PageNumber] = []
    while at >= 0:
        run.append(candidates[at][1])
        at = previous[at]
    run.reverse()
    span = run[-1].number - run[0].number + 1
    return tuple(run) if len(run) >= 4 and len(run) >= 0.4 * span else ()
