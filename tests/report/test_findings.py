"""What a report spells out of a comparison, what it gives by place, and that it leaves nothing out unsaid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tracker.model.comparison import Change, Comparison, Edit
from tracker.model.document import Sentence, Span
from tracker.report import markdown
from tracker.report.excerpt import Detail, excerpt, listed_pairs, opening, revised_text, without_long_kept_runs
from tracker.report.findings import findings_by_theme, findings_without_theme, headlines, home_theme
from tracker.report.markdown import changelog_markdown
from tracker.report.phrases import pair_places, places
from tracker.report.sides import Run, Side, sides_of

from .sample import COMPARISON
from .sample_texts import PROVENANCE

OLD, NEW = sides_of(COMPARISON)


def counterpart(id: str, old: str, new: str, score: float, *shifts: str) -> Change:
    template = COMPARISON.changes[0]
    return replace(
        template,
        id=id,
        old=(old,),
        new=(new,),
        beads=(),
        edits=(),
        score=score,
        themes=("ports",),
        subtheme=None,
        shifts=shifts,
    )


def pairs_of(*changes: Change) -> tuple[list[str], list[str]]:
    [ports] = findings_by_theme(replace(COMPARISON, changes=changes), OLD, NEW, only=["ports"])
    [cell] = ports.cells
    return [change.id for change in cell.pairs], [change.id for change in cell.related]


def test_the_nearest_counterpart_of_each_passage_is_worth_its_text() -> None:
    pairs, related = pairs_of(
        counterpart("c-a", "§2 ¶1", "§2 ¶1", 0.6),
        counterpart("c-b", "§2 ¶1", "§2 ¶3", 0.4),
        counterpart("c-c", "§2 ¶3", "§2 ¶1", 0.35),
        counterpart("c-d", "§2 ¶3", "§2 ¶3", 0.3),
    )
    assert pairs == ["c-a", "c-b", "c-c"]
    assert related == ["c-d"]


def test_counterparts_of_a_passage_that_was_carried_over_are_given_by_place() -> None:
    revised = COMPARISON.changes[4]
    pairs, related = pairs_of(revised, counterpart("c-a", "§2 ¶1", "§2 ¶1", 0.6))
    assert pairs == [revised.id]
    assert related == ["c-a"]


def test_pairs_with_the_foremost_shifts_come_first() -> None:
    pairs, _ = pairs_of(
        counterpart("c-a", "§2 ¶3", "§2 ¶3", 0.9),
        counterpart("c-b", "§2 ¶7", "§2 ¶7", 0.5, "s-0000000005"),
        counterpart("c-c", "§2 ¶1", "§2 ¶1", 0.4, "s-0000000004"),
    )
    assert pairs == ["c-c", "c-b", "c-a"]


def test_what_is_not_listed_is_given_by_place() -> None:
    changes = [counterpart(f"c-{number}", f"§2 ¶{number}", f"§2 ¶{number}", 0.5) for number in (1, 3, 7)]
    [ports] = findings_by_theme(replace(COMPARISON, changes=tuple(changes)), OLD, NEW, only=["ports"])
    listed, further = listed_pairs(ports.cells[0], "ports", Detail(shifts=1, pairs=2, revised=1, words=10))
    assert [change.id for change in listed] == ["c-1", "c-3"]
    assert [change.id for change in further] == ["c-7"]


def test_under_no_theme_what_changed_most_comes_first() -> None:
    few, most = (
        replace(counterpart(id, "§2 ¶1", "§2 ¶1", 0.5), themes=(), edits=(Edit("=", "All is"), Edit("+", words)))
        for id, words in (("c-few", "well"), ("c-most", "well with the ports"))
    )
    rest = findings_without_theme(replace(COMPARISON, changes=(few, most)))
    assert [change.id for change in rest.cells[0].pairs] == ["c-most", "c-few"]


def test_every_change_of_the_sample_has_one_place() -> None:
    themed = findings_by_theme(COMPARISON, OLD, NEW)
    rest = findings_without_theme(COMPARISON)
    placed = [
        change.id
        for findings in (*themed, rest)
        for group in (
            *((*cell.pairs, *cell.related) for cell in findings.cells),
            findings.added,
            findings.removed,
            findings.moved,
            findings.editorial,
            findings.unchanged,
        )
        for change in group
    ]
    assert sorted(placed) == sorted(change.id for change in COMPARISON.changes)


def test_a_statement_under_several_themes_is_one_headline() -> None:
    first, second, *rest = COMPARISON.shifts
    same = replace(first, id="s-x", rank=3, theme="league", old=second.old)
    found = headlines((first, second, same, *rest), limit=2)
    assert [headline.shift.id for headline in found] == [first.id, second.id]
    assert found[0].also == ("league",)


def test_home_is_the_theme_of_the_row() -> None:
    change = replace(COMPARISON.changes[0], themes=("league", "northland"), subtheme="northland/fleet")
    assert home_theme(change) == "northland"
    assert home_theme(replace(change, subtheme=None)) == "league"
    assert home_theme(replace(change, themes=())) is None


def test_an_excerpt_counts_what_it_leaves_out() -> None:
    change = COMPARISON.changes[0]
    part = excerpt(OLD, change, "northland", Detail(shifts=1, pairs=1, revised=1, words=8))
    assert [sentence.text for sentence in part.sentences] == ["Its fleet has doubled in ten years."]
    assert part.left_out == 11


def test_what_stands_alone_is_whole_at_home_as_far_as_there_is_room() -> None:
    few = Detail(shifts=1, pairs=1, revised=1, words=8)
    gone = replace(COMPARISON.changes[0], kind="removed", themes=("northland",), subtheme=None, new=())
    assert gone.beads
    assert excerpt(OLD, gone, "northland", few).left_out == 0
    assert excerpt(OLD, gone, "northland", replace(few, alone=8)).left_out == 11
    # Its text stands with the change that accounts for it.
    assert excerpt(OLD, replace(gone, beads=()), "northland", few).left_out == 11


def test_an_excerpt_of_revised_text_keeps_its_marks() -> None:
    change = replace(COMPARISON.changes[4], themes=("league", "ports"))
    whole = "".join(run.text for run in OLD.runs(change))
    part = excerpt(OLD, change, "ports", Detail(shifts=1, pairs=1, revised=1, words=12))
    assert part.home == "league"
    shown = [run for run in revised_text(OLD, change, part) if isinstance(run, Run)]
    assert "".join(run.text for run in shown).strip() == "The harbour of Strelsau must have 12 new cranes by 2021."
    assert [run.text for run in shown if run.marked] == ["must", "12", "2021."]
    assert whole.startswith("The harbour")


def test_text_without_marks_is_shown_whole() -> None:
    runs = (Run("word " * 100, False),)
    assert without_long_kept_runs(runs) == runs


def test_a_text_without_blanks_is_cut_by_its_characters() -> None:
    text = "中国一贯主张维护朝鲜半岛和平稳定，通过对话协商解决问题。" * 4
    shown = without_long_kept_runs((Run("首先", True), Run(text, False), Run("今后", True)))
    assert [run.text for run in shown if isinstance(run, Run)] == [
        "首先", "中国一贯主张维护朝鲜半岛", "稳定，通过对话协商解决问题。", "今后",
    ]  # fmt: skip
    sentence = Sentence("¶1 s1", text, Span(0, len(text)))
    assert opening((sentence,), 6) == "中国一贯主张 …"


def test_less_detail_leaves_no_pair_unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "RENDERED_BYTES", 0)
    assert_everything_is_named(COMPARISON, changelog_markdown(COMPARISON, provenance=PROVENANCE))


@pytest.mark.parametrize("room", range(0, 72, 5))
def test_it_is_written_in_the_most_detail_that_fits(room: int) -> None:
    sizes = dict(zip(markdown.DETAILS, (70, 55, 40, 30, 20, 10), strict=True))
    longest = next((size for size in sizes.values() if size <= room), 10)
    assert markdown._size(markdown._most_that_fits(lambda detail: ["x" * 3] * (sizes[detail] // 5), room)) == longest


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"), [("nss/1998.txt", "nss/1999.txt"), ("nss/2010.txt", "nss/2015.txt")], ids=["revision", "rewrite"]
)
def test_long_documents_stay_readable(shared_data: Path, old: str, new: str) -> None:
    from tracker.usecases.compare import compare_sides

    compared = compare_sides([str(shared_data / old), str(shared_data / new)], directory=shared_data)
    written = changelog_markdown(compared.comparison, provenance=compared.provenance)
    assert len(written.encode()) <= markdown.RENDERED_BYTES
    assert_everything_is_named(compared.comparison, written)


def assert_everything_is_named(comparison: Comparison, written: str) -> None:
    old, new = sides_of(comparison)
    missing = [change.id for change in comparison.changes if not _is_named(change, old, new, written)]
    assert not missing


def _is_named(change: Change, old: Side, new: Side, written: str) -> bool:
    if change.significance == "none" and change.kind != "moved":
        return True  # wording kept: counted only
    before, after = old.passages(change), new.passages(change)
    if before and after:
        both = f"**{places(before)}**" in written and f"**{places(after)}**" in written
        return both or pair_places(before, after) in written or f"{places(before)} → {places(after)}" in written
    return f"**{places(before or after)}**" in written
