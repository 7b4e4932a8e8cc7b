"""A candidate read closely: its two texts, the clauses that carry the difference, and what can be read off them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.compare.changes import joined_text, sentence_text
from tracker.compare.edits import Stretch, edits_within, reversed_edits, word_edits
from tracker.compare.focus import ThemePassage, ThemeSentence, others_in
from tracker.compare.shifts.candidates import Candidate
from tracker.compare.shifts.predicates import said_to_be
from tracker.compare.shifts.voice import Voice
from tracker.compare.significance import substantive
from tracker.compare.similarity import Similarity
from tracker.compare.units import Side, Sides, stem, words_of
from tracker.model.comparison import Edit

LEAST_PART = 0.2
"""Share of the words of one of several sentences that its part of the other side's sentence has to have."""
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]+")
"""A capitalised word that does not begin a sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    candidate: Candidate
    old: str
    new: str
    """The sentences as they stand, empty where there is none; of a sentence that became several or was several, what
    answers the one that is read. Both are empty where that cannot be told."""
    edits: tuple[Edit, ...]
    """Word-level edits of a revised sentence; empty otherwise."""
    stretches: tuple[Stretch, ...]
    """Where they change more than spelling or typography."""
    fresh_new: float
    fresh_old: float
    """Share of the meaning of each sentence that the other side's passages about the theme lack."""
    names_it: float
    """How often its sentences name the theme, three times at most, on average."""
    topic: float
    """Weight of the rarest sub-theme that its sentences speak of."""
    others: int
    """Other themes that stand in the sentence with the fewest of them, five at most."""
    old_phrase: str | None
    new_phrase: str | None
    """What each sentence says the actor is; None where the theme is none."""
    names: float
    """Capitalised words in what differs, four a side at most, on average."""
    only_old: frozenset[str]
    only_new: frozenset[str]
    """Where one wording alone names the theme: the words with which it does, folded."""
    voice: Voice


@dataclass(frozen=True, slots=True)
class ThemeVocabulary:
    """All terms of the passages about a theme, by side."""

    old: frozenset[str]
    new: frozenset[str]


def theme_vocabulary(old: Sequence[ThemePassage], new: Sequence[ThemePassage]) -> ThemeVocabulary:
    return ThemeVocabulary(
        frozenset().union(*(passage.terms for passage in old)),
        frozenset().union(*(passage.terms for passage in new)),
    )


def read(
    candidate: Candidate,
    sides: Sides,
    vocabulary: ThemeVocabulary,
    similarity: Similarity,
    weight: Mapping[str, float],
    voice: Voice,
) -> Reading:
    """`weight` says how rare each topic is within the theme."""
    wording = _wording(candidate, sides)
    if candidate.link and not (wording.old and wording.new):
        candidate = _alone(candidate, wording)
    sentences = [sentence for sentence in (candidate.old, candidate.new) if sentence]
    changed = substantive(wording.edits)
    return Reading(
        candidate=candidate,
        old=wording.old,
        new=wording.new,
        edits=wording.edits,
        stretches=changed,
        fresh_new=_fresh(candidate.new, vocabulary.old, similarity),
        fresh_old=_fresh(candidate.old, vocabulary.new, similarity),
        names_it=sum(min(3, len(sentence.named_at)) for sentence in sentences) / len(sentences),
        topic=max(
            (weight.get(topic, 0.0) for sentence in sentences for topic in sentence.topics if "/" in topic), default=0.0
        ),
        others=min(5, *(others_in(sentence.topics) for sentence in sentences)),
        old_phrase=_said_to_be(wording.old, candidate.old, wording.old_start) if candidate.theme.actor else None,
        new_phrase=_said_to_be(wording.new, candidate.new, wording.new_start) if candidate.theme.actor else None,
        names=_names(
            [" ".join(stretch.before for stretch in changed), " ".join(stretch.after for stretch in changed)]
            if changed
            else [wording.old, wording.new]
        ),
        only_old=_only(candidate, wording.old, candidate.old, wording.old_start, wording.new),
        only_new=_only(candidate, wording.new, candidate.new, wording.new_start, wording.old),
        voice=voice,
    )


