"""What the hooks cost a commit, beside the same commit without them, in one run.

Usage: python -m tests.benchmarks.hook [ROUNDS [VERSIONS [FILES]]]

In one repository with a corpus of VERSIONS documents and FILES others, commits are made in turn with hooks and without
(an empty folder as core.hooksPath), so that whatever else the machine does falls on both. Printed are the medians of
seconds by the clock and by the processor, and the differences: for a commit that touches no document, one that alters a
document, and one that adds one.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.made_texts import as_text, made_text
from tests.hook.conftest import install_hooks
from tests.numbers_given import numbers_given
from tracker.corpus.frontmatter import write_version
from tracker.corpus.layout import snapshot_path, text_path
from tracker.corpus.snapshots import digest_of
from tracker.extract import extract
from tracker.model.corpus import Series, Version
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.init import init_corpus

_SENTENCES = 400


def main(rounds: int, versions: int, files: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
        for role in ("AUTHOR", "COMMITTER"):
            os.environ |= {f"GIT_{role}_NAME": "Bench", f"GIT_{role}_EMAIL": "bench@example.org"}
        bench = _Bench(Path(folder), versions, files)
        print(f"{versions} versions of {_SENTENCES} sentences, {files} other files, {rounds} rounds; medians, seconds")
        print(f"{'':<22} {'by the clock':>26} {'by the processor':>26}")
        print(f"{'commit':<22}" + f" {'bare':>8} {'hooks':>8} {'more':>8}" * 2)
        for name, change, count in (
            ("touching no document", bench.change_other, rounds),
            ("altering a document", bench.change_document, max(rounds // 5, 3)),
            ("adding a document", bench.add_document, max(rounds // 5, 3)),
        ):
            pairs = zip(*bench.measure(change, count), strict=True)
            print(
                f"{name:<22}" + "".join(f" {bare:>8.3f} {hooked:>8.3f} {hooked - bare:>8.3f}" for bare, hooked in pairs)
            )


class _Bench:
    def __init__(self, folder: Path, versions: int, files: int) -> None:
        self.root = folder / "strategies"
        self.empty = folder / "no hooks"
        self.empty.mkdir()
        self.number = 0
        init_corpus(self.root, title="Bench")
        series = Series("bench", "Bench Strategy")
        for year in range(versions):
            data = as_text(made_text(_SENTENCES, seed=year)).encode()
            add_version(
                self.root,
                NewVersion("bench", f"{1900 + year}", data, "b.md", published=f"{1900 + year}"),
                series=series,
            )
        for number in range(files):
            path = self.root / f"other/{number % 100}/{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{number}\n")
        self.git("add", ".")
        self.git("commit", "-qm", "Others", "--allow-empty")
        install_hooks(self.root)

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.root, check=True, stderr=subprocess.DEVNULL)

    def measure(self, change: Callable[[], None], rounds: int) -> tuple[tuple[float, float], tuple[float, float]]:
        """Median seconds of `git commit` by clock and processor, without hooks and with them, in turn."""
        taken: dict[str, list[tuple[float, float]]] = {"bare": [], "hooked": []}
        for _ in range(rounds):
            for kind, options in (("bare", ("-c", f"core.hooksPath={self.empty}")), ("hooked", ())):
                change()
                self.git("add", "-A")
                started, spent = time.perf_counter(), _processor_seconds()
                self.git(*options, "commit", "-qm", "Bench")
                taken[kind].append((time.perf_counter() - started, _processor_seconds() - spent))
        return _medians(taken["bare"]), _medians(taken["hooked"])

    def change_other(self) -> None:
        self.number += 1
        (self.root / "other.txt").write_text(f"{self.number}\n")

    def change_document(self) -> None:
        self.number += 1
        path = max((self.root / "corpus/bench").glob("1*.md"))
        lines = path.read_text().splitlines(keepends=True)
        lines = [f"title: Strategy number {self.number}\n" if line.startswith("title:") else line for line in lines]
        path.write_text("".join(lines))

    def add_document(self) -> None:
        self.number += 1
        name = f"{2000 + self.number}"
        data = as_text(made_text(_SENTENCES, seed=1000 + self.number)).encode()
        extraction = extract(data, name="b.md")
        version = Version(
            "bench", name, f"Strategy {name}", name, digest_of(data), extraction.media_type, extraction.extractor
        )
        snapshot = self.root / snapshot_path("bench", name, version.snapshot, version.media_type)
        snapshot.parent.mkdir(parents=True)
        snapshot.write_bytes(data)
        (self.root / text_path("bench", name)).write_bytes(write_version(version, extraction.text))


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _medians(taken: list[tuple[float, float]]) -> tuple[float, float]:
    clock, processor = zip(*taken, strict=True)
    return statistics.median(clock), statistics.median(processor)


if __name__ == "__main__":
    main(*numbers_given("tests.benchmarks.hook", __doc__, rounds=20, versions=10, files=1_000))
