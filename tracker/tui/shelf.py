"""The blocks of the library: series, their versions with dates and words, and how much of each is about a theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.model.corpus import Version
from tracker.report.phrases import count, percent, plain_date
from tracker.tui.blocks import Block, Cell, Flow, Row
from tracker.tui.ledger import sparkline
from tracker.tui.lines import shown_line, width_of
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
        columns = _columns_for(listing.versions)
        blocks += [_version(version, measures, old, new, columns) for version in reversed(listing.versions)]
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
    columns = max(width - 28, 1)
    size = max((len(sparkline([1.0] * len(known), columns)), 1))
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
                        Cell(sparkline(shares, columns), size, style="bar"),
                        Cell(percent(shares[-1]), 4, right=True),
                    ),
                    keep=3,
                )
            )
    return blocks


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the rows of a series have in common."""

    name: int
    """Width of the names of the versions."""
    has_dates: bool
    """Where every version is named by its date, that is said once."""
    has_flags: bool


def _columns_for(versions: Sequence[Version]) -> _Columns:
    return _Columns(
        name=min(max((width_of(version.name) for version in versions), default=4), 14),
        has_dates=any(version.name != version.published for version in versions),
        has_flags=any(map(_flags, versions)),
    )


def _flags(version: Version) -> str:
    wanted = (("digest", version.digest), ("corrected", bool(version.corrections)))
    return " · ".join(text for text, is_so in wanted if is_so)


def _version(version: Version, measures: Measures, old: str, new: str, columns: _Columns) -> Row:
    measure = measures.get(version.id)
    words = f"{measure.words:,}" if isinstance(measure, Measure) else ("unreadable" if measure else "…")
    chosen = "old" if version.id == old else ("new" if version.id == new else "")
    return Row(
        (
            Cell(chosen, 3, style="todo"),
            Cell(version.name, columns.name, style="strong"),
            Cell(shown_line(version.title)),
            *((Cell(plain_date(version.published), 17, right=True),) if columns.has_dates else ()),
            Cell(words, 10, right=True, style="bad" if isinstance(measure, str) else ""),
            *((Cell(_flags(version), 18, style="dim"),) if columns.has_flags else ()),
        ),
        key=f"version:{version.id}",
        keep=3,
    )


def _fault(fault: str) -> Flow:
    return Flow(((shown_line(fault), "bad"),), head=(("  ! ", "bad"),))
