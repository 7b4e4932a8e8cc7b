"""Enumerations in running text are read member by member."""

from __future__ import annotations

import pytest

from tests.document.making import split_sentences

LONG = (
    "deterring attacks on allies in both of the great oceans and beyond them;",
    "opening markets for workers, farmers and firms that have waited for years;",
    "and ending pandemics before they spread.",
)
TAKEN_APART = [
    pytest.param(
        f"Our aims include: {' '.join(LONG)} Allies help.",
        ("Our aims include:", *LONG, "Allies help."),
        id="lead-in and three members",
    ),
    pytest.param(" ".join(LONG), LONG, id="without a lead-in"),
]
FILLER = "as the law of the sea and the custom of all nations that trade across it have provided for centuries"
LEFT_WHOLE = [
    pytest.param("It builds ships; it trains crews; it guards the coast.", id="a short sentence"),
    pytest.param(f"We deter attacks on our friends {FILLER}; allies help us {FILLER}.", id="one semicolon"),
    pytest.param(f"Three ports (Alba; Berga; Corda) stay open all year {FILLER} and {FILLER}.", id="inside brackets"),
    pytest.param(f'He said "first; second; third" {FILLER} and {FILLER}.', id="inside quotation marks"),
    pytest.param(f"They voted, {FILLER} and {FILLER}: yes; no; abstain.", id="members of one word"),
]


@pytest.mark.parametrize(("text", "members"), TAKEN_APART)
def test_enumerations_are_taken_apart(text: str, members: tuple[str, ...]) -> None:
    assert split_sentences(text) == members


@pytest.mark.parametrize("text", LEFT_WHOLE)
def test_other_sentences_are_left_whole(text: str) -> None:
    assert split_sentences(text) == (text,)
