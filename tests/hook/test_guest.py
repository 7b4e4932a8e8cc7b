"""The hooks are guests in a repository: other tools' hooks run as before, and nothing is lost when tracker goes."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest

from tests.hook.conftest import Ran, Repo, marker
from tracker.corpus.inhook import open_in_hook
from tracker.errors import GitError
from tracker.hook.install import Folder, HookState, hooks_folder, install, status, uninstall
from tracker.hook.scripts import IN_WORK_TREE, KEPT

PYTHON = Path(sys.executable)
STRANGER = '#!/bin/sh\necho "stranger $*" >> ran-by-stranger\n'


@pytest.fixture
def bare(repo: Repo) -> Repo:
    """Without our hooks."""
    for name in IN_WORK_TREE:
        marker(repo, name).unlink()
    (repo.top / ".gitignore").write_text("ran-by-*\n.husky/_\n")
    repo.git("add", ".gitignore")
    repo.git("commit", "-qm", "Ignore")
    return repo


def _install(repo: Repo, **options: bool) -> tuple[Folder, tuple[HookState, ...]]:
    return install(open_in_hook(repo.top, {}), python=PYTHON, **options)


def _states(repo: Repo) -> dict[str, str]:
    return {state.name: state.state for state in status(hooks_folder(open_in_hook(repo.top, {})), python=PYTHON)}


def _uninstall(repo: Repo) -> tuple[str, ...]:
    return uninstall(open_in_hook(repo.top, {}))[1]


def _put(path: Path, text: str, mode: int = 0o755) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)
    return path


def _listing(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), stat.S_IMODE(path.lstat().st_mode)) for path in folder.iterdir()}


def _commit_document(repo: Repo) -> Ran:
    repo.drop("1975")
    repo.git("add", ".")
    return repo.commit()


def test_install_and_uninstall_leave_no_trace(bare: Repo) -> None:
    folder = bare.top / ".git/hooks"
    _put(folder / "pre-commit", STRANGER, 0o750)
    _put(folder / "post-merge", "not executable\n", 0o640)
    before = _listing(folder)
    _install(bare)
    _install(bare)
    assert set(_states(bare).values()) == {"installed"}
    assert marker(bare, f"pre-commit{KEPT}").read_text() == STRANGER
    _uninstall(bare)
    assert _listing(folder) == before
    assert _uninstall(bare) == ()


@pytest.mark.slow
def test_a_strangers_hook_runs_first_and_ours_after_it(bare: Repo) -> None:
    """What the stranger stages is checked and compared like all else."""
    edit = "sed -i 's/^title: .*/title: Strange/' corpus/harbours/1987.md && git add -u"
    _put(marker(bare, "pre-commit"), f"{STRANGER}{edit}\n")
    _install(bare)
    ran = _commit_document(bare)
    assert ran.code == 0, ran.err
    assert (bare.top / "ran-by-stranger").read_text() == "stranger \n"
    assert "*Strange*" in bare.committed("corpus/harbours/changes/1975..1987.md")
    bare.assert_sound()


def test_a_strangers_hook_may_stop_a_commit(bare: Repo) -> None:
    _put(marker(bare, "pre-commit"), "#!/bin/sh\necho no >&2\nexit 7\n")
    _install(bare)
    ran = _commit_document(bare)
    assert (ran.code, ran.err) == (1, "no\n")


def test_a_strangers_hook_runs_though_ours_is_skipped(bare: Repo) -> None:
    _put(marker(bare, "pre-commit"), STRANGER)
    _put(marker(bare, "prepare-commit-msg"), STRANGER)
    _install(bare)
    ran = bare.commit("--allow-empty", env={"TRACKER_SKIP": "1"})
    assert ran.code == 0
    assert (bare.top / "ran-by-stranger").read_text() == "stranger \nstranger .git/COMMIT_EDITMSG message\n"


def test_a_strangers_hook_that_is_not_executable_does_not_run(bare: Repo) -> None:
    _put(marker(bare, "pre-commit"), STRANGER, 0o644)
    _install(bare)
    assert bare.commit("--allow-empty").code == 0
    assert not (bare.top / "ran-by-stranger").exists()


def test_a_strangers_hook_reads_what_git_hands_it(bare: Repo) -> None:
    _put(marker(bare, "post-rewrite"), "#!/bin/sh\ncat > ran-by-stranger\n")
    _install(bare)
    bare.git("commit", "-q", "--allow-empty", "-m", "one")
    old = bare.git("rev-parse", "HEAD")
    bare.git("commit", "-q", "--allow-empty", "--amend", "-m", "two")
    assert (bare.top / "ran-by-stranger").read_text() == f"{old} {bare.git('rev-parse', 'HEAD')}\n"


@pytest.mark.slow
def test_hooks_path_of_the_repository_is_respected(bare: Repo) -> None:
    bare.git("config", "core.hooksPath", "my hooks")
    _put(bare.top / "my hooks/pre-commit", STRANGER)
    folder, _ = _install(bare)
    assert folder.path == bare.top / "my hooks"
    assert "inside the work tree" in folder.notes[0]
    assert not marker(bare, "pre-commit").exists()
    bare.git("add", "my hooks")
    bare.git("commit", "--no-verify", "-qm", "Hooks")
    assert _commit_document(bare).code == 0
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
    assert _commit_document(bare).code == 0
    bare.assert_sound()


def test_hooks_that_are_switched_off_stay_so(bare: Repo) -> None:
    bare.git("config", "core.hooksPath", "/dev/null")
    with pytest.raises(GitError, match="hooks are switched off in this repository"):
        _install(bare)


@pytest.mark.slow
def test_beside_pre_commit_which_moves_our_hook_and_runs_it(bare: Repo) -> None:
    """pre-commit, installed after us, renames our hook and calls it before its own checks."""
    _put(marker(bare, "pre-commit"), STRANGER)
    _install(bare)
    marker(bare, "pre-commit").rename(marker(bare, "pre-commit.legacy"))
    theirs = (
        '#!/usr/bin/env bash\nhere="$(cd "$(dirname "$0")" && pwd)"\n'
        '"$here/pre-commit.legacy" "$@" || exit 1\necho theirs >> ran-by-them\n'
    )
    _put(marker(bare, "pre-commit"), theirs)
    assert _states(bare)["pre-commit"] == "by another tool"
    _install(bare)
    assert _states(bare)["pre-commit"] == "by another tool"
    ran = _commit_document(bare)
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
    _put(marker(bare, "pre-commit"), theirs)
    _install(bare)
    marker(bare, "pre-commit").rename(marker(bare, "pre-commit.old"))
    _put(marker(bare, "pre-commit"), theirs)
    assert _states(bare)["pre-commit"] == "displaced"
    _install(bare)
    assert _states(bare)["pre-commit"] == "installed"
    assert _commit_document(bare).code == 0
    assert (bare.top / "ran-by-them").read_text() == "theirs\n"
    bare.assert_sound()
    _uninstall(bare)
    assert marker(bare, "pre-commit").read_text() == theirs


def test_beside_husky_whose_hooks_go_by_their_own_name(bare: Repo) -> None:
    """husky points core.hooksPath at a folder of stubs that look for the user's file of the same name, one level up."""
    bare.git("config", "core.hooksPath", ".husky/_")
    _put(
        bare.top / ".husky/_/h",
        '#!/usr/bin/env sh\nname=$(basename "$0")\nfile=$(dirname "$(dirname "$0")")/$name\n'
        '[ -f "$file" ] || exit 0\nsh -e "$file" "$@"\nexit $?\n',
    )
    stub = '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n'
    _put(bare.top / ".husky/_/pre-commit", stub)
    _put(bare.top / ".husky/pre-commit", "echo husky >> ran-by-husky\n", 0o644)
    folder, _ = _install(bare)
    assert "husky makes this folder anew" in folder.notes[0]
    bare.git("add", ".husky/pre-commit")
    ran = _commit_document(bare)
    assert ran.code == 0, ran.err
    assert (bare.top / "ran-by-husky").read_text() == "husky\n"
    bare.assert_sound()
    (bare.top / ".husky/pre-commit").write_text("exit 4\n")
    assert bare.commit("-a").code == 1
    _uninstall(bare)
    assert (bare.top / ".husky/_/pre-commit").read_text() == stub


