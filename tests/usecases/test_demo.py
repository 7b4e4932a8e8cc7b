"""The demo plants the seeds, and the seeds can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.usecases.conftest import CODEBOOK, assert_clean, git
from tracker.errors import CorpusError, DataError
from tracker.usecases.demo import headline_comparison, plant
from tracker.usecases.seeds import read_manifest, seed_folder

MANIFEST = """\
schema: tracker.seeds/1
title: Harbours of the world
series:
  - id: harbours
    title: Harbour Strategy
    issuer: The Republic
    language: en
    homepage: https://example.org
    versions:
      - version: '1975'
        published: '1975-03'
        digest: true
      - version: '1962'
        title: Harbours of old
        published: '1962-01-31'
        source: https://example.org/1962
        file: documents/old.md
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    (folder / "documents" / "harbours").mkdir(parents=True)
    (folder / "manifest.yaml").write_text(MANIFEST)
    (folder / "codebook.yaml").write_text(CODEBOOK)
    (folder / "documents" / "harbours" / "1975.md").write_text("# Harbours\n\nEvery port has a crane.\n")
    (folder / "documents" / "old.md").write_text("# Harbours\n\nNorthland is near.\n")
    return folder


def test_seeds_are_planted_in_the_ordinary_way(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "outer").mkdir()
    git(tmp_path / "outer", "init", "--quiet")
    planted = plant(tmp_path / "outer" / "demo", seeds=seeds)
    assert [added.version.id for added in planted.added] == ["harbours@1975", "harbours@1962"]
    assert planted.added[0].version.digest
    assert git(planted.root, "log", "--format=%s").splitlines() == [
        "harbours 1962: Harbours of old (published 1962-01-31)",
        "harbours 1975: Harbours (published 1975-03)",
        "Begin the corpus: Harbours of the world",
    ]
    assert_clean(planted.root)
    compared = headline_comparison(planted)
    assert (compared.comparison.old.document.id, compared.comparison.new.document.id) == (
        "harbours@1962",
        "harbours@1975",
    )
    assert compared.comparison.new.document.notices == (
        "This is a digest in other words than the publisher's, not the official text.",
    )


def test_nothing_is_planted_among_other_things(tmp_path: Path, seeds: Path) -> None:
    with pytest.raises(CorpusError, match="is not empty; name a folder that is"):
        plant(tmp_path, seeds=seeds)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("schema: tracker.seeds/1", "schema: other", r"manifest\.yaml:1: schema is 'other', not"),
        ("    issuer:", "    publisher:", r"manifest\.yaml:6: publisher is not a key here"),
        ("file: documents/old.md", "file: ../old.md", r"manifest\.yaml:\d+: '1962' with file '\.\./old\.md' cannot"),
        ("file: documents/old.md", "file: documents/none.md", r"none\.md: cannot be read"),
        ("digest: true", "digest: perhaps", r"manifest\.yaml:12: digest must be true or false"),
        ("        published: '1975-03'\n", "", r"manifest\.yaml:\d+: published is missing"),
    ],
    ids=["schema", "key", "outside", "missing", "digest", "undated"],
)
def test_faults_of_a_manifest(tmp_path: Path, seeds: Path, old: str, new: str, complaint: str) -> None:
    (seeds / "manifest.yaml").write_text(MANIFEST.replace(old, new))
    with pytest.raises(DataError, match=complaint):
        plant(tmp_path / "demo", seeds=seeds)


def test_the_packaged_seeds_are_found() -> None:
    manifest = read_manifest(seed_folder())
    assert [series.series.id for series in manifest.series]
    assert all((seed_folder() / seed.file).is_file() for series in manifest.series for seed in series.seeds)
