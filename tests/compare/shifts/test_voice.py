"""The publisher's own voice."""

from __future__ import annotations

import pytest

from tests.compare.making import compared, document
from tracker.codebook.load import load_codebook
from tracker.compare.shifts.voice import Voice


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("The United Kingdom will also defend the Gulf.", "will"),
        ("We seek a settlement that others will accept.", "seek"),
        ("The U.K. must pay.", "must"),
        ("France will defend the Gulf.", None),
        ("Western powers will defend the Gulf.", None),
    ],
)
def test_modals_are_those_of_the_publisher(text: str, rung: str | None) -> None:
    assert Voice(["the United Kingdom", "U.K."]).strongest_modal(text) == rung


CODEBOOK = """\
schema: tracker.codebook/1
id: kingdom
themes:
  iran:
    title: Iran
    actor: true
    terms: [Iran]
"""


def test_another_publisher_says_so_in_its_codebook() -> None:
    texts = (
        "The Kingdom must free the prisoners that Iran holds in its jails.",
        "Whoever sits in the jails of Iran, the Kingdom may help the families of prisoners with advice and money.",
    )
    sides = [document(["Rain fell on the plain.", text]) for text in texts]
    rules = [
        {shift.rule for shift in compared(*sides, load_codebook(CODEBOOK + voice, source="kingdom")).shifts}
        for voice in ("", "voice: [the Kingdom]\n")
    ]
    assert "modality.ladder" not in rules[0]
    assert "modality.ladder" in rules[1]
