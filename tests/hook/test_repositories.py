"""The hooks wherever a corpus can lie, and however its repository is set up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.hook.conftest import BETWEEN, PAIR, Repo, drop, install_hooks, plant


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
    _commit_one_between(repo)


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


def _commit_one_between(repo: Repo) -> None:
    """A version dropped between the two that are there is committed with both its changelogs."""
    repo.drop("1975")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert repo.pairs() == BETWEEN
    repo.assert_sound()
