"""The main screens as pictures: drawn from an invented comparison, so that only the desk can change them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.report.sample import COMPARISON
from tests.tui.making import bench_of, order, settled
from tracker.tui.app import ReviewApp

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("name", "size", "look", "keys"),
    [
        pytest.param("comparison-120", (120, 40), "desk-dark", ["j", "a", "j"], id="comparison"),
        pytest.param("comparison-80", (80, 24), "desk-light", ["j"], id="comparison-narrow"),
        pytest.param("theme-200", (200, 50), "desk-contrast", ["right_square_bracket"], id="theme-wide"),
        pytest.param("fulltext-120", (120, 40), "desk-dark", ["2", "n"], id="full-text"),
        pytest.param("ledger-120", (120, 40), "desk-light", ["3"], id="ledger"),
    ],
)
async def test_screens_look_as_they_were_approved(
    name: str, size: tuple[int, int], look: str, keys: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = bench_of(COMPARISON)
    monkeypatch.setattr(ReviewApp, "compared", lambda app, arguments, progress: bench)
    app = ReviewApp(order(tmp_path, sides=("old", "new"), look=look))
    await _compare(app, name, size, keys)


@pytest.mark.parametrize(
    ("name", "size", "look", "sides", "keys"),
    [
        pytest.param("library-120", (120, 40), "desk-dark", (), ["j", "a"], id="library"),
        pytest.param("library-80", (80, 24), "desk-light", (), ["j"], id="library-narrow"),
        pytest.param("search-80", (80, 24), "desk-dark", (), ["5", *"korea", "enter"], id="search"),
        pytest.param("lineage-120", (120, 40), "desk-light", ("s@2018..2022",), ["4"], id="lineage"),
        pytest.param("help-80", (80, 24), "desk-contrast", ("s",), ["question_mark"], id="help"),
        pytest.param("filter-120", (120, 40), "desk-dark", ("s",), ["f", "j", "space"], id="filter"),
        pytest.param("mono-80", (80, 24), "", ("s@2018..2022",), ["G", "k", "r"], id="no-colour"),
    ],
)
async def test_screens_of_a_corpus_look_as_they_were_approved(
    name: str,
    size: tuple[int, int],
    look: str,
    sides: tuple[str, ...],
    keys: list[str],
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not look:
        monkeypatch.setenv("NO_COLOR", "1")
    app = ReviewApp(order(corpus, root=corpus, sides=sides, look=look), apart=False)
    await _compare(app, name, size, keys)


async def _compare(app: ReviewApp, name: str, size: tuple[int, int], keys: list[str]) -> None:
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        for key in keys:
            await pilot.press(key)
            await settled(app, pilot)
        picture = _steady(app.export_screenshot(title="tracker"))
    path = GOLDEN / f"{name}.svg"
    if os.environ.get("TRACKER_WRITE_GOLDENS"):
        path.write_text(picture, encoding="utf-8", newline="\n")
    assert picture == path.read_text(encoding="utf-8")


def _steady(svg: str) -> str:
    """Without the number that names the picture's parts, which differs from run to run, and without fonts from afar."""
    return re.sub(r"\s*@font-face \{.*?\}", "", re.sub(r"terminal-\d+", "terminal", svg), flags=re.DOTALL)
