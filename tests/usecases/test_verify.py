"""Verifying names each file that is not as it should be, and rebuilding puts right what is derived."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests.usecases.conftest import CODEBOOK, Add, assert_clean, git, tree
from tracker.corpus.frontmatter import read_version
from tracker.usecases.changelog import write_changelogs
from tracker.usecases.correct import NewText, correct_version
from tracker.usecases.rebuild import rebuild_corpus
from tracker.usecases.upgrade import upgrade_corpus
from tracker.usecases.verify import verify_corpus


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
        "corpus/harbours/1987.md cannot be proved, since its snapshot is damaged",
        "corpus/harbours/CHANGELOG.md is not what its versions and the codebook give",
        "corpus/harbours/changes/1900..1962.md compares versions that are not there in this order",
        "corpus/harbours/changes/1962..1975.md is missing",
        f"{snapshot.relative_to(filled)} does not hash to its name",
    ]


def test_a_readme_beside_the_versions_is_none_of_them(filled: Path) -> None:
    (filled / "corpus/harbours/README.md").write_text("Where these come from.\n")
    commit_all(filled)
    assert faults(filled) == []


def test_changelogs_of_a_series_of_which_no_version_can_be_read_are_named(filled: Path) -> None:
    """Nothing is left to make them from, so none of them can be proved."""
    corpus = filled / "corpus/harbours"
    for version in corpus.glob("1*.md"):
        version.write_text(version.read_text().replace("published: ", "publisheb: "))
    for changelog in (corpus / "CHANGELOG.md", corpus / "changes/1962..1975.md"):
        changelog.write_text(changelog.read_text().replace("a", "b", 1))
    commit_all(filled)
    assert {fault.path for fault in verify_corpus(filled).faults} == {
        str(path.relative_to(filled)) for path in (*corpus.glob("*.md"), *corpus.glob("changes/*.md"))
    }


def test_the_changelog_of_a_version_that_cannot_be_read_says_so(filled: Path) -> None:
    version = filled / "corpus/harbours/1975.md"
    version.write_text(version.read_text().replace("published: ", "publisheb: "))
    commit_all(filled)
    told = {fault.path: fault.what for fault in verify_corpus(filled).faults}
    assert told["corpus/harbours/changes/1962..1975.md"] == "cannot be proved, since 1975.md cannot be read"
    assert told["corpus/harbours/changes/1975..1987.md"] == "cannot be proved, since 1975.md cannot be read"


@pytest.mark.parametrize("path", ["corpus/codebook.yaml", "corpus/harbours/series.yaml"])
def test_what_keeps_changelogs_from_being_proved_is_told(filled: Path, path: str) -> None:
    (filled / path).write_text("themes: [\n")
    commit_all(filled)
    verified = verify_corpus(filled)
    assert path in {fault.path for fault in verified.faults}
    assert f"the changelogs of harbours were not proved, since {path} is at fault" in verified.notes


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
        path.write_text(path.read_text().replace("markdown/3", "markdown/0").replace("crane", "c rane"))
    commit_all(filled)
    assert all("/changes/" in path or path.endswith("CHANGELOG.md") for path in rebuild_corpus(filled).written)
    assert read_version(filled, "harbours", "1962").extractor == "markdown/0"
    assert verify_corpus(filled).notes == (
        "harbours@1962 was read by markdown/0, an older one; see tracker upgrade: its text is taken as it stands",
        "harbours@1987 was read by markdown/0, an older one; see tracker upgrade: its text is taken as it stands",
    )
    before = tree(filled)
    looked = upgrade_corpus(filled, only_look=True)
    assert (tree(filled), looked.commit) == (before, None)
    upgraded = upgrade_corpus(filled)
    assert upgraded.reread == looked.reread
    assert [(one.passages, one.differing) for one in upgraded.reread] == [(2, 1)]
    assert ([one.version for one in upgraded.reread], upgraded.corrected) == (["harbours@1962"], ("harbours@1987",))
    assert read_version(filled, "harbours", "1962").extractor == "markdown/3"
    assert "a crane" in (filled / "corpus/harbours/1962.md").read_text()
    assert git(filled, "log", "-1", "--format=%s%n%(trailers)").splitlines()[:2] == [
        "Read 1 version anew with newer extractors",
        "Extractor: harbours@1962 markdown/0 -> markdown/3",
    ]
    assert faults(filled) == []


def test_what_a_newer_program_read_is_left_to_it(filled: Path) -> None:
    path = filled / "corpus/harbours/1962.md"
    path.write_text(path.read_text().replace("markdown/3", "markdown/99"))
    commit_all(filled)
    rebuild_corpus(filled)
    assert upgrade_corpus(filled).reread == ()
    assert verify_corpus(filled).notes == (
        "harbours@1962 was read by markdown/99, a newer program's: its text is taken as it stands",
    )


def test_files_of_every_kind_are_looked_at(filled: Path) -> None:
    review = filled / "corpus/harbours/reviews/1962..1975.yaml"
    review.parent.mkdir()
    review.write_text("schema: tracker.review/1\nold: 1\n")
    series = filled / "corpus/harbours/series.yaml"
    series.write_text("titel: Harbours\n")
    stray = filled / f"snapshots/harbours/1962/{sha256(b'stray').hexdigest()}.md"
    stray.write_bytes(b"stray")
    commit_all(filled)
    found = faults(filled)
    assert [fault.split()[0] for fault in found] == [
        "corpus/harbours/reviews/1962..1975.yaml",
        "corpus/harbours/series.yaml",
        str(stray.relative_to(filled)),
    ]
    assert "cannot be read (corpus/harbours/reviews/1962..1975.yaml" in found[0]
    assert "titel is not a key" in found[1]
    assert found[2].endswith("is the snapshot of no version")


def test_a_snapshot_that_gives_no_text_any_more_is_a_fault_of_its_text(filled: Path) -> None:
    path = filled / "corpus/harbours/1962.md"
    path.write_text(path.read_text().replace("text/markdown", "application/pdf").replace("markdown/3", "pdf/5"))
    folder = filled / "snapshots/harbours/1962"
    snapshot = next(folder.iterdir())
    snapshot.rename(snapshot.with_suffix(".pdf"))
    commit_all(filled)
    rebuilt_faults = [fault for fault in faults(filled) if "1962.md does not follow from its snapshot" in fault]
    assert len(rebuilt_faults) == 1


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="signs with ssh-keygen")
def test_signatures_are_reported(root: Path, add: Add, tmp_path: Path) -> None:
    add("1962")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    allowed = tmp_path / "allowed"
    allowed.write_text(f"author@example.org {key.with_suffix('.pub').read_text()}")
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingKey", str(key)),
        ("commit.gpgSign", "true"),
        ("gpg.ssh.allowedSignersFile", str(allowed)),
    ):
        git(root, "config", name, value)
    add("1975")
    assert verify_corpus(root).notes == ("signatures: 1 good; 2 commits of 3 are unsigned",)
    # A hostile repository names a program of its own to check signatures with.
    git(root, "config", "gpg.ssh.program", str(tmp_path / "never-run"))
    assert verify_corpus(root).notes == ("signatures: 1 good; 2 commits of 3 are unsigned",)
    signed = git(root, "cat-file", "commit", "HEAD")
    forged = signed.replace("harbours 1975:", "harbours 1957:").encode()
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"], cwd=root, input=forged + b"\n", capture_output=True
    )
    git(root, "update-ref", "HEAD", made.stdout.decode().strip())
    assert [fault for fault in faults(root) if fault.endswith("is a commit whose signature is bad")]


def test_a_folder_of_the_codebook_is_no_series(filled: Path) -> None:
    (filled / "corpus/packs").mkdir()
    (filled / "corpus/packs/base.yaml").write_text(CODEBOOK)
    (filled / "corpus/codebook.yaml").write_text("schema: tracker.codebook/1\nid: mine\nextends: packs/base.yaml\n")
    git(filled, "add", ".")
    git(filled, "commit", "-qm", "A codebook of parts")
    write_changelogs(filled)
    assert verify_corpus(filled).faults == ()
