"""The hooks read what is being committed, however it is chosen: text and changelog are one commit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.hook.conftest import BETWEEN, PAIR, Repo
from tests.usecases.conftest import TEXTS
from tracker.usecases.add import NewVersion, add_version


def test_git_add_and_commit_make_the_commit_that_add_makes(repo: Repo, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(repo.top, other)
    add_version(other, NewVersion("harbours", "1975", TEXTS["1975"].encode(), "1975.md", language="en"))
    repo.drop("1975")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert "harbours@1975 was checked and compared with 1962" in ran.err
    assert repo.git("rev-parse", "HEAD^{tree}") == repo.git("rev-parse", "HEAD^{tree}", at=other)
    assert repo.git("rev-list", "--count", "HEAD") == "4"
    repo.assert_sound()


def test_commit_all(repo: Repo) -> None:
    repo.retitle("1987", "Harbours, all")
    assert repo.commit("-a").code == 0
    assert "*Harbours, all*" in repo.committed(PAIR.format(1962, 1987))
    repo.assert_sound()


def test_commit_of_paths_leaves_the_rest_staged(repo: Repo) -> None:
    text, snapshot = repo.drop("1975")
    repo.git("add", ".")
    (repo.top / "mine.txt").write_text("mine\n")
    repo.git("add", "mine.txt")
    repo.retitle("1962", "Not now")
    ran = repo.commit("--", text, snapshot)
    assert ran.code == 0, ran.err
    assert repo.pairs() == BETWEEN
    assert repo.status().split("\n") == [" M corpus/harbours/1962.md", "A  mine.txt"]
    repo.git("reset", "--hard", "--quiet")
    repo.assert_sound()


@pytest.mark.slow
def test_commit_of_paths_keeps_what_is_staged_in_a_changelog(repo: Repo) -> None:
    series = repo.top / "corpus/harbours/CHANGELOG.md"
    series.write_text("mine, staged\n")
    repo.git("add", str(series))
    series.write_text("mine, not staged\n")
    repo.retitle("1987", "By path")
    ran = repo.commit("--", "corpus/harbours/1987.md")
    assert ran.code == 0, ran.err
    assert "By path" in repo.committed("corpus/harbours/CHANGELOG.md")
    assert repo.git("show", ":corpus/harbours/CHANGELOG.md") == "mine, staged"
    assert series.read_text() == "mine, not staged\n"
    assert "in the work tree it stays as you have it" in ran.err


@pytest.mark.slow
def test_add_of_some_lines_only(repo: Repo) -> None:
    repo.retitle("1987", "First")
    repo.git("add", ".")
    repo.retitle("1987", "Second")
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert "*First*" in repo.committed(PAIR.format(1962, 1987))
    assert repo.status() == " M corpus/harbours/1987.md"
    assert "title: Second" in (repo.top / "corpus/harbours/1987.md").read_text()
    repo.git("checkout", "--", ".")
    repo.assert_sound()


@pytest.mark.slow
def test_add_with_patch_takes_one_hunk_of_two(repo: Repo) -> None:
    """The title is staged; what follows it in the same file is not, and stays in the work tree."""
    path = repo.top / "corpus/harbours/1987.md"
    repo.retitle("1987", "Picked")
    path.write_text(path.read_text().replace("language: en\n", "language: fr\n"))
    ran = repo.run("add", "-p", stdin="s\ny\nn\n")
    assert ran.code == 0, ran.err
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert "*Picked*" in repo.committed(PAIR.format(1962, 1987))
    assert "language: en" in repo.committed("corpus/harbours/1987.md")
    assert "language: fr" in path.read_text()
    assert repo.status() == " M corpus/harbours/1987.md"
    repo.git("checkout", "--", ".")
    repo.assert_sound()


@pytest.mark.slow
def test_amend(repo: Repo) -> None:
    repo.drop("1975")
    repo.git("add", ".")
    assert repo.commit().code == 0
    repo.retitle("1975", "Amended")
    ran = repo.run("commit", "--amend", "--no-edit", "-a")
    assert ran.code == 0, ran.err
    assert "*Amended*" in repo.committed(PAIR.format(1962, 1975))
    assert (repo.git("log", "-1", "--format=%s"), repo.git("rev-list", "--count", "HEAD")) == ("By hand", "4")
    repo.assert_sound()


@pytest.mark.slow
def test_removal(repo: Repo) -> None:
    repo.git("rm", "-rq", "corpus/harbours/1987.md", "snapshots/harbours/1987")
    assert repo.commit().code == 0
    assert not (repo.top / "corpus/harbours/changes").exists()
    assert "One version so far" in repo.committed("corpus/harbours/CHANGELOG.md")
    repo.assert_sound()


@pytest.mark.slow
def test_an_aborted_commit_leaves_nothing_that_the_next_one_minds(repo: Repo) -> None:
    repo.drop("1975")
    repo.git("add", ".")
    assert repo.run("commit", env={"GIT_EDITOR": "false"}).code == 1
    repo.retitle("1975", "Second thoughts")
    ran = repo.commit("-a")
    assert ran.code == 0, ran.err
    assert "Second thoughts" in repo.committed(PAIR.format(1962, 1975))
    repo.assert_sound()


@pytest.mark.slow
def test_a_changelog_of_the_users_own_is_not_written_over(repo: Repo) -> None:
    path = repo.top / PAIR.format(1962, 1975)
    path.write_text("mine\n")
    text, snapshot = repo.drop("1975")
    repo.git("add", text, snapshot)
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert path.read_text() == "mine\n"
    assert repo.committed(PAIR.format(1962, 1975)).startswith("# harbours: 1962 → 1975")


@pytest.mark.slow
def test_what_cannot_be_staged_is_taken_back_from_the_work_tree(repo: Repo) -> None:
    """Another git holds the index: the changelogs can be placed, and not staged."""
    repo.git("add", *repo.drop("1975"))
    before = repo.status()
    series = (repo.top / "corpus/harbours/CHANGELOG.md").read_text()
    lock = repo.top / ".git/index.lock"
    lock.touch()
    ran = repo.run("hook", "run", "pre-commit")
    lock.unlink()
    assert ran.code == 0, ran.err
    assert "another git command is at work" in ran.err
    assert "goes on without a new changelog" in ran.err
    assert repo.status() == before
    assert (repo.top / "corpus/harbours/CHANGELOG.md").read_text() == series
