"""How fast the comparison is beside other tools, whole process, in one run on the same machine.

Usage: python -m tests.benchmarks.beside_others [--environment DIR] [--rounds N] [OLD NEW ...]

Without documents, those of two successive strategies are taken where `shared/data/nss` stands beside the checkout. The
other tools come from the package index into an environment of their own: in DIR, which is made when it is missing and
kept, else in a folder that is gone afterwards. Printed are the seconds of the clock and of the processor (the best of
some rounds; tools that need over a minute run once), and how many times ours they are. Ours is timed comparing anew.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NSS = ROOT.parent / "shared" / "data" / "nss"
PAIRS = (("1998.txt", "1999.txt"), ("2010.txt", "2015.txt"))
OTHERS = ("redlines==0.6.2", "semshift==0.2.0", "governdiff==0.6.0", "diff-match-patch==20241021")
_SLOW = 60.0
"""Seconds from which a tool runs once."""
_PLAIN_DMP = (
    "import sys; from diff_match_patch import diff_match_patch as D; d = D(); d.Diff_Timeout = 0\n"
    "a, b = (open(name, encoding='utf-8', errors='replace').read() for name in sys.argv[1:])\n"
    "r = d.diff_main(a, b); d.diff_cleanupSemantic(r); print(d.diff_prettyHtml(r))"
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--environment", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without", action="append", default=[], help="leave a tool out, by its name")
    given = parser.parse_args(arguments)
    pairs = list(zip(given.documents[::2], given.documents[1::2], strict=True))
    if not pairs and NSS.is_dir():
        pairs = [(NSS / old, NSS / new) for old, new in PAIRS]
    if not pairs:
        print(f"no documents given, and none at {NSS}: nothing to measure", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        environment = given.environment or Path(folder, "environment")
        bin_ = _environment(environment)
        for old, new in pairs:
            print(f"{old.name} → {new.name}")
            _compare_tools(_tools(bin_, old, new), given.rounds, given.without)
    return 0


def _tools(bin_: Path, old: Path, new: Path) -> dict[str, list[str]]:
    sides = [str(old), str(new)]
    return {
        "tracker": [sys.executable, "-m", "tracker", "diff", *sides, "--format", "json", "--no-memory"],
        "git word diff": ["git", "diff", "--no-index", "--word-diff", *sides],
        "redlines": [str(bin_ / "redlines"), "compare", *sides],
        "SemShift": [str(bin_ / "semshift"), "compare", *sides],
        "diff-match-patch": [str(bin_ / "python"), "-c", _PLAIN_DMP, *sides],
        "GovernDiff": [str(bin_ / "governdiff"), "diff", *sides],
    }


def _compare_tools(tools: dict[str, list[str]], rounds: int, without: list[str]) -> None:
    best: dict[str, tuple[float, float]] = {}
    for _ in range(rounds):
        for name, command in tools.items():
            if name in without or (name in best and best[name][0] >= _SLOW):
                continue
            clock, processor = _seconds(command)
            before = best.get(name, (clock, processor))
            best[name] = (min(clock, before[0]), min(processor, before[1]))
    ours = best["tracker"]
    print(f"  {'':<18} {'clock':>9} {'ratio':>8} {'processor':>11} {'ratio':>8}")
    for name, (clock, processor) in best.items():
        ratios = f"{clock / ours[0]:>7.2f}×", f"{processor / ours[1]:>7.2f}×"
        print(f"  {name:<18} {clock:>8.2f}s {ratios[0]} {processor:>10.2f}s {ratios[1]}", flush=True)


def _seconds(command: list[str]) -> tuple[float, float]:
    """Of the clock and, children included, of the processor. What a tool says by its exit code is its own affair."""
    before = os.times()
    started = time.perf_counter()
    ended = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False
    )
    clock = time.perf_counter() - started
    after = os.times()
    if b"Traceback" in ended.stderr:
        print(f"{command[0]} failed: {ended.stderr.decode(errors='replace').strip().splitlines()[-1]}", file=sys.stderr)
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return clock, used


def _environment(folder: Path) -> Path:
    bin_ = folder / ("Scripts" if os.name == "nt" else "bin")
    if not (bin_ / "governdiff").exists():
        print("making an environment with the other tools …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(bin_ / "python"), "-m", "pip", "install", "--quiet", *OTHERS], check=True)
    return bin_


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
