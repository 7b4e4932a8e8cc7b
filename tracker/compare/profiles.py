"""What each passage speaks of as a whole: its topics over all themes, weighted by how rare they are in both texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model.theme import TaggedDocument

Profile = Mapping[str, float]
"""`theme/sub-theme` (or `theme/`) → weight; the squares sum to 1."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """Profiles of the passages of both sides, by index."""

    old: tuple[Profile, ...]
    new: tuple[Profile, ...]

    def alike(self, theme: str, p: int, q: int) -> float:
        """Cosine of two profiles, 0 to 1, the name of the theme itself set aside: both have it."""
        old, new = self.old[p], self.new[q]
        name = f"{theme}/"
        common = math.fsum([weight * new[topic] for topic, weight in old.items() if topic in new and topic != name])
        if not common:
            return 0.0
        own_old, own_new = old.get(name, 0.0), new.get(name, 0.0)
        return min(1.0, common / math.sqrt((1 - own_old * own_old) * (1 - own_new * own_new)))


def profiles(old: TaggedDocument, new: TaggedDocument) -> Profiles:
    """A topic that stands more often in a passage weighs more (1 + log of its count), one that stands in many passages
    less (inverse document frequency over both texts)."""
    counts_old, counts_new = _counts(old), _counts(new)
    frequency = Counter(topic for counts in (*counts_old, *counts_new) for topic in counts)
    total = len(counts_old) + len(counts_new)
    weight = {topic: math.log(1 + total / count) for topic, count in frequency.items()}
    return Profiles(
        tuple(_profile(counts, weight) for counts in counts_old),
        tuple(_profile(counts, weight) for counts in counts_new),
    )


def _counts(tagged: TaggedDocument) -> list[Counter[str]]:
    return [
        Counter(f"{tag.theme}/{evidence.subtheme or ''}" for tag in tags for evidence in tag.evidence)
        for tags in tagged.tags
    ]


def _profile(counts: Counter[str], weight: Mapping[str, float]) -> Profile:
    raw = {topic: (1 + math.log(count)) * weight[topic] for topic, count in counts.items()}
    length = math.sqrt(math.fsum([value * value for value in raw.values()]))
    return {topic: value / length for topic, value in raw.items()} if length else raw
