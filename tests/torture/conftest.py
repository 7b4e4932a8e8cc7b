"""A corpus with a person's own work beside it, and a place to run commands from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.torture.small import DOCUMENTS, begin_own_work, import_everything, make_corpus
from tests.torture.strace import Bench

_MADE: list[Path] = []


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench.make(tmp_path / "bench")


@pytest.fixture
def corpus(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, and copied for each test."""
    if not _MADE:
        import_everything()
        pristine = tmp_path_factory.mktemp("made") / "corpus of mine"
        make_corpus(pristine)
        begin_own_work(pristine)
        _MADE.append(pristine)
    shutil.copytree(_MADE[0].parent / DOCUMENTS, tmp_path / DOCUMENTS)
    return Path(shutil.copytree(_MADE[0], tmp_path / "corpus of mine", symlinks=True))
