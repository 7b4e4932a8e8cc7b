"""Writes the changelog of a series, newest first: its versions, their emphasis over time, what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.model.comparison import Comparison, LedgerRow
from tracker.model.corpus import Series, Version
from tracker.report.mdshifts import headline_list
from tracker.report.mdtext import code, details, escaped, table
from tracker.report.phrases import NO_SHIFT, count, percent, plain_date, regime_sentence, version_label
from tracker.report.sides import Side, sides_of

HEADLINES = 5
"""Shifts shown per pair; its own changelog has them all."""
COLUMNS = 8
"""Versions whose shares stand side by side; with more, the whole row of them folds away."""

_STEPS = "▁▂▃▄▅▆▇█"


NEWEST = 20
"""Pairs spelt out; the table of versions links the changelogs of all."""


@dataclass(frozen=True, slots=True)
class SeriesPair:
    """Two neighbouring versions, and where their full changelog stands."""

    comparison: Comparison
    link: str
    """Path relative to the changelog of the series, `changes/2018..2022.md`."""


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """What the changelog of a series says of one pair: small, so that it can be kept instead of compared anew."""

    old: str
    new: str
    """Ids of the two documents."""
    labels: tuple[str, str]
    words: tuple[int, int]
    themes: tuple[tuple[str, str, float, float], ...]
    """Id and title of each theme, and its shares of the two versions."""
    section: str
    """Markdown."""


def series_entry(pair: SeriesPair) -> SeriesEntry:
    comparison = pair.comparison
    old, new = comparison.old.document, comparison.new.document
    return SeriesEntry(
        old=old.id,
        new=new.id,
        labels=(version_label(old), version_label(new)),
        words=(old.words, new.words),
        themes=tuple((theme.id, theme.title, theme.old.share, theme.new.share) for theme in comparison.themes),
        section="\n\n".join(_pair(pair)),
    )


def series_changelog_markdown(
    series: Series, versions: Sequence[Version], pairs: Sequence[SeriesPair | SeriesEntry]
) -> str:
    """`versions` and `pairs` in the order of publication. `pairs` joins neighbours; only the newest `NEWEST` count."""
    blocks = [f"# {escaped(series.title)}", f"What changed from version to version in `{series.id}`, newest first."]
    if series.issuer:
        blocks[1] += f" Issued by {escaped(series.issuer)}."
    if not versions:
        return "\n\n".join([*blocks, "The series has no version yet."]) + "\n"
    entries = [pair if isinstance(pair, SeriesEntry) else series_entry(pair) for pair in pairs][-NEWEST:]
    blocks += ["## Versions", _versions(versions, entries)]
    if entries:
        blocks += _emphasis(entries)
        blocks += [entry.section for entry in reversed(entries)]
    else:
        blocks.append("One version so far: nothing to compare.")
    return "\n\n".join(blocks) + "\n"


def sparkline(shares: Sequence[float]) -> str:
    """One step of eight per value, scaled to the largest; a blank dot where there is nothing."""
    top = max(shares, default=0.0)
    if top <= 0:
        return ""
    return "".join("·" if share <= 0 else _STEPS[min(7, int(8 * share / top))] for share in shares)


def _versions(versions: Sequence[Version], entries: Sequence[SeriesEntry]) -> str:
    words = {entry.old: entry.words[0] for entry in entries} | {entry.new: entry.words[1] for entry in entries}
    rows = []
    for before, version in reversed(list(zip((None, *versions), versions, strict=False))):
        title = escaped(version.title) + (" *(digest)*" if version.digest else "")
        length = f"{words[version.id]:,}" if version.id in words else "–"
        pages = f"{version.pages:,}" if version.pages else "–"
        changes = (
            f"[against {escaped(before.name)}](changes/{before.name}..{version.name}.md)" if before else "first version"
        )
        rows.append([f"**{escaped(version.name)}**", plain_date(version.published), title, length, pages, changes])
    return table(["Version", "Published", "Title", "Words", "Pages", "Changes"], "<<<>><", rows)


def _emphasis(entries: Sequence[SeriesEntry]) -> list[str]:
    """Share of each theme in each version, oldest to newest, so that it reads in the direction of time."""
    labels = [entries[0].labels[0], *(entry.labels[1] for entry in entries)]
    spoken = []
    for theme, title, _, _ in entries[-1].themes:
        shares = [_share(entries[0], theme, 2), *(_share(entry, theme, 3) for entry in entries)]
        if any(shares):
            spoken.append((escaped(title), shares))
    span = f"{escaped(labels[0])} … {escaped(labels[-1])}"
    lead = "Share of each version's words that stand in passages about the theme, oldest version first."
    every = table(
        ["Theme", span, *map(escaped, labels)],
        "<<" + ">" * len(labels),
        [[title, code(sparkline(shares)), *map(percent, shares)] for title, shares in spoken],
    )
    if len(labels) <= COLUMNS:
        return ["## Emphasis", lead, every]
    short = table(
        ["Theme", span, *map(escaped, labels[-3:])],
        "<<>>>",
        [[title, code(sparkline(shares)), *map(percent, shares[-3:])] for title, shares in spoken],
    )
    return ["## Emphasis", lead, short, details(f"All {len(labels):,} versions", every)]


def _share(entry: SeriesEntry, theme: str, side: Literal[2, 3]) -> float:
    return next((row[side] for row in entry.themes if row[0] == theme), 0.0)


def _pair(pair: SeriesPair) -> list[str]:
    comparison = pair.comparison
    old, new = sides_of(comparison)
    before, after = escaped(version_label(old.document)), escaped(version_label(new.document))
    published = plain_date(new.document.published)
    blocks = [
        f"## {after}",
        f"{published[:1].upper()}{published[1:]}; against {before}. {regime_sentence(comparison.regime)}",
    ]
    if comparison.shifts:
        blocks.append(headline_list(comparison.shifts, HEADLINES, old, new, comparison.themes))
    else:
        blocks.append(NO_SHIFT)
    watched = _watched(comparison.ledger.watch, old, new)
    if watched:
        blocks.append(watched)
    shifts = count(len(comparison.shifts), "shift")
    blocks.append(f"[Full changelog {before} → {after}]({pair.link}): {shifts}, every theme.")
    return blocks


def _watched(rows: Sequence[LedgerRow], old: Side, new: Side) -> str:
    """The words of the watch list that came or went; those that merely rose or fell stand in the pair's changelog."""
    came = [f"{escaped(row.term)} ({row.new:,}×)" for row in rows if row.new and not row.old]
    went = [f"{escaped(row.term)} ({row.old:,}× in {escaped(old.name)})" for row in rows if row.old and not row.new]
    parts = []
    if went:
        parts.append(f"no longer found: {', '.join(went)}")
    if came:
        parts.append(f"not found in {escaped(old.name)}: {', '.join(came)}")
    return f"Watched words {'; '.join(parts)}." if parts else ""
