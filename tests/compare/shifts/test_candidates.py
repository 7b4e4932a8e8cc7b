"""Which sentences are read as shifts, and with what."""

from __future__ import annotations

import pytest

from tests.compare.making import compared, document, starter_codebook
from tests.compare.shifts.making import shifts
from tracker.document.parse import parse_document


def test_a_scrap_of_the_other_sentence_is_no_wording_of_it() -> None:
    old = "We will help to confirm the central role of trade in the post. Cold War China."
    new = "We will help to support the central role of trade in the post-Cold War China while keeping the peace at sea."
    found = shifts(old, new)
    assert found
    for side in (side for shift in found for side in (shift.old, shift.new) if side):
        assert any(map(str.isalnum, side.quote)), found


def test_what_stands_in_a_sentence_that_was_parted_is_not_called_new() -> None:
    old = (
        "We refuse to let repression cloak itself in moral relativism, for democracy and human rights in China are not "
        "occidental yearnings; they are universal yearnings and universal norms."
    )
    new = (
        "Nor do we accept repression cloaked in moral relativism. Democracy and human rights are universal yearnings "
        "and universal norms, just as powerful in China as elsewhere."
    )
    for sides in ((old, new), (new, old)):
        assert shifts(*sides) == ()


def test_a_sentence_without_an_answer_is_introduced_or_not_found() -> None:
    lone = "China seeks to dominate the seas around Taiwan by force."
    introduced = [shift for shift in shifts("Rain fell.", lone) if shift.theme == "china"]
    gone = [shift for shift in shifts(lone, "Rain fell.") if shift.theme == "china"]
    assert [shift.kind for shift in introduced] == ["introduction"]
    assert [shift.kind for shift in gone] == ["omission"]
    assert gone[0].why.startswith("Not found")


def test_what_is_said_of_a_part_of_an_actor_is_said_of_the_actor() -> None:
    found = shifts("Rain fell.", "We are carrying out the Taiwan Relations Act in full.")
    assert [(shift.theme, shift.kind) for shift in found if shift.theme == "china"] == [("china", "introduction")]


def test_what_a_part_of_an_actor_is_is_not_what_the_actor_is() -> None:
    found = shifts("China is an acute threat.", "Taiwan is a vital partner.")
    assert "characterisation.predicate" not in {shift.rule for shift in found if shift.theme == "china"}


_RAIN = " Rain fell on the fields."
BESIDE = {
    "on nothing else, where a third of the passage is": ("Refugees", "paint eighty houses", _RAIN, True),
    "on another theme, where half of it is": ("Refugees", "keep malware out of eighty houses", "", True),
    "on another theme, where a third of it is": ("Refugees", "keep malware out of eighty houses", _RAIN, False),
    "on another theme, where a third of it is on an actor": (
        "Beijing",
        "keep malware out of eighty houses",
        _RAIN,
        True,
    ),
    "on another actor, where a third of it is on one": ("Beijing", "see Moscow paint eighty houses", _RAIN, False),
}


@pytest.mark.parametrize(("who", "what", "more", "read"), BESIDE.values(), ids=BESIDE)
def test_a_sentence_beside_one_on_the_theme_is_read(who: str, what: str, more: str, read: bool) -> None:
    old = f"{who} met by the river. We will {what} for the sake of the people in the ports of the north.{more}"
    found = shifts(old, old.replace("eighty houses", "ninety cabins"))
    assert bool([shift for shift in found if shift.theme in ("china", "migration")]) == read


def test_a_lead_in_is_no_shift() -> None:
    text = "Trade: Work with the government of China to\n\n- open the ports;\n- close the mines.\n"
    new = parse_document(text, id="new", title="new", language="en")
    found = compared(document(["Rain fell."]), new, starter_codebook()).shifts
    assert not [shift for shift in found if shift.new and shift.new.quote.endswith(" to")]


def test_a_reference_is_no_shift() -> None:
    old, new = "Rain fell.", "“Military Power of China,” https://example.org/library/power-of-china.pdf"
    assert not shifts(old, new)
    assert shifts(old, "Sales of power plants to China must be reported on https://example.org/sales.")


ILLS = (
    "China forges our coins",
    "smuggles drugs in every ocean",
    "jails those who speak",
    "and starves its own people",
)


def test_items_that_nothing_answers_are_quoted_together() -> None:
    long = "; ".join(
        [*ILLS, "while it sells arms to anyone who asks for them, at home and abroad, in war and in peace."]
    )
    found = [shift for shift in shifts("Rain fell.", long) if shift.theme == "china"]
    assert len(found) == 1
    assert found[0].new
    assert found[0].new.quote == long


def test_sentences_with_nothing_in_common_stay_two_shifts() -> None:
    found = shifts("China has signed a convention on fisheries.", "Xi Jinping parades hypersonic rockets in Beijing.")
    assert {(shift.old is None, shift.new is None) for shift in found if shift.theme == "china"} == {
        (True, False),
        (False, True),
    }


def test_leading_quotations_are_not_read() -> None:
    old = document(["Rain fell on the plain all day."], name="old")
    text = "> Digest of what China and Russia are said to threaten.\n\nRain fell on the plain all day.\n"
    new = parse_document(text, id="new", title="new", language="en")
    assert not compared(old, new, starter_codebook()).shifts


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("such as Russia and China, and with", "and with", "omission"),
        ("and with", "such as Russia and China, and with", "introduction"),
    ],
)
def test_an_actor_that_a_sentence_names_no_more_is_a_shift_of_it(old: str, new: str, kind: str) -> None:
    sentence = "We will continue to work with individual nations, {} institutions of many kinds, to combat persecution."
    found = [shift for shift in shifts(sentence.format(old), sentence.format(new)) if shift.theme == "china"]
    assert [(shift.kind, shift.rule) for shift in found] == [(kind, "presence.named")]
    assert "such as Russia and China" in found[0].why
    assert found[0].old
    assert found[0].new
