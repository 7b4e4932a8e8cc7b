"""What texts have in common: found for all, within a bound that grows with the number of texts alone."""

from __future__ import annotations

from tracker.compare.overlap import COMMON_PAIRS, PAIRS, PAIRS_A_TEXT, common_masses

TEXTS = 600


def many(side: str) -> list[frozenset[str]]:
    """Texts with forty terms in sixty of them each, and a rare one that the first of either side shares."""
    texts = [{f"{side}{number}"} for number in range(TEXTS)]
    for term in range(40):
        for place in range(60):
            texts[(term * 7 + place) % TEXTS].add(f"common{term}")
    texts[0].add("rare")
    return [frozenset(text) for text in texts]


def test_masses_are_the_weight_of_what_both_have() -> None:
    old, new = [frozenset("abc"), frozenset("d")], [frozenset("bc"), frozenset("x"), frozenset("cd")]
    weight = {"a": 1.0, "b": 2.0, "c": 0.5, "d": 3.0}
    assert list(common_masses(old, new, weight)) == [{0: 2.5, 2: 0.5}, {2: 3.0}]


def test_of_very_many_pairs_those_by_rare_terms_are_kept() -> None:
    old, new = many("old"), many("new")
    most = PAIRS + PAIRS_A_TEXT * 2 * TEXTS
    assert COMMON_PAIRS >= 60 * 60
    assert most < 40 * 60 * 60
    rows = list(common_masses(old, new, {"rare": 100.0}))
    assert rows[0][0] >= 100.0
    assert sum(sum(row.values()) for row in rows) <= most + 100
    assert rows == list(common_masses(old, new, {"rare": 100.0}))
