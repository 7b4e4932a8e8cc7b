"""The hooks find the program, or another one on the path, or do without: none of it holds up a commit."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.hook.conftest import Repo, commit_document, hook_states, put
from tracker.corpus.inhook import open_in_hook
from tracker.hook.install import install


def _copied_python(tmp_path: Path) -> Path:
    """A Python of its own, as in a virtual environment."""
    return put(tmp_path / "venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')


def test_a_virtual_environment_that_was_removed(bare: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = _copied_python(tmp_path)
    install(open_in_hook(bare.top, {}), python=python)
    shutil.rmtree(python.parents[1])
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    ran = commit_document(bare)
    assert ran.code == 0
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"tracker: the pre-commit hook found no tracker to run (installed by {python}):")
    assert set(hook_states(bare).values()) == {"outdated"}


def test_a_virtual_environment_without_tracker_in_it(
    bare: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = put(tmp_path / "python", f'#!/bin/sh\nexec "{sys.executable}" -S "$@"\n')
    install(open_in_hook(bare.top, {}), python=python)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.delenv("PYTHONPATH")
    ran = commit_document(bare)
    assert ran.code == 0
    assert len(ran.err.splitlines()) == 1
    assert "found no tracker to run" in ran.err


@pytest.mark.slow
def test_tracker_on_the_path_stands_in(bare: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(open_in_hook(bare.top, {}), python=tmp_path / "gone")
    put(tmp_path / "bin/tracker", f'#!/bin/sh\nexec "{sys.executable}" -m tracker "$@"\n')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    ran = commit_document(bare)
    assert ran.code == 0, ran.err
    bare.assert_sound()


@pytest.mark.parametrize("code", [1, 2, 126, 137, 255])
def test_a_program_that_breaks_holds_up_nobody(bare: Repo, tmp_path: Path, code: int) -> None:
    install(open_in_hook(bare.top, {}), python=put(tmp_path / "python", f"#!/bin/sh\nexit {code}\n"))
    assert commit_document(bare).code == 0


def test_a_commit_that_touches_no_document_starts_no_python(bare: Repo, tmp_path: Path) -> None:
    install(open_in_hook(bare.top, {}), python=put(tmp_path / "python", '#!/bin/sh\necho "$@" >> "$0.ran"\n'))
    (bare.top / "README").write_text("read me\n")
    (bare.top / "tests/corpus").mkdir(parents=True)
    (bare.top / "tests/corpus.txt").write_text("no corpus\n")
    bare.git("add", ".")
    assert bare.commit().code == 0
    assert bare.run("commit", "--amend", "-m", "Again").code == 0
    bare.git("checkout", "-qb", "side", "HEAD~1")
    bare.git("merge", "-q", "--no-edit", "main")
    bare.git("commit", "--allow-empty", "-qm", "side")
    bare.git("rebase", "-q", "--force-rebase", "main")
    bare.git("cherry-pick", "--keep-redundant-commits", "main")
    assert not (tmp_path / "python.ran").exists()
    commit_document(bare)
    assert (tmp_path / "python.ran").exists()
