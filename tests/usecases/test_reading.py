"""Listing and showing, comparing what lies in a corpus or outside of one, beginning a corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.usecases.conftest import CODEBOOK, TEXTS, Add, assert_clean, git
from tracker.errors import CorpusError, DataError, GitError, InputError, TrackerError, UsageError
from tracker.usecases.compare import compare_sides
from tracker.usecases.init import init_corpus
from tracker.usecases.listing import list_corpus
from tracker.usecases.show import outline, show_theme, show_version


def test_a_list_is_in_the_order_of_publication(filled: Path, add: Add) -> None:
    add("charter", TEXTS["2010"], published="1787-09-17")
    (listing,) = list_corpus(filled)
    assert [version.name for version in listing.versions] == ["charter", "1962", "1975", "1987"]
    assert listing.series.title == "Harbour Strategy"
    assert listing.faults == ()


def test_a_broken_file_does_not_hide_the_others(filled: Path) -> None:
    (filled / "corpus/harbours/1975.md").write_text("no front matter\n")
    (listing,) = list_corpus(filled, series="harbours")
    assert [version.name for version in listing.versions] == ["1962", "1987"]
    assert listing.faults == (
        "corpus/harbours/1975.md:1: the file does not begin with front matter between two lines of '---'",
    )


def test_a_list_needs_no_git(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert len(list_corpus(filled)[0].versions) == 3


def test_an_unknown_series_is_named(filled: Path) -> None:
    with pytest.raises(UsageError, match="no series 'ports' in this corpus"):
        list_corpus(filled, series="ports")


def test_show(filled: Path) -> None:
    shown = show_version(filled, "harbours@1975")
    assert shown.text.startswith("# Harbours\n\nEvery port must have two cranes.\nNorthland is a friend.\n")
    assert shown.document.id == "harbours@1975"
    entries = outline(shown.document)
    assert [(entry.section.title, entry.passages, entry.words) for entry in entries] == [("Harbours", 2, 14)]
    assert show_version(filled, "harbours").version.name == "1987"


def test_show_theme(filled: Path) -> None:
    shown = show_theme(filled, "harbours@1975", "northland")
    assert [found.passage.locus for found in shown.passages] == ["§1 ¶1"]
    assert [found.passage.text for found in show_theme(filled, "harbours@1975", "ports/cranes").passages]
    with pytest.raises(UsageError, match="no theme 'northlands' in the codebook test; did you mean northland"):
        show_theme(filled, "harbours", "northlands")
    with pytest.raises(UsageError, match="no sub-theme 'quays' of ports; it has cranes"):
        show_theme(filled, "harbours", "ports/quays")


def test_versions_and_files_are_compared_alike(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(TEXTS["1962"])
    (tmp_path / "new.txt").write_text(TEXTS["1975"])
    in_corpus = compare_sides(["harbours@1962..1975"], directory=tmp_path, root=filled)
    assert (in_corpus.comparison.old.document.id, in_corpus.provenance.new.extractor) == ("harbours@1962", "markdown/3")
    mixed = compare_sides(["harbours@1962", "old.md"], directory=tmp_path, root=filled)
    assert {change.kind for change in mixed.comparison.changes} == {"kept"}
    piped = compare_sides(["old.md", "-"], directory=tmp_path, root=filled, stdin=TEXTS["1975"].encode())
    assert piped.comparison.new.document.id == "standard input"
    assert piped.codebook.id == "test"
    alone = compare_sides(["old.md", "new.txt"], directory=tmp_path)
    assert alone.comparison.old.document.title == "Harbours"
    assert alone.codebook.id != "test"
    version_file = filled / "corpus/harbours/1975.md"
    outside = compare_sides(["old.md", str(version_file)], directory=tmp_path)
    assert outside.comparison.new.document.id == "harbours@1975"


NOT_COMPARED: dict[str, tuple[list[str], type[TrackerError], str]] = {
    "no such file": (["old.md", "none.pdf"], InputError, "none.pdf: no such file"),
    "a folder": (["old.md", "folder"], InputError, "folder is a folder; name a document in it"),
    "one file": (["old.md"], InputError, "old.md"),
    "stdin twice": (["-", "-"], UsageError, "standard input can be one of the two"),
    "no stdin": (["-", "old.md"], UsageError, "standard input was named, but there is none"),
    "unknown series": (["ports@1962..1975"], UsageError, "no series 'ports' in this corpus"),
    "unknown side": (["ports@1962", "old.md"], UsageError, "no series 'ports' in this corpus"),
    "a path alone": (["./old.md"], UsageError, "nothing to compare it with; name OLD and NEW"),
    "three": (["a", "b", "c"], UsageError, "two documents are compared"),
}


@pytest.mark.parametrize(("arguments", "error", "complaint"), NOT_COMPARED.values(), ids=NOT_COMPARED.keys())
def test_what_cannot_be_compared(
    filled: Path, tmp_path: Path, arguments: list[str], error: type[TrackerError], complaint: str
) -> None:
    (tmp_path / "old.md").write_text(TEXTS["1962"])
    (tmp_path / "folder").mkdir()
    with pytest.raises(TrackerError, match=complaint):
        compare_sides(arguments, directory=tmp_path, root=filled)


def test_references_outside_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(TEXTS["1962"])
    with pytest.raises(UsageError, match="not inside a corpus"):
        compare_sides(["harbours@1962..1975"], directory=tmp_path)
    with pytest.raises(InputError, match="harbours@1962: no such file, and not inside a corpus"):
        compare_sides(["harbours@1962", "old.md"], directory=tmp_path)


def test_another_codebook_can_be_named(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(CODEBOOK.replace("id: test", "id: mine"))
    compared = compare_sides(["harbours"], directory=tmp_path, root=filled, codebook_path=tmp_path / "mine.yaml")
    assert compared.codebook.id == "mine"
    with pytest.raises(DataError, match=r"none\.yaml: cannot be read"):
        compare_sides(["harbours"], directory=tmp_path, root=filled, codebook_path=tmp_path / "none.yaml")


def test_a_codebook_extends_only_what_lies_beside_it(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("themes: {}\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "base.yaml").write_text(CODEBOOK)
    for name, complaint in (("../secret.yaml", "lies outside"), (str(tmp_path / "secret.yaml"), "lies outside")):
        (tmp_path / "in" / "mine.yaml").write_text(f"schema: tracker.codebook/1\nid: mine\nextends: ['{name}']\n")
        with pytest.raises(DataError, match=complaint):
            compare_sides(["harbours"], directory=tmp_path, root=filled, codebook_path=tmp_path / "in" / "mine.yaml")
    (tmp_path / "in" / "circle.yaml").symlink_to("circle.yaml")
    for name in ("gone.yaml", "gone\\0.yaml", "x" * 300, ".", "circle.yaml"):
        (tmp_path / "in" / "base.yaml").write_text(f'id: base\nextends:\n  - "{name}"\n')
        (tmp_path / "in" / "mine.yaml").write_text("id: mine\nextends: base.yaml\n")
        with pytest.raises(DataError, match=r"^base.yaml:3: `extends item 1` names `.*`, which cannot be read \("):
            compare_sides(["harbours"], directory=tmp_path, root=filled, codebook_path=tmp_path / "in" / "mine.yaml")
    (tmp_path / "in" / "base.yaml").write_text(CODEBOOK)
    (tmp_path / "in" / "mine.yaml").write_text(
        "schema: tracker.codebook/1\nid: mine\ntitle: Mine\nlanguage: en\nextends: [base.yaml]\n"
    )
    compared = compare_sides(["harbours"], directory=tmp_path, root=filled, codebook_path=tmp_path / "in" / "mine.yaml")
    assert [theme.id for theme in compared.codebook.themes] == ["ports", "northland"]


def test_a_corpus_begins_with_one_commit(tmp_path: Path) -> None:
    begun = init_corpus(tmp_path / "new" / "one", title="Mine", codebook=CODEBOOK)
    assert begun.new_repository
    assert begun.created == (
        *("corpus/.gitattributes", "corpus/codebook.yaml", "corpus/corpus.yaml", "snapshots/.gitattributes"),
    )
    assert git(begun.root, "log", "--format=%s") == "Begin the corpus: Mine"
    assert list_corpus(begun.root) == ()
    assert_clean(begun.root)


def test_a_corpus_inside_a_repository_uses_that(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "staged.txt").write_text("x\n")
    git(tmp_path, "add", "staged.txt")
    begun = init_corpus(tmp_path / "sub", codebook=CODEBOOK)
    assert not begun.new_repository
    assert git(tmp_path, "status", "--porcelain") == "A  staged.txt"


def test_where_no_corpus_can_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    init_corpus(tmp_path / "one", codebook=CODEBOOK)
    with pytest.raises(CorpusError, match="is a corpus already"):
        init_corpus(tmp_path / "one", codebook=CODEBOOK)
    with pytest.raises(CorpusError, match="lies inside the corpus"):
        init_corpus(tmp_path / "one" / "two", codebook=CODEBOOK)
    (tmp_path / "file").write_text("x")
    with pytest.raises(CorpusError, match="file is a file; name a folder"):
        init_corpus(tmp_path / "file", codebook=CODEBOOK)
    for variable in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(variable)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    with pytest.raises(GitError, match="does not know who you are"):
        init_corpus(tmp_path / "three", codebook=CODEBOOK)
    assert not (tmp_path / "three").exists()
    apart = init_corpus(tmp_path / "four", codebook=CODEBOOK, apart=True)
    assert git(apart.root, "log", "-1", "--format=%an") == "tracker"