def test_a_dispatcher_that_is_a_link(bare: Repo) -> None:
    target = _put(bare.top / "tools/dispatch", STRANGER)
    marker(bare, "pre-commit").symlink_to("../../tools/dispatch")
    _install(bare)
    assert bare.commit("--allow-empty").code == 0
    assert (bare.top / "ran-by-stranger").exists()
    _uninstall(bare)
    assert marker(bare, "pre-commit").resolve() == target.resolve()
    assert marker(bare, "pre-commit").is_symlink()


def test_two_hooks_of_others_are_not_mixed_up(bare: Repo) -> None:
    _put(marker(bare, "pre-commit"), STRANGER)
    _install(bare)
    _put(marker(bare, "pre-commit"), "#!/bin/sh\nexit 0\n")
    with pytest.raises(GitError, match="are both other tools' hooks"):
        _install(bare)
    assert marker(bare, f"pre-commit{KEPT}").read_text() == STRANGER


def _copied_python(tmp_path: Path) -> Path:
    """A Python of its own, as in a virtual environment."""
    return _put(tmp_path / "venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')


def test_a_virtual_environment_that_was_removed(bare: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = _copied_python(tmp_path)
    install(open_in_hook(bare.top, {}), python=python)
    shutil.rmtree(python.parents[1])
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    ran = _commit_document(bare)
    assert ran.code == 0
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"tracker: the pre-commit hook found no tracker to run (installed by {python}):")
    assert set(_states(bare).values()) == {"outdated"}


def test_a_virtual_environment_without_tracker_in_it(
    bare: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = _put(tmp_path / "python", f'#!/bin/sh\nexec "{sys.executable}" -S "$@"\n')
    install(open_in_hook(bare.top, {}), python=python)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.delenv("PYTHONPATH")
    ran = _commit_document(bare)
    assert ran.code == 0
    assert len(ran.err.splitlines()) == 1
    assert "found no tracker to run" in ran.err


@pytest.mark.slow
def test_tracker_on_the_path_stands_in(bare: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(open_in_hook(bare.top, {}), python=tmp_path / "gone")
    _put(tmp_path / "bin/tracker", f'#!/bin/sh\nexec "{sys.executable}" -m tracker "$@"\n')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    ran = _commit_document(bare)
    assert ran.code == 0, ran.err
    bare.assert_sound()


@pytest.mark.parametrize("code", [1, 2, 126, 137, 255])
def test_a_program_that_breaks_holds_up_nobody(bare: Repo, tmp_path: Path, code: int) -> None:
    install(open_in_hook(bare.top, {}), python=_put(tmp_path / "python", f"#!/bin/sh\nexit {code}\n"))
    assert _commit_document(bare).code == 0


def test_a_commit_that_touches_no_document_starts_no_python(bare: Repo, tmp_path: Path) -> None:
    install(open_in_hook(bare.top, {}), python=_put(tmp_path / "python", '#!/bin/sh\necho "$@" >> "$0.ran"\n'))
    (bare.top / "README").write_text("read me\n")
    (bare.top / "tests/corpus").mkdir(parents=True)
    (bare.top / "tests/corpus.txt").write_text("no corpus\n")
    bare.git("add", ".")
    assert bare.commit().code == 0
    assert bare.run("commit", "--amend", "-m", "Again").code == 0
    bare.git("checkout", "-qb", "side", "HEAD~1")
    bare.git("merge", "-q", "--no-edit", "main")
    bare.git("commit", "--allow-empty", "-qm", "side")
    bare.git("rebase", "-q", "--force-rebase", "main")
    bare.git("cherry-pick", "--keep-redundant-commits", "main")
    assert not (tmp_path / "python.ran").exists()
    _commit_document(bare)
    assert (tmp_path / "python.ran").exists()
