"""`tracker add` and the hooks beside each other: the same commit either way, and no work done twice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.hook.conftest import Repo, marker
from tests.usecases.conftest import TEXTS
from tracker.corpus.inhook import open_in_hook
from tracker.hook.install import install
from tracker.usecases.add import NewVersion, add_version


def test_add_runs_no_hook_since_it_has_done_their_work(repo: Repo, tmp_path: Path) -> None:
    """Neither ours nor a stranger's: what `add` commits was checked and compared by the same code."""
    ran = tmp_path / "ran"
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$@" >> "{ran}"\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    install(open_in_hook(repo.top, {}), python=python)
    for name in ("pre-commit", "post-commit"):
        kept = marker(repo, f"{name}.before-tracker")
        kept.write_text(f'#!/bin/sh\necho stranger >> "{ran}"\n')
        kept.chmod(0o755)
    add_version(repo.top, NewVersion("harbours", "1975", TEXTS["1975"].encode(), "1975.md"))
    assert not ran.exists()
    repo.assert_sound()
    # The hooks are there all the same, and find the work done.
    assert repo.run("commit", "--amend", "--no-edit").code == 0
    assert "stranger" in ran.read_text()
    assert "pre-commit" not in ran.read_text()


@pytest.mark.slow
def test_add_from_within_another_repositorys_hook(repo: Repo, tmp_path: Path) -> None:
    """A stranger's hook that calls tracker on a corpus elsewhere: git's variables mean the other repository."""
    other = Repo(tmp_path / "other", tmp_path / "other")
    other.top.mkdir()
    other.git("init", "-q")
    (tmp_path / "1975.md").write_text(TEXTS["1975"])
    hook = marker(other, "pre-commit")
    hook.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m tracker -C "{repo.top}" add harbours 1975 "{tmp_path}/1975.md"\n'
    )
    hook.chmod(0o755)
    (other.top / "a").write_text("a\n")
    other.git("add", "a")
    ran = other.commit()
    assert ran.code == 0, ran.err
    assert other.git("ls-tree", "--name-only", "HEAD") == "a"
    assert repo.pairs() == ["1962..1975", "1975..1987"]
    repo.assert_sound()