@dataclass(frozen=True, slots=True)
class _Wording:
    old: str = ""
    new: str = ""
    edits: tuple[Edit, ...] = ()
    old_start: int = 0
    new_start: int = 0
    """Where the texts begin in their sentences."""


def _wording(candidate: Candidate, sides: Sides) -> _Wording:
    old, new, link = candidate.old, candidate.new, candidate.link
    if link is None or old is None or new is None:
        return _Wording(_items(sides.old, old, candidate), _items(sides.new, new, candidate))
    edits = word_edits(joined_text(sides.old, link.old), joined_text(sides.new, link.new))
    old_start = new_start = 0
    if len(link.new) > 1:
        edits, old_start = edits_within(edits, *_place(sides.new, link.new, new.unit))
    elif len(link.old) > 1:
        edits, new_start = edits_within(reversed_edits(edits), *_place(sides.old, link.old, old.unit))
        edits = reversed_edits(edits)
    texts = ["".join(edit.text for edit in edits if edit.op != op) for op in ("+", "-")]
    old_start, new_start = (
        start + len(text) - len(text.lstrip()) for start, text in zip((old_start, new_start), texts, strict=True)
    )
    old_text, new_text = (text.strip() for text in texts)
    if len(link.new) > 1 and not _answers(old_text, new_text):
        return _Wording(new=_unless_said(new_text, joined_text(sides.old, link.old)))
    if len(link.old) > 1 and not _answers(new_text, old_text):
        return _Wording(old=_unless_said(old_text, joined_text(sides.new, link.new)))
    return _Wording(old_text, new_text, edits if old_text and new_text else (), old_start, new_start)


def _answers(part: str, sentence: str) -> bool:
    """Whether what was left of the other side's sentence for one of several is more than a scrap of it."""
    return len(part.split()) >= LEAST_PART * len(sentence.split()) and any(map(str.isalnum, part))


def _unless_said(text: str, other: str) -> str:
    """One of several sentences as a text that stands alone; nothing, where the other side's sentence has half of its
    words: they were not told apart there, but are not new either."""
    stems, others = ({stem(word) for word in words_of(side)} for side in (text, other))
    return text if 2 * len(stems & others) < len(stems) else ""


def _items(side: Side, sentence: ThemeSentence | None, candidate: Candidate) -> str:
    return joined_text(side, range(sentence.unit, sentence.unit + candidate.items)) if sentence else ""


def _place(side: Side, units: Sequence[int], unit: int) -> tuple[int, int]:
    """Where one of several sentences begins and ends in their joined text."""
    end = len(joined_text(side, [number for number in units if number <= unit]))
    return end - len(sentence_text(side, unit)), end


def _alone(candidate: Candidate, wording: _Wording) -> Candidate:
    """The candidate for one of several sentences of which the other side has not a word."""
    if wording.old:
        return replace(candidate, ground="alone", new=None, likeness=0.0)
    return replace(candidate, ground="alone", old=None, likeness=0.0)


def _said_to_be(text: str, sentence: ThemeSentence | None, start: int) -> str | None:
    return said_to_be(text, [place - start for place in sentence.named_at]) if sentence else None


def _only(candidate: Candidate, text: str, sentence: ThemeSentence | None, start: int, other: str) -> frozenset[str]:
    """The words, each the first of a name, with which a text names the theme, without those that the other text has."""
    if sentence is None or not candidate.named_once:
        return frozenset()
    places = [place - start for place in sentence.named_at]
    return frozenset(word for place in places if place >= 0 for word in words_of(text[place:])[:1]) - {*words_of(other)}


def _names(texts: Sequence[str]) -> float:
    spoken = [_names_in(text) for text in texts if text]
    return sum(spoken) / len(spoken) if spoken else 0.0


@lru_cache(maxsize=65_536)  # A sentence is read anew for every theme that it is about.
def _names_in(text: str) -> int:
    return min(4, len(_NAME.findall(text)))


def _fresh(sentence: ThemeSentence | None, known: frozenset[str], similarity: Similarity) -> float:
    if sentence is None:
        return 0.0
    terms = sentence.terms
    if not terms or terms.isdisjoint(known):
        return float(bool(terms))
    return similarity.mass_of(terms - known) / similarity.mass(terms)
