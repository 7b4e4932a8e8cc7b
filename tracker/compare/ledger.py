"""The vocabulary ledger: words and phrases that are new, dropped, risen or fallen between two versions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from tracker.compare.vocabulary import Codes, PhraseReader, label_of, telling_phrases, words_in
from tracker.model.comparison import Ledger, LedgerRow
from tracker.model.document import Document
from tracker.model.theme import Codebook

TELLING = 6.63
"""Least keyness of a word that rose or fell: the 1 % point of χ² with one degree of freedom."""
SHORT = 5_000
"""Words of a document in which a word that occurs twice is worth a row; in longer ones, three times."""
PER = 10_000


def ledger(
    old: Document,
    new: Document,
    codebook: Codebook,
    watched: Sequence[tuple[str, int, int]],
    repair: Callable[[str], str],
) -> Ledger:
    """What the two vocabularies say about each other.

    `watched` holds the watch list as `(label, old count, new count)`.
    """
    reader = PhraseReader(codebook, repair, (old.language, new.language))
    sides = (reader.read(old), reader.read(new))
    words_old, words_new = map(words_in, sides)
    fewest = 2 if min(words_old, words_new) < SHORT else 3
    counts = {
        phrase: pair
        for phrase, pair in _without_parts(telling_phrases(*sides, fewest, reader.characters)).items()
        if not all(pair) or keyness(*pair, words_old, words_new) >= TELLING
    }
    written = [reader.spellings(side, counts) for side in sides]
    in_order = sorted(counts, key=reader.phrase)
    rows = [
        _row(label_of(*(side[phrase] for side in written)), *counts[phrase], words_old, words_new)
        for phrase in in_order
    ]
    rows.sort(key=lambda row: (-row.keyness, row.term))
    return Ledger(
        new=tuple(row for row in rows if not row.old),
        dropped=tuple(row for row in rows if not row.new),
        rose=tuple(row for row in rows if row.old and row.new and _rises(row)),
        fell=tuple(row for row in rows if row.old and row.new and not _rises(row)),
        watch=tuple(_row(label, a, b, words_old, words_new) for label, a, b in watched),
    )


def keyness(a: int, b: int, words_a: int, words_b: int) -> float:
    """Log-likelihood G² of two counts against the lengths they stand in (Rayson & Garside 2000)."""
    if not words_a or not words_b or not a + b:
        return 0.0
    expected_a = words_a * (a + b) / (words_a + words_b)
    expected_b = words_b * (a + b) / (words_a + words_b)
    total = 0.0
    for count, expected in ((a, expected_a), (b, expected_b)):
        if count:
            total += count * math.log(count / expected)
    return round(2 * total, 2)


def _row(term: str, a: int, b: int, words_a: int, words_b: int) -> LedgerRow:
    rates = (round(PER * a / max(1, words_a), 2), round(PER * b / max(1, words_b), 2))
    return LedgerRow(term, a, b, rates, keyness(a, b, words_a, words_b))


def _rises(row: LedgerRow) -> bool:
    return row.per_10k[1] > row.per_10k[0]


def _without_parts(counts: dict[Codes, tuple[int, int]]) -> dict[Codes, tuple[int, int]]:
    """Leaves out a phrase that nearly always stands inside a longer one (`climate` in `climate change`), and a longer
    one that is the rarer part of a telling shorter phrase."""
    swallowed = set()
    for phrase, (a, b) in counts.items():
        for size in range(1, len(phrase)):
            for start in range(len(phrase) - size + 1):
                part = phrase[start : start + size]
                if part not in counts:
                    continue
                total = sum(counts[part])
                if total <= 1.25 * (a + b):
                    swallowed.add(part)
                elif 1 < size == len(phrase) - 1 and total > 2 * (a + b):
                    swallowed.add(phrase)
    return {phrase: pair for phrase, pair in counts.items() if phrase not in swallowed}
