"""What a key did, or why it did nothing, is seen and said."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from tests.tui.making import OLD, desk, make_corpus, not_suspended, order, screen_text, settled, told
from tracker.tui.prompts import Commands, Pick
from tracker.tui.screens.comparison import ComparisonScreen
from tracker.tui.screens.fulltext import FullTextScreen


@pytest.mark.parametrize("sides", [("s@2018..2022",), ("s@2018..",), ("s@2018", "s@2022")], ids=" ".join)
async def test_two_versions_are_swapped_however_they_were_named(corpus: Path, sides: tuple[str, ...]) -> None:
    async with desk(order(corpus, root=corpus, sides=sides)) as (app, pilot):
        await pilot.press("x")
        await settled(app, pilot)
        assert "s 2022 → 2018" in screen_text(app)
        await pilot.press("x")
        await settled(app, pilot)
        assert "s 2018 → 2022" in screen_text(app)


async def test_what_was_not_saved_is_there_again_when_the_two_are_opened_anew(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        bench = app.screen.bench
        await pilot.press("a", "0")
        await settled(app, pilot)
        app.open_pair(("s@2018", "s@2022"))
        await settled(app, pilot)
        assert app.screen.bench is bench
        assert "unsaved" in screen_text(app).splitlines()[0]
        await pilot.press("z", "q")
        app.open_pair(("s@2018", "s@2022"))
        await settled(app, pilot)
        assert app.screen.bench is not bench


@pytest.mark.parametrize(
    ("browser", "opens"),
    [
        pytest.param("GenericBrowser", False, id="in-the-terminal"),
        pytest.param("Elinks", False, id="elinks"),
        pytest.param("BackgroundBrowser", True, id="in-a-window"),
        pytest.param("", False, id="none"),
    ],
)
async def test_no_browser_takes_the_place_of_the_desk(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, browser: str, opens: bool
) -> None:
    opened: list[str] = []
    known = {}
    if browser:
        found = getattr(webbrowser, browser)("www")
        monkeypatch.setattr(found, "open", lambda address, *rest: opened.append(address))
        known["www"] = [None, found]
    monkeypatch.setattr(webbrowser, "_tryorder", list(known))
    monkeypatch.setattr(webbrowser, "_browsers", known)
    async with desk(order(corpus, root=corpus)) as (app, pilot):
        await pilot.press("j", "o")
        await pilot.pause()
        assert bool(opened) is opens
        assert told(app) == ["https://example.org/2022"]


async def test_the_filter_calls_things_as_the_pages_do(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",)), (100, 60)) as (app, pilot):
        await pilot.press("f")
        await settled(app, pilot)
        text = screen_text(app)
        for name in ("~ reworded", "≈ written anew", "◆ not found in 2022", "◆ who is responsible"):
            assert f"[ ] {name}" in text
        assert "[ ] change of substance" in text
        assert app.screen.query_one("#choices").go_to("kinds:omission")
        await pilot.press("space", "enter")
        await settled(app, pilot)
        first = screen_text(app).splitlines()[0]
        assert "filter: ◆ not found" in first
        assert "1 matrix" in first
        assert "5 search" in first


@pytest.mark.parametrize("width", [40, 80])
async def test_what_ticks_and_what_ends_a_choice_is_said_at_any_width(corpus: Path, width: int) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",)), (width, 24)) as (app, pilot):
        await pilot.press("t")
        await settled(app, pilot)
        assert isinstance(app.screen, Pick)
        text = screen_text(app)
        assert all(part in text for part in ("space", "ticks, enter done", "esc leaves"))
        await pilot.press("space", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ComparisonScreen)
        assert app.screen.bench.sitting.is_dirty


async def test_a_passage_marked_to_be_joined_is_seen_and_kept_until_it_is(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        await pilot.press("2")
        await settled(app, pilot)
        reader, bench = app.screen.reader, app.screen.bench
        gone = [key for key, loci in bench.full_text.loci.items() if loci.keys() == {"old"}]
        came = [key for key, loci in bench.full_text.loci.items() if loci.keys() == {"new"}]
        locus = bench.loci(gone[0])["old"]
        reader.go_to(gone[0])
        await pilot.press("J")
        assert f"J: {locus} …" in screen_text(app).splitlines()[0]
        await pilot.press("J")
        assert bench.to_join == {"old": locus}
        await pilot.press("escape")
        await pilot.pause()
        assert "J:" not in screen_text(app).splitlines()[0]
        assert told(app) == ["no passage is marked any more"]
        assert isinstance(app.screen, FullTextScreen)
        await pilot.press("J")
        reader.go_to(came[0])
        await pilot.press("J")
        other = bench.loci(came[0])["new"]
        assert any(locus in change.old and other in change.new for change in bench.material.changes.values())
        assert "J:" not in screen_text(app).splitlines()[0]


async def test_messages_follow_each_other_and_stay_with_their_view(corpus: Path) -> None:
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        await pilot.press("y", "z")
        await pilot.pause()
        assert told(app) == ["nothing to undo"]
        await pilot.press("2")
        await settled(app, pilot)
        assert told(app) == []


async def test_the_library_says_why_a_key_doesnot_suspended(tmp_path: Path) -> None:
    root = make_corpus(tmp_path / "corpus", {"2018": OLD})
    async with desk(order(root, root=root, editor="vi")) as (app, pilot):
        assert "1 series, 1 version " in screen_text(app)
        await pilot.press("g")
        for key in ("a", "b", "e", "o"):
            await pilot.press(key)
            await pilot.pause()
            assert told(app) == ["put the cursor on a version"]
            app.clear_notifications()
        await pilot.press("j", "a", "b")
        await pilot.pause()
        assert told(app) == ["s@2018 is the other side already; x swaps the two"]
        assert (app.screen._old, app.screen._new) == ("s@2018", "")


@pytest.mark.parametrize("word", ["", "an added word"])
async def test_after_an_edit_the_desk_says_how_it_is_recorded(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    def edit(command: list[str], check: bool) -> None:
        path = Path(command[-1])
        path.write_text(path.read_text("utf-8") + word, "utf-8")

    monkeypatch.setattr("tracker.tui.editor.subprocess.run", edit)
    async with desk(order(corpus, root=corpus, editor="vi")) as (app, pilot):
        monkeypatch.setattr(app, "suspend", not_suspended)
        await pilot.press("j", "e")
        await pilot.pause()
        wanted = ["record it with: tracker correct s@2022 --reason …; enter compares anew"]
        assert told(app) == (wanted if word else [])


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that root cannot read")
async def test_what_cannot_be_read_any_more_can_be_given_to_the_editor(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(order(files, sides=("old.md", "new.md"), editor="true")) as (app, pilot):
        monkeypatch.setattr(app, "suspend", not_suspended)
        (files / "new.md").unlink()
        (files / "new.md").symlink_to("/proc/self/mem")
        await pilot.press("e")
        await settled(app, pilot)
        assert app._exception is None
        assert told(app) == []


async def test_in_a_browser_the_desk_asks_for_no_editor(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(order(corpus, root=corpus)) as (app, pilot):
        monkeypatch.setattr(type(app._driver), "is_web", True)
        await pilot.press("j", "e")
        await pilot.pause()
        assert told(app) == ["a page in a browser opens no editor: start the desk in a terminal for that"]


async def test_a_page_of_commands_turned_before_they_stand_endsnot_suspended(files: Path) -> None:
    async with desk(order(files, sides=("old.md", "new.md"))) as (app, pilot):
        for key in ("ctrl+p", "pageup", "pagedown"):
            app.simulate_key(key)
        await settled(app, pilot)
        assert isinstance(app.screen, Commands)
        assert app._exception is None
