"""`git-config`, `rebuild`, `upgrade` and `export` as commands: what they print, and how they end."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .conftest import Call


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True)


def test_git_config_prints_what_it_writes_and_takes_it_out(call: Call, filled: Path) -> None:
    config = (filled / ".git/config").read_bytes()
    assert call("git-config").out.splitlines() == [
        f"nothing of ours in {filled}/.git/config",
        f"nothing of ours in {filled}/.git/info/attributes",
    ]
    enabled = call("git-config", "--enable")
    assert (enabled.code, enabled.err) == (0, "")
    lines = enabled.out.splitlines()
    assert lines[0] == f"written to {filled}/.git/config"
    assert '  + [merge "tracker"]' in lines
    assert '  +     renames = "false"' in lines
    assert "  + **/corpus/*/changes/*.md merge=tracker" in lines
    assert call("git-config").out.splitlines()[0] == f"stands in {filled}/.git/config"
    disabled = call("git-config", "--disable").out.splitlines()
    assert disabled[0] == f"taken out of {filled}/.git/config"
    assert f"taken out of {filled}/.git/info/attributes, which had nothing else and is gone" in disabled
    assert (filled / ".git/config").read_bytes() == config


def test_git_config_for_all_repositories(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    assert call("git-config", "--enable", "--global").code == 0
    assert '[diff "tracker"]' in (tmp_path / ".gitconfig").read_text()
    assert "renames" not in (tmp_path / ".gitconfig").read_text()
    assert "*.pdf diff=tracker" in (tmp_path / "xdg/git/attributes").read_text()
    assert call("git-config", "--disable", "--global").code == 0
    assert not (tmp_path / ".gitconfig").exists()
    (tmp_path / "xdg/git/config").write_text(f"[core]\n\tattributesFile = {tmp_path}/mine\n")
    assert call("git-config", "--enable", "--global").code == 0
    assert not (tmp_path / ".gitconfig").exists()
    assert "*.pdf diff=tracker" in (tmp_path / "mine").read_text()


def test_git_config_outside_a_repository_is_one_line(call: Call) -> None:
    refused = call("git-config", "--enable")
    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "not in a git work tree" in refused.err


def test_git_config_takes_one_deed_at_a_time(call: Call, filled: Path) -> None:
    config = (filled / ".git/config").read_bytes()
    refused = call("git-config", "--enable", "--disable")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "tracker: --enable and --disable exclude each other; give one of them\n"
    assert (filled / ".git/config").read_bytes() == config


def test_rebuild_settles_a_merge_and_says_how_to_go_on(call: Call, filled: Path) -> None:
    git(filled, "branch", "theirs")
    assert call("correct", "us-nds@2018", "--date", "2018-01", "--reason", "As on the cover").code == 0
    git(filled, "checkout", "--quiet", "theirs")
    assert call("correct", "us-nds@2022", "--date", "2022-02", "--reason", "As on the cover").code == 0
    git(filled, "checkout", "--quiet", "-")
    assert git(filled, "merge", "theirs").returncode == 1
    shown = call("rebuild")
    *written, ending = shown.out.splitlines()
    assert "written   corpus/us-nds/changes/2018..2022.md" in written
    assert ending == "staged; go on with: git merge --continue"
    assert call("add", "us-nds", "2030", "../2018.md").code == 2
    assert git(filled, "-c", "core.editor=true", "merge", "--continue").returncode == 0
    assert call("verify").code == 0
    assert call("rebuild").out == "nothing had to change\n"


def test_upgrade_looks_first_and_then_does(call: Call, filled: Path) -> None:
    assert call("upgrade").out == "every text is by the extractor of today\n"
    path = filled / "corpus/us-nds/2022.md"
    path.write_text(path.read_text().replace("markdown/3", "markdown/0").replace("persistent", "per sistent"))
    git(filled, "commit", "--quiet", "--all", "-m", "As an older extractor read it")
    first, *rest = call("upgrade", "--dry-run").out.splitlines()
    assert first == "us-nds@2022  markdown/0 → markdown/3: 1 of 3 passages read otherwise"
    assert rest == ["nothing was written"]
    shown = call("upgrade")
    assert shown.out.splitlines()[0] == first
    assert "written   corpus/us-nds/2022.md" in shown.out
    assert "A change of ours, not of the publishers." in git(filled, "log", "-1", "--format=%b").stdout
    assert call("verify").code == 0


def test_export_writes_and_counts(call: Call, filled: Path, tmp_path: Path) -> None:
    shown = call("export", "texts", str(tmp_path / "out"))
    assert shown.out.splitlines()[-1] == "3 files"
    assert (tmp_path / "out/us-nds/2018-strategy-2018.md").is_file()
    assert call("export", "sqlite", str(tmp_path / "out.db")).out.startswith(f"written  {tmp_path}/out.db\n")
    assert call("export", "sqlite", str(tmp_path / "out.db")).code == 0
    (tmp_path / "out.db").write_text("mine")
    again = call("export", "sqlite", str(tmp_path / "out.db"))
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert call("export", "csv", str(tmp_path / "tables"), "us-nds").code == 0
    assert (tmp_path / "tables/shifts.csv").read_text().startswith("id,comparison,shift,rank,")
    assert call("export", "csv", str(tmp_path / "tables"), "none").code == 2


@pytest.mark.parametrize("kind", ["texts", "sqlite", "csv"])
def test_every_kind_of_export_has_examples(call: Call, kind: str) -> None:
    assert f"tracker export {kind}" in call("export", kind, "--help").out
