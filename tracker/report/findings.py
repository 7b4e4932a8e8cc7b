"""Arranges a comparison the way a desk reads it: theme by theme, and in a theme by what became of its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.model.comparison import Change, ChangeKind, Comparison, Shift, ThemeEmphasis
from tracker.model.words import count_words
from tracker.report.sides import Side

REVISED: frozenset[ChangeKind] = frozenset({"reworded", "moved", "split", "merged"})
"""Kinds whose two sides are one text in two states: here, and only here, word-level marks mean something."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of the quote matrix: a sub-theme, and the pairs of passages that stand against each other in it."""

    subtheme: str | None
    title: str
    old_passages: int
    new_passages: int
    """Passages about the sub-theme, paired or not; 0 for the cell of what has no sub-theme."""
    pairs: tuple[Change, ...]
    """Those worth their text: what was revised, and every passage with its nearest counterparts. The ones with the
    shifts of highest rank come first, the others in the order of the new document."""
    related: tuple[Change, ...]
    """Further counterparts of passages that stand in `pairs` already, nearest first: their places will do."""


@dataclass(frozen=True, slots=True)
class ThemeFindings:
    emphasis: ThemeEmphasis | None
    """None for what stands under no theme."""
    shifts: tuple[Shift, ...]
    cells: tuple[Cell, ...]
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    moved: tuple[Change, ...]
    """All moves; those whose wording changed stand in a cell as well."""
    editorial: tuple[Change, ...]
    """Revised in spelling, punctuation or numbering only."""
    unchanged: tuple[Change, ...]
    """Wording kept, moved ones not among them."""

    @property
    def pairs(self) -> int:
        return sum(len(cell.pairs) for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        return not (
            self.shifts or self.cells or self.added or self.removed or self.moved or self.editorial or self.unchanged
        )


@dataclass(frozen=True, slots=True)
class Headline:
    shift: Shift
    also: tuple[str, ...]
    """Ids of other themes under which the same statement shows the same kind of shift."""


def headlines(shifts: Iterable[Shift], limit: int | None = None) -> tuple[Headline, ...]:
    """The first shifts by rank, those with a statement in common told once."""
    told: dict[tuple[str, str, str], int] = {}
    found: list[tuple[Shift, list[str]]] = []
    for shift in shifts:
        quotes = (("old", shift.old), ("new", shift.new))
        keys = [(shift.kind, side, quote.quote) for side, quote in quotes if quote]
        number = next((told[key] for key in keys if key in told), None)
        if number is None:
            if limit is not None and len(found) >= limit:
                continue
            number = len(found)
            found.append((shift, []))
        elif shift.theme != found[number][0].theme and shift.theme not in found[number][1]:
            found[number][1].append(shift.theme)
        told.update((key, number) for key in keys if key not in told)
    return tuple(Headline(shift, tuple(also)) for shift, also in found)


def findings_by_theme(
    comparison: Comparison, old: Side, new: Side, only: Sequence[str] = ()
) -> tuple[ThemeFindings, ...]:
    """One per theme, in the order of the codebook; `only` names the themes that are wanted, none means all."""
    by_theme: dict[str, list[Change]] = {theme.id: [] for theme in comparison.themes}
    for change in comparison.changes:
        for theme_id in change.themes:
            by_theme.setdefault(theme_id, []).append(change)
    ranks = {shift.id: shift.rank for shift in comparison.shifts}
    return tuple(
        _findings(
            theme,
            by_theme[theme.id],
            tuple(shift for shift in comparison.shifts if shift.theme == theme.id),
            _cells(theme, by_theme[theme.id], ranks, old, new),
        )
        for theme in comparison.themes
        if not only or theme.id in only
    )


def findings_without_theme(comparison: Comparison) -> ThemeFindings:
    known = {theme.id for theme in comparison.themes}
    changes = [change for change in comparison.changes if not change.themes]
    pairs = tuple(sorted(filter(_is_pair, changes), key=_changed_words, reverse=True))
    return _findings(
        None,
        changes,
        tuple(shift for shift in comparison.shifts if shift.theme not in known),
        (Cell(None, "", 0, 0, pairs, ()),) if pairs else (),
    )


def _changed_words(change: Change) -> int:
    return sum(count_words(edit.text) for edit in change.edits if edit.op != "=")


def home_theme(change: Change) -> str | None:
    """The theme under which a change is shown in full; elsewhere an excerpt points there."""
    if change.subtheme:
        theme = change.subtheme.partition("/")[0]
        if theme in change.themes:
            return theme
    return change.themes[0] if change.themes else None


def _findings(
    emphasis: ThemeEmphasis | None, changes: Iterable[Change], shifts: tuple[Shift, ...], cells: tuple[Cell, ...]
) -> ThemeFindings:
    changes = list(changes)
    return ThemeFindings(
        emphasis=emphasis,
        shifts=shifts,
        cells=cells,
        added=tuple(change for change in changes if change.kind == "added"),
        removed=tuple(change for change in changes if change.kind == "removed"),
        moved=tuple(change for change in changes if change.kind == "moved"),
        editorial=tuple(change for change in changes if _is_editorial(change)),
        unchanged=tuple(change for change in changes if _is_unchanged(change)),
    )


def _is_pair(change: Change) -> bool:
    return change.kind == "counterpart" or (change.kind in REVISED and change.significance == "substantive")


def _is_unchanged(change: Change) -> bool:
    return change.kind == "kept" or (change.kind in ("split", "merged", "reworded") and change.significance == "none")


def _is_editorial(change: Change) -> bool:
    return change.significance == "editorial" and change.kind not in ("added", "removed", "counterpart")


def _cells(
    theme: ThemeEmphasis, changes: Sequence[Change], ranks: Mapping[str, int], old: Side, new: Side
) -> tuple[Cell, ...]:
    rows: dict[str | None, list[Change]] = {subtheme: [] for subtheme, _ in theme.subthemes}
    rows[None] = []
    nearest = _nearest(changes)
    for change in filter(_is_pair, changes):
        rows.setdefault(_row(theme, change, old, new), []).append(change)
    titles = dict(theme.subthemes)
    cells = []
    for subtheme, found in rows.items():
        old_passages = old.passages_about(theme.id, subtheme) if subtheme else 0
        new_passages = new.passages_about(theme.id, subtheme) if subtheme else 0
        if found or old_passages or new_passages:
            title = titles.get(subtheme, subtheme) if subtheme else "General"
            pairs = [change for change in found if change.kind in REVISED or change.id in nearest]
            pairs.sort(
                key=lambda change: min((ranks[id] for id in change.shifts if id in ranks), default=len(ranks) + 1)
            )
            related = [change for change in found if change.kind not in REVISED and change.id not in nearest]
            related.sort(key=lambda change: -change.score)
            cells.append(Cell(subtheme, title, old_passages, new_passages, tuple(pairs), tuple(related)))
    return tuple(cells)


def _nearest(changes: Sequence[Change]) -> frozenset[str]:
    """Ids of the counterparts that are the nearest one of a passage which was not carried over."""
    carried_over = {place for change in changes if change.kind in (*REVISED, "kept") for place in _passages(change)}
    best: dict[tuple[str, str], Change] = {}
    for change in changes:
        if change.kind == "counterpart":
            for place in _passages(change):
                if place not in carried_over and (place not in best or change.score > best[place].score):
                    best[place] = change
    return frozenset(change.id for change in best.values())


def _passages(change: Change) -> Iterator[tuple[str, str]]:
    yield from (("old", locus) for locus in change.old)
    yield from (("new", locus) for locus in change.new)


def _row(theme: ThemeEmphasis, change: Change, old: Side, new: Side) -> str | None:
    """The sub-theme of this theme in whose row a change stands: its own, or the first that both sides are about."""
    home, _, subtheme = (change.subtheme or "").partition("/")
    if home == theme.id:
        return subtheme or None
    shared = old.subthemes(old.passages(change), theme.id) & new.subthemes(new.passages(change), theme.id)
    return next((subtheme for subtheme, _ in theme.subthemes if subtheme in shared), None)
