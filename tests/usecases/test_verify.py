"""Verifying names each file that is not as it should be, and rebuilding puts right what is derived."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.usecases.conftest import CODEBOOK, Add, assert_clean, git, tree
from tracker.corpus.frontmatter import read_version
from tracker.usecases.correct import NewText, correct_version
from tracker.usecases.rebuild import rebuild_corpus
from tracker.usecases.verify import verify_corpus


@pytest.fixture
def filled(root: Path, add: Add) -> Path:
    for name in ("1962", "1975", "1987"):
        add(name)
    return root


def faults(root: Path) -> list[str]:
    return [str(fault) for fault in verify_corpus(root).faults]


def commit_all(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "By hand")


def test_a_sound_corpus_is_sound(filled: Path) -> None:
    verified = verify_corpus(filled)
    assert (verified.faults, verified.versions, verified.changelogs, verified.notes) == ((), 3, 3, ())
    correct_version(filled, "harbours", "1975", NewText("misread", text=b"# Harbours\n\nThe port is shut.\n"))
    verified = verify_corpus(filled)
    assert verified.faults == ()
    assert verified.notes == ("harbours@1975 was corrected: its text is taken as it stands",)


@pytest.mark.parametrize("committed", [False, True], ids=["in the work tree", "committed"])
def test_one_flipped_byte_anywhere_is_named(filled: Path, committed: bool) -> None:
    for name, data in tree(filled).items():
        if name.endswith((".yaml", ".gitattributes")):
            continue
        # Once committed, a flip in the title is a title like any other.
        first = data.index(b"published: ") if committed and data.startswith(b"---") else 0
        for place in sorted({first, (first + len(data)) // 2, len(data) - 2}):
            flipped = bytearray(data)
            flipped[place] ^= 1
            (filled / name).write_bytes(flipped)
            if committed:
                commit_all(filled)
            assert name in {fault.path for fault in verify_corpus(filled).faults}, place
            (filled / name).write_bytes(data)
            if committed:
                commit_all(filled)


def test_every_kind_of_fault_is_told_apart(filled: Path) -> None:
    corpus = filled / "corpus/harbours"
    (corpus / "1962.md").write_text((corpus / "1962.md").read_text().replace("a crane", "a pier"))
    (corpus / "changes/1962..1975.md").unlink()
    (corpus / "changes/1900..1962.md").write_text("stray\n")
    (corpus / "CHANGELOG.md").write_text("scribbled\n")
    snapshot = next((filled / "snapshots/harbours/1987").iterdir())
    snapshot.write_bytes(b"forged")
    commit_all(filled)
    (corpus / "1900.md").write_text("never committed\n")
    (corpus / "notes.txt").write_text("a stranger\n")
    assert faults(filled) == [
        "corpus/harbours/1900.md was never committed",
        "corpus/harbours/1962.md is not the text that its snapshot gives, and no correction is recorded",
        "corpus/harbours/CHANGELOG.md is not what its versions and the codebook give",
        "corpus/harbours/changes/1900..1962.md compares versions that are not there in this order",
        "corpus/harbours/changes/1962..1975.md is missing",
        f"{snapshot.relative_to(filled)} does not hash to its name",
    ]


def test_a_codebook_that_changed_shows_in_stale_changelogs(filled: Path) -> None:
    (filled / "corpus/codebook.yaml").write_text(CODEBOOK.replace("title: Ports", "title: Quays"))
    commit_all(filled)
    assert len(faults(filled)) == 3
    rebuild_corpus(filled)
    assert faults(filled) == []


def test_a_damaged_store_of_git_is_told(filled: Path) -> None:
    blob = git(filled, "rev-parse", "HEAD:corpus/corpus.yaml")
    stored = filled / ".git/objects" / blob[:2] / blob[2:]
    stored.chmod(0o644)
    stored.write_bytes(b"damaged")
    assert any(fault.startswith(".git is damaged") for fault in faults(filled))


def test_rebuilding_makes_again_what_is_derived(filled: Path) -> None:
    before = tree(filled)
    corpus = filled / "corpus/harbours"
    (corpus / "1962.md").write_text((corpus / "1962.md").read_text().replace("a crane", "a pier"))
    (corpus / "changes/1962..1975.md").unlink()
    (corpus / "CHANGELOG.md").write_text("scribbled\n")
    commit_all(filled)
    rebuilt = rebuild_corpus(filled)
    assert tree(filled) == before
    assert len(rebuilt.written) == 3
    assert git(filled, "log", "-1", "--format=%s") == "Rebuild what is derived"
    assert rebuild_corpus(filled).commit is None
    assert_clean(filled)


def test_upgrading_is_recorded_as_our_change(filled: Path, add: Add) -> None:
    """Two versions as an older extractor left them, one of them corrected since."""
    correct_version(filled, "harbours", "1987", NewText("misread", text=b"# Harbours\n\nThe port is shut.\n"))
    for name in ("1962", "1987"):
        path = filled / f"corpus/harbours/{name}.md"
        path.write_text(path.read_text().replace("markdown/1", "markdown/0").replace("crane", "c rane"))
    commit_all(filled)
    assert rebuild_corpus(filled, upgrade=False).upgraded == ()
    rebuilt = rebuild_corpus(filled, upgrade=True)
    assert (rebuilt.upgraded, rebuilt.kept) == (("harbours@1962",), ("harbours@1987",))
    assert read_version(filled, "harbours", "1962").extractor == "markdown/1"
    assert "a crane" in (filled / "corpus/harbours/1962.md").read_text()
    assert git(filled, "log", "-1", "--format=%s%n%(trailers)").splitlines()[:2] == [
        "Read 1 version anew with newer extractors",
        "Extractor: harbours@1962 markdown/0 -> markdown/1",
    ]
    assert faults(filled) == []
