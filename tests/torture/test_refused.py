"""What the system refuses: one clear line, nothing changed, and the next command works."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.small import add, git, tracker
from tests.torture.state import leftovers, state_of
from tests.torture.strace import Bench, Ended

_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2


def assert_refused(ended: Ended, *words: str) -> None:
    assert ended.code == 2, ended
    assert ended.err.startswith("tracker: "), ended
    assert ended.err.count("\n") == 1, ended
    for word in words:
        assert word in ended.err


def assert_works(bench: Bench, root: Path) -> None:
    done = bench.run(add("harbours", "1975"), root)
    assert done.code == 0, done.err
    assert leftovers(root) == []


def without_privileges(command: Callable[[], int]) -> Callable[[], int]:
    """For the super-user, whom permissions do not stop: he gives that up, for himself and all gits that he starts."""

    def run() -> int:
        if os.geteuid() == 0:
            libc = ctypes.CDLL(None, use_errno=True)
            for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
                assert libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) == 0
            header = (ctypes.c_uint32 * 2)(0x20080522, 0)
            data = (ctypes.c_uint32 * 6)()
            assert libc.capget(header, data) == 0
            for place in (0, 1):
                data[place] &= ~(1 << _CAP_DAC_OVERRIDE | 1 << _CAP_DAC_READ_SEARCH)
            assert libc.capset(header, data) == 0
        return command()

    return run


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("corpus/harbours", 0o555),
        ("corpus/harbours/changes", 0o555),
        ("snapshots/harbours", 0o555),
        ("snapshots/harbours", 0o000),
        (".git", 0o555),
        (".git/tracker", 0o555),
        (".git/objects", 0o555),
        (".git/refs/heads", 0o555),
        (".git/logs/refs/heads/main", 0o444),
        (".git/tracker/lock", 0o000),
        (".git/index", 0o000),
        ("corpus/harbours/1962.md", 0o000),
        ("corpus/harbours/CHANGELOG.md", 0o000),
        ("corpus/codebook.yaml", 0o000),
        ("../documents/1975.md", 0o000),
    ],
)
def test_a_lost_permission(bench: Bench, corpus: Path, place: str, mode: int) -> None:
    for folder in (corpus / ".git/objects").glob("??"):
        # So that no new object finds the folder that it needs.
        if place == ".git/objects":
            folder.chmod(0o555)
    before, usual = state_of(corpus), (corpus / place).stat().st_mode
    (corpus / place).chmod(mode)
    refused = bench.run(without_privileges(add("harbours", "1975")), corpus)
    (corpus / place).chmod(usual)
    for folder in (corpus / ".git/objects").glob("??"):
        folder.chmod(0o755)
    assert_refused(refused)
    assert state_of(corpus) == before
    assert_works(bench, corpus)


def test_a_read_only_corpus_can_be_read(bench: Bench, corpus: Path) -> None:
    folders = [folder for folder in (corpus, *corpus.rglob("*")) if folder.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    listed = bench.run(without_privileges(tracker("list")), corpus)
    compared = bench.run(without_privileges(tracker("diff", "harbours")), corpus)
    verified = bench.run(without_privileges(tracker("verify")), corpus)
    refused = bench.run(without_privileges(add("harbours", "1975")), corpus)
    for folder in folders:
        folder.chmod(0o755)
    assert [listed.code, compared.code, verified.code] == [0, 0, 0], (listed.err, compared.err, verified.err)
    assert_refused(refused, "cannot be written", "nothing was changed")
    assert_works(bench, corpus)


@pytest.mark.parametrize("free", [0, 16, 48, 80])
def test_a_full_disk(bench: Bench, corpus: Path, tmp_path: Path, free: int) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(disk)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be made here: {mounted.stderr.strip()}")
    try:
        root = disk / "corpus of mine"
        shutil.copytree(corpus, root, symlinks=True)
        shutil.copytree(tmp_path / "documents", disk / "documents")
        before = state_of(root)
        _fill(disk / "filler", free * 1024)
        refused = bench.run(add("harbours", "1975"), root)
        (disk / "filler").unlink()
        if refused.code:
            assert_refused(refused, "No space left on device")
            assert state_of(root) == before
            assert_works(bench, root)
            verified = bench.run(tracker("verify"), root)
            assert verified.code == 0, verified.out
        else:
            assert free >= 64, "so little room is not enough"
            assert leftovers(root) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _fill(filler: Path, free: int) -> None:
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(file.tell() - free)


@pytest.mark.parametrize("spare", range(0, 9, 2))
def test_too_many_open_files(bench: Bench, corpus: Path, spare: int) -> None:
    before = state_of(corpus)

    def limited() -> int:
        opened = max(int(entry.name) for entry in Path("/proc/self/fd").iterdir())
        resource.setrlimit(resource.RLIMIT_NOFILE, (opened + spare, opened + spare))
        return add("harbours", "1975")()

    ended = bench.run(limited, corpus)
    if ended.code:
        assert_refused(ended, "Too many open files")
        assert state_of(corpus) == before
    assert bench.run(tracker("list"), corpus).code == 0
    if ended.code:
        assert_works(bench, corpus)


def test_staged_and_unstaged_work_is_never_touched(bench: Bench, corpus: Path) -> None:
    names = ("mine.txt", "new.txt", "loose.txt")

    def own_work() -> list[str]:
        return [git(corpus, "diff", "--cached"), git(corpus, "diff"), *((corpus / name).read_text() for name in names)]

    before = own_work()
    head = git(corpus, "rev-parse", "HEAD").strip()
    for command in (
        add("harbours", "1975"),
        add("quays", "1999"),
        tracker("changelog"),
        tracker("remove", "harbours@1962", "--reason", "Only a test"),
        tracker("rebuild"),
    ):
        done = bench.run(command, corpus)
        assert done.code == 0, done.err
        assert own_work() == before
    assert git(corpus, "log", "--format=%s", f"{head}..HEAD", "--", *names) == ""
