"""Whether a passage is about a theme or only mentions it, by where and how often the theme's terms stand in it.

Two readers of the same strategies rarely call a country that is named in running text a mere mention; what they agree
on are the also-rans of long lists, the place and date under a quotation, names that stand for a region or an era (terms
marked `mention`), and a bare name with nothing said. Subjects (cyber, trade) are named in passing more often than
countries, so one word about them in a long passage is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.model.document import Passage, Span
from tracker.model.theme import Strength, Theme
from tracker.model.words import count_words

LONG_LIST = 5
"""Names in an enumeration from which on the third and later ones are only mentioned: the first two are often what the
sentence is about (`nations such as North Korea, Iran, Syria, Cuba …`)."""
VERY_LONG_LIST = 8
"""Names from which on all are."""
LONG_PASSAGE = 80
"""Words from which on a single word on a subject, not in its first sentence, is a mention."""

_NAME = r"(?:the\s+)?[A-Z][\w'’.\-]*(?:\s+(?:of\s+|and\s+the\s+)?[A-Z][\w'’.\-]*){0,4}(?:\s*\([^()]{1,20}\))?"
_ENUMERATION = re.compile(rf"{_NAME}(?:\s*[,;]\s*(?:and\s+|or\s+)?{_NAME}){{2,}}(?:\s*,?\s+(?:and|or)\s+{_NAME})?")
_NAMES_IN_A_ROW = re.compile(r"[A-Z][^,;.]{1,60}(?:[,;]\s*(?:and\s+|or\s+)?(?:the\s+)?[A-Z][^,;.]{0,60}){3}")
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_ATTRIBUTION = re.compile(r"\s*[-‐-―−]{1,2}\s*[A-Z]")
_LONGEST_ATTRIBUTION = 25


def strength_of(
    theme: Theme, passage: Passage, strong: Sequence[Span], lists: Sequence[Span], under_heading: bool
) -> Strength:
    """`strong` are the places of terms that are neither weak nor mere mentions, `lists` the passage's `also_rans`."""
    if not strong or _is_attribution(passage.text) or _is_bare(passage.text, strong):
        return "mention"
    if lists and all(any(row.start <= span.start and span.end <= row.end for row in lists) for span in strong):
        return "mention"
    if theme.actor or under_heading or len(strong) > 1 or count_words(passage.text) < LONG_PASSAGE:
        return "about"
    return "about" if strong[0].start < passage.sentences[0].span.end else "mention"


def also_rans(text: str) -> tuple[Span, ...]:
    """The stretches of long enumerations of names in which being named is no more than a mention."""
    if text.count(",") + text.count(";") < LONG_LIST - 2 or not _NAMES_IN_A_ROW.search(text):
        return ()
    found: list[Span] = []
    for row in _ENUMERATION.finditer(text):
        starts = [row.start(), *(gap.end() for gap in _BETWEEN_NAMES.finditer(text, row.start(), row.end()))]
        if len(starts) >= LONG_LIST:
            found.append(Span(row.start() if len(starts) >= VERY_LONG_LIST else starts[2], row.end()))
    return tuple(found)


def _is_attribution(text: str) -> bool:
    """A line such as `-President Jane Doe, Moscow, July 7, 2009`."""
    return _ATTRIBUTION.match(text) is not None and len(text.split()) < _LONGEST_ATTRIBUTION


def _is_bare(text: str, strong: Sequence[Span]) -> bool:
    """Nothing is said beside the name: a stray heading or a list's label."""
    named = sum(span.end - span.start for span in strong)
    return len(text) < 2 * named + 20 and sum(map(str.isalpha, text)) - named <= 3
