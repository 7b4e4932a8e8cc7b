"""Which sections of the two outlines correspond: by heading, by what stands in them, and by the sections around
them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.compare.candidates import candidate_pairs
from tracker.compare.chains import heaviest_chain
from tracker.compare.similarity import Similarity
from tracker.compare.units import Side, Sides, Unit

IN_ORDER = 0.35
"""Lowest score of two sections that stand in the same order as the pairs around them."""
OUT_OF_ORDER = 0.60
"""Lowest score of two sections that do not; at least half the better by a margin than any rival."""
MARGIN = 0.08
TITLE = 0.4
"""Weight of the headings' likeness; the rest is the likeness of what stands under them."""
SMALL_OUTLINE = 400
"""Up to this many pairs of sections, every pair is scored."""
PARENTS = 0.15
"""What is added when the enclosing sections correspond, and taken off when they correspond to others."""


@dataclass(frozen=True, slots=True)
class _Content:
    heading: Unit | None
    terms: frozenset[str]
    """Of all sentences directly under the heading."""
    size: int
    """Sentences."""


def match_sections(sides: Sides, similarity: Similarity) -> dict[int, int]:
    """`old section → new section`, outer sections first. One to one; sections without a partner are left out."""
    old, new = _contents(sides.old), _contents(sides.new)
    matched: dict[int, int] = {}
    levels = sorted({section.level for side in (sides.old, sides.new) for section in side.document.sections})
    for level in levels:
        olds = [number for number, section in enumerate(sides.old.document.sections) if section.level == level]
        news = [number for number, section in enumerate(sides.new.document.sections) if section.level == level]
        _match_level(olds, news, old, new, sides, similarity, matched)
    rest_old = [number for number in range(len(old)) if number not in matched]
    rest_new = [number for number in range(len(new)) if number not in set(matched.values())]
    _match_level(rest_old, rest_new, old, new, sides, similarity, matched)
    return matched


def _match_level(
    olds: Sequence[int],
    news: Sequence[int],
    old: Sequence[_Content],
    new: Sequence[_Content],
    sides: Sides,
    similarity: Similarity,
    matched: dict[int, int],
) -> None:
    scored = []
    reverse = {b: a for a, b in matched.items()}
    for a, b in sorted(_proposed(olds, news, old, new, sides.weight)):
        score = _score(old[a], new[b], similarity) + _parents(a, b, sides, matched, reverse)
        if score >= IN_ORDER:
            scored.append((a, b, score))
    weighted = [(a, b, (score - IN_ORDER / 2) * (2 + old[a].size + new[b].size)) for a, b, score in scored]
    taken: set[int] = set()
    for k in heaviest_chain(weighted):
        a, b, _ = scored[k]
        matched[a] = b
        taken.add(b)
    free = [(a, b, score) for a, b, score in scored if a not in matched and b not in taken and score >= OUT_OF_ORDER]
    for a, b, score in free:
        rivals = [other for c, d, other in free if (c == a) != (d == b)]
        if all(score >= other + MARGIN for other in rivals):
            matched[a] = b


def _proposed(
    olds: Sequence[int],
    news: Sequence[int],
    old: Sequence[_Content],
    new: Sequence[_Content],
    weight: Mapping[str, float],
) -> set[tuple[int, int]]:
    by_content = candidate_pairs(
        {a: old[a].terms for a in olds}, {b: new[b].terms for b in news}, weight, all_up_to=SMALL_OUTLINE
    )
    by_heading = candidate_pairs(
        {a: heading.terms for a in olds if (heading := old[a].heading)},
        {b: heading.terms for b in news if (heading := new[b].heading)},
        weight,
        all_up_to=SMALL_OUTLINE,
    )
    return {*by_content, *by_heading}


def _score(old: _Content, new: _Content, similarity: Similarity) -> float:
    content = similarity.common_share(old.terms, new.terms)
    if old.heading is None and new.heading is None:
        return TITLE + (1 - TITLE) * content
    if old.heading is None or new.heading is None:
        return (1 - TITLE) * content
    title = similarity.score(old.heading, new.heading)
    if not old.size or not new.size:
        # Only headings to go by.
        return title - 0.1
    return TITLE * title + (1 - TITLE) * content


def _parents(a: int, b: int, sides: Sides, matched: Mapping[int, int], reverse: Mapping[int, int]) -> float:
    above_old, above_new = sides.old.document.sections[a].parent, sides.new.document.sections[b].parent
    if above_old is None or above_new is None:
        return 0.0
    if matched.get(above_old) == above_new:
        return PARENTS
    return -PARENTS if above_old in matched or above_new in reverse else 0.0


def _contents(side: Side) -> list[_Content]:
    headings: dict[int, Unit] = {}
    units: dict[int, list[int]] = {}
    for number, unit in enumerate(side.units):
        if unit.is_heading:
            headings[unit.section] = unit
        else:
            units.setdefault(unit.section, []).append(number)
    out = []
    for section in range(len(side.document.sections)):
        own = units.get(section, [])
        terms = frozenset().union(*(side.units[number].terms for number in own))
        out.append(_Content(headings.get(section), terms, len(own)))
    return out
