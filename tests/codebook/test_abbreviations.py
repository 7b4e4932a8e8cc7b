"""Abbreviations that a text defines count for the theme of their long form, from there on."""

from __future__ import annotations

import pytest

from tests.codebook.making import codebook, document, tags_of
from tracker.codebook.abbreviations import definitions
from tracker.codebook.tag import tag_document

DEFINES = [
    pytest.param(
        "the Democratic People's Republic of Korea (DPRK) is",
        "DPRK",
        "Democratic People's Republic of Korea",
        id="long-short",
    ),
    pytest.param(
        "the DPRK (Democratic People’s Republic of Korea) is",
        "DPRK",
        "Democratic People’s Republic of Korea",
        id="short-long",
    ),
    pytest.param("weapons of mass destruction (WMD)", "WMD", "weapons of mass destruction", id="small-words"),
    pytest.param(
        "an intercontinental ballistic missile (ICBM)",
        "ICBM",
        "intercontinental ballistic missile",
        id="letter-from-inside",
    ),
    pytest.param("the Combined Forces Command (“CFC”)", "CFC", "Combined Forces Command", id="quoted"),
    pytest.param("Surface-to-Air Missiles (SAMs)", "SAM", "Surface-to-Air Missiles", id="plural"),
]

DEFINES_NOTHING = [
    pytest.param("the alliance (NATO) and", id="initials-differ"),
    pytest.param("in the spring (March 2003)", id="date"),
    pytest.param("Table (A)", id="one-letter"),
]


@pytest.mark.parametrize(("text", "short", "long"), DEFINES)
def test_defined(text: str, short: str, long: str) -> None:
    assert [(one.short, one.long) for one in definitions(document(text))] == [(short, long)]


@pytest.mark.parametrize("text", DEFINES_NOTHING)
def test_not_defined(text: str) -> None:
    assert definitions(document(text)) == ()


def test_counts_from_its_definition_on() -> None:
    tagged = tag_document(
        document(
            "The DPRK is not known yet.",
            "The Democratic People's Republic of Korea (DPRK) tests missiles.",
            "The DPRK goes on.",
            "The dprk in small letters does not.",
        ),
        codebook(),
    )
    assert ["korea" in tags_of(tagged, index) for index in range(4)] == [False, True, True, False]


def test_a_long_form_that_ends_with_a_name_is_enough() -> None:
    tagged = tag_document(document("The Bank of Korea (BOK) acts.", "The BOK acts again."), codebook())
    assert "korea" in tags_of(tagged, 1)


def test_a_long_form_that_merely_holds_a_name_is_not() -> None:
    text = "The Joint European Korea Economic Research Board (JEKERB) met."
    tagged = tag_document(document(text, "The JEKERB met again."), codebook())
    assert tags_of(tagged, 1) == {}
