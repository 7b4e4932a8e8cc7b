"""Changelogs are made from what is committed alone: otherwise nobody could make them again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.usecases.conftest import CODEBOOK, Add, git, tree
from tracker.errors import CorpusError
from tracker.usecases.changelog import write_changelogs
from tracker.usecases.correct import NewText, correct_version
from tracker.usecases.rebuild import rebuild_corpus
from tracker.usecases.remove import remove_version
from tracker.usecases.upgrade import upgrade_corpus
from tracker.usecases.verify import verify_corpus

TEXT = "corpus/harbours/1962.md"

WRITING: dict[str, Callable[[Path, Add], object]] = {
    "add": lambda root, add: add("1999"),
    "changelog": lambda root, add: write_changelogs(root),
    "correct": lambda root, add: correct_version(root, "harbours", "1975", NewText(reason="Test", title="Another")),
    "rebuild": lambda root, add: rebuild_corpus(root),
    "remove": lambda root, add: remove_version(root, "harbours", "1975"),
    "upgrade": lambda root, add: upgrade_corpus(root),
}


def _edited(root: Path) -> None:
    (root / TEXT).write_text((root / TEXT).read_text().replace("crane", "pier"))


def _staged(root: Path) -> None:
    _edited(root)
    git(root, "add", TEXT)


def _deleted(root: Path) -> None:
    (root / TEXT).unlink()


def _hidden(root: Path) -> None:
    git(root, "sparse-checkout", "set", "--no-cone", "/*", f"!/{TEXT}")


def _never_committed(root: Path) -> None:
    (root / "corpus/harbours/1950.md").write_text((root / TEXT).read_text().replace("1962", "1950"))


STATES: dict[str, tuple[Callable[[Path], None], str]] = {
    "edited": (_edited, "1962.md has changes that are not committed; commit it or take it out of the way first"),
    "staged": (_staged, "1962.md has changes that are staged but not committed; commit it"),
    "deleted": (_deleted, "1962.md is deleted but not committed; bring it back"),
    "hidden by a sparse checkout": (_hidden, "1962.md is deleted but not committed; bring it back"),
    "never committed": (_never_committed, "1950.md exists but is not committed; commit it"),
}


@pytest.mark.parametrize("writing", WRITING)
@pytest.mark.parametrize("state", STATES)
def test_no_changelog_rests_on_a_text_that_is_not_committed(filled: Path, add: Add, writing: str, state: str) -> None:
    make, told = STATES[state]
    make(filled)
    before = tree(filled), git(filled, "rev-parse", "HEAD"), git(filled, "status", "--porcelain")
    with pytest.raises(CorpusError) as refused:
        WRITING[writing](filled, add)
    assert told in str(refused.value)
    assert (tree(filled), git(filled, "rev-parse", "HEAD"), git(filled, "status", "--porcelain")) == before


def test_only_looking_what_newer_extractors_would_read_refuses_nothing(filled: Path) -> None:
    _edited(filled)
    assert upgrade_corpus(filled, only_look=True).notes == ()


def test_other_series_and_strangers_do_not_matter(root: Path, add: Add) -> None:
    add("1962")
    (root / "corpus/harbours/notes.txt").write_text("mine\n")
    (root / "corpus/quays").mkdir()
    (root / "corpus/quays/series.yaml").write_text("title: Quays\n")
    add("1975")
    assert git(root, "status", "--porcelain").split("\n") == ["?? corpus/harbours/notes.txt", "?? corpus/quays/"]


def test_settings_that_are_not_committed_are_told(root: Path, add: Add) -> None:
    add("1962")
    (root / "corpus/codebook.yaml").write_text(CODEBOOK.replace("title: Ports", "title: Quays"))
    told = ("corpus/codebook.yaml has changes that are not committed; the changelogs rest on it",)
    assert add("1975").warnings == told
    assert rebuild_corpus(root).warnings == told


def test_a_changelog_of_a_version_that_was_never_committed_is_a_fault(root: Path, add: Add) -> None:
    add("1962")
    (root / "corpus/harbours/changes/1950..1962.md").parent.mkdir(exist_ok=True)
    (root / "corpus/harbours/changes/1950..1962.md").write_text("stray\n")
    (root / "corpus/harbours/changes/1962..1999.md").write_text("stray\n")
    git(root, "add", "corpus")
    git(root, "commit", "-qm", "By hand")
    assert [str(fault) for fault in verify_corpus(root).faults] == [
        f"corpus/harbours/changes/{pair}.md compares versions that are not there in this order"
        for pair in ("1950..1962", "1962..1999")
    ]
