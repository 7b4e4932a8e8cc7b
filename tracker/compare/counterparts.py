"""Counterparts: passages of both sides, newly written, that speak of the same thing within one theme.

They fill the cells of the quote matrix where text similarity pairs nothing. What ties two passages is the topic they
share (sub-themes, and the other themes named in the same sentences) and the words that remain when the theme's own
terms are set aside, measured against the passage's other possible partners; the unmatched stay unmatched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.compare.focus import ThemePassage
from tracker.compare.likeness import likenesses
from tracker.compare.overlap import topic_weights
from tracker.compare.profiles import Profiles

LEAST = 0.5
"""Lowest score of a counterpart."""
MOST = 3
"""Most counterparts of one passage within a theme. Two readers gave a passage one in three of four cases, and more than
three in one of thirty."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    theme: str
    subtheme: str | None
    """`theme/sub-theme` that both speak of, the rarest first."""
    old: int
    new: int
    """Passage indices."""
    score: float


def find_counterparts(
    theme: str,
    old: Sequence[ThemePassage],
    new: Sequence[ThemePassage],
    joined: frozenset[tuple[int, int]],
    profiles: Profiles,
    prior: float,
) -> list[Counterpart]:
    """The best pairs of passages of a theme; pairs `(old, new)` in `joined` are joined by their text already."""
    if not old or not new:
        return []
    weight = topic_weights((*old, *new))
    scored = []
    for (x, y), likeness in likenesses(theme, old, new, weight, profiles, prior):
        score = likeness.score(prior)
        if score >= LEAST and (old[x].passage, new[y].passage) not in joined:
            scored.append((-score, x + y, x, y))
    used_old: dict[int, int] = {}
    used_new: dict[int, int] = {}
    found = []
    for negative, _, x, y in sorted(scored):
        if used_old.get(x, 0) < MOST and used_new.get(y, 0) < MOST:
            used_old[x] = used_old.get(x, 0) + 1
            used_new[y] = used_new.get(y, 0) + 1
            a, b = old[x], new[y]
            found.append(Counterpart(theme, shared_subtheme(theme, a, b, weight), a.passage, b.passage, -negative))
    return found


def shared_subtheme(theme: str, old: ThemePassage, new: ThemePassage, weight: Mapping[str, float]) -> str | None:
    common = [topic for topic in old.topics & new.topics if topic.startswith(f"{theme}/")]
    return min(common, key=lambda topic: (-weight[topic], topic)) if common else None
