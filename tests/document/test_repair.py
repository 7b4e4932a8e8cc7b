"""The comparable form of a text: damage undone where the evidence is good."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.document.repair import repaired, vocabulary_of

NO_WORDS = vocabulary_of(())

WITHOUT_WORDS = {
    "curly quotes": ("“it’s”", '"it\'s"'),
    "long dash": ("strength—and peace", "strength - and peace"),
    "double hyphen": ("nation--our people", "nation - our people"),
    "dash between blanks": ("people – our way", "people - our way"),
    "years": ("2002–2015", "2002-2015"),
    "hard hyphen": ("long‑term", "long-term"),
    "ligature character": ("ﬁnancial", "financial"),
    "ligature split": ("confi dence and infl uence", "confidence and influence"),
    "split at the start": ("fi nancial", "financial"),
    "hard blank": ("10\u00a0percent", "10 percent"),
    "wide blanks": ("too   wide", "too wide"),
    "blank before punctuation": ("liberty , and peace .", "liberty, and peace."),
    "spaced initials": ("the U .S. and the U. S. Army", "the U.S. and the U.S. Army"),
    "lost blank after a stop": ("talents.Globally we lead", "talents. Globally we lead"),
    "lost blank after a comma": ("peace,Security", "peace, Security"),
    "note mark": ("policy.[^5] The", "policy. The"),
    "raised note": ("policy.⁵ The", "policy. The"),
    "glued note": ("policy.5 The", "policy. The"),
    "ellipsis": ("and so on…", "and so on..."),
}


@pytest.mark.parametrize(("text", "form"), WITHOUT_WORDS.values(), ids=WITHOUT_WORDS)
def test_changes(text: str, form: str) -> None:
    assert repaired(text, NO_WORDS) == form


LEAVES_ALONE = {
    "decimal": "It rose by 3.5 percent.",
    "year": "It began in 2015. The plan is done.",
    "wi-fi": "Wi-Fi is everywhere and Wi-fi networks too.",
    "staff": "The staff of the office set off to work.",
    "compound": "therefore, thereof and withstand",
    "hyphen": "long-term and U.S.-Japan",
    "abbreviation": "the U.S. and D.C. offices, e.g. here",
    "url": "https://www.example.gov/page",
}


@pytest.mark.parametrize("text", LEAVES_ALONE.values(), ids=LEAVES_ALONE)
def test_leaves_alone(text: str) -> None:
    assert repaired(text, NO_WORDS) == text


def test_words_of_the_documents_bear_out_a_repair() -> None:
    known = vocabulary_of(
        [
            "The military budget. Military power. A military base.",
            "An opportunity for growth, an opportunity lost, one opportunity more.",
            "Our mil itary power is an opportunityand a duty. We go in to it: into war, into peace.",
        ]
    )
    assert repaired("Our mil itary power is an opportunityand a duty.", known) == (
        "Our military power is an opportunity and a duty."
    )
    assert repaired("We go in to it.", known) == "We go in to it."


TEXTS = st.text(alphabet=st.sampled_from(list("abfilU.S ,;—–-“”’ﬁ\u00a0\u00ad123[^]\n…AG")), max_size=120)


@given(TEXTS)
def test_letters_are_never_lost(text: str) -> None:
    letters = "".join(char for char in text.replace("ﬁ", "fi") if char.isalpha())
    assert "".join(char for char in repaired(text, NO_WORDS) if char.isalpha()) == letters
