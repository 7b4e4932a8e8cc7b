"""How much an analyst would care about a candidate: what puts it first in its theme."""

from __future__ import annotations

from tracker.compare.shifts import cues
from tracker.compare.shifts.reading import Reading

# Weights were fitted by logistic regression on shifts that two readers marked in three pairs of National Security
# Strategies, each pair predicted from the other two, and rounded by hand where rounding changed nothing.
FRESH = 1.0
"""What it says, the other side does not say anywhere about the theme."""
NAMED = 0.2
"""The theme is named in the sentences themselves."""
CENTRAL = 0.5
ANSWERED, LIKENESS = 0.2, 1.8
"""Old and new wording on one point stand side by side; the more alike, the surer."""
TOPIC = 0.25
"""They speak of a sub-theme that is rare within the theme."""
OTHERS = -0.3
"""Every other theme that is named in the same breath."""
NAMES = 0.2
"""Treaties, places and persons: what is concrete."""
CUES = (
    ("own voice", cues.OWN_VOICE, 0.3),
    ("threat", cues.THREAT, 0.25),
    ("condition", cues.CONDITION, 0.5),
    ("superlative", cues.SUPERLATIVE, 0.35),
    ("quotation marks", cues.QUOTED, 0.5),
    ("figures", cues.QUANTITY, -0.6),
)


def importance(reading: Reading) -> float:
    """Larger is earlier; comparable within one comparison only."""
    answered = reading.candidate.ground == "answered"
    total = FRESH * max(reading.fresh_new, reading.fresh_old) + NAMED * reading.named + CENTRAL * reading.centrality
    total += answered * (ANSWERED + LIKENESS * reading.candidate.likeness)
    total += TOPIC * reading.topic + OTHERS * reading.others + NAMES * reading.names
    return total + sum(weight * reading.count(cue) for _, cue, weight in CUES)
