"""Tells a comparison in a few plain lines: for commit messages, a server's answer to a push, and feeds."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.harmless import clean_line
from tracker.model.comparison import Comparison, Quote, ThemeEmphasis
from tracker.model.words import shortened
from tracker.report.findings import headlines
from tracker.report.phrases import place, quotation, regime_sentence, shift_phrase, subtheme_title
from tracker.report.sides import sides_of

WIDTH = 72
_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One shift: what it is about, and what each side says."""

    title: str
    quotes: tuple[tuple[str, str], ...]
    """Label of the side, and its words with their place."""


def message_lines(comparison: Comparison, limit: int) -> list[str]:
    """How much was carried over, then the first shifts; at most `WIDTH` columns, none beginning with a sign."""
    old, _ = sides_of(comparison)
    lines = _wrapped(f"Against {old.label}: {regime_sentence(comparison.regime)}", "", "")
    for told in told_shifts(comparison, limit):
        lines += ["", *_wrapped(told.title, "", "  ")]
        for label, words in told.quotes:
            lines += _wrapped(f"{label}: {words}", "  ", "    ")
    return lines


def message_html(comparison: Comparison, limit: int) -> str:
    """The same as HTML, for feeds."""
    old, _ = sides_of(comparison)
    parts = [f"<p>{_text(f'Against {old.label}: {regime_sentence(comparison.regime)}')}</p>"]
    items = []
    for told in told_shifts(comparison, limit):
        quotes = "".join(f"<li>{_text(f'{label}: {words}')}</li>" for label, words in told.quotes)
        items.append(f"<li>{_text(told.title)}<ul>{quotes}</ul></li>")
    if items:
        parts.append(f"<ol>{''.join(items)}</ol>")
    return "".join(parts)


def told_shifts(comparison: Comparison, limit: int) -> Iterator[Told]:
    """The first shifts by rank, what shows under several themes once."""
    old, new = sides_of(comparison)
    themes = {theme.id: theme for theme in comparison.themes}
    for headline in headlines(comparison.shifts, limit):
        shift = headline.shift
        phrase = shift_phrase(shift, old.label, new.label)
        yield Told(
            title=clean_line(f"{_title(themes.get(shift.theme), shift.theme, shift.subtheme)}: {phrase}"),
            quotes=((old.label, _quoted(shift.old)), (new.label, _quoted(shift.new))),
        )


def _title(theme: ThemeEmphasis | None, theme_id: str, subtheme: str | None) -> str:
    if theme is None:
        return theme_id
    named = subtheme_title(theme, subtheme)
    return f"{theme.title} ▸ {named}" if named else theme.title


def _quoted(quote: Quote | None) -> str:
    if quote is None:
        return "nothing found"
    whole = clean_line(quote.quote)
    words = shortened(whole, _QUOTE)
    shown = replace(quote, quote=words, cut=(quote.cut[0], quote.cut[1] and words == whole))
    return f"{quotation(shown)} ({place(quote.locus, quote.page)})"


def _wrapped(text: str, first: str, further: str) -> list[str]:
    return textwrap.wrap(
        clean_line(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _text(words: str) -> str:
    return html.escape(clean_line(words), quote=False)
