"""Verdicts and notes in the outputs: where they belong, in sum, made harmless; nothing unless asked for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.report.sample import COMPARISON
from tests.report.sample_texts import PROVENANCE
from tracker.model.comparison import Comparison
from tracker.model.review import Anchor, Judgement, Repairing, Retagging
from tracker.report.json import comparison_json
from tracker.report.markdown import changelog_markdown
from tracker.report.terminal import comparison_text
from tracker.report.verdicts import NO_VERDICTS, Verdicts

NOTE = "Not [sic] | \x1b[2Jthat *bold*"
SHIFTS = COMPARISON.shifts
CHANGES = [change for change in COMPARISON.changes if change.kind in ("reworded", "added", "removed")]
GONE = Judgement("shift", "s-gone", "naming", None, Anchor("words of old"), None, "accepted", "kept all the same")


def _judged() -> Verdicts:
    on_shifts = zip(SHIFTS, ("accepted", "rejected", "flagged", None), strict=False)
    judgements = [
        Judgement("shift", shift.id, shift.kind, shift.theme, None, None, verdict, NOTE if verdict is None else "")
        for shift, verdict in on_shifts
    ] + [Judgement("change", change.id, change.kind, None, None, None, "accepted", NOTE) for change in CHANGES]
    return Verdicts({item.id: item for item in judgements}, repaired=1, retagged=2, orphans=(GONE,))


def _text(comparison: Comparison, verdicts: Verdicts) -> str:
    return comparison_text(comparison, width=100, colour=False, verdicts=verdicts)


def _markdown(comparison: Comparison, verdicts: Verdicts) -> str:
    return changelog_markdown(comparison, provenance=PROVENANCE, verdicts=verdicts)


def test_the_sample_has_what_is_needed_here() -> None:
    assert len(SHIFTS) >= 4
    assert {change.kind for change in CHANGES} == {"reworded", "added", "removed"}


def test_a_sentence_sums_them_up() -> None:
    number = 1 + len(CHANGES)
    assert _judged().summary() == (
        f"Reviewed: {number} accepted, 1 rejected, 1 flagged, 1 noted, 1 pairing put right, "
        "2 passages given other themes, 1 entry without a place in these texts."
    )
    assert NO_VERDICTS.summary() == "Nothing is reviewed yet."


def test_every_verdict_stands_in_the_changelog_with_its_words() -> None:
    written = _markdown(COMPARISON, _judged())
    section = written.split("## Review\n")[1].split("\n## ")[0]
    signs = [line.split(" ")[1] for line in section.splitlines() if line[:1].isdigit()]
    assert signs == ["✓", "✗", "!", "…", *["✓"] * len(CHANGES)]
    assert "words of old" in section
    assert "kept all the same" in section
    for change in CHANGES:
        body = written.split("## Headline shifts")[1]
        assert body.count("✓ *accepted: Not") >= len(CHANGES), change.kind
    assert "\x1b" not in written
    assert "that *bold*" not in written


@pytest.mark.parametrize("write", [_text, _markdown], ids=["terminal", "markdown"])
def test_a_rejected_shift_is_no_headline_and_still_told(write) -> None:  # type: ignore[no-untyped-def]
    alone = replace(COMPARISON, shifts=SHIFTS[1:2])
    written = write(alone, _judged())
    assert "No rule found a shift of policy." in written
    assert "✗" in written


def test_the_terminal_shows_sign_verdict_and_note() -> None:
    written = _text(COMPARISON, _judged())
    assert "  ✓ accepted\n" in written
    assert "  ! flagged\n" in written
    assert "noted: Not [sic] | " in written
    spelt_out = [change for change in CHANGES if change.significance != "editorial"]
    assert written.count("accepted: Not [sic]") == len(spelt_out)
    assert "? accepted on a naming shift (kept all the same): “words of old”" in written
    assert "\x1b" not in written


def test_json_tells_them_last() -> None:
    record = json.loads(comparison_json(COMPARISON, verdicts=_judged()))
    assert list(record)[-1] == "review"
    assert record["review"]["judgements"][3] == {"about": "shift", "id": SHIFTS[3].id, "verdict": None, "note": NOTE}
    assert len(record["review"]["orphans"]) == 1


def test_nobody_asked_nothing_is_said() -> None:
    assert "## Review" not in _markdown(COMPARISON, NO_VERDICTS)
    assert "review" not in json.loads(comparison_json(COMPARISON))


def test_what_has_no_place_is_one_line_each() -> None:
    lost = (
        Repairing("join", Anchor("one"), Anchor("other")),
        Retagging("new", Anchor("third"), ("china",), ("korea",)),
    )
    written = _text(COMPARISON, Verdicts(orphans=lost))
    assert "? join: “one” with “other”" in written
    assert "? tags +china, -korea on the new side: “third”" in written
