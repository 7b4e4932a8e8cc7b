"""Searching all versions: words are found however they are printed, and a limit that names nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.usecases.conftest import Add
from tracker.errors import UsageError
from tracker.usecases.search import parse_query, pattern_of, search

TEXT = "# Plan\n\nThe Department’s “whole‑of‑nation” effort – the World’s largest – goes on.\n"


@pytest.mark.parametrize(
    ("typed", "printed", "found"),
    [
        pytest.param("department's", "The Department’s aim", True, id="apostrophe"),
        pytest.param("department’s", "The Department's aim", True, id="typed-as-printed"),
        pytest.param('"pacing" threat', "the “pacing”\nthreat", True, id="quotation-marks"),
        pytest.param("whole-of-nation", "a whole‑of‑nation effort", True, id="hyphens"),
        pytest.param("2010-2015", "in 2010–2015", True, id="dash"),
        pytest.param("World's", "the world’s aim", False, id="capitals"),
        pytest.param("a.b (c)", "a.b (c)", True, id="signs-of-patterns"),
        pytest.param("میشود", "این می\u200cشود", True, id="joiner-printed"),
        pytest.param("می\u200cشود", "این میشود", True, id="joiner-typed"),
        pytest.param("ещё", "и еще раз", True, id="letters-written-in-two-ways"),
        pytest.param("a.b", "axb", False, id="no-pattern"),
    ],
)
def test_what_is_typed_is_found_however_it_is_printed(typed: str, printed: str, found: bool) -> None:
    assert bool(pattern_of(typed).search(printed)) is found


@pytest.fixture
def corpus(root: Path, add: Add) -> Path:
    add("2018", TEXT, published="2018")
    return root


def _hits(root: Path, text: str) -> int:
    return sum(len(looked.hits) for looked in search(root, parse_query(text), _no_codebook))


def _no_codebook():  # type: ignore[no-untyped-def]
    raise AssertionError


@pytest.mark.parametrize(
    "text", ["department's", '"whole-of-nation" effort', "in:harbours@2018 world's", '"effort - the"']
)
def test_versions_are_searched_by_what_is_typed(corpus: Path, text: str) -> None:
    assert _hits(corpus, text) == 1


def test_in_a_script_without_blanks_a_word_is_found_wherever_it_stands(root: Path, add: Add) -> None:
    add("2022", "# 戦略\n\n弾道ミサイルの発射は対GDP比の問題ではない。\n", published="2022")
    assert [_hits(root, text) for text in ("発射", "ミサイル", "gdp", "イル")] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("in:nope plan", "no series 'nope' in this corpus; there is harbours", id="series"),
        pytest.param("in:harbours@2020 plan", "no version '2020' of harbours; there is 2018", id="version"),
    ],
)
def test_a_limit_that_names_nothing_is_told(corpus: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        _hits(corpus, text)
