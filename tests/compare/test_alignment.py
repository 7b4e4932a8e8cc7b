"""Lining up: what is linked, what has moved, which passages and sections belong together."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.compare.making import compared, document, small_codebook
from tracker.compare.chains import heaviest_chain
from tracker.model.comparison import Comparison

pairs = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 5).map(float)), max_size=7, unique_by=lambda p: p[:2]
)


@given(pairs)
def test_no_rising_chain_is_heavier(found: list[tuple[int, int, float]]) -> None:
    chain = [found[k] for k in heaviest_chain(found)]
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))
    best = max(
        (
            sum(pair[2] for pair in choice)
            for size in range(len(found) + 1)
            for choice in combinations(sorted(found), size)
            if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(choice))
        ),
        default=0.0,
    )
    assert sum(pair[2] for pair in chain) == best


ALPHA = "Our alliances across two oceans remain the foundation of everything the country can do abroad."
BETA = "Trade that is free and fair brings growth to workers, farmers and firms in every region."
GAMMA = "Terrorist networks keep looking for ways to strike the homeland with little warning."
DELTA = "A modern deterrent rests on a triad of bombers, submarines and land-based missiles."
EPSILON = "Space and cyberspace have become places in which rivals test our resolve every day."


def kinds(comparison: Comparison) -> list[str]:
    return [change.kind for change in comparison.changes]


def made(old: list[str], new: list[str]) -> Comparison:
    return compared(document(old), document(new), small_codebook())


def test_a_reworded_passage_is_paired_with_its_edits() -> None:
    comparison = made([ALPHA, BETA], [ALPHA.replace("two oceans", "three oceans"), BETA])
    assert kinds(comparison) == ["reworded", "kept"]
    assert [edit.text for edit in comparison.changes[0].edits if edit.op != "="] == ["two ", "three "]


def test_a_passage_carried_elsewhere_has_moved() -> None:
    comparison = made([ALPHA, BETA, GAMMA, DELTA, EPSILON], [EPSILON, ALPHA, BETA, GAMMA, DELTA])
    assert kinds(comparison) == ["moved", "kept", "kept", "kept", "kept"]


def test_neighbours_that_change_places_are_not_called_moved() -> None:
    assert "moved" not in kinds(made([ALPHA, BETA, GAMMA], [BETA, ALPHA, GAMMA]))


def test_a_passage_cut_in_two_is_split_and_two_made_one_are_merged() -> None:
    whole, parts = [f"{ALPHA} {BETA}", GAMMA], [ALPHA, BETA, GAMMA]
    assert kinds(made(whole, parts)) == ["split", "kept"]
    assert kinds(made(parts, whole)) == ["merged", "kept"]


def test_a_sentence_cut_in_two_is_one_bead() -> None:
    comparison = made([f"{ALPHA[:-1]}; {BETA[0].lower()}{BETA[1:]}"], [f"{ALPHA} {BETA}"])
    (change,) = comparison.changes
    assert [(len(bead.old), len(bead.new)) for bead in change.beads] == [(1, 2)]
    assert change.significance == "editorial"


def test_a_sentence_written_as_an_enumeration_is_one_bead() -> None:
    aims = (
        "to keep the sea lanes open to ships of every nation",
        "to settle the quarrels over the islands without force",
        "to help the new parliaments to find their feet",
        "to rid the borderlands of mines left by three wars",
        "to bring clean water into villages that have none",
    )
    sentence = f"Our aims in the region are {', '.join(aims[:-1])}, and {aims[-1]}."
    enumeration = f"Our aims in the region are: {'; '.join(aims[:-1])}; and {aims[-1]} today."
    for old, new in ((sentence, enumeration), (enumeration, sentence)):
        comparison = made([ALPHA, old, BETA], [ALPHA, new, BETA])
        beads = [bead for change in comparison.changes for bead in change.beads]
        assert sorted(len(bead.old) * len(bead.new) for bead in beads) == [1, 1, 6]


def test_a_sentence_held_in_a_longer_one_elsewhere_is_found_there() -> None:
    short = "Where possible, action will be taken before instability leads to violence."
    longer = (
        "Where possible, action will be taken early, before instability leads to violence, and with measures that "
        "help a threatened government to deal with the dangers to its freedom by itself for years to come."
    )
    comparison = made([ALPHA, short, BETA, GAMMA, DELTA], [ALPHA, BETA, GAMMA, DELTA, longer])
    assert kinds(comparison) == ["kept", "kept", "kept", "kept", "reworded"]


def test_other_sentence_borders_are_no_change_of_wording() -> None:
    comparison = made(["We met Gen. Smith. He agreed."], ["We met Gen Smith. He agreed."])
    assert {change.significance for change in comparison.changes} == {"editorial"}


def test_texts_that_share_a_subject_only_are_no_revision() -> None:
    comparison = made(
        ["China is a competitor whose trade practices hurt our workers."],
        ["We look forward to a stable relationship in which China plays by agreed rules."],
    )
    assert comparison.regime.label == "rewrite"
    assert all(edit.op != "=" for change in comparison.changes for edit in change.edits)


def test_sections_are_followed_through_renaming_and_reordering() -> None:
    comparison = made(
        ["# Allies", ALPHA, "# Trade", BETA, "# Terrorism", GAMMA],
        ["# Terrorism", GAMMA, "# Alliances and partners", ALPHA, "# Space", EPSILON],
    )
    links = {(link.old_title, link.new_title): link.kind for link in comparison.sections}
    assert links == {
        ("Terrorism", "Terrorism"): "kept",
        ("Allies", "Alliances and partners"): "renamed",
        ("", "Space"): "added",
        ("Trade", ""): "removed",
    }


def test_an_empty_side_is_all_added_or_removed() -> None:
    assert kinds(made([], [ALPHA, BETA])) == ["added", "added"]
    assert kinds(made([ALPHA, BETA], [])) == ["removed", "removed"]
    assert any("holds no text" in warning for warning in made([], [ALPHA]).warnings)


def test_ids_depend_on_the_texts_not_on_their_place() -> None:
    here = {change.id for change in made([ALPHA, BETA], [ALPHA, GAMMA]).changes}
    there = {change.id for change in made([DELTA, ALPHA, BETA], [DELTA, ALPHA, GAMMA]).changes}
    assert here < there
