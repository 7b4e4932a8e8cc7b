"""How far two passages about one theme speak of the same thing: what is known of a pair, and the figure it makes."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
on the same, and a little later in rewrites: of five further pairs, read afresh, counterparts near a half were right in
four of ten cases there and in six of ten in revisions. `ONLY_ONES` is set by hand, for short texts: tried on four of
the pairs, it cost .01 of F1 on one."""
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
    term_weight = rarities([sentence.words for passage in (*old, *new) for sentence in passage.sentences])
    old_words, new_words = ([passage.words for passage in side] for side in (old, new))
    old_mass, new_mass = ([_mass(words, term_weight) for words in side] for side in (old_words, new_words))
    common = [_row(masses) for masses in common_masses(old_words, new_words, term_weight)]
    shares = [_shares(row, mass, new_mass) for row, mass in zip(common, old_mass, strict=True)]
    standing = _standing(shares, len(new))
    best_sentences = _best_sentences(old, new, term_weight)
    best_standing = _standing(best_sentences, len(new))
    common_topics = CommonTopics(weight)
    old_own, new_own = ([_own_topics(theme, passage) for passage in side] for side in (old, new))
    alone_with = _sole(old_own) & _sole(new_own)
    old_lack, new_lack = (
        [-start - _at_best(passage, topics, weight, alone_with) for passage, topics in zip(side, own, strict=True)]
        for side, own in ((old, old_own), (new, new_own))
    )
    for x, a in enumerate(old):
        said = dict(zip(best_sentences[x].at, next(best_standing), strict=True))
        mass, lack = old_mass[x], old_lack[x]
        for y, both, stands in zip(*common[x], next(standing), strict=True):
            other = new_mass[y]
            held = both / ((mass if mass < other else other) + ENOUGH)
            known = BEST_SENTENCE * said.get(y, 0.0) + STANDING * stands + HELD * held
            if known < lack or known < new_lack[y]:
                continue
            b = new[y]
            profile = profiles.alike(theme, a.passage, b.passage)
            if known + PROFILE * (profile - 1) < max(lack, new_lack[y]):
                continue
            own = old_own[x] & new_own[y]
            likeness = Likeness(
                best_sentence=said.get(y, 0.0),
                standing=stands,
                held=held,
                rarest=max([weight[topic] for topic in own], default=0.0),
                only_ones=not alone_with.isdisjoint(own),
                crowd=min(CROWD, a.crowd, b.crowd),
                opening=_opens(a) + _opens(b),
                named=min(MOST_NAMED, _named(a), _named(b)),
                profile=profile,
                topics=_most_alike(a.topic_sets, b.topic_sets, common_topics),
            )
            yield (x, y), likeness


class _Row(NamedTuple):
    """A figure that an old text has with each of some new ones. Arrays, for there may be millions of pairs."""

    at: array[int]
    """Numbers of the new texts."""
    figures: array[float]


def _row(figures: Mapping[int, float]) -> _Row:
    return _Row(array("I", figures), array("d", figures.values()))


def _shares(common: _Row, mass: float, masses: Sequence[float]) -> _Row:
    """Common share of the words of an old text of this mass with each of the new ones."""
    at, figures = common
    return _Row(at, array("d", [2 * both / (mass + masses[y]) for y, both in zip(at, figures, strict=True)]))


def prior(*, revision: bool, actor: bool) -> float:
    """What a pair starts from before anything is known of it."""
    return BASE + IN_REVISION * revision + ON_SUBJECT * (not actor)


def _mass(terms: frozenset[str], weight: Mapping[str, float]) -> float:
    return math.fsum([weight[term] for term in terms])


def _own_topics(theme: str, passage: ThemePassage) -> frozenset[str]:
    """The sub-themes of the theme of which the passage speaks."""
    return frozenset([topic for topic in passage.topics if topic.startswith(f"{theme}/")])


def _at_best(
    passage: ThemePassage, own: frozenset[str], weight: Mapping[str, float], alone_with: frozenset[str]
) -> float:
    """The most that what a passage speaks of can add to a likeness: most pairs fall by it before they are looked at."""
    return (
        PROFILE
        + TOPICS
        + RAREST * max([weight[topic] for topic in own], default=0.0)
        + ONLY_ONES * (not alone_with.isdisjoint(own))
        + OPENING * (1 + _opens(passage))
        + NAMED * min(MOST_NAMED, _named(passage))
    )


def _sole(topics: Iterable[frozenset[str]]) -> frozenset[str]:
    """Topics of which a single passage speaks."""
    counts = Counter(topic for own in topics for topic in own)
    return frozenset(topic for topic, count in counts.items() if count == 1)


def _most_alike(old: frozenset[frozenset[str]], new: frozenset[frozenset[str]], common_topics: CommonTopics) -> float:
    return max([common_topics[its][others] for its in old for others in new], default=0.0)


def _opens(passage: ThemePassage) -> bool:
    return passage.sentences[0].explicit


def _named(passage: ThemePassage) -> int:
    return sum([sentence.explicit for sentence in passage.sentences])


def _best_sentences(
    old: Sequence[ThemePassage], new: Sequence[ThemePassage], weight: Mapping[str, float]
) -> list[_Row]:
    """For each old passage, its common share of words with each new one in the two sentences that name the theme and
    are most alike."""
    olds, news = (
        [(n, sentence.words) for n, passage in enumerate(side) for sentence in passage.sentences if sentence.explicit]
        for side in (old, new)
    )
    masses = [_mass(words, weight) for _, words in news]
    rows = common_masses([words for _, words in olds], [words for _, words in news], weight)
    best: list[dict[int, float]] = [{} for _ in old]
    for (x, words), common in zip(olds, rows, strict=True):
        found, mass = best[x], _mass(words, weight)
        for j, both in common.items():
            y = news[j][0]
            found[y] = max(2 * both / (mass + masses[j]), found.get(y, 0.0))
    return [_row(found) for found in best]


def _standing(shares: Sequence[_Row], others: int) -> Iterator[list[float]]:
    """Row by row, how near each pair comes to the best of its two members (geometric mean of the two shares). There are
    so many `others` with which the texts have shares."""
    best = [0.0] * others
    for at, figures in shares:
        for y, share in zip(at, figures, strict=True):
            if share > best[y]:
                best[y] = share
    for at, figures in shares:
        most = max(figures, default=0.0)
        yield [math.sqrt(share / most * share / best[y]) for y, share in zip(at, figures, strict=True)]
