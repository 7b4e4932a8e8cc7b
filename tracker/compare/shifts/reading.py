"""A candidate read closely: its two texts, the clauses that carry the difference, and what can be read off them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.compare.changes import sentence_text
from tracker.compare.edits import word_edits
from tracker.compare.focus import ThemePassage, ThemeSentence
from tracker.compare.shifts import cues
from tracker.compare.shifts.candidates import Candidate
from tracker.compare.similarity import Similarity
from tracker.compare.units import Sides
from tracker.model.comparison import Edit


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two kept runs of a revised sentence."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reading:
    candidate: Candidate
    old: str
    new: str
    """The sentences as they stand; empty where there is none."""
    edits: tuple[Edit, ...]
    """Word-level edits of a revised sentence; empty otherwise."""
    stretches: tuple[Stretch, ...]
    fresh_new: float
    fresh_old: float
    """Share of the meaning of each sentence that the other side's passages about the theme lack."""
    named: bool
    """The theme is named in one of the sentences."""
    early: bool
    """It is named near the beginning of the sentence, where its subject stands."""
    centrality: float
    """Share of the sentences of its passage that name the theme."""

    def count(self, cue: re.Pattern[str]) -> int:
        """Occurrences of a cue in the newer of its sentences, three at most: more say no more."""
        return min(3, len(cue.findall(self.new or self.old)))


@dataclass(frozen=True, slots=True)
class ThemeVocabulary:
    """All terms of the passages about a theme, by side."""

    old: frozenset[str]
    new: frozenset[str]


def theme_vocabulary(old: Sequence[ThemePassage], new: Sequence[ThemePassage]) -> ThemeVocabulary:
    return ThemeVocabulary(
        frozenset().union(*(passage.all_terms for passage in old)),
        frozenset().union(*(passage.all_terms for passage in new)),
    )


def read(
    candidate: Candidate,
    sides: Sides,
    vocabulary: ThemeVocabulary,
    similarity: Similarity,
    named_at: Mapping[tuple[str, int], int],
) -> Reading:
    """`named_at` gives, by side and unit, the offset at which the theme is first named in a sentence."""
    old = sentence_text(sides.old, candidate.old.unit) if candidate.old else ""
    new = sentence_text(sides.new, candidate.new.unit) if candidate.new else ""
    edits = word_edits(old, new) if candidate.ground == "revised" else ()
    sentences = [sentence for sentence in (candidate.old, candidate.new) if sentence]
    passages = [passage for passage in (candidate.old_passage, candidate.new_passage) if passage]
    places = [
        named_at.get((side, sentence.unit))
        for side, sentence in (("old", candidate.old), ("new", candidate.new))
        if sentence is not None
    ]
    return Reading(
        candidate=candidate,
        old=old,
        new=new,
        edits=edits,
        stretches=_stretches(edits),
        fresh_new=_fresh(candidate.new, vocabulary.old, similarity),
        fresh_old=_fresh(candidate.old, vocabulary.new, similarity),
        named=any(sentence.explicit for sentence in sentences),
        early=any(place is not None and place < cues.SUBJECT_REACH for place in places),
        centrality=max(passage.share for passage in passages),
    )


def _fresh(sentence: ThemeSentence | None, known: frozenset[str], similarity: Similarity) -> float:
    if sentence is None:
        return 0.0
    mass = similarity.mass(sentence.terms)
    return similarity.mass(sentence.terms - known) / mass if mass else 0.0


def _stretches(edits: Sequence[Edit]) -> tuple[Stretch, ...]:
    out: list[Stretch] = []
    before = after = ""
    for edit in (*edits, Edit("=", "")):
        if edit.op == "-":
            before += edit.text
        elif edit.op == "+":
            after += edit.text
        elif before or after:
            out.append(Stretch(before.strip(), after.strip()))
            before = after = ""
    return tuple(out)
