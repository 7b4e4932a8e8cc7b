"""A corpus of three versions, and two plain files, for the desk to be opened on."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.tui.making import NEW, OLD, make_corpus

MIDDLE = OLD.replace("pacing challenge", "main challenge")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "Test Author")
            patch.setenv(f"GIT_{role}_EMAIL", "author@example.org")
            patch.setenv(f"GIT_{role}_DATE", "2020-01-01T00:00:00+00:00")
        return make_corpus(tmp_path_factory.mktemp("template") / "c", {"2018": OLD, "2020": MIDDLE, "2022": NEW})


@pytest.fixture
def corpus(template: Path, tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    subprocess.run(["cp", "-r", str(template), str(root)], check=True)
    return root


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "old.md").write_text(OLD, "utf-8")
    (tmp_path / "new.md").write_text(NEW, "utf-8")
    return tmp_path
