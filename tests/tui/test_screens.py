"""The desk as its users meet it: every screen, at several sizes, on sound and on broken corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.making import desk, order, screen_text, settled, shows
from tracker.corpus.reviews import read_review
from tracker.tui.prompts import Leaving, Pick
from tracker.tui.screens.comparison import ComparisonScreen
from tracker.tui.screens.found import LineageScreen, SearchScreen
from tracker.tui.screens.fulltext import FullTextScreen
from tracker.tui.screens.ledger import LedgerScreen
from tracker.tui.screens.library import LibraryScreen

SIZES = [(80, 24), (120, 40), (200, 50)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_two_plain_files(files: Path, size: tuple[int, int]) -> None:
    async with desk(order(files, sides=("old.md", "new.md")), size) as (app, pilot):
        text = screen_text(app)
        assert "old → new" in text
        assert "A revision" in text
        assert "quit" in text
        await pilot.press("0", "5", "4")
        assert isinstance(app.screen, ComparisonScreen)


@pytest.mark.parametrize("size", SIZES[::2], ids=str)
async def test_from_the_library_to_every_view_and_back(corpus: Path, size: tuple[int, int]) -> None:
    async with desk(order(corpus, root=corpus), size) as (app, pilot):
        assert isinstance(app.screen, LibraryScreen)
        assert "3 versions" in screen_text(app)
        await pilot.press("j", "j", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ComparisonScreen)
        assert "s 2018 → 2020" in screen_text(app)
        await pilot.press("2")
        await settled(app, pilot)
        assert isinstance(app.screen, FullTextScreen)
        assert "China is the pacing" in screen_text(app)
        await pilot.press("3")
        await settled(app, pilot)
        assert isinstance(app.screen, LedgerScreen)
        await pilot.press("1")
        await settled(app, pilot)
        await pilot.press("j", "4")
        await settled(app, pilot)
        assert isinstance(app.screen, LineageScreen)
        await pilot.press("q", "0")
        await settled(app, pilot)
        assert isinstance(app.screen, LibraryScreen)


async def test_any_two_versions_either_way_round(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus)) as (app, pilot):
        await pilot.press("j", "a", "G", "b", "x", "enter")
        await settled(app, pilot)
        assert "s 2018 → 2022" in screen_text(app)
        await pilot.press("x")
        await settled(app, pilot)
        assert "s 2022 → 2018" in screen_text(app)


async def test_the_library_measures_words_and_themes(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus)) as (app, _pilot):
        text = screen_text(app)
        assert "3 of 3 versions read" in text
        assert "China" in text


async def test_a_corpus_broken_in_part_shows_the_rest(corpus: Path) -> None:
    (corpus / "corpus/s/2020.md").write_text("---\nseries: [\n---\n", "utf-8")
    (corpus / "corpus/s/2018.md").write_bytes((corpus / "corpus/s/2018.md").read_bytes() + b"\xff\xfe")
    async with desk(order(corpus, root=corpus)) as (app, _pilot):
        text = screen_text(app)
        assert "2022" in text
        assert "corpus/s/2020.md" in text
        assert "cannot be read" in text


async def test_a_broken_review_is_told_and_not_written_over(corpus: Path) -> None:
    path = corpus / "corpus/s/reviews/2018..2022.yaml"
    path.parent.mkdir()
    path.write_text("schema: tracker.review/1\njudgements: [\n", "utf-8")
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        text = screen_text(app)
        assert "review not read corpus/s/reviews/2018..2022.yaml" in text
        assert "those that matter most first" in text
        await pilot.press("a", "s")
        await settled(app, pilot)
        assert "unsaved" in screen_text(app).splitlines()[0]
    assert path.read_text("utf-8").endswith("judgements: [\n")


async def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words.", "utf-8")
    async with desk(order(tmp_path, sides=("a.txt", "[bold]none[/x].txt"))) as (app, _pilot):
        assert "[bold]none[/x].txt: no such file" in screen_text(app)


HOSTILE = """\
# [bold]Head[/x]

