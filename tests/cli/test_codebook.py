"""`tracker codebook`: mistakes exit with 1, faults name file and line, a term is tried on the texts of a corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call

CODEBOOK = """\
schema: tracker.codebook/1
id: small
title: Small
language: en
themes:
  korea:
    title: Korea
    terms: [Korea*, Seoul]
    subthemes:
      burden:
        title: Who carries what
        terms: [burden*]
"""


@pytest.fixture
def corpus(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "themes.yaml").write_text(CODEBOOK)
    (tmp_path / "old.txt").write_text(
        "The Republic of Korea shares the burden. Korean forces are able.\n\nNothing here.\n"
    )
    assert call("init", "here", "--codebook", "themes.yaml").code == 0
    monkeypatch.chdir(tmp_path / "here")
    assert call("add", "us-nds", "2022", "../old.txt").code == 0
    return tmp_path / "here"


def test_check_counts_and_notes(call: Call, corpus: Path) -> None:
    shown = call("codebook", "check")
    assert shown.code == 0
    assert shown.err == ""
    assert shown.out.splitlines() == [
        "1 term found nowhere in the corpus; --unused lists them",
        "small: 1 theme, 1 sub-theme, 3 terms, tried on 1 document; 0 mistakes",
    ]
    assert "`Seoul`" in call("codebook", "check", "--unused").out


def test_check_tells_a_mistake_with_exit_1(call: Call, corpus: Path) -> None:
    path = corpus / "corpus" / "codebook.yaml"
    path.write_text(f"{CODEBOOK}masks: [Seoul Tower, Seoul]\n")
    shown = call("codebook", "check")
    assert shown.code == 1
    assert "mistake: `Seoul` in korea" in shown.out


def test_check_tells_where_a_term_stands_twice_in_a_list(call: Call, corpus: Path) -> None:
    path = corpus / "corpus" / "codebook.yaml"
    path.write_text(CODEBOOK.replace("[burden*]", "[burden*, {term: USFK, case: true}, {term: USFK, case: true}]"))
    shown = call("codebook", "check")
    assert shown.code == 1
    assert shown.out.splitlines()[0] == (
        "mistake: `USFK` stands twice in korea/burden (corpus/codebook.yaml:12); remove one"
    )


def test_check_counts_notes_and_lists_them_on_request(call: Call, corpus: Path) -> None:
    path = corpus / "corpus" / "codebook.yaml"
    path.write_text(f"{CODEBOOK}  costs: {{terms: [burden*]}}\nwatch: [free port]\n")
    shown = call("codebook", "check")
    assert shown.code == 0
    assert shown.out.splitlines() == [
        "2 notes, which need not be faults; --notes lists them",
        "1 term found nowhere in the corpus; --unused lists them",
        "small: 2 themes, 1 sub-theme, 4 terms, tried on 1 document; 0 mistakes",
    ]
    listed = call("codebook", "check", "--notes")
    assert listed.code == 0
    assert "\nnote: `free port` on the watch list does not stand in the document\n" in listed.out
    assert "which need not be" not in listed.out


def test_check_lists_every_fault_of_what_cannot_be_loaded(call: Call, corpus: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(CODEBOOK.replace("title: Korea", "titel: Korea").replace("language: en", "languages: en"))
    shown = call("codebook", "check", str(broken))
    assert shown.code == 1
    assert f"{broken}:4: " in shown.out
    assert f"{broken}:7: " in shown.out
    assert shown.out.splitlines()[-1].endswith("this codebook cannot be used")


def test_check_of_a_file_needs_no_corpus(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("themes.yaml").write_text(CODEBOOK)
    assert call("codebook", "check", "themes.yaml").out == "small: 1 theme, 1 sub-theme, 3 terms; 0 mistakes\n"
    shown = call("codebook", "check")
    assert (shown.code, shown.out) == (2, "")
    shown = call("codebook", "check", "missing.yaml")
    assert (shown.code, shown.out) == (2, "")
    assert "missing.yaml" in shown.err


def test_try_shows_each_place_with_its_themes(call: Call, corpus: Path) -> None:
    shown = call("codebook", "try", "Korea*", "us-nds")
    assert shown.code == 0
    assert shown.out.splitlines() == [
        "us-nds@2022 ¶1  korea",
        "  The Republic of [Korea] shares the burden. Korean forces are able.",
        "us-nds@2022 ¶1  korea",
        "  The Republic of Korea shares the burden. [Korean] forces are able.",
        "2 places in 1 document",
    ]
    assert call("codebook", "try", "Taiwan", "us-nds@2022").out == "0 places in 1 document\n"


def test_try_refuses_what_cannot_be_a_term(call: Call, corpus: Path) -> None:
    shown = call("codebook", "try", "a * b")
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.count("\n") == 1


def test_a_corpus_begins_with_what_its_codebook_extends(call: Call, tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(CODEBOOK)
    (tmp_path / "mine.yaml").write_text("id: mine\nextends: [base.yaml]\nremove: [korea/burden]\n")
    made = call("init", "here", "--codebook", "mine.yaml")
    assert (made.code, made.err) == (0, "")
    assert "  corpus/base.yaml\n" in made.out
    (tmp_path / "base.yaml").unlink()
    assert call("-C", "here", "codebook", "check").out == "mine: 1 theme, 0 sub-themes, 2 terms; 0 mistakes\n"
    assert call("-C", "here", "verify").code == 0


@pytest.mark.parametrize(
    ("codebook", "told"),
    [
        pytest.param(
            "id: mine\nextends: [base.yaml]\n",
            "mine.yaml:2: `extends item 1` names `base.yaml`, which cannot be read (it is not in {folder}); copy it",
            id="base-missing",
        ),
        pytest.param(
            "id: mine\nextends: [codebook.yaml]\n",
            "the codebook extends 'codebook.yaml', a name that a corpus has in use; rename that file",
            id="name-in-use",
        ),
        pytest.param(
            CODEBOOK.replace("title: Korea", "titel: Korea"),
            "mine.yaml:7: `themes.korea.titel` is not a known key",
            id="faulty",
        ),
    ],
)
def test_no_corpus_begins_with_a_codebook_that_cannot_be_loaded(
    call: Call, tmp_path: Path, codebook: str, told: str
) -> None:
    (tmp_path / "codebook.yaml").write_text(CODEBOOK)
    (tmp_path / "mine.yaml").write_text(codebook)
    refused = call("init", "here", "--codebook", "mine.yaml")
    assert refused.code == 2
    assert refused.err.startswith(f"tracker: {told.format(folder=tmp_path)}")
    assert not (tmp_path / "here").exists()
