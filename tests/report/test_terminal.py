"""What `tracker diff`, `list` and `show` print: in its width, harmless, readable without colour."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.harmless import cell_width
from tracker.model.corpus import Series, Version
from tracker.report.listing import document_text, outline_text, theme_text, versions_text
from tracker.report.paint import Painter, Span, cut_to, line_width, spans, wrapped
from tracker.report.terminal import comparison_text, shift_list_text

from .sample import COMPARISON
from .sample_texts import OLD
from .test_markdown import with_text

Golden = Callable[[str, str], None]

SGR = re.compile(r"\x1b\[[0-9;]*m")
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PIECES = st.text(st.sampled_from(list("ab  ,.-“é\u0301戦略🙂\u200dו\u00a0")), max_size=60)


@pytest.mark.parametrize("width", [80, 120])
def test_a_diff_reads_as_agreed(golden: Golden, width: int) -> None:
    golden(f"diff-{width}.txt", comparison_text(COMPARISON, width=width, colour=False))


def test_a_listing_reads_as_agreed(golden: Golden) -> None:
    versions = [
        Version("ruritania", "2019", "A Strategy for the Northern Sea " * 3, "2019-05-02", "0", "a/b", "x/1", pages=8),
        Version("ruritania", "2024-final", "海の戦略", "2024-11", "1", "a/b", "x/1", digest=True),
    ]
    listing = [(Series("ruritania", "Sea strategies of Ruritania"), versions), (Series("empty", "Nothing yet"), [])]
    parts = [
        versions_text(listing, width=80, colour=False),
        outline_text(OLD.document, width=80, colour=False),
        theme_text(OLD, "northland", width=80, colour=False),
        document_text(OLD.document, width=80, colour=False),
        shift_list_text(COMPARISON, width=80, colour=False, limit=2),
    ]
    golden("listing.txt", "\n".join(parts))


@pytest.mark.parametrize("width", [20, 40, 79, 80, 99, 100, 101, 160, 250])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_wider_than_the_window(width: int, colour: bool) -> None:
    written = comparison_text(COMPARISON, width=width, colour=colour)
    widest = max(cell_width(SGR.sub("", line)) for line in written.splitlines())
    assert widest <= max(width, 60)


@pytest.mark.parametrize("width", [60, 130])
def test_colour_adds_escapes_and_takes_no_words_away(width: int) -> None:
    plain = comparison_text(COMPARISON, width=width, colour=False)
    painted = comparison_text(COMPARISON, width=width, colour=True)
    assert "\x1b" not in plain
    assert "[-must-]" in plain
    assert "{+should+}" in plain
    assert "\x1b[31;9mmust\x1b[0m" in painted
    assert "\x1b[32;4mshould\x1b[0m" in painted
    words = re.sub(r"\[-|-\]|\{\+|\+\}", "", plain)
    assert Counter(re.sub(r"\W", "", SGR.sub("", painted))) == Counter(re.sub(r"\W", "", words))


def test_nothing_in_a_document_steers_the_terminal() -> None:
    comparison = with_text("a\x1b]0;owned\x07\x9b2J\u202eb\ud800c\rd")
    for width in (80, 120):
        written = comparison_text(comparison, width=width, colour=True)
        assert not OBEYED.search(SGR.sub("", written))
    listing = document_text(comparison.new.document, width=80, colour=True)
    assert not OBEYED.search(SGR.sub("", listing))


def test_filters_narrow_what_is_shown() -> None:
    northland = comparison_text(COMPARISON, width=80, colour=False, themes=("northland",))
    assert "NORTHLAND" in northland
    assert "PORTS" not in northland
    assert "VOCABULARY" not in northland
    assert "HEADLINE" not in northland
    assert "HEADLINE" in comparison_text(COMPARISON, width=80, colour=False, themes=("northland", "ports"))
    removed = comparison_text(COMPARISON, width=80, colour=False, kinds=("removed",))
    assert "reactor at Holm" in removed
    assert "acute threat" not in removed
    kept = comparison_text(COMPARISON, width=80, colour=False, kinds=("kept",))
    assert "Trade keeps the peace." in kept
    shifts = comparison_text(COMPARISON, width=80, colour=False, only_shifts=True)
    assert shifts.count("− ") == 5
    assert "SHARE" not in shifts
    assert "a figure changes · 12 → 8 cranes" in shifts
    assert "Only the old version speaks of the reactor." not in shifts


@given(st.lists(st.tuples(PIECES, st.sampled_from(["", "deleted"])), max_size=5), st.integers(4, 40))
def test_wrapping_keeps_every_word_in_order_and_in_width(pieces: list[tuple[str, str]], width: int) -> None:
    given_spans = [Span(text, style) for text, style in pieces]  # type: ignore[arg-type]
    lines = wrapped(given_spans, width)
    assert all(line_width(line) <= width for line in lines)
    written = "".join(span.text for line in lines for span in line)
    assert re.sub(r"[ ]", "", written) == re.sub(r"[ ]", "", "".join(text for text, _ in pieces))
    for style in ("", "deleted"):
        before = "".join(text for text, its in pieces if its == style).replace(" ", "")
        after = "".join(span.text for line in lines for span in line if span.style == style).replace(" ", "")
        assert before == after


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("one two three", 7, ["one two", "three"], id="words"),
        pytest.param("abcdefghij", 4, ["abcd", "efgh", "ij"], id="long-word"),
        pytest.param(
            "我们合作。他说：“好。”", 8, ["我们合", "作。他", "说：", "“好。”"], id="marks-keep-to-their-words"
        ),
        pytest.param("전략을 추진한다", 8, ["전략을", "추진한다"], id="hangul"),
        pytest.param("戦略 戦略戦略", 6, ["戦略", "戦略戦", "略"], id="wide"),
        pytest.param("e\u0301e\u0301e\u0301 x", 4, ["e\u0301e\u0301e\u0301", "x"], id="combining"),
        pytest.param("", 10, [], id="empty"),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    painter = Painter(colour=False)
    assert [painter.line(line) for line in wrapped(spans(text), width)] == lines


@pytest.mark.parametrize(
    ("text", "width", "cut"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("戦略戦略", 5, "戦略…"), ("a b c", 3, "a…")]
)
def test_cut_to(text: str, width: int, cut: str) -> None:
    assert cut_to(text, width) == cut


def test_the_grounds_of_a_theme_are_underlined() -> None:
    assert "\x1b[4mfleet\x1b[0m" in theme_text(OLD, "northland/fleet", width=80, colour=True)


def test_a_theme_without_subtheme_titles_still_shows() -> None:
    bare = replace(COMPARISON, themes=tuple(replace(theme, subthemes=()) for theme in COMPARISON.themes))
    assert "▸ fleet" in comparison_text(bare, width=80, colour=False)
