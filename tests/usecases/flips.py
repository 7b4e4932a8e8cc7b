"""Flips bytes at random places of a corpus and looks whether verifying names the files.

Usage: python -m tests.usecases.flips [COUNT [SEED]]

Each round spoils one byte in each of some files (snapshots, texts and changelogs of the demo's six documents) and
verifies once: exactly the spoiled files have to be named. In every fourth round the damage is committed. Then what
follows from a spoiled file is named too, and a flip in a particular of the front matter that nothing else tells of (a
title is as good as another) shows in the changelogs at most; those are counted apart. Exits with 1 if one was missed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.usecases.sequences import fence
from tracker.corpus.frontmatter import parse_front, split_version, write_version
from tracker.errors import DataError
from tracker.usecases.demo import plant
from tracker.usecases.verify import verify_corpus

COMMITTED_EVERY = 4


def flip_bytes(root: Path, count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """How many flips of each kind there were, and what was missed, a line each."""
    chance = random.Random(seed)
    sound = {path: path.read_bytes() for path in spoilable(root)}
    done: Counter[str] = Counter()
    missed: list[str] = []
    rounds = 0
    while done.total() < count:
        rounds += 1
        if rounds % 20 == 0:
            print(f"{done.total()} flips, {len(missed)} missed so far", file=sys.stderr, flush=True)
        committed = rounds % COMMITTED_EVERY == 0
        chosen = chance.sample(sorted(sound), min(chance.randint(1, len(sound)), count - done.total()))
        flips = {path: (chance.randrange(len(sound[path])), chance.randrange(1, 256)) for path in chosen}
        for path, (place, difference) in flips.items():
            data = bytearray(sound[path])
            data[place] ^= difference
            path.write_bytes(data)
        if committed:
            _git(root, "commit", "--quiet", "--all", "-m", "Damage")
        named = {root / fault.path for fault in verify_corpus(root).faults}
        for path, (place, difference) in flips.items():
            is_version = path.parent.parent == root / "corpus" and path.name != "CHANGELOG.md"
            silent = committed and path not in named and is_version and _is_as_good(path, sound[path])
            done["particulars, committed" if silent else _kind(root, path, committed)] += 1
            if path not in named and not silent:
                missed.append(f"{path.relative_to(root)}: byte {place} ^ {difference}, committed: {committed}")
        if not committed:
            missed += [f"{path}: named, but not spoiled" for path in sorted(named - set(flips))]
        if committed:
            _git(root, "reset", "--quiet", "--hard", "HEAD~1")
        for path in flips:
            path.write_bytes(sound[path])
    done["rounds"] = rounds
    return done, missed


def spoilable(root: Path) -> list[Path]:
    files = (*root.glob("corpus/*/*.md"), *root.glob("corpus/*/changes/*.md"), *root.glob("snapshots/*/*/*"))
    return sorted(path for path in files if path.name != ".gitattributes")


def _is_as_good(path: Path, sound: bytes) -> bool:
    """Whether a version's file is in order with its damage, its text untouched: a particular reads otherwise."""
    try:
        data = path.read_bytes()
        front, text = split_version(data, source="x")
        version = parse_front(front, series=path.parent.name, name=path.stem, source="x")
        return write_version(version, text) == data and text == split_version(sound, source="x")[1]
    except DataError:
        return False


def _kind(root: Path, path: Path, committed: bool) -> str:
    parts = path.relative_to(root).parts
    kind = "snapshots" if parts[0] == "snapshots" else "changelogs" if "changes" in parts else "texts"
    kind = "changelogs" if path.name == "CHANGELOG.md" else kind
    return f"{kind}, committed" if committed else kind


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def main(count: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        fence(Path(folder, "home"))
        root = Path(folder, "corpus")
        plant(root)
        started = time.monotonic()
        done, missed = flip_bytes(root, count, seed)
    rounds = done.pop("rounds")
    for line in missed:
        print(line)
    print(f"{done.total()} flips in {rounds} rounds, {time.monotonic() - started:.0f} s: {len(missed)} missed")
    print(", ".join(f"{number} in {kind}" for kind, number in sorted(done.items())))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in (*sys.argv[1:], *("2000", "0")[len(sys.argv) - 1 :]))))
