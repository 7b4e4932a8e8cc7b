"""Fences every test off from the user's own home and git configuration, and finds the shared real documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# Load on the machine must not fail a test, nor chance pick other cases than those that CI has seen.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

REPO_ROOT = Path(__file__).resolve().parent.parent
FIXED_DATE = "2020-01-01T00:00:00+00:00"


@pytest.fixture(autouse=True)
def _fenced_environment(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for variable, folder in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ):
        (home / folder).mkdir()
        monkeypatch.setenv(variable, str(home / folder))
    git_config = home / "gitconfig"
    git_config.write_text("[init]\n\tdefaultBranch = main\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(git_config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test Author")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "author@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", FIXED_DATE)
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
