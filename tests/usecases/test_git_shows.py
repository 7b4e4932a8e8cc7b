"""git shows and compares documents once it is set up to: as text, and theme by theme."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.extract.docxs import docx, p
from tests.usecases.conftest import PROGRAM, SERIES, commit, git
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.gitconfig import enable, places_of_repository

pytestmark = pytest.mark.usefixtures("program")


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
