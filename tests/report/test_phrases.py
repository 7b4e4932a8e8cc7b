"""Plain words for terms, dates and numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from tracker.model.comparison import ChangeKind, Quote, Regime, ShiftKind
from tracker.report.phrases import (
    bar,
    cautions,
    change_phrase,
    count,
    kind_phrase,
    percent,
    places,
    plain_date,
    quotation,
    rate,
    regime_sentence,
    shift_phrase,
    side_labels,
    version_label,
    watched,
)

from .sample import COMPARISON
from .sample_texts import OLD


def test_every_kind_has_a_phrase() -> None:
    assert all(kind_phrase(kind, "2019", "2024") for kind in get_args(ShiftKind))
    assert all(change_phrase(kind) for kind in get_args(ChangeKind))
    assert kind_phrase("omission", "2019", "2024") == "not found in 2024"


def test_a_rule_that_tells_more_than_its_kind_has_the_word() -> None:
    shift = replace(COMPARISON.shifts[0], kind="modality", rule="modality.ladder")
    assert shift_phrase(shift, "2019", "2024") == "promised more or less firmly"
    assert shift_phrase(replace(shift, rule="modality.condition"), "2019", "2024") == "a condition changes"


def test_dots_stand_where_the_sentence_of_a_quotation_goes_on() -> None:
    whole = Quote("We defend the League", "§1 ¶1 s1")
    assert quotation(whole) == "“We defend the League”"
    assert quotation(replace(whole, cut=(False, True))) == "“We defend the League…”"
    assert quotation(replace(whole, cut=(True, True))) == "“…We defend the League…”"


def test_of_the_watch_list_what_neither_has_is_counted() -> None:
    row = COMPARISON.ledger.watch[0]
    none = replace(row, old=0, new=0)
    assert watched([row]) == ((row,), "")
    assert watched([row, none, none]) == ((row,), "2 further words of the watch list stand in neither version.")
    assert watched([none]) == ((), "1 word of the watch list stands in neither version.")


@pytest.mark.parametrize(
    ("regime", "sentence"),
    [
        (Regime("rewrite", 0.03), "A rewrite: 3% of the words stand in sentences carried over."),
        (Regime("rewrite", 0.0), "A rewrite: none of the words stand in sentences carried over."),
        (Regime("revision", 0.78), "A revision: 78% of the words stand in sentences carried over or reworded."),
        (Regime("revision", 1.0), "A revision: all of the words stand in sentences carried over or reworded."),
    ],
)
def test_regime(regime: Regime, sentence: str) -> None:
    assert regime_sentence(regime) == sentence


@pytest.mark.parametrize(
    ("date", "plain"),
    [
        ("2022-10-27", "27 October 2022"),
        ("2022-10", "October 2022"),
        ("2022", "2022"),
        (None, "date unknown"),
        ("2022-13-01", "2022-13-01"),
        ("soon", "soon"),
    ],
)
def test_dates(date: str | None, plain: str) -> None:
    assert plain_date(date) == plain


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0%"), (0.004, "<1%"), (0.034, "3%"), (0.994, "99%"), (0.997, ">99%"), (1, "100%")]
)
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (0.04, "0.0"), (9.94, "9.9"), (9.96, "10"), (1234.5, "1,234")])
def test_rate(value: float, text: str) -> None:
    assert rate(value) == text


def test_counts() -> None:
    assert [count(number, "passage") for number in (0, 1, 1204)] == ["0 passages", "1 passage", "1,204 passages"]


def test_bars() -> None:
    assert [bar(share, 0.5) for share in (0, 0.001, 0.25, 0.5)] == ["", "▏", "████", "████████"]
    assert bar(0.3, 0) == "▏"


@pytest.mark.parametrize(
    ("id", "label"),
    [
        ("us-nds@2022", "2022"),
        ("1998.txt", "1998"),
        ("in/a folder/M-22-09.draft.pdf", "M-22-09.draft"),
        ("-", "-"),
        ("name", "name"),
        ("No. 5 of the series", "No. 5 of the series"),
    ],
)
def test_labels(id: str, label: str) -> None:
    assert version_label(replace(OLD.document, id=id)) == label


def test_equal_labels_become_old_and_new() -> None:
    same = replace(COMPARISON, new=COMPARISON.old)
    assert side_labels(same) == ("old", "new")


def test_neighbouring_passages_are_one_place() -> None:
    passages = OLD.document.passages
    assert places(passages[:1]) == "§1 ¶1, p. 3"
    assert places(passages[:3]) == "§1 ¶1–3, pp. 3–4"
    assert places((passages[0], passages[2], passages[3])) == "§1 ¶1, p. 3; §1 ¶3, p. 4; §2 ¶1, p. 5"


def test_what_holds_for_both_is_said_once() -> None:
    notice = COMPARISON.new.document.notices[0]
    old = replace(COMPARISON.old, document=replace(COMPARISON.old.document, notices=(notice,)))
    assert cautions(replace(COMPARISON, old=old, warnings=()), "a", "b") == (f"Both versions: {notice}",)
