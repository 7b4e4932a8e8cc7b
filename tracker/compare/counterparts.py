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

LEAST = 0.53
"""Lowest score of a counterpart."""
RIVALS = 0.3
"""Weight of being the best pair that either passage has."""
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
    old_terms = {x: a.all_terms for x, a in enumerate(old)}
    new_terms = {y: b.all_terms for y, b in enumerate(new)}
    alike: dict[tuple[int, int], float] = {}
    for x, y in candidate_pairs(old_terms, new_terms, similarity.weight, all_up_to=SMALL_THEME):
        alike[x, y] = score_of(likeness(old[x], new[y], weight, similarity))
    scored = []
    for (x, y), score in _against_rivals(alike).items():
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


def _against_rivals(alike: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Scores that also say how far a pair is the best that either of its passages has, 0 to 1."""
    best_old: dict[int, float] = {}
    best_new: dict[int, float] = {}
    for (x, y), score in alike.items():
        best_old[x] = max(score, best_old.get(x, 0.0))
        best_new[y] = max(score, best_new.get(y, 0.0))
    return {
        (x, y): round(min(1.0, score + RIVALS * math.sqrt(score / best_old[x] * score / best_new[y])), 6)
        for (x, y), score in alike.items()
        if score
    }


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
    """The likeness as one figure, before rivals are looked at. Weights were read off the passages that two readers linked in
    three pairs of National Security Strategies."""
    return 1.5 * like.whole + 0.15 * like.topics + 0.15 * like.centrality + 0.15 * like.sentence


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
    total = math.fsum([weight[topic] for topic in old | new])
    return math.fsum([weight[topic] for topic in old & new]) / total if total else 0.0


def shared_subtheme(theme: str, old: ThemePassage, new: ThemePassage, weight: Mapping[str, float]) -> str | None:
    common = [topic for topic in old.topics & new.topics if topic.startswith(f"{theme}/")]
    return min(common, key=lambda topic: (-weight[topic], topic)) if common else None
