"""How much an analyst would care about a candidate: what puts it first in its theme."""

from __future__ import annotations

from functools import lru_cache

from tracker.compare.shifts import cues
from tracker.compare.shifts.candidates import Candidate
from tracker.compare.shifts.reading import Reading

# Weights were fitted by logistic regression on shifts that two readers marked in fourteen pairs of National Security
# Strategies, and rounded by hand where rounding changed nothing. Chosen on ten of them, they found 68 % of the shifts
# that both readers named in the other four, within ten a theme; the weights before them 60 %. Those of what is new,
# of naming and of likeness were set once more, step by step, on eleven pairs of which eight were read afresh by one
# reader: within ten a theme, 69 % of the shifts that were marked are found, and 65 % of what is found was marked.
FRESH, FRESH_BOTH = 0.8, 0.5
"""What one of the sentences says, and what both say, the other side does not say anywhere about the theme."""
NAMES_IT = 0.1
"""Each time that the sentences name the theme."""
JOINED, LIKENESS = 0.6, 0.9
"""Old and new wording on one point, in passages that answer each other; the more alike, the surer."""
REVISED_LIKENESS = -0.3
"""A sentence that was revised, by how alike its two wordings are: less of one that hardly changed. Without it one shift
less is found in one of the eleven pairs, and next to nothing changes in the others."""
ONLY_NEW, ONLY_OLD = 0.4, -0.4
"""A new sentence alone is noticed more than one that is no longer found."""
TOPIC = 0.15
"""They speak of a sub-theme that is rare within the theme."""
OTHERS = -0.2
"""Every other theme that is named in the same breath."""
CHARACTERISED = 1.0
"""One of them says what the actor is: a threat, a partner, a challenge. Set by hand: on the judged pairs it changes
next to nothing, and it is what reports of a strategy open with."""
NAMES = 0.1
"""Treaties, places and persons: what is concrete."""
CUES = (
    (cues.DEALINGS, 0.5),
    (cues.SWEEPING, -0.25),
    (cues.OBLIGATION, 0.5),
    (cues.QUALIFIED, 0.6),
    (cues.STANDING, 0.2),
    (cues.THREAT, 0.2),
    (cues.QUOTED, 0.5),
)
"""What each occurrence is worth, by the mean over its sentences."""
MOST_HITS = 3
"""More in one sentence say no more."""


def importance(reading: Reading) -> float:
    """Larger is earlier; comparable within one comparison only. The same whichever version is called old."""
    candidate = reading.candidate
    total = FRESH * max(reading.fresh_new, reading.fresh_old) + FRESH_BOTH * min(reading.fresh_new, reading.fresh_old)
    total += NAMES_IT * reading.names_it
    if candidate.ground == "answered":
        total += JOINED * candidate.joined + LIKENESS * candidate.likeness
    if candidate.ground == "revised":
        total += REVISED_LIKENESS * candidate.likeness
    total += CHARACTERISED * bool(reading.old_phrase or reading.new_phrase)
    total += TOPIC * reading.topic + OTHERS * reading.others + NAMES * reading.names
    texts = [text for text in (reading.old, reading.new) if text]
    return total + sum([_said(text) for text in texts]) / len(texts)


@lru_cache(maxsize=65_536)  # A sentence is read anew for every theme that it is about.
def _said(text: str) -> float:
    """What the cues in a sentence are worth."""
    lower = text.lower()
    return sum([weight * min(MOST_HITS, len(cue.findall(lower))) for cue, weight in CUES])


def noticed(candidate: Candidate) -> float:
    """What is added because a sentence stands in one version alone."""
    if candidate.ground != "alone":
        return 0.0
    return ONLY_NEW if candidate.new else ONLY_OLD
