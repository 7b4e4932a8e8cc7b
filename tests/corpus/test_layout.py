"""Names that series and versions may and may not have, and where a corpus is found."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tracker.corpus import layout
from tracker.errors import CorpusError, UsageError

GOOD = ["us-nds", "2026", "2026-01-23", "rev.4", "M-22-09_final", "a", "A", "x" * 64]
BAD = {
    "empty": "",
    "too long": "x" * 65,
    "leading dash": "-rf",
    "leading dot": ".git",
    "parent": "..",
    "slash": "a/b",
    "backslash": "a\\b",
    "range": "a..b",
    "at": "a@b",
    "blank": "a b",
    "line feed": "a\n",
    "not ASCII": "stratégie",
    "trailing dot": "a.",
    "file ending": "2026.md",
    "lock": "main.lock",
    "changelog": "CHANGELOG",
    "changes folder": "changes",
    "device": "con",
    "device with ending": "NUL.txt",
    "NUL": "a\0b",
}


@pytest.mark.parametrize("name", GOOD)
def test_names_that_may_be(name: str) -> None:
    assert layout.name_fault(name) is None


@pytest.mark.parametrize("name", BAD.values(), ids=BAD.keys())
def test_names_that_may_not_be(name: str) -> None:
    assert layout.name_fault(name)
    with pytest.raises(UsageError) as caught:
        layout.check_new_name("version", name, [])
    assert "\n" not in str(caught.value)


def test_names_that_differ_only_in_capitals_clash() -> None:
    with pytest.raises(UsageError, match="only in capitals"):
        layout.check_new_name("series", "US-NDS", ["us-nds"])
    layout.check_new_name("series", "us-nds", ["us-nds"])


def test_a_corpus_is_found_from_anywhere_inside(tmp_path: Path) -> None:
    (tmp_path / "corpus" / "us-nds" / "changes").mkdir(parents=True)
    (tmp_path / "corpus" / "corpus.yaml").write_text("")
    assert layout.find_root(tmp_path / "corpus" / "us-nds" / "changes") == tmp_path
    assert layout.require_root(tmp_path) == tmp_path


def test_no_corpus_says_how_to_make_one(tmp_path: Path) -> None:
    assert layout.find_root(tmp_path) is None
    with pytest.raises(CorpusError, match="tracker init"):
        layout.require_root(tmp_path)


def test_what_is_no_version_is_not_listed(tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "us-nds"
    (folder / "changes").mkdir(parents=True)
    for name in ("2022.md", "2018.md", "CHANGELOG.md", ".2026.md.draft", "notes.txt", ".hidden.md", "README.md"):
        (folder / name).write_text("")
    (folder / "changes" / "2018..2022.md").write_text("")
    (folder / "changes" / "strange.md").write_text("")
    assert layout.version_names(tmp_path, "us-nds") == ("2018", "2022")
    assert layout.pair_names(tmp_path, "us-nds") == (("2018", "2022"),)
    assert layout.version_names(tmp_path, "none") == ()


@pytest.mark.parametrize(
    ("path", "version"),
    [
        pytest.param("corpus/us-nds/2018.md", ("us-nds", "2018"), id="text"),
        pytest.param("corpus/us-nds/20 18.md", ("us-nds", "20 18"), id="wrong name"),
        pytest.param("corpus/us-nds/CHANGELOG.md", None, id="changelog"),
        pytest.param("corpus/us-nds/Readme.md", None, id="readme"),
        pytest.param("corpus/us-nds/.2018.md", None, id="hidden"),
        pytest.param("corpus/us-nds/.md", None, id="no name"),
        pytest.param("corpus/us-nds/2018.txt", None, id="not Markdown"),
        pytest.param("corpus/us-nds/changes/2018..2022.md", None, id="below"),
        pytest.param("corpus/2018.md", None, id="above"),
        pytest.param("texts/us-nds/2018.md", None, id="elsewhere"),
    ],
)
def test_where_the_text_of_a_version_stands(path: str, version: tuple[str, str] | None) -> None:
    assert layout.version_at(path) == version


PATHS = {
    "corpus/us-nds/CHANGELOG.md": ".",
    "corpus/us-nds/changes/2018..2022.md": ".",
    "a/b c/corpus/us-nds/CHANGELOG.md": "a/b c",
    "a/corpus/us-nds/changes/1..2.md": "a",
    "corpus/us-nds/2022.md": None,
    "CHANGELOG.md": None,
    "corpus/CHANGELOG.md": None,
    "changes/a.md": None,
    "docs/us-nds/changes/a.md": None,
    "corpus/us-nds/reviews/1..2.yaml": None,
}


@pytest.mark.parametrize("path", PATHS)
def test_changelogs_are_known_by_their_place(path: str) -> None:
    found = layout.root_of_changelog(PurePosixPath(path))
    assert (None if found is None else str(found)) == PATHS[path]
