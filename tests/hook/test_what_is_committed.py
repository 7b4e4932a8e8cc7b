"""The hooks read what is being committed, in every way that git has to commit: text and changelog are one commit."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.hook.conftest import PAIR, Repo, drop, install_hooks, plant
from tests.usecases.conftest import TEXTS
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.gitconfig import enable, places_of_repository

BETWEEN = ["1962..1975", "1975..1987"]


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
def test_merge_with_conflicts(repo: Repo) -> None:
    """Both sides add a version; whoever settles the conflict in a changelog need not get it right."""
    repo.git("checkout", "-qb", "side")
    repo.drop("1975")
    repo.git("add", ".")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.drop("1999")
    repo.git("add", ".")
    repo.commit()
    assert repo.run("merge", "side").code == 1
    repo.git("checkout", "--ours", "corpus/harbours/CHANGELOG.md")
    repo.git("add", "corpus/harbours/CHANGELOG.md")
    ran = repo.run("commit", "--no-edit")
    assert ran.code == 0, ran.err
    assert repo.pairs() == [*BETWEEN, "1987..1999"]
    assert len(repo.git("rev-parse", "HEAD^@").split()) == 2
    repo.assert_sound()


def _unhooked(repo: Repo, *names: str) -> None:
    """Adds versions as somebody without hooks would: texts and snapshots alone."""
    for name in names:
        repo.drop(name)
        repo.git("add", ".")
        repo.git("commit", "--no-verify", "-qm", f"{name}, no hook")


def test_merge_without_conflicts_is_followed_by_a_commit(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    _unhooked(repo, "1975")
    repo.git("checkout", "-q", "main")
    repo.git("commit", "-q", "--allow-empty", "-m", "main goes on")
    ran = repo.run("merge", "--no-edit", "side")
    assert ran.code == 0, ran.err
    assert repo.git("log", "-1", "--format=%s %(trailers:separator=%x2C)") == (
        "harbours: Changelogs after the merge Series: harbours"
    )
    assert repo.pairs() == BETWEEN
    assert not (repo.top / ".git/MERGE_HEAD").exists()
    repo.assert_sound()


@pytest.mark.slow
def test_merge_with_the_merge_driver_conflicts_in_no_changelog(repo: Repo) -> None:
    """Both sides add a version in the same place of the series' changelog."""
    enable(places_of_repository(repo.top), f"'{sys.executable}' -m tracker")
    repo.git("checkout", "-qb", "side")
    repo.drop("1975")
    repo.git("add", ".")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.drop("1999")
    repo.git("add", ".")
    repo.commit()
    ran = repo.run("merge", "--no-edit", "side")
    assert ran.code == 0, ran.out + ran.err
    assert repo.pairs() == [*BETWEEN, "1987..1999"]
    repo.assert_sound()


