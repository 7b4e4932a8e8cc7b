"""Random sequences of what people do to a corpus, carried out with real git and told to a simple model beside it.

Usage: python -m tests.usecases.sequences [COUNT [FIRST_SEED]]

Prints the seeds whose corpus came to differ from the model, and how many there were of what. Exits with 1 if any did.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.fence import fenced_home
from tests.usecases.conftest import CODEBOOK, REPO_ROOT, SERIES
from tests.usecases.corpus_model import Entry, Model, merged
from tracker.corpus import layout
from tracker.corpus.frontmatter import read_text, read_version, write_version
from tracker.corpus.snapshots import digest_of
from tracker.corpus.versions import list_versions
from tracker.errors import UsageError
from tracker.model.corpus import Version
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.changelog import write_changelogs
from tracker.usecases.correct import NewText, correct_version
from tracker.usecases.gitconfig import enable, places_of_repository
from tracker.usecases.init import init_corpus
from tracker.usecases.rebuild import rebuild_corpus
from tracker.usecases.remove import remove_version
from tracker.usecases.verify import verify_corpus

NAMES = ("1962", "1975", "1987", "1999", "2010")
SENTENCES = (
    "Every port has a crane.",
    "Every port must have two cranes.",
    "Northland is an acute threat.",
    "The free port closes.",
)
_FOLDER = Path("corpus/harbours")


class Differs(AssertionError):
    """The corpus is not what the model says."""


class Walk:
    """One corpus and its model, and the deeds that are done to both."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.random = random.Random(seed)
        self.model = Model()
        self.done: Counter[str] = Counter()
        init_corpus(root, title="Test", codebook=CODEBOOK)
        (root / "README").write_text("A corpus.\n")
        self.commit_by_hand()
        self.with_driver = self.random.random() < 0.5
        if self.with_driver:
            enable(places_of_repository(root), f"{sys.executable} -m tracker")
        else:
            self.git("config", "merge.renames", "false")

    def walk(self, length: int) -> None:
        for _ in range(length):
            self.step(merging=True)
        self.rebuild()
        self.compare()

    def step(self, *, merging: bool) -> None:
        deeds: list[tuple[int, Callable[[], None]]] = [
            (5, self.add),
            (3, self.correct),
            (2, self.remove),
            (1, self.ask),
            (1, self.edit_by_hand),
            (1, self.add_by_hand),
            (1, self.remove_by_hand),
            (1, self.spoil_by_hand),
            (1, self.unrelated_by_hand),
            (1, self.rebuild),
            *([(3, self.merge)] if merging else []),
        ]
        deed = self.random.choices([deed for _, deed in deeds], [weight for weight, _ in deeds])[0]
        deed()
        self.done[deed.__name__] += 1
        self.compare()

    def compare(self) -> None:
        """Differs where the corpus has other versions, texts, corrections or changelogs, or verifies otherwise."""
        versions = {
            version.name: (read_text(self.root, "harbours", version.name), len(version.corrections))
            for version in list_versions(self.root, "harbours")
        }
        self.expect("versions", versions, {n: (e.text, e.corrections) for n, e in self.model.versions.items()})
        self.expect("changelogs", set(layout.pair_names(self.root, "harbours")), set(self.model.changelogs))
        self.expect("work tree", self.git("status", "--porcelain"), "")

    def verify(self) -> None:
        faults = verify_corpus(self.root).faults
        self.expect(f"soundness ({faults[:1]})", not faults, self.model.is_sound())

    def expect(self, what: str, found: object, expected: object) -> None:
        if found != expected:
            raise Differs(f"{what}: {found!r}, not {expected!r}; after {dict(self.done)}")

    def add(self) -> None:
        name, text = self.random.choice(NAMES), self.any_text()
        source = f"{text}\nIn {name} it ends.\n"
        new = NewVersion("harbours", name, source.encode(), f"{name}.md")
        if name in self.model.versions:
            self.refused(lambda: add_version(self.root, new, series=SERIES))
            return
        add_version(self.root, new, series=SERIES)
        self.model = self.model.by_tool({**self.model.versions, name: Entry(source, source)}, name)

    def correct(self) -> None:
        name, text = self.random.choice(NAMES), self.any_text()
        present = self.model.versions.get(name)
        new = NewText("misread", text=text.encode())
        if present is None or present.text == text:
            self.refused(lambda: correct_version(self.root, "harbours", name, new))
            return
        correct_version(self.root, "harbours", name, new)
        entry = replace(present, text=text, corrections=present.corrections + 1)
        self.model = self.model.by_tool({**self.model.versions, name: entry}, name)

    def remove(self) -> None:
        name = self.random.choice(NAMES)
        if name not in self.model.versions:
            self.refused(lambda: remove_version(self.root, "harbours", name))
            return
        remove_version(self.root, "harbours", name)
        self.model = self.model.by_tool({n: e for n, e in self.model.versions.items() if n != name}, name)

    def ask(self) -> None:
        """A changelog of two versions by name, neighbours or not."""
        if len(self.model.versions) < 2:
            return
        old, new = sorted(self.random.sample(self.model.names, 2))
        write_changelogs(self.root, series="harbours", pair=(old, new))
        self.model = self.model.asked_for((old, new))

    def edit_by_hand(self) -> None:
        """Somebody rewrites a text without saying that it is a correction."""
        if not self.model.versions:
            return
        name, text = self.random.choice(self.model.names), self.any_text()
        version = read_version(self.root, "harbours", name)
        (self.root / _FOLDER / f"{name}.md").write_bytes(write_version(version, text))
        self.commit_by_hand()
        entry = replace(self.model.versions[name], text=text)
        self.model = replace(self.model, versions={**self.model.versions, name: entry})

    def add_by_hand(self) -> None:
        name = self.random.choice(NAMES)
        if name in self.model.versions or not (self.root / _FOLDER / "series.yaml").exists():
            return
        source = f"{self.any_text()}\nIn {name} it ends.\n"
        version = Version(
            "harbours", name, "Ports", name, digest_of(source.encode()), "text/markdown", "markdown/3", "en"
        )
        (self.root / _FOLDER / f"{name}.md").write_bytes(write_version(version, source))
        snapshot = self.root / layout.snapshot_path("harbours", name, version.snapshot, version.media_type)
        snapshot.parent.mkdir(parents=True)
        snapshot.write_text(source)
        self.commit_by_hand()
        self.model = replace(self.model, versions={**self.model.versions, name: Entry(source, source)})

    def remove_by_hand(self) -> None:
        if not self.model.versions:
            return
        name = self.random.choice(self.model.names)
        self.git("rm", "-r", "--quiet", str(_FOLDER / f"{name}.md"), f"snapshots/harbours/{name}")
        self.commit_by_hand()
        self.model = replace(self.model, versions={n: e for n, e in self.model.versions.items() if n != name})

    def spoil_by_hand(self) -> None:
        """Somebody writes into a changelog, or deletes it."""
        if not self.model.changelogs:
            return
        pair = self.random.choice(sorted(self.model.changelogs))
        path = self.root / layout.changelog_path("harbours", *pair)
        if self.random.random() < 0.5:
            path.unlink()
            kept = {p: made for p, made in self.model.changelogs.items() if p != pair}
            self.model = replace(self.model, changelogs=kept, asked=self.model.asked - {pair})
        else:
            scribble = f"Scribble {self.random.random()}\n"
            path.write_text(scribble)
            self.model = replace(self.model, changelogs={**self.model.changelogs, pair: scribble})
        self.commit_by_hand()

    def unrelated_by_hand(self) -> None:
        (self.root / "README").write_text(f"A corpus, {self.random.random()}.\n")
        self.commit_by_hand()

    def rebuild(self) -> None:
        rebuild_corpus(self.root)
        self.model = self.model.rebuilt()
        self.verify()

    def merge(self) -> None:
        """Two people go on from here, each for himself, and one merges what the other did."""
        self.git("branch", "--force", "theirs")
        base = self.model
        for _ in range(self.random.randint(1, 3)):
            self.step(merging=False)
        ours = self.model
        self.git("checkout", "--quiet", "theirs")
        self.model = base
        for _ in range(self.random.randint(1, 3)):
            self.step(merging=False)
        theirs = self.model
        self.git("checkout", "--quiet", "main")
        self.model, conflicts = merged(base, ours, theirs)
        if self.run("merge", "--no-edit", "theirs").returncode:
            self.settle(conflicts)
        else:
            self.expect("conflicts", set(), set(conflicts))
        self.rebuild()

    def settle(self, conflicts: frozenset[str]) -> None:
        """Texts with conflicts become theirs; the changelogs are left to the program."""
        unmerged = {Path(path) for path in self.git("diff", "--name-only", "--diff-filter=U").splitlines()}
        texts = {
            path.stem for path in unmerged if path.parent == _FOLDER and path.name not in ("README", "CHANGELOG.md")
        }
        self.expect("conflicts", texts - {"series"}, set(conflicts))
        for name in conflicts:
            self.git("rm", "-r", "--quiet", "--force", "--ignore-unmatch", f"snapshots/harbours/{name}")
            if name in self.model.versions:
                self.git("checkout", "MERGE_HEAD", "--", str(_FOLDER / f"{name}.md"), f"snapshots/harbours/{name}")
            else:
                self.git("rm", "--quiet", "--force", str(_FOLDER / f"{name}.md"))
        if Path("README") in unmerged:
            self.git("checkout", "MERGE_HEAD", "--", "README")
        rebuilt = rebuild_corpus(self.root)
        self.expect("way on", rebuilt.onward, "git merge --continue")
        ended = self.run("merge", "--continue")
        self.expect(f"end of the merge ({ended.stderr!r})", ended.returncode, 0)
        self.done["settled"] += 1

    def any_text(self) -> str:
        return f"# Ports\n\n{self.random.choice(SENTENCES)}\n"

    def refused(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except UsageError:
            return
        raise Differs("something was not refused")

    def commit_by_hand(self) -> None:
        self.git("add", "--all")
        self.run("commit", "--quiet", "-m", "By hand")

    def git(self, *arguments: str) -> str:
        done = self.run(*arguments)
        self.expect(f"git {' '.join(arguments)} ({done.stderr!r})", done.returncode, 0)
        return done.stdout

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, text=True)


def walk(seed: int, length: int = 7) -> Counter[str]:
    """Carries out one sequence in a folder of its own; Differs where corpus and model do."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        walked = Walk(Path(folder, "corpus"), seed)
        walked.walk(length)
        return walked.done


def fence(home: Path) -> None:
    os.environ.update(fenced_home(home), GIT_EDITOR="true", PYTHONPATH=str(REPO_ROOT))


def main(count: int, first: int) -> int:
    home = Path(tempfile.mkdtemp())
    fence(home / "home")
    done: Counter[str] = Counter()
    differing = []
    started = time.monotonic()
    for seed in range(first, first + count):
        if (seed - first) % 50 == 49:
            print(f"{seed - first} sequences, {len(differing)} differ so far", file=sys.stderr, flush=True)
        try:
            done += walk(seed)
        except Exception as error:
            differing.append(seed)
            print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
    shutil.rmtree(home)
    print(f"{count} sequences, seeds {first} to {first + count - 1}: {len(differing)} differ from the model")
    print(f"{done.total()} deeds in {time.monotonic() - started:.0f} s: {dict(done.most_common())}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in (*sys.argv[1:], *("500", "0")[len(sys.argv) - 1 :]))))
