"""What a call may write for a version or a pair, and what it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.usecases.conftest import Add
from tracker.errors import UsageError
from tracker.usecases.references import Reference, find_pair, find_version, parse_reference

READ = {
    "us-nds": Reference("us-nds"),
    "us-nds@2022": Reference("us-nds", "2022"),
    "us-nds@2018..2022": Reference("us-nds", "2018", "2022", is_range=True),
    "us-nds@2018..": Reference("us-nds", "2018", None, is_range=True),
    "us-nds@..2022": Reference("us-nds", None, "2022", is_range=True),
    "us-nds@rev.4..rev.5": Reference("us-nds", "rev.4", "rev.5", is_range=True),
}
NOT_READ = [
    "",
    "@",
    "us-nds@",
    "us-nds@..",
    "./us-nds@2022",
    "a b@2022",
    "us-nds@2022@2026",
    "-",
    "--all",
    "a/b.pdf",
    "a@b..c..d",
]


@pytest.mark.parametrize(("text", "reference"), READ.items(), ids=READ.keys())
def test_references(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference
    assert str(reference) == text


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_reference(text: str) -> None:
    assert parse_reference(text) is None


PAIRS = {
    "harbours": ("1987", "1999"),
    "harbours@1975": ("1962", "1975"),
    "harbours@1962..1987": ("1962", "1987"),
    "harbours@1987..1962": ("1962", "1987"),
    "harbours@1975..": ("1975", "1999"),
    "harbours@..1987": ("1975", "1987"),
}
NO_PAIRS = {
    "harbours@1962": "oldest version of its series",
    "harbours@1999..": "twice",
    "harbours@1962..2050": "no version '2050' of harbours; there is 1962, 1975, 1987, 1999",
    "harbours@1962..1978": "no version '1978' of harbours; did you mean 1987",
    "harbors@1962..1975": "no series 'harbors' in this corpus; did you mean harbours",
}


@pytest.fixture
def filled(root: Path, add: Add) -> Path:
    for name in ("1987", "1962", "1999", "1975"):
        add(name)
    return root


def test_pairs(filled: Path) -> None:
    for text, names in PAIRS.items():
        reference = parse_reference(text)
        assert reference is not None
        assert tuple(version.name for version in find_pair(filled, reference)) == names
    for text, complaint in NO_PAIRS.items():
        reference = parse_reference(text)
        assert reference is not None
        with pytest.raises(UsageError, match=complaint):
            find_pair(filled, reference)
    assert find_version(filled, "harbours").name == "1999"
    assert find_version(filled, "harbours@1975").name == "1975"
    with pytest.raises(UsageError, match="names no version; write SERIES@VERSION"):
        find_version(filled, "a b")
    with pytest.raises(UsageError, match="two versions where one"):
        find_version(filled, "harbours@1962..1975")


def test_a_series_of_one_version_has_no_pair(root: Path, add: Add) -> None:
    add("1962")
    with pytest.raises(UsageError, match="one version so far, 1962"):
        find_pair(root, Reference("harbours"))


def test_an_empty_corpus_says_how_to_begin(root: Path) -> None:
    with pytest.raises(UsageError, match="it is empty; begin with: tracker add"):
        find_version(root, "harbours")
