"""A small corpus to do things to."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.model.corpus import Series
from tracker.usecases.add import Added, NewVersion, add_version
from tracker.usecases.gitconfig import enable, places_of_repository
from tracker.usecases.init import init_corpus

CODEBOOK = """\
schema: tracker.codebook/1
id: test
title: A codebook to test with
language: en
themes:
  ports:
    title: Ports
    terms: ["port*", "harbour*"]
    subthemes:
      cranes:
        title: Cranes
        terms: ["crane*"]
  northland:
    title: Northland
    actor: true
    terms: [Northland]
watch:
  - label: free port
    terms: [free port]
"""

SERIES = Series("harbours", "Harbour Strategy", "The Republic", "en")

TEXTS = {
    "1962": "# Harbours\n\nEvery port must have a crane. Northland is a friend.\n",
    "1975": "# Harbours\n\nEvery port must have two cranes. Northland is a friend.\n\nThe free port stays.\n",
    "1987": "# Harbours of tomorrow\n\nPorts should have cranes. Northland is an acute threat.\n",
    "1999": "# Harbours of tomorrow\n\nPorts should have cranes. Northland is a partner.\n\nThe harbour closes.\n",
    "2010": "# Ports\n\nThe port of Holm opens again. We will seek a free port.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus of mine"
    init_corpus(folder, title="Test", codebook=CODEBOOK)
    return folder


Add = Callable[..., Added]


@pytest.fixture
def add(root: Path) -> Add:
    def add_one(name: str, text: str | None = None, **particulars: str | bool) -> Added:
        data = (TEXTS[name] if text is None else text).encode()
        new = NewVersion("harbours", name, data, f"{name}.md", **particulars)  # type: ignore[arg-type]
        return add_version(root, new, series=SERIES)

    return add_one


@pytest.fixture(scope="session")
def _filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("filled") / "corpus"


@pytest.fixture
def filled(root: Path, add: Add, _filled_once: Path) -> Path:
    """Versions 1962, 1975 and 1987, made once and copied for each test."""
    if not _filled_once.exists():
        for name in ("1987", "1962", "1975"):
            add(name)
        shutil.copytree(root, _filled_once, symlinks=True)
        return root
    shutil.rmtree(root)
    shutil.copytree(_filled_once, root, symlinks=True)
    git(root, "update-index", "-q", "--refresh")
    return root


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n")


def tree(root: Path) -> dict[str, bytes]:
    """All files of the work tree with their bytes."""
    paths = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def assert_clean(root: Path) -> None:
    assert git(root, "status", "--porcelain", "--untracked-files=all") == ""
    assert git(root, "fsck", "--strict", "--no-dangling") == ""


REPO_ROOT = Path(__file__).resolve().parents[2]
PROGRAM = f"{sys.executable} -m tracker"
"""How git is told to call the program; the fixture `program` lets it be found."""


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PYTHONPATH", str(REPO_ROOT))
    monkeypatch.setenv("GIT_PAGER", "cat")
    return PROGRAM


@pytest.fixture
def enabled(root: Path, program: str) -> Path:
    """With git set up for documents."""
    enable(places_of_repository(root), program)
    return root


def commit(root: Path, message: str, **files: bytes) -> None:
    """Everything, and these files, whose names have an underscore for the dot."""
    for name, data in files.items():
        (root / name.replace("_", ".")).write_bytes(data)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", message)
