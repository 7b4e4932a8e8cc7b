"""The vocabulary ledger: words and phrases that are new, dropped, risen or fallen between two versions."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.compare.units import FUNCTION_WORDS, fold, stem
from tracker.model.comparison import Ledger, LedgerRow
from tracker.model.document import Document
from tracker.model.theme import Codebook

TELLING = 6.63
"""Least keyness of a word that rose or fell: the 1 % point of χ² with one degree of freedom."""
LONGEST_PHRASE = 3
PER = 10_000

_WORD = re.compile(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*(?:['’]s\b)?|[\d][\w.,/-]*|[^\w\s]")
_DATES = frozenset(
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_NO_END = FUNCTION_WORDS | frozenset(
    "we us our per via both within without toward towards against upon among including".split()
)


@dataclass(frozen=True, slots=True)
class _Counts:
    words: int
    of: Counter[tuple[str, ...]]
    surface: dict[tuple[str, ...], Counter[str]]


def ledger(
    old: Document,
    new: Document,
    codebook: Codebook,
    watched: Sequence[tuple[str, int, int]],
    repair: Callable[[str], str],
) -> Ledger:
    """What the two vocabularies say about each other. `watched` holds the watch list as `(label, old count, new
    count)`."""
    folded = _alias_patterns(codebook)
    stems: dict[str, str] = {}
    sides = [_counts(document, folded, repair, stems) for document in (old, new)]
    before, after = sides
    fewest = 2 if min(before.words, after.words) < 5_000 else 3
    rows: list[tuple[tuple[str, ...], LedgerRow]] = []
    for key in sorted(before.of.keys() | after.of.keys()):
        a, b = before.of.get(key, 0), after.of.get(key, 0)
        if max(a, b) >= fewest:
            label = _label(key, before.surface, after.surface)
            rows.append((key, _row(label, a, b, before.words, after.words)))
    rows = _without_parts(rows)
    telling = sorted((row for _, row in rows), key=lambda row: (-row.keyness, row.term))
    return Ledger(
        new=tuple(row for row in telling if not row.old and row.new >= fewest),
        dropped=tuple(row for row in telling if not row.new and row.old >= fewest),
        rose=tuple(row for row in telling if row.old and row.per_10k[1] > row.per_10k[0] and row.keyness >= TELLING),
        fell=tuple(row for row in telling if row.new and row.per_10k[1] < row.per_10k[0] and row.keyness >= TELLING),
        watch=tuple(_row(label, a, b, before.words, after.words) for label, a, b in watched),
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


def _alias_patterns(codebook: Codebook) -> list[tuple[re.Pattern[str], str]]:
    patterns = []
    for alias in codebook.aliases:
        variants = sorted(alias.variants, key=lambda variant: (-len(variant), variant))
        pattern = re.compile(r"\b(?:" + "|".join(re.escape(variant) for variant in variants) + r")\b")
        patterns.append((pattern, alias.label))
    return patterns


def _counts(
    document: Document,
    aliases: Iterable[tuple[re.Pattern[str], str]],
    repair: Callable[[str], str],
    stems: dict[str, str],
) -> _Counts:
    aliases = list(aliases)
    counts: Counter[tuple[str, ...]] = Counter()
    surface: dict[tuple[str, ...], Counter[str]] = {}
    total = 0
    for passage in document.passages:
        text = repair(passage.text)
        for pattern, label in aliases:
            text = pattern.sub(label, text)
        run: list[tuple[str, str]] = []
        for match in _WORD.finditer(text):
            word = match.group()
            if word[0].isalpha():
                total += 1
                folded = fold(word).removesuffix("'s")
                if len(folded) > 1 and folded not in _DATES:
                    run.append((_stemmed(folded, stems), word.removesuffix("'s").removesuffix("’s")))
                    continue
            elif word[0].isdigit():
                total += 1
            _count_run(run, counts, surface)
            run = []
        _count_run(run, counts, surface)
    return _Counts(total, counts, surface)


def _count_run(
    run: Sequence[tuple[str, str]], counts: Counter[tuple[str, ...]], surface: dict[tuple[str, ...], Counter[str]]
) -> None:
    """Counts the words and phrases of a stretch without punctuation; a phrase neither begins nor ends with a
    function word."""
    for start, (_, first) in enumerate(run):
        if first.casefold() in _NO_END:
            continue
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(run)) + 1):
            if run[end - 1][1].casefold() in _NO_END:
                continue
            piece = run[start:end]
            key = tuple([term for term, _ in piece])
            counts[key] += 1
            surface.setdefault(key, Counter())[" ".join([word for _, word in piece])] += 1


def _label(
    key: tuple[str, ...], old: Mapping[tuple[str, ...], Counter[str]], new: Mapping[tuple[str, ...], Counter[str]]
) -> str:
    """The commonest spelling; in lower case unless capitals are the rule."""
    forms = old.get(key, Counter()) + new.get(key, Counter())
    lower: Counter[str] = Counter()
    for form, count in forms.items():
        lower[form.casefold()] += count
    best_lower = min(lower, key=lambda form: (-lower[form], form))
    spellings = {form: count for form, count in forms.items() if form.casefold() == best_lower}
    best = min(spellings, key=lambda form: (-spellings[form], form))
    return best_lower if best_lower in spellings and 3 * spellings[best_lower] >= sum(spellings.values()) else best


def _without_parts(rows: Sequence[tuple[tuple[str, ...], LedgerRow]]) -> list[tuple[tuple[str, ...], LedgerRow]]:
    """Leaves out a word or phrase that nearly always stands inside a longer one of the list (`climate` in `climate
    change`), and a longer one that adds no count of its own to a telling shorter one."""
    count = {key: (row.old, row.new) for key, row in rows}
    swallowed = set()
    for key, row in rows:
        if len(key) == 1:
            continue
        for size in range(1, len(key)):
            for start in range(len(key) - size + 1):
                part = key[start : start + size]
                if part in count:
                    a, b = count[part]
                    if a + b <= 1.25 * (row.old + row.new):
                        swallowed.add(part)
                    elif 2 * (row.old + row.new) < a + b and size == len(key) - 1 and size > 1:
                        swallowed.add(key)
    return [(key, row) for key, row in rows if key not in swallowed]


def _stemmed(word: str, stems: dict[str, str]) -> str:
    found = stems.get(word)
    if found is None:
        found = stems[word] = stem(word)
    return found