@pytest.mark.slow
def test_fast_forward_brings_up_to_date_what_others_left_behind(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    _unhooked(repo, "1975")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--ff-only", "side")
    assert repo.pairs() == BETWEEN
    repo.assert_sound()


@pytest.mark.slow
def test_fast_forward_to_sound_work_makes_no_commit(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    repo.drop("1975")
    repo.git("add", ".")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "side")
    assert repo.git("rev-parse", "main") == repo.git("rev-parse", "side")


def test_rebase(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    _unhooked(repo, "1975")
    repo.git("checkout", "-q", "main")
    _unhooked(repo, "1999")
    repo.git("checkout", "-q", "side")
    ran = repo.run("rebase", "main")
    assert ran.code == 0, ran.err
    assert repo.git("log", "-3", "--format=%s").split("\n") == [
        "harbours: Changelogs after the rebase",
        "1975, no hook",
        "1999, no hook",
    ]
    assert repo.git("symbolic-ref", "HEAD") == "refs/heads/side"
    assert not (repo.top / ".git/rebase-merge").exists()
    assert repo.pairs() == [*BETWEEN, "1987..1999"]
    repo.assert_sound()


@pytest.mark.slow
def test_cherry_pick(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    _unhooked(repo, "1975", "1999")
    repo.git("checkout", "-q", "main")
    ran = repo.run("cherry-pick", "side~1", "side")
    assert ran.code == 0, ran.err
    assert repo.pairs() == [*BETWEEN, "1987..1999"]
    assert not (repo.top / ".git/sequencer").exists()
    repo.assert_sound()


@pytest.mark.slow
def test_revert(repo: Repo) -> None:
    """What is reverted is the text alone, so its changelogs are left behind."""
    _unhooked(repo, "1975")
    repo.git("-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m", "between")
    repo.git("checkout", "-qb", "side")
    repo.retitle("1987", "Mended")
    assert repo.commit("-a").code == 0
    ran = repo.run("revert", "--no-edit", "HEAD~2")
    assert ran.code == 0, ran.err
    assert repo.pairs() == ["1962..1987"]
    repo.assert_sound()


def _commit_one_between(repo: Repo) -> None:
    """A version dropped between the two that are there is committed with both its changelogs."""
    repo.drop("1975")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert repo.pairs() == BETWEEN
    repo.assert_sound()


@pytest.mark.slow
def test_worktree(repo: Repo, tmp_path: Path) -> None:
    linked = Repo(tmp_path / "linked tree", tmp_path / "linked tree")
    repo.git("worktree", "add", "-q", str(linked.top), "-b", "side")
    _commit_one_between(linked)
    repo.assert_sound()


@pytest.mark.slow
def test_submodule(repo: Repo, tmp_path: Path) -> None:
    above = Repo(tmp_path / "above", tmp_path / "above")
    above.top.mkdir()
    above.git("init", "-q")
    above.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repo.top), "strategies")
    below = Repo(above.top / "strategies", above.top / "strategies")
    install_hooks(below.top)
    assert (above.top / ".git/modules/strategies/hooks/pre-commit").exists()
    _commit_one_between(below)


def test_corpus_in_a_folder_below_beside_another(tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    repo = Repo(top, top / "Vergleich ä [1]" / "Strategien")
    repo.git("init", "-q")
    plant(repo.root, "1962", "1987")
    plant(top / "zweiter", "1962")
    install_hooks(top)
    repo.drop("1975")
    repo.git("add", ".")
    ran = repo.run("commit", "-m", "By hand", at=repo.root / "corpus")
    assert ran.code == 0, ran.err
    assert repo.pairs() == BETWEEN
    repo.assert_sound()


@pytest.mark.slow
@pytest.mark.parametrize("name", [" two  spaces ", "Häfen", "港口", "quo\"te's", "tab\there", "$(touch x) *"])
def test_spaces_and_non_ascii_in_paths(repo: Repo, tmp_path: Path, name: str) -> None:
    repo.git("config", "core.quotePath", "true")
    moved = Repo(tmp_path / name, tmp_path / name)
    repo.top.rename(moved.top)
    install_hooks(moved.top)
    _commit_one_between(moved)


@pytest.mark.slow
def test_a_corpus_whose_root_is_named_corpus(tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    repo = Repo(top, top / "corpus")
    repo.git("init", "-q")
    plant(repo.root, "1962")
    install_hooks(top)
    drop(repo.root, "1975")
    repo.git("add", ".")
    assert repo.commit().code == 0
    assert repo.pairs() == ["1962..1975"]
    repo.assert_sound()


@pytest.mark.slow
def test_sparse_checkout(repo: Repo) -> None:
    """Changelogs are kept out of the work tree; new ones are committed all the same, and stay out of it."""
    repo.git("sparse-checkout", "set", "--no-cone", "/*", "!/corpus/harbours/changes/", "!/snapshots/harbours/1962/")
    assert not (repo.top / "corpus/harbours/changes").exists()
    repo.drop("1975")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert repo.pairs() == BETWEEN
    assert not (repo.top / "corpus/harbours/changes").exists()
    assert repo.status() == ""
    repo.git("sparse-checkout", "disable")
    repo.assert_sound()


@pytest.mark.slow
def test_line_ends_as_git_is_told_to_have_them(repo: Repo) -> None:
    """Without attributes, `core.autocrlf` gives the work tree other line ends than the commit."""
    repo.git("rm", "-q", "corpus/.gitattributes")
    repo.git("commit", "-qm", "No attributes")
    repo.git("config", "core.autocrlf", "true")
    text, _ = repo.drop("1975")
    path = repo.top / text
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    repo.git("add", "corpus", "snapshots")
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert b"\r" not in repo.git("cat-file", "blob", f"HEAD:{text}").encode()
    assert repo.pairs() == BETWEEN
    assert repo.status() == ""


@pytest.mark.slow
def test_sha256_repository(tmp_path: Path) -> None:
    top = tmp_path / "sha256"
    top.mkdir()
    repo = Repo(top, top)
    repo.git("init", "-q", "--object-format=sha256")
    plant(top, "1962", "1987")
    install_hooks(top)
    repo.drop("1975")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert repo.pairs() == BETWEEN
    repo.assert_sound()


@pytest.mark.slow
def test_the_first_commit_of_a_repository(tmp_path: Path) -> None:
    made = tmp_path / "made"
    plant(made, "1962", "1987")
    top = tmp_path / "fresh"
    shutil.copytree(made, top, ignore=shutil.ignore_patterns(".git", "changes", "CHANGELOG.md"))
    repo = Repo(top, top)
    repo.git("init", "-q")
    install_hooks(top)
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert repo.pairs() == ["1962..1987"]
    repo.assert_sound()


@pytest.mark.parametrize("literal", ["--literal-pathspecs", "--icase-pathspecs", "--noglob-pathspecs"])
@pytest.mark.slow
def test_however_git_reads_paths(repo: Repo, literal: str) -> None:
    repo.retitle("1987", "Found")
    assert repo.run(literal, "commit", "-qam", "By hand").code == 0
    assert "*Found*" in repo.committed(PAIR.format(1962, 1987))


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
