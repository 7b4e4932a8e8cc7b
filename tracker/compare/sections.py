"""Which section of the old outline became which of the new one."""

from __future__ import annotations

from typing import Literal

from tracker.compare.alignment import Alignment
from tracker.compare.units import Sides
from tracker.model.comparison import SectionLink


def section_links(sides: Sides, alignment: Alignment) -> tuple[SectionLink, ...]:
    """One link per section with a heading, in the order of the new outline; removed ones follow at their old place."""
    old_sections, new_sections = sides.old.document.sections, sides.new.document.sections
    partner = dict(alignment.sections)
    taken = set(partner.values())
    out: list[tuple[tuple[int, int, int], SectionLink]] = []
    place = -1
    for number, section in enumerate(old_sections):
        other = partner.get(number)
        if other is not None:
            place = other
            title = new_sections[other].title
            if section.title or title:
                kind: Literal["kept", "renamed"] = "kept" if section.title == title else "renamed"
                link = SectionLink(section.number, new_sections[other].number, section.title, title, kind)
                out.append(((other, 0, number), link))
        elif section.title:
            out.append(((place, 1, number), SectionLink(section.number, None, section.title, "", "removed")))
    for number, section in enumerate(new_sections):
        if section.title and number not in taken:
            out.append(((number, 0, -1), SectionLink(None, section.number, "", section.title, "added")))
    return tuple(link for _, link in sorted(out, key=lambda pair: pair[0]))
