"""A comparison made ready to be shown: every change and shift as a block, made once, whatever is filtered later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.model.comparison import Change, Comparison, Quote, Shift
from tracker.report.findings import REVISED, ThemeFindings, findings_by_theme, findings_without_theme
from tracker.report.phrases import place, places, quotation, shift_phrase
from tracker.report.sides import Run, Side, sides_of
from tracker.tui.blocks import Pair, Spans
from tracker.tui.lines import cut, shown, shown_line
from tracker.tui.marks import CHANGE_SIGNS, CHANGE_STYLES, SHIFT_SIGN
from tracker.tui.merged import merged, trimmed

_LABEL = 20
"""Columns that the name of a version may take before the place of a quote."""


@dataclass(frozen=True, slots=True)
class Material:
    comparison: Comparison
    old: Side
    new: Side
    findings: Mapping[str, ThemeFindings]
    """By theme; under the empty string what is under none."""
    changes: Mapping[str, Change]
    shifts: Mapping[str, Shift]
    change_blocks: Mapping[str, Pair]
    shift_blocks: Mapping[str, Pair]
    shift_counts: Mapping[str, int]
    """By theme."""
    has_rest: bool
    """Whether a change is under no theme."""

    def title(self, theme: str) -> str:
        return next((shown_line(item.title) for item in self.comparison.themes if item.id == theme), theme)


def prepare(comparison: Comparison, *, signs: bool = False) -> Material:
    """With `signs`, marks of text in one column are spelt out."""
    old, new = sides_of(comparison)
    findings = {
        found.emphasis.id: found for found in findings_by_theme(comparison, old, new) if found.emphasis is not None
    }
    titles = {theme.id: shown_line(theme.title) for theme in comparison.themes}
    subtitles = {f"{theme.id}/{id}": shown_line(title) for theme in comparison.themes for id, title in theme.subthemes}
    return Material(
        comparison=comparison,
        old=old,
        new=new,
        findings={**findings, "": findings_without_theme(comparison)},
        changes={change.id: change for change in comparison.changes},
        shifts={shift.id: shift for shift in comparison.shifts},
        change_blocks={change.id: change_block(change, old, new, signs=signs) for change in comparison.changes},
        shift_blocks={shift.id: _shift_block(shift, old, new, titles, subtitles) for shift in comparison.shifts},
        shift_counts=Counter(shift.theme for shift in comparison.shifts),
        has_rest=any(not change.themes for change in comparison.changes),
    )


def change_block(change: Change, old: Side, new: Side, *, signs: bool = False) -> Pair:
    sign = (CHANGE_SIGNS[change.kind], CHANGE_STYLES[change.kind])
    revised = change.kind in REVISED
    return Pair(
        rows=_rows(change, old, new),
        old_head=_head(change, old),
        new_head=_head(change, new),
        labels=(cut(old.label, _LABEL), cut(new.label, _LABEL)),
        signs=(sign, sign),
        merged=merged(change.edits, signs=signs) if revised else (),
        key=f"change:{change.id}",
        style=CHANGE_STYLES[change.kind],
    )


def _rows(change: Change, old: Side, new: Side) -> tuple[tuple[Spans, Spans], ...]:
    """Bead by bead where the beads of both sides stand in the same order, else all in one."""
    revised = change.kind in REVISED
    if not change.beads or not revised:
        return ((_whole(change, old), _whole(change, new)),)
    old_runs, new_runs = old.runs(change), new.runs(change)
    ordered = _in_order(change, old, new)
    if not ordered:
        return ((styled(old_runs, "del"), styled(new_runs, "ins")),)
    rows: list[tuple[Spans, Spans]] = []
    at = [0, 0]
    for lengths in ordered:
        sides: list[Spans] = []
        for side, (runs, length, style) in enumerate(((old_runs, lengths[0], "del"), (new_runs, lengths[1], "ins"))):
            piece = styled(cropped(runs, at[side], at[side] + length), style) if length >= 0 else ()
            sides.append(piece)
            at[side] += length + 1
        rows.append((sides[0], sides[1]))
    return tuple(_closed_up(rows))


def _closed_up(rows: Sequence[tuple[Spans, Spans]]) -> list[tuple[Spans, Spans]]:
    """What only the old text has beside what only the new one has, where they follow each other: nothing else would
    stand there."""
    out: list[tuple[Spans, Spans]] = []
    for old, new in rows:
        if out and bool(old) != bool(new) and bool(out[-1][0]) != bool(out[-1][1]):
            before, after = out[-1]
            out[-1] = (_continued(before, old), _continued(after, new))
        else:
            out.append((old, new))
    return out


def _continued(text: Spans, more: Spans) -> Spans:
    return (*text, (" ", ""), *more) if text and more else text or more


def _in_order(change: Change, old: Side, new: Side) -> list[tuple[int, int]]:
    """Characters of each bead on both sides (-1 for none); empty where a side's beads are not in reading order."""
    lengths: list[tuple[int, int]] = []
    last = [(-1, -1), (-1, -1)]
    for bead in change.beads:
        found = []
        for number, (side, loci) in enumerate(((old, bead.old), (new, bead.new))):
            places_ = [side.sentence_index[locus] for locus in loci]
            for sentence in places_:
                if sentence <= last[number]:
                    return []
                last[number] = sentence
            texts = [side.document.passages[p].sentences[s].text for p, s in places_]
            found.append(sum(map(len, texts)) + len(texts) - 1 if texts else -1)
        lengths.append((found[0], found[1]))
    return lengths


def _whole(change: Change, side: Side) -> Spans:
    if not (change.old if side.is_old else change.new):
        return ()
    parts: list[str] = []
    last = None
    for sentence in side.sentences(change):
        passage = sentence.locus.rpartition(" s")[0]
        if parts:
            parts.append(" " if passage == last else "\n")
        parts.append(sentence.text)
        last = passage
    return ((shown("".join(parts)), ""),)


def styled(runs: Sequence[Run], style: str) -> Spans:
    return tuple(span for run in runs for span in trimmed(shown(run.text), style if run.marked else ""))


def cropped(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """What of the runs lies between two offsets of their joined text."""
    cropped = []
    position = 0
    for run in runs:
        text = run.text[max(0, start - position) : max(0, end - position)]
        if text:
            cropped.append(Run(text, run.marked))
        position += len(run.text)
    return cropped


def _head(change: Change, side: Side) -> str:
    passages = side.passages(change)
    if not passages:
        return ""
    heading = shown_line(side.heading(passages[0]))
    where = places(passages)
    return f"{where} · {heading}" if heading else where


def _shift_block(shift: Shift, old: Side, new: Side, titles: Mapping[str, str], subtitles: Mapping[str, str]) -> Pair:
    under = subtitles.get(shift.subtheme or "")
    topic = f"{titles.get(shift.theme, shift.theme)} ▸ {under}" if under else titles.get(shift.theme, shift.theme)
    return Pair(
        rows=((_quoted(shift.old), _quoted(shift.new)),),
        title=(
            (f"{SHIFT_SIGN} {shift.rank} ", "shift"),
            (shift_phrase(shift, old.label, new.label), "strong"),
            (f"  {topic}", "dim"),
        ),
        old_head=place(shift.old.locus, shift.old.page) if shift.old else "",
        new_head=place(shift.new.locus, shift.new.page) if shift.new else "",
        labels=(cut(old.label, _LABEL), cut(new.label, _LABEL)),
        key=f"shift:{shift.id}",
        style="shift",
    )


def _quoted(quote: Quote | None) -> Spans:
    return ((shown(quotation(quote)), ""),) if quote else ()
