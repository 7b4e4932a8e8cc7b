"""Making a corpus: what git is told of its files, and the codebook that it begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.usecases.conftest import git
from tracker.corpus.settings import read_settings
from tracker.usecases.init import init_corpus


@pytest.mark.parametrize("name", ["2027.pdf", "2027.docx", "2027.html", "2027.txt", "2027.PDF", "2027"])
def test_git_keeps_the_bytes_of_a_document_put_into_a_series(root: Path, name: str) -> None:
    data = b"%PDF-1.7\r\nA port.\r\n"
    (root / "corpus/harbours").mkdir()
    (root / "corpus/harbours" / name).write_bytes(data)
    git(root, "config", "core.autocrlf", "input")
    git(root, "add", ".")
    (root / "corpus/harbours" / name).unlink()
    git(root, "checkout", "--", ".")
    assert (root / "corpus/harbours" / name).read_bytes() == data


def test_git_gives_our_own_files_the_line_ends_we_write(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    for name in ("codebook.yaml", "corpus.yaml"):
        (root / "corpus" / name).unlink()
    git(root, "checkout", "--", ".")
    assert b"\r" not in (root / "corpus/codebook.yaml").read_bytes()


@pytest.mark.parametrize(
    ("given", "kept"), [("A\n corpus", "A corpus"), (" \t", "of mine"), ("\udcff", "⟨U+DCFF⟩")], ids=ascii
)
def test_the_title_stands_on_a_line(tmp_path: Path, given: str, kept: str) -> None:
    init_corpus(tmp_path / "of mine", title=given)
    assert read_settings(tmp_path / "of mine").title == kept


def test_a_folder_whose_name_holds_a_tab_gives_a_title_without(tmp_path: Path) -> None:
    init_corpus(tmp_path / "two\tparts")
    assert read_settings(tmp_path / "two\tparts").title == "two parts"
