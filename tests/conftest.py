"""Fences every test off from the user's own home and git configuration, and finds the shared real documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.fence import fenced_home

# Load on the machine must not fail a test, nor chance pick other cases than those that CI has seen.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

REPO_ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _fenced_environment(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in fenced_home(tmp_path_factory.mktemp("home")).items():
        monkeypatch.setenv(variable, value)
    # A test run from inside a git hook must not reach the repository that is being committed to.
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.delenv(variable, raising=False)
    # The program that tests start hundreds of times is compiled once.
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    for variable in ("NO_COLOR", "FORCE_COLOR", "PAGER", "GIT_PAGER", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real documents beside the checkout; tests that need it are skipped where it is missing."""
    folder = REPO_ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"real documents not found at {folder}")
    return folder
