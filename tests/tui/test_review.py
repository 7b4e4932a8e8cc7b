"""Reviews: every deed undoable and savable, placed again in altered texts; a comparison's laws kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.making import NEW, OLD, comparison_of, sitting
from tracker.corpus.reviewform import parse_review, write_review
from tracker.corpus.reviews import Saved
from tracker.errors import DataError, UsageError
from tracker.model.comparison import Comparison
from tracker.model.review import Review
from tracker.report.verdicts import orphan_line
from tracker.usecases.review import Sitting
from tracker.usecases.reviewstores import Store


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
        pytest.param("schema: tracker.review/1\nold: a\n", "r.yaml:1: new is missing", id="pair"),
        pytest.param(
            "schema: tracker.review/1\nold: a\nnew: b\npairings:\n- deed: part\n  old:\n    before: x\n",
            "r.yaml:6: quote is missing from old",
            id="anchor",
        ),
        pytest.param(
            "schema: tracker.review/1\nold: a\nnew: b\ntags: [x]\n", "r.yaml:4: an entry of tags is not", id="entry"
        ),
    ],
)
def test_a_broken_file_is_told_by_line_and_what_to_do(text: str, says: str) -> None:
    with pytest.raises(DataError, match=says) as raised:
        parse_review(text, source="r.yaml")
    assert raised.value.remedy


@pytest.mark.parametrize("base", ["", "||||||| 1a2b3c4\n- change: c-3\n  kind: added\n  verdict: rejected\n"])
def test_both_sides_of_a_conflict_are_read_and_not_what_they_come_from(base: str) -> None:
    text = (
        "schema: tracker.review/1\nold: a\nnew: b\njudgements:\n<<<<<<< HEAD\n- change: c-1\n  kind: added\n"
        f"  verdict: accepted\n{base}=======\n- change: c-2\n  kind: added\n  verdict: flagged\n>>>>>>> theirs\n"
    )
    found = parse_review(text, source="r.yaml")
    assert {item.id: item.verdict for item in found.judgements} == {"c-1": "accepted", "c-2": "flagged"}


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
