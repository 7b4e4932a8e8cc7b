"""A comparison in a process of its own: the same answer, the same errors, and an end whenever one is wanted."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.tui.making import NEW, OLD, make_corpus, order, shows
from tracker.errors import InputError, TrackerError
from tracker.tui.app import ReviewApp
from tracker.tui.comparing import Comparing, Request
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.compare import Compared, compare_sides


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


def _remembered(folder: Path) -> list[Path]:
    return list(folder.glob("*.comparison"))


@pytest.fixture
def long_files(files: Path) -> Path:
    more = "\n\n".join(f"Harbour {n} must be dredged by the crown to {n} metres, and soon." for n in range(200))
    (files / "old.md").write_text(f"{OLD}\n{more}\n", "utf-8")
    (files / "new.md").write_text(f"{NEW}\n{more}\n", "utf-8")
    return files


def _compared(files: Path, memory: Path) -> Compared:
    comparing = Comparing(Request(("old.md", "new.md"), files, memory=memory))
    found = comparing.result(lambda _: None)
    comparing._listener.join(30)
    return found


def test_the_desk_and_diff_have_one_memory(long_files: Path, tmp_path: Path) -> None:
    memory = tmp_path / "cache" / "remembered"
    first = _compared(long_files, memory)
    (kept,) = _remembered(memory)
    assert memory.stat().st_mode & 0o777 == 0o700
    before = kept.stat().st_ino
    steps: list[str] = []
    again = compare_sides(("old.md", "new.md"), directory=long_files, memory=memory, progress=steps.append)
    assert again == first
    assert not steps
    assert _compared(long_files, memory) == first
    assert _remembered(memory) == [kept]
    assert kept.stat().st_ino == before


@pytest.mark.slow
def test_a_broken_or_impossible_memory_costs_time_and_nothing_else(long_files: Path, tmp_path: Path) -> None:
    memory = tmp_path / "cache"
    first = _compared(long_files, memory)
    (kept,) = _remembered(memory)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-100])
    assert _compared(long_files, memory) == first
    assert kept.read_bytes() == whole
    (tmp_path / "file").write_text("", "utf-8")
    assert _compared(long_files, tmp_path / "file") == first


def test_what_was_added_opens_from_memory(tmp_path: Path) -> None:
    memory = tmp_path / "memory"
    more = "\n\n".join(f"Harbour {n} must be dredged by the crown to {n} metres, and soon." for n in range(200))
    root = make_corpus(tmp_path / "corpus", {"2018": f"{OLD}\n{more}\n"})
    later = f"{NEW}\n{more}\n".encode()
    add_version(root, NewVersion("s", "2022", later, "2022.md", published="2022"), memory=memory)
    (kept,) = _remembered(memory)
    for arguments in (("s",), ("s@2018..2022",), ("s@2022",), ("s@2018", "s@2022")):
        steps: list[str] = []
        found = compare_sides(arguments, directory=root, root=root, memory=memory, progress=steps.append)
        assert not steps
        assert found == compare_sides(arguments, directory=root, root=root)
    assert _remembered(memory) == [kept]
    path = root / "corpus/s/2018.md"
    path.write_text(path.read_text("utf-8").replace("pacing", "main"), "utf-8")
    compare_sides(("s",), directory=root, root=root, memory=memory)
    assert len(_remembered(memory)) == 2


@pytest.mark.parametrize("place", ["corpus/corpus/memory", "file/memory"])
def test_an_add_needs_no_memory_and_writes_none_into_the_corpus(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    more = "\n\n".join(f"Harbour {n} must be dredged by the crown to {n} metres, and soon." for n in range(200))
    root = make_corpus(tmp_path / "corpus", {"2018": f"{OLD}\n{more}\n"})
    new = NewVersion("s", "2022", f"{NEW}\n{more}\n".encode(), "2022.md", published="2022")
    assert add_version(root, new, memory=tmp_path / place).commit
    assert not (tmp_path / place).exists()
