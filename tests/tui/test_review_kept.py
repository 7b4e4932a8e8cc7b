"""Where a review is kept: in the corpus or in a file, alone or with others who write there too."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from tests.tui.making import comparison_of, make_corpus, sitting
from tracker.corpus import layout
from tracker.corpus.reviews import Saved, read_review, save_review
from tracker.corpus.store import open_for_writing
from tracker.errors import DataError
from tracker.model.review import Review
from tracker.usecases.reviewstores import Store, corpus_store, file_store


def test_a_plain_file_keeps_it_too(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    desk = sitting(store=file_store(path))
    desk.judge(desk.comparison.shifts[0].id, "flagged")
    desk.save()
    again = sitting(store=file_store(path))
    assert again.is_reviewed(desk.comparison.shifts[0].id)


def test_two_desks_open_at_once_lose_nothing(tmp_path: Path) -> None:
    store = file_store(tmp_path / "r.yaml")
    first, second = sitting(store=store), sitting(store=store)
    ids = [shift.id for shift in first.comparison.shifts[:3]]
    first.judge(ids[0], "accepted")
    second.judge(ids[1], "rejected")
    first.save()
    second.save()
    first.judge(ids[2], "flagged")
    first.save()
    assert all(sitting(store=store).is_reviewed(id) for id in ids)


def test_what_a_colleague_saves_right_after_is_not_lost(tmp_path: Path) -> None:
    kept = file_store(tmp_path / "r.yaml")
    other = sitting(store=kept)
    ids = [shift.id for shift in other.comparison.shifts[:3]]
    other.judge(ids[1], "rejected")

    def save(made: Callable[[Review | None], Review]) -> Saved:
        saved = kept.save(made)
        if other.is_dirty:
            other.save()
        return saved

    mine = sitting(store=Store(kept.load, save))
    mine.judge(ids[0], "accepted")
    mine.save()
    mine.judge(ids[2], "flagged")
    mine.save()
    assert all(sitting(store=kept).is_reviewed(id) for id in ids)


def test_two_desks_that_wait_for_their_turn_lose_nothing(tmp_path: Path) -> None:
    root = make_corpus(tmp_path / "c")
    desks = [sitting(store=corpus_store(root, "s@2018", "s@2022")) for _ in range(2)]
    ids = [shift.id for shift in desks[0].comparison.shifts[:2]]
    for desk, id in zip(desks, ids, strict=True):
        desk.judge(id, "accepted")
    with ThreadPoolExecutor() as pool:
        with open_for_writing(root):
            saved = [pool.submit(desk.save) for desk in desks]
            # Time for both to read what is there before either can write.
            assert not wait(saved, timeout=0.5).done
        assert all(one.result().commit for one in saved)
    found = sitting(store=corpus_store(root, "s@2018", "s@2022"))
    assert all(found.is_reviewed(id) for id in ids)


@pytest.mark.parametrize(
    ("pair", "known_as"),
    [
        pytest.param(("a.txt", "b.txt"), ("a.txt", "b.txt"), id="same"),
        pytest.param(("a.txt", "texts/b.txt"), ("../a.txt", "b.txt"), id="from-another-folder"),
        pytest.param(("s@2018", "s@2022"), ("s@2018", "s@2022"), id="versions"),
    ],
)
def test_a_file_is_read_for_its_own_pair(tmp_path: Path, pair: tuple[str, str], known_as: tuple[str, str]) -> None:
    path = tmp_path / "r.yaml"
    file_store(path, pair).save(lambda present: Review(*pair))
    assert file_store(path, known_as).load() == Review(*pair)


@pytest.mark.parametrize(
    ("pair", "other"),
    [
        pytest.param(("a.txt", "b.txt"), ("a.txt", "c.txt"), id="another"),
        pytest.param(("a.txt", "b.txt"), ("b.txt", "a.txt"), id="swapped"),
        pytest.param(("2018/s.txt", "2022/s.txt"), ("2022/s.txt", "2026/s.txt"), id="same-names"),
        pytest.param(("s@2018", "s@2022"), ("s@2022", "s@2026"), id="versions"),
    ],
)
def test_a_file_is_neither_read_nor_written_for_another_pair(
    tmp_path: Path, pair: tuple[str, str], other: tuple[str, str]
) -> None:
    path = tmp_path / "r.yaml"
    file_store(path, pair).save(lambda present: Review(*pair))
    before = path.read_bytes()
    with pytest.raises(DataError, match=f"is the review of {pair[0]} and {pair[1]}, not of {other[0]}"):
        file_store(path, other).load()
    with pytest.raises(DataError):
        file_store(path, other).save(lambda present: Review(*other))
    assert path.read_bytes() == before


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.yaml", tmp_path / "r.yaml"
    link.symlink_to(kept)
    desk = sitting(store=file_store(link))
    desk.judge(desk.comparison.shifts[0].id, "flagged")
    desk.save()
    assert link.is_symlink()
    assert sitting(store=file_store(kept)).is_reviewed(desk.comparison.shifts[0].id)


def test_no_link_in_a_corpus_leads_a_review_out_of_it(tmp_path: Path) -> None:
    root, outside = make_corpus(tmp_path / "c"), tmp_path / "outside"
    link = root / layout.review_path("s", "2018", "2022")
    link.parent.mkdir()
    link.symlink_to(outside)
    desk = sitting(store=corpus_store(root, "s@2018", "s@2022"))
    desk.judge(desk.comparison.shifts[0].id, "flagged")
    assert "is a symbolic link" in desk.save().warning
    assert not outside.exists()
    assert read_review(root, "s", "2018", "2022") == desk.review


def test_undoing_takes_back_nothing_of_a_colleague(tmp_path: Path) -> None:
    store = file_store(tmp_path / "r.yaml")
    mine, other = sitting(store=store), sitting(store=store)
    first, second = (shift.id for shift in mine.comparison.shifts[:2])
    mine.judge(first, "accepted")
    other.judge(second, "rejected")
    other.save()
    mine.save()
    assert mine.undo()
    mine.save()
    left = sitting(store=store)
    assert not left.is_reviewed(first)
    assert left.is_reviewed(second)


def test_saving_commits_to_the_corpus(tmp_path: Path) -> None:
    root = make_corpus(tmp_path / "c")
    store = corpus_store(root, "s@2018", "s@2022")
    desk = sitting(store=store)
    desk.judge(desk.comparison.shifts[0].id, "accepted")
    saved = desk.save()
    assert saved.commit
    assert _git(root, "status", "--porcelain") == ""
    assert "Review of 2018..2022 (1 entry)" in _git(root, "log", "-1", "--format=%s")
    assert corpus_store(root, "s@2018", "t@2022") is None


@pytest.mark.parametrize("same", [False, True], ids=["different-entries", "same-entry"])
def test_two_reviewers_are_merged(tmp_path: Path, same: bool) -> None:
    """Where git itself cannot, the file with its conflict marks is read as both."""
    root = make_corpus(tmp_path / "c")
    shifts = comparison_of().shifts
    first, second = shifts[0].id, shifts[0 if same else 1].id
    _git(root, "branch", "other")
    _reviewed(root, first, "accepted")
    _git(root, "checkout", "-q", "other")
    _reviewed(root, second, "rejected")
    merged = subprocess.run(["git", "merge", "-q", "-m", "both", "main"], cwd=root, capture_output=True, check=False)
    review = read_review(root, "s", "2018", "2022")
    assert review is not None
    found = {item.id: item for item in review.judgements}
    if same:
        assert merged.returncode
        assert found[first].verdict == "flagged"
        assert "accepted" in found[first].note
        assert "rejected" in found[first].note
    else:
        assert {id: item.verdict for id, item in found.items()} == {first: "accepted", second: "rejected"}
    saved = save_review(root, "s", "2018", "2022", lambda present: review)
    assert "<<<<" not in (root / saved.path).read_text()
    if merged.returncode:
        assert "not committed" in saved.warning


def _reviewed(root: Path, id: str, verdict: str) -> None:
    desk = sitting(store=corpus_store(root, "s@2018", "s@2022"))
    desk.judge(id, verdict)  # type: ignore[arg-type]
    desk.save()


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout.strip()
