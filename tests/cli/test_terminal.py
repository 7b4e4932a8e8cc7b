"""What a terminal gets and a pipe does not: colour, a pager, progress; and what NO_COLOR and --color make of it."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest

from tracker.cli import progress as progress_module
from tracker.cli.progress import progress

from .conftest import Call

OLD = "The United States will keep its forces in Korea and will deter the North from any attack on its neighbours.\n"
NEW = "The United States may keep its forces in Korea and will deter the North from any attack on its neighbours.\n"
ESCAPE = "\x1b["


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)


def test_colour_is_for_terminals(process: Call, on_terminal: Call) -> None:
    assert ESCAPE not in process("diff", "old.txt", "new.txt").out
    assert ESCAPE in on_terminal("--no-pager", "diff", "old.txt", "new.txt").out


@pytest.mark.parametrize(
    ("arguments", "env", "coloured"),
    [
        pytest.param([], {"NO_COLOR": "1"}, False, id="no-color"),
        pytest.param([], {"NO_COLOR": ""}, True, id="no-color-empty"),
        pytest.param([], {"TERM": "dumb"}, False, id="dumb"),
        pytest.param(["--color=never"], {}, False, id="never"),
        pytest.param(["--color=always"], {"NO_COLOR": "1"}, True, id="option-beats-no-color"),
        pytest.param([], {"NO_COLOR": "1", "TRACKER_COLOR": "always"}, True, id="own-variable-beats-no-color"),
    ],
)
def test_colour_on_a_terminal(on_terminal: Call, arguments: list[str], env: dict[str, str], coloured: bool) -> None:
    shown = on_terminal("diff", "old.txt", "new.txt", "--no-pager", *arguments, env=env)
    assert shown.code == 0
    assert (ESCAPE in shown.out) == coloured


def test_colour_may_be_asked_for_anywhere(process: Call) -> None:
    assert ESCAPE in process("diff", "old.txt", "new.txt", "--color", "always").out
    assert ESCAPE in process("--color=always", "diff", "old.txt", "new.txt").out


def test_marks_stand_in_the_text_where_there_is_no_colour(process: Call) -> None:
    plain = process("diff", "old.txt", "new.txt").out
    assert "[-will-]" in plain
    assert "{+may+}" in plain


def test_a_long_result_goes_through_the_pager_on_a_terminal_only(process: Call, on_terminal: Call) -> None:
    env = {"TRACKER_PAGER": "sed 's/^/paged: /'"}
    shown = on_terminal("diff", "old.txt", "new.txt", env=env)
    assert all(line.startswith("paged: ") for line in shown.out.splitlines())
    assert "paged" not in process("diff", "old.txt", "new.txt", env=env).out
    assert "paged" not in on_terminal("diff", "old.txt", "new.txt", "--no-pager", env=env).out
    assert "paged" not in on_terminal("diff", "old.txt", "new.txt", "-o", "out.txt", env=env).out
    assert "paged: " not in on_terminal("completion", "zsh", env=env).out


def test_the_pager_is_told_how_to_behave_unless_the_user_has_said(on_terminal: Call) -> None:
    tell = "cat >/dev/null; echo LESS=$LESS"
    assert "LESS=FRX\n" in on_terminal("diff", "old.txt", "new.txt", env={"TRACKER_PAGER": tell}).out
    assert "LESS=S\n" in on_terminal("diff", "old.txt", "new.txt", env={"TRACKER_PAGER": tell, "LESS": "S"}).out


def test_a_pager_that_is_not_there_loses_nothing(on_terminal: Call) -> None:
    shown = on_terminal("diff", "old.txt", "new.txt", "--color=never", env={"TRACKER_PAGER": "no-such-pager -R"})
    assert shown.code == 0
    assert "tracker: note: the pager 'no-such-pager -R' cannot be run" in shown.out
    assert "HEADLINE SHIFTS" in shown.out


def test_a_pager_that_is_left_early_keeps_the_exit_code(on_terminal: Call, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("\n\n".join(f"Sentence number {number} stands here." for number in range(3000)))
    env = {"TRACKER_PAGER": "head -n 1"}
    shown = on_terminal("diff", "old.txt", "long.txt", "--exit-code", env=env)
    assert shown.code == 1
    assert len(shown.out.splitlines()) == 1


def test_width_is_the_terminals_or_80_or_as_asked(process: Call, on_terminal: Call) -> None:
    def widest(out: str) -> int:
        return max(map(len, out.splitlines()))

    arguments = ("diff", "old.txt", "new.txt", "--no-pager", "--color=never")
    assert widest(process(*arguments).out) <= 80
    assert 80 < widest(on_terminal(*arguments, columns=120).out) <= 120
    assert widest(process(*arguments, "--width", "50").out) <= 50
    assert widest(process(*arguments, env={"TRACKER_WIDTH": "120"}).out) > 80


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_after_a_moment_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress_module, "PATIENCE", 0.05)
    with progress() as say:
        say("reading a.pdf")
        assert terminal.getvalue() == ""
        deadline = time.monotonic() + 5
        while "reading a.pdf" not in terminal.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
        say("comparing \x1b]0;x\x07")
    written = terminal.getvalue()
    assert "reading a.pdf" in written
    assert "comparing ␛]0;x␇" in written
    assert written.endswith("\r\x1b[K")


def test_progress_says_nothing_when_all_is_quick_or_no_one_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, pipe = _Terminal(), io.StringIO()
    monkeypatch.setattr("sys.stderr", terminal)
    with progress() as say:
        say("reading")
    assert terminal.getvalue() == ""
    monkeypatch.setattr("sys.stderr", pipe)
    monkeypatch.setattr(progress_module, "PATIENCE", 0.0)
    with progress() as say:
        say("reading")
        time.sleep(0.05)
    assert pipe.getvalue() == ""


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_the_bytes_do_not_depend_on_the_locale(process: Call, tmp_path: Path, locale: str) -> None:
    (tmp_path / "new.txt").write_text("Korea’s ally — “ours” — is 한국.\n", "utf-8")
    env = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert process("diff", "old.txt", "new.txt", env=env).out == process("diff", "old.txt", "new.txt").out
    assert os.environ.get("PYTHONUTF8") is None
