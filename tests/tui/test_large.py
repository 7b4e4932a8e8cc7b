"""A comparison of twenty thousand rows on the desk: compared for real, moved about in, and no key waits for it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.tui.making import bench_of, comparison_of, order, screen_text, settled
from tracker.tui.app import ReviewApp

ROWS = 20_000


def _ships(few: int) -> str:
    lines = (f"Region {n} of China sends {n % 7 if n % 5 else few} ships to port {n}." for n in range(ROWS))
    return "# Ships\n\n" + "\n\n".join(lines)


@pytest.mark.slow
async def test_a_comparison_of_twenty_thousand_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (_ships(8), _ships(9))
    comparison = comparison_of(old, new)
    assert len(comparison.changes) == ROWS
    bench = bench_of(comparison)
    monkeypatch.setattr(ReviewApp, "compared", lambda app, arguments, progress: bench)
    app = ReviewApp(order(tmp_path, sides=("old", "new")))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("2")
        await settled(app, pilot)
        assert app.screen.reader.page.height > ROWS
        taken = {}
        for key in ("j", "space", "ctrl+d", "minus", "n", "N", "a", "G", "k", "g"):
            began = time.process_time()
            await pilot.press(key)
            await pilot.pause()
            taken[key] = time.process_time() - began
        # Pilot waits for the screen's clock as well; a key that walked through all rows would take seconds.
        assert max(taken.values()) < 1, taken
        await pilot.press("G")
        await settled(app, pilot)
        assert f"Region {ROWS - 1} of China" in screen_text(app)
