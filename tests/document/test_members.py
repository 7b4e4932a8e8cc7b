"""Enumerations in running text are read member by member."""

from __future__ import annotations

import pytest

from tracker.document.segment import split_sentences

TAKEN_APART = [
    pytest.param(
        "Our aims include: deterring attacks on allies; opening markets for workers; and ending pandemics.",
        (
            "Our aims include:",
            "deterring attacks on allies;",
            "opening markets for workers;",
            "and ending pandemics.",
        ),
        id="lead-in and three members",
    ),
    pytest.param(
        "It builds ships; it trains crews; it guards the coast. Allies help.",
        ("It builds ships;", "it trains crews;", "it guards the coast.", "Allies help."),
        id="without a lead-in",
    ),
]
LEFT_WHOLE = [
    pytest.param("We deter attacks; allies help.", id="one semicolon is no enumeration"),
    pytest.param("Three ports (Alba; Berga; Corda) stay open all year.", id="inside brackets"),
    pytest.param('He said "first; second; third" and left the room.', id="inside quotation marks"),
    pytest.param("Votes: yes; no; abstain.", id="members of one word"),
]


@pytest.mark.parametrize(("text", "members"), TAKEN_APART)
def test_enumerations_are_taken_apart(text: str, members: tuple[str, ...]) -> None:
    assert split_sentences(text) == members


@pytest.mark.parametrize("text", LEFT_WHOLE)
def test_other_sentences_are_left_whole(text: str) -> None:
    assert split_sentences(text) == (text,)
