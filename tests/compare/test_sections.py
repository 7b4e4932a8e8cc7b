"""What became of the sections of an outline."""

from __future__ import annotations

from dataclasses import replace

from tests.compare.making import compared, document, small_codebook
from tracker.compare.alignment import aligned
from tracker.compare.sections import section_links
from tracker.compare.units import prepare
from tracker.model.comparison import SectionLink

TEXT = "Our ports trade with every coast, and the ships that call at them grow in number from one year to the next."
OTHER = "Schools teach the trades that a valley needs, and whoever wants to learn one finds a teacher there."


def links(old: list[str], new: list[str]) -> list[tuple[str, str, str]]:
    found: tuple[SectionLink, ...] = compared(document(old), document(new), small_codebook()).sections
    return [(link.kind, link.old_title, link.new_title) for link in found if link.old_title or link.new_title]


def test_capitals_and_numbers_rename_nothing() -> None:
    assert links(["# II. Ports and trade", TEXT], ["# III. PORTS AND TRADE", TEXT]) == [
        ("kept", "II. Ports and trade", "III. PORTS AND TRADE")
    ]


def test_a_section_that_keeps_its_text_or_most_of_its_title_is_renamed() -> None:
    assert links(["# Harbours", TEXT], ["# Where ships call", TEXT]) == [("renamed", "Harbours", "Where ships call")]
    assert links(["# Fighting the drug trade", TEXT], ["# The drug trade", OTHER]) == [
        ("renamed", "Fighting the drug trade", "The drug trade")
    ]


def test_sections_alike_in_neither_title_nor_text_are_gone_and_new() -> None:
    sides = prepare(document(["# Trends in weaponry", TEXT]), document(["# Regional trends", OTHER]), str)
    paired = replace(aligned(sides), sections=((0, 0),))
    assert [link.kind for link in section_links(sides, paired)] == ["removed", "added"]
