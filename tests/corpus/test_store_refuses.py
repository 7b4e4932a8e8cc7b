"""What cannot be written whole, or would cost the user something, is refused in one line, and nothing is changed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.corpus.conftest import Git, run_git
from tests.corpus.making import SNAPSHOT, TEXT, record
from tracker.errors import CorpusError, GitError


@pytest.mark.parametrize("state", ["changed", "staged", "untracked", "ignored", "deleted"])
def test_what_is_not_committed_is_never_written_over(repository: Path, git: Git, state: str) -> None:
    path = repository / TEXT
    if state in ("changed", "staged", "deleted"):
        record(repository, {TEXT: b"text\n"})
    path.parent.mkdir(parents=True, exist_ok=True)
    if state == "ignored":
        (repository / ".gitignore").write_text("corpus\n")
    if state == "deleted":
        path.unlink()
    else:
        path.write_bytes(b"by hand\n")
    if state == "staged":
        git("add", str(TEXT))
    before = git("status", "--porcelain"), git("rev-parse", "HEAD")
    with pytest.raises(CorpusError, match=r"corpus/us-nds/2026\.md .*not committed; commit it") as caught:
        record(repository, {TEXT: b"ours\n", SNAPSHOT: b"x"})
    assert "\n" not in str(caught.value)
    assert (git("status", "--porcelain"), git("rev-parse", "HEAD")) == before
    assert state == "deleted" or path.read_bytes() == b"by hand\n"
    assert not (repository / "snapshots").exists()


def test_a_symbolic_link_is_not_followed(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (repository / "corpus").symlink_to(outside)
    with pytest.raises(CorpusError, match="corpus is a symbolic link"):
        record(repository, {TEXT: b"text\n"})
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (["merge", "--no-edit", "other"], "merge"),
        (["cherry-pick", "other"], "cherry-pick"),
        (["rebase", "other"], "rebase"),
    ],
    ids=["merge", "cherry-pick", "rebase"],
)
def test_nothing_is_written_in_the_middle_of_something(repository: Path, git: Git, start: list[str], name: str) -> None:
    git("checkout", "--quiet", "-b", "other")
    (repository / "mine.txt").write_text("theirs\n")
    git("commit", "--quiet", "-am", "Theirs")
    git("checkout", "--quiet", "main")
    (repository / "mine.txt").write_text("ours\n")
    git("commit", "--quiet", "-am", "Ours")
    subprocess.run(["git", *start], cwd=repository, capture_output=True, check=False)
    with pytest.raises(GitError, match=f"a {name} is under way in this repository; end it first"):
        record(repository, {TEXT: b"text\n"})
    (repository / ".git" / "MERGE_HEAD").unlink(missing_ok=True)
    (repository / ".git" / "CHERRY_PICK_HEAD").unlink(missing_ok=True)
    if name != "rebase":
        with pytest.raises(GitError, match=r"mine\.txt: has unsettled merge conflicts"):
            record(repository, {TEXT: b"text\n"})
    assert not (repository / "corpus").exists()


def test_without_a_name_git_is_not_asked_to_commit(repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(variable)
    git("config", "user.useConfigOnly", "true")
    with pytest.raises(GitError, match="git does not know who you are; tell it with: git config"):
        record(repository, {TEXT: b"text\n"})
    assert not (repository / "corpus").exists()


def test_a_signer_that_fails_changes_nothing(repository: Path, git: Git) -> None:
    git("config", "commit.gpgSign", "true")
    git("config", "gpg.program", "/bin/false")
    before = git("rev-parse", "HEAD")
    with pytest.raises(GitError, match="git could not make the commit"):
        record(repository, {TEXT: b"text\n"})
    assert git("rev-parse", "HEAD") == before
    assert git("status", "--porcelain") == ""


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not in a git work tree; run git init"):
        record(tmp_path, {TEXT: b"text\n"})
    run_git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    with pytest.raises(GitError, match="without a work tree"):
        record(tmp_path / "bare.git", {TEXT: b"text\n"})


def test_no_git_at_all(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(GitError, match="git is not installed, or not on the PATH; install"):
        record(repository, {TEXT: b"text\n"})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(repository: Path, git: Git) -> None:
    (repository / "corpus").mkdir(mode=0o555)
    with pytest.raises(CorpusError, match="cannot be written"):
        record(repository, {TEXT: b"text\n", SNAPSHOT: b"x"})
    assert git("status", "--porcelain") == ""
