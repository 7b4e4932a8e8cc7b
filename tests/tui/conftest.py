"""A corpus of three versions, and two plain files, for the desk to be opened on."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.fence import fenced_home
from tests.tui.making import NEW, OLD, make_corpus

MIDDLE = OLD.replace("pacing challenge", "main challenge")


@pytest.fixture(scope="module")
def versions() -> dict[str, str]:
    """The texts of the corpus, by version; a module may have others."""
    return {"2018": OLD, "2020": MIDDLE, "2022": NEW}


@pytest.fixture(scope="module")
def template(versions: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        for variable, value in fenced_home(tmp_path_factory.mktemp("home")).items():
            patch.setenv(variable, value)
        return make_corpus(tmp_path_factory.mktemp("template") / "c", versions)


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
