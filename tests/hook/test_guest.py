"""The hooks are guests in a repository: other tools' hooks run as before, and nothing is lost when tracker goes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.hook.conftest import PYTHON, Repo, commit_document, hook_states, marker, put
from tracker.corpus.inhook import open_in_hook
from tracker.errors import GitError
from tracker.hook.install import Folder, HookState, install, uninstall
from tracker.hook.scripts import KEPT

STRANGER = '#!/bin/sh\necho "stranger $*" >> ran-by-stranger\n'


def _install(repo: Repo, **options: bool) -> tuple[Folder, tuple[HookState, ...]]:
    return install(open_in_hook(repo.top, {}), python=PYTHON, **options)


def _uninstall(repo: Repo) -> tuple[str, ...]:
    return uninstall(open_in_hook(repo.top, {}))[1]


def _listing(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), stat.S_IMODE(path.lstat().st_mode)) for path in folder.iterdir()}


def test_install_and_uninstall_leave_no_trace(bare: Repo) -> None:
    folder = bare.top / ".git/hooks"
    put(folder / "pre-commit", STRANGER, 0o750)
    put(folder / "post-merge", "not executable\n", 0o640)
    before = _listing(folder)
    _install(bare)
    _install(bare)
    assert set(hook_states(bare).values()) == {"installed"}
    assert marker(bare, f"pre-commit{KEPT}").read_text() == STRANGER
    _uninstall(bare)
    assert _listing(folder) == before
    assert _uninstall(bare) == ()


@pytest.mark.slow
def test_a_strangers_hook_runs_first_and_ours_after_it(bare: Repo) -> None:
    """What the stranger stages is checked and compared like all else."""
    edit = "sed -i 's/^title: .*/title: Strange/' corpus/harbours/1987.md && git add -u"
    put(marker(bare, "pre-commit"), f"{STRANGER}{edit}\n")
    _install(bare)
    ran = commit_document(bare)
    assert ran.code == 0, ran.err
    assert (bare.top / "ran-by-stranger").read_text() == "stranger \n"
    assert "*Strange*" in bare.committed("corpus/harbours/changes/1975..1987.md")
    bare.assert_sound()


def test_a_strangers_hook_may_stop_a_commit(bare: Repo) -> None:
    put(marker(bare, "pre-commit"), "#!/bin/sh\necho no >&2\nexit 7\n")
    _install(bare)
    ran = commit_document(bare)
    assert (ran.code, ran.err) == (1, "no\n")


def test_a_strangers_hook_runs_though_ours_is_skipped(bare: Repo) -> None:
    put(marker(bare, "pre-commit"), STRANGER)
    put(marker(bare, "prepare-commit-msg"), STRANGER)
    _install(bare)
    ran = bare.commit("--allow-empty", env={"TRACKER_SKIP": "1"})
    assert ran.code == 0
    assert (bare.top / "ran-by-stranger").read_text() == "stranger \nstranger .git/COMMIT_EDITMSG message\n"


def test_a_strangers_hook_that_is_not_executable_does_not_run(bare: Repo) -> None:
    put(marker(bare, "pre-commit"), STRANGER, 0o644)
    _install(bare)
    assert bare.commit("--allow-empty").code == 0
    assert not (bare.top / "ran-by-stranger").exists()


def test_a_strangers_hook_reads_what_git_hands_it(bare: Repo) -> None:
    put(marker(bare, "post-rewrite"), "#!/bin/sh\ncat > ran-by-stranger\n")
    _install(bare)
    bare.git("commit", "-q", "--allow-empty", "-m", "one")
    old = bare.git("rev-parse", "HEAD")
    bare.git("commit", "-q", "--allow-empty", "--amend", "-m", "two")
    assert (bare.top / "ran-by-stranger").read_text() == f"{old} {bare.git('rev-parse', 'HEAD')}\n"


@pytest.mark.slow
def test_hooks_path_of_the_repository_is_respected(bare: Repo) -> None:
    bare.git("config", "core.hooksPath", "my hooks")
    put(bare.top / "my hooks/pre-commit", STRANGER)
    folder, _ = _install(bare)
    assert folder.path == bare.top / "my hooks"
    assert "inside the work tree" in folder.notes[0]
    assert not marker(bare, "pre-commit").exists()
    bare.git("add", "my hooks")
    bare.git("commit", "--no-verify", "-qm", "Hooks")
    assert commit_document(bare).code == 0
    assert (bare.top / "ran-by-stranger").exists()
    bare.assert_sound()


@pytest.mark.slow
def test_hooks_path_for_all_repositories_is_left_alone_unless_asked_for(bare: Repo, tmp_path: Path) -> None:
    shared = tmp_path / "hooks for all"
    bare.git("config", "--global", "core.hooksPath", str(shared))
    with pytest.raises(GitError, match="which other repositories use too; install there with --shared"):
        _install(bare)
    assert not shared.exists()
    folder, _ = _install(bare, shared=True)
    assert folder.path == shared
    assert commit_document(bare).code == 0
    bare.assert_sound()


def test_hooks_that_are_switched_off_stay_so(bare: Repo) -> None:
    bare.git("config", "core.hooksPath", "/dev/null")
    with pytest.raises(GitError, match="hooks are switched off in this repository"):
        _install(bare)


@pytest.mark.slow
def test_beside_pre_commit_which_moves_our_hook_and_runs_it(bare: Repo) -> None:
    """pre-commit, installed after us, renames our hook and calls it before its own checks."""
    put(marker(bare, "pre-commit"), STRANGER)
    _install(bare)
    marker(bare, "pre-commit").rename(marker(bare, "pre-commit.legacy"))
    theirs = (
        '#!/usr/bin/env bash\nhere="$(cd "$(dirname "$0")" && pwd)"\n'
        '"$here/pre-commit.legacy" "$@" || exit 1\necho theirs >> ran-by-them\n'
    )
    put(marker(bare, "pre-commit"), theirs)
    assert hook_states(bare)["pre-commit"] == "by another tool"
    _install(bare)
    assert hook_states(bare)["pre-commit"] == "by another tool"
    ran = commit_document(bare)
    assert ran.code == 0, ran.err
    assert (bare.top / "ran-by-them").exists()
    assert (bare.top / "ran-by-stranger").exists()
    bare.assert_sound()
    _uninstall(bare)
    assert marker(bare, "pre-commit").read_text() == theirs
    assert marker(bare, "pre-commit.legacy").read_text() == STRANGER


@pytest.mark.slow
def test_beside_lefthook_which_moves_our_hook_and_forgets_it(bare: Repo) -> None:
    """lefthook, as it synchronises, renames what it finds to `.old` and runs only its own."""
    theirs = "#!/bin/sh\n# LEFTHOOK\necho theirs >> ran-by-them\n"
    put(marker(bare, "pre-commit"), theirs)
    _install(bare)
    marker(bare, "pre-commit").rename(marker(bare, "pre-commit.old"))
    put(marker(bare, "pre-commit"), theirs)
    assert hook_states(bare)["pre-commit"] == "displaced"
    _install(bare)
    assert hook_states(bare)["pre-commit"] == "installed"
    assert commit_document(bare).code == 0
    assert (bare.top / "ran-by-them").read_text() == "theirs\n"
    bare.assert_sound()
    _uninstall(bare)
    assert marker(bare, "pre-commit").read_text() == theirs


def test_beside_husky_whose_hooks_go_by_their_own_name(bare: Repo) -> None:
    """husky points core.hooksPath at a folder of stubs that look for the user's file of the same name, one level up."""
    bare.git("config", "core.hooksPath", ".husky/_")
    put(
        bare.top / ".husky/_/h",
        '#!/usr/bin/env sh\nname=$(basename "$0")\nfile=$(dirname "$(dirname "$0")")/$name\n'
        '[ -f "$file" ] || exit 0\nsh -e "$file" "$@"\nexit $?\n',
    )
    stub = '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n'
    put(bare.top / ".husky/_/pre-commit", stub)
    put(bare.top / ".husky/pre-commit", "echo husky >> ran-by-husky\n", 0o644)
    folder, _ = _install(bare)
    assert "husky makes this folder anew" in folder.notes[0]
    bare.git("add", ".husky/pre-commit")
    ran = commit_document(bare)
    assert ran.code == 0, ran.err
    assert (bare.top / "ran-by-husky").read_text() == "husky\n"
    bare.assert_sound()
    (bare.top / ".husky/pre-commit").write_text("exit 4\n")
    assert bare.commit("-a").code == 1
    _uninstall(bare)
    assert (bare.top / ".husky/_/pre-commit").read_text() == stub


def test_a_dispatcher_that_is_a_link(bare: Repo) -> None:
    target = put(bare.top / "tools/dispatch", STRANGER)
    marker(bare, "pre-commit").symlink_to("../../tools/dispatch")
    _install(bare)
    assert bare.commit("--allow-empty").code == 0
    assert (bare.top / "ran-by-stranger").exists()
    _uninstall(bare)
    assert marker(bare, "pre-commit").resolve() == target.resolve()
    assert marker(bare, "pre-commit").is_symlink()


def test_two_hooks_of_others_are_not_mixed_up(bare: Repo) -> None:
    put(marker(bare, "pre-commit"), STRANGER)
    _install(bare)
    put(marker(bare, "pre-commit"), "#!/bin/sh\nexit 0\n")
    with pytest.raises(GitError, match="are both other tools' hooks"):
        _install(bare)
    assert marker(bare, f"pre-commit{KEPT}").read_text() == STRANGER
