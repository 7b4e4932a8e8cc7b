"""Canonical text: what it looks like, that it survives being read and written, and what is said about faulty text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.document.blocks import Block
from tracker.document.canonical import canonical_faults, recanonicalise, write_canonical

EXAMPLE = (
    Block("page", "", page=1),
    Block("heading", "A Strategy", 1),
    Block("paragraph", "We act. They follow. All is well.", breaks=((8, 2),)),
    Block("item", "First of all, peace. Then trade."),
    Block("item", "Deeper.", 1),
    Block("quote", "Freedom is not free. It never was."),
    Block("note", "See the annex. It is long.", label="3"),
    Block("table", "Section | Task. And more | 2026"),
)
WRITTEN = """\
<!-- page 1 -->

# A Strategy

We act.
<!-- page 2 -->
They follow.
All is well.

- First of all, peace.
  Then trade.

  - Deeper.

> Freedom is not free.
> It never was.

[^3]: See the annex.
  It is long.

| Section | Task.
  And more | 2026 |
"""


def test_every_kind_of_block_has_its_form() -> None:
    assert write_canonical(EXAMPLE) == WRITTEN


def test_written_text_has_no_faults() -> None:
    assert canonical_faults(WRITTEN) == ()
    assert recanonicalise(WRITTEN) == WRITTEN


def test_no_blocks_make_no_text() -> None:
    assert write_canonical([]) == ""
    assert canonical_faults("") == ()


ANY_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from(list("#->|<!\\*+•[]^: \n\t.AaBb12�\u00a0\x1c\x85\u2028")), st.characters()),
    max_size=60,
)
BLOCKS = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from(["heading", "paragraph", "item", "quote", "note", "table", "page"]),
        text=ANY_TEXT,
        level=st.integers(-1, 9),
        page=st.none() | st.integers(0, 500),
        label=ANY_TEXT,
        breaks=st.lists(st.tuples(st.integers(0, 70), st.integers(1, 99)), max_size=3).map(
            lambda pairs: tuple(sorted(pairs))
        ),
    ),
    max_size=6,
)


@given(BLOCKS)
def test_writing_and_reading_is_identity(blocks: list[Block]) -> None:
    text = write_canonical(blocks)
    assert recanonicalise(text) == text
    assert canonical_faults(text) == ()


@given(ANY_TEXT)
def test_any_text_can_be_put_into_canonical_form_once(text: str) -> None:
    once = recanonicalise(text)
    assert recanonicalise(once) == once
    assert (canonical_faults(text) == ()) == (text == once)


ESCAPED = {
    "number sign": ("# of cases rose.", "\\# of cases rose.\n"),
    "dash": ("- is a dash.", "\\- is a dash.\n"),
    "greater than": ("> 5 percent.", "\\> 5 percent.\n"),
    "comment": ("<!-- page 3 -->", "\\<!-- page 3 -->\n"),
    "bar": ("| is a bar.", "\\| is a bar.\n"),
    "note": ("[^1]: is a note.", "\\[^1]: is a note.\n"),
    "backslash already there": ("\\- is kept.", "\\\\- is kept.\n"),
    "rule": ("---", "\\---\n"),
}


@pytest.mark.parametrize(("text", "written"), ESCAPED.values(), ids=ESCAPED)
def test_text_that_looks_like_markup_is_escaped(text: str, written: str) -> None:
    assert write_canonical([Block("paragraph", text)]) == written


NOT_ESCAPED = {
    "hashtag": "#FreedomFirst is not a heading.",
    "hyphen in a word": "-based is a suffix.",
    "backslash alone": "\\n is a line break.",
    "number": "1. Agencies must act.",
}


@pytest.mark.parametrize("text", NOT_ESCAPED.values(), ids=NOT_ESCAPED)
def test_other_text_stands_as_it_is(text: str) -> None:
    assert write_canonical([Block("paragraph", text)]) == text + "\n"


FAULTS = {
    "carriage returns": ("We act.\r\n", "line 1"),
    "no line break at the end": ("We act.", "no line break at the end"),
    "two blank lines": ("We act.\n\n\nThey follow.\n", "line 3"),
    "other bullet": ("We act.\n\n* One\n", "line 3"),
    "no blank line before a heading": ("We act.\n# Next\n", "blank line is missing"),
    "no blank line between items": ("- one\n- two\n", "line 2"),
    "trailing blank": ("We act. \n", "line 1"),
}


@pytest.mark.parametrize(("text", "words"), FAULTS.values(), ids=FAULTS)
def test_faults_say_where_and_what(text: str, words: str) -> None:
    faults = canonical_faults(text)
    assert faults
    assert words in " ".join(faults)


def test_hand_made_sentence_breaks_stay() -> None:
    assert recanonicalise("We met Gen.\nSmith. He left.\n") == "We met Gen.\nSmith. He left.\n"


def test_page_breaks_between_and_after_sentences() -> None:
    text = write_canonical([Block("paragraph", "One. Two.", breaks=((0, 3), (5, 4), (9, 5)))])
    assert text == "<!-- page 3 -->\n\nOne.\n<!-- page 4 -->\nTwo.\n\n<!-- page 5 -->\n"


def test_a_page_behind_the_rule_of_a_table_is_kept() -> None:
    assert recanonicalise("| a |\n|---|\n<!-- page 3 -->\n| b |\n") == "| a |\n\n<!-- page 3 -->\n\n| b |\n"