The \x1b]52;c;eA==\x07plan \u202eevil\u2066 [sic] [/nope] 國家安全 e\u0301 tab\there \x9b2J.
"""


@pytest.mark.parametrize("size", SIZES[::2], ids=str)
async def test_document_text_can_hold_anything(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "a.md").write_text(HOSTILE, "utf-8")
    (tmp_path / "b.md").write_text(HOSTILE.replace("plan", "[red]scheme[/red]"), "utf-8")
    async with desk(order(tmp_path, sides=("a.md", "b.md")), size) as (app, pilot):
        for view in ("1", "2"):
            await pilot.press(view)
            await settled(app, pilot)
            text = screen_text(app)
            assert "[sic]" in text
            assert not any(character in text for character in "\x1b\x07\x9b\u202e\u2066\t")
            rows = [line for line in text.splitlines() if " │ " in line]
            assert app.screen.query_one("#text").stacked or rows
        await pilot.press("3", "enter")
        await settled(app, pilot)


async def test_verdicts_notes_and_pairings_are_saved_and_found_again(corpus: Path, tmp_path: Path) -> None:
    wanted = order(corpus, root=corpus, sides=("s@2018..2022",), state=tmp_path / "state.json")
    async with desk(wanted) as (app, pilot):
        await pilot.press("a")
        await pilot.press("j", "r", "j", "exclamation_mark")
        await pilot.press("c", *"why", "enter")
        await settled(app, pilot)
        text = screen_text(app)
        assert "unsaved" in text
        assert "✓" in text
        assert "✗" in text
        await pilot.press("f")
        await settled(app, pilot)
        assert isinstance(app.screen, Pick)
        await pilot.press("escape")
        while not app.screen.reader.key.startswith("change:"):
            await pilot.press("j")
        await pilot.press("p")
        await settled(app, pilot)
        await pilot.press("s")
        await settled(app, pilot)
        assert "unsaved" not in screen_text(app)
    review = read_review(corpus, "s", "2018", "2022")
    assert review is not None
    assert sorted(item.verdict or "" for item in review.judgements) == ["accepted", "flagged", "rejected"]
    assert [item.note for item in review.judgements if item.note] == ["why"]
    assert len(review.repairings) == 1
    async with desk(wanted) as (app, pilot):
        text = screen_text(app)
        assert "✓" in text
        assert "unsaved" not in text


async def test_leaving_with_unsaved_work_asks(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        await pilot.press("a", "Q")
        await pilot.pause()
        assert isinstance(app.screen, Leaving)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ComparisonScreen)
        await pilot.press("z", "Q")
        await pilot.pause()
        assert app._exit


async def test_a_passage_is_given_other_themes(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        await pilot.press("t")
        await settled(app, pilot)
        assert isinstance(app.screen, Pick)
        await pilot.press("space", "d")
        await settled(app, pilot)
        assert "unsaved" in screen_text(app)
        await pilot.press("z")
        await settled(app, pilot)
        assert "unsaved" not in screen_text(app)


async def test_filter_and_search_on_the_page(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        before = app.screen.reader.page.height
        await pilot.press("f")
        await settled(app, pilot)
        await pilot.press("space", "d")
        await settled(app, pilot)
        assert "not reviewed" in screen_text(app)
        await pilot.press("F")
        await settled(app, pilot)
        assert app.screen.reader.page.height == before
        await pilot.press("slash", *"families", "enter")
        await settled(app, pilot)
        assert "1 found" in screen_text(app)
        assert "families" in screen_text(app)
        await pilot.press("n", "escape")


async def test_themes_by_key(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",)), (80, 24)) as (app, pilot):
        await pilot.press("right_square_bracket")
        await settled(app, pilot)
        assert "China" in screen_text(app).splitlines()[0]
        await pilot.press("tab")
        await settled(app, pilot)
        assert "All themes" in screen_text(app)
        await pilot.press("enter", "left_square_bracket")
        await settled(app, pilot)
        assert "all themes" in screen_text(app).splitlines()[0]


async def test_from_a_word_to_its_sentences_and_back(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        await pilot.press("3")
        await settled(app, pilot)
        await pilot.press("f", *"denuc", "enter")
        await settled(app, pilot)
        assert app.screen.reader.key == "word:watch:denuclearization"
        await pilot.press("enter")
        await settled(app, pilot)
        assert "The goal remains the denuclearization of North Korea." in screen_text(app)
        await pilot.press("o", "escape", "F")
        await settled(app, pilot)
        assert isinstance(app.screen, LedgerScreen)


async def test_lineage_and_search(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus)) as (app, pilot):
        await pilot.press("5")
        await pilot.pause()
        await pilot.press(*"greatest in:s", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, SearchScreen)
        assert "3 passages in 3 versions" in screen_text(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, LineageScreen)
        text = screen_text(app)
        assert "First seen in 2018; still there in 2022." in text
        assert "2018  first seen  §2 ¶2" in text
        assert "2020  = unchanged  §2 ¶2" in text
        assert "2022  ~ reworded  §2 ¶1  where you came from" in text


async def test_a_lineage_reads_forwards_wherever_it_was_entered(corpus: Path) -> None:
    """What is said of a version is how it differs from the one before it."""
    seen = []
    for version, locus in (("s@2018", "§1 ¶1"), ("s@2020", "§1 ¶1"), ("s@2022", "§1 ¶1")):
        async with desk(order(corpus, root=corpus, sides=("s",))) as (app, pilot):
            app.open_lineage(version, locus)
            await shows(app, pilot, "First seen in 2018; still there in 2022.")
            await settled(app, pilot)
            lines = screen_text(app).splitlines()[1:]
            seen.append([line.replace("  where you came from", "").lstrip("▌ ").rstrip("▐ ") for line in lines])
    assert seen[0] == seen[1] == seen[2]
    page = "\n".join(seen[0])
    assert "2018  first seen" in page
    assert "2020  ~ reworded" in page
    assert "pacing main challenge" in page
    assert "2022  ~ reworded" in page


async def test_what_is_gone_is_said(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus)) as (app, pilot):
        app.open_lineage("s@2018", "§2 ¶1")
        await shows(app, pilot, "not carried over into 2022")
        await settled(app, pilot)
        assert "2022  wording not carried over" in screen_text(app)
