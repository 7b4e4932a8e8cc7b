"""How far two passages about one theme speak of the same thing: what is known of a pair, and the figure it makes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.compare.focus import CROWD, ThemePassage
from tracker.compare.overlap import CommonTopics, common_masses, rarities
from tracker.compare.profiles import Profiles

BASE = -6.6
IN_REVISION, ON_SUBJECT = -0.8, -0.4
BEST_SENTENCE, STANDING, PROFILE, HELD = 1.8, 2.3, 2.5, 3.4
RAREST, TOPICS, OPENING, NAMED, CROWDED = 0.3, 1.3, 0.4, 0.25, -0.15
ONLY_ONES = 1.0
"""What all pairs start from, what those in a revision start lower by (there a passage that goes on is linked by its
wording), what those do whose theme is no actor, and what each part of a likeness adds; the score is
1 / (1 + e^−total). The parts by logistic regression on the passages that two readers linked in ten pairs of National
Security Strategies, each pair judged by what the other nine gave, rounded by hand; where pairs start, by a coarse grid
on the same. `ONLY_ONES` is set by hand, for short texts: tried on four of the pairs, it cost .01 of F1 on one."""
ENOUGH = 8.0
"""Weight of terms by which a passage has to be longer than nothing before what it has in common says much."""
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is known of two passages of one theme."""

    best_sentence: float
    """How near the two sentences that name the theme and are most alike come to the best that either passage has with
    any partner, 0 to 1."""
    standing: float
    """The same of all their words."""
    held: float
    """Share of the shorter one's words that the other has, less where it is short; 0 to 1."""
    rarest: float
    """Weight of the rarest sub-theme that both speak of."""
    only_ones: bool
    """They are the only two that speak of one of the sub-themes."""
    crowd: int
    """How many other themes are named in each passage whenever the theme is, in the less crowded one."""
    opening: int
    """How many of the two begin with a sentence that names the theme."""
    named: int
    """Sentences that name the theme, in the one with fewer."""
    profile: float
    """How alike all that they speak of is, 0 to 1."""
    topics: float
    """Common share of the topics of the two sentences most alike in them, rare ones weighing more; 0 to 1."""

    def score(self, prior: float) -> float:
        """The likeness as one figure, 0 to 1; above a half, counterparts are likelier than not."""
        total = (
            prior
            + BEST_SENTENCE * self.best_sentence
            + STANDING * self.standing
            + PROFILE * self.profile
            + HELD * self.held
            + RAREST * self.rarest
            + ONLY_ONES * self.only_ones
            + TOPICS * self.topics
            + OPENING * self.opening
            + NAMED * self.named
            + CROWDED * self.crowd
        )
        return round(1 / (1 + math.exp(-total)), 6)


def likenesses(
    theme: str,
    old: Sequence[ThemePassage],
    new: Sequence[ThemePassage],
    weight: Mapping[str, float],
    profiles: Profiles,
    start: float,
) -> Iterable[tuple[tuple[int, int], Likeness]]:
    """Every pair of passages that has words in common and may come to a half from this `start`, with its likeness.
    `weight` says how rare each topic is within the theme."""
    term_weight = rarities(sentence.words for passage in (*old, *new) for sentence in passage.sentences)
    old_mass, new_mass = ([_mass(passage.words, term_weight) for passage in side] for side in (old, new))
    common = common_masses([a.words for a in old], [b.words for b in new], term_weight)
    share = {(x, y): 2 * mass / (old_mass[x] + new_mass[y]) for (x, y), mass in common.items()}
    standing = _standing(share)
    best_sentence = _standing(_best_sentences(old, new, term_weight))
    common_topics = CommonTopics(weight)
    alone_with = _sole_topics(old) & _sole_topics(new)
    old_best, new_best = ([_at_best(theme, passage, weight, alone_with) for passage in side] for side in (old, new))
    for x, y in sorted(share):
        a, b = old[x], new[y]
        held = common[x, y] / (min(old_mass[x], new_mass[y]) + ENOUGH)
        known = start + BEST_SENTENCE * best_sentence.get((x, y), 0.0) + STANDING * standing[x, y] + HELD * held
        if known + min(old_best[x], new_best[y]) < 0:
            continue
        own = frozenset(topic for topic in a.topics & b.topics if topic.startswith(f"{theme}/"))
        likeness = Likeness(
            best_sentence=best_sentence.get((x, y), 0.0),
            standing=standing[x, y],
            held=held,
            rarest=max((weight[topic] for topic in own), default=0.0),
            only_ones=not alone_with.isdisjoint(own),
            crowd=min(CROWD, a.crowd, b.crowd),
            opening=a.sentences[0].explicit + b.sentences[0].explicit,
            named=min(MOST_NAMED, _named(a), _named(b)),
            profile=profiles.alike(theme, a.passage, b.passage),
            topics=max(
                (common_topics.share(its, others) for its in a.topic_sets for others in b.topic_sets), default=0.0
            ),
        )
        yield (x, y), likeness


def prior(*, revision: bool, actor: bool) -> float:
    """What a pair starts from before anything is known of it."""
    return BASE + IN_REVISION * revision + ON_SUBJECT * (not actor)


def _mass(terms: frozenset[str], weight: Mapping[str, float]) -> float:
    return math.fsum([weight[term] for term in terms])


def _at_best(theme: str, passage: ThemePassage, weight: Mapping[str, float], alone_with: frozenset[str]) -> float:
    """The most that what a passage speaks of can add to a likeness: most pairs fall by it before they are looked at."""
    own = [topic for topic in passage.topics if topic.startswith(f"{theme}/")]
    return (
        PROFILE
        + TOPICS
        + RAREST * max((weight[topic] for topic in own), default=0.0)
        + ONLY_ONES * (not alone_with.isdisjoint(own))
        + OPENING * (1 + passage.sentences[0].explicit)
        + NAMED * min(MOST_NAMED, _named(passage))
    )


def _sole_topics(passages: Sequence[ThemePassage]) -> frozenset[str]:
    """Topics of which a single passage speaks."""
    counts = Counter(topic for passage in passages for topic in passage.topics)
    return frozenset(topic for topic, count in counts.items() if count == 1)


def _named(passage: ThemePassage) -> int:
    return sum(sentence.explicit for sentence in passage.sentences)


def _best_sentences(
    old: Sequence[ThemePassage], new: Sequence[ThemePassage], weight: Mapping[str, float]
) -> dict[tuple[int, int], float]:
    """`(x, y) → common share of words of the two sentences that name the theme and are most alike`."""
    olds, news = (
        [(n, sentence) for n, passage in enumerate(side) for sentence in passage.sentences if sentence.explicit]
        for side in (old, new)
    )
    masses = [[_mass(sentence.words, weight) for _, sentence in side] for side in (olds, news)]
    common = common_masses([a.words for _, a in olds], [b.words for _, b in news], weight)
    best: dict[tuple[int, int], float] = {}
    for (i, j), mass in common.items():
        place = (olds[i][0], news[j][0])
        best[place] = max(2 * mass / (masses[0][i] + masses[1][j]), best.get(place, 0.0))
    return best


def _standing(share: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """How near each pair comes to the best of its two members (geometric mean of the two shares)."""
    best_old: dict[int, float] = {}
    best_new: dict[int, float] = {}
    for (x, y), found in share.items():
        best_old[x] = max(found, best_old.get(x, 0.0))
        best_new[y] = max(found, best_new.get(y, 0.0))
    return {(x, y): math.sqrt(found / best_old[x] * found / best_new[y]) for (x, y), found in share.items()}
