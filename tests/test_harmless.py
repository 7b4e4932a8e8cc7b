"""Text from documents cannot steer a terminal."""

from __future__ import annotations

import sys

import pytest

from tracker import harmless
from tracker.harmless import cell_width, clean, clean_line


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Plain words, “quoted” – with dashes.", id="typographic"),
        pytest.param("two\nlines", id="line-feed"),
        pytest.param("Größe, détente, Ærø, 戦略, стратегия", id="letters"),
        pytest.param("e\u0301", id="combining"),
        pytest.param("می\u200cخواهم \u200f", id="joiner-and-mark"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31mred", "␛[31mred", id="colour"),
        pytest.param("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇", id="clipboard"),
        pytest.param("a\x7fb", "a␡b", id="delete"),
        pytest.param("a\x9b2Jb", "a⟨U+009B⟩2Jb", id="c1"),
        pytest.param("a\u202egpj.exe", "a⟨U+202E⟩gpj.exe", id="override"),
        pytest.param("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩", id="isolate"),
        pytest.param("a\ud800b", "a⟨U+D800⟩b", id="surrogate"),
        pytest.param("a\U000e0041b", "a⟨U+E0041⟩b", id="tag"),
        pytest.param("a\tb\rc\u2028d", "a b c d", id="blanks"),
        pytest.param("stra\u00adtegy\ufeff", "strategy", id="invisible"),
    ],
)
def test_changes(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_line_is_one_line() -> None:
    assert clean_line("  a\n\n b\t c ") == "a b c"


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("戦略", 4), ("e\u0301", 1), ("שלום", 4), ("\u200d", 0), ("“–”", 3), ("ﾊﾝｸﾞ", 4)],
)
def test_cell_width(text: str, width: int) -> None:
    assert cell_width(text) == width


def test_shortcuts_change_nothing() -> None:
    """What is printable is taken to be harmless, and what is Latin or a typographic sign to be one column wide."""
    for character in map(chr, range(sys.maxunicode + 1)):
        assert not (character.isprintable() and harmless._OBEYED.match(character)), ascii(character)
        assert harmless._MAY_NOT_BE_ONE.match(character) or harmless._columns(character) == 1, ascii(character)
