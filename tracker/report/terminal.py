"""Writes a comparison for a terminal: header, headline shifts, emphasis, then theme by theme, side by side if wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.harmless import cell_width, clean_line
from tracker.model.comparison import Change, ChangeKind, Comparison, Quote, Shift, ThemeEmphasis
from tracker.report.excerpt import Omission, excerpt, without_long_kept_runs
from tracker.report.findings import REVISED, Cell, ThemeFindings, findings_by_theme, findings_without_theme
from tracker.report.paint import (
    Line,
    Painter,
    Span,
    Style,
    beside,
    cut_to,
    padded,
    part_title,
    spans,
    unbroken,
    wrapped,
)
from tracker.report.phrases import (
    cautions,
    change_phrase,
    count,
    percent,
    place,
    places,
    plain_date,
    regime_sentence,
    series_label,
    shift_phrase,
)
from tracker.report.sides import Side, sides_of
from tracker.report.termtables import emphasis_table, ledger_tables

HEADLINES = 10
SIDE_BY_SIDE = 100
"""Columns from which on old and new stand next to each other."""
MEASURE = 100
"""Columns that running text fills at most: longer lines are hard to read."""


def comparison_text(
    comparison: Comparison,
    *,
    width: int,
    colour: bool,
    themes: Sequence[str] = (),
    kinds: Sequence[ChangeKind] = (),
    only_shifts: bool = False,
) -> str:
    """`themes` and `kinds` narrow what is shown; none means all, except that passages kept show only when asked for."""
    old, new = sides_of(comparison)
    page = _Page(comparison, old, new, width, Painter(colour), frozenset(kinds))
    blocks = [page.head()]
    wanted = [shift for shift in comparison.shifts if not themes or shift.theme in themes]
    if only_shifts:
        blocks.append(page.shifts("Shifts", wanted, named=True, reasons=True))
        return _text(blocks)
    if not kinds:
        blocks.append(page.shifts("Headline shifts", wanted[:HEADLINES], total=len(wanted), named=True))
        blocks.append(emphasis_table(comparison.themes, themes, width, page.painter))
    for findings in findings_by_theme(comparison, old, new, themes):
        blocks += page.theme(findings)
    if not themes:
        blocks += page.theme(findings_without_theme(comparison))
        if not kinds:
            blocks += ledger_tables(comparison.ledger, new.label, width, page.painter)
    return _text(blocks)


def shift_list_text(
    comparison: Comparison, *, width: int, colour: bool, limit: int | None = None, themes: Sequence[str] = ()
) -> str:
    """The shifts alone, by rank: theme, plain words for the kind, both quotes with their loci."""
    old, new = sides_of(comparison)
    page = _Page(comparison, old, new, width, Painter(colour), frozenset())
    wanted = [shift for shift in comparison.shifts if not themes or shift.theme in themes]
    return _text([page.shifts("", wanted if limit is None else wanted[:limit], named=True)])


@dataclass(frozen=True, slots=True)
class _Page:
    """What all parts of the page share."""

    comparison: Comparison
    old: Side
    new: Side
    width: int
    painter: Painter
    kinds: frozenset[ChangeKind]

    def head(self) -> list[str]:
        series = {series_label(side.document) for side in (self.old, self.new)}
        name = f"{series.pop()}  " if len(series) == 1 and None not in series else ""
        lines = self._lines(spans(Span(f"{name}{self.old.label} → {self.new.label}", "title")))
        for side in (self.old, self.new):
            document = side.document
            about = f"{document.title}, {plain_date(document.published)}, {count(document.words, 'word')}"
            pages = f", {count(document.pages, 'page')}" if document.pages else ""
            lines += self._hanging(f"  {padded(clean_line(side.label), self._label_width)}  ", spans(about + pages))
        lines += self._lines(spans(regime_sentence(self.comparison.regime)))
        for caution in cautions(self.comparison, self.old.label, self.new.label):
            lines += self._hanging("! ", spans(caution))
        return lines

    def shifts(
        self, title: str, shifts: Sequence[Shift], *, total: int | None = None, named: bool, reasons: bool = False
    ) -> list[str]:
        lines = []
        if title:
            of_all = f" ({len(shifts):,} of {total:,})" if total is not None and total > len(shifts) else ""
            lines += [self.painter.line(spans(Span(f"{title.upper()}{of_all}", "title"))), ""]
        if not shifts:
            return [*lines, "No rule found a shift of policy."]
        digits = len(str(len(shifts)))
        for number, shift in enumerate(shifts, start=1):
            lines += self._shift(f"{number:>{digits}}  ", shift, named=named, reasons=reasons)
        return lines

    def theme(self, findings: ThemeFindings) -> list[list[str]]:
        theme = findings.emphasis
        theme_id = theme.id if theme else None
        parts: list[list[str]] = []
        if findings.shifts and not self.kinds:
            parts.append(self.shifts("Shifts", findings.shifts, named=False, reasons=True))
        for cell in findings.cells:
            parts += self._cell(cell, theme_id)
        if self._wants("added"):
            parts += self._singles(f"New in {self.new.label}", findings.added, self.new, theme_id)
        if self._wants("removed"):
            parts += self._singles(f"Not found in {self.new.label}", findings.removed, self.old, theme_id)
        if self._wants("moved") and findings.moved:
            parts.append(self._moves(findings.moved))
        if self.kinds:
            unchanged = [change for change in findings.unchanged if change.kind in self.kinds]
            parts += self._singles("Unchanged", unchanged, self.new, theme_id)
        parts += self._footer(findings)
        return [self._theme_title(theme), *parts] if parts else []

    @property
    def _label_width(self) -> int:
        return max(cell_width(clean_line(side.label)) for side in (self.old, self.new))

    def _wants(self, kind: ChangeKind) -> bool:
        return not self.kinds or kind in self.kinds

    def _lines(self, pieces: Iterable[Span]) -> list[str]:
        return self._hanging("", pieces)

    def _hanging(self, lead: str, pieces: Iterable[Span], style: Style = "") -> list[str]:
        """Text wrapped behind a lead that stands on its first line only."""
        indent = cell_width(lead)
        lines = wrapped(self.painter.prepared(pieces), min(self.width, MEASURE) - indent)
        first = self.painter.line([Span(lead, style)])
        return [
            (first if index == 0 else " " * indent) + self.painter.line(line)
            for index, line in enumerate(lines or [()])
        ]

    def _shift(self, lead: str, shift: Shift, *, named: bool, reasons: bool) -> list[str]:
        phrase = shift_phrase(shift.kind, self.old.label, self.new.label)
        theme = next((theme for theme in self.comparison.themes if theme.id == shift.theme), None)
        title = _shift_title(shift, theme) if named else ""
        pieces = spans(Span(title, "bold"), " · " if title else "", phrase)
        if reasons and shift.why:
            pieces += spans(Span(f" · {shift.why}", "dim"))
        lines = self._hanging(lead, pieces)
        lines += self._quote(" " * len(lead) + "− ", "old", shift.old)
        lines += self._quote(" " * len(lead) + "+ ", "new", shift.new)
        return lines

    def _quote(self, lead: str, style: Style, quote: Quote | None) -> list[str]:
        if quote is None:
            return self._hanging(lead, spans(Span("nothing found", "dim")), style)
        where = unbroken(place(quote.locus, quote.page))
        return self._hanging(lead, spans(f"“{clean_line(quote.quote)}” ", Span(where, "dim")), style)

    def _theme_title(self, theme: ThemeEmphasis | None) -> list[str]:
        title = clean_line(theme.title).upper() if theme else "UNDER NO THEME"
        about = ""
        if theme:
            about = (
                f" {percent(theme.old.share)} → {percent(theme.new.share)} of the words,"
                f" {theme.old.passages:,} → {theme.new.passages:,} passages"
            )
        room = min(self.width, MEASURE) - cell_width(title) - 4
        if len(about) + 3 > room:
            return [
                self.painter.line(spans(Span("── ", "dim"), Span(title, "title"))),
                *self._lines(spans(about.strip())),
            ]
        rule = "─" * (room - len(about))
        return [self.painter.line(spans(Span("── ", "dim"), Span(title, "title"), Span(f" {rule}{about}", "dim")))]

    def _cell(self, cell: Cell, theme: str | None) -> list[list[str]]:
        pairs = [change for change in cell.pairs if self._wants(change.kind)]
        if not pairs and self.kinds:
            return []
        note = ""
        if cell.subtheme is not None:
            before = count(cell.old_passages, "passage") if cell.old_passages else "nothing"
            after = count(cell.new_passages, "passage") if cell.new_passages else "nothing"
            note = f"{before} → {after}"
        title = cell.title or "Side by side"
        parts = [[part_title(self.painter, f"▸ {title}", note)]]
        parts += [self._pair(change, theme) for change in pairs]
        return parts

    def _pair(self, change: Change, theme: str | None) -> list[str]:
        old_head = self._locus_line("− ", "old", self.old, change)
        new_head = self._locus_line("+ ", "new", self.new, change, change_phrase(change.kind))
        old_text = self.painter.prepared(self._text(self.old, change, theme))
        new_text = self.painter.prepared(self._text(self.new, change, theme))
        if self.width < SIDE_BY_SIDE:
            measure = self.width - 2
            return [
                *(self.painter.line(line) for line in wrapped(old_head, self.width)),
                *("  " + self.painter.line(line) for line in wrapped(old_text, measure)),
                *(self.painter.line(line) for line in wrapped(new_head, self.width)),
                *("  " + self.painter.line(line) for line in wrapped(new_text, measure)),
            ]
        column = (min(self.width, 2 * MEASURE) - 3) // 2
        left: list[Line] = [*wrapped(old_head, column), *wrapped(old_text, column)]
        right: list[Line] = [*wrapped(new_head, column), *wrapped(new_text, column)]
        return beside(left, right, column, self.painter)

    def _locus_line(self, sign: str, style: Style, side: Side, change: Change, note: str = "") -> tuple[Span, ...]:
        passages = side.passages(change)
        headings = list(dict.fromkeys(side.heading(passage) for passage in passages))
        heading = f" {clean_line(headings[0])}" if len(headings) == 1 and headings[0] else ""
        return spans(
            Span(sign, style),
            Span(places(passages), style),
            Span(heading, "dim"),
            Span(f" · {note}" if note else "", "dim"),
        )

    def _text(self, side: Side, change: Change, theme: str | None) -> tuple[Span, ...]:
        if change.kind in REVISED and change.edits:
            return self._marked(side, change)
        part = excerpt(side, change, theme)
        text = clean_line(" ".join(sentence.text for sentence in part.sentences))
        if not part.left_out:
            return spans(text)
        title = next((it.title for it in self.comparison.themes if it.id == part.home), "another theme")
        return spans(text, Span(f" ({part.left_out:,} more words, in full under {title})", "dim"))

    def _marked(self, side: Side, change: Change) -> tuple[Span, ...]:
        mark: Style = "deleted" if side.is_old else "inserted"
        pieces: list[Span] = []
        for run in without_long_kept_runs(side.runs(change)):
            if isinstance(run, Omission):
                pieces.append(Span(f"({run.words:,} words as before)", "dim"))
            else:
                pieces.append(Span(run.text, mark if run.marked else ""))
        return spans(*pieces)

    def _singles(self, title: str, changes: Sequence[Change], side: Side, theme: str | None) -> list[list[str]]:
        if not changes:
            return []
        sign, style = ("− ", "old") if side.is_old else ("+ ", "new")
        parts = [[part_title(self.painter, f"▸ {title}", count(len(changes), "passage"))]]
        for change in changes:
            head = wrapped(self._locus_line(sign, style, side, change), self.width)  # type: ignore[arg-type]
            body = wrapped(self.painter.prepared(self._text(side, change, theme)), min(self.width, MEASURE) - 2)
            parts.append([*map(self.painter.line, head), *("  " + self.painter.line(line) for line in body)])
        return parts

    def _moves(self, changes: Sequence[Change]) -> list[str]:
        lines = [part_title(self.painter, "▸ Moved", count(len(changes), "passage"))]
        for change in changes:
            way = f"{places(self.old.passages(change))} → {places(self.new.passages(change))}  "
            text = clean_line(" ".join(sentence.text for sentence in self.new.sentences(change)))
            lines += self._hanging("~ ", spans(way, Span(cut_to(text, 2 * MEASURE), "dim")))
        return lines

    def _footer(self, findings: ThemeFindings) -> list[list[str]]:
        if self.kinds:
            return []
        notes = []
        if findings.editorial:
            notes.append(
                f"{count(len(findings.editorial), 'passage')} changed in spelling, punctuation or numbering only"
            )
        if findings.unchanged:
            notes.append(f"{count(len(findings.unchanged), 'passage')} unchanged")
        return [self._lines(spans(Span(f"{'; '.join(notes)}.", "dim")))] if notes else []


def _shift_title(shift: Shift, theme: ThemeEmphasis | None) -> str:
    if theme is None:
        return clean_line(shift.theme)
    subtheme = dict(theme.subthemes).get((shift.subtheme or "").rpartition("/")[2])
    return clean_line(f"{theme.title} ▸ {subtheme}" if subtheme else theme.title)


def _text(blocks: Iterable[Sequence[str]]) -> str:
    written = ("\n".join(line.rstrip() for line in block) for block in blocks if block)
    return "\n\n".join(written) + "\n"
