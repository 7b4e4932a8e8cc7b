"""Which section of the old outline became which of the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from rapidfuzz.distance import Indel

from tracker.compare.alignment import Alignment
from tracker.compare.significance import same_wording
from tracker.compare.units import Side, Sides, letters_of, without_label
from tracker.model.comparison import SectionLink

RENAMED_TITLE, RENAMED_TEXT = 0.55, 0.25
"""A section whose title has changed is still the same where the titles are so alike (share of their letters in
common), or where so much of the shorter one's text went into the other. In twelve pairs of National Security
Strategies, five of the six sections that are below both were of different things."""


def section_links(sides: Sides, alignment: Alignment) -> tuple[SectionLink, ...]:
    """One link per section with a heading, in the order of the new outline; removed ones follow at their old place."""
    old_sections, new_sections = sides.old.document.sections, sides.new.document.sections
    shared = _shared_text(sides, alignment)
    partner: dict[int, tuple[int, bool]] = {}
    for number, other in alignment.sections:
        title, new_title = old_sections[number].title, new_sections[other].title
        kept = same_wording(title, new_title)
        if kept or shared.get((number, other), 0.0) >= RENAMED_TEXT or _alike(title, new_title) >= RENAMED_TITLE:
            partner[number] = other, kept
    taken = {other for other, _ in partner.values()}
    out: list[tuple[tuple[int, int, int], SectionLink]] = []
    place = -1
    for number, section in enumerate(old_sections):
        if number in partner:
            place, kept = partner[number]
            title = new_sections[place].title
            if section.title or title:
                kind: Literal["kept", "renamed"] = "kept" if kept else "renamed"
                link = SectionLink(section.number, new_sections[place].number, section.title, title, kind)
                out.append(((place, 0, number), link))
        elif section.title:
            out.append(((place, 1, number), SectionLink(section.number, None, section.title, "", "removed")))
    for number, section in enumerate(new_sections):
        if section.title and number not in taken:
            out.append(((number, 0, -1), SectionLink(None, section.number, "", section.title, "added")))
    return tuple(link for _, link in sorted(out, key=lambda pair: pair[0]))


def _alike(title: str, other: str) -> float:
    return Indel.normalized_similarity(*(letters_of(without_label(text)) for text in (title, other)))


def _shared_text(sides: Sides, alignment: Alignment) -> Mapping[tuple[int, int], float]:
    """`(old section, new section) → share of the shorter one's words in the links between them`."""
    old, new = sides.old.units, sides.new.units
    words: Counter[tuple[int, int]] = Counter()
    for link in alignment.links:
        if not old[link.old[0]].is_heading:
            words[old[link.old[0]].section, new[link.new[0]].section] += min(link.words(sides))
    sizes = _sizes(sides.old), _sizes(sides.new)
    return {(a, b): count / max(1, min(sizes[0][a], sizes[1][b])) for (a, b), count in words.items()}


def _sizes(side: Side) -> Counter[int]:
    """Words that stand directly under each section's heading."""
    sizes: Counter[int] = Counter()
    for unit in side.units:
        if not unit.is_heading:
            sizes[unit.section] += unit.size
    return sizes
