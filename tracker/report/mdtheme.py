"""Writes the section of one theme: emphasis, shifts, quote matrix, what is new, what is gone, what moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tracker.model.comparison import Change, Shift, ThemeEmphasis
from tracker.model.document import Passage
from tracker.report.excerpt import Detail, excerpt, listed_pairs, opening, revised_text
from tracker.report.findings import REVISED, Cell, ThemeFindings
from tracker.report.mdshifts import shift_list
from tracker.report.mdtext import details, escaped, folded, inline_fold, marked, side_by_side, slug
from tracker.report.phrases import (
    change_phrase,
    count,
    pair_places,
    places,
    share_bar,
    shift_phrase,
)
from tracker.report.sides import Side
from tracker.report.verdicts import NO_VERDICTS, Verdicts

_Item = TypeVar("_Item")

SHIFTS_SHOWN = 5
PAIRS_SHOWN = 4
SINGLES_SHOWN = 6
MOVES_SHOWN = 12
"""How much of each list stands open; the rest folds, with its number on the fold."""
_OPENING_WORDS = 12
_NO_THEME_WORDS = 25


def theme_section(
    findings: ThemeFindings,
    old: Side,
    new: Side,
    links: Mapping[str, Link],
    full_share: float,
    detail: Detail,
    verdicts: Verdicts = NO_VERDICTS,
) -> list[str]:
    theme = findings.emphasis
    page = _Section(theme.id if theme else None, old, new, links, detail, verdicts)
    blocks = [_heading_of(theme, links), _emphasis(theme, full_share)] if theme else ["## Under no theme", _NO_THEME]
    if any(cell.subtheme for cell in findings.cells):
        blocks.append(f"Passages by sub-theme: {_subthemes(findings.cells)}")
    if findings.shifts:
        blocks.append("### Shifts")
        blocks += _open_and_folded(
            findings.shifts[: detail.shifts],
            SHIFTS_SHOWN,
            lambda shifts, start: shift_list(shifts, start, old, new, verdicts),
            "more shifts",
        )
        blocks += page.further_shifts(findings.shifts[detail.shifts :])
    if any(cell.pairs or cell.related for cell in findings.cells):
        blocks.append("### Side by side")
        for cell in findings.cells:
            if cell.pairs or cell.related:
                blocks += page.cell(cell, named=len(findings.cells) > 1 or cell.subtheme is not None)
    if findings.added:
        blocks.append(f"### New in {escaped(new.name)}")
        blocks += _open_and_folded(findings.added, SINGLES_SHOWN, page.added, "more passages")
    if findings.removed:
        blocks.append(f"### Not found in {escaped(new.name)}")
        blocks += _open_and_folded(findings.removed, SINGLES_SHOWN, page.removed, "more passages")
    if findings.moved:
        blocks.append("### Moved")
        blocks += _open_and_folded(findings.moved, MOVES_SHOWN, page.moves, "more moved passages")
    if findings.editorial:
        number = count(len(findings.editorial), "passage")
        blocks.append(
            details(
                f"{number} with changes of spelling, punctuation or numbering only",
                page.matrix(findings.editorial),
            )
        )
    if findings.unchanged:
        verbs = "keeps its wording and is" if len(findings.unchanged) == 1 else "keep their wording and are"
        blocks.append(f"{count(len(findings.unchanged), 'passage')} {verbs} not listed.")
    return blocks


@dataclass(frozen=True, slots=True)
class Link:
    """How the section of a theme is reached."""

    text: str
    """The link, ready to print."""
    own_anchor: str
    """Stands in the heading where the hosts disagree on the anchor that they make of it; else empty."""


def theme_links(themes: Sequence[ThemeEmphasis], taken: set[str]) -> dict[str, Link]:
    """Links to the sections of the themes, in their order; `taken` holds the anchors of the headings before them."""
    links = {}
    for theme in themes:
        anchor = slug(theme.title, taken)
        own_anchor = ""
        if "--" in anchor:  # GitHub keeps both hyphens of "ports & harbours", GitLab makes one of them
            anchor = f"theme-{theme.id}"
            own_anchor = f'<a id="{anchor}"></a>'
        links[theme.id] = Link(f"[{escaped(theme.title)}](#{anchor})", own_anchor)
    return links


_NO_THEME = (
    "Passages that are about none of the codebook's themes; those that stand alone with their opening words. "
    "A theme that is missed here can be added to the codebook."
)


@dataclass(frozen=True, slots=True)
class _Section:
    """What the parts of one theme's section share: the theme, both sides, and where the other themes stand."""

    theme: str | None
    old: Side
    new: Side
    links: Mapping[str, Link]
    detail: Detail
    verdicts: Verdicts = NO_VERDICTS

    def cell(self, cell: Cell, *, named: bool) -> list[str]:
        listed, further = listed_pairs(cell, self.theme, self.detail)
        blocks = [f"**{escaped(cell.title)}**"] if named else []
        blocks += _open_and_folded(listed, PAIRS_SHOWN, lambda pairs, _: self.matrix(pairs), "more pairs")
        return blocks + self._places(further)

    def further_shifts(self, shifts: Sequence[Shift]) -> list[str]:
        if not shifts:
            return []
        kinds = Counter(shift_phrase(shift, self.old.label, self.new.label) for shift in shifts)
        parts = ", ".join(f"{number:,} × {escaped(phrase)}" for phrase, number in kinds.most_common())
        return [
            f"{count(len(shifts), 'more shift')} of lower rank: {parts}. "
            f"`tracker diff` with `--theme {self.theme} --only-shifts` lists them."
        ]

    def matrix(self, changes: Sequence[Change]) -> str:
        rows = [
            (
                [self._locus(self.old, change), self._text(self.old, change)],
                [
                    f"{self._locus(self.new, change)} · {change_phrase(change.kind)}{self._verdict(change)}",
                    self._text(self.new, change),
                ],
            )
            for change in changes
        ]
        return side_by_side(self.old.label, self.new.label, rows)

    def added(self, changes: Sequence[Change], _start: int) -> str:
        return self._singles(self.new, changes)

    def removed(self, changes: Sequence[Change], _start: int) -> str:
        return self._singles(self.old, changes)

    def moves(self, changes: Sequence[Change], _start: int) -> str:
        lines = []
        for change in changes:
            way = f"{places(self.old.passages(change))} → {places(self.new.passages(change))}"
            wording = {"none": "same wording", "editorial": "same but for spelling or punctuation"}.get(
                change.significance, "reworded"
            )
            lines.append(f"- **{way}** ({wording}): {escaped(opening(self.new.sentences(change), _OPENING_WORDS))}")
        return "\n".join(lines)

    def _places(self, changes: Sequence[Change]) -> list[str]:
        """Pairs by place only: those shown in full elsewhere, and further counterparts of passages shown here."""
        if not changes:
            return []
        listed = "; ".join(pair_places(self.old.passages(it), self.new.passages(it)) for it in changes)
        lead = count(len(changes), "more pair")
        if len(changes) <= PAIRS_SHOWN:
            return [f"{lead}, by place: {listed}."]
        return [details(f"{lead}, by place", f"{listed}.")]

    def _singles(self, side: Side, changes: Sequence[Change]) -> str:
        return "\n".join(
            f"- {self._locus(side, change)}{self._verdict(change)} — {self._single_text(side, change)}"
            for change in changes
        )

    def _verdict(self, change: Change) -> str:
        phrase = self.verdicts.phrase(change.id)
        return f" · {self.verdicts.sign(change.id)} *{escaped(phrase)}*" if phrase else ""

    def _single_text(self, side: Side, change: Change) -> str:
        if self.theme is None:
            return escaped(opening(side.sentences(change), min(_NO_THEME_WORDS, self.detail.words // 3)))
        return self._text(side, change)

    def _locus(self, side: Side, change: Change) -> str:
        passages = side.passages(change)
        heading = _heading(side, passages)
        return f"**{escaped(places(passages))}**{f' *{heading}*' if heading else ''}"

    def _text(self, side: Side, change: Change) -> str:
        part = excerpt(side, change, self.theme, self.detail)
        if change.kind in REVISED and change.edits:
            text = marked(revised_text(side, change, part), old=side.is_old)
        else:
            text = inline_fold(*folded(part.sentences))
        if not part.left_out:
            return text
        link = self.links.get(part.home or "")
        where = f", see {link.text}" if link else ""
        return f"{text} *({count(part.left_out, 'more word')}{where})*"


def _heading_of(theme: ThemeEmphasis, links: Mapping[str, Link]) -> str:
    link = links.get(theme.id)
    return f"## {link.own_anchor if link else ''}{escaped(theme.title)}"


def _emphasis(theme: ThemeEmphasis, full_share: float) -> str:
    old, new = theme.old, theme.new
    return (
        f"{share_bar(old.share, full_share)} → {share_bar(new.share, full_share)} of the words · "
        f"{old.passages:,} → {new.passages:,} passages · {old.sentences:,} → {new.sentences:,} sentences"
    )


def _subthemes(cells: Sequence[Cell]) -> str:
    return " · ".join(
        f"{escaped(cell.title)} {cell.old_passages:,} → {cell.new_passages:,}" for cell in cells if cell.subtheme
    )


def _open_and_folded(
    values: Sequence[_Item], shown: int, render: Callable[[Sequence[_Item], int], str], more: str
) -> list[str]:
    """The first of a list, then the rest in a fold that says how many there are; one or two are not worth a fold."""
    if len(values) <= shown + 2:
        return [render(values, 1)] if values else []
    hidden = len(values) - shown
    return [render(values[:shown], 1), details(f"{hidden:,} {more}", render(values[shown:], shown + 1))]


def _heading(side: Side, passages: Sequence[Passage]) -> str:
    headings = list(dict.fromkeys(side.heading(passage) for passage in passages))
    return escaped(headings[0]) if len(headings) == 1 and headings[0] else ""
