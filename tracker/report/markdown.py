"""Writes the changelog of one pair of versions as Markdown, in the order in which a desk reads it."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tracker.model.comparison import Comparison, ThemeEmphasis
from tracker.model.corpus import Provenance
from tracker.model.document import Document
from tracker.report.excerpt import Detail
from tracker.report.findings import ThemeFindings, findings_by_theme, findings_without_theme
from tracker.report.mdappendix import method, outline, vocabulary
from tracker.report.mdreview import review_section
from tracker.report.mdshifts import headline_list
from tracker.report.mdtext import escaped, table
from tracker.report.mdtheme import Link, theme_links, theme_section
from tracker.report.phrases import (
    NO_SHIFT,
    cautions,
    count,
    plain_date,
    regime_sentence,
    series_label,
    share_bar,
    version_label,
)
from tracker.report.sides import Side, sides_of
from tracker.report.verdicts import NO_VERDICTS, Verdicts

HEADLINES = 10
"""Shifts on the first screen."""

RENDERED_BYTES = 500_000
"""GitHub renders the first 500 KiB of a file. A changelog that would be longer is written with less detail."""
DETAILS = (
    Detail(shifts=10, pairs=6, revised=sys.maxsize, words=80),
    Detail(shifts=10, pairs=4, revised=sys.maxsize, words=60),
    Detail(shifts=8, pairs=3, revised=12, words=50),
    Detail(shifts=5, pairs=2, revised=8, words=40, alone=120),
    Detail(shifts=5, pairs=1, revised=4, words=40, alone=80),
    Detail(shifts=3, pairs=1, revised=2, words=30, alone=40),
)

_ANCHORS_BEFORE_THEMES = ("headline-shifts", "contents")


def changelog_markdown(comparison: Comparison, *, provenance: Provenance, verdicts: Verdicts = NO_VERDICTS) -> str:
    """The whole changelog; the same bytes for the same comparison. `verdicts` are told along where they are given."""
    old, new = sides_of(comparison)
    themes = findings_by_theme(comparison, old, new)
    spoken = [findings for findings in themes if not _is_silent(findings)]
    silent = [findings.emphasis for findings in themes if _is_silent(findings) and findings.emphasis]
    without_theme = findings_without_theme(comparison)
    anchors = {*_ANCHORS_BEFORE_THEMES, *(() if verdicts.is_empty else ("review",))}
    links = theme_links([findings.emphasis for findings in spoken if findings.emphasis], anchors)
    full_share = max((side.share for theme in comparison.themes for side in (theme.old, theme.new)), default=0.0)
    before = [
        *_head(comparison, old, new),
        *review_section(comparison, old, new, verdicts),
        *_headlines(comparison, old, new, verdicts),
        *_contents(spoken, silent, old, new, links, full_share, has_rest=not without_theme.is_empty),
    ]
    after = [
        *vocabulary(comparison.ledger, old, new),
        *outline(comparison.sections, old.label, new.label),
        *method(comparison, old, new, provenance),
    ]
    sections = spoken if without_theme.is_empty else [*spoken, without_theme]

    def themed(detail: Detail) -> Iterator[str]:
        for it in sections:
            yield from theme_section(it, old, new, links, full_share, detail, verdicts)

    room = RENDERED_BYTES + 1 - _size([*before, *after])
    return "\n\n".join([*before, *_most_that_fits(themed, room), *after]) + "\n"


def _most_that_fits(write: Callable[[Detail], Iterable[str]], room: int) -> list[str]:
    """The blocks in the first of the details in which they take no more bytes than there are; in the last, if in none.

    Most changelogs fit at once; where one does not, less detail is taken to take less room.
    """
    written: dict[Detail, list[str] | None] = {}

    def fits(detail: Detail) -> bool:
        written[detail] = _within(write(detail), room)
        return written[detail] is not None

    last = len(DETAILS) - 1
    chosen = DETAILS[0 if fits(DETAILS[0]) else bisect_left(DETAILS, True, lo=1, hi=last, key=fits)]
    return written.get(chosen) or list(write(chosen))


def _within(blocks: Iterable[str], room: int) -> list[str] | None:
    """The blocks; None as soon as they are too long."""
    kept = []
    for block in blocks:
        room -= _size([block])
        if room < 0:
            return None
        kept.append(block)
    return kept


def _size(blocks: Sequence[str]) -> int:
    """Bytes that they take, with what stands between them."""
    return sum(len(block.encode("utf-8", "replace")) + 2 for block in blocks)


def _head(comparison: Comparison, old: Side, new: Side) -> list[str]:
    series = series_label(old.document) if series_label(old.document) == series_label(new.document) else None
    name = f"{escaped(series)}: " if series else ""
    blocks = [
        f"# {name}{escaped(version_label(old.document))} → {escaped(version_label(new.document))}",
        "\n".join(f"- **{escaped(side.label)}**: {_identity(side.document)}" for side in (old, new)),
        regime_sentence(comparison.regime),
    ]
    notes = cautions(comparison, old.name, new.name)
    if notes:
        blocks.append("> **Note.** " + " ".join(escaped(note if note.endswith(".") else f"{note}.") for note in notes))
    return blocks


def _identity(document: Document) -> str:
    parts = [f"*{escaped(document.title)}*", plain_date(document.published), count(document.words, "word")]
    if document.pages:
        parts.append(count(document.pages, "page"))
    return ", ".join(parts)


def _headlines(comparison: Comparison, old: Side, new: Side, verdicts: Verdicts) -> list[str]:
    shifts = verdicts.without_rejected(comparison.shifts)
    if not shifts:
        return ["## Headline shifts", f"{NO_SHIFT} What changed in the wording stands below."]
    blocks = ["## Headline shifts", headline_list(shifts, HEADLINES, old, new, comparison.themes, verdicts)]
    if len(comparison.shifts) > HEADLINES:
        blocks.append(f"All {len(comparison.shifts):,} shifts found are listed or counted under their themes.")
    return blocks


def _contents(
    spoken: Sequence[ThemeFindings],
    silent: Sequence[ThemeEmphasis],
    old: Side,
    new: Side,
    links: Mapping[str, Link],
    full_share: float,
    *,
    has_rest: bool,
) -> list[str]:
    rows = [
        [
            links[findings.emphasis.id].text,
            share_bar(findings.emphasis.old.share, full_share),
            share_bar(findings.emphasis.new.share, full_share),
            *(_number(len(part)) for part in (findings.shifts, findings.added, findings.removed)),
        ]
        for findings in spoken
        if findings.emphasis
    ]
    header = [
        "Theme",
        f"Share of {escaped(old.name)}",
        f"Share of {escaped(new.name)}",
        "Shifts",
        "New",
        "No longer found",
    ]
    blocks = ["## Contents", table(header, "<<<>>>", rows)] if rows else ["## Contents"]
    blocks.append(
        "Share: part of a version's words that stands in passages about the theme; a passage can be about several. "
        "New, no longer found: passages with nothing against them in the other version."
    )
    if not spoken:
        blocks.append("No passage of either version is about a theme of the codebook.")
    elif silent:
        names = ", ".join(escaped(theme.title) for theme in silent)
        blocks.append(f"Themes on which neither version has a passage: {names}.")
    rest = ["[Under no theme](#under-no-theme)"] if has_rest else []
    rest += ["[Vocabulary](#vocabulary)", "[Outline](#outline)", "[Method and provenance](#method-and-provenance)"]
    blocks.append("Further: " + " · ".join(rest))
    return blocks


def _number(number: int) -> str:
    return f"{number:,}" if number else "–"


def _is_silent(findings: ThemeFindings) -> bool:
    theme = findings.emphasis
    return findings.is_empty and (theme is None or not (theme.old.passages or theme.new.passages))
