"""Removing, correcting, writing changelogs: what a corpus goes through after documents were added."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.usecases.conftest import CODEBOOK, TEXTS, Add, assert_clean, git, tree
from tracker.corpus.frontmatter import read_text, read_version
from tracker.errors import CorpusError, InputError, UsageError
from tracker.model.corpus import Correction
from tracker.usecases.changelog import write_changelogs
from tracker.usecases.correct import NewText, correct_version
from tracker.usecases.remove import remove_version

TEXT = "corpus/harbours/1975.md"


def test_removing_undoes_adding(root: Path, add: Add) -> None:
    add("1962")
    add("1987")
    before = tree(root)
    add("1975")
    removed = remove_version(root, "harbours", "1975", reason="It was a draft.")
    assert tree(root) == before
    assert removed.version.name == "1975"
    assert git(root, "log", "-1", "--format=%B").splitlines() == [
        "harbours 1975: Removed (Harbours)",
        "",
        "It was a draft.",
        "",
        "Series: harbours",
        "Version: 1975",
    ]
    assert_clean(root)


def test_removing_takes_reviews_and_wider_changelogs_along(filled: Path) -> None:
    write_changelogs(filled, series="harbours", pair=("1962", "1987"))
    review = filled / "corpus/harbours/reviews/1962..1987.yaml"
    review.parent.mkdir()
    review.write_text("verdicts: []\n")
    git(filled, "add", str(review))
    git(filled, "commit", "--quiet", "-m", "Review")
    removed = remove_version(filled, "harbours", "1987")
    assert "corpus/harbours/reviews/1962..1987.yaml" in removed.deleted
    assert "corpus/harbours/changes/1962..1987.md" in removed.deleted
    assert_clean(filled)


def test_the_last_version_can_go_and_come_again(root: Path, add: Add) -> None:
    add("1962")
    before = tree(root)
    remove_version(root, "harbours", "1962")
    assert sorted(tree(root)) == [
        *("corpus/.gitattributes", "corpus/codebook.yaml", "corpus/corpus.yaml", "corpus/harbours/series.yaml"),
        "snapshots/.gitattributes",
    ]
    add("1962")
    assert tree(root) == before


def test_a_corrected_text_is_our_change(filled: Path) -> None:
    snapshot = read_version(filled, "harbours", "1975").snapshot
    text = TEXTS["1975"].replace("two cranes", "ten cranes").encode()
    new = NewText("the number was misread", text=b"---\nversion: 1975\n---\n\r\n" + text, date="2020-03-04")
    corrected = correct_version(filled, "harbours", "1975", new)
    assert "ten cranes" in read_text(filled, "harbours", "1975")
    version = read_version(filled, "harbours", "1975")
    assert version == corrected.version
    assert version.corrections == (Correction("the number was misread", "2020-03-04"),)
    assert version.snapshot == snapshot
    assert (filled / f"snapshots/harbours/1975/{snapshot}.md").read_bytes() == TEXTS["1975"].encode()
    assert corrected.changelogs == (
        "corpus/harbours/CHANGELOG.md",
        "corpus/harbours/changes/1962..1975.md",
        "corpus/harbours/changes/1975..1987.md",
    )
    for pair in ("1962..1975", "1975..1987"):
        assert "the number was misread" in (filled / f"corpus/harbours/changes/{pair}.md").read_text()
    assert git(filled, "log", "-1", "--format=%s%n%(trailers:key=Correction)").splitlines()[:2] == [
        "harbours 1975: Correct our text",
        "Correction: the number was misread",
    ]
    assert_clean(filled)


def test_a_file_edited_in_place_is_taken_as_the_correction(filled: Path) -> None:
    path = filled / TEXT
    path.write_text(
        path.read_text().replace("two cranes", "ten cranes").replace("title: Harbours", "title: Our harbours")
    )
    git(filled, "add", TEXT)
    corrected = correct_version(filled, "harbours", "1975", NewText("misread"))
    assert corrected.version.title == "Our harbours"
    assert "ten cranes" in git(filled, "show", f"HEAD:{TEXT}")
    assert git(filled, "log", "-1", "--format=%s") == "harbours 1975: Correct our text and title"
    assert_clean(filled)


def test_a_corrected_date_moves_the_version_in_time(filled: Path) -> None:
    correct_version(filled, "harbours", "1975", NewText("misdated", published="1990-01"))
    assert sorted(path.name for path in (filled / "corpus/harbours/changes").iterdir()) == [
        "1962..1987.md",
        "1987..1975.md",
    ]
    assert git(filled, "log", "-1", "--format=%s") == "harbours 1975: Correct our date of publication"
    correct_version(filled, "harbours", "1975", NewText("it was right", published="1975"))
    assert [len(read_version(filled, "harbours", name).corrections) for name in ("1962", "1975")] == [0, 2]


def test_sentence_breaks_made_by_hand_are_kept(filled: Path) -> None:
    copy = read_text(filled, "harbours", "1975").replace("cranes.\nNorthland", "cranes. Northland")
    (filled / TEXT).write_text((filled / TEXT).read_text().replace("cranes.\nNorthland", "cranes. Northland"))
    correct_version(filled, "harbours", "1975", NewText("one sentence"))
    assert read_text(filled, "harbours", "1975") == copy


def test_an_edit_of_where_the_text_came_from_is_refused(filled: Path) -> None:
    path = filled / TEXT
    edited = path.read_text().replace("extractor: markdown/3", "extractor: markdown/9")
    path.write_text(edited)
    with pytest.raises(UsageError, match=r"1975\.md: extractor cannot be corrected"):
        correct_version(filled, "harbours", "1975", NewText("why not"))
    assert path.read_text() == edited


REFUSED = {
    "no reason": (NewText("  ", text=b"# A\n\nB.\n"), UsageError, "needs a reason"),
    "nothing new": (NewText("x", text=TEXTS["1975"].encode()), UsageError, "harbours@1975: nothing to correct"),
    "not edited": (NewText("x"), UsageError, "nothing to correct"),
    "bad date": (NewText("x", published="soon"), UsageError, "the date of publication 'soon' is not"),
    "bad day": (NewText("x", text=b"# A\n", date="1.1.2020"), UsageError, "the date of the correction"),
    "empty": (NewText("x", text=b"\n"), InputError, "the corrected text is empty; .*tracker remove"),
    "not UTF-8": (NewText("x", text=b"# A\n\n\xff\n"), InputError, r"1975\.md:3: the corrected text is not UTF-8"),
}


@pytest.mark.parametrize(("new", "error", "complaint"), REFUSED.values(), ids=REFUSED.keys())
def test_corrections_refused(root: Path, add: Add, new: NewText, error: type[Exception], complaint: str) -> None:
    add("1975")
    before = tree(root)
    with pytest.raises(error, match=complaint):
        correct_version(root, "harbours", "1975", new)
    assert tree(root) == before


def test_what_is_not_there_cannot_be_removed_or_corrected(root: Path, add: Add) -> None:
    add("1975")
    with pytest.raises(UsageError, match="no version '1974' of harbours; did you mean 1975"):
        remove_version(root, "harbours", "1974")
    with pytest.raises(UsageError, match="no series 'ports' in this corpus"):
        correct_version(root, "ports", "1975", NewText("x", title="y"))


def test_an_uncommitted_edit_stands_in_the_way(filled: Path) -> None:
    path = filled / TEXT
    path.write_text(path.read_text() + "\nBy hand.\n")
    for deed in (
        lambda: remove_version(filled, "harbours", "1975"),
        lambda: correct_version(filled, "harbours", "1975", NewText("x", title="Other")),
    ):
        with pytest.raises(CorpusError, match=r"corpus/harbours/1975\.md has changes that are not committed; commit"):
            deed()
    assert path.read_text().endswith("By hand.\n")


def test_changelogs_that_are_right_are_left_alone(filled: Path) -> None:
    before = git(filled, "rev-parse", "HEAD")
    done = write_changelogs(filled)
    assert (done.written, done.deleted, done.commit, done.warnings) == ((), (), None, ())
    assert len(done.current) == 3
    assert git(filled, "rev-parse", "HEAD") == before


def test_a_changed_codebook_shows_in_all_changelogs(filled: Path) -> None:
    codebook = filled / "corpus/codebook.yaml"
    codebook.write_text(CODEBOOK.replace("title: Ports", "title: Ports and quays"))
    done = write_changelogs(filled, series="harbours")
    assert done.warnings == ("corpus/codebook.yaml has changes that are not committed; the changelogs rest on it",)
    assert len(done.written) == 3
    assert "Ports and quays" in (filled / "corpus/harbours/CHANGELOG.md").read_text()
    assert git(filled, "status", "--porcelain") == " M corpus/codebook.yaml".strip("\n")
    assert git(filled, "log", "-1", "--format=%s") == "harbours: Changelogs"


def test_lost_and_stray_changelogs_are_put_right(filled: Path) -> None:
    before = tree(filled)
    changes = filled / "corpus/harbours/changes"
    (changes / "1962..1975.md").unlink()
    (changes / "1950..1962.md").write_text("stray\n")
    (filled / "corpus/harbours/CHANGELOG.md").write_text("scribbled\n")
    git(filled, "add", "--all")
    git(filled, "commit", "--quiet", "-m", "Harm")
    done = write_changelogs(filled, series="harbours")
    assert done.deleted == ("corpus/harbours/changes/1950..1962.md",)
    assert tree(filled) == before


def test_a_pair_that_are_no_neighbours_stays_current(filled: Path, add: Add) -> None:
    wide = "corpus/harbours/changes/1962..1987.md"
    done = write_changelogs(filled, series="harbours", pair=("1962", "1987"))
    assert done.written == (wide,)
    assert git(filled, "log", "-1", "--format=%s") == "harbours: Changelog 1962..1987"
    correct_version(filled, "harbours", "1987", NewText("x", text=b"# Harbours\n\nThe port is shut.\n"))
    assert "The port is shut" in (filled / wide).read_text()
    add("1999")
    assert (filled / wide).exists()


@pytest.mark.parametrize("pair", [("1987", "1962"), ("1962", None)], ids=["swapped", "open"])
def test_a_pair_is_called_by_its_versions_in_time(filled: Path, pair: tuple[str, str | None]) -> None:
    done = write_changelogs(filled, series="harbours", pair=pair)
    assert done.written == ("corpus/harbours/changes/1962..1987.md",)
    assert git(filled, "log", "-1", "--format=%s") == "harbours: Changelog 1962..1987"


def test_what_was_remembered_is_never_needed(filled: Path, add: Add) -> None:
    memory = filled / ".git/tracker/memory"
    files = list(memory.iterdir())
    assert files
    for file in files:
        file.write_text('{"a": {"themes": 3}}')
    add("1999")
    assert write_changelogs(filled).commit is None


def test_a_title_that_shows_nothing_is_none(filled: Path) -> None:
    before = read_version(filled, "harbours", "1962")
    with pytest.raises(UsageError, match="nothing to correct"):
        correct_version(filled, "harbours", "1962", NewText("A slip.", title="\u00ad", source=" "))
    assert read_version(filled, "harbours", "1962") == before
