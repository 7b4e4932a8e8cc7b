"""The blocks of the library: series, their versions with dates and words, and how much of each is about a theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model.corpus import Version
from tracker.report.phrases import count, percent, plain_date
from tracker.tui.blocks import Block, Cell, Flow, Row
from tracker.tui.ledger import sparkline
from tracker.tui.lines import shown_line
from tracker.usecases.library import Measure
from tracker.usecases.listing import SeriesListing

Measures = Mapping[str, Measure | str]
"""By version id; a text says what is wrong with the version."""


def library_blocks(listings: Sequence[SeriesListing], measures: Measures, old: str, new: str) -> list[Block]:
    blocks: list[Block] = []
    for listing in listings:
        series = listing.series
        about = f"{series.id} · {count(len(listing.versions), 'version')}"
        blocks.append(
            Flow(((shown_line(series.title), "heading"), (f"  {about}", "dim")), before=1, key=f"series:{series.id}")
        )
        blocks += [_fault(fault) for fault in listing.faults]
        # Where every version is named by its date, that is said once.
        dated = any(version.name != version.published for version in listing.versions)
        blocks += [_version(version, measures, old, new, dated=dated) for version in reversed(listing.versions)]
        if not listing.versions:
            blocks.append(Flow((("  no version that can be read", "dim"),)))
    if not listings:
        blocks.append(
            Flow((("Nothing here yet. Add a document: tracker add SERIES VERSION FILE --date DATE", ""),), before=1)
        )
    return blocks


def theme_blocks(
    listing: SeriesListing | None, measures: Measures, titles: Mapping[str, str], width: int
) -> list[Block]:
    """A bar per theme over all versions of the series, oldest left."""
    if listing is None or not listing.versions:
        return []
    known = [measure for version in listing.versions if isinstance(measure := measures.get(version.id), Measure)]
    first, last = listing.versions[0].name, listing.versions[-1].name
    columns = max(min(width - 28, len(known)), 1)
    blocks: list[Block] = [
        Flow((("Share of the text about each theme", "heading"),)),
        Flow(((f"{first} … {last}: {len(known)} of {count(len(listing.versions), 'version')} read", "dim"),)),
    ]
    for theme, title in titles.items():
        shares = [dict(measure.shares).get(theme, 0.0) for measure in known]
        if any(shares):
            blocks.append(
                Row(
                    (
                        Cell(shown_line(title), 20),
                        Cell(sparkline(shares, columns), columns, style="bar"),
                        Cell(percent(shares[-1]), 4, right=True),
                    ),
                    keep=3,
                )
            )
    return blocks


def _version(version: Version, measures: Measures, old: str, new: str, *, dated: bool) -> Row:
    measure = measures.get(version.id)
    words = f"{measure.words:,}" if isinstance(measure, Measure) else ("unreadable" if measure else "…")
    chosen = "old" if version.id == old else ("new" if version.id == new else "")
    flags = " · ".join(
        text for text, wanted in (("digest", version.digest), ("corrected", bool(version.corrections))) if wanted
    )
    return Row(
        (
            Cell(chosen, 3, style="todo"),
            Cell(version.name, 14, style="strong"),
            Cell(shown_line(version.title)),
            *((Cell(plain_date(version.published), 17, right=True),) if dated else ()),
            Cell(words, 10, right=True, style="bad" if isinstance(measure, str) else ""),
            Cell(flags, 18, style="dim"),
        ),
        key=f"version:{version.id}",
        keep=3,
    )


def _fault(fault: str) -> Flow:
    return Flow(((shown_line(fault), "bad"),), head=(("  ! ", "bad"),))
