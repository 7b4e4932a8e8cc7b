"""The detail pane: what is known of the change or shift under the cursor, and the citation of its words."""

from __future__ import annotations

from tracker.model.comparison import Change, Quote, Shift
from tracker.report.phrases import change_phrase, place, places, shift_phrase, significance_phrase
from tracker.report.sides import Side
from tracker.report.verdicts import SIGNS
from tracker.tui.blocks import Block, Flow
from tracker.tui.lines import Span, shown, shown_line
from tracker.tui.marks import CHANGE_SIGNS, CHANGE_STYLES, SHIFT_SIGN, VERDICT_STYLES
from tracker.tui.material import Material


def detail_blocks(material: Material, key: str, verdict: str | None, note: str) -> list[Block]:
    sort, _, id = key.partition(":")
    if sort == "change" and id in material.changes:
        rows = _change_rows(material, material.changes[id])
    elif sort == "shift" and id in material.shifts:
        rows = _shift_rows(material, material.shifts[id])
    else:
        return []
    if verdict:
        head, spans = rows[0]
        rows[0] = (head, (*spans, (f"  {SIGNS[verdict]} {verdict}", VERDICT_STYLES[verdict])))
    if note:
        rows.insert(1, ("note", ((shown(note), "strong"),)))
    return [Flow(spans, head=((f"{name:<8} ", "dim"),)) for name, spans in rows]


def citation(material: Material, key: str) -> str:
    """The words under the cursor with what they are cited by, exact to the character, for the clipboard."""
    sort, _, id = key.partition(":")
    parts: list[tuple[Side, str, str]] = []
    if sort == "change" and id in material.changes:
        change = material.changes[id]
        for side in (material.old, material.new):
            sentences = side.sentences(change) if side.passages(change) else ()
            text = " ".join(sentence.text for sentence in sentences)
            if text:
                parts.append((side, text, places(side.passages(change))))
    elif sort == "shift" and id in material.shifts:
        shift = material.shifts[id]
        for side, quote in ((material.old, shift.old), (material.new, shift.new)):
            if quote:
                parts.append((side, quote.quote, place(quote.locus, quote.page)))
    return "\n".join(f"“{text}” ({_source(side)}, {where})" for side, text, where in parts)


def _source(side: Side) -> str:
    document = side.document
    year = (document.published or "")[:4]
    return f"{document.title}, {year}" if year and year not in document.title else document.title


def _change_rows(material: Material, change: Change) -> list[tuple[str, tuple[Span, ...]]]:
    themes = ", ".join(map(material.title, change.themes)) or "no theme"
    head = f"{change_phrase(change.kind)} · {significance_phrase(change.significance)} · {change.band} confidence"
    shifts = sum(shift in material.shifts for shift in change.shifts)
    return [
        ("change", ((f"{CHANGE_SIGNS[change.kind]} ", CHANGE_STYLES[change.kind]), (head, "strong"))),
        ("why", ((shown_line(change.why), ""),)),
        ("where", ((_where(material, _loci(material.old, change), _loci(material.new, change)), ""),)),
        ("themes", ((f"{themes}{f' · {shifts} shifts found in it' if shifts > 1 else ''}", ""),)),
    ]


def _shift_rows(material: Material, shift: Shift) -> list[tuple[str, tuple[Span, ...]]]:
    phrase = shift_phrase(shift, material.old.label, material.new.label)
    return [
        ("shift", ((f"{SHIFT_SIGN} ", "shift"), (f"{phrase} ({shift.kind}, rank {shift.rank})", "strong"))),
        ("why", ((shown_line(shift.why), ""),)),
        ("where", ((_where(material, _quote_place(shift.old), _quote_place(shift.new)), ""),)),
        ("rule", ((shift.rule, "dim"),)),
    ]


def _where(material: Material, old: str, new: str) -> str:
    return f"{material.old.label} {old or 'not found'}  →  {material.new.label} {new or 'not found'}"


def _loci(side: Side, change: Change) -> str:
    passages = side.passages(change)
    heading = shown_line(side.heading(passages[0])) if passages else ""
    return f"{places(passages)}{f' ({heading})' if heading else ''}" if passages else ""


def _quote_place(quote: Quote | None) -> str:
    return place(quote.locus, quote.page) if quote else ""
