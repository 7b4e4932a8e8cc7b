"""The desk in use: looks, help, mouse, citations, the editor, prompts."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual import events

from tests.tui.making import desk, make_corpus, not_suspended, order, screen_text, settled, shows
from tracker.tui.app import ReviewApp
from tracker.tui.prompts import Sheet
from tracker.tui.screens.comparison import ComparisonScreen
from tracker.tui.screens.fulltext import FullTextScreen
from tracker.tui.screens.ledger import LedgerScreen

ON_TAIWAN = (
    "We support the defense of Taiwan under the Taiwan Relations Act and seek no change to the status quo.",
    "China and Taiwan have to settle their differences over the status quo without coercion. "
    "North Korea has built a navy of its own.",
)


async def test_what_was_written_anew_is_shown_and_led_to(tmp_path: Path) -> None:
    versions = {
        name: f"# A Strategy\n\n## Asia\n\n{text}\n" for name, text in zip(("2018", "2022"), ON_TAIWAN, strict=True)
    }
    root = make_corpus(tmp_path / "corpus", versions)
    async with desk(order(root, root=root)) as (app, pilot):
        app.open_lineage("s@2018", "§1 ¶1")
        await shows(app, pilot, "First seen in 2018; not carried over into 2022.")
        await settled(app, pilot)
        assert "2022  ≈ not carried over; written anew at §1 ¶1" in screen_text(app)
        assert ON_TAIWAN[1][:60] in screen_text(app)
        await pilot.press("G", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ComparisonScreen)
        assert app.screen.bench.loci(app.screen.reader.key) == {"old": "§1 ¶1", "new": "§1 ¶1"}
        app.open_lineage("s@2022", "§1 ¶1")
        await shows(app, pilot, "First in this wording in 2022; still there in 2022.")
        assert "2018  ≈ not there yet; the same matter at §1 ¶1" in screen_text(app)


async def test_a_lineage_of_one_version_says_so(tmp_path: Path) -> None:
    root = make_corpus(tmp_path / "corpus", {"2018": f"# A Strategy\n\n{ON_TAIWAN[0]}\n"})
    async with desk(order(root, root=root)) as (app, pilot):
        app.open_lineage("s@2018", "§1 ¶1")
        await settled(app, pilot)
        assert "  1 version  " in screen_text(app).splitlines()[0]


@pytest.mark.parametrize(
    ("asked", "says"),
    [("korea", "enter follows a passage · 5 asks again"), ("korea in:nowhere", "")],
    ids=["found", "refused"],
)
async def test_what_is_said_of_a_search_is_said_when_it_has_ended(corpus: Path, asked: str, says: str) -> None:
    async with desk(order(corpus, root=corpus)) as (app, pilot):
        await pilot.press("5", *asked, "enter")
        await settled(app, pilot)
        first = screen_text(app).splitlines()[0]
        assert says in first
        assert "…" not in first


async def test_resizing_keeps_the_place(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",)), (200, 50)) as (app, pilot):
        await pilot.press("G")
        key = app.screen.reader.key
        for size in ((80, 24), (120, 40), (41, 12), (200, 50)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert app.screen.reader.key == key


async def test_no_colour(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, _pilot):
        text = screen_text(app)
        assert "◆" in text
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                for color in (segment.style and segment.style.color, segment.style and segment.style.bgcolor):
                    if color is not None and color.triplet is not None:
                        assert len({*color.triplet}) == 1 or max(color.triplet) - min(color.triplet) < 3


async def test_looks_follow_each_other_and_are_remembered(corpus: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    wanted = order(corpus, root=corpus, sides=("s@2018..2022",), state=state)
    async with desk(wanted) as (app, pilot):
        await pilot.press("T", "j", "j")
        assert app.theme == "desk-light"
        key = app.screen.reader.key
        await pilot.press("Q")
        await pilot.pause()
    async with desk(wanted) as (app, pilot):
        assert app.theme == "desk-light"
        assert app.screen.reader.key == key


async def test_help_and_palette(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        await pilot.press("question_mark")
        await settled(app, pilot)
        assert isinstance(app.screen, Sheet)
        assert "accept (again" in screen_text(app)
        await pilot.press("escape")
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert "Save the review" in titles
        await pilot.press("ctrl+p")
        await settled(app, pilot)
        await pilot.press(*"vocabulary ledger")
        await pilot.pause(0.3)
        await pilot.press("enter", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, LedgerScreen)


async def test_the_mouse(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        await pilot.click("#rail", offset=(6, 2))
        await settled(app, pilot)
        assert "China" in screen_text(app).splitlines()[0]
        await pilot.click("#text", offset=(10, 4))
        await settled(app, pilot)
        assert app.screen.reader.has_focus
        await pilot.click("#text", offset=(10, 4), times=2)
        await settled(app, pilot)
        assert isinstance(app.screen, FullTextScreen)


async def test_a_citation_is_copied_to_the_character(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        await pilot.press("y")
        await pilot.pause()
        assert app.clipboard.startswith("“")
        assert "(Strategy 20" in app.clipboard
        assert "¶" in app.clipboard


async def test_the_editor_gets_the_file(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr("tracker.tui.editor.subprocess.run", lambda command, check: called.append(command))
    async with desk(order(corpus, root=corpus, editor="vi -R")) as (app, pilot):
        monkeypatch.setattr(app, "suspend", not_suspended)
        await pilot.press("j", "e")
        await pilot.pause()
    assert called == [["vi", "-R", str(corpus / "corpus/s/2022.md")]]


@pytest.mark.parametrize("editor", ["no-such-editor -w", "vi 'open"], ids=["not there", "not a command"])
async def test_an_editor_that_cannot_be_run_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch, editor: str) -> None:
    async with desk(order(corpus, root=corpus, editor=editor)) as (app, pilot):
        monkeypatch.setattr(app, "suspend", not_suspended)
        await pilot.press("j", "e")
        await pilot.pause()
        assert [told.message.partition(":")[0] for told in app._notifications] == ["the editor cannot be run"]


async def test_the_first_screen_stands_before_anything_is_compared_and_esc_stops_it(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    real = ReviewApp.compared
    monkeypatch.setattr(ReviewApp, "compared", lambda *given: (gate.wait(60), real(*given))[1])
    app = ReviewApp(order(files, sides=("old.md", "new.md")), apart=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(app, pilot, "Reading and comparing; esc stops it.")
        await pilot.press("escape")
        await shows(app, pilot, "Stopped.")
        gate.set()
        await settled(app, pilot)
        assert "enter begins again" in screen_text(app)
        await pilot.press("enter")
        await shows(app, pilot, "those that matter most first")


async def test_a_question_leaves_the_page_in_sight(files: Path) -> None:
    async with desk(order(files, sides=("old.md", "new.md"))) as (app, pilot):
        for key in ("c", "f", "question_mark", "slash"):
            await pilot.press(key)
            await settled(app, pilot)
            assert "1&#160;matrix" in app.export_screenshot(), key
            await pilot.press("escape")
            await settled(app, pilot)


async def test_what_is_not_on_the_page_is_said(files: Path) -> None:
    async with desk(order(files, sides=("old.md", "new.md"))) as (app, pilot):
        await pilot.press("slash", *"zebra", "enter")
        await settled(app, pilot)
        assert "not found" in screen_text(app).splitlines()[0]


async def test_a_search_in_a_series_that_is_not_there_is_told(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus)) as (app, pilot):
        await pilot.press("5", *"in:nope foo", "enter")
        await settled(app, pilot)
        assert "no series 'nope' in this corpus; there is s" in screen_text(app)


async def test_all_lines_that_are_pasted_into_a_note_are_kept(files: Path) -> None:
    async with desk(order(files, sides=("old.md", "new.md"))) as (app, pilot):
        await pilot.press("c", "x")
        app.post_message(events.Paste("one\ntwo\r\n  three\n"))
        await settled(app, pilot)
        await pilot.press("enter")
        bench = app.screen.bench
        judgement = bench.sitting.judgement(bench.target(app.screen.reader.key))
        assert judgement is not None
        assert judgement.note == "xone two three"
