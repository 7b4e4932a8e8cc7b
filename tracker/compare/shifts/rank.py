"""How much an analyst would care about a candidate: what puts it first in its theme."""

from __future__ import annotations

from tracker.compare.shifts import cues
from tracker.compare.shifts.reading import Reading

# Weights were fitted by logistic regression on shifts that two readers marked in three pairs of National Security
# Strategies, each pair predicted from the other two, and rounded by hand.
NAMED = 1.4
"""The theme is named in the sentence itself."""
EARLY = 0.4
FRESH = 1.6
"""What it says, the other side does not say anywhere about the theme."""
CENTRAL = 0.9
ANSWERED = 0.5
"""Old and new wording on one point stand side by side."""
CUES = (
    (cues.OWN_VOICE, 0.35),
    (cues.THREAT, 0.25),
    (cues.COMMITMENT, 0.2),
    (cues.RESPONSIBILITY, 0.5),
    (cues.CONDITION, 0.4),
    (cues.SUPERLATIVE, 0.35),
    (cues.STANDING, 0.12),
    (cues.QUANTITY, -0.3),
)


def importance(reading: Reading) -> float:
    """Larger is earlier; comparable within one comparison only."""
    total = FRESH * max(reading.fresh_new, reading.fresh_old) + CENTRAL * reading.centrality
    total += NAMED * reading.named + EARLY * reading.early
    total += ANSWERED * (reading.candidate.ground == "answered")
    return total + sum(weight * reading.count(cue) for cue, weight in CUES)
