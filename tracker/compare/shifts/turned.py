"""What a reason says of two wordings: which words of the one became which of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.compare.edits import Stretch
from tracker.compare.shifts.cues import found
from tracker.compare.units import stem, words_of

MOST_QUOTED = 12
"""Words of a stretch that a reason quotes."""
MOST_NAMED = 3
"""Phrases that it names on each side."""
_SMALL = frozenset(
    "a an the and but of to in on at by for from with into as its their this that these those which who whom also then "
    "so such".split()
)
"""Words that change nothing by coming or going, nor one for another (`which`, `that`). Modals, negations, personal
pronouns and quantifiers are not among them."""
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")
_OBJECT = re.compile(
    r"(?:\s(?:(?:the|an?|our|its|their|his|her|all|any|more|both)\s)?"
    r"(?!(?:the|an?|our|its|their|of|to|in|on|at|by|for|from|with|into|as|and|or|but|nor|not|no|that|which|who|whose|when|"
    r"where|while|if|than|then|so|such|is|are|was|were|be|been|being|ha[sd]|have|do|does|did|will|would|shall|should|can|"
    r"could|may|might|must|it|they|them|we|us|he|she|i|between|among|through|against|within|without|over|under|after|"
    r"before|during|since|until|towards?|about|because|also|only|now|there|here|this|these|those)\b)"
    r"(?:(?:[A-Z]\.)+|\w[\w'’-]*)){0,2}"
)
"""The one or two words that a word is said of or done to: `growing` ▸ `threat`, `press` ▸ `the DPRK`."""


def words_between(stretch: Stretch) -> int:
    """How many words differ; small ones, inflection and order are none (`strengthening`, `to strengthen`)."""
    before, after = (
        {stem(word) for word in words_of(text) if word not in _SMALL} for text in (stretch.before, stretch.after)
    )
    return len(before ^ after)


def turned(stretch: Stretch) -> str:
    """What became of a stretch of a revised sentence."""
    before, after = _begun(stretch.before), _begun(stretch.after)
    if before and after:
        return f"“{before}” became “{after}”."
    return f"“{after}” was put in." if after else f"“{before}” was taken out."


def _begun(text: str) -> str:
    text = text.lstrip(" ,;:.").rstrip(" ,;:")
    words = (text if _ABBREVIATED.search(text[-40:]) else text.rstrip(" ,;:.")).split()
    return " ".join(words[:MOST_QUOTED]) + ("…" if len(words) > MOST_QUOTED else "")


def became(cue: re.Pattern[str], old: str, new: str, *, names: bool = True) -> str:
    """What the cue hits in each of two texts on one point, each with the words that follow it, without what both
    have; nothing, where that is all. Without `names`, a word that its capital makes part of one is no hit."""
    stems = [{stem(word) for word in found(cue, text)} for text in (old, new)]
    before, after = _phrases(cue, old, stems[1], names), _phrases(cue, new, stems[0], names)
    if before and after:
        return f"“{listed(before)}” then, “{listed(after)}” now."
    if not before and not after:
        return ""
    stand = "stands" if len(before or after) == 1 else "stand"
    return f"“{listed(before or after)}” {stand} in the {'old' if before else 'new'} wording alone."


def listed(phrases: Sequence[str]) -> str:
    return "”, “".join(phrases[:MOST_NAMED])


def _phrases(cue: re.Pattern[str], text: str, known: set[str], names: bool) -> list[str]:
    """Each hit in the text with what follows it, once, without hits of which the stem is known."""
    lower = text.lower()
    if len(lower) != len(text):  # İ becomes two characters.
        text = lower
    phrases: dict[str, None] = {}
    end = 0
    for hit in cue.finditer(lower):
        if not names and hit.start() and text[hit.start()].isupper():
            continue
        if hit.start() >= end and stem(hit[0]) not in known:
            follows = _OBJECT.match(text, hit.end())
            end = follows.end() if follows else hit.end()
            phrases[" ".join(text[hit.start() : end].split())] = None
    return list(phrases)
