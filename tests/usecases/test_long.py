"""Long random runs against the model, and damage at random places; each is a command of its own as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.usecases.flips import flip_bytes
from tests.usecases.sequences import walk
from tracker.usecases.demo import plant


@pytest.fixture(autouse=True)
def _no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_EDITOR", "true")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))


@pytest.mark.parametrize("seed", [1, 2])
def test_what_people_do_to_a_corpus_leaves_what_a_simple_model_says(seed: int) -> None:
    assert walk(seed, length=4).total() >= 4


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1015))
def test_longer_sequences_do_too(seed: int) -> None:
    assert walk(seed).total() >= 7


@pytest.mark.slow
def test_verifying_names_every_file_with_a_flipped_byte(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    plant(root)
    done, missed = flip_bytes(root, 100, seed=7)
    assert missed == []
    assert {"snapshots", "texts", "changelogs", "texts, committed"} <= set(done)
