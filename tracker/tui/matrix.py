"""The blocks of the comparison screen: the theme rail, and the quote matrix of a theme or of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tracker.model.comparison import Change
from tracker.report.phrases import count, percent
from tracker.tui.blocks import Block, Cell, Flow, Row
from tracker.tui.filters import Filter, Reviewed, wanted_changes, wanted_shifts
from tracker.tui.lines import shown_line
from tracker.tui.material import Material

ALL_THEMES = "theme:"
NO_THEME = "theme:-"


def matrix_blocks(material: Material, wanted: Filter, reviewed: Reviewed) -> list[Block]:
    """Shifts first, then what the theme's passages became, in the order in which a desk reads it."""
    shifts = wanted_shifts(material.comparison.shifts, wanted, reviewed)
    changes = wanted_changes(
        material.comparison.changes, wanted, lambda change: material.change_blocks[change.id].text(), reviewed
    )
    blocks: list[Block] = []
    if shifts:
        blocks.append(_heading(f"{count(len(shifts), 'shift')}, those that matter most first"))
        blocks += [material.shift_blocks[shift.id] for shift in shifts]
    blocks += _in_document_order(material, changes) if wanted.theme is None else _by_finding(material, changes, wanted)
    if not shifts and not changes:
        blocks.append(_nothing(material, wanted))
    return blocks


def rail_blocks(material: Material, reviewed: Iterable[str], width: int) -> list[Block]:
    """A row for each theme: its shifts (`12/39`: twelve of them not yet reviewed), its share then and now.

    `reviewed` holds the ids of all changes and shifts with a verdict.
    """
    roomy = width >= 30
    comparison = material.comparison
    judged = Counter(material.shifts[id].theme for id in reviewed if id in material.shifts)
    # As wide as `12/39` for the largest of them would be, and the word above it.
    most = max(material.shift_counts.values(), default=0)
    size = max(2 * len(str(most)) + 1, len("shifts"))

    def row(key: str, title: str, shifts: int, done: int, then: str, now: str) -> Row:
        left = shifts - done
        counted = f"{left}/{shifts}" if done else f"{shifts}"
        cells = [
            Cell(title),
            Cell(counted if shifts else "·", max(size, len(counted)), right=True, style="" if left else "dim"),
        ]
        if roomy:
            cells.append(Cell(then, 4, right=True, style="dim"))
            cells.append(Cell(now, 4, right=True))
        return Row(tuple(cells), key=key, keep=len(cells))

    heads = [Cell("theme", style="dim"), Cell("shifts", size, right=True, style="dim")]
    if roomy:
        heads += [Cell("then", 4, right=True, style="dim"), Cell("now", 4, right=True, style="dim")]
    blocks: list[Block] = [
        Row(tuple(heads), keep=len(heads)),
        row(ALL_THEMES, "All themes", len(comparison.shifts), judged.total(), "", ""),
    ]
    for theme in comparison.themes:
        found = material.findings.get(theme.id)
        if (found is None or found.is_empty) and not (theme.old.passages or theme.new.passages):
            continue
        blocks.append(
            row(
                f"theme:{theme.id}",
                shown_line(theme.title),
                material.shift_counts.get(theme.id, 0),
                judged[theme.id],
                percent(theme.old.share),
                percent(theme.new.share),
            )
        )
    if material.has_rest:
        blocks.append(row(NO_THEME, "Under no theme", 0, 0, "", ""))
    return blocks


def theme_of(key: str) -> str | None:
    """The filter's theme for a row of the rail."""
    if key == ALL_THEMES:
        return None
    return "" if key == NO_THEME else key.removeprefix("theme:")


def key_of(theme: str | None) -> str:
    if theme is None:
        return ALL_THEMES
    return f"theme:{theme}" if theme else NO_THEME


def _in_document_order(material: Material, changes: list[Change]) -> list[Block]:
    if not changes:
        return []
    return [_heading(f"{count(len(changes), 'change')}, in the order of the new text"), *_blocks(material, changes)]


def _by_finding(material: Material, changes: list[Change], wanted: Filter) -> list[Block]:
    found = material.findings.get(wanted.theme or "")
    if found is None:
        return _in_document_order(material, changes)
    left = {change.id: change for change in changes}
    blocks: list[Block] = []

    def section(title: str, some: Iterable[Change]) -> None:
        chosen = [left.pop(change.id) for change in some if change.id in left]
        if chosen:
            blocks.append(_heading(f"{shown_line(title)}: {len(chosen)}"))
            blocks.extend(_blocks(material, chosen))

    for cell in found.cells:
        section(cell.title or "Revised or written anew", cell.pairs)
    section(f"New in {material.new.label}", found.added)
    section(f"Not found in {material.new.label}", found.removed)
    for cell in found.cells:
        section(f"{cell.title}, further counterparts", cell.related)
    section("Moved", found.moved)
    section("Spelling, punctuation or numbering only", found.editorial)
    section("Unchanged", found.unchanged)
    section("Other", list(left.values()))
    return blocks


def _blocks(material: Material, changes: Iterable[Change]) -> list[Block]:
    return [material.change_blocks[change.id] for change in changes]


def _heading(text: str) -> Flow:
    return Flow(((text, "heading"),), before=1)


def _nothing(material: Material, wanted: Filter) -> Flow:
    if not wanted.is_open:
        filtered = wanted.describe(material.old.label, material.new.label)
        return Flow(((f"Nothing passes the filter ({filtered}); F lifts it.", "dim"),), before=1)
    kept = sum(change.kind == "kept" for change in material.comparison.changes)
    return Flow(((f"No change here ({count(kept, 'passage')} of the whole text unchanged).", "dim"),), before=1)
