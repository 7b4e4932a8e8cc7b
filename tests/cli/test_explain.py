"""`tracker explain` prints the grounds of one change or shift."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

OLD = "# Korea\n\nThe United States must deter North Korea together with its allies.\n"
NEW = "# Korea\n\nThe United States may deter North Korea together with its allies.\n"


def tracker(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_shift_is_explained_by_its_rule_and_words(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    comparison = json.loads(tracker(tmp_path, "diff", "old.md", "new.md", "--format", "json").stdout)
    shift = next(shift for shift in comparison["shifts"] if shift["theme"] == "korea")
    shown = tracker(tmp_path, "explain", shift["id"][:8], "old.md", "new.md")
    assert shown.returncode == 0
    assert shift["rule"] in shown.stdout
    assert "must deter North Korea" in shown.stdout


def test_an_unknown_id_is_one_line_and_exit_2(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    shown = tracker(tmp_path, "explain", "s-nothing", "old.md", "new.md")
    assert shown.returncode == 2
    assert shown.stderr.count("\n") == 1
    assert "s-nothing" in shown.stderr
