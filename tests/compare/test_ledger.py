"""The vocabulary ledger."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from tests.compare.making import compared, document, small_codebook, starter_codebook
from tracker.compare.ledger import keyness
from tracker.model.theme import Alias


def test_keyness_is_the_log_likelihood_of_rayson_and_garside() -> None:
    # 10 in 1,000 words against 30 in 1,000: expected 20 each.
    expected = 2 * (10 * math.log(10 / 20) + 30 * math.log(30 / 20))
    assert keyness(10, 30, 1000, 1000) == pytest.approx(expected, abs=0.005)
    assert keyness(5, 5, 1000, 1000) == 0
    assert keyness(0, 0, 0, 10) == 0


OLD = ["We face climate change. Climate change is real.", "Allies matter in 2022. China matters in May."] * 2
NEW = ["Warfighters win wars.", "Allies matter in 2026. A golden dome protects the homeland."] * 3


def test_phrases_stand_for_their_words_and_numbers_and_dates_are_left_out() -> None:
    ledger = compared(document(OLD), document(NEW), small_codebook()).ledger
    dropped = {row.term: (row.old, row.new) for row in ledger.dropped}
    new = {row.term: (row.old, row.new) for row in ledger.new}
    assert dropped["climate change"] == (4, 0)
    assert "climate" not in dropped
    assert new["golden dome protects"] == (0, 3) or new["golden dome"] == (0, 3)
    assert not any(term.isdigit() or term == "may" for term in {*dropped, *new})


def test_runs_of_characters_stand_for_words_where_no_blanks_do() -> None:
    old = ["我们推动构建人类命运共同体。", "人类命运共同体是目标。", "坚持人类命运共同体。"]
    new = ["中方提出全球安全倡议。", "全球安全倡议符合各国利益。", "落实全球安全倡议。"]
    ledger = compared(*(replace(document(text), language="zh") for text in (old, new)), small_codebook()).ledger
    assert [row.term for row in ledger.dropped] == ["人类命运共同体"]
    assert [row.term for row in ledger.new] == ["全球安全倡议"]


def test_inflected_forms_and_aliases_count_as_one() -> None:
    old = ["The People's Republic of China builds missiles."] * 3
    new = ["The PRC builds a missile."] * 3
    ledger = compared(document(old), document(new), starter_codebook()).ledger
    assert not {row.term for row in (*ledger.new, *ledger.dropped)} & {"PRC", "missile", "missiles"}


@pytest.mark.parametrize(
    ("language", "sentence", "telling"),
    [
        pytest.param("ru", "Для порта и для его складов также строится причал.", "причал", id="Russian"),
        pytest.param("fa", "این بندر برای کشور است و می‌شود.", "بندر", id="Persian"),
        pytest.param("ar", "على الميناء أن يعمل على هذا.", "الميناء", id="Arabic"),
        pytest.param("ko", "항만을 위해 그리고 우리 모든 것을 위한 항만을", "항만을", id="Korean"),
    ],
)
def test_small_words_of_other_languages_are_no_rows(language: str, sentence: str, telling: str) -> None:
    old, new = (replace(document([text] * 3), language=language) for text in ("1.", sentence))
    words = {word for row in compared(old, new, small_codebook()).ledger.new for word in row.term.split()}
    assert telling in words
    assert not words & {
        "для",
        "и",
        "также",
        "این",
        "برای",
        "است",
        "و",
        "می‌شود",
        "على",
        "أن",
        "هذا",
        "위해",
        "그리고",
        "모든",
    }


def test_aliases_stand_between_characters_and_letters() -> None:
    codebook = replace(small_codebook(), aliases=(Alias("国内生产总值", ("GDP", "生产总值")),))
    old = ["国防费占国内生产总值的比重。", "比重按国内生产总值计算。"]
    new = ["国防费占GDP的比重。", "比重按生产总值计算。"]
    ledger = compared(*(replace(document(text), language="zh") for text in (old, new)), codebook).ledger
    assert not {row.term for row in (*ledger.new, *ledger.dropped)} & {"gdp", "GDP", "生产总值", "国内生产总值"}


def test_watched_phrases_are_counted_even_when_absent() -> None:
    ledger = compared(document(["We deter."]), document(["We trade."]), small_codebook()).ledger
    assert [(row.term, row.old, row.new) for row in ledger.watch] == [("deter", 1, 0)]
