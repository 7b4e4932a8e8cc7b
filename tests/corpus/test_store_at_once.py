"""Others write into the repository at the same moment, or the environment tells of another one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.corpus.conftest import Git, run_git
from tests.corpus.making import TEXT, record


def test_a_held_index_is_waited_for(repository: Path, git: Git) -> None:
    lock = repository / ".git" / "index.lock"
    lock.write_bytes(b"")
    holder = subprocess.Popen(["sh", "-c", f"sleep 0.5; rm '{lock}'"])
    commit = record(repository, {TEXT: b"text\n"})
    holder.wait()
    assert git("rev-parse", "HEAD") == commit


def test_a_commit_made_meanwhile_is_built_upon(repository: Path, git: Git) -> None:
    """Another commit lands after HEAD was read: a filter makes it, in the middle of our writing."""
    script = repository / ".git" / "meanwhile"
    script.write_text(
        f"#!/bin/sh\ncat\nunset GIT_INDEX_FILE GIT_DIR GIT_WORK_TREE\ncd '{repository}'\n"
        "if [ ! -e .git/once ]; then touch .git/once; git commit --quiet --allow-empty -m Meanwhile; fi\n"
    )
    script.chmod(0o755)
    git("config", "filter.meanwhile.clean", f"'{script}'")
    (repository / ".gitattributes").write_text("corpus/** filter=meanwhile\n")
    git("add", ".gitattributes")
    git("commit", "--quiet", "-m", "Attributes")
    record(repository, {TEXT: b"text\n"})
    assert git("log", "--format=%s").splitlines() == ["us-nds 2026: Title", "Meanwhile", "Attributes", "Begin"]
    assert git("status", "--porcelain") == ""


def test_eight_at_once_queue(repository: Path, git: Git) -> None:
    script = (
        "import sys; from pathlib import Path, PurePosixPath\n"
        "from tracker.corpus.store import open_for_writing\n"
        "from tracker.corpus.commits import Message\n"
        "for number in range(3):\n"
        "    with open_for_writing(Path(sys.argv[1])) as writer:\n"
        "        name = f'{sys.argv[2]}-{number}'\n"
        "        files = {PurePosixPath('corpus/s') / f'{name}.md': name.encode(),\n"
        "                 PurePosixPath('corpus/s/CHANGELOG.md'): name.encode()}\n"
        "        assert writer.record(files, Message(name))\n"
    )
    import sys

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    started = [
        subprocess.Popen([sys.executable, "-c", script, str(repository), str(number)], env=environment)
        for number in range(8)
    ]
    assert [process.wait() for process in started] == [0] * 8
    assert git("rev-list", "--count", "HEAD") == "25"
    assert git("status", "--porcelain") == ""
    assert len(list((repository / "corpus" / "s").glob("*-*.md"))) == 24


def test_git_variables_of_another_repository_are_not_followed(
    repository: Path, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run_git(other, "init", "--quiet")
    commit_before = git("rev-parse", "HEAD")
    with monkeypatch.context() as context:
        context.setenv("GIT_DIR", str(other / ".git"))
        context.setenv("GIT_WORK_TREE", str(other))
        context.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
        commit = record(repository, {TEXT: b"text\n"})
    assert git("rev-parse", "HEAD") == commit != commit_before
    assert not (other / "corpus").exists()
