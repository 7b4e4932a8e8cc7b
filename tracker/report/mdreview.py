"""Writes what an analyst decided as a section of the changelog: all of it in one place, with the words it is about."""

from __future__ import annotations

from tracker.model.comparison import Change, Comparison, Quote
from tracker.report.excerpt import opening
from tracker.report.mdtext import escaped
from tracker.report.phrases import change_phrase, place, places, quotation, shift_phrase
from tracker.report.sides import Side
from tracker.report.verdicts import Verdicts, orphan_line

_OPENING_WORDS = 40


def review_section(comparison: Comparison, old: Side, new: Side, verdicts: Verdicts) -> list[str]:
    """Nothing where nobody asked for it."""
    if verdicts.is_empty:
        return []
    titles = {theme.id: theme.title for theme in comparison.themes}
    entries = [
        (shift.id, f"{titles.get(shift.theme, shift.theme)} · {shift_phrase(shift, old.label, new.label)}",
         _quoted(shift.old), _quoted(shift.new))
        for shift in comparison.shifts
    ] + [
        (change.id, _change_title(change, titles), _opened(old, change), _opened(new, change))
        for change in comparison.changes
        if change.id in verdicts.judgements
    ]  # fmt: skip
    lines: list[str] = []
    judged = [entry for entry in entries if entry[0] in verdicts.judgements]
    for number, (id, title, before, after) in enumerate(judged, start=1):
        indent = " " * (len(str(number)) + 2)
        lines.append(f"{number}. {verdicts.sign(id)} **{escaped(verdicts.phrase(id))}** · {escaped(title)}")
        lines += [f"{indent}- {escaped(side.label)}: {text}" for side, text in ((old, before), (new, after)) if text]
    blocks = ["## Review", verdicts.summary()]
    if lines:
        blocks.append("\n".join(lines))
    if verdicts.orphans:
        blocks.append("Without a place in these texts:")
        blocks.append("\n".join(f"- {escaped(orphan_line(orphan))}" for orphan in verdicts.orphans))
    return blocks


def _change_title(change: Change, titles: dict[str, str]) -> str:
    themes = ", ".join(titles.get(theme, theme) for theme in change.themes)
    return f"{themes} · {change_phrase(change.kind)}" if themes else change_phrase(change.kind)


def _quoted(quote: Quote | None) -> str:
    return f"{escaped(quotation(quote))} ({escaped(place(quote.locus, quote.page))})" if quote else ""


def _opened(side: Side, change: Change) -> str:
    passages = side.passages(change)
    if not passages:
        return ""
    return f"“{escaped(opening(side.sentences(change), _OPENING_WORDS))}” ({escaped(places(passages))})"
