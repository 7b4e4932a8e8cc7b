"""Counterparts: passages of both sides, newly written, that speak of the same thing within one theme.

They fill the cells of the quote matrix where text similarity pairs nothing. What ties two passages is the topic they share
(sub-themes, and the other themes named in the same sentences) and the words that remain when the theme's own terms are set
aside; the unmatched stay unmatched.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.compare.candidates import candidate_pairs
from tracker.compare.focus import ThemePassage
from tracker.compare.similarity import Similarity

LEAST = 0.30
"""Lowest score of a counterpart."""
SMALL_THEME = 40_000
"""Up to this many pairs of passages, every pair of a theme is scored."""
MOST = 3
"""Most counterparts of one passage within a theme."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    theme: str
    subtheme: str | None
    """`theme/sub-theme` that both speak of, the rarest first."""
    old: int
    new: int
    """Passage indices."""
    score: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is known of two passages of one theme; each 0 to 1."""

    focus: float
    """Common share of the words of the sentences that name the theme."""
    whole: float
    """Common share of the words of the whole passages."""
    topics: float
    """Common share of the topics, rare ones weighing more."""
    centrality: float
    """Geometric mean of the shares of sentences that name the theme."""
    sentence: float
    """Common share of the words of the two most alike sentences that name the theme."""


def find_counterparts(
    theme: str,
    old: Sequence[ThemePassage],
    new: Sequence[ThemePassage],
    joined: frozenset[tuple[int, int]],
    similarity: Similarity,
) -> list[Counterpart]:
    """The best pairs of passages of a theme; pairs `(old, new)` in `joined` are joined by their text already."""
    weight = topic_weights((*old, *new))
    scored = []
    old_terms = {x: a.all_terms for x, a in enumerate(old)}
    new_terms = {y: b.all_terms for y, b in enumerate(new)}
    for x, y in candidate_pairs(old_terms, new_terms, similarity.weight, all_up_to=SMALL_THEME):
        a, b = old[x], new[y]
        if (a.passage, b.passage) not in joined:
            score = round(score_of(likeness(a, b, weight, similarity)), 6)
            if score >= LEAST:
                scored.append((score, a, b))
    scored.sort(key=lambda row: (-row[0], row[1].passage + row[2].passage, row[1].passage))
    used_old: dict[int, int] = {}
    used_new: dict[int, int] = {}
    found = []
    for score, a, b in scored:
        if used_old.get(a.passage, 0) < MOST and used_new.get(b.passage, 0) < MOST:
            used_old[a.passage] = used_old.get(a.passage, 0) + 1
            used_new[b.passage] = used_new.get(b.passage, 0) + 1
            found.append(Counterpart(theme, shared_subtheme(theme, a, b, weight), a.passage, b.passage, score))
    return found


def likeness(old: ThemePassage, new: ThemePassage, weight: Mapping[str, float], similarity: Similarity) -> Likeness:
    return Likeness(
        focus=similarity.common_share(old.terms, new.terms),
        whole=similarity.common_share(old.all_terms, new.all_terms),
        topics=common_topics(old.topics, new.topics, weight),
        centrality=math.sqrt(old.share * new.share),
        sentence=max(
            (
                similarity.common_share(a.terms, b.terms)
                for a in old.sentences
                if a.explicit
                for b in new.sentences
                if b.explicit
            ),
            default=0.0,
        ),
    )


def score_of(like: Likeness) -> float:
    return min(
        1.0, 0.8 * like.focus + 0.8 * like.whole + 0.25 * like.topics + 0.1 * like.centrality + 0.2 * like.sentence
    )


def topic_weights(passages: Iterable[ThemePassage]) -> dict[str, float]:
    """Inverse document frequency of each topic over the sentences of a theme's passages."""
    counts: dict[str, int] = {}
    total = 0
    for passage in passages:
        for sentence in passage.sentences:
            total += 1
            for topic in sentence.topics:
                counts[topic] = counts.get(topic, 0) + 1
    return {topic: math.log(1 + total / count) for topic, count in counts.items()}


def common_topics(old: frozenset[str], new: frozenset[str], weight: Mapping[str, float]) -> float:
    total = sum(sorted(weight[topic] for topic in old | new))
    return sum(sorted(weight[topic] for topic in old & new)) / total if total else 0.0


def shared_subtheme(theme: str, old: ThemePassage, new: ThemePassage, weight: Mapping[str, float]) -> str | None:
    common = [topic for topic in old.topics & new.topics if topic.startswith(f"{theme}/")]
    return min(common, key=lambda topic: (-weight[topic], topic)) if common else None
