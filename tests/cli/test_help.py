"""Help, version and completion: there for every command, examples first."""

from __future__ import annotations

import re
import subprocess

import pytest

from tracker.cli.app import app

from .conftest import Call

COMMANDS = sorted(app.list_commands(None))  # type: ignore[arg-type]


def test_help_lists_every_command_under_a_heading(call: Call) -> None:
    shown = call("--help")
    assert shown.code == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command} +\S", shown.out, re.MULTILINE)
    assert call("-h").out == shown.out


def test_no_command_at_all_shows_the_help_as_trouble(call: Call) -> None:
    shown = call()
    assert (shown.code, shown.out) == (2, "")
    assert shown.err == call("--help").out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_begins_with_examples(call: Call, command: str) -> None:
    shown = call(command, "--help")
    assert shown.code == 0
    assert shown.err == ""
    assert "Examples:" in shown.out
    assert shown.out.index("Examples:") < shown.out.index("Usage:")
    assert f"tracker {command}" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 100


def test_names_in_a_usage_line_are_not_broken(call: Call) -> None:
    shown = call("hook", "run", "--help")
    assert "Usage: tracker hook run [OPTIONS] HOOK [ARGUMENTS]...\n" in shown.out
    assert "post-commit, post-merge" in shown.out


def test_version(call: Call) -> None:
    shown = call("--version")
    assert (shown.code, shown.err) == (0, "")
    assert re.fullmatch(r"tracker \d+\.\d+\.\d+\n", shown.out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(call: Call, shell: str) -> None:
    shown = call("completion", shell)
    assert shown.code == 0
    assert "_TRACKER_COMPLETE" in shown.out


def test_completion_script_is_sound_bash(call: Call) -> None:
    script = call("completion", "bash").out
    subprocess.run(["bash", "-n"], input=script.encode(), check=True)


def test_completion_offers_commands(process: Call) -> None:
    shown = process(
        env={"_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": "tracker ch", "COMP_CWORD": "1"},
    )
    assert "changelog" in shown.out
