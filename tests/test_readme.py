"""Runs every command that the README shows, in its order, and holds each line of output that it prints against it.

The shell stands where the reader does: in a clone, which is a corpus itself, with the program in its `.venv` alone.
In a `console` block a line after `$ ` is typed, the lines below it are what came out. `…` alone on a line stands for
any number of lines, within a line for anything.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

REPO_ROOT = Path(__file__).resolve().parent.parent
README = (REPO_ROOT / "README.md").read_text("utf-8")
WRITE = bool(os.environ.get("TRACKER_WRITE_GOLDENS"))
"""Write what comes out now into the README, as much of it as it shows: to be read before it is committed."""


@dataclass(frozen=True, slots=True)
class Step:
    line: int
    typed: str
    shown: tuple[str, ...]


def test_every_command_shows_what_the_readme_says(tmp_path: Path) -> None:
    shell = _Shell(tmp_path)
    lines = README.splitlines()
    steps = _steps(README)
    assert steps
    came = []
    for step in steps:
        code, out = shell.type(step.typed)
        expected = "\n".join(step.shown)
        where = f"README.md:{step.line}: $ {step.typed}"
        assert code == 0, f"{where} ended with {code}\n{out}"
        if not WRITE:
            assert _matches(step.shown, out.splitlines()), f"{where}\n--- README\n{expected}\n--- now\n{out}"
        came.append((step, out.splitlines()))
    if WRITE:
        for step, out_lines in reversed(came):
            lines[step.line : step.line + len(step.shown)] = _refreshed(step.shown, out_lines)
        (REPO_ROOT / "README.md").write_text("\n".join(lines) + "\n", "utf-8")


def test_the_two_commands_use_what_is_there() -> None:
    commands = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert len(commands) == 2
    for command in commands:
        assert "-c constraints.txt" in command
        assert command.startswith("python3 -m venv .venv && ")
        subprocess.run(["bash", "-n"], input=command.encode(), check=True)
    assert "tracker demo" in commands[0]
    assert "pytest" in commands[1]


def test_the_other_tools_were_tried_on_these_very_texts() -> None:
    """When this fails, run them again as the README says, correct its table, and write the new digests here."""
    tried = {
        "2022": "0d12af4f5883c21b96c4c313650bf514cfd5318a7c17f3db68b9667151a46a4d",
        "2026": "1627644448cf6309e21b54ded775835f9b70f717bacc5221a035de2228ba4697",
    }
    folder = REPO_ROOT / "seeds" / "documents" / "us-nds"
    now = {year: hashlib.sha256((folder / f"{year}.md").read_bytes()).hexdigest() for year in tried}
    assert now == tried


def test_every_link_into_the_project_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", README)
    assert not [link for link in links if "://" not in link and not (REPO_ROOT / link).exists()]


@pytest.mark.parametrize(
    ("shown", "out", "same"),
    [
        pytest.param(["a", "b"], ["a", "b"], True, id="same"),
        pytest.param(["a"], ["a", "b"], False, id="more-came"),
        pytest.param(["a", "…"], ["a", "b", "c"], True, id="rest-left-out"),
        pytest.param(["a", "…", "d"], ["a", "b", "c", "d"], True, id="middle-left-out"),
        pytest.param(["…", "c"], ["a", "c", "d"], False, id="end-differs"),
        pytest.param(["commit …"], ["commit 12ab"], True, id="within-a-line"),
        pytest.param(["a.c"], ["abc"], False, id="no-pattern"),
        pytest.param([], ["a"], False, id="nothing-shown"),
    ],
)
def test_elisions(shown: list[str], out: list[str], same: bool) -> None:
    assert _matches(tuple(shown), out) == same


class _Shell:
    """One shell session from step to step: folder and variables that a step leaves hold for what follows."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "clone"
        programs = self._folder / ".venv" / "bin"
        programs.mkdir(parents=True)
        shutil.copytree(REPO_ROOT / "corpus", self._folder / "corpus")
        tracker = programs / "tracker"
        tracker.write_text(f"#!{sys.executable}\nfrom tracker.cli import main\n\nmain()\n")
        tracker.chmod(0o755)
        subprocess.run(["git", "init", "--quiet", str(self._folder)], check=True)
        ours = str(Path(sys.executable).parent)
        self._left = home / "left"
        self._left.write_text("")
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")},
            "PATH": os.pathsep.join(folder for folder in os.environ["PATH"].split(os.pathsep) if folder != ours),
            "PYTHONPATH": str(REPO_ROOT),
            "TMPDIR": str(home),
            "LC_ALL": "C.UTF-8",  # `ls` sorts by the locale
        }

    def type(self, command: str) -> tuple[int, str]:
        script = f"source '{self._left}'\n{command}\ncode=$?\nexport -p > '{self._left}'\npwd\nexit $code"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        *lines, folder = done.stdout.decode().splitlines(keepends=True)
        self._folder = Path(folder.rstrip("\n"))
        return done.returncode, "".join(lines)


def _steps(text: str) -> list[Step]:
    steps: list[Step] = []
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            steps.append(Step(number, line[2:], ()))
        elif inside:
            last = steps.pop()
            steps.append(Step(last.line, last.typed, (*last.shown, line)))
    return steps


def _refreshed(shown: tuple[str, ...], out: list[str]) -> list[str]:
    """The output, elided in its lines as before, with as many lines around what is left out as the README shows now."""
    if _matches(shown, out):
        return list(shown)
    fresh = [next((old for old in shown if "…" in old[1:] and _matches((old,), [line])), line.rstrip()) for line in out]
    if "…" not in shown:
        return fresh
    first = shown.index("…")
    tail = shown[::-1].index("…")
    return [*fresh[:first], "…", *fresh[len(fresh) - tail :]]


def _matches(shown: tuple[str, ...], out: list[str]) -> bool:
    lines = [r"(?:.*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n" for line in shown]
    return re.fullmatch("".join(lines), "".join(line.rstrip() + "\n" for line in out)) is not None
