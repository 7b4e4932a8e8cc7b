"""Every way for a call to end: exit code, one line at most, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.errors import DataError

from .conftest import Call


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["frobnicate"], "no such command 'frobnicate'; see: tracker --help", id="command"),
        pytest.param(["list", "--frob"], "no such option '--frob'", id="option"),
        pytest.param(["add"], "missing argument 'SERIES'; see: tracker add --help", id="argument"),
        pytest.param(["list", "a", "b"], "got unexpected extra argument (b); see: tracker list --help", id="too-many"),
        pytest.param(["diff"], "diff takes two documents", id="diff-none"),
        pytest.param(["diff", "a", "b", "c"], "diff takes two documents", id="diff-three"),
        pytest.param(["diff", "a", "b", "--format", "json", "-s"], "--format json always holds everything", id="json"),
        pytest.param(["diff", "a", "b", "-k", "added", "-s"], "added is a kind of change, not of shift", id="kinds"),
        pytest.param(["diff", "a", "b", "-k", "vague"], "'vague' is not one of", id="kind"),
        pytest.param(
            ["diff", "a", "b", "--width", "7"], "--width: '7' is no width; use 40 to 1000 columns", id="width"
        ),
        pytest.param(["--color", "puce", "list"], "'puce' is not one of 'auto', 'always', 'never'", id="colour"),
        pytest.param(["completion", "tcsh"], "'tcsh' is not one of", id="shell"),
        pytest.param(["show", "a@1", "--plain", "--sections"], "ask for different things", id="show"),
        pytest.param(["changelog", "a", "2018"], "'2018' names no two versions; write OLD..NEW", id="pair"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(call: Call, arguments: list[str], told: str) -> None:
    shown = call(*arguments)
    assert shown.code == 2
    assert shown.out == ""
    assert shown.err.startswith("tracker: ")
    assert told in shown.err
    assert shown.err.count("\n") == 1


def test_an_unforeseen_exception_is_one_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.cli.setup import config_command

    def broken() -> None:
        raise ZeroDivisionError("no\nsense")

    monkeypatch.setattr(config_command, "callback", broken)
    shown = call("config")
    assert shown.code == 2
    assert shown.err == ("tracker: internal error, ZeroDivisionError: no sense; run with --debug for the traceback\n")
    with pytest.raises(ZeroDivisionError):
        call("config", "--debug")


def test_a_message_cannot_steer_the_terminal(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.cli.setup import config_command

    def hostile() -> None:
        raise DataError("a\x1b]0;owned\x07b\nc")

    monkeypatch.setattr(config_command, "callback", hostile)
    assert call("config").err == "tracker: a␛]0;owned␇b c\n"


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m tracker --help | true; echo ${{PIPESTATUS[0]}}"
    for _ in range(3):
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
        assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tracker", "config"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "tracker: the result cannot be written (No space left on device)"
    assert "Traceback" not in done.stderr


def test_an_interrupt_ends_with_130() -> None:
    # Standard input that never ends keeps the call waiting.
    running = subprocess.Popen(
        [sys.executable, "-m", "tracker", "diff", "-", os.devnull],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # What a shell starts in the background is told to ignore interrupts, and so would we be.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert running.stdin is not None
    running.stdin.write("word " * 40_000)
    running.stdin.flush()  # More than a pipe holds: by now it is reading.
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=10)
    assert (running.returncode, out, err) == (130, "", "")
