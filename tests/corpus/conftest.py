"""Repositories to write into."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit and a corpus folder's worth of blanks and letters in its path."""
    top = tmp_path / "Strategien ä b"
    top.mkdir()
    run_git(top, "init", "--quiet")
    (top / "mine.txt").write_text("mine\n")
    run_git(top, "add", "mine.txt")
    run_git(top, "commit", "--quiet", "-m", "Begin")
    return top


@pytest.fixture
def git(repository: Path) -> Git:
    return lambda *arguments: run_git(repository, *arguments)


def run_git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n")
