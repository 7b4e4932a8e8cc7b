"""Word-level edits: exact, readable, the same in both directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.compare.edits import edits_within, word_edits
from tracker.compare.significance import significance_of
from tracker.model.comparison import Edit

any_text = st.text(alphabet=st.sampled_from("ab Z3.,-’'\n\t(é中\u0301"), max_size=40)


@given(any_text, any_text)
def test_edits_spell_both_texts(old: str, new: str) -> None:
    edits = word_edits(old, new)
    assert "".join(edit.text for edit in edits if edit.op != "+") == old
    assert "".join(edit.text for edit in edits if edit.op != "-") == new
    assert all(edit.text for edit in edits)


@given(any_text, any_text)
def test_edits_mirror_each_other(old: str, new: str) -> None:
    flipped = {"=": "=", "-": "+", "+": "-"}
    backward = [(flipped[edit.op], edit.text) for edit in word_edits(new, old)]
    assert sorted(backward) == sorted((edit.op, edit.text) for edit in word_edits(old, new))


@given(any_text, any_text, st.data())
def test_edits_within_a_part_of_the_new_text_spell_that_part_and_a_piece_of_the_old(
    old: str, new: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(new)))
    end = data.draw(st.integers(start, len(new)))
    part, begins = edits_within(word_edits(old, new), start, end)
    assert "".join(edit.text for edit in part if edit.op != "-") == new[start:end]
    before = "".join(edit.text for edit in part if edit.op != "+")
    assert old[begins : begins + len(before)] == before or not before


@given(any_text, any_text.filter(bool), any_text.filter(bool))
def test_parts_that_make_up_the_new_text_share_the_whole_old_one(old: str, new: str, more: str) -> None:
    edits = word_edits(old, new + more)
    parts = [edits_within(edits, 0, len(new))[0], edits_within(edits, len(new), len(new) + len(more))[0]]
    assert "".join(edit.text for part in parts for edit in part if edit.op != "+") == old


READABLE = [
    pytest.param(
        "within 14 days must report",
        "within 30 days should report",
        "=within -14 +30 =days -must +should =report",
        id="an equal word between two swaps stays",
    ),
    pytest.param(
        "We must forge a bond.", "We will forge a bond.", "=We -must +will =forge a bond.", id="one modal, one swap"
    ),
    pytest.param("a threat.", "a threat; now", "=a threat -. +; now", id="punctuation is cut off the word"),
    pytest.param("no change", "no change", "=no change", id="equal texts are one run"),
    pytest.param("", "new", "+new", id="one side empty"),
]


@pytest.mark.parametrize(("old", "new", "expected"), READABLE)
def test_edits_read_well(old: str, new: str, expected: str) -> None:
    shown = " ".join(f"{edit.op}{edit.text.strip()}" for edit in word_edits(old, new))
    assert shown == expected


EDITORIAL = [
    pytest.param("defence programme", "defense program", id="spelling"),
    pytest.param("We organise talks.", "We organize talks", id="spelling and a full stop"),
    pytest.param("weapons of mass destruction spread", "WMD spread", id="abbreviation"),
    pytest.param("The Alliance; and", "the alliance, and", id="case and punctuation"),
    pytest.param("3. Deter attacks", "4. Deter attacks", id="numbering"),
    pytest.param("We focussed on the Gulf.", "We focused on the Gulf.", id="a letter doubled"),
    pytest.param("the Council (GCC) met", "the Council met", id="an abbreviation in brackets"),
    pytest.param("weapons of mass destruction (WMD)", "weapons of mass destruction", id="an abbreviation of a phrase"),
    pytest.param("to sell, and (3) to buy", "to sell, and to buy", id="the number of one item in brackets"),
    pytest.param("(1) ships and (2) planes", "ships and planes", id="numbers of items in brackets"),
    pytest.param("the thr eat", "the threat", id="spacing"),
    pytest.param("своё решение ещё", "свое решение еще", id="letters written in two ways"),
    pytest.param("می\u200cشود تحدياً", "میشود تحديا", id="joiners and marks that are left out"),
    pytest.param("IRAK ve İRAN", "Irak ve İran", id="capitals of Turkish"),
    pytest.param("（三）加强合作；", "（二）加强合作。", id="numbering with characters"),
    pytest.param("③ 대화를 재개한다.", "② 대화를 재개한다.", id="circled numbers"),
    pytest.param("第五条 本战略自发布之日起施行。", "第六条 本战略自发布之日起施行。", id="articles"),
    pytest.param("б) развитие", "в) развитие", id="letters of another script"),
    pytest.param("対ＧＤＰ比１％，", "対GDP比1%、", id="width"),
    pytest.param("new capabi Iities wi11 count", "new capabilities will count", id="what a scan misread"),
    pytest.param("their fr edom is s~rong still", "their freedom is strong still", id="what a scan lost"),
    pytest.param("Trade and the Law: In the end, it pays.", "In the end, it pays.", id="a heading before the text"),
    pytest.param("On that day it ends.", "The Treaty of Rome On that day it ends.", id="a heading without a colon"),
    pytest.param("The Sea and the Land The sea is wide.", "The sea is wide.", id="a heading that begins as the text"),
]
SUBSTANTIVE = [
    pytest.param("3.5 percent", "35 percent", id="a decimal point"),
    pytest.param("5 of GDP", "5% of GDP", id="a per cent sign"),
    pytest.param("will fail", "will fall", id="a small i that is an l"),
    pytest.param("10 ships", "11 ships", id="another digit"),
    pytest.param("will deploy", "will not deploy", id="negation"),
    pytest.param("विदेश नीति", "विदेश नीता", id="vowel signs"),
    pytest.param("2 개국과", "3 개국과", id="a number that is no label"),
    pytest.param("we go on a ship", "we go on by ship", id="another word of two letters"),
    pytest.param("The talks go on.", "With the Allies The talks go on, at last.", id="a heading and more"),
    pytest.param("The talks go on.", "In time, The talks go on.", id="what a comma ends is no heading"),
    pytest.param("NATO will act.", "Northern NATO will act.", id="a name before a name"),
    pytest.param("No US ships will go.", "US ships will go.", id="a word before a name that reads like a small word"),
    pytest.param("Ending The War", "The War", id="a heading by itself"),
    pytest.param("our allies (NATO) met", "our allies met", id="a name in brackets"),
    pytest.param("the permanent members (5) met", "the permanent members met", id="a figure in brackets"),
    pytest.param("are we safer", "are we safe?", id="a question mark in the place of a letter"),
    pytest.param("the Council (of Rome) met", "the Council met", id="words in brackets"),
    pytest.param("an ally", "allies", id="another word form that is no spelling"),
    pytest.param("", "anything", id="one side empty"),
]


@pytest.mark.parametrize(("old", "new"), EDITORIAL)
def test_editorial(old: str, new: str) -> None:
    assert significance_of(old, new, word_edits(old, new)) == "editorial"


@pytest.mark.parametrize(("old", "new"), SUBSTANTIVE)
def test_substantive(old: str, new: str) -> None:
    assert significance_of(old, new, word_edits(old, new)) == "substantive"


def test_equal_texts_have_no_significance() -> None:
    assert significance_of("same", "same", (Edit("=", "same"),)) == "none"
