"""Of which actors each place in a passage speaks, so that `nuclear` in it is Iran's or Korea's and not both's.

A sentence speaks of the actors named in it; where it names several, each clause speaks of its own. A sentence that
names none speaks of what the one before began with: its first actor, with those that are joined to it by `and`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.codebook.grounds import back_reference
from tracker.model.document import Passage, Span

_CLAUSE_BORDER = re.compile(r"[;:—–]|,(?=\s)|\s(?:while|whereas|but|although|though|yet)\s")
# `China, India and Russia`: nothing but names and what joins them stands between. Nothing is given back: a hyphen may
# belong to a name or stand beside it, and to try both for each of them takes time without bounds.
_JOINED = re.compile(r"(?:['’]s)?(?:[\s,&/\-]|\b(?:and|or|the|in|as well as)\b|\b[A-Z][\w'’\-]*)*+")


@dataclass(frozen=True, slots=True)
class _Group:
    """Actors named side by side."""

    start: int
    end: int
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of one passage."""

    passage: Passage
    groups: tuple[tuple[_Group, ...], ...]
    """For each sentence."""
    borders: tuple[tuple[int, ...], ...]
    """Where clauses begin in the sentences that name several actors, but for the first clause."""
    topics: tuple[frozenset[str], ...]
    """For each sentence what the next one can point back at."""

    def at(self, offset: int) -> frozenset[str]:
        """The actors of which the text speaks at this place."""
        sentence = sentence_at(self.passage, offset)
        groups = self.groups[sentence]
        if not groups:
            return self.topics[sentence]
        if len(groups) == 1:
            return groups[0].themes
        clause = bisect.bisect_right(self.borders[sentence], offset)
        first = bisect.bisect_right(groups, offset, key=lambda group: group.start)
        near = [
            group
            for group in groups[max(0, first - 1) : first + 1]
            if bisect.bisect_right(self.borders[sentence], group.start) == clause
        ]
        if near:
            return min(near, key=lambda group: max(group.start - offset, offset - group.end)).themes
        return groups[max(0, first - 1)].themes

    def references(self) -> Iterable[tuple[str, Span]]:
        """Words at the beginning of a sentence that point back at the one actor of the sentence before."""
        for index, sentence in enumerate(self.passage.sentences):
            if not self.groups[index] and len(self.topics[index]) == 1:
                found = back_reference(sentence.text)
                if found:
                    start = sentence.span.start
                    yield next(iter(self.topics[index])), Span(start + found.start, start + found.end)

    @property
    def last(self) -> frozenset[str]:
        return self.topics[-1] if self.topics else frozenset()


def actors_of(passage: Passage, named: Iterable[tuple[str, Span]], before: frozenset[str]) -> Actors:
    """`named` are the places where an actor is named, `before` what the passage speaks of until one is."""
    by_sentence: list[list[tuple[Span, str]]] = [[] for _ in passage.sentences]
    for theme, span in named:
        by_sentence[sentence_at(passage, span.start)].append((span, theme))
    groups = tuple(tuple(_grouped(passage.text, sorted(found))) for found in by_sentence)
    topics: list[frozenset[str]] = []
    for found in groups:
        before = found[0].themes if found else before
        topics.append(before)
    borders = tuple(
        tuple(_clause_borders(passage, index)) if len(found) > 1 else () for index, found in enumerate(groups)
    )
    return Actors(passage, groups, borders, tuple(topics))


def sentence_at(passage: Passage, offset: int) -> int:
    """Index of the sentence in which this offset lies."""
    return max(0, bisect.bisect_right(passage.sentences, offset, key=lambda sentence: sentence.span.start) - 1)


def _clause_borders(passage: Passage, sentence: int) -> Iterable[int]:
    span = passage.sentences[sentence].span
    return (border.end() for border in _CLAUSE_BORDER.finditer(passage.text, span.start, span.end))


def _grouped(text: str, named: Sequence[tuple[Span, str]]) -> Iterable[_Group]:
    start = end = -1
    themes: set[str] = set()
    for span, theme in named:
        if themes and (span.start < end or _JOINED.fullmatch(text, end, span.start)):
            end = max(end, span.end)
            themes.add(theme)
            continue
        if themes:
            yield _Group(start, end, frozenset(themes))
        start, end, themes = span.start, span.end, {theme}
    if themes:
        yield _Group(start, end, frozenset(themes))
