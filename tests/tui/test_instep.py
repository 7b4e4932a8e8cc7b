"""What stands beside what in the full text."""

from __future__ import annotations

from tests.compare.making import compared, document, small_codebook
from tracker.tui.instep import in_step, items_of

SHIPS = "Our ports trade with every coast, and the ships that call at them grow in number from one year to the next."
SCHOOLS = "Schools teach what a valley needs, and whoever wants to learn a trade finds a place there and a teacher."


def test_headings_of_sections_that_correspond_stand_beside_each_other() -> None:
    found = compared(document(["# Ports", SHIPS]), document(["# II. PORTS", SCHOOLS]), small_codebook())
    old, new = items_of(found.old.document), items_of(found.new.document)
    assert [(old[link.old[0]].text, new[link.new[0]].text) for link in in_step(found, old, new)] == [
        ("Ports", "II. PORTS")
    ]
