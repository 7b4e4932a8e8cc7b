"""What `explain` says of a change and of a shift, read from the comparison alone."""

from __future__ import annotations

import pytest

from tests.compare.making import compared, document, starter_codebook
from tracker.compare.explain import explain
from tracker.errors import UsageError
from tracker.model.comparison import Comparison


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    old = document(["Rain fell.", "Russia is an acute threat."], name="old")
    new = document(["Rain fell.", "Russia is a persistent but manageable threat to its neighbours."], name="new")
    return compared(old, new, starter_codebook())


def test_a_shift_with_rule_quotes_and_evidence(comparison: Comparison) -> None:
    shift = comparison.shifts[0]
    lines = "\n".join(explain(comparison, shift.id))
    for part in (
        shift.rule,
        shift.why,
        "Russia is an acute threat.",
        "about russia",
        "“Russia”",
        f"rank   {shift.rank}",
    ):
        assert part in lines


def test_a_change_with_score_and_beads(comparison: Comparison) -> None:
    assert comparison.changes
    for change in comparison.changes:
        lines = "\n".join(explain(comparison, change.id))
        assert change.why in lines
        assert f"{change.score:.2f}" in lines


@pytest.mark.parametrize("id", ["", "c-", "s-zzz", "nonsense"])
def test_what_is_no_id_is_refused(comparison: Comparison, id: str) -> None:
    with pytest.raises(UsageError):
        explain(comparison, id)


def test_a_beginning_is_enough(comparison: Comparison) -> None:
    id = comparison.shifts[0].id
    assert explain(comparison, id[:8]) == explain(comparison, id)
