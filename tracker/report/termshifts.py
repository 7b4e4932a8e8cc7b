"""Writes shifts for a terminal: their kind, the old words behind a minus, the new ones behind a plus, with places."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.harmless import clean_line
from tracker.model.comparison import Quote, Shift, ThemeEmphasis
from tracker.report.findings import headlines
from tracker.report.paint import Painter, Span, Style, spans, unbroken
from tracker.report.phrases import NO_SHIFT, place, quotation, shift_phrase, subtheme_title
from tracker.report.verdicts import NO_VERDICTS, Verdicts


def headline_lines(
    shifts: Sequence[Shift],
    limit: int | None,
    labels: tuple[str, str],
    themes: Sequence[ThemeEmphasis],
    painter: Painter,
    width: int,
    verdicts: Verdicts = NO_VERDICTS,
) -> list[str]:
    """The first shifts of all themes, each with the name of its theme; what shows under several is told once. Without a
    limit nothing comes after that says what was found, so that it is said here."""
    found = headlines(shifts, limit)
    if not found:
        return [NO_SHIFT]
    by_id = {theme.id: theme for theme in themes}
    lines: list[str] = []
    for number, headline in enumerate(found, start=1):
        title = Span(_title(headline.shift, by_id.get(headline.shift.theme)), "bold")
        also = ", ".join(clean_line(by_id[it].title) for it in headline.also if it in by_id)
        phrase = shift_phrase(headline.shift, *labels)
        why = clean_line(headline.shift.why) if limit is None and headline.shift.old and headline.shift.new else ""
        notes = Span("".join(f" · {note}" for note in (why, f"also {also}" if also else "") if note), "dim")
        pieces = spans(title, f" · {phrase}", notes)
        lead = f"{number:>{len(str(len(found)))}}  "
        lines += _lines(lead, pieces, headline.shift, painter, width)
        lines += _verdict(lead, headline.shift, verdicts, painter, width)
    return lines


def shift_lines(
    shifts: Sequence[Shift], labels: tuple[str, str], painter: Painter, width: int, verdicts: Verdicts = NO_VERDICTS
) -> list[str]:
    """The shifts of one theme, each with what was found."""
    lines: list[str] = []
    for number, shift in enumerate(shifts, start=1):
        why = Span(f" · {clean_line(shift.why)}" if shift.why else "", "dim")
        pieces = spans(shift_phrase(shift, *labels), why)
        lead = f"{number:>{len(str(len(shifts)))}}  "
        lines += _lines(lead, pieces, shift, painter, width)
        lines += _verdict(lead, shift, verdicts, painter, width)
    return lines


def _verdict(lead: str, shift: Shift, verdicts: Verdicts, painter: Painter, width: int) -> list[str]:
    phrase = verdicts.phrase(shift.id)
    if not phrase:
        return []
    return painter.hanging(
        f"{' ' * len(lead)}{verdicts.sign(shift.id)} ", spans(Span(clean_line(phrase), "bold")), width
    )


def _lines(lead: str, title: Sequence[Span], shift: Shift, painter: Painter, width: int) -> list[str]:
    return [
        *painter.hanging(lead, title, width),
        *_quote(" " * len(lead) + "− ", "old", shift.old, painter, width),
        *_quote(" " * len(lead) + "+ ", "new", shift.new, painter, width),
    ]


def _quote(lead: str, style: Style, quote: Quote | None, painter: Painter, width: int) -> list[str]:
    if quote is None:
        return painter.hanging(lead, spans(Span("nothing found", "dim")), width, style)
    where = unbroken(place(quote.locus, quote.page))
    return painter.hanging(lead, spans(f"{clean_line(quotation(quote))} ", Span(where, "dim")), width, style)


def _title(shift: Shift, theme: ThemeEmphasis | None) -> str:
    if theme is None:
        return clean_line(shift.theme)
    subtheme = subtheme_title(theme, shift.subtheme)
    return clean_line(f"{theme.title} ▸ {subtheme}" if subtheme else theme.title)
