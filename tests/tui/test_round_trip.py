"""A review from one sitting to the next: saved, extracted anew, merged with a colleague's, opened again on the desk."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.tui.making import NEW, OLD, desk, make_corpus, order, screen_text, settled, told
from tracker.corpus.reviews import read_review
from tracker.tui.screens.comparison import ComparisonScreen

# As another extractor might have it: an opening page, other line breaks, a word hyphenated, straight quotes.
ANEW = OLD.replace("# A Strategy\n", "# A Strategy\n\nThe White House, Washington.\n").replace(
    "Taiwan receives", "Tai-wan receives"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return make_corpus(tmp_path / "corpus", {"2018": OLD, "2022": NEW})


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True, env=os.environ)
    return done.stdout.strip()


def _reextracted(root: Path, old: str, new: str) -> None:
    """The text of 2018 as if it had been extracted anew, and committed."""
    path = root / "corpus/s/2018.md"
    front, _, text = path.read_text("utf-8").partition("\n---\n")
    assert old.split("\n\n")[1] in text
    body = text[: len(text) - len(text.lstrip())] + new
    path.write_text(f"{front}\n---\n{body}", "utf-8")
    _git(root, "commit", "-qam", "Extracted anew")


async def _judge(root: Path, keys: str) -> None:
    async with desk(order(root, root=root, sides=("s@2018..2022",))) as (app, pilot):
        for key in keys.split():
            if key.startswith("/"):
                reader, changes = app.screen.reader, app.screen.bench.material.changes
                found = (
                    k for i in reader.page.keys if (k := reader.page.blocks[i].key).removeprefix("change:") in changes
                )
                assert reader.go_to(next(k for k in found if changes[k.removeprefix("change:")].kind == key[1:]))
            else:
                await pilot.press(key)
            await settled(app, pilot)
        assert "unsaved" not in screen_text(app)


async def test_it_survives_an_extraction_and_shows_what_it_lost(corpus: Path) -> None:
    await _judge(corpus, "g a c w h y enter j r /reworded p s")
    before = read_review(corpus, "s", "2018", "2022")
    assert before is not None
    _reextracted(corpus, OLD, ANEW)
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        assert isinstance(app.screen, ComparisonScreen)
        sitting = app.screen.bench.sitting
        assert sitting.orphans == ()
        assert sorted(item.verdict or "" for item in sitting.judgements.values()) == ["accepted", "rejected"]
        assert [item.note for item in sitting.judgements.values() if item.note] == ["why"]
        assert any("Parted by the reviewer" in change.why for change in sitting.comparison.changes)
        text = screen_text(app)
        assert "✓" in text
        assert "✗" in text
        await pilot.press("q")
    gone = "\n\n".join(part for part in OLD.split("\n\n") if "China" not in part and "Korea" not in part)
    _reextracted(corpus, OLD, gone)
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        lost = len(app.screen.bench.sitting.orphans)
        assert lost
        assert f"{lost} orphaned" in screen_text(app).splitlines()[0]
        assert screen_text(app).count("orphaned ") >= lost
        await pilot.press("G", "a", "s")
        await settled(app, pilot)
    after = read_review(corpus, "s", "2018", "2022")
    assert after is not None
    assert len(after.judgements) == len(before.judgements) + 1
    assert len(after.repairings) == len(before.repairings)


@pytest.mark.parametrize(
    ("mine", "theirs", "signs"), [("g a s", "g j r s", "✓✗"), ("g a s", "g r s", "!")], ids=["apart", "same"]
)
async def test_two_reviews_merged_in_git_open_as_one(corpus: Path, mine: str, theirs: str, signs: str) -> None:
    _git(corpus, "branch", "colleague")
    await _judge(corpus, mine)
    _git(corpus, "checkout", "-q", "colleague")
    await _judge(corpus, theirs)
    # Whether git can merge the two by itself or leaves its marks in the file: the desk shows both.
    subprocess.run(["git", "merge", "-q", "-m", "Both", "main"], cwd=corpus, capture_output=True, check=False)
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",))) as (app, pilot):
        page = screen_text(app)
        assert all(sign in page for sign in signs)
        if signs == "!":
            assert "accepted" in page
            assert "rejected" in page
        await pilot.press("g", "c", *" seen", "enter", "s")
        await settled(app, pilot)
        kept = (corpus / "corpus/s/reviews/2018..2022.yaml").read_text("utf-8")
        assert "<<<<" not in kept
        assert kept.count("verdict:") == len(signs)


async def test_a_file_for_one_pair_is_left_as_it_is_when_another_is_opened(corpus: Path, tmp_path: Path) -> None:
    kept = tmp_path / "mine.yaml"
    async with desk(order(corpus, root=corpus, sides=("s@2018..2022",), review=kept)) as (app, pilot):
        await pilot.press("g", "a", "s")
        await settled(app, pilot)
        before = kept.read_bytes()
        await pilot.press("x")
        await settled(app, pilot)
        assert "review not read" in screen_text(app)
        assert "is the review of s@2018 and s@2022" in app.screen.bench.fault
        await pilot.press("g", "a", "s")
        await settled(app, pilot)
        assert "not of s@2022 and s@2018" in told(app)[-1]
        assert "unsaved" in screen_text(app)
    assert kept.read_bytes() == before
