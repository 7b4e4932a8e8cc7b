"""The desk as its users meet it: every key on every screen, at several sizes, on sound and on broken corpora."""

from __future__ import annotations

import subprocess
import threading
import webbrowser
from pathlib import Path

import pytest
from textual import events

from tests.tui.making import NEW, OLD, desk, make_corpus, order, screen_text, settled, shows, told
from tracker.corpus.reviews import read_review
from tracker.tui.app import ReviewApp
from tracker.tui.prompts import Commands, Leaving, Pick, Sheet
from tracker.tui.screens.comparison import ComparisonScreen
from tracker.tui.screens.found import LineageScreen, SearchScreen
from tracker.tui.screens.fulltext import FullTextScreen
from tracker.tui.screens.ledger import LedgerScreen
from tracker.tui.screens.library import LibraryScreen

SIZES = [(80, 24), (120, 40), (200, 50)]
MIDDLE = OLD.replace("pacing challenge", "main challenge")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "Test Author")
            patch.setenv(f"GIT_{role}_EMAIL", "author@example.org")
            patch.setenv(f"GIT_{role}_DATE", "2020-01-01T00:00:00+00:00")
        return make_corpus(tmp_path_factory.mktemp("template") / "c", {"2018": OLD, "2020": MIDDLE, "2022": NEW})


@pytest.fixture
def corpus(template: Path, tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    subprocess.run(["cp", "-r", str(template), str(root)], check=True)
    return root


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "old.md").write_text(OLD, "utf-8")
    (tmp_path / "new.md").write_text(NEW, "utf-8")
    return tmp_path


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
        assert "s 2018 → 2020" in screen_text(app) or "s 2020 → 2022" in screen_text(app)
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
        assert not app.is_running or app._exit


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
        monkeypatch.setattr(app, "suspend", _nothing)
        await pilot.press("j", "e")
        await pilot.pause()
    assert called == [["vi", "-R", str(corpus / "corpus/s/2022.md")]]


@pytest.mark.parametrize("editor", ["no-such-editor -w", "vi 'open"], ids=["not there", "not a command"])
async def test_an_editor_that_cannot_be_run_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch, editor: str) -> None:
    async with desk(order(corpus, root=corpus, editor=editor)) as (app, pilot):
        monkeypatch.setattr(app, "suspend", _nothing)
        await pilot.press("j", "e")
        await pilot.pause()
        assert [told.message.partition(":")[0] for told in app._notifications] == ["the editor cannot be run"]


def _nothing():  # type: ignore[no-untyped-def]
    from contextlib import nullcontext

    return nullcontext()


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


async def test_the_library_says_why_a_key_does_nothing(tmp_path: Path) -> None:
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
        monkeypatch.setattr(app, "suspend", _nothing)
        await pilot.press("j", "e")
        await pilot.pause()
        wanted = ["record it with: tracker correct s@2022 --reason …; enter compares anew"]
        assert told(app) == (wanted if word else [])


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that root cannot read")
async def test_what_cannot_be_read_any_more_can_be_given_to_the_editor(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(order(files, sides=("old.md", "new.md"), editor="true")) as (app, pilot):
        monkeypatch.setattr(app, "suspend", _nothing)
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


async def test_a_page_of_commands_turned_before_they_stand_ends_nothing(files: Path) -> None:
    async with desk(order(files, sides=("old.md", "new.md"))) as (app, pilot):
        for key in ("ctrl+p", "pageup", "pagedown"):
            app.simulate_key(key)
        await settled(app, pilot)
        assert isinstance(app.screen, Commands)
        assert app._exception is None
