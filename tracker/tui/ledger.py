"""The blocks of the ledger: words new, dropped, risen and fallen, with their course through all versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.model.comparison import LedgerRow
from tracker.report.phrases import count, place, rate
from tracker.report.sides import Side
from tracker.tui.blocks import Block, Cell, Flow, Row
from tracker.tui.filters import needle_of
from tracker.tui.lines import cut, marked, shown, shown_line, width_of
from tracker.tui.material import Material
from tracker.usecases.vocabulary import StemmedText, sentences_with, term_pattern

GROUPS = ("new", "dropped", "rose", "fell", "watch")
TITLES: Mapping[str, str] = {
    "": "All words",
    "new": "New",
    "dropped": "Not found any more",
    "rose": "Risen",
    "fell": "Fallen",
    "watch": "Watch list",
}
SORTS = ("weight", "word", "old", "new")
_SIGNS = {"new": "+", "dropped": "-", "rose": "↑", "fell": "↓", "watch": "·"}
_STYLES = {"new": "added", "dropped": "removed", "rose": "added", "fell": "removed", "watch": ""}
_BARS = "▁▂▃▄▅▆▇█"
_SPARK = 24
_WORD = 44
"""Columns for a word at most: farther off, its numbers would be hard to match with it."""
_BROADEST = 3


@dataclass(frozen=True, slots=True)
class LedgerWish:
    group: str = ""
    text: str = ""
    sort: str = "weight"


def ledger_blocks(material: Material, wish: LedgerWish, series: Sequence[StemmedText]) -> list[Block]:
    needle = needle_of(wish.text)
    size = _count_width(material)
    blocks: list[Block] = [_head(material, wish, series)]
    for group in GROUPS:
        if wish.group not in ("", group):
            continue
        rows = [row for row in _rows(material, group) if needle is None or needle.search(row.term)]
        if not rows:
            continue
        blocks.append(Flow(((f"{TITLES[group]}: {len(rows)}", "heading"),), before=1))
        blocks += [_row(group, row, series, size) for row in _sorted(rows, wish.sort)]
    if len(blocks) == 1:
        blocks.append(Flow((("No word here.", "dim"),), before=1))
    return blocks


def group_blocks(material: Material) -> list[Block]:
    sizes = {group: len(_rows(material, group)) for group in GROUPS}
    total = sum(sizes.values())
    return [
        Row((Cell(TITLES[group]), Cell(str(sizes.get(group, total)), 5, right=True)), key=f"group:{group}", keep=2)
        for group in ("", *GROUPS)
    ]


def sentence_blocks(material: Material, term: str) -> list[Block]:
    """Every sentence of both sides in which the word stands."""
    needle = term_pattern(term)
    blocks: list[Block] = []
    for side in (material.old, material.new):
        found = sentences_with(side.document, term)
        blocks.append(Flow(((f"{side.label}: {count(len(found), 'sentence')}", "heading"),), before=1))
        for sentence in found:
            blocks.append(
                Flow(
                    marked(((shown(sentence.text), ""),), needle),
                    head=((f"{place(sentence.locus, sentence.page):<20} ", "dim"),),
                    key=f"sentence:{'old' if side is material.old else 'new'}:{sentence.locus}",
                )
            )
    return blocks


def passage_changes(material: Material, side: Side, sentence_locus: str) -> list[str]:
    """Ids of the changes that the sentence's passage is part of."""
    passage = sentence_locus.rpartition(" s")[0]
    return [
        change.id
        for change in material.comparison.changes
        if passage in (change.old if side is material.old else change.new)
    ]


def sparkline(values: Sequence[float], columns: int = _SPARK) -> str:
    """A bar for each value, broader where there are few, or for as many neighbours as have to share one; a dot where
    there is nothing."""
    if not values:
        return ""
    size = min(columns, len(values))
    shared = [
        values[number * len(values) // size : max((number + 1) * len(values) // size, number * len(values) // size + 1)]
        for number in range(size)
    ]
    means = [sum(part) / len(part) for part in shared]
    highest = max(means)
    if highest <= 0:
        return "·" * size * min(max(columns // size, 1), _BROADEST)
    # Few of them are drawn broad, so that they are not lost.
    broad = min(max(columns // size, 1), _BROADEST)
    return "".join(("·" if mean <= 0 else _BARS[min(int(mean / highest * 8), 7)]) * broad for mean in means)


def _head(material: Material, wish: LedgerWish, series: Sequence[StemmedText]) -> Row:
    course, size = _course_head(series), _count_width(material)
    names = (
        Cell("", 1),
        Cell("word", style="dim", most=_WORD),
        Cell(material.old.label, size, right=True, style="dim"),
        Cell(material.new.label, size, right=True, style="dim"),
        *((Cell("", 1), Cell(course, len(course), style="dim")) if course else ()),
        Cell("per 10,000", 14, right=True, style="dim"),
        Cell("weight", 7, right=True, style="dim"),
    )
    return Row(names, keep=4)


def _course_head(series: Sequence[StemmedText]) -> str:
    """As wide as the column is: first and last version, and room for a bar each."""
    if len(series) <= 2:
        return ""
    return cut(f"{series[0].version} … {series[-1].version}", _SPARK).ljust(min(len(series) * _BROADEST, _SPARK))


def _count_width(material: Material) -> int:
    """Columns for the counts of a side: its name has to stand over them."""
    return min(max(7, *(width_of(side.label) for side in (material.old, material.new))), 14)


def _row(group: str, row: LedgerRow, series: Sequence[StemmedText], size: int) -> Row:
    room = len(_course_head(series))
    course = sparkline([text.count(row.term) / max(text.words, 1) for text in series], room) if room else ""
    style = _STYLES[group]
    return Row(
        (
            Cell(_SIGNS[group], 1, style=style),
            Cell(shown_line(row.term), style=style, most=_WORD),
            Cell(f"{row.old:,}", size, right=True),
            Cell(f"{row.new:,}", size, right=True),
            *((Cell("", 1), Cell(course, room, style="bar")) if course else ()),
            Cell(f"{rate(row.per_10k[0])} → {rate(row.per_10k[1])}", 14, right=True, style="dim"),
            Cell(f"{row.keyness:.0f}", 7, right=True, style="dim"),
        ),
        key=f"word:{group}:{row.term}",
        keep=4,
    )


def _rows(material: Material, group: str) -> tuple[LedgerRow, ...]:
    rows: tuple[LedgerRow, ...] = getattr(material.comparison.ledger, group)
    return tuple(row for row in rows if row.old or row.new) if group == "watch" else rows


def _sorted(rows: Sequence[LedgerRow], sort: str) -> list[LedgerRow]:
    match sort:
        case "word":
            return sorted(rows, key=lambda row: row.term.casefold())
        case "old":
            return sorted(rows, key=lambda row: (-row.old, row.term))
        case "new":
            return sorted(rows, key=lambda row: (-row.new, row.term))
    return sorted(rows, key=lambda row: (-row.keyness, row.term))
