"""Killed or refused by the system at any moment: the state before or the state after, and no repair by hand."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tests.corpus.conftest import Git
from tests.corpus.interrupted import write_interrupted
from tests.torture.strace import Bench, Ended
from tracker.corpus.commits import Message
from tracker.corpus.store import open_for_writing, settle_leftovers
from tracker.errors import CorpusError

BEFORE = {"corpus/s/changed.md": b"before\n", "corpus/s/gone/gone.md": b"gone\n", "mine.txt": b"mine\n"}
AFTER = {
    "corpus/s/changed.md": b"after\n",
    "corpus/s/new.md": b"new\n",
    "mine.txt": b"mine\n",
    "snapshots/s/new/snapshot.pdf": b"\0new",
}


@pytest.fixture
def begun(repository: Path, git: Git) -> Path:
    with open_for_writing(repository) as writer:
        writer.record(
            {PurePosixPath(path): data for path, data in BEFORE.items() if path != "mine.txt"}, Message("first")
        )
    return repository


def run(root: Path, mode: str, point: int) -> Ended:
    return Bench.make(root.parent / "bench").run(lambda: write_interrupted(root, mode, point), root)


def files_of(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def check_one_of_two_states(root: Path, git: Git) -> str:
    check_settled(root, git)
    assert not (root / ".git" / "tracker" / "journal").exists()
    with open_for_writing(root):
        assert sorted(path.name for path in (root / ".git" / "tracker").iterdir()) == ["lock"]
    subject = git("log", "-1", "--format=%s")
    assert files_of(root) == {"first": BEFORE, "second": AFTER}[subject]
    return subject


def number_of_points(root: Path) -> int:
    done = run(root, "count", 0)
    assert done.code == 0, done.out
    return int(done.out)


def back_to_first(git: Git) -> None:
    if git("log", "-1", "--format=%s") == "second":
        git("reset", "--quiet", "--hard", "HEAD~1")


def interrupt_everywhere(root: Path, git: Git, mode: str, every: int) -> dict[str, int]:
    points = number_of_points(root)
    assert points > 60
    back_to_first(git)
    ended = {"first": 0, "second": 0}
    for point in range(1, points + 1, every):
        done = run(root, mode, point)
        if mode == "kill":
            assert done.code == -9
        else:
            assert done.code in (0, 1), done.err
        ended[check_one_of_two_states(root, git)] += 1
        back_to_first(git)
    done = run(root, "count", 0)
    assert done.code == 0, done.out
    assert check_one_of_two_states(root, git) == "second"
    return ended


def test_killed_now_and_then(begun: Path, git: Git) -> None:
    interrupt_everywhere(begun, git, "kill", every=23)


@pytest.mark.slow
def test_killed_at_every_point(begun: Path, git: Git) -> None:
    ended = interrupt_everywhere(begun, git, "kill", every=1)
    assert all(ended.values()), "some kills fall before the commit and some behind it"


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["ENOSPC", "EIO", "EACCES"])
def test_refused_at_every_point(begun: Path, git: Git, mode: str) -> None:
    ended = interrupt_everywhere(begun, git, mode, every=1)
    assert ended["first"]


def test_what_a_person_commits_after_a_crash_is_his(begun: Path, git: Git) -> None:
    """Killed with the files in place but HEAD not moved; then somebody commits them by hand before we look again."""
    assert run(begun, "update-ref", 0).code == -9
    assert files_of(begun) == AFTER
    git("add", "--all", "corpus", "snapshots")
    git("commit", "--quiet", "-m", "By hand")
    settle_leftovers(begun)
    assert git("status", "--porcelain", "--untracked-files=all") == ""
    assert files_of(begun) == AFTER
    assert git("log", "--format=%s").splitlines() == ["By hand", "first", "Begin"]


def test_what_a_person_writes_after_a_crash_is_his(begun: Path) -> None:
    assert run(begun, "update-ref", 0).code == -9
    (begun / "corpus/s/new.md").write_bytes(b"by hand\n")
    settle_leftovers(begun)
    assert files_of(begun) == {**BEFORE, "corpus/s/new.md": b"by hand\n"}


@pytest.mark.parametrize("content", [b"", b"{", b'{"commit": "1"}', b'{"commit": "1", "steps": [{"file": "a"}]}'])
def test_a_journal_that_cannot_be_read_is_told_and_kept(begun: Path, content: bytes) -> None:
    journal = begun / ".git/tracker/journal"
    journal.write_bytes(content)
    with pytest.raises(CorpusError, match="what a killed command was writing cannot be read from it; see git status"):
        settle_leftovers(begun)
    with pytest.raises(CorpusError, match="cannot be read from it"), open_for_writing(begun):
        pass
    assert journal.read_bytes() == content
    assert files_of(begun) == BEFORE


def test_plain_git_goes_on_after_a_crash(begun: Path, git: Git) -> None:
    """Whoever commits everything right after a crash, without us, loses nothing."""
    assert run(begun, "update-ref", 0).code == -9
    git("commit", "--quiet", "-m", "By hand")
    assert git("show", "HEAD:corpus/s/new.md") == "new"
    assert git("show", "HEAD:mine.txt") == "mine"
    check_settled(begun, git)


def check_settled(root: Path, git: Git) -> None:
    settle_leftovers(root)
    assert git("status", "--porcelain", "--untracked-files=all") == ""
    assert git("fsck", "--strict", "--no-dangling") == ""
    assert list((root / ".git").rglob("*.lock")) == []
