"""Reviews: every deed undoable and savable, placed again in altered texts, merged by git; a comparison's laws kept."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from tests.tui.making import NEW, OLD, codebook, comparison_of, make_corpus
from tracker.corpus.reviewform import parse_review, write_review
from tracker.corpus.reviews import Saved, read_review, save_review
from tracker.corpus.store import open_for_writing
from tracker.errors import DataError, UsageError
from tracker.model.comparison import Comparison
from tracker.model.review import Review
from tracker.report.verdicts import orphan_line
from tracker.usecases.review import Sitting
from tracker.usecases.reviewstores import Store, corpus_store, file_store


def sitting(comparison: Comparison | None = None, store: Store | None = None) -> Sitting:
    return Sitting(comparison or comparison_of(), codebook(), store)


def change_id(comparison: Comparison, kind: str, number: int = 0) -> str:
    return [change.id for change in comparison.changes if change.kind == kind][number]


def check_laws(comparison: Comparison) -> None:
    for side, document in (("old", comparison.old.document), ("new", comparison.new.document)):
        loci = [locus for change in comparison.changes for locus in getattr(change, side)]
        assert set(loci) == {passage.locus for passage in document.passages}
        beads = [s for change in comparison.changes for bead in change.beads for s in getattr(bead, side)]
        assert sorted(beads) == sorted(sentence.locus for sentence in document.sentences())
    assert len({change.id for change in comparison.changes}) == len(comparison.changes)


def test_a_verdict_given_twice_is_taken_back() -> None:
    desk = sitting()
    id = desk.comparison.shifts[0].id
    desk.judge(id, "accepted")
    assert desk.is_reviewed(id)
    assert desk.is_dirty
    desk.judge(id, "accepted")
    assert not desk.is_reviewed(id)
    assert desk.review.is_empty


def test_every_deed_can_be_undone() -> None:
    desk = sitting()
    before = desk.comparison
    id = change_id(before, "reworded")
    desk.judge(id, "flagged")
    desk.note(id, "look again")
    desk.part(id)
    desk.retag("old", "§2 ¶1", frozenset({"china"}))
    for _ in range(4):
        assert desk.undo()
    assert not desk.undo()
    assert desk.review.is_empty
    assert desk.comparison == before


def test_parting_and_joining_keep_the_laws() -> None:
    desk = sitting()
    parted = change_id(desk.comparison, "reworded")
    change = next(c for c in desk.comparison.changes if c.id == parted)
    desk.part(parted)
    check_laws(desk.comparison)
    kinds = [c.kind for c in desk.comparison.changes if c.old == change.old or c.new == change.new]
    assert sorted(kinds) == ["added", "removed"]
    desk.join(change.old[0], change.new[0])
    check_laws(desk.comparison)
    assert any(c.kind == "reworded" and c.old == change.old for c in desk.comparison.changes)


def test_joining_strangers_makes_them_counterparts_without_marks() -> None:
    desk = sitting()
    old = next(c for c in desk.comparison.changes if c.kind == "removed")
    new = next(c for c in desk.comparison.changes if c.kind == "added")
    desk.join(old.old[0], new.new[0])
    check_laws(desk.comparison)
    joined = next(c for c in desk.comparison.changes if c.old == old.old and c.new == new.new)
    assert joined.kind == "counterpart"
    assert [edit.op for edit in joined.edits] == ["-", "+"]


def test_what_stands_alone_cannot_be_parted() -> None:
    desk = sitting()
    with pytest.raises(UsageError):
        desk.part(change_id(desk.comparison, "added"))


def test_retagging_moves_a_passage_between_themes() -> None:
    desk = sitting()
    border = next(c for c in desk.comparison.changes if c.kind == "added")
    assert border.themes == ()
    desk.retag("new", border.new[0], frozenset({"korea"}))
    assert next(c for c in desk.comparison.changes if c.kind == "added").themes == ("korea",)
    share = next(theme for theme in desk.comparison.themes if theme.id == "korea").new.passages
    assert share == next(theme for theme in comparison_of().themes if theme.id == "korea").new.passages + 1
    desk.retag("new", border.new[0], frozenset())
    assert desk.review.is_empty


def _worked() -> tuple[Sitting, list[Review]]:
    kept: list[Review] = []

    def save(made: Callable[[Review | None], Review]) -> Saved:
        kept.append(made(None))
        return Saved("r.yaml", None)

    desk = sitting(store=Store(load=lambda: None, save=save))
    desk.judge(desk.comparison.shifts[0].id, "accepted")
    desk.note(desk.comparison.shifts[1].id, 'Two lines:\n- and "quotes" #here')
    desk.judge(change_id(desk.comparison, "removed"), "rejected")
    desk.part(change_id(desk.comparison, "reworded"))
    desk.retag("new", "§2 ¶2", frozenset({"china"}))
    desk.save()
    return desk, kept


def _only_read(review: Review) -> Store:
    return Store(load=lambda: review, save=lambda made: Saved("", None))


def test_the_file_says_all_of_it_and_reads_back() -> None:
    desk, kept = _worked()
    data = write_review(kept[0])
    read = parse_review(data.decode(), source="r.yaml")
    assert write_review(read) == data
    assert set(read.judgements) == set(desk.review.judgements)
    assert (read.repairings, read.retaggings) == (desk.review.repairings, desk.review.retaggings)
    assert not desk.is_dirty


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("schema: tracker.review/9\nold: a\nnew: b\n", "r.yaml:1: schema", id="schema"),
        pytest.param("schema: tracker.review/1\nold: a\nnew: b\nverdicts: []\n", "r.yaml:4: verdicts", id="key"),
        pytest.param(
            "schema: tracker.review/1\nold: a\nnew: b\njudgements:\n- change: c-1\n  kind: added\n  verdict: yes\n",
            "r.yaml:7: verdict",
            id="verdict",
        ),
        pytest.param("schema: tracker.review/1\nold: a\nnew: b\npairings:\n- deed: part\n", "r.yaml:5", id="pairing"),
    ],
)
def test_a_broken_file_is_told_by_line(text: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        parse_review(text, source="r.yaml")


def test_all_of_it_finds_its_place_after_a_new_extraction() -> None:
    """Other sentence breaks, typography, numbering and a passage more in front; the words the same."""
    _, kept = _worked()
    altered_old = OLD.replace("# A Strategy", "# A Strategy\n\nA new first passage that was lost before.").replace(
        "'", "’"
    )
    altered_new = NEW.replace("We must deter China", "We must  deter China").replace("first, and", "first —and")
    comparison = comparison_of(altered_old, altered_new)
    desk = sitting(comparison, _only_read(kept[0]))
    assert desk.orphans == ()
    assert sum(desk.is_reviewed(shift.id) for shift in desk.comparison.shifts) == 1
    assert sum(desk.is_reviewed(change.id) for change in desk.comparison.changes) == 1
    check_laws(desk.comparison)


def test_what_cannot_be_placed_is_kept_as_an_orphan() -> None:
    _, kept = _worked()
    gone = "# Other\n\nThis text has nothing to do with any of the words before.\n"
    desk = sitting(comparison_of(gone, gone + "\nNor has this.\n"), _only_read(kept[0]))
    assert len(desk.orphans) == len(kept[0].judgements) + len(kept[0].repairings) + len(kept[0].retaggings)
    assert all(orphan_line(orphan) for orphan in desk.orphans)
    assert set(desk.review.judgements) == set(kept[0].judgements)
    assert desk.review.repairings == kept[0].repairings


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
