"""What became of a stretch of a revised sentence: how much differs, and in which words."""

from __future__ import annotations

from tracker.compare.edits import Stretch
from tracker.compare.units import stem, words_of

MOST_QUOTED = 12
"""Words of a stretch that a reason quotes."""
_SMALL = frozenset(
    "a an the and but of to in on at by for from with into as its their this that these those also then so such".split()
)
"""Words that change nothing by coming or going. Modals, negations, pronouns and quantifiers are not among them."""


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
    words = text.strip(" ,;:.").split()
    return " ".join(words[:MOST_QUOTED]) + ("…" if len(words) > MOST_QUOTED else "")
