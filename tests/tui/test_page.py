"""Pages: what is said of them before they are drawn is what is drawn; twenty thousand rows are no matter."""

from __future__ import annotations

import time

import pytest

from tests.tui.making import comparison_of
from tracker.model.comparison import Edit
from tracker.tui.blocks import Block, Cell, Flow, Look, Pair, Row
from tracker.tui.filters import Filter, needle_of, wanted_changes, wanted_shifts
from tracker.tui.fulltext import full_text
from tracker.tui.ledger import sparkline
from tracker.tui.lines import line_width, spans_text
from tracker.tui.material import Material, prepare
from tracker.tui.matrix import matrix_blocks, rail_blocks
from tracker.tui.merged import merged
from tracker.tui.page import Page

WIDTHS = [20, 45, 69, 70, 97, 160]


@pytest.fixture(scope="module")
def material() -> Material:
    return prepare(comparison_of())


def _nobody(id: str) -> bool:
    return False


def _all_blocks(material: Material) -> list[Block]:
    return [
        *matrix_blocks(material, Filter(kinds=frozenset()), _nobody),
        *matrix_blocks(material, Filter(theme="korea"), _nobody),
        *full_text(material).blocks,
        *rail_blocks(material, (), 34),
        Row((Cell("a", 5), Cell("b"), Cell("c", 9, right=True)), key="row", before=1),
        Flow((("long " * 40, ""),), head=(("head ", "dim"),), before=2),
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("stacked", [False, True])
def test_height_and_width_are_as_foretold(material: Material, width: int, stacked: bool) -> None:
    look = Look(width, stacked)
    for block in _all_blocks(material):
        lines = block.lines(look)
        assert len(lines) == block.height(look), block
        if not isinstance(block, Row):
            assert all(line_width(line) <= width for line in lines), block


def test_each_line_is_found_in_its_block(material: Material) -> None:
    blocks = _all_blocks(material)
    page = Page(blocks, Look(90))
    y = 0
    for index, block in enumerate(blocks):
        for number, line in enumerate(block.lines(page.look)):
            assert page.line(y) == (line, index, number - block.before)
            y += 1
    assert y == page.height


def test_beads_begin_on_one_line(material: Material) -> None:
    change = next(c for c in material.comparison.changes if c.kind == "reworded" and len(c.beads) == 2)
    rows = material.change_blocks[change.id].rows
    assert len(rows) == 2
    assert all(old and new for old, new in rows)


def test_marks_stand_in_revised_text_alone(material: Material) -> None:
    plain = [
        change for change in material.comparison.changes if change.kind not in ("reworded", "split", "merged", "moved")
    ]
    assert plain
    for change in plain:
        styles = {style for row in material.change_blocks[change.id].rows for side in row for _, style in side}
        assert styles <= {""}


@pytest.mark.parametrize(
    ("wanted", "changes", "shifts"),
    [
        pytest.param(Filter(), 6, 5, id="all"),
        pytest.param(Filter(theme="china"), 2, 2, id="theme"),
        pytest.param(Filter(theme=""), 3, 0, id="no-theme"),
        pytest.param(Filter(kinds=frozenset({"removed"})), 2, 0, id="kind-of-change"),
        pytest.param(Filter(kinds=frozenset({"omission"})), 0, 2, id="kind-of-shift"),
        pytest.param(Filter(text="families"), 1, 0, id="words"),
        pytest.param(Filter(text="Taiwan"), 1, 1, id="words-with-capitals"),
        pytest.param(Filter(significance=frozenset({"editorial"})), 0, 0, id="significance"),
        pytest.param(Filter(unreviewed=True), 6, 5, id="unreviewed"),
    ],
)
def test_filters(material: Material, wanted: Filter, changes: int, shifts: int) -> None:
    found = wanted_changes(
        material.comparison.changes, wanted, lambda change: material.change_blocks[change.id].text(), _nobody
    )
    assert len(found) == changes
    assert len(wanted_shifts(material.comparison.shifts, wanted, _nobody)) == shifts


def test_what_is_reviewed_is_filtered_out(material: Material) -> None:
    found = wanted_shifts(material.comparison.shifts, Filter(unreviewed=True), lambda id: True)
    assert not found


def test_a_searched_word_is_found_on_the_page(material: Material) -> None:
    page = Page(matrix_blocks(material, Filter(), _nobody), Look(100, needle=needle_of("families")))
    assert [page.blocks[index].key[:7] for index in page.hits()] == ["change:"]


def test_twenty_thousand_rows_are_laid_out_at_once() -> None:
    words = " ".join(f"word{n}" for n in range(40))
    row = (((words, ""),), ((words, "ins"),))
    blocks = [Pair((row,), key=f"k:{n}") for n in range(20_000)]
    started = time.perf_counter()
    page = Page(blocks, Look(110))
    laid_out = time.perf_counter() - started
    started = time.perf_counter()
    for y in range(page.height // 2, page.height // 2 + 40):
        page.line(y)
    drawn = time.perf_counter() - started
    assert page.height > 100_000
    assert laid_out < 4
    assert drawn < 0.1


@pytest.mark.parametrize(
    ("values", "line"),
    [
        pytest.param([], "", id="none"),
        pytest.param([0, 0], "······", id="nothing"),
        pytest.param([0, 1, 2, 4], "···▃▃▃▅▅▅███", id="rising"),
        pytest.param([1, 2] * 6, "▅▅██" * 6, id="a-dozen"),
        pytest.param([1] * 100, "█" * 24, id="many"),
    ],
)
def test_sparklines(values: list[float], line: str) -> None:
    assert sparkline(values) == line


EDITS = (Edit("=", "It has "), Edit("-", "declined"), Edit("+", "remained low"), Edit("=", " in "), Edit("-", "May "))


def test_both_wordings_in_one_stay_apart() -> None:
    spans = merged(EDITS)
    assert spans_text(spans) == "It has declined remained low in May "
    assert [(text, style) for text, style in spans if style] == [
        ("declined", "gone"), ("remained low", "ins"), ("May", "gone"),
    ]  # fmt: skip


def test_without_colours_the_marks_are_spelt_out() -> None:
    assert spans_text(merged(EDITS, signs=True)) == "It has [-declined-] {+remained low+} in [-May-] "
    material = prepare(comparison_of(), signs=True)
    texts = [spans_text(block.merged) for block in material.change_blocks.values() if block.merged]
    assert any("[-" in text and "{+" in text for text in texts)


@pytest.mark.parametrize("heads", [("", ""), ("§1 ¶1", "§1 ¶2")], ids=["no-heads", "heads"])
def test_one_column_has_the_sign_on_its_first_line(heads: tuple[str, str]) -> None:
    words: tuple[tuple[str, str], ...] = ((" ".join(["word"] * 30), ""),)
    pair = Pair(
        ((words, words),), old_head=heads[0], new_head=heads[1], signs=(("~", ""), ("~", "")), merged=words, before=0
    )
    signs = ["".join(text for text, _ in line)[0] for line in pair.lines(Look(40))]
    assert signs == ["~", *" " * (len(signs) - 1)]
