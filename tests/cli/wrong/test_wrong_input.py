"""What a user can do wrong, each by name: one line that says what to do, exit code 2, nothing lost or left behind."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.wrong.conftest import Corpus, Refused, is_one_line_of_trouble


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["init", ""], "[DIR]"),
        (["diff", "../old.md", ""], "OLD NEW"),
        (["explain", "c1", "", "../new.md"], "OLD NEW"),
        (["review", "", "../new.md"], "[SERIES[@OLD..NEW] | OLD NEW]"),
        (["list", "-C", ""], "-C"),
        (["diff", "../old.md", "../new.md", "-o", ""], "-o"),
        (["add", "us-nds", "2026", "", "--date", "2026"], "FILE"),
        (["correct", "us-nds@2022", "", "--reason", "none"], "[FILE]"),
        (["correct", "us-nds@2022", "--title", " ", "--reason", "none"], "--title"),
        (["correct", "us-nds@2022", "--source", "", "--reason", "none"], "--source"),
        (["export", "texts", ""], "DIR"),
        (["demo", ""], "[DIR]"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else None,
)
def test_names_that_are_empty(refused: Refused, arguments: list[str], what: str) -> None:
    told = refused(*arguments)
    assert re.match(rf"tracker: invalid value for '(\S+ / )?{re.escape(what)}", told)
    assert "it is empty; see: tracker" in told


def test_no_such_file(refused: Refused) -> None:
    assert "missing.pdf: no such file" in refused("add", "us-nds", "2026", "missing.pdf", "--date", "2026")
    assert "missing.pdf" in refused("diff", "../old.md", "missing.pdf")
    assert "missing.md: no such file" in refused("correct", "us-nds@2022", "missing.md", "--reason", "none")


def test_folder_in_place_of_a_file(refused: Refused, tmp_path: Path) -> None:
    assert "is a folder" in refused("add", "us-nds", "2026", "..", "--date", "2026")
    assert "folder" in refused("diff", "../old.md", "..")


def test_empty_file(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert "empty.txt" in refused("add", "us-nds", "2026", "../empty.txt", "--date", "2026")
    assert "empty.txt" in refused("diff", "../old.md", "../empty.txt")
    (tmp_path / "blank.txt").write_text(" \n\n\t\n")
    assert "blank.txt" in refused("add", "us-nds", "2026", "../blank.txt", "--date", "2026")


def test_empty_standard_input(refused: Refused) -> None:
    refused("add", "us-nds", "2026", "-", "--date", "2026")
    refused("diff", "../old.md", "-")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bytes(range(256)) * 40, id="all-bytes"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(600), id="program"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(200, 256)) * 30, id="picture"),
        pytest.param(b"PK\x03\x04" + bytes(range(128, 256)) * 30, id="archive"),
        pytest.param(b"%PDF-1.7\nnot really", id="broken-pdf"),
    ],
)
def test_binary(refused: Refused, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "thing.bin").write_bytes(data)
    assert "thing.bin" in refused("add", "us-nds", "2026", "../thing.bin", "--date", "2026")
    assert "thing.bin" in refused("diff", "../old.md", "../thing.bin")


def test_unknown_series(refused: Refused) -> None:
    for arguments in (["list", "us-nss"], ["show", "us-nss@2022"], ["changelog", "us-nss"], ["diff", "us-nss@1..2"]):
        told = refused(*arguments)
        assert "us-nss" in told
        assert "us-nds" in told, "says which there are"


def test_unknown_version(refused: Refused) -> None:
    for arguments in (
        ["show", "us-nds@2018"],
        ["remove", "us-nds@2018"],
        ["correct", "us-nds@2018", "../new.md", "--reason", "none"],
    ):
        told = refused(*arguments)
        assert "2018" in told
        assert "2022" in told, "says which there are"
    assert "2022" in refused("diff", "us-nds@2018..2022")


def test_unknown_theme(refused: Refused) -> None:
    assert "'atlantis'" in refused("show", "us-nds@2022", "--theme", "atlantis")
    assert "'atlantis'" in refused("diff", "../old.md", "../new.md", "--theme", "atlantis")


def test_name_that_is_none(refused: Refused) -> None:
    for name in ("../2026", "20 26", "", "a..b", "CHANGELOG", "-x/y"):
        refused("add", "--date", "2026", "--", "us-nds", name, "../new.md")
        refused("add", "--date", "2026", "--", name, "2026", "../new.md")


def test_version_that_exists(refused: Refused) -> None:
    told = refused("add", "us-nds", "2022", "../new.md", "--date", "2022")
    assert "us-nds@2022 exists already" in told


def test_document_that_is_there_already(refused: Refused) -> None:
    assert "us-nds@2022" in refused("add", "us-nds", "2023", "../old.md", "--date", "2023")


NO_DATES = ["2026-13", "2026-02-30", "26", "yesterday", "2026-1-3", "20260123", "２０２６", " 2026"]


@pytest.mark.parametrize("date", NO_DATES)
def test_date_that_is_none(refused: Refused, date: str) -> None:
    told = refused("add", "us-nds", "2026", "../new.md", "--date", date)
    assert repr(date) in told
    assert "is not a da" in told
    assert repr(date) in refused("add", "us-nds", "x", "../new.md", "--date", "2026", "--retrieved", date)


@pytest.mark.parametrize("date", ["2026", "2026-01", "2026-01-23", "1950-04-14"])
def test_date_that_is_one(call: Call, corpus: Corpus, date: str) -> None:
    assert call("add", "us-nds", "x", "../new.md", "--date", date).code == 0
    assert f" {date} " in call("list").out


def test_no_date_to_be_found(refused: Refused) -> None:
    assert "--date" in refused("add", "us-nds", "final", "../new.md")


@pytest.mark.parametrize(
    ("after", "below", "key"),
    [
        pytest.param("\nthemse:", 0, "themse", id="misspelt-key"),
        pytest.param("\nthemes: []\nthemes:", 1, "themes", id="key-twice"),
        pytest.param("\nthemes: {", 2, "", id="not-yaml"),
    ],
)
def test_broken_codebook(call: Call, corpus: Corpus, after: str, below: int, key: str) -> None:
    path = corpus.folder / "corpus" / "codebook.yaml"
    head, found, tail = path.read_text("utf-8").partition("\nthemes:")
    assert found
    path.write_text(f"{head}{after}{tail}", "utf-8")
    state = corpus.state()
    line = head.count("\n") + 2 + below
    for arguments in (
        ["add", "us-nds", "2026", "../new.md", "--date", "2026"],
        ["diff", "../old.md", "../new.md"],
        ["show", "us-nds@2022", "--theme", "korea"],
        ["changelog"],
    ):
        shown = call(*arguments)
        is_one_line_of_trouble(shown)
        assert f"corpus/codebook.yaml:{line}" in shown.err
        assert key in shown.err
    assert corpus.state() == state


def test_init_where_a_corpus_is(refused: Refused) -> None:
    assert "corpus" in refused("init")


def test_demo_into_a_folder_in_use(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("precious")
    shown = call("demo", str(tmp_path / "mine"))
    is_one_line_of_trouble(shown)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_output_over_a_document(refused: Refused) -> None:
    assert "is one of the documents" in refused("diff", "../old.md", "../new.md", "--output", "../new.md")
    assert "is a folder" in refused("diff", "../old.md", "../new.md", "--output", "..")
    assert "cannot be written" in refused("diff", "../old.md", "../new.md", "--output", "missing/x.txt")


def test_output_over_what_the_call_reads_or_the_corpus_keeps(refused: Refused, corpus: Corpus, tmp_path: Path) -> None:
    review, codebook = tmp_path / "review.yaml", tmp_path / "themes.yaml"
    review.write_text("schema: tracker.review/1\n")
    shutil.copy(corpus.folder / "corpus" / "codebook.yaml", codebook)
    kept = [review.read_bytes(), codebook.read_bytes()]
    sides = ["diff", "../old.md", "../new.md"]
    assert "is the review" in refused(*sides, "--review", "../review.yaml", "-o", "../review.yaml")
    assert "is the codebook" in refused(*sides, "--codebook", "../themes.yaml", "-o", str(codebook))
    assert [review.read_bytes(), codebook.read_bytes()] == kept
    (tmp_path / "link").symlink_to(corpus.folder / "corpus")
    for place in ("corpus/codebook.yaml", "corpus/us-nds/mine.md", "snapshots/x", ".git/index", "../link/corpus.yaml"):
        assert "name another place" in refused(*sides, "-o", place)


def test_export_into_what_the_corpus_keeps(refused: Refused) -> None:
    for place in ("corpus", "snapshots/us-nds", "../strategies/corpus/new", ".git"):
        for kind in ("texts", "csv"):
            assert "name another place" in refused("export", kind, place, "--force")
    assert "name another place" in refused("export", "sqlite", "corpus/codebook.yaml", "--force")


def test_names_that_are_too_long(refused: Refused, corpus: Corpus) -> None:
    long = "x" * 300
    for arguments in (
        ["list", "-C", long],
        ["init", f"../{long}"],
        ["demo", f"../{long}"],
        ["export", "sqlite", f"../{long}"],
        ["export", "texts", f"../{long}"],
        ["diff", "../old.md", "../new.md", "-o", f"../{long}"],
        ["diff", "../old.md", "../new.md", "--review", long],
        ["diff", "../old.md", long],
    ):
        assert "File name too long" in refused(*arguments)


def test_a_front_matter_that_is_broken_names_its_line(call: Call, corpus: Corpus) -> None:
    path = corpus.folder / "corpus" / "us-nds" / "2022.md"
    path.write_text(re.sub("published: .*", "published: soon", path.read_text()))
    assert call("add", "us-nds", "2026", "../new.md", "--date", "2026").code == 2
    shown = call("list")
    assert shown.code == 2
    assert shown.out.startswith("us-nds"), "what can be read is listed all the same"
    assert re.fullmatch(r"tracker: corpus/us-nds/2022.md:\d+: .*'soon' is not a date.*\n", shown.err)


def test_standard_input_asked_for_twice(refused: Refused) -> None:
    refused("diff", "-", "-", stdin=b"Some text.")
