"""Writes what follows the themes in a changelog: vocabulary, outline, method and provenance."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.comparison import Comparison, Ledger, LedgerRow, SectionLink
from tracker.model.corpus import Origin, Provenance
from tracker.report.mdtext import code, details, escaped, table
from tracker.report.phrases import count, ledger_lists, percent, rate, watched
from tracker.report.sides import Side

ROWS_SHOWN = 12
SECTIONS_SHOWN = 25
SECTIONS_LISTED = 300
"""Of a longer outline the kept headings are only counted."""


def vocabulary(ledger: Ledger, old: Side, new: Side) -> list[str]:
    blocks = ["## Vocabulary"]
    present, absent = watched(ledger.watch)
    if ledger.watch:
        blocks.append("### Watch list")
    if present:
        blocks.append(_words(present, old.label, new.label))
    if absent:
        blocks.append(absent)
    for title, rows in ledger_lists(ledger, new.name):
        blocks.append(f"### {escaped(title)}")
        blocks += _rows_open_and_folded(rows, old.label, new.label)
    if len(blocks) == 1:
        blocks.append("No word or phrase changed its frequency enough to be told.")
    return blocks


def outline(sections: Sequence[SectionLink], old: str, new: str) -> list[str]:
    blocks = ["## Outline"]
    if not sections:
        return [*blocks, "Neither version has headings."]
    numbers = {kind: sum(link.kind == kind for link in sections) for kind in ("kept", "renamed", "added", "removed")}
    blocks.append(
        f"{count(numbers['kept'], 'heading')} kept, {numbers['renamed']:,} renamed, {numbers['added']:,} new, "
        f"{numbers['removed']:,} no longer found. § numbers give the place in the outline, "
        "not the numbers that the publisher prints."
    )
    changed = [link for link in sections if link.kind != "kept"]
    listed = sections if len(sections) <= SECTIONS_LISTED else changed
    rows = [
        [_section(link.old, link.old_title), _section(link.new, link.new_title), _SECTION_KINDS[link.kind]]
        for link in listed
    ]
    body = table([escaped(old), escaped(new), ""], "<<<", rows)
    summary = f"All {len(rows):,} sections" if listed is sections else f"The {len(rows):,} sections that are not kept"
    return [*blocks, body if len(rows) <= SECTIONS_SHOWN else details(summary, body)]


def method(comparison: Comparison, old: Side, new: Side, provenance: Provenance) -> list[str]:
    rows = _provenance_rows(old, new, provenance)
    uncovered = (
        f"{percent(old.tagged.untagged_share())} of the words of {old.name} and "
        f"{percent(new.tagged.untagged_share())} of those of {new.name} stand in passages that are about no theme."
    )
    points = [
        "Passages are joined first by their wording, then, within a theme and sub-theme, by what they say. "
        "Words are marked only where a text was revised: ~~struck out~~ what the new version lacks, **bold** what it "
        "adds. Passages *written anew* stand side by side because they speak of the same matter.",
        "*Not found* says that no passage of the other version was found that speaks of it, no more.",
        "Places: § section in the outline, ¶ passage in the section, s sentence in the passage, p. page of the source.",
        f"Themes: codebook {code(comparison.codebook_id)}, SHA-256 {code(comparison.codebook_sha256)}. "
        + escaped(uncovered),
    ]
    return [
        "## Method and provenance",
        "\n".join(f"- {point}" for point in points),
        table(["", escaped(old.label), escaped(new.label)], "<<<", rows),
    ]


_SECTION_KINDS = {"kept": "", "renamed": "renamed", "added": "new", "removed": "no longer found"}


def _rows_open_and_folded(rows: Sequence[LedgerRow], old: str, new: str) -> list[str]:
    if len(rows) <= ROWS_SHOWN + 2:
        return [_words(rows, old, new)]
    return [
        _words(rows[:ROWS_SHOWN], old, new),
        details(f"{len(rows) - ROWS_SHOWN:,} more words", _words(rows[ROWS_SHOWN:], old, new)),
    ]


def _words(rows: Sequence[LedgerRow], old: str, new: str) -> str:
    return table(
        ["Word", escaped(old), escaped(new), "Per 10,000 words"],
        "<>>>",
        [
            [
                escaped(row.term),
                f"{row.old:,}",
                f"{row.new:,}",
                f"{rate(row.per_10k[0])} → {rate(row.per_10k[1])}",
            ]
            for row in rows
        ],
    )


def _section(number: str | None, title: str) -> str:
    return "" if number is None else f"§{escaped(number)} {escaped(title)}".strip()


def _provenance_rows(old: Side, new: Side, provenance: Provenance) -> list[list[str]]:
    def row(name: str, before: str | None, after: str | None, *, exact: bool = False) -> list[list[str]]:
        if before is None and after is None:
            return []
        return [[name, *(_value(text, exact=exact) for text in (before, after))]]

    first, second = provenance.old, provenance.new
    return [
        *row("Document", old.document.id, new.document.id, exact=True),
        *row("Published", old.document.published, new.document.published),
        *row("Wording", _wording(first), _wording(second)),
        *row("Source", first.source, second.source, exact=True),
        *row("Retrieved", first.retrieved, second.retrieved),
        *row("Media type", first.media_type, second.media_type),
        *row("Source SHA-256", first.snapshot, second.snapshot, exact=True),
        *row("Extractor", first.extractor, second.extractor),
        *row("Text SHA-256", old.document.sha256, new.document.sha256, exact=True),
        *row("Corrected by us", _corrections(first), _corrections(second)),
    ]


def _wording(origin: Origin) -> str:
    return "a digest, not the publisher's text" if origin.digest else "the publisher's"


def _corrections(origin: Origin) -> str | None:
    stated = [f"{it.date}: {it.reason}" if it.date else it.reason for it in origin.corrections]
    return "; ".join(stated) or None


def _value(text: str | None, *, exact: bool) -> str:
    if text is None:
        return "–"
    return code(text) if exact else escaped(text)
