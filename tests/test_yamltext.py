"""YAML in and out: text stays text, tricks are refused, faults name their line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import DataError
from tracker.yamltext import MAX_DEPTH, decoded, dump, load

TRICKY = [
    "NO", "no", "yes", "on", "off", "012", "0x1F", "1:30", "1_000", "~", "null", "true", "False", "", " ", "  lead",
    "trail  ", "2026-01-23", "2026-01-23 10:00:00", "1e3", ".5", ".inf", "=", "<<", "- item", "-", "?", "? x",
    ": x", "a: b", "a :b", "a:", "# c", "a # c", "&a", "*a", "!t", "%d", "@x", "`x`", "{a}", "[a]", "'q'", '"q"',
    'it\'s "so"', "|", ">", "\\n", "one\ntwo", "one\n", "\none", "\n", "\n\n", "one\n\ntwo\n\n", " one\ntwo",
    "one \ntwo", "one\n  two\n", "tab\there", "\ttab", "cr\rlf\r\nx", "nel\x85x", "ls\u2028x", "bom\ufeffx",
    "Ünïcode — “quoted”", "北朝鮮", "😀", "---", "...", "--- x", "x" * 400, "word " * 100, "§3.2 ¶4", "nul\x00",
    "\x1b[31m",
]  # fmt: skip

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
texts = st.one_of(st.sampled_from(TRICKY), any_text)
keys = st.one_of(st.sampled_from([text for text in TRICKY if len(text) < 100]), any_text)
values = st.recursive(
    st.one_of(texts, st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)


@given(values)
@settings(max_examples=400, deadline=None)
def test_what_is_written_reads_back_the_same(value: object) -> None:
    assert load(dump(value), source="x").value == value


def test_a_long_word_is_read_in_time_that_grows_with_its_length() -> None:
    """Of a megabyte, in the square of it, that would be hours."""
    word = "w" * 990_000
    assert load(f"- {word}\n", source="x").value == [word]


@pytest.mark.parametrize("text", TRICKY, ids=[ascii(text)[:24] for text in TRICKY])
def test_tricky_text_round_trips_as_root_key_item_and_value(text: str) -> None:
    for value in (text, [text], {"key": text}, {text: "value"}, [[text], {"k": [text]}]):
        assert load(dump(value), source="x").value == value


def test_dump_is_readable_and_keeps_order() -> None:
    value = {
        "title": "A: B",
        "published": "2026-01-23",
        "country": "NO",
        "terms": ["one", "two"],
        "note": "a\nb\n",
        "none": [],
    }
    assert dump(value) == (
        "title: 'A: B'\npublished: '2026-01-23'\ncountry: 'NO'\nterms:\n  - one\n  - two\nnote: |\n  a\n  b\nnone: []\n"
    )


def test_tuples_are_lists_and_numbers_digits() -> None:
    assert load(dump({"pages": (1, 2)}), source="x").value == {"pages": ["1", "2"]}


@pytest.mark.parametrize("value", [1.5, {1: "a"}, {"a": {2}}, b"x"], ids=["float", "int-key", "set", "bytes"])
def test_dump_refuses_what_would_not_read_back(value: object) -> None:
    with pytest.raises(TypeError):
        dump(value)


def test_only_null_true_and_false_are_more_than_text() -> None:
    text = "a: 2026-01-23\nb: 2026\nc: NO\nd: 1:30\ne: true\nf: ~\ng:\nh: 'null'\ni: 0o7\n"
    assert load(text, source="x").value == {
        "a": "2026-01-23", "b": "2026", "c": "NO", "d": "1:30",
        "e": True, "f": None, "g": None, "h": "null", "i": "0o7",
    }  # fmt: skip


def test_lines_of_keys_and_items() -> None:
    loaded = load("# head\nthemes:\n  - id: a\n    terms:\n      - x\n      - y\n  - id: b\n", source="x")
    assert loaded.lines[("themes",)] == 2
    assert loaded.lines[("themes", 0)] == 3
    assert loaded.lines[("themes", 0, "terms", 1)] == 6
    assert loaded.lines[("themes", 1, "id")] == 7
    assert loaded.line(("themes", 1, "title")) == 7


flat_lines = st.builds(
    "{}: {}{}{}\n".format,
    st.sampled_from(["title", "published", "source", "no"]),
    st.sampled_from(["", "'", " "]),
    st.one_of(st.sampled_from(TRICKY), st.text("ab:#'-~ \u2028\xa0", max_size=8)),
    st.sampled_from(["", "'", " "]),
)


@given(st.integers(0, 2), st.lists(flat_lines, min_size=1, max_size=4))
@settings(max_examples=400)
def test_plain_lines_are_read_as_the_parser_reads_them(empty: int, lines: list[str]) -> None:
    """A comment at the end sends the text to the parser."""
    text = "\n" * empty + "".join(lines)

    def outcome(text: str) -> object:
        try:
            loaded = load(text, source="x")
        except DataError:
            return None
        return loaded.value, loaded.lines

    assert outcome(text) == outcome(f"{text}# end\n")


def test_empty_text_is_null() -> None:
    assert load("", source="x").value is None
    assert load("# only a comment\n", source="x").value is None


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    assert load("\ufeffa: 1\r\nb: 2\r\n", source="x").value == {"a": "1", "b": "2"}


REFUSED = [
    pytest.param("a: 1\nb: 2\na: 3\n", 3, "line 1", id="duplicate-key"),
    pytest.param("a: &x 1\n", 1, "anchor", id="anchor"),
    pytest.param("b: 1\na: *x\n", 2, "alias", id="alias"),
    pytest.param("a: !!python/object:os.system x\n", 1, "tag", id="tag"),
    pytest.param("a: !x [1]\n", 1, "tag", id="tag-on-list"),
    pytest.param("a: 1\n<<: {b: 1}\n", 2, "merge", id="merge-key"),
    pytest.param("a: 1\n---\nb: 1\n", 2, "second document", id="two-documents"),
    pytest.param("[a]: 1\n", 1, "key", id="list-as-key"),
    pytest.param("{a: 1}: 1\n", 1, "key", id="mapping-as-key"),
    pytest.param(": 1\n", 1, "key", id="no-key"),
    pytest.param("a: 1\n\tb: 2\n", 2, "blanks, not tabs", id="tab"),
    pytest.param("a: b: c\n", 1, "colon", id="colon-in-value"),
    pytest.param('a: "open\nb: 1\n', 3, "close", id="open-quote"),
    pytest.param("a: [1, 2\nb: 3\n", 2, "", id="open-bracket"),
    pytest.param("a: 1\nb: \x07\n", 2, "U+0007", id="control-character"),
    pytest.param("a: \ud800\n", 1, "U+D800", id="lone-surrogate"),
    pytest.param("[" * 60_000, 1, "nested", id="deep-flow-lists"),
    pytest.param("{a: " * 20_000, 1, "nested", id="deep-flow-mappings"),
    pytest.param("- " * 20_000, 1, "nested", id="deep-block-lists"),
]


@pytest.mark.parametrize(("text", "line", "word"), REFUSED)
def test_refused_with_source_and_line(text: str, line: int, word: str) -> None:
    with pytest.raises(DataError) as caught:
        load(text, source="codebook.yaml")
    message = str(caught.value)
    assert message.startswith(f"codebook.yaml:{line}: ")
    assert word in message
    assert "\n" not in message


def test_the_size_is_capped() -> None:
    with pytest.raises(DataError, match="larger than 100 bytes"):
        load("a: " + "é" * 60, source="x", max_bytes=100)


def test_the_depth_that_is_allowed_is_allowed() -> None:
    assert load("[" * MAX_DEPTH + "]" * MAX_DEPTH, source="x").value is not None


def test_bytes_that_are_not_utf_8_are_told_by_line() -> None:
    assert decoded("한국\n".encode(), "c.yaml") == "한국\n"
    with pytest.raises(DataError, match=r"^c\.yaml:2: not UTF-8 text; save the file as UTF-8$"):
        decoded(b"title: A\nissuer: caf\xe9\n", "c.yaml")
