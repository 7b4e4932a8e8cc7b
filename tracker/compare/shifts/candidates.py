"""Where shifts may lie within a theme: sentences revised, sentences that answer each other, sentences alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal

from tracker.compare.align import Link
from tracker.compare.changes import sentence_text
from tracker.compare.focus import ThemePassage, ThemeSentence
from tracker.compare.overlap import CommonTopics, common_masses
from tracker.compare.shifts import cues
from tracker.compare.shifts.cues import found
from tracker.compare.shifts.predicates import said_to_be
from tracker.compare.similarity import Similarity
from tracker.compare.units import Side, Sides
from tracker.model.theme import Theme

ANSWERS = 0.15
"""Lowest likeness of two free sentences, both naming the theme, that are read as old and new wording on one point."""
DOUBTFUL_ANSWERS = 0.25
"""The same, where one of them does not name the theme, or one alone says what the actor is."""
CHARACTERISED = 0.3
"""What is added when the theme is an actor and both say what it is (`is an acute threat`): the two phrases answer each
other whatever their words."""
COMMON_PASSAGE = 0.05
"""What is added when the passages of the two are joined by their text or as counterparts."""

MOSTLY, HALF = 0.3, 0.5
"""Shares of the sentences of a passage that name the theme from which the others are read as on it, too."""

LONGEST_QUOTE = 60
"""Words of a quotation, and of the items that are told as one."""

WORDS, TOPICS = 0.75, 0.25
"""What common words and common topics make of the likeness of two sentences."""

_BREAKS_OFF = re.compile(
    r"\b(?:to|will|must|shall|should|can|by|with|for|of|that|and|is|are|we|includes?|including):?$"
)
_ON_THE_NET = re.compile(r"https?://|\bwww\.")

Ground = Literal["revised", "answered", "alone"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where policy may have shifted: a sentence of the old text, one of the new, or both."""

    theme: Theme
    ground: Ground
    old: ThemeSentence | None
    new: ThemeSentence | None
    likeness: float
    """Score of the link of revised sentences; likeness of sentences that answer each other; else 0."""
    joined: bool = False
    """The passages of sentences that answer each other are joined, by their text or as counterparts."""
    link: Link | None = None
    """What joins revised sentences; it may join several of one side."""
    items: int = 1
    """How many items of an enumeration it is, all of them alone; its sentence is the first."""
    named_once: bool = False
    """A revised sentence that names the theme in one wording alone, in a passage that is about the theme on that side
    alone."""


