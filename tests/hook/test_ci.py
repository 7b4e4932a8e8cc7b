"""Continuous integration and the pre-commit framework: a range of commits, the ready files, and what they call."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hook.conftest import REPO_ROOT, Repo
from tracker import yamltext
from tracker.corpus.inhook import open_in_hook
from tracker.errors import UsageError
from tracker.hook.review import check_range

WORKFLOW = REPO_ROOT / "docs" / "workflows" / "changelog.yml"


@pytest.fixture
def side(repo: Repo) -> Repo:
    """A branch with a new version, a changed one, and none of our hooks."""
    repo.git("checkout", "-qb", "side")
    repo.drop("1975", title="Harbours | of *today*")
    repo.retitle("1962", "Old harbours")
    repo.git("add", ".")
    repo.git("commit", "--no-verify", "-qm", "1975")
    return repo


def _range(repo: Repo, revisions: str) -> tuple[str, tuple[str, ...]]:
    answer = check_range(open_in_hook(repo.top, {}), revisions)
    return answer.text, answer.faults


def test_a_range_is_told_as_markdown(side: Repo) -> None:
    text, faults = _range(side, "main...HEAD")
    assert faults == ()
    assert text.startswith("## harbours: 1962 → 1975\n\n*Harbours \\| of \\*today\\**, 1975. A revision: ")
    assert "\n1. **Ports** " in text
    assert "Changed: `harbours@1962`." in text
    assert "corpus/harbours/changes/1962..1975.md is not up to date" in text
    assert side.status() == ""


def test_a_range_tells_what_is_invalid(side: Repo) -> None:
    (side.top / "corpus/harbours/1975.md").write_text("---\nversion: [\n")
    side.git("commit", "--no-verify", "-qam", "Damaged")
    text, faults = _range(side, "main..side")
    assert faults == (
        "corpus/harbours/1975.md:1: the file does not begin with front matter between two lines of '---'",
    )
    assert text.startswith("## 1 fault in documents\n\n- corpus/harbours/1975.md:<!-- -->1: the file does not begin")


def test_a_range_without_documents(repo: Repo) -> None:
    repo.git("commit", "-q", "--allow-empty", "-m", "nothing")
    assert _range(repo, "HEAD~1..HEAD") == ("No document changes.\n", ())


def test_a_branch_that_is_new_begins_at_nothing(repo: Repo) -> None:
    text, faults = _range(repo, f"{'0' * 40}..HEAD")
    assert faults == ()
    assert "## harbours: 1962 → 1987" in text


@pytest.mark.parametrize("revisions", ["HEAD", "HEAD..", "nowhere..HEAD", "main..--output=x", ".."])
def test_no_range(repo: Repo, revisions: str) -> None:
    with pytest.raises(UsageError):
        _range(repo, revisions)


def _steps() -> dict[str, str]:
    loaded = yamltext.load(WORKFLOW.read_text("utf-8"), source=str(WORKFLOW)).value
    assert isinstance(loaded, dict)
    steps = loaded["jobs"]["changelog"]["steps"]
    return {step["name"]: step["run"] for step in steps if "run" in step}


@pytest.mark.slow
def test_the_workflow_does_what_it_says(side: Repo, tmp_path: Path) -> None:
    """Its own steps, in its own words; only installing and posting are left to the host."""
    (tmp_path / "bin").mkdir()
    for name, body in (
        ("tracker", f'exec "{sys.executable}" -m tracker "$@"'),
        ("gh", f'printf "%s " "$@" > "{tmp_path}/posted"; cat changelog.md >> "{tmp_path}/posted"'),
    ):
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "RANGE": f"{side.git('rev-parse', 'main')}...{side.git('rev-parse', 'HEAD')}",
        "PULL_REQUEST": "7",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    steps = _steps()
    assert list(steps) == ["Install tracker", "Check documents and compare them", "Post the changelog"]
    for name in list(steps)[1:]:
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", steps[name]],
            cwd=side.top,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    posted = (tmp_path / "posted").read_text()
    assert posted.startswith("pr comment 7 --body-file changelog.md")
    assert "## harbours: 1962 → 1975" in posted
    assert "## harbours: 1962 → 1975" in (tmp_path / "summary").read_text()


def test_the_workflow_puts_nothing_of_a_strangers_into_its_scripts() -> None:
    """Titles of pull requests and names of branches are chosen by strangers."""
    assert not [name for name, script in _steps().items() if "${{" in script]


@pytest.mark.slow
def test_what_pre_commit_is_told_to_call_exists(side: Repo, tmp_path: Path) -> None:
    """Each entry of the manifest, called as pre-commit calls it: in the top folder, with a file only if it asks."""
    loaded = yamltext.load((REPO_ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), source="hooks").value
    assert isinstance(loaded, list)
    (tmp_path / "message").write_text("")
    stages = []
    for hook in loaded:
        program, *entry = shlex.split(hook["entry"])
        (stage,) = hook["stages"]
        passed = [str(tmp_path / "message")] if hook["pass_filenames"] else []
        assert (program, hook["language"], bool(passed)) == ("tracker", "python", stage == "prepare-commit-msg")
        done = subprocess.run(
            [sys.executable, "-m", "tracker", *entry, *passed], cwd=side.top, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, ""), hook["id"]
        stages.append(stage)
    assert stages == ["pre-commit", "prepare-commit-msg", "post-merge", "post-rewrite"]


@pytest.mark.slow
def test_pre_commit_run_on_a_range(side: Repo) -> None:
    """`pre-commit run --from-ref --to-ref` stages nothing, and names the range in variables."""
    (side.top / "corpus/harbours/1975.md").write_text("no front matter\n")
    side.git("commit", "--no-verify", "-qam", "Damaged")
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "hook", "run", "pre-commit"],
        cwd=side.top,
        env={**os.environ, "PRE_COMMIT_FROM_REF": "main", "PRE_COMMIT_TO_REF": "HEAD"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3
    assert "1975.md:1: the file does not begin with front matter" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("source", "written"), [("template", True), ("message", False)])
def test_pre_commit_tells_where_a_message_comes_from(side: Repo, tmp_path: Path, source: str, written: bool) -> None:
    """It passes on the file alone, and the rest in a variable."""
    side.retitle("1987", "Else")
    side.git("add", ".")
    (tmp_path / "message").write_text("# comment\n")
    subprocess.run(
        [sys.executable, "-m", "tracker", "hook", "run", "prepare-commit-msg", str(tmp_path / "message")],
        cwd=side.top,
        env={**os.environ, "PRE_COMMIT_COMMIT_MSG_SOURCE": source},
        check=True,
    )
    assert (tmp_path / "message").read_text().startswith("harbours: Change 1987") is written
