"""What stands in the way around a call (folders, git, streams, disks, rights): one line, exit code 2, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Call, Called
from tests.cli.wrong.conftest import NEW, Corpus, Refused, is_one_line_of_trouble


def test_dirty_work_tree(refused: Refused, corpus: Corpus) -> None:
    text = corpus.folder / "corpus" / "us-nds" / "2022.md"
    text.write_text(text.read_text().replace("ally", "friend"))
    told = refused("remove", "us-nds@2022")
    assert "2022.md" in told


def test_dirt_elsewhere_is_no_hindrance_and_stays(call: Call, corpus: Corpus) -> None:
    (corpus.folder / "notes.txt").write_text("mine")
    (corpus.folder / "staged.txt").write_text("also mine")
    corpus.git("add", "staged.txt")
    assert call("add", "us-nds", "2026", "../new.md", "--date", "2026").code == 0
    assert corpus.git("status", "--porcelain=v1") == "A  staged.txt\n?? notes.txt\n"


def test_conflicted_work_tree(refused: Refused, corpus: Corpus) -> None:
    text = corpus.folder / "corpus" / "us-nds" / "2022.md"
    original = text.read_text()
    corpus.git("checkout", "-q", "-b", "theirs")
    text.write_text(original.replace("ally", "friend"))
    corpus.git("commit", "-q", "-a", "-m", "theirs")
    corpus.git("checkout", "-q", "-")
    text.write_text(original.replace("ally", "partner"))
    corpus.git("commit", "-q", "-a", "-m", "ours")
    corpus.git("merge", "theirs")
    assert "UU" in corpus.git("status", "--porcelain=v1")
    told = refused("add", "us-nds", "2026", "../new.md", "--date", "2026")
    assert "merge" in told
    refused("remove", "us-nds@2022")
    refused("changelog")


def test_no_git_at_all(process: Call, corpus: Corpus, tmp_path: Path) -> None:
    before = corpus.state()
    without = {"PATH": str(tmp_path / "empty-bin"), "GIT_PYTHON_GIT_EXECUTABLE": ""}
    shown = process("add", "us-nds", "2026", "../new.md", "--date", "2026", env=without)
    is_one_line_of_trouble(shown)
    assert "git" in shown.err
    assert corpus.state() == before
    shown = process("init", str(tmp_path / "another"), env=without)
    is_one_line_of_trouble(shown)
    assert not (tmp_path / "another" / "corpus").exists()
    # What only reads two documents needs no git.
    assert process("diff", "../old.md", "../new.md", env=without).code == 0


def test_not_a_corpus(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new.md").write_text(NEW)
    for arguments in (
        ["list"],
        ["show", "us-nds@2022"],
        ["add", "us-nds", "2026", "new.md"],
        ["remove", "us-nds@2022"],
        ["correct", "us-nds@2022", "new.md", "--reason", "none"],
        ["changelog"],
    ):
        shown = call(*arguments)
        is_one_line_of_trouble(shown)
        assert "not inside a corpus" in shown.err
        assert "tracker init" in shown.err
    shown = call("-C", "nowhere", "list")
    is_one_line_of_trouble(shown)
    assert "nowhere: not a corpus" in shown.err


def test_a_corpus_that_is_named_but_not_there_is_not_the_one_around(refused: Refused, corpus: Corpus) -> None:
    for named in ("../gone", "gone", "gone/..", "corpus/corpus.yaml", "~nobody-is-called-so/x"):
        told = refused("remove", "us-nds@2022", "-C", named)
        assert f"{named}: not a corpus (no such folder; named by --corpus)" in told


def test_a_named_corpus_whose_name_cannot_be_looked_up(refused: Refused, corpus: Corpus) -> None:
    (corpus.folder / "circle").symlink_to("circle")
    for named in ("circle", "x" * 300):
        assert f"{named}: " in refused("list", "-C", named)


def test_a_corpus_named_through_a_link_is_the_one_behind_it(call: Call, corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "link").symlink_to(corpus.folder / "corpus")
    assert call("list", "-C", str(tmp_path / "elsewhere" / "link")).out.startswith("us-nds")
    assert "strategies" in call("init", "../elsewhere/link/new").err


def test_a_corpus_can_be_made_beside_the_one_around(call: Call, corpus: Corpus, tmp_path: Path) -> None:
    assert call("init", "../another").code == 0
    assert (tmp_path / "another" / "corpus" / "corpus.yaml").is_file()


def test_a_corpus_whose_git_is_gone(call: Call, corpus: Corpus) -> None:
    shutil.rmtree(corpus.folder / ".git")
    shown = call("add", "us-nds", "2026", "../new.md", "--date", "2026")
    is_one_line_of_trouble(shown)
    assert "git" in shown.err
    assert not (corpus.folder / "corpus" / "us-nds" / "2026.md").exists()
    assert call("list").code == 0


def test_a_repository_that_is_damaged_is_told_with_a_remedy(refused: Refused, corpus: Corpus) -> None:
    tree = corpus.git("rev-parse", "HEAD:corpus").strip()
    lost = corpus.folder / ".git" / "objects" / tree[:2] / tree[2:]
    index = corpus.folder / ".git" / "index"
    for damaged, left, remedy in ((index, b"DIRC", "move .git/index away"), (lost, None, "bring back from a clone")):
        kept = damaged.read_bytes()
        damaged.unlink()
        if left is not None:
            damaged.write_bytes(left)
        shown = refused("remove", "us-nds@2022")
        damaged.unlink(missing_ok=True)
        damaged.write_bytes(kept)
        assert remedy in shown


def test_output_that_does_not_fit_on_the_disk_leaves_what_was_there(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("precious")
    command = [sys.executable, "-m", "tracker", "diff", "../old.md", "../new.md", "-f", "json", "-o", "../out.json"]
    limited = ["sh", "-c", 'ulimit -f 2; exec "$@"', "sh", *command]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # which would be cut off too
    done = subprocess.run(limited, capture_output=True, text=True, env=environment)
    is_one_line_of_trouble(Called(done.returncode, done.stdout, done.stderr))
    assert "../out.json: cannot be written (" in done.stderr
    assert (tmp_path / "out.json").read_text() == "precious"
    assert not list(tmp_path.glob(".out*"))


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams(corpus: Corpus, closed: str) -> None:
    def called(*arguments: str) -> Called:
        command = ["bash", "-c", f'exec "$@" {closed}', "bash", sys.executable, "-m", "tracker", *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        return Called(done.returncode, done.stdout, done.stderr)

    listed = called("list")
    assert listed == Called(0, "" if ">&-" in closed.split() else listed.out, "")
    for arguments in (
        ["add", "us-nds", "2026", "-"],
        ["diff", "../old.md", "-"],
        ["explain", "s-1", "../old.md", "-"],
        ["correct", "us-nds@2022", "-", "--reason", "none"],
    ):
        refused = called(*arguments)
        assert (refused.code, refused.out) == (2, "")
        assert "internal error" not in refused.err
        assert ("standard input is closed" in refused.err) == (closed == "<&-")
    assert corpus.git("status", "--porcelain") == ""


def test_output_that_takes_nothing(corpus: Corpus) -> None:
    for arguments in (["--help"], ["--version"], ["list"], ["completion", "bash"], ["diff", "../old.md", "../new.md"]):
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "tracker", *arguments]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
        told = "tracker: the result cannot be written (No space left on device)\n"
        assert (done.returncode, done.stderr) == (2, told)


def test_a_document_without_end(process: Call, corpus: Corpus) -> None:
    for arguments in (["add", "us-nds", "2026", "/dev/zero"], ["diff", "../old.md", "/dev/zero"]):
        shown = process(*arguments)
        is_one_line_of_trouble(shown)
        assert "is too large; the limit is 100 MB" in shown.err


def test_a_folder_that_is_gone(process: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for arguments in (["list"], ["diff", "/a", "/b"], ["init"]):
        assert process(*arguments).err == "tracker: the current folder is gone; cd elsewhere\n"


UNPRIVILEGED = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
"""What takes from root the right to read what nobody may."""


@pytest.mark.skipif(bool(UNPRIVILEGED) and not shutil.which("setpriv"), reason="root may read everything")
@pytest.mark.parametrize("place", ["corpus/corpus.yaml", "corpus/us-nds", "corpus", ".git", "corpus/us-nds/2022.md"])
def test_what_may_not_be_read(corpus: Corpus, place: str) -> None:
    before = corpus.state()
    mode = (corpus.folder / place).stat().st_mode
    (corpus.folder / place).chmod(0)
    try:
        for arguments in (["list"], ["show", "us-nds@2022"], ["diff", "us-nds@2022", "../new.md"], ["changelog"]):
            command = [*UNPRIVILEGED, sys.executable, "-m", "tracker", *arguments]
            done = subprocess.run(command, capture_output=True, text=True)
            assert done.returncode == 2
            assert done.stderr.count("\n") == 1
            assert place in done.stderr
            assert "Permission denied" in done.stderr
    finally:
        (corpus.folder / place).chmod(mode)
    assert corpus.state() == before
