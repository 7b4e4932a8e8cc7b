"""Writes the changelog of a series, newest first: its versions, their emphasis over time, what each changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.model.comparison import Comparison, LedgerRow, ThemeSide
from tracker.model.corpus import Series, Version
from tracker.model.document import Document
from tracker.report.mdtext import details, escaped, table
from tracker.report.mdtheme import shift_list
from tracker.report.phrases import count, percent, plain_date, regime_sentence, version_label
from tracker.report.sides import Side, sides_of

HEADLINES = 5
"""Shifts shown per pair; its own changelog has them all."""
COLUMNS = 8
"""Versions whose shares stand side by side; with more, the whole row of them folds away."""

_STEPS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class SeriesPair:
    """Two neighbouring versions, and where their full changelog stands."""

    comparison: Comparison
    link: str
    """Path relative to the changelog of the series, `changes/2018..2022.md`."""


def series_changelog_markdown(series: Series, versions: Sequence[Version], pairs: Sequence[SeriesPair]) -> str:
    """`versions` and `pairs` in the order of publication; `pairs` joins neighbours."""
    blocks = [f"# {escaped(series.title)}", f"What changed from version to version in `{series.id}`, newest first."]
    if series.issuer:
        blocks[1] += f" Issued by {escaped(series.issuer)}."
    if not versions:
        return "\n\n".join([*blocks, "The series has no version yet."]) + "\n"
    documents = _documents(pairs)
    blocks += ["## Versions", _versions(versions, documents)]
    if pairs:
        blocks += _emphasis(pairs)
    for pair in reversed(pairs):
        blocks += _pair(pair)
    if not pairs:
        blocks.append("One version so far: nothing to compare.")
    return "\n\n".join(blocks) + "\n"


def sparkline(shares: Sequence[float]) -> str:
    """One step of eight per value, scaled to the largest; a blank dot where there is nothing."""
    top = max(shares, default=0.0)
    if top <= 0:
        return ""
    return "".join("·" if share <= 0 else _STEPS[min(7, int(8 * share / top))] for share in shares)


def _documents(pairs: Sequence[SeriesPair]) -> Mapping[str, Document]:
    both = (side.document for pair in pairs for side in (pair.comparison.old, pair.comparison.new))
    return {document.id: document for document in both}


def _versions(versions: Sequence[Version], documents: Mapping[str, Document]) -> str:
    rows = []
    for version in reversed(versions):
        document = documents.get(version.id)
        title = escaped(version.title) + (" *(digest)*" if version.digest else "")
        words = f"{document.words:,}" if document else "–"
        pages = f"{version.pages:,}" if version.pages else "–"
        rows.append([f"**{escaped(version.name)}**", plain_date(version.published), title, words, pages])
    return table(["Version", "Published", "Title", "Words", "Pages"], "<<<>>", rows)


def _emphasis(pairs: Sequence[SeriesPair]) -> list[str]:
    """Share of each theme in each version, oldest to newest, so that it reads in the direction of time."""
    first = pairs[0].comparison
    labels = [version_label(first.old.document), *(version_label(pair.comparison.new.document) for pair in pairs)]
    spoken = []
    for theme in pairs[-1].comparison.themes:
        sides = [*_old_side(pairs[0], theme.id), *(_new_side(pair, theme.id) for pair in pairs)]
        shares = [side.share for side in sides]
        if any(shares):
            spoken.append((escaped(theme.title), shares))
    span = f"{escaped(labels[0])} … {escaped(labels[-1])}"
    lead = "Share of each version's words that stand in passages about the theme, oldest version first."
    every = table(
        ["Theme", span, *map(escaped, labels)],
        "<<" + ">" * len(labels),
        [[title, sparkline(shares), *map(percent, shares)] for title, shares in spoken],
    )
    if len(labels) <= COLUMNS:
        return ["## Emphasis", lead, every]
    short = table(
        ["Theme", span, *map(escaped, labels[-3:])],
        "<<>>>",
        [[title, sparkline(shares), *map(percent, shares[-3:])] for title, shares in spoken],
    )
    return ["## Emphasis", lead, short, details(f"All {len(labels):,} versions", every)]


def _old_side(pair: SeriesPair, theme: str) -> list[ThemeSide]:
    return [emphasis.old for emphasis in pair.comparison.themes if emphasis.id == theme]


def _new_side(pair: SeriesPair, theme: str) -> ThemeSide:
    return next(emphasis.new for emphasis in pair.comparison.themes if emphasis.id == theme)


def _pair(pair: SeriesPair) -> list[str]:
    comparison = pair.comparison
    old, new = sides_of(comparison)
    blocks = [
        f"## {escaped(new.label)}",
        f"Published {plain_date(new.document.published)}; against {escaped(old.label)}. "
        f"{regime_sentence(comparison.regime)}",
    ]
    if comparison.shifts:
        themes = {theme.id: theme for theme in comparison.themes}
        blocks.append(shift_list(comparison.shifts[:HEADLINES], old, new, themes))
    else:
        blocks.append("No rule found a shift of policy.")
    watched = _watched(comparison.ledger.watch, old, new)
    if watched:
        blocks.append(watched)
    shifts = count(len(comparison.shifts), "shift")
    blocks.append(
        f"[Full changelog {escaped(old.label)} → {escaped(new.label)}]({pair.link}): {shifts}, every passage."
    )
    return blocks


def _watched(rows: Sequence[LedgerRow], old: Side, new: Side) -> str:
    """The words of the watch list that came or went; those that merely rose or fell stand in the pair's changelog."""
    came = [f"{escaped(row.term)} ({row.new:,}×)" for row in rows if row.new and not row.old]
    went = [f"{escaped(row.term)} ({row.old:,}× in {escaped(old.label)})" for row in rows if row.old and not row.new]
    parts = []
    if went:
        parts.append(f"not found any more: {', '.join(went)}")
    if came:
        parts.append(f"not found in {escaped(old.label)}: {', '.join(came)}")
    return f"Watched words {'; '.join(parts)}." if parts else ""
