"""Every key of every screen, pressed: what it changes is seen to change. The last test finds keys not tried here."""

from __future__ import annotations

import webbrowser
from contextlib import nullcontext
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.key_cases import CASES, LEAVING, OPEN, State, state
from tests.tui.making import NEW, OLD, desk, order, settled
from tracker.tui.app import ReviewApp
from tracker.tui.keys import COMPARISON, EVERYWHERE, FULL_TEXT, LIBRARY, READER, keys_in

MORE = "".join(f"\nThe Department keeps base {n} open.\n" for n in range(30))


@pytest.fixture(scope="module")
def versions() -> dict[str, str]:
    return {
        "2020": OLD.replace("pacing challenge", "main challenge") + MORE,
        "2021": OLD + MORE,
        "2022": NEW + MORE,
    }


def _corpus_order(corpus: Path, where: str) -> Any:
    sides = () if where == LIBRARY else ("s@2021..2022",)
    return order(corpus, root=corpus, sides=sides, editor="vi")


async def _press(app: ReviewApp, pilot: Pilot[None], keys: str) -> None:
    for key in keys.split():
        if key.startswith("/"):
            _stand(app, key[1:])
        else:
            await pilot.press(key)
        if getattr(app.screen, "awaits", False) or any(worker.is_running for worker in app.workers):
            await settled(app, pilot)


def _stand(app: ReviewApp, what: str) -> None:
    """Puts the cursor on a block of that sort."""
    reader, bench = app.screen.reader, app.screen.bench  # type: ignore[attr-defined]
    for index in reader.page.keys:
        key = reader.page.blocks[index].key
        change = bench.material.changes.get(bench.target(key))
        if change and (change.kind == "reworded" if what == "reworded" else len(bench.loci(key)) == 1):
            assert reader.go_to(key)
            return
    raise AssertionError(f"there is no {what}")


async def _back(app: ReviewApp, pilot: Pilot[None], where: str, stack: int) -> None:
    """To the screen under test, whatever a key has opened."""
    for _ in range(6):
        if not hasattr(app.screen, "WHERE"):
            await _press(app, pilot, "escape")
        elif where == app.screen.WHERE and len(app.screen_stack) <= stack:
            return
        else:
            await _press(app, pilot, "q" if len(app.screen_stack) > 2 else OPEN[where])
    raise AssertionError(f"no way back to {where} from {app.screen}")


@pytest.mark.parametrize(
    "where", [pytest.param(where, marks=() if where == COMPARISON else pytest.mark.slow) for where in sorted(CASES)]
)
async def test_a_key_does_what_it_says(corpus: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr("tracker.tui.editor.subprocess.run", lambda command, check: called.append("editor"))
    browser = webbrowser.BackgroundBrowser("www")
    monkeypatch.setattr(browser, "open", lambda address: called.append("browser"))
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    monkeypatch.setattr(ReviewApp, "suspend", lambda app: nullcontext())
    failed: list[str] = []
    async with desk(_corpus_order(corpus, where), (120, 20 if where in (COMPARISON, FULL_TEXT) else 6)) as (app, pilot):
        await _press(app, pilot, OPEN[where])
        stack = len(app.screen_stack)
        for case in CASES[where]:
            for key in case.keys.split():
                await _back(app, pilot, where, stack)
                await _press(app, pilot, case.first)
                before = state(app, called)
                await _press(app, pilot, key)
                after = state(app, called)
                if not case.check(before, after):
                    failed.append(f"{case.first} {key}: {_difference(before, after)}")
    assert not failed, "\n".join(failed)
    assert app._exception is None


def _difference(before: State, after: State) -> str:
    pairs = ((item.name, getattr(before, item.name), getattr(after, item.name)) for item in fields(State))
    return "; ".join(f"{name} {was!r} → {now!r}" for name, was, now in pairs if was != now) or "nothing changed"


@pytest.mark.parametrize("key", LEAVING.split())
async def test_leaving(corpus: Path, key: str) -> None:
    async with desk(_corpus_order(corpus, COMPARISON)) as (app, pilot):
        await pilot.press(key)
        await pilot.pause()
        assert app._exit


@pytest.mark.parametrize("where", sorted(CASES))
def test_no_key_is_left_untried(where: str) -> None:
    named = {name for key in (*keys_in(where), *keys_in(EVERYWHERE), *keys_in(READER)) for name in key.keys}
    tried = {name for case in CASES[where] for name in case.keys.split()}
    assert named - tried - set(LEAVING.split()) == set()
    assert tried - named == set()
