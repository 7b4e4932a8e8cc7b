"""The programs that measure tell how they are called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPO_ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("module", ["torture.many", "benchmarks.hook", "benchmarks.scale"])
@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("many", 2)])
def test_they_have_help_and_no_traceback(module: str, argument: str, code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.{module}", argument],
        cwd=REPO_ROOT,
        env={**os.environ, "PYTHONPATH": str(REPO_ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == code
    assert f"usage: python -m tests.{module} [-h]" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
