"""Adding: one commit with everything, in any order, and one clear line where it cannot be."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from tests.extract.docxs import docx, p
from tests.extract.pdfs import lines, pdf
from tests.usecases.conftest import CODEBOOK, SERIES, TEXTS, Add, assert_clean, git, tree
from tracker.corpus.frontmatter import read_version
from tracker.corpus.settings import read_series
from tracker.corpus.versions import list_versions
from tracker.errors import DataError, InputError, TrackerError, UsageError
from tracker.model.corpus import Series
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.init import init_corpus
from tracker.usecases.verify import verify_corpus

NEW = NewVersion("harbours", "1962", TEXTS["1962"].encode(), "1962.md")


def test_one_commit_holds_snapshot_text_and_changelogs(root: Path, add: Add) -> None:
    add("1962")
    added = add("1987", published="1987-05-01", source="https://example.org/1987", retrieved="2020-02-03")
    digest = hashlib.sha256(TEXTS["1987"].encode()).hexdigest()
    assert git(root, "show", "--name-only", "--format=%s%n%n%(trailers:only)", "HEAD").split() == [
        *"harbours 1987: Harbours of tomorrow (published 1987-05-01)".split(),
        *f"Series: harbours Version: 1987 Snapshot: {digest} Extractor: markdown/3".split(),
        "corpus/harbours/1987.md",
        "corpus/harbours/CHANGELOG.md",
        "corpus/harbours/changes/1962..1987.md",
        f"snapshots/harbours/1987/{digest}.md",
    ]
    assert (root / added.snapshot_path).read_bytes() == TEXTS["1987"].encode()
    assert read_version(root, "harbours", "1987") == added.version
    assert added.commit == git(root, "rev-parse", "HEAD")
    assert added.comparison is not None
    assert added.comparison.new.document.id == "harbours@1987"
    assert (added.before and added.before.name, added.after, added.new_series) == ("1962", None, False)
    assert_clean(root)


def test_a_word_document_goes_in_and_proves_true(root: Path, add: Add) -> None:
    add("1962")
    data = docx(p("Harbours", "berschrift1"), p("Every port must have six cranes."), p("Northland", item=(1, 0)))
    added = add_version(root, NewVersion("harbours", "1970", data, "plan.docx"))
    assert added.snapshot_path.endswith(".docx")
    assert (
        (root / added.path).read_text().endswith("# Harbours\n\nEvery port must have six cranes.\n\n- 1. Northland\n")
    )
    assert added.version.extractor == "docx/3"
    assert added.comparison is not None
    assert verify_corpus(root).faults == ()


def test_a_version_in_the_middle_changes_both_pairs(root: Path, add: Add) -> None:
    add("1962")
    add("1999")
    assert (root / "corpus/harbours/changes/1962..1999.md").exists()
    added = add("1987")
    assert (added.before and added.before.name, added.after and added.after.name) == ("1962", "1999")
    assert sorted(path.name for path in (root / "corpus/harbours/changes").iterdir()) == [
        "1962..1987.md",
        "1987..1999.md",
    ]
    assert added.changelogs == (
        "corpus/harbours/CHANGELOG.md",
        "corpus/harbours/changes/1962..1987.md",
        "corpus/harbours/changes/1987..1999.md",
    )
    assert_clean(root)


def test_a_pair_that_was_reviewed_keeps_its_changelog(root: Path, add: Add) -> None:
    add("1962")
    add("1999")
    review = root / "corpus/harbours/reviews/1962..1999.yaml"
    review.parent.mkdir()
    review.write_text("verdicts: []\n")
    git(root, "add", str(review))
    git(root, "commit", "--quiet", "-m", "Review")
    add("1987")
    assert (root / "corpus/harbours/changes/1962..1999.md").exists()


def test_the_order_of_adding_leaves_no_trace(tmp_path: Path) -> None:
    trees = []
    for number, names in enumerate(list(permutations(["1962", "1975", "1987", "1999"]))[::5]):
        root = tmp_path / str(number)
        init_corpus(root, title="Test", codebook=CODEBOOK)
        for name in names:
            add_version(root, NewVersion("harbours", name, TEXTS[name].encode(), f"{name}.md"), series=SERIES)
        trees.append(tree(root))
    assert all(other == trees[0] for other in trees)


def test_dates_come_from_the_call_the_document_or_the_name(add: Add) -> None:
    assert add("1962", published="1961-12-31").dated_by == "call"
    by_name = add("1975")
    assert (by_name.version.published, by_name.dated_by) == ("1975", "name")


def test_a_version_that_cannot_be_dated_is_refused(root: Path, add: Add) -> None:
    with pytest.raises(UsageError, match=r"cannot tell when harbours@draft was published.*--date"):
        add("draft", TEXTS["1962"])
    assert add("draft", TEXTS["1962"], published="1961").version.published == "1961"


def test_two_versions_of_one_day_are_ordered_by_name(add: Add) -> None:
    add("b", TEXTS["1962"], published="1962-01-01")
    added = add("a", TEXTS["1975"], published="1962-01-01")
    assert added.after is not None
    assert added.after.name == "b"


def test_a_title_is_taken_from_the_call_the_document_or_the_series(root: Path, add: Add) -> None:
    assert add("1962", title=" Harbours\n of old ").version.title == "Harbours of old"
    assert add("1975").version.title == "Harbours"
    plain = NewVersion("harbours", "1987", b"OVERVIEW\n\nPorts should have cranes.\n", "1987.txt")
    assert add_version(root, plain).version.title == "Harbour Strategy 1987"


def test_a_long_title_without_blanks_is_shortened_by_its_characters(root: Path, add: Add) -> None:
    add("1962", title="海洋强国建设" * 10)
    subject = git(root, "log", "-1", "--format=%s").strip()
    assert subject == f"harbours 1962: {'海洋强国建设' * 7}海洋强国 … (published 1962)"


def test_long_titles_are_shortened_in_the_subject_only(root: Path, add: Add) -> None:
    title = "The Strategy of the Republic for Its Harbours, Ports, Quays, Cranes and All That Floats"
    add("1962", title=title)
    subject, body = git(root, "log", "-1", "--format=%s%n%b").splitlines()[:2]
    assert subject == "harbours 1962: The Strategy of the Republic for Its Harbours, … (published 1962)"
    assert body == title


def test_a_series_gets_its_id_as_title_where_nothing_else_is_said(root: Path) -> None:
    added = add_version(root, replace(NEW, series="other"))
    assert added.new_series
    assert (root / "corpus/other/series.yaml").read_text() == "title: other\n"


REFUSED = {
    "same name": (
        replace(NEW, data=b"# Other\n\nText.\n"),
        UsageError,
        "harbours@1962 exists already; .*tracker correct",
    ),
    "same bytes": (replace(NEW, name="1963"), UsageError, r"in the corpus already, as harbours@1962 \(Harbours\)"),
    "name differs in capitals": (
        replace(NEW, series="Harbours", name="1963", data=b"x"),
        UsageError,
        "differs from 'harbours' only in capitals",
    ),
    "bad name": (replace(NEW, name="../1963"), UsageError, r"version name '\.\./1963' may hold only"),
    "option as name": (replace(NEW, name="--all"), UsageError, "version name '--all' may hold only"),
    "bad date": (replace(NEW, name="1963", published="31.12.1963"), UsageError, "'31.12.1963' is not a date such as"),
    "no such day": (replace(NEW, name="1963", published="1963-02-29"), UsageError, "'1963-02-29' is not a day"),
    "bad language": (
        replace(NEW, name="1963", language="Old English"),
        UsageError,
        "'Old English' is not a language tag",
    ),
    "empty": (replace(NEW, name="1963", data=b"", file_name="x.txt"), InputError, "x.txt is empty"),
    "blank": (replace(NEW, name="1963", data=b" \n\t\n"), InputError, "empty"),
    "binary": (replace(NEW, name="1963", data=b"\x7fELF\0\0\1"), InputError, "program"),
}


@pytest.mark.parametrize(("new", "error", "complaint"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_one_line_and_nothing_changed(
    root: Path, add: Add, new: NewVersion, error: type[TrackerError], complaint: str
) -> None:
    add("1962")
    before = tree(root), git(root, "rev-parse", "HEAD")
    with pytest.raises(error, match=complaint) as caught:
        add_version(root, new)
    assert "\n" not in str(caught.value)
    assert (tree(root), git(root, "rev-parse", "HEAD")) == before
    assert_clean(root)


def test_a_broken_codebook_or_neighbour_is_named_and_nothing_changes(root: Path, add: Add) -> None:
    add("1962")
    codebook = root / "corpus/codebook.yaml"
    codebook.write_text(CODEBOOK.replace("title: Ports", "titel: Ports"))
    before = tree(root)
    with pytest.raises(DataError, match=r"corpus/codebook\.yaml:7"):
        add("1975")
    assert tree(root) == before
    codebook.write_text(CODEBOOK)
    text = root / "corpus/harbours/1962.md"
    text.write_text(text.read_text().replace("published: '1962'", "published: soon"))
    with pytest.raises(DataError, match=r"corpus/harbours/1962\.md:5: published 'soon'"):
        add("1975")


def test_a_heading_that_was_never_closed_gives_a_title_that_can_be_read(root: Path) -> None:
    page = "<html><body><h1>Ports and cranes " + "for each and every harbour " * 5_000 + "</body></html>"
    title = add_version(root, NewVersion("harbours", "1962", page.encode(), "plan.html")).version.title
    assert title.startswith("Ports and cranes for each")
    assert title.endswith(" …")
    assert 280 < len(title) <= 300
    data = pdf([lines(["Every port must have a crane."])], title="Ports and cranes " + "x" * 70_000)
    add_version(root, NewVersion("harbours", "1975", data, "plan.pdf"))
    assert [version.title for version in list_versions(root, "harbours")] == [title, "Ports and cranes …"]
    assert verify_corpus(root).faults == ()


@pytest.mark.parametrize("what", ["title", "source"])
def test_particulars_that_could_not_be_read_again_are_not_written(root: Path, add: Add, what: str) -> None:
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(DataError, match="the front matter is longer than 64 KiB"):
        add("1962", **{what: "x" * 70_000})
    assert git(root, "rev-parse", "HEAD") == before
    assert_clean(root)


@pytest.mark.parametrize(("stated", "kept"), [("en_US", "en-US"), ("English language", "en"), ("x" * 70_000, "en")])
def test_a_language_that_is_stated_wrongly_is_no_part_of_the_version(root: Path, stated: str, kept: str) -> None:
    text = "Every port must have a crane and it is the duty of all of us to see to it that they have one of them."
    page = f'<html lang="{stated}"><body><p>{text}</p></body></html>'
    add_version(root, NewVersion("harbours", "1962", page.encode(), "plan.html"))
    assert read_version(root, "harbours", "1962").language == kept


@pytest.mark.parametrize("given", ["Harbour\nStrategy", " Harbour Strategy\r\n", "Harbour\u2028Strategy"])
def test_what_is_said_of_a_new_series_stands_on_a_line(root: Path, given: str) -> None:
    series = Series("harbours", given, issuer=given, homepage=given)
    add_version(root, NewVersion("harbours", "1962", TEXTS["1962"].encode(), "1962.md"), series=series)
    kept = read_series(root, "harbours")
    assert (kept.title, kept.issuer, kept.homepage) == ("Harbour Strategy",) * 3


def test_what_is_blank_is_not_said_and_lost_bytes_are_shown(root: Path) -> None:
    series = Series("harbours", " ", issuer="\t", homepage="\udcff")
    add_version(root, NewVersion("harbours", "1962", TEXTS["1962"].encode(), "1962.md"), series=series)
    kept = read_series(root, "harbours")
    assert (kept.title, kept.issuer, kept.homepage) == ("harbours", None, "⟨U+DCFF⟩")
