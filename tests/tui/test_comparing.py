"""A comparison in a process of its own: the same answer, the same errors, and an end whenever one is wanted."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.tui.making import NEW, OLD, order, shows
from tracker.errors import InputError, TrackerError
from tracker.tui.app import ReviewApp
from tracker.tui.comparing import Comparing, Request
from tracker.usecases.compare import compare_sides


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "old.md").write_text(OLD, "utf-8")
    (tmp_path / "new.md").write_text(NEW, "utf-8")
    # Modules of the folder it is started in must not be taken for those of the library.
    (tmp_path / "pickle.py").write_text("raise SystemExit('taken from the folder')", "utf-8")
    return tmp_path


def test_it_finds_what_is_found_here(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files)
    steps: list[str] = []
    found = Comparing(Request(("old.md", "new.md"), files)).result(steps.append)
    assert found == compare_sides(("old.md", "new.md"), directory=files)
    assert steps


def test_its_errors_are_those_of_the_comparison(files: Path) -> None:
    with pytest.raises(InputError) as caught:
        Comparing(Request(("old.md", "none.md"), files)).result(lambda _: None)
    with pytest.raises(InputError) as here:
        compare_sides(("old.md", "none.md"), directory=files)
    assert str(caught.value) == str(here.value)


def test_who_no_longer_wants_it_does_not_wait_for_it(files: Path) -> None:
    (files / "long.md").write_text("\n\n".join(f"China builds {n} ships in {n}." for n in range(20_000)), "utf-8")
    comparing = Comparing(Request(("old.md", "long.md"), files))

    def enough(step: str) -> None:
        raise KeyboardInterrupt

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        comparing.result(enough)
    assert time.monotonic() - begun < 2
    comparing.stop()


def test_a_killed_process_is_told_of_in_one_line(files: Path) -> None:
    comparing = Comparing(Request(("old.md", "new.md"), files))
    comparing.stop()
    with pytest.raises(TrackerError, match=r"came to no end.*; try it again$"):
        comparing.result(lambda _: None)


async def test_the_desk_shows_what_was_begun_before_it(files: Path) -> None:
    wanted = order(files, sides=("old.md", "new.md"))
    app = ReviewApp(wanted, Comparing(Request(wanted.sides, files)))
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(app, pilot, "those that matter most first")
