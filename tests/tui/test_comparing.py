"""A comparison in a process of its own: the same answer, the same errors, and an end whenever one is wanted."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest

from tests.tui.making import CODEBOOK, NEW, OLD, make_corpus, order, shows
from tracker.errors import InputError, TrackerError
from tracker.tui.app import ReviewApp
from tracker.tui.comparing import Comparing, Request
from tracker.tui.kept import Kept, restored
from tracker.usecases.compare import Compared, compare_sides
from tracker.usecases.fingerprint import fingerprint


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "old.md").write_text(OLD, "utf-8")
    (tmp_path / "new.md").write_text(NEW, "utf-8")
    # Modules of the folder it is started in must not be taken for those of the library.
    (tmp_path / "pickle.py").write_text("raise SystemExit('taken from the folder')", "utf-8")
    return tmp_path


@pytest.mark.slow
def test_it_finds_what_is_found_here(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files)
    steps: list[str] = []
    found = Comparing(Request(("old.md", "new.md"), files)).result(steps.append)
    assert found == compare_sides(("old.md", "new.md"), directory=files)
    assert steps


@pytest.mark.slow
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


def _kept(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*") if not path.name.startswith(".")] if folder.exists() else []


def _compared(files: Path, cache: Path, steps: list[str] | None = None) -> Compared:
    comparing = Comparing(Request(("old.md", "new.md"), files, cache=cache))
    found = comparing.result((steps if steps is not None else []).append)
    comparing._listener.join(30)
    return found


def test_what_was_compared_once_is_kept(files: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "comparisons"
    first = _compared(files, cache)
    assert len(_kept(cache)) == 1
    assert cache.stat().st_mode & 0o777 == 0o700
    kept = _kept(cache)[0]
    before = kept.stat().st_ino
    assert _compared(files, cache) == first
    assert kept.stat().st_ino == before
    assert first == compare_sides(("old.md", "new.md"), directory=files)


@pytest.mark.slow
def test_a_broken_or_foreign_cache_costs_time_and_nothing_else(files: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = _compared(files, cache)
    kept = _kept(cache)[0]
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-100])
    assert _compared(files, cache) == first
    for _ in range(200):
        if len(kept.read_bytes()) > len(whole) - 100:
            break
        time.sleep(0.05)
    assert restored(kept.read_bytes()) == first
    cache.chmod(0o777)
    kept.write_bytes(pickle.dumps("not a comparison"))
    assert _compared(files, cache) == first
    (tmp_path / "file").write_text("", "utf-8")
    assert _compared(files, tmp_path / "file") == first


def test_only_the_latest_are_kept(tmp_path: Path, files: Path) -> None:
    compared = compare_sides(("old.md", "new.md"), directory=files)
    kept = Kept(tmp_path / "cache")
    for number in range(70):
        kept.keep(f"{number:02}", compared)
        os.utime(tmp_path / "cache" / f"{number:02}", (number, number))
    kept.keep("70", compared)
    names = {path.name for path in (tmp_path / "cache").iterdir()}
    assert len(names) == 60
    assert "70" in names
    assert "00" not in names


def test_the_name_of_a_comparison_names_all_it_depends_on(files: Path, tmp_path: Path) -> None:
    def name(*arguments: str, codebook: Path | None = None) -> str:
        return fingerprint(arguments, directory=files, root=None, codebook_path=codebook)

    one = name("old.md", "new.md")
    assert name("old.md", "new.md") == one
    (tmp_path / "book.yaml").write_text(CODEBOOK, "utf-8")
    (files / "copy.md").write_text(OLD, "utf-8")
    others = [name("new.md", "old.md"), name("copy.md", "new.md")]
    others.append(name("old.md", "new.md", codebook=tmp_path / "book.yaml"))
    assert len({one, *others}) == 4
    root = make_corpus(tmp_path / "corpus")
    newest = fingerprint(("s",), directory=files, root=root, codebook_path=None)
    assert fingerprint(("s@2018..2022",), directory=files, root=root, codebook_path=None) == newest
    path = root / "corpus/s/2018.md"
    path.write_text(path.read_text("utf-8").replace("pacing", "main"), "utf-8")
    assert fingerprint(("s",), directory=files, root=root, codebook_path=None) != newest
