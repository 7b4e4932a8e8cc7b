"""Several write into one corpus at the same time: all succeed, or one says why."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.many import add_at_once
from tests.torture.small import add, git, tracker
from tests.torture.state import leftovers, state_of
from tests.torture.strace import Bench, Ended, begin, ended, start


def both(bench: Bench, root: Path, first: Callable[[], int], second: Callable[[], int]) -> list[Ended]:
    """Starts two commands, and lets them go at the same moment."""
    benches = [Bench.make(bench.folder / name) for name in ("first", "second")]
    started = [start(one, command, root, {}) for one, command in zip(benches, (first, second), strict=True)]
    for _, go in started:
        begin(go)
    return [ended(one, pid) for one, (pid, _) in zip(benches, started, strict=True)]


def assert_clean(bench: Bench, root: Path) -> None:
    assert leftovers(root) == []
    verified = bench.run(tracker("verify"), root)
    assert verified.code == 0, verified.out


def test_two_adds_of_different_versions_both_succeed(bench: Bench, corpus: Path) -> None:
    done = both(bench, corpus, add("harbours", "1975"), add("harbours", "1999"))
    assert [one.code for one in done] == [0, 0], [one.err for one in done]
    assert sorted(git(corpus, "log", "-2", "--format=%(trailers:key=Version,valueonly,separator=)").split()) == [
        "1975",
        "1999",
    ]
    assert_clean(bench, corpus)


def test_two_adds_of_one_version_one_succeeds_and_the_other_says_why(bench: Bench, corpus: Path) -> None:
    head = git(corpus, "rev-parse", "HEAD").strip()
    done = both(bench, corpus, add("harbours", "1975"), add("harbours", "1975"))
    assert sorted(one.code for one in done) == [0, 2]
    refused = next(one for one in done if one.code)
    assert refused.err.startswith("tracker: harbours@1975 exists already; ")
    assert git(corpus, "rev-list", "--count", f"{head}..HEAD").strip() == "1"
    assert_clean(bench, corpus)


def test_an_add_beside_a_persons_commits(bench: Bench, corpus: Path) -> None:
    """He commits file after file meanwhile, and tries again where git refuses him: it is locked, or HEAD has moved."""
    script = (
        "import subprocess, sys, time\n"
        "refused = 0\n"
        "for number in range(12):\n"
        "    name = f'his-{number}.txt'\n"
        "    open(name, 'w').write('his')\n"
        "    for command in (['add', name], ['commit', '-q', '-m', 'His', name]):\n"
        "        while (done := subprocess.run(['git', *command], capture_output=True, text=True)).returncode:\n"
        "            assert 'lock' in done.stderr, done.stderr\n"
        "            refused += 1; time.sleep(0.01)\n"
        "            assert refused < 1000\n"
    )
    his = subprocess.Popen([sys.executable, "-c", script], cwd=corpus)
    mine = [bench.run(add("harbours", name), corpus) for name in ("1975", "1999", "2010")]
    assert his.wait() == 0
    assert [one.code for one in mine] == [0, 0, 0], [one.err for one in mine]
    tracked = git(corpus, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert {f"his-{number}.txt" for number in range(12)} < set(tracked)
    assert {f"corpus/harbours/{name}.md" for name in ("1962", "1975", "1987", "1999", "2010")} < set(tracked)
    status = git(corpus, "status", "--porcelain").splitlines()
    assert status == ["MM mine.txt", "A  new.txt", "?? loose.txt"]
    assert git(corpus, "show", ":mine.txt") == "staged\n"
    assert (corpus / "mine.txt").read_text() == "staged, then changed\n"
    assert_clean(bench, corpus)


def test_an_index_that_stays_locked_is_told_of_and_nothing_changes(
    bench: Bench, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is not ours: it is waited for, and left to whoever made it."""
    monkeypatch.setattr("tracker.corpus.commits._PATIENCE", 0.3)
    lock = corpus / ".git/index.lock"
    lock.write_bytes(b"")
    before = state_of(corpus)
    refused = bench.run(add("harbours", "1975"), corpus)
    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "index.lock: another git command is at work in this repository" in refused.err
    assert state_of(corpus) == before
    assert lock.exists()
    lock.unlink()
    assert bench.run(add("harbours", "1975"), corpus).code == 0
    assert_clean(bench, corpus)


@pytest.mark.slow
def test_many_processes_add_many_versions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m tests.torture.many` does it with 8 processes and 200 versions."""
    assert add_at_once(tmp_path, versions=32, processes=8) == []
    assert "8 processes: 32 versions, 32 commits" in capsys.readouterr().out
