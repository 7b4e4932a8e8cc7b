"""Writes a comparison for a terminal: header, headline shifts, emphasis, then theme by theme, side by side if wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from tracker.beside import shared_out
from tracker.harmless import cell_width, clean_line
from tracker.model.comparison import Change, ChangeKind, Comparison, Shift, ThemeEmphasis
from tracker.report.excerpt import (
    EVERYTHING,
    Detail,
    Excerpt,
    Omission,
    by_passage,
    excerpt,
    listed_pairs,
    opening,
    revised_text,
)
from tracker.report.findings import REVISED, Cell, ThemeFindings, findings_by_theme, findings_without_theme
from tracker.report.paint import (
    Line,
    Painter,
    Span,
    Style,
    beside,
    cut_to,
    part_title,
    spans,
    unbroken,
    wrapped,
)
from tracker.report.phrases import (
    change_phrase,
    count,
    omission_phrase,
    pair_places,
    percent,
    places,
)
from tracker.report.sides import Side, sides_of
from tracker.report.termhead import head_lines
from tracker.report.termshifts import headline_lines, shift_lines
from tracker.report.termtables import emphasis_table, ledger_tables
from tracker.report.verdicts import NO_VERDICTS, Verdicts

HEADLINES = 10
SIDE_BY_SIDE = 100
"""Columns from which on old and new stand next to each other."""
MEASURE = 100
"""Columns that running text fills at most: longer lines are hard to read."""

OVERVIEW = Detail(shifts=5, pairs=2, revised=4, words=50)
"""What is spelt out of every theme when none is asked for."""

_LONG = 200
"""Changes from which the themes are laid out by two processes."""

_NO_THEME_WORDS = 25
"""Words shown of a passage that stands alone and is about no theme."""


def comparison_text(
    comparison: Comparison,
    *,
    width: int,
    colour: bool,
    themes: Sequence[str] = (),
    kinds: Sequence[ChangeKind] = (),
    only_shifts: bool = False,
    verdicts: Verdicts = NO_VERDICTS,
) -> str:
    """`themes` and `kinds` narrow what is shown; none means all, except that passages kept show only when asked for. Of
    a single theme all shifts stand under it, so that no headlines go before."""
    old, new = sides_of(comparison)
    detail = EVERYTHING if themes or kinds else OVERVIEW
    page = _Page(comparison, old, new, width, Painter(colour), frozenset(kinds), detail, verdicts)
    blocks = [head_lines(comparison, old, new, page.painter, page.measure, verdicts)]
    wanted = [shift for shift in comparison.shifts if not themes or shift.theme in themes]
    if only_shifts:
        blocks.append([page.title(f"Shifts ({len(wanted):,})"), "", *page.headlines(wanted, None)])
        return _text(blocks)
    if not kinds and len(themes) != 1:
        title = page.title("Headline shifts")
        note = [f"{len(wanted):,} shifts in all; --only-shifts lists them."] if len(wanted) > HEADLINES else []
        blocks.append([title, "", *page.headlines(verdicts.without_rejected(wanted), HEADLINES), *note])
    if not kinds:
        blocks.append(emphasis_table(comparison.themes, themes, width, page.painter))
    parts = [partial(page.theme, findings) for findings in findings_by_theme(comparison, old, new, themes)]
    for part in shared_out(parts, worth_it=len(comparison.changes) >= _LONG):
        blocks += part
    if not themes:
        blocks += page.theme(findings_without_theme(comparison))
        if not kinds:
            blocks += ledger_tables(comparison.ledger, new.name, width, page.painter)
    return _text(blocks)


def shift_list_text(comparison: Comparison, *, width: int, colour: bool, limit: int | None = None) -> str:
    """The shifts alone, by rank: theme, plain words for the kind, both quotes with their loci."""
    old, new = sides_of(comparison)
    page = _Page(comparison, old, new, width, Painter(colour), frozenset(), EVERYTHING)
    return _text([page.headlines(comparison.shifts, limit)])


@dataclass(frozen=True, slots=True)
class _Page:
    """What all parts of the page share."""

    comparison: Comparison
    old: Side
    new: Side
    width: int
    painter: Painter
    kinds: frozenset[ChangeKind]
    detail: Detail
    verdicts: Verdicts = NO_VERDICTS

    @property
    def measure(self) -> int:
        return min(self.width, MEASURE)

    def title(self, text: str) -> str:
        return self.painter.line(spans(Span(text.upper(), "title")))

    def headlines(self, shifts: Sequence[Shift], limit: int | None) -> list[str]:
        labels = (self.old.label, self.new.label)
        themes = self.comparison.themes
        return headline_lines(shifts, limit, labels, themes, self.painter, self.measure, self.verdicts)

    def theme(self, findings: ThemeFindings) -> list[list[str]]:
        theme = findings.emphasis
        theme_id = theme.id if theme else None
        parts: list[list[str]] = []
        if not self.kinds:
            if any(cell.subtheme for cell in findings.cells):
                parts.append(self._subthemes(findings.cells))
            if findings.shifts:
                parts.append(self._theme_shifts(findings.shifts, theme_id))
        for cell in findings.cells:
            parts += self._cell(cell, theme_id)
        if self._wants("added"):
            parts += self._singles(f"New in {self.new.name}", findings.added, self.new, theme_id)
        if self._wants("removed"):
            parts += self._singles(f"Not found in {self.new.name}", findings.removed, self.old, theme_id)
        if self._wants("moved") and findings.moved:
            parts.append(self._moves(findings.moved))
        if self.kinds:
            unchanged = [change for change in findings.unchanged if change.kind in self.kinds]
            parts += self._singles("Unchanged", unchanged, self.new, theme_id)
        else:
            parts += self._footer(findings)
        return [self._theme_title(theme), *parts] if parts else []

    def _wants(self, kind: ChangeKind) -> bool:
        return not self.kinds or kind in self.kinds

    def _hanging(self, lead: str, pieces: Iterable[Span], style: Style = "") -> list[str]:
        return self.painter.hanging(lead, pieces, self.measure, style)

    def _theme_title(self, theme: ThemeEmphasis | None) -> list[str]:
        title = Span(clean_line(theme.title).upper() if theme else "UNDER NO THEME", "title")
        about = ""
        if theme:
            about = (
                f" {percent(theme.old.share)} → {percent(theme.new.share)} of the words,"
                f" {theme.old.passages:,} → {theme.new.passages:,} passages"
            )
        room = self.measure - cell_width(title.text) - 4
        if len(about) + 3 > room:
            return [self.painter.line([Span("── ", "dim"), title]), *self._hanging("", spans(about.strip()))]
        return [self.painter.line([Span("── ", "dim"), title, Span(f" {'─' * (room - len(about))}{about}", "dim")])]

    def _subthemes(self, cells: Sequence[Cell]) -> list[str]:
        counts = (f"{it.title} {it.old_passages:,} → {it.new_passages:,}" for it in cells if it.subtheme)
        return self._hanging("Passages  ", spans(" · ".join(map(unbroken, counts))), "dim")

    def _cell(self, cell: Cell, theme: str | None) -> list[list[str]]:
        listed, further = listed_pairs(cell, theme, self.detail)
        shown = [change for change in listed if self._wants(change.kind)]
        left_out = [change for change in further if self._wants(change.kind)]
        if not shown and (not left_out or self.detail is OVERVIEW):
            return []
        note = count(len(shown) + len(left_out), "pair")
        if left_out and self.detail is OVERVIEW:
            note += f", {len(shown):,} shown"
        title = part_title(self.painter, f"▸ {cell.title or 'Side by side'}", note)
        parts = [[title], *(self._pair(change, theme) for change in shown)]
        if left_out and self.detail is not OVERVIEW:
            listing = "; ".join(unbroken(pair_places(self.old.passages(it), self.new.passages(it))) for it in left_out)
            parts.append(self._hanging("≈ ", spans(Span(listing, "dim"))))
        return parts

    def _theme_shifts(self, shifts: Sequence[Shift], theme: str | None) -> list[str]:
        shown = shifts[: self.detail.shifts]
        note = f"{len(shown):,} of {len(shifts):,}, --theme {theme} shows all" if len(shown) < len(shifts) else ""
        labels = (self.old.label, self.new.label)
        return [
            part_title(self.painter, "▸ Shifts", note),
            "",
            *shift_lines(shown, labels, self.painter, self.measure, self.verdicts),
        ]

    def _pair(self, change: Change, theme: str | None) -> list[str]:
        old_head = self._locus("− ", self.old, change)
        new_head = self._locus("+ ", self.new, change, change_phrase(change.kind))
        old_text, new_text = self._text(self.old, change, theme), self._text(self.new, change, theme)
        if self.width < SIDE_BY_SIDE:
            return [*self._block(old_head, old_text), *self._block(new_head, new_text)]
        column = (min(self.width, 2 * MEASURE) - 3) // 2
        left: list[Line] = [*wrapped(old_head, column), *wrapped(self.painter.prepared(old_text), column)]
        right: list[Line] = [*wrapped(new_head, column), *wrapped(self.painter.prepared(new_text), column)]
        return beside(left, right, column, self.painter)

    def _block(self, head: Iterable[Span], text: Iterable[Span]) -> list[str]:
        """A locus and the text below it, set in."""
        body = wrapped(self.painter.prepared(text), self.measure - 2)
        return [
            *map(self.painter.line, wrapped(head, self.measure)),
            *("  " + self.painter.line(line) for line in body),
        ]

    def _locus(self, sign: str, side: Side, change: Change, note: str = "") -> tuple[Span, ...]:
        style: Style = "old" if side.is_old else "new"
        passages = side.passages(change)
        headings = list(dict.fromkeys(side.heading(passage) for passage in passages))
        heading = f" {clean_line(headings[0])}" if len(headings) == 1 and headings[0] else ""
        about = Span(f"{heading} · {note}" if note else heading, "dim")
        phrase = "" if side.is_old and change.new else clean_line(self.verdicts.phrase(change.id))
        verdict = Span(f" · {self.verdicts.sign(change.id)} {phrase}" if phrase else "", "bold")
        return spans(Span(sign, style), Span(places(passages), style), about, verdict)

    def _text(self, side: Side, change: Change, theme: str | None) -> tuple[Span, ...]:
        part = excerpt(side, change, theme, self.detail)
        if change.kind in REVISED and change.edits:
            text = _marked(side, change, part)
        else:
            text = spans("\n".join(" ".join(it.text for it in own) for own in by_passage(part.sentences)))
        if not part.left_out:
            return text
        title = next((it.title for it in self.comparison.themes if it.id == part.home), None)
        where = f", see {clean_line(title)}" if title else ""
        return (*text, *spans(Span(f" ({count(part.left_out, 'more word')}{where})", "dim")))

    def _singles(self, title: str, changes: Sequence[Change], side: Side, theme: str | None) -> list[list[str]]:
        if not changes:
            return []
        sign = "− " if side.is_old else "+ "
        parts = [[part_title(self.painter, f"▸ {title}", count(len(changes), "passage"))]]
        for change in changes:
            text = self._text(side, change, theme) if theme else spans(opening(side.sentences(change), _NO_THEME_WORDS))
            parts.append(self._block(self._locus(sign, side, change), text))
        return parts

    def _moves(self, changes: Sequence[Change]) -> list[str]:
        lines = [part_title(self.painter, "▸ Moved", count(len(changes), "passage"))]
        for change in changes:
            way = f"{places(self.old.passages(change))} → {places(self.new.passages(change))}  "
            text = clean_line(" ".join(sentence.text for sentence in self.new.sentences(change)))
            lines += self._hanging("~ ", spans(way, Span(cut_to(text, 2 * MEASURE), "dim")))
        return lines

    def _footer(self, findings: ThemeFindings) -> list[list[str]]:
        notes = []
        if findings.editorial:
            number = count(len(findings.editorial), "passage")
            notes.append(f"{number} changed in spelling, punctuation or numbering only")
        if findings.unchanged:
            notes.append(f"{count(len(findings.unchanged), 'passage')} unchanged")
        return [self._hanging("", spans(Span(f"{'; '.join(notes)}.", "dim")))] if notes else []


def _marked(side: Side, change: Change, part: Excerpt) -> tuple[Span, ...]:
    mark: Style = "deleted" if side.is_old else "inserted"
    pieces: list[Span] = []
    for run in revised_text(side, change, part):
        if isinstance(run, Omission):
            pieces.append(Span(f" {omission_phrase(run.words)} ", "dim"))
        else:
            pieces.append(Span(run.text, mark if run.marked else ""))
    return spans(*pieces)


def _text(blocks: Iterable[Sequence[str]]) -> str:
    written = ("\n".join(line.rstrip() for line in block) for block in blocks if block)
    return "\n\n".join(written) + "\n"
