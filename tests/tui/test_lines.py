"""Text on a terminal: harmless whatever a document holds, broken at words, columns aligned."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.strip import Strip

from tracker.harmless import cell_width
from tracker.tui.blocks import Look, Pair
from tracker.tui.lines import breaks, cut, fit, line_width, marked, shown, width_of, wrap

HOSTILE = [
    pytest.param("\x1b]52;c;cm0gLXJm\x07 and \x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", id="osc"),
    pytest.param("\x1b[2J\x1b[31mred", id="csi"),
    pytest.param("\x9b31mred\x90q\x9c", id="c1"),
    pytest.param("a\u202egnp.exe\u2066 b\u2069", id="bidi"),
    pytest.param("tab\tin\ta\rrow\x0b\x0c", id="blanks"),
    pytest.param("zero\u200bwidth\u200d\ufeff\u00ad\u2060", id="zero-width"),
    pytest.param("國家安全戰略 한국 ｗｉｄｅ", id="wide"),
    pytest.param("e\u0301\u0323 n\u0303 combining", id="combining"),
    pytest.param("👩‍👩‍👧 🇺🇸 ❤️ emoji", id="emoji"),
    pytest.param("[bold]not markup[/bold] [/x] [@click=app.bell]", id="markup"),
]
NEVER = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")
TEXTS = st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from(" \n\t國e\u0301\u202e\x1b"), max_size=200)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not NEVER.search(shown(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_the_terminal_library_agrees_on_the_width(text: str) -> None:
    clean = shown(text)
    if "🇺🇸" not in text:  # terminals differ on flags; two letters of one column each here
        assert Strip([Segment(clean)]).cell_length == width_of(clean)


def test_markup_stays_as_it_stands() -> None:
    assert shown("[bold]x[/bold] [sic]") == "[bold]x[/bold] [sic]"


@given(TEXTS, st.integers(4, 60))
def test_no_line_is_wider_than_asked_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    clean = shown(text)
    lines = wrap(((clean, ""),), width)
    assert all(line_width(line) <= width for line in lines)
    assert "".join("".join(part for part, _ in line) for line in lines).replace(" ", "") == re.sub("[ \n]", "", clean)


def test_a_line_without_blanks_ends_before_no_closing_mark_and_after_no_opening_one() -> None:
    text = "我们坚持和平发展道路。 白皮书指出：“海洋强国建设是事业。”(以下简称“战略”)，各方认真落实GDP的要求。"
    lines = [text[start:end] for start, end in breaks(text, 12)]
    assert all(line[0] not in "。，：”)" and line[-1] not in "“(" for line in lines)
    assert lines[0] == "我们坚持和平"


@given(TEXTS, st.integers(4, 60), st.integers(0, 200))
def test_styles_keep_to_their_words(text: str, width: int, at: int) -> None:
    clean = shown(text)
    lines = wrap(((clean[:at], "a"), (clean[at:], "b")), width)
    first = "".join(part for line in lines for part, style in line if style == "a")
    assert first.replace(" ", "") == re.sub("[ \n]", "", clean[:at])


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("one two three", 7, ["one two", "three"], id="at-words"),
        pytest.param("abcdefghij", 4, ["abcd", "efgh", "ij"], id="long-word"),
        pytest.param("a  b", 3, ["a", "b"], id="blanks-at-the-break"),
        pytest.param("", 5, [""], id="empty"),
        pytest.param("a\n\nb", 5, ["a", "", "b"], id="line-feeds"),
        pytest.param("安全 保障", 5, ["安全", "保障"], id="wide"),
    ],
)
def test_lines_break_at_words(text: str, width: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in breaks(text, width)] == lines


@given(TEXTS, st.integers(1, 40))
def test_fitted_text_has_exactly_the_width(text: str, width: int) -> None:
    line = shown(text).replace("\n", " ")
    assert cell_width(fit(line, width)) == width
    assert cell_width(cut(line, width)) <= width


def test_hits_are_marked_across_spans() -> None:
    found = marked((("the new", ""), (" strategy", "ins")), re.compile("new strat"))
    assert found == (("the ", ""), ("new", "hit"), (" strat", "hit"), ("egy", "ins"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [50, 80, 131])
def test_columns_stay_aligned(text: str, width: int) -> None:
    clean = shown(text)
    pair = Pair(rows=((((clean * 3, ""),), (("plain", ""),)),))
    lines = pair.lines(Look(width))
    assert len(lines) == pair.height(Look(width))
    if width >= 70:
        rules = {line_width(line[: next(i for i, (part, _) in enumerate(line) if "│" in part)]) for line in lines[1:]}
        assert len(rules) == 1
