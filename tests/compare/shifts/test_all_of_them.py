"""What holds for all shifts of a comparison: their quotes, their ranks, and the mirror image."""

from __future__ import annotations

from tests.compare.making import compared, document, starter_codebook
from tests.compare.shifts.making import comparison
from tracker.model.comparison import Shift


def test_quotes_are_exact_and_short() -> None:
    long = (
        "We will work with Russia, " + ", ".join(f"with partner number {n}" for n in range(40)) + ", and with Ukraine."
    )
    found = comparison(long, long.replace("We will", "We may"))
    assert found.shifts
    for shift in found.shifts:
        for quote, side in ((shift.old, found.old), (shift.new, found.new)):
            if quote:
                assert len(quote.quote.split()) <= 60
                assert any(quote.quote in passage.text for passage in side.document.passages)


def test_themes_take_turns() -> None:
    new = [f"China is building port number {word} in the far seas." for word in ("one", "two", "three", "four", "five")]
    new.append("Iran is testing a rocket in the desert.")
    found = compared(document(["Rain fell."]), document(["Rain fell.", *new]), starter_codebook()).shifts
    themes = [shift.theme for shift in found]
    assert "iran" in themes[:2]
    assert [shift.rank for shift in found] == list(range(1, len(found) + 1))
    assert list(found) == sorted(found, key=lambda shift: -shift.score)


def test_comparing_the_other_way_round_gives_the_mirror_image() -> None:
    mirrored = {"introduction": "omission", "omission": "introduction"}
    old = ["Russia is an acute threat.", "China and we work together on trade.", "Iran funds militias abroad."]
    new = [
        "Russia is a persistent threat to its neighbours.",
        "China steals our technology.",
        "North Korea tests rockets.",
    ]
    codebook = starter_codebook()
    there = compared(document(old), document(new), codebook).shifts
    back = compared(document(new), document(old), codebook).shifts

    def told(shift: Shift) -> tuple[str, str, str | None, str | None]:
        texts = (shift.old.quote if shift.old else None, shift.new.quote if shift.new else None)
        return (shift.theme, shift.kind, *texts)

    assert {told(shift) for shift in there} == {
        (theme, mirrored.get(kind, kind), old, new) for theme, kind, new, old in map(told, back)
    }
