"""What a sentence says an actor is, in the words in which it says so."""

from __future__ import annotations

import pytest

from tracker.compare.shifts.predicates import said_to_be


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("North Korea is an acute threat to us.", "an acute threat"),
        ("NORTH KOREA REMAINS AN ACUTE THREAT.", "AN ACUTE THREAT"),
        # In lower case this İ is two characters: what stands behind it must not be cut elsewhere.
        ("North Korea, Haber İstanbul says, is An Acute Threat.", "An Acute Threat"),
        ("North Korea is a rogue regime that builds rockets.", "a rogue regime"),
        ("North Korea is far away.", None),
    ],
)
def test_the_phrase_stands_as_it_is_written(text: str, phrase: str | None) -> None:
    assert said_to_be(text, [0]) == phrase


def test_the_phrase_belongs_to_an_actor_named_shortly_before() -> None:
    text = "The sea is a danger, and so is North Korea."
    assert said_to_be(text, [text.index("North Korea")]) is None
    assert said_to_be(text, [0]) == "a danger"