class LinkedUnits:
    """Links by the units that they join."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links
        self.old = {i: k for k, link in enumerate(links) for i in link.old}
        self.new = {j: k for k, link in enumerate(links) for j in link.new}
        """`unit → number of its link`."""

    def across_old(self, units: Iterable[int]) -> set[int]:
        """The old units that went into these new ones."""
        return {i for k in {self.new[j] for j in units if j in self.new} for i in self._links[k].old}

    def across_new(self, units: Iterable[int]) -> set[int]:
        """The new units that these old ones went into."""
        return {j for k in {self.old[i] for i in units if i in self.old} for j in self._links[k].new}

    def revised(self, old: Iterable[int], new: Iterable[int]) -> Iterable[Link]:
        """The links, in order, that join units of both and are not of the same wording."""
        numbers = {self.old[i] for i in old if i in self.old} & {self.new[j] for j in new if j in self.new}
        return (self._links[k] for k in sorted(numbers) if self._links[k].score < 1.0)


def find_candidates(
    theme: Theme,
    sides: Sides,
    links: LinkedUnits,
    old: Sequence[ThemePassage],
    new: Sequence[ThemePassage],
    beside: tuple[Sequence[ThemePassage], Sequence[ThemePassage]],
    joined: frozenset[tuple[int, int]],
    similarity: Similarity,
    weight: Mapping[str, float],
) -> list[Candidate]:
    """A sentence about the theme stands in one candidate at most; in none when it was kept, or names nothing and
    answers nothing. `beside` are the passages of each side, not about the theme, from or into which sentences of those
    that are about it went."""
    old_at, new_at = _by_unit(old), _by_unit(new)
    beside_old, beside_new = (_by_unit(passages) for passages in beside)
    candidates = []
    for link in links.revised(old_at | beside_old, new_at | beside_new):
        olds, news = [old_at[i] for i in link.old if i in old_at], [new_at[j] for j in link.new if j in new_at]
        named_once = not (olds and news)
        if named_once:
            olds = olds or [beside_old[i] for i in link.old if i in beside_old]
            news = news or [beside_new[j] for j in link.new if j in beside_new]
            if _explicit(olds) == _explicit(news):
                continue
        elif not (_named(olds) or _named(news)):
            continue
        for (_, a), (_, b) in product(_speaking(olds), _speaking(news)):
            candidates.append(Candidate(theme, "revised", a, b, link.score, link=link, named_once=named_once))
    free_old = [pair for unit, pair in old_at.items() if unit not in links.old and _speaks(sides.old, *pair)]
    free_new = [pair for unit, pair in new_at.items() if unit not in links.new and _speaks(sides.new, *pair)]
    characters = (
        {sentence.unit for _, sentence in free_old if theme.actor and _characterised(sides.old, sentence)},
        {sentence.unit for _, sentence in free_new if theme.actor and _characterised(sides.new, sentence)},
    )
    pairs = _best(_answering(free_old, free_new, joined, similarity, weight, characters))
    for likeness, x, y in pairs:
        (p, a), (q, b) = free_old[x], free_new[y]
        candidates.append(Candidate(theme, "answered", a, b, likeness, (p.passage, q.passage) in joined))
    for a, items in _lone(sides.old, free_old, {x for _, x, _ in pairs}, links.old.keys()):
        candidates.append(Candidate(theme, "alone", a, None, 0.0, items=items))
    for b, items in _lone(sides.new, free_new, {y for _, _, y in pairs}, links.new.keys()):
        candidates.append(Candidate(theme, "alone", None, b, 0.0, items=items))
    return candidates


def _by_unit(passages: Iterable[ThemePassage]) -> dict[int, tuple[ThemePassage, ThemeSentence]]:
    return {sentence.unit: (passage, sentence) for passage in passages for sentence in passage.sentences}


def _best(answering: Iterable[tuple[float, int, int, int]]) -> list[tuple[float, int, int]]:
    """`(likeness, x, y)`, the most alike first, each sentence once."""
    told_old: set[int] = set()
    told_new: set[int] = set()
    best = []
    for negative, _, x, y in sorted(answering):
        if x not in told_old and y not in told_new:
            told_old.add(x)
            told_new.add(y)
            best.append((-negative, x, y))
    return best


def _lone(
    side: Side, free: Sequence[tuple[ThemePassage, ThemeSentence]], answered: Set[int], linked: Set[int]
) -> Iterator[tuple[ThemeSentence, int]]:
    """The free sentences that name the theme and are not `answered`, in order; with an item of an enumeration, counted,
    those that follow it there and stand alone like it, as far as a quotation reaches."""
    told = {free[number][1].unit for number in answered}
    for _, sentence in free:
        if sentence.explicit and sentence.unit not in told:
            units = _items_from(side, sentence.unit, told, linked)
            told.update(units)
            yield sentence, len(units)


def _items_from(side: Side, unit: int, told: Set[int], linked: Set[int]) -> range:
    """The unit and the items behind it, of which each but the last ends in a semicolon and has the next on its line."""
    passage = side.document.passages[side.units[unit].passage]
    first, length = side.units[unit].sentence, side.units[unit].size
    end = unit + 1
    for before, item in pairwise(passage.sentences[first:]):
        if not before.text.endswith(";") or passage.text[before.span.end : item.span.start] != " ":
            break
        length += side.units[end].size
        if length > LONGEST_QUOTE or end in told or end in linked:
            break
        end += 1
    return range(unit, end)


def _answering(
    old: Sequence[tuple[ThemePassage, ThemeSentence]],
    new: Sequence[tuple[ThemePassage, ThemeSentence]],
    joined: frozenset[tuple[int, int]],
    similarity: Similarity,
    weight: Mapping[str, float],
    characters: tuple[set[int], set[int]],
) -> Iterator[tuple[float, int, int, int]]:
    """Every two sentences that may answer each other, as `(−likeness, sum of their units, x, y)`."""
    topics = CommonTopics(weight)
    old_mass, new_mass = ([similarity.mass(sentence.words) for _, sentence in side] for side in (old, new))
    speaking_of = [(q.passage, b.unit, b.explicit, b.topics) for q, b in new]
    characterised_new = {y for y, (_, b) in enumerate(new) if b.unit in characters[1]}
    partners: dict[int, set[int]] = {passage.passage: set() for passage, _ in old}
    for before, after in joined:
        if before in partners:
            partners[before].add(after)
    rows = common_masses([a.words for _, a in old], [b.words for _, b in new], similarity.weight)
    for x, ((p, a), common) in enumerate(zip(old, rows, strict=True)):
        own_mass, own_partners, own_topics = old_mass[x], partners[p.passage], topics[a.topics]
        characterised = characterised_new if a.unit in characters[0] else frozenset()
        for y in characterised:
            common.setdefault(y, 0.0)
        for y, mass in common.items():
            passage, unit, explicit, others = speaking_of[y]
            score = WORDS * 2 * mass / ((own_mass + new_mass[y]) or 1.0)
            if y in characterised:
                score += CHARACTERISED
            if passage in own_partners:
                score += COMMON_PASSAGE
            score += TOPICS * own_topics[others]
            alike = explicit and a.explicit and (a.unit in characters[0]) == (unit in characters[1])
            if score >= (ANSWERS if alike else DOUBTFUL_ANSWERS):
                yield -round(score, 6), a.unit + unit, x, y


def _characterised(side: Side, sentence: ThemeSentence) -> bool:
    return said_to_be(sentence_text(side, sentence.unit), sentence.named_at) is not None


def _named(pairs: Iterable[tuple[ThemePassage, ThemeSentence]]) -> bool:
    return any(_on_theme(passage, sentence) for passage, sentence in pairs)


def _explicit(pairs: Iterable[tuple[ThemePassage, ThemeSentence]]) -> bool:
    return any(sentence.explicit for _, sentence in pairs)


def _speaking(pairs: Sequence[tuple[ThemePassage, ThemeSentence]]) -> Sequence[tuple[ThemePassage, ThemeSentence]]:
    """Those that name the theme; the first, where none does."""
    return [pair for pair in pairs if pair[1].explicit] or pairs[:1]


def _speaks(side: Side, passage: ThemePassage, sentence: ThemeSentence) -> bool:
    """Whether the sentence says something on the theme. A lead-in (`Work with Iraqis to`) says nothing yet, and one
    with an address on the net refers to a source, unless it says what is to be done."""
    if not _on_theme(passage, sentence):
        return False
    text = sentence_text(side, sentence.unit)
    refers = _ON_THE_NET.search(text) and not found(cues.OBLIGATION, text)
    return not refers and not _BREAKS_OFF.search(text)


def _on_theme(passage: ThemePassage, sentence: ThemeSentence) -> bool:
    """Whether the sentence names the theme, or its passage mostly does; of one that leads elsewhere, half of
    it has to."""
    return sentence.explicit or passage.share >= (HALF if sentence.elsewhere else MOSTLY)
