"""The hooks where git writes history itself: merges, rebases, cherry-picks, reverts."""

from __future__ import annotations

import sys

import pytest

from tests.hook.conftest import BETWEEN, Repo
from tracker.usecases.gitconfig import enable, places_of_repository


@pytest.mark.slow
def test_merge_with_conflicts(repo: Repo) -> None:
    """Both sides add a version; whoever settles the conflict in a changelog need not get it right."""
    _on_both_sides(repo)
    assert repo.run("merge", "side").code == 1
    repo.git("checkout", "--ours", "corpus/harbours/CHANGELOG.md")
    repo.git("add", "corpus/harbours/CHANGELOG.md")
    ran = repo.run("commit", "--no-edit")
    assert ran.code == 0, ran.err
    assert repo.pairs() == [*BETWEEN, "1987..1999"]
    assert len(repo.git("rev-parse", "HEAD^@").split()) == 2
    repo.assert_sound()


def test_merge_without_conflicts_is_followed_by_a_commit(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    _unhooked(repo, "1975")
    repo.git("checkout", "-q", "main")
    repo.git("commit", "-q", "--allow-empty", "-m", "main goes on")
    ran = repo.run("merge", "--no-edit", "side")
    assert ran.code == 0, ran.err
    assert repo.git("log", "-1", "--format=%s %(trailers:separator=%x2C)") == (
        "harbours: Changelogs after the merge Series: harbours"
    )
    assert repo.pairs() == BETWEEN
    assert not (repo.top / ".git/MERGE_HEAD").exists()
    repo.assert_sound()


@pytest.mark.slow
def test_merge_with_the_merge_driver_conflicts_in_no_changelog(repo: Repo) -> None:
    """Both sides add a version in the same place of the series' changelog."""
    enable(places_of_repository(repo.top), f"'{sys.executable}' -m tracker")
    _on_both_sides(repo)
    ran = repo.run("merge", "--no-edit", "side")
    assert ran.code == 0, ran.out + ran.err
    assert repo.pairs() == [*BETWEEN, "1987..1999"]
    repo.assert_sound()


@pytest.mark.slow
def test_fast_forward_brings_up_to_date_what_others_left_behind(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    _unhooked(repo, "1975")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--ff-only", "side")
    assert repo.pairs() == BETWEEN
    repo.assert_sound()


@pytest.mark.slow
def test_fast_forward_to_sound_work_makes_no_commit(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    _commit(repo, "1975")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "side")
    assert repo.git("rev-parse", "main") == repo.git("rev-parse", "side")


def test_rebase(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    _unhooked(repo, "1975")
    repo.git("checkout", "-q", "main")
    _unhooked(repo, "1999")
    repo.git("checkout", "-q", "side")
    ran = repo.run("rebase", "main")
    assert ran.code == 0, ran.err
    assert repo.git("log", "-3", "--format=%s").split("\n") == [
        "harbours: Changelogs after the rebase",
        "1975, no hook",
        "1999, no hook",
    ]
    assert repo.git("symbolic-ref", "HEAD") == "refs/heads/side"
    assert not (repo.top / ".git/rebase-merge").exists()
    assert repo.pairs() == [*BETWEEN, "1987..1999"]
    repo.assert_sound()


@pytest.mark.slow
def test_cherry_pick(repo: Repo) -> None:
    repo.git("checkout", "-qb", "side")
    _unhooked(repo, "1975", "1999")
    repo.git("checkout", "-q", "main")
    ran = repo.run("cherry-pick", "side~1", "side")
    assert ran.code == 0, ran.err
    assert repo.pairs() == [*BETWEEN, "1987..1999"]
    assert not (repo.top / ".git/sequencer").exists()
    repo.assert_sound()


@pytest.mark.slow
def test_revert(repo: Repo) -> None:
    """What is reverted is the text alone, so its changelogs are left behind."""
    _unhooked(repo, "1975")
    repo.git("-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m", "between")
    repo.git("checkout", "-qb", "side")
    repo.retitle("1987", "Mended")
    assert repo.commit("-a").code == 0
    ran = repo.run("revert", "--no-edit", "HEAD~2")
    assert ran.code == 0, ran.err
    assert repo.pairs() == ["1962..1987"]
    repo.assert_sound()


def _unhooked(repo: Repo, *names: str) -> None:
    """Adds versions as somebody without hooks would: texts and snapshots alone."""
    for name in names:
        repo.drop(name)
        repo.git("add", ".")
        repo.git("commit", "--no-verify", "-qm", f"{name}, no hook")


def _on_both_sides(repo: Repo) -> None:
    """side adds 1975 and main 1999; we stand on main."""
    repo.git("checkout", "-qb", "side")
    _commit(repo, "1975")
    repo.git("checkout", "-q", "main")
    _commit(repo, "1999")


def _commit(repo: Repo, name: str) -> None:
    repo.drop(name)
    repo.git("add", ".")
    repo.commit()
