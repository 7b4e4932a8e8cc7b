"""How far the comparison agrees with human readers, where their judgements are at hand.

Usage: python -m tests.benchmarks.accuracy [--missed]

Looks for `shared/bench` beside the checkout, compares each pair that was judged, and prints what the scorer there says.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"


def main(arguments: list[str]) -> int:
    gold = SHARED / "bench" / "gold"
    if not gold.is_dir():
        print(f"no judgements found at {gold}: nothing to measure", file=sys.stderr)
        return 0
    for path in sorted(gold.glob("[0-9]*_[0-9]*.json")):
        old, new = (SHARED / "data" / "nss" / f"{year}.txt" for year in path.stem.split("_"))
        _score("score.py", old, new, path, arguments)
    controls = SHARED / "data" / "nist-800-53"
    _score(
        "score_units.py", controls / "SP800-53_rev4.md", controls / "SP800-53_rev5.md", gold / "nist_800-53.json", []
    )
    return 0


def _score(scorer: str, old: Path, new: Path, gold: Path, arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        comparison = Path(folder, "comparison.json")
        with comparison.open("wb") as stream:
            diff = [sys.executable, "-m", "tracker", "diff", str(old), str(new), "--format", "json"]
            subprocess.run(diff, check=True, stdout=stream)
        judge = [sys.executable, str(SHARED / "bench" / scorer), str(comparison), str(gold), *arguments]
        print(subprocess.run(judge, check=True, capture_output=True, text=True).stdout.rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
