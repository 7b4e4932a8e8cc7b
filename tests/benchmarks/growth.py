"""How time and memory grow with the length of the texts, whole process.

Usage: python -m tests.benchmarks.growth [SENTENCES ...]

For each length, `tracker diff --format json` runs on a revision (one sentence in five edited, one paragraph in twenty
moved) and on a rewrite (two unrelated texts), nothing remembered. Printed are seconds, peak memory (of
the larger process, where two share the work), and the ratio to the length before.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.made_texts import as_text, made_text, revised

_SIZES = [1_000, 5_000, 10_000, 20_000, 40_000]


def main(sizes: list[int]) -> None:
    print(f"{'sentences':>10} {'revision':>10} {'ratio':>6} {'rewrite':>10} {'ratio':>6} {'peak MB':>8}")
    before: tuple[float, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            old, new, other = (Path(folder, name) for name in ("old.md", "new.md", "other.md"))
            paragraphs = made_text(size)
            old.write_text(as_text(paragraphs), encoding="utf-8")
            new.write_text(as_text(revised(paragraphs, edited=0.2, moved=0.05)), encoding="utf-8")
            other.write_text(as_text(made_text(size, seed=7)), encoding="utf-8")
            times = (_seconds(old, new), _seconds(old, other))
        ratios = [f"{now / then:6.2f}" for now, then in zip(times, before, strict=True)] if before else [" " * 6] * 2
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{size:>10} {times[0]:>9.2f}s {ratios[0]} {times[1]:>9.2f}s {ratios[1]} {peak:>8.0f}", flush=True)
        before = times


def _seconds(old: Path, new: Path) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "tracker", "diff", old, new, "--format", "json", "--no-memory"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sizes", metavar="SENTENCES", nargs="*", type=int, default=_SIZES, help="lengths of the texts")
    main(parser.parse_args().sizes)
