"""The full text: every passage and every change has its place there, and nothing stands together by chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.making import CODEBOOK, bench_of, comparison_of, desk, order, settled, told
from tracker.model.document import Document
from tracker.tui.bench import Bench
from tracker.tui.lines import shown
from tracker.tui.order import Order

BEFORE = """\
# A Strategy

## Asia

China is the most capable rival of the Department, and we will compete with China in every region of the world.

We will keep an open line to Beijing so that no crisis with China grows by mistake.

North Korea remains a grave threat, and we will defend South Korea with our forces on the peninsula.

Our trade with China must be fair, and China must open its markets to American firms.

## Bases

The climate changes the bases that we use every day.
"""
AFTER = """\
# Another Strategy

## The Pacific

The Department must open markets and seek fair trade with China, whose firms are given aid that ours are not given.

We seek no crisis with China, and we will talk with Beijing wherever a mistake could grow into war.

South Korea will defend the peninsula with its own forces, and North Korea shall meet them first.

China is a capable rival in the Pacific region, where we will compete and win.

## Borders

The border comes first, and the Department defends it.
"""
UNPAIRED = ("§1 ¶4", "§1 ¶1")
"""Passages of a shift that no change pairs."""


@pytest.fixture(params=["revised", "rewritten", "paired-many-times"])
def bench(request: pytest.FixtureRequest) -> Bench:
    made = bench_of(comparison_of() if request.param == "revised" else comparison_of(BEFORE, AFTER))
    if request.param == "paired-many-times":
        for old, new in (UNPAIRED, ("§1 ¶4", "§2 ¶1"), ("§2 ¶1", "§2 ¶1"), ("§1 ¶1", "§1 ¶1")):
            made.sitting.join(old, new)
    return made


@pytest.fixture
def rewritten(tmp_path: Path) -> Order:
    for name, text in (("old.md", BEFORE), ("new.md", AFTER), ("codebook.yaml", CODEBOOK)):
        (tmp_path / name).write_text(text, "utf-8")
    return order(tmp_path, sides=("old.md", "new.md"), codebook=tmp_path / "codebook.yaml")


def test_every_word_of_both_texts_stands_in_it(bench: Bench) -> None:
    rows = [block for block in bench.full_text.blocks if not block.key.startswith("change:")]
    for side, document in enumerate((bench.material.old.document, bench.material.new.document)):
        got = "".join(part for block in rows for row in block.rows for part, _ in row[side])  # type: ignore[union-attr]
        assert "".join(got.split()) == _letters(document)


def _letters(document: Document) -> str:
    parts: list[str] = []
    section = -1
    for passage in document.passages:
        for number in range(section + 1, passage.section + 1):
            parts.append(document.sections[number].title)
        section = max(section, passage.section)
        parts.append(passage.text)
    return "".join("".join(shown(part) for part in parts).split())


def test_what_stands_in_one_row_is_joined_by_one_change(bench: Bench) -> None:
    full = bench.full_text
    for block in full.blocks:
        if block.key in full.changes:
            change = bench.material.changes[full.changes[block.key]]
            texts = ["".join(part for row in block.rows for part, _ in row[side]) for side in (0, 1)]  # type: ignore[union-attr]
            assert all(texts) == (len(full.loci[block.key]) == 2)
            assert all(
                locus in (change.old if side == "old" else change.new) for side, locus in full.loci[block.key].items()
            )


def test_every_change_and_every_passage_has_a_block(bench: Bench) -> None:
    full = bench.full_text
    keys = [block.key for block in full.blocks]
    assert len(keys) == len(set(keys))
    assert {bench.target(key) for key in keys} - {""} == bench.material.changes.keys()
    assert all(full.keys[id] in keys for id in bench.material.changes)
    for side, document in (("old", bench.material.old.document), ("new", bench.material.new.document)):
        assert all((side, passage.locus) in full.rows for passage in document.passages)


def test_counterparts_stand_beside_each_other_where_nothing_crosses() -> None:
    bench = bench_of(comparison_of(BEFORE, AFTER))
    bench.sitting.join("§2 ¶1", "§2 ¶1")
    joined = bench.loci(bench.full_text.rows["old", "§2 ¶1"])
    assert joined == {"old": "§2 ¶1", "new": "§2 ¶1"}


def test_a_shift_leads_to_what_pairs_its_passages_and_else_to_its_own(bench: Bench) -> None:
    """What a shift is told under may join other passages."""
    for shift in bench.material.shifts.values():
        loci = bench.loci(f"shift:{shift.id}")
        change = bench.material.changes.get(bench.change_at(f"shift:{shift.id}"))
        pairing = [c for c in bench.material.changes.values() if loci.get("old") in c.old and loci.get("new") in c.new]
        assert (change in pairing) if pairing else change is None
        row = bench.row_at(f"shift:{shift.id}")
        assert row is not None
        assert bench.loci(row).items() & loci.items()


async def test_nothing_is_parted_for_a_shift_whose_passages_are_not_paired(rewritten: Order) -> None:
    async with desk(rewritten) as (app, pilot):
        reader, bench = app.screen.reader, app.screen.bench
        keys = [f"shift:{id}" for id in bench.material.shifts]
        assert reader.go_to(next(key for key in keys if tuple(bench.loci(key).values()) == UNPAIRED))
        await pilot.press("p")
        await settled(app, pilot)
        assert told(app) == ["no pairing of passages stands behind this shift"]
        assert not bench.sitting.is_dirty
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.screen.reader.key == "row:new:§1 ¶1"


async def test_passages_of_the_new_side_are_joined_judged_and_tagged_in_it(rewritten: Order) -> None:
    async with desk(rewritten) as (app, pilot):
        await pilot.press("2")
        await settled(app, pilot)
        reader, bench = app.screen.reader, app.screen.bench
        assert reader.go_to("row:new:§2 ¶1")
        await pilot.press("a", "J")
        assert reader.go_to("row:old:§2 ¶1")
        await pilot.press("J")
        await settled(app, pilot)
        assert reader.key == "row:new:§2 ¶1"
        assert bench.loci(reader.key) == {"old": "§2 ¶1", "new": "§2 ¶1"}


async def test_the_cursor_reaches_every_change_that_has_no_verdict(rewritten: Order) -> None:
    async with desk(rewritten) as (app, pilot):
        await pilot.press("2")
        await settled(app, pilot)
        bench = app.screen.bench
        bench.sitting.join("§1 ¶1", "§1 ¶1")
        app.screen.rebuilt()
        for _ in bench.material.changes:
            await pilot.press("u", "a")
        assert all(bench.reviewed(id) for id in bench.material.changes)
