"""Writes shifts for a terminal: their kind, the old words behind a minus, the new ones behind a plus, with places."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.harmless import clean_line
from tracker.model.comparison import Quote, Shift, ThemeEmphasis
from tracker.report.paint import Painter, Span, Style, spans, unbroken
from tracker.report.phrases import place, shift_phrase


def shift_lines(
    shifts: Sequence[Shift],
    labels: tuple[str, str],
    themes: Sequence[ThemeEmphasis],
    painter: Painter,
    width: int,
    *,
    reasons: bool = False,
) -> list[str]:
    """A numbered list; the shifts are named by those of `themes` that are given."""
    if not shifts:
        return ["No rule found a shift of policy."]
    digits = len(str(len(shifts)))
    by_id = {theme.id: theme for theme in themes}
    lines: list[str] = []
    for number, shift in enumerate(shifts, start=1):
        lead = f"{number:>{digits}}  "
        title = _title(shift, by_id.get(shift.theme))
        pieces = spans(Span(title, "bold"), " · " if title else "", shift_phrase(shift.kind, *labels))
        if reasons and shift.why:
            pieces += spans(Span(f" · {clean_line(shift.why)}", "dim"))
        lines += painter.hanging(lead, pieces, width)
        lines += _quote(" " * len(lead) + "− ", "old", shift.old, painter, width)
        lines += _quote(" " * len(lead) + "+ ", "new", shift.new, painter, width)
    return lines


def _quote(lead: str, style: Style, quote: Quote | None, painter: Painter, width: int) -> list[str]:
    if quote is None:
        return painter.hanging(lead, spans(Span("nothing found", "dim")), width, style)
    where = unbroken(place(quote.locus, quote.page))
    return painter.hanging(lead, spans(f"“{clean_line(quote.quote)}” ", Span(where, "dim")), width, style)


def _title(shift: Shift, theme: ThemeEmphasis | None) -> str:
    if theme is None:
        return ""
    subtheme = dict(theme.subthemes).get((shift.subtheme or "").rpartition("/")[2])
    return clean_line(f"{theme.title} ▸ {subtheme}" if subtheme else theme.title)
