"""git set up to show, compare and merge documents, with real git; and everything put back to the byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.extract.docxs import docx, p
from tests.usecases.conftest import SERIES, TEXTS, Add, git
from tracker.corpus.layout import root_of_changelog
from tracker.corpus.marked import block_in, with_block, without_block
from tracker.errors import GitError
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.gitconfig import Places, disable, enable, places_of_repository, standing
from tracker.usecases.rebuild import rebuild_corpus
from tracker.usecases.verify import verify_corpus

REPO_ROOT = Path(__file__).resolve().parents[2]
PROGRAM = f"{sys.executable} -m tracker"
FILES = {
    "no file": None,
    "empty": b"",
    "plain": b"[user]\n\tname = A\n",
    "no line end": b"[user]\n\tname = A",
    "crlf": b"[user]\r\n\tname = A\r\n",
    "only a line break": b"\n",
    "not UTF-8": b"# caf\xe9\n[user]\n\tname = A\n",
}


@pytest.fixture(autouse=True)
def _program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(REPO_ROOT))
    monkeypatch.setenv("GIT_PAGER", "cat")


@pytest.fixture
def enabled(root: Path) -> Path:
    enable(places_of_repository(root), PROGRAM)
    return root


def commit(root: Path, message: str, **files: bytes) -> None:
    for name, data in files.items():
        (root / name.replace("_", ".")).write_bytes(data)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", message)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_block_leaves_no_trace(data: bytes | None) -> None:
    blocked = with_block(data, "[a]\n\tb = 1\n")
    assert block_in(blocked) == "[a]\n\tb = 1\n"
    assert with_block(blocked, "[a]\n\tb = 1\n") == blocked
    assert without_block(blocked) == data
    longer = with_block(blocked, "[a]\n\tb = 2\n\tc = 3\n")
    assert without_block(longer) == data
    assert without_block(blocked + b"[later]\n\tx = 1\n") in (
        (data or b"") + b"[later]\n\tx = 1\n",
        (data or b"") + b"\n[later]\n\tx = 1\n",
    )


def test_damaged_marks_are_told() -> None:
    blocked = with_block(b"[user]\n", "[a]\n")
    with pytest.raises(GitError, match="marks of tracker git-config are damaged"):
        without_block(blocked.replace(b"# <<<", b"# <"))


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
@pytest.mark.parametrize("attributes", [None, b"*.png binary\n", b"*.png binary"], ids=["none", "some", "unended"])
def test_disabling_puts_back_both_files(tmp_path: Path, data: bytes | None, attributes: bytes | None) -> None:
    places = Places(tmp_path / "here/config", tmp_path / "there/attributes")
    for path, content in ((places.config, data), (places.attributes, attributes)):
        if content is not None:
            path.parent.mkdir()
            path.write_bytes(content)
            path.chmod(0o640)
    enable(places, PROGRAM)
    assert [file.state for file in enable(places, PROGRAM)] == ["unchanged", "unchanged"]
    assert [file.state for file in standing(places)] == ["unchanged", "unchanged"]
    enable(places, "another program")
    disable(places)
    for path, content in ((places.config, data), (places.attributes, attributes)):
        assert (path.read_bytes() if path.exists() else None) == content
        assert content is None or path.stat().st_mode & 0o777 == 0o640
    assert [file.state for file in disable(places)] == ["not there", "not there"]
    assert not list(tmp_path.rglob("*.lock"))


def test_what_a_person_sets_meanwhile_stays(enabled: Path) -> None:
    git(enabled, "config", "user.nickname", "Ann")
    git(enabled, "config", "diff.tracker.cachetextconv", "true")
    disable(places_of_repository(enabled))
    assert git(enabled, "config", "user.nickname") == "Ann"
    assert git(enabled, "config", "diff.tracker.cachetextconv") == "true"
    assert "\ttextconv =" not in (enabled / ".git/config").read_text()


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles/gitconfig"
    real.parent.mkdir()
    real.write_text("[user]\n")
    places = Places(tmp_path / ".gitconfig", tmp_path / "attributes")
    places.config.symlink_to(real)
    enable(places, PROGRAM)
    assert places.config.is_symlink()
    assert "tracker" in real.read_text()


def test_both_files_or_neither(root: Path) -> None:
    places = places_of_repository(root)
    before = places.config.read_bytes()
    lock = places.config.with_name("config.lock")
    lock.touch()
    with pytest.raises(GitError, match=r"config\.lock: another git command is at work"):
        enable(places, PROGRAM)
    assert places.config.read_bytes() == before
    assert not places.attributes.exists()
    lock.unlink()


def test_linked_work_trees_share_the_settings(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))
    assert places_of_repository(tmp_path / "linked") == places_of_repository(root)


def test_documents_show_as_text(enabled: Path) -> None:
    commit(enabled, "Plan", plan_docx=docx(p("We must act."), p("It stays.")))
    (enabled / "plan.docx").write_bytes(docx(p("We should act."), p("It stays.")))
    shown = git(enabled, "diff")
    assert "-We must act.\n+We should act." in shown
    assert "Binary" not in shown
    commit(enabled, "Weaker")
    assert "-We must act.\n+We should act." in git(enabled, "log", "-p", "--", "plan.docx")


@pytest.mark.slow
def test_captured_pages_show_as_text_and_other_html_does_not(enabled: Path) -> None:
    page = b"<!DOCTYPE html><html><body><main><h1>Ports</h1><p>Every port has a crane.</p></main></body></html>"
    add_version(enabled, NewVersion("harbours", "1962", page, "x.html"), series=SERIES)
    assert "+# Ports\n+\n+Every port has a crane." in git(enabled, "show", "--", "snapshots")
    commit(enabled, "Site", index_html=page)
    assert "+<!DOCTYPE html>" in git(enabled, "show")


@pytest.mark.slow
def test_what_cannot_be_read_still_shows_that_it_changed(enabled: Path) -> None:
    commit(enabled, "Not a PDF", plan_pdf=b"%PDF-1.7 nothing\n")
    commit(enabled, "Nor this", plan_pdf=b"%PDF-1.7 nothing else\n")
    shown = git(enabled, "show")
    assert shown.count("\n-sha256 ") == shown.count("\n+sha256 ") == 1


@pytest.mark.slow
def test_git_goes_on_when_the_program_is_gone(root: Path) -> None:
    enable(places_of_repository(root), "/nowhere/tracker")
    commit(root, "Plan", plan_docx=docx(p("We must act.")), readme_txt=b"one\n")
    commit(root, "Weaker", plan_docx=docx(p("We should act.")), readme_txt=b"two\n")
    shown = git(root, "show")
    assert "-one\n+two" in shown
    assert "+" + git(root, "rev-parse", "HEAD:plan.docx") in shown


@pytest.mark.slow
def test_the_external_diff_compares_by_theme_and_never_stops_git(enabled: Path) -> None:
    strong, weak = docx(p("Every port must have a crane.")), docx(p("Every port should have a crane."))
    text = b"# Ports\n\nA port is near. It stays where it is.\n"
    commit(enabled, "Plan", plan_docx=strong, broken_pdf=b"%PDF-1.7 a\n", old_md=text)
    (enabled / "old.md").unlink()
    commit(enabled, "Weaker", plan_docx=weak, broken_pdf=b"%PDF-1.7 b\n", zz_txt=b"x\n", new_md=text + b"Now.\n")
    shown = git(enabled, "-c", f"diff.external={PROGRAM} git-driver diff", "diff", "-M", "HEAD~1", "HEAD")
    assert "Every port [-must-] have a crane." in shown
    assert "old.md → new.md" in shown
    assert "broken.pdf is damaged" in shown
    assert "zz.txt: added" in shown


@pytest.mark.slow
def test_the_external_diff_tells_by_its_exit_code_when_asked(enabled: Path) -> None:
    (enabled / "a.md").write_text("# Ports\n\nA port is near.\n")
    (enabled / "b.md").write_text("# Ports\n\nA port is far.\n")

    def code(*arguments: str) -> int:
        command = [sys.executable, "-m", "tracker", "git-driver", "diff", *arguments]
        return subprocess.run(command, cwd=enabled, capture_output=True).returncode

    same = ("x.md", "a.md", "1" * 40, "100644", "a.md", "1" * 40, "100644")
    other = ("x.md", "a.md", "1" * 40, "100644", "b.md", "2" * 40, "100644")
    assert [code(*other), code("--exit-code", *other), code("--exit-code", *same)] == [0, 1, 0]
    assert code("unmerged.md") == 0
    assert code("x.md", "a.md") == 2


def test_the_difftool_compares_by_theme(enabled: Path) -> None:
    commit(enabled, "Plan", plan_docx=docx(p("Every port must have a crane.")))
    (enabled / "plan.docx").write_bytes(docx(p("Every port should have a crane.")))
    assert "Every port [-must-] have a crane." in git(enabled, "difftool", "-y", "-t", "tracker")


@pytest.mark.slow
def test_an_attribute_makes_the_comparison_the_usual_diff(enabled: Path) -> None:
    (enabled / ".gitattributes").write_text("*.md diff=tracker-themes\n")
    commit(enabled, "Plan", plan_md=b"# Ports\n\nEvery port must have a crane.\n")
    (enabled / "plan.md").write_bytes(b"# Ports\n\nEvery port should have a crane.\n")
    assert "Every port [-must-] have a crane." in git(enabled, "diff")


PATHS = {
    "corpus/us-nds/CHANGELOG.md": ".",
    "corpus/us-nds/changes/2018..2022.md": ".",
    "a/b c/corpus/us-nds/CHANGELOG.md": "a/b c",
    "a/corpus/us-nds/changes/1..2.md": "a",
    "corpus/us-nds/2022.md": None,
    "CHANGELOG.md": None,
    "corpus/CHANGELOG.md": None,
    "changes/a.md": None,
    "docs/us-nds/changes/a.md": None,
    "corpus/us-nds/reviews/1..2.yaml": None,
}


@pytest.mark.parametrize("path", PATHS)
def test_changelogs_are_known_by_their_place(path: str) -> None:
    from pathlib import PurePosixPath

    found = root_of_changelog(PurePosixPath(path))
    assert (None if found is None else str(found)) == PATHS[path]


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
    from tests.usecases.conftest import CODEBOOK, tree
    from tracker.usecases.init import init_corpus

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
    from tests.usecases.conftest import tree

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
    from tracker.usecases.correct import NewText, correct_version

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
    from tracker.usecases.changelog import write_changelogs

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
    from tracker.errors import CorpusError
    from tracker.usecases.correct import NewText, correct_version

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
