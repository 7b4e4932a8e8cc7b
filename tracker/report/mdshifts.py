"""Writes shifts in Markdown: what was found, the old words and the new ones, with places."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.comparison import Quote, Shift, ThemeEmphasis
from tracker.report.findings import headlines
from tracker.report.mdtext import escaped
from tracker.report.phrases import place, quotation, shift_phrase, subtheme_title
from tracker.report.sides import Side
from tracker.report.verdicts import NO_VERDICTS, Verdicts


def headline_list(
    shifts: Sequence[Shift],
    limit: int,
    old: Side,
    new: Side,
    themes: Sequence[ThemeEmphasis],
    verdicts: Verdicts = NO_VERDICTS,
) -> str:
    """The first shifts of all themes, numbered, each with the name of its theme, the old words and the new ones."""
    by_id = {theme.id: theme for theme in themes}
    lines: list[str] = []
    for number, headline in enumerate(headlines(shifts, limit), start=1):
        shift = headline.shift
        theme = by_id.get(shift.theme)
        title = f"**{escaped(theme.title if theme else shift.theme)}**{_subtheme_title(shift, theme)}"
        also = ", ".join(escaped(by_id[it].title) for it in headline.also if it in by_id)
        phrase = escaped(shift_phrase(shift, old.label, new.label))
        lines += _shift(number, f"{title} · {phrase}{f' · also {also}' if also else ''}", shift, old, new, verdicts)
    return "\n".join(lines)


def shift_list(shifts: Sequence[Shift], start: int, old: Side, new: Side, verdicts: Verdicts) -> str:
    """The shifts of one theme, numbered from `start`, each with what was found."""
    lines: list[str] = []
    for number, shift in enumerate(shifts, start=start):
        phrase = f"**{escaped(shift_phrase(shift, old.label, new.label))}**"
        lines += _shift(number, f"{phrase} · {escaped(shift.why)}" if shift.why else phrase, shift, old, new, verdicts)
    return "\n".join(lines)


def _shift(number: int, title: str, shift: Shift, old: Side, new: Side, verdicts: Verdicts) -> list[str]:
    indent = " " * (len(str(number)) + 2)
    quotes = ((old, shift.old), (new, shift.new))
    phrase = verdicts.phrase(shift.id)
    return [
        f"{number}. {title}",
        *(f"{indent}- {escaped(side.label)}: {_quoted(quote)}" for side, quote in quotes),
        *([f"{indent}- {verdicts.sign(shift.id)} *{escaped(phrase)}*"] if phrase else []),
    ]


def _subtheme_title(shift: Shift, theme: ThemeEmphasis | None) -> str:
    title = subtheme_title(theme, shift.subtheme)
    return f" ▸ {escaped(title)}" if title else ""


def _quoted(quote: Quote | None) -> str:
    if quote is None:
        return "*nothing found*"
    return f"{escaped(quotation(quote))} ({escaped(place(quote.locus, quote.page))})"
