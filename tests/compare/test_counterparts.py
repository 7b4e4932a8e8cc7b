"""Counterparts: passages of both sides, newly written, on the same point within a theme."""

from __future__ import annotations

from tests.compare.making import compared, document, starter_codebook
from tracker.model.comparison import Change, Comparison

OLD = [
    "# Asia",
    "We support the defense of Taiwan under the Taiwan Relations Act and seek no change to the status quo.",
    "Our trade with China grows as China enters the World Trade Organization.",
    "Human rights in China remain a concern, and we say so in Beijing.",
]
NEW = [
    "# The Pacific",
    "Beijing must honor what it promised the World Trade Organization and open its markets to trade.",
    "China and Taiwan have to settle their differences over the status quo without coercion.",
    "China denies its people human rights and locks up dissidents.",
]


def counterparts(comparison: Comparison) -> list[Change]:
    return [change for change in comparison.changes if change.kind == "counterpart"]


def words(comparison: Comparison, change: Change) -> tuple[str, str]:
    old = {passage.locus: passage.text for passage in comparison.old.document.passages}
    new = {passage.locus: passage.text for passage in comparison.new.document.passages}
    return old[change.old[0]], new[change.new[0]]


def passages_of(comparison: Comparison, change: Change) -> list[str]:
    sides = ((comparison.old, change.old), (comparison.new, change.new))
    return [p.text for tagged, loci in sides for p in tagged.document.passages if p.locus in loci]


def test_passages_on_one_sub_theme_meet() -> None:
    found = compared(document(OLD), document(NEW), starter_codebook())
    pairs = {words(found, change) for change in counterparts(found)}
    assert {(OLD[1], NEW[2]), (OLD[2], NEW[1]), (OLD[3], NEW[3])} <= pairs


def test_comparing_the_other_way_round_joins_the_same_passages() -> None:
    codebook = starter_codebook()
    there = compared(document(OLD), document(NEW), codebook)
    back = compared(document(NEW), document(OLD), codebook)
    assert {words(there, change) for change in counterparts(there)} == {
        words(back, change)[::-1] for change in counterparts(back)
    }


def test_what_has_nothing_in_common_is_not_joined() -> None:
    old = ["China's navy sails the far seas."]
    new = ["Tourists from Beijing visited several museums this summer."]
    assert not counterparts(compared(document(old), document(new), starter_codebook()))


def test_a_kept_passage_needs_no_counterpart() -> None:
    found = compared(document(OLD), document([*OLD, NEW[3]]), starter_codebook())
    assert not counterparts(found)
    assert [change.kind for change in found.changes if change.new and not change.old] == ["added"]


def test_a_passage_that_is_answered_on_one_theme_alone_is_gone_on_its_others() -> None:
    both = f"{OLD[1]} North Korea has built a navy of its own."
    for old, new, kind in (([both, *OLD[2:]], NEW, "removed"), (NEW, [both, *OLD[2:]], "added")):
        found = compared(document(old), document(new), starter_codebook())
        at = {change.kind: change for change in found.changes if both in passages_of(found, change)}
        assert "korea" not in at["counterpart"].themes
        assert "korea" in at[kind].themes
        assert "china" not in at[kind].themes
        assert at[kind].beads == ()


FAIR = "We work for peace in the region, for open seas, for fair trade among all nations and for the rule of law."
SPOKEN = "We also speak with China."
ENDING = "Much remains to be done before the year is out."


def test_of_a_passage_cut_up_a_piece_on_another_theme_stands_by_itself() -> None:
    found = compared(document([f"{FAIR} {SPOKEN} {ENDING}"]), document([FAIR, SPOKEN, ENDING]), starter_codebook())
    loci = {passage.text: passage.locus for passage in found.new.document.passages}
    (on_china,) = [change for change in found.changes if "china" in change.themes]
    assert on_china.new == (loci[SPOKEN],)
    assert [change.new for change in found.changes if change.kind == "split"] == [(loci[FAIR], loci[ENDING])]
    assert "substantive" not in {change.significance for change in found.changes}


def test_a_group_stays_whole_under_a_theme_that_most_of_it_has() -> None:
    first, second = "China must keep what was agreed upon last year.", "We also speak with China about much else."
    found = compared(document([first, second]), document([f"{first} {second}"]), starter_codebook())
    (change,) = found.changes
    assert change.kind == "merged"
    assert "china" in change.themes
