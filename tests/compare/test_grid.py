"""Which themes a change stands under."""

from __future__ import annotations

from tests.compare.making import compared, document, small_codebook
from tracker.model.comparison import Change

FIRST = "Many states have the will to threaten their neighbours with nuclear arms and by other means."
SECOND = "They improve what they have, in some cases over long distances, and hide what they do from inspectors."
DROPPED = "North Korea keeps its forces close to the border."


def changes(old: list[str], new: list[str]) -> tuple[Change, ...]:
    return compared(document(old, name="old"), document(new, name="new"), small_codebook()).changes


def test_what_a_passage_that_goes_on_has_lost_of_a_theme_is_gone_under_that_theme() -> None:
    whole, rest = f"{FIRST} {SECOND} {DROPPED}", f"{FIRST} {SECOND}"
    for old, new, kind in ((whole, rest, "removed"), (rest, whole, "added")):
        found = {change.kind: change for change in changes([old], [new])}
        assert set(found) == {"kept", kind}
        assert found[kind].themes == ("korea",)
        assert "nuclear" in found["kept"].themes
        assert [edit.text for edit in found[kind].edits] == [DROPPED]


def test_what_it_has_lost_of_a_theme_that_both_are_about_stays_with_it() -> None:
    old = f"{FIRST} {SECOND} {DROPPED} South Korea has its own."
    new = f"{FIRST} {SECOND} {DROPPED}"
    assert [change.kind for change in changes([old], [new])] == ["reworded"]
