"""Whether the new version is a revision of the old one or was written anew."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.compare.align import Link
from tracker.compare.units import Sides
from tracker.model.comparison import Regime, RegimeLabel

REUSED = 0.5
"""Lowest score of a link whose words count as reused."""
REVISION, MIXED = 0.15, 0.07
"""Shares of reuse from which a pair is a revision, or mixed. Successive National Security Strategies are bimodal:
19 to 78 % in revisions, 0 to 5 % in rewrites."""


def regime_of(sides: Sides, links: Sequence[Link]) -> Regime:
    old, new = sides.old.units, sides.new.units
    total = sum(unit.size for unit in (*old, *new) if not unit.is_heading)
    reused = 0
    for link in links:
        if link.score >= REUSED and not old[link.old[0]].is_heading:
            reused += sum(link.words(sides))
    reuse = reused / total if total else 1.0
    label: RegimeLabel = "revision" if reuse >= REVISION else "mixed" if reuse >= MIXED else "rewrite"
    return Regime(label, round(reuse, 4))
