"""Lays out the tables of a comparison for a terminal: the share of each theme, and the vocabulary ledger."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.harmless import cell_width, clean_line
from tracker.model.comparison import Ledger, LedgerRow, ThemeEmphasis
from tracker.report.paint import Painter, Span, cut_to, padded, part_title, spans
from tracker.report.phrases import bar, ledger_lists, percent, rate, watched

LEDGER_ROWS = 12

_BARS_WIDTH = 40
_COUNTS_WIDTH = 36
_MIN_NAME = 16


def emphasis_table(themes: Sequence[ThemeEmphasis], only: Sequence[str], width: int, painter: Painter) -> list[str]:
    """A line per theme that either side speaks about; `only` names those wanted, none means all."""
    rows = [theme for theme in themes if (not only or theme.id in only) and (theme.old.passages or theme.new.passages)]
    if not rows:
        return []
    full = max(side.share for theme in rows for side in (theme.old, theme.new))
    names = [clean_line(theme.title) for theme in rows]
    widest = min(max(map(cell_width, names)), max(_MIN_NAME, width - _BARS_WIDTH))
    lines = [painter.line(spans(Span("SHARE OF THE WORDS", "title"))), ""]
    for theme, name in zip(rows, names, strict=True):
        before, after = (
            f"{padded(bar(side.share, full), 8)} {percent(side.share):>4}" for side in (theme.old, theme.new)
        )
        lines.append(f"{padded(cut_to(name, widest), widest)}  {before} → {after}")
    return lines


def ledger_tables(ledger: Ledger, new: str, width: int, painter: Painter) -> list[list[str]]:
    """`new` is the name of the new side. Of the watch list shows all that either has, of the other lists the most
    telling rows."""
    present, absent = watched(ledger.watch)
    tables = []
    if ledger.watch:
        rest = painter.hanging("  ", spans(Span(absent, "dim")), width) if absent else []
        tables.append([*_rows("Watch list", present, len(present), width, painter), *rest])
    tables += [_rows(title, rows, LEDGER_ROWS, width, painter) for title, rows in ledger_lists(ledger, new)]
    return [[painter.line(spans(Span("── ", "dim"), Span("VOCABULARY", "title")))], *tables] if tables else []


def _rows(title: str, rows: Sequence[LedgerRow], limit: int, width: int, painter: Painter) -> list[str]:
    shown = rows[:limit] if len(rows) > limit + 2 else rows
    terms = [clean_line(row.term) for row in shown]
    widest = min(max(map(cell_width, terms), default=0), max(_MIN_NAME, width - _COUNTS_WIDTH))
    note = f"{len(shown):,} of {len(rows):,}, " if len(shown) < len(rows) else ""
    lines = [part_title(painter, f"▸ {title}", f"{note}count (per 10,000 words)")]
    for term, row in zip(terms, shown, strict=True):
        before = f"{row.old:,} ({rate(row.per_10k[0])})"
        after = f"{row.new:,} ({rate(row.per_10k[1])})"
        lines.append(f"  {padded(cut_to(term, widest), widest)}  {before:>12} → {after}")
    return lines
