"""Two people's corpora, merged or rebased by git, become the one that either would have made alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.usecases.conftest import CODEBOOK, PROGRAM, SERIES, TEXTS, Add, commit, git, tree
from tracker.errors import CorpusError
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.changelog import write_changelogs
from tracker.usecases.correct import NewText, correct_version
from tracker.usecases.gitconfig import enable, places_of_repository
from tracker.usecases.init import init_corpus
from tracker.usecases.rebuild import rebuild_corpus
from tracker.usecases.verify import verify_corpus

pytestmark = pytest.mark.usefixtures("program")


def two_branches(root: Path, add: Add, ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    """From a corpus of 1962 and 1999, two people add versions of their own."""
    add("1962")
    add("1999")
    git(root, "branch", "theirs")
    for name in ours:
        add(name)
    git(root, "checkout", "--quiet", "theirs")
    for name in theirs:
        add(name)
    git(root, "checkout", "--quiet", "main")


def merge(root: Path, *arguments: str) -> int:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, env={**os.environ, "GIT_EDITOR": "true"})
    return done.returncode


def wanted(tmp_path: Path, names: tuple[str, ...]) -> dict[str, bytes]:
    """The corpus that one person alone would have made."""
    alone = tmp_path / "alone"
    init_corpus(alone, title="Test", codebook=CODEBOOK)
    for name in names:
        add_version(alone, NewVersion("harbours", name, TEXTS[name].encode(), f"{name}.md"), series=SERIES)
    return tree(alone)


@pytest.mark.parametrize(
    "driver", [pytest.param(True, marks=pytest.mark.slow), False], ids=["with the driver", "without"]
)
@pytest.mark.parametrize("deed", ["merge", pytest.param("rebase", marks=pytest.mark.slow)])
def test_two_peoples_corpora_become_the_one_that_either_would_have_made(
    root: Path, add: Add, tmp_path: Path, driver: bool, deed: str
) -> None:
    if driver:
        enable(places_of_repository(root), PROGRAM)
    two_branches(root, add, ("1975",), ("1987", "2010"))
    code = merge(root, "merge", "--no-edit", "theirs") if deed == "merge" else merge(root, "rebase", "theirs")
    for _ in ("a commit", "another", "a third") if code else ():
        rebuilt = rebuild_corpus(root)
        assert (rebuilt.onward, rebuilt.commit) == (f"git {deed} --continue", None)
        code = merge(root, *rebuilt.onward.split()[1:])
        if not code:
            break
    assert code == 0
    rebuild_corpus(root)
    assert tree(root) == wanted(tmp_path, ("1962", "1975", "1987", "1999", "2010"))
    assert verify_corpus(root).faults == ()


@pytest.mark.slow
def test_changelogs_that_both_changed_are_no_conflict_with_the_driver(root: Path, add: Add) -> None:
    two_branches(root, add, (), ())
    for branch, name, year in (("main", "1962", "1961"), ("theirs", "1999", "1998")):
        git(root, "checkout", "--quiet", branch)
        correct_version(root, "harbours", name, NewText("misdated", published=year))
    git(root, "checkout", "--quiet", "main")
    assert merge(root, "merge", "--no-edit", "theirs") == 1
    git(root, "merge", "--abort")
    enable(places_of_repository(root), PROGRAM)
    done = subprocess.run(["git", "merge", "--no-edit", "theirs"], cwd=root, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("is made again after the merge, by: tracker rebuild")) == (0, 2)
    assert sorted(rebuild_corpus(root).written) == [
        "corpus/harbours/CHANGELOG.md",
        "corpus/harbours/changes/1962..1999.md",
    ]
    assert verify_corpus(root).faults == ()


@pytest.mark.slow
def test_a_pair_that_was_asked_for_outlives_a_merge(root: Path, add: Add) -> None:
    add("1987")
    two_branches(root, add, ("1975",), ())
    write_changelogs(root, series="harbours", pair=("1962", "1999"))
    git(root, "checkout", "--quiet", "theirs")
    add("2010")
    git(root, "checkout", "--quiet", "main")
    if merge(root, "merge", "--no-edit", "theirs"):
        rebuild_corpus(root)
        assert merge(root, "commit", "--no-edit") == 0
    rebuild_corpus(root)
    assert sorted(path.name for path in (root / "corpus/harbours/changes").iterdir()) == [
        "1962..1975.md", "1962..1999.md", "1975..1987.md", "1987..1999.md", "1999..2010.md",
    ]  # fmt: skip


def test_a_text_with_conflicts_comes_first(root: Path, add: Add) -> None:
    two_branches(root, add, (), ())
    for branch, number in (("main", "ten"), ("theirs", "six")):
        git(root, "checkout", "--quiet", branch)
        text = TEXTS["1962"].replace("a crane", f"{number} cranes")
        correct_version(root, "harbours", "1962", NewText("misread", text=text.encode()))
    git(root, "checkout", "--quiet", "main")
    assert merge(root, "merge", "theirs") == 1
    with pytest.raises(CorpusError, match=r"^corpus/harbours/1962\.md has unsettled merge conflicts; settle them"):
        rebuild_corpus(root)
    git(root, "checkout", "--theirs", "corpus/harbours/1962.md")
    git(root, "add", "corpus/harbours/1962.md")
    (root / "corpus/harbours/1962.md").write_text("edited")
    with pytest.raises(CorpusError, match=r"^corpus/harbours/1962\.md has changes that are not staged; git add it"):
        rebuild_corpus(root)
    git(root, "checkout", "corpus/harbours/1962.md")
    assert "corpus/harbours/CHANGELOG.md" in rebuild_corpus(root).written
    assert merge(root, "merge", "--continue") == 0
    assert verify_corpus(root).faults == ()


@pytest.mark.slow
def test_other_files_with_the_drivers_attribute_merge_as_text(enabled: Path) -> None:
    (enabled / ".gitattributes").write_text("*.txt merge=tracker\n")
    lines = [f"line {number}\n" for number in range(9)]
    commit(enabled, "Base", notes_txt="".join(lines).encode())
    git(enabled, "branch", "theirs")
    commit(enabled, "Ours", notes_txt="".join(["ours\n", *lines[1:]]).encode())
    git(enabled, "checkout", "--quiet", "theirs")
    commit(enabled, "Theirs", notes_txt="".join([*lines[:8], "theirs\n"]).encode())
    git(enabled, "checkout", "--quiet", "main")
    assert merge(enabled, "merge", "--no-edit", "theirs") == 0
    assert (enabled / "notes.txt").read_text() == "".join(["ours\n", *lines[1:8], "theirs\n"])
    git(enabled, "reset", "--quiet", "--hard", "HEAD~1")
    commit(enabled, "Ours again", notes_txt="".join([*lines[:8], "not theirs\n"]).encode())
    assert merge(enabled, "merge", "--no-edit", "theirs") == 1
    assert "<<<<<<< ours" in (enabled / "notes.txt").read_text()
