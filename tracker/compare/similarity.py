"""How alike two units are: 0 (nothing in common) to 1 (the same words in the same order)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import Indel

from tracker.compare.units import Unit


class Similarity:
    """Half the weighted share of common terms (Dice over inverse document frequencies), half the share of words
    that stand in the same order (2·LCS / total length)."""

    def __init__(self, weight: Mapping[str, float]) -> None:
        self.weight = weight
        self._mass: dict[frozenset[str], float] = {}

    def score(self, old: Unit, new: Unit) -> float:
        if old.letters == new.letters:
            return 1.0
        return self._scored(old.terms, new.terms, old.code, new.code)

    def joined(self, old: tuple[Unit, ...], new: tuple[Unit, ...]) -> float:
        """Similarity of two runs of units, each read as one text."""
        if "".join(unit.letters for unit in old) == "".join(unit.letters for unit in new):
            return 1.0
        old_terms = frozenset().union(*(unit.terms for unit in old))
        new_terms = frozenset().union(*(unit.terms for unit in new))
        return self._scored(
            old_terms, new_terms, "".join(unit.code for unit in old), "".join(unit.code for unit in new)
        )

    def contained(self, part: Unit, whole: Unit) -> float:
        """Weighted share of the part's terms that the whole has."""
        mass = self.mass(part.terms)
        return self._common(part.terms, whole.terms) / mass if mass else 0.0

    def common_share(self, old: frozenset[str], new: frozenset[str]) -> float:
        """Weighted share of common terms of two sets (Dice)."""
        total = self.mass(old) + self.mass(new)
        return 2 * self._common(old, new) / total if total else 0.0

    def mass(self, terms: frozenset[str]) -> float:
        """The weight of a set that is asked for again."""
        found = self._mass.get(terms)
        if found is None:
            found = self._mass[terms] = self.mass_of(terms)
        return found

    def mass_of(self, terms: Iterable[str]) -> float:
        """The weight of a set that is asked for once."""
        weight = self.weight
        # An exact sum does not depend on the order of a set.
        return math.fsum([weight.get(term, 1.0) for term in terms])

    def _scored(self, old: frozenset[str], new: frozenset[str], old_code: str, new_code: str) -> float:
        both = old & new
        if not both:
            return 0.0
        common = self.mass_of(both)
        dice = 2 * common / (self.mass(old) + self.mass(new))
        order: float = Indel.normalized_similarity(old_code, new_code)
        return round((dice + order) / 2, 6)

    def _common(self, old: frozenset[str], new: frozenset[str]) -> float:
        return self.mass_of(old & new)
