"""Counterparts: passages of both sides, newly written, that speak of the same thing within one theme.

They fill the cells of the quote matrix where text similarity pairs nothing. What ties two passages is the topic they
share (sub-themes, and the other themes named in the same sentences) and the words that remain when the theme's own
terms are set aside, measured against the passage's other possible partners; the unmatched stay unmatched.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.compare.focus import CROWD, ThemePassage

LEAST = 0.41
"""Lowest score of a counterpart."""
MOST = 6
"""Most counterparts of one passage within a theme."""
WEIGHT_STANDING, WEIGHT_RAREST, WEIGHT_HELD, WEIGHT_TOPICS, WEIGHT_CROWD = 1.0, 0.2, 0.5, 0.3, -0.1
SCALE = 3.25
"""What a pair can reach that is alike in every respect. The weights were chosen over coarse grids on the passages that
two readers linked in three pairs of National Security Strategies, each pair judged by what the other two chose."""
ENOUGH = 8.0
"""Weight of terms by which a passage has to be longer than nothing before what it has in common says much."""
UNIT = 1_000_000
"""Weights are summed in millionths."""
COMMON_PAIRS = 4096
"""A term that ties more pairs of texts than this says too little to look up."""


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
    """What is known of two passages of one theme."""

    standing: float
    """How near the common share of their words comes to the best that either has, 0 to 1."""
    rarest: float
    """Weight of the rarest sub-theme that both speak of."""
    held: float
    """Share of the shorter one's words that the other has, less where it is short; 0 to 1."""
    topics: float
    """Common share of the topics of the two sentences most alike in them, rare ones weighing more; 0 to 1."""
    crowd: int
    """How many other themes are named in each passage whenever the theme is, in the less crowded one."""


def find_counterparts(
    theme: str,
    old: Sequence[ThemePassage],
    new: Sequence[ThemePassage],
    joined: frozenset[tuple[int, int]],
) -> list[Counterpart]:
    """The best pairs of passages of a theme; pairs `(old, new)` in `joined` are joined by their text already."""
    if not old or not new:
        return []
    weight = topic_weights((*old, *new))
    scored = []
    for (x, y), like in _likenesses(theme, old, new, weight):
        score = score_of(like)
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


def score_of(like: Likeness) -> float:
    """The likeness as one figure, 0 to 1."""
    total = (
        WEIGHT_STANDING * like.standing
        + WEIGHT_RAREST * like.rarest
        + WEIGHT_HELD * like.held
        + WEIGHT_TOPICS * like.topics
        + WEIGHT_CROWD * like.crowd
    )
    return round(max(0.0, min(1.0, total / SCALE)), 6)


def topic_weights(passages: Iterable[ThemePassage]) -> dict[str, float]:
    """Inverse document frequency of each topic over the sentences of a theme's passages."""
    return _weights(sentence.topics for passage in passages for sentence in passage.sentences)


def common_topics(old: frozenset[str], new: frozenset[str], weight: Mapping[str, float]) -> float:
    total = math.fsum([weight[topic] for topic in old | new])
    return math.fsum([weight[topic] for topic in old & new]) / total if total else 0.0


def shared_subtheme(theme: str, old: ThemePassage, new: ThemePassage, weight: Mapping[str, float]) -> str | None:
    common = [topic for topic in old.topics & new.topics if topic.startswith(f"{theme}/")]
    return min(common, key=lambda topic: (-weight[topic], topic)) if common else None


def common_masses(
    old: Sequence[frozenset[str]], new: Sequence[frozenset[str]], weight: Mapping[str, float]
) -> dict[tuple[int, int], float]:
    """`(x, y) → weight of the terms that both texts have`, for texts that have any. Terms that tie very many pairs are
    passed over, so that the cost does not grow with all pairs."""
    counts: dict[str, int] = {}
    for terms in old:
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
    postings: dict[str, list[int]] = {}
    for y, terms in enumerate(new):
        for term in terms:
            if term in counts:
                postings.setdefault(term, []).append(y)
    # Whole numbers, so that a sum does not depend on the order of a set.
    known = {
        term: (round(UNIT * weight.get(term, 1.0)), found)
        for term, found in postings.items()
        if counts[term] * len(found) <= COMMON_PAIRS
    }
    common: dict[tuple[int, int], float] = {}
    for x, terms in enumerate(old):
        row: dict[int, int] = {}
        for term in terms:
            if term in known:
                gain, found = known[term]
                for y in found:
                    row[y] = row.get(y, 0) + gain
        for y, mass in row.items():
            common[x, y] = mass / UNIT
    return common


def _weights(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    total = 0
    for terms in texts:
        total += 1
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
    return {term: math.log(1 + total / count) for term, count in counts.items()}


def _likenesses(
    theme: str, old: Sequence[ThemePassage], new: Sequence[ThemePassage], weight: Mapping[str, float]
) -> Iterable[tuple[tuple[int, int], Likeness]]:
    """Every pair that could be a counterpart, with its likeness; the dear part only where the rest leaves a chance."""
    term_weight = _weights(sentence.words for passage in (*old, *new) for sentence in passage.sentences)
    common = common_masses([a.words for a in old], [b.words for b in new], term_weight)
    old_mass = [math.fsum([term_weight[term] for term in passage.words]) for passage in old]
    new_mass = [math.fsum([term_weight[term] for term in passage.words]) for passage in new]
    best_old: dict[int, float] = {}
    best_new: dict[int, float] = {}
    for (x, y), mass in common.items():
        share = 2 * mass / (old_mass[x] + new_mass[y])
        if share > best_old.get(x, 0.0):
            best_old[x] = share
        if share > best_new.get(y, 0.0):
            best_new[y] = share
    alike_topics = _topic_likeness(weight)
    old_rarest, new_rarest = ([_rarest(theme, passage.topics, weight) for passage in side] for side in (old, new))
    # What a pair must reach with all else at its best: most fall here, before anything is looked at closely.
    enough = LEAST * SCALE - WEIGHT_TOPICS - max(0.0, WEIGHT_CROWD * CROWD) - 1e-6
    for (x, y), mass in sorted(common.items()):
        share = 2 * mass / (old_mass[x] + new_mass[y])
        standing = math.sqrt(share / best_old[x] * share / best_new[y])
        held = mass / (min(old_mass[x], new_mass[y]) + ENOUGH)
        rarest = min(old_rarest[x], new_rarest[y])
        if WEIGHT_STANDING * standing + WEIGHT_RAREST * rarest + WEIGHT_HELD * held < enough:
            continue
        a, b = old[x], new[y]
        rarest = _rarest(theme, a.topics & b.topics, weight)
        crowd = min(CROWD, a.crowd, b.crowd)
        if score_of(Likeness(standing, rarest, held, 1.0, crowd)) >= LEAST:
            yield (x, y), Likeness(standing, rarest, held, alike_topics(a, b), crowd)


def _rarest(theme: str, topics: frozenset[str], weight: Mapping[str, float]) -> float:
    return max((weight[topic] for topic in topics if topic.startswith(f"{theme}/")), default=0.0)


def _topic_likeness(weight: Mapping[str, float]) -> Callable[[ThemePassage, ThemePassage], float]:
    known: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def likeness(old: ThemePassage, new: ThemePassage) -> float:
        best = 0.0
        for a in old.topic_sets:
            for b in new.topic_sets:
                found = known.get((a, b))
                if found is None:
                    found = known[a, b] = common_topics(a, b, weight)
                best = max(best, found)
        return best

    return likeness
