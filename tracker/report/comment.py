"""Tells what a change brings to a corpus as Markdown, for a comment on a pull request or the summary of a run."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.comparison import Comparison
from tracker.model.corpus import Version
from tracker.report.mdshifts import headline_list
from tracker.report.mdtext import code, escaped
from tracker.report.phrases import NO_SHIFT, cautions, count, plain_date, regime_sentence
from tracker.report.sides import sides_of

HEADLINES = 10
MAX_CHARACTERS = 60_000
"""Hosts refuse comments of more than 65,536."""


def comment_markdown(
    arrivals: Sequence[tuple[Version, Version | None, Comparison | None, str | None]],
    altered: Sequence[str],
    removed: Sequence[str],
    faults: Sequence[str],
    notes: Sequence[str],
) -> str:
    """Each arrival is a version, the one before it, their comparison, and the path of its changelog; `altered` and
    `removed` are ids of versions, `faults` and `notes` lines."""
    blocks: list[str] = []
    if faults:
        blocks.append(f"## {count(len(faults), 'fault')} in documents")
        blocks.append("\n".join(f"- {escaped(fault)}" for fault in faults))
    for version, before, comparison, path in arrivals:
        blocks += _arrival(version, before, comparison, path)
    if altered:
        blocks.append(f"Changed: {', '.join(map(code, altered))}.")
    if removed:
        blocks.append(f"Taken out: {', '.join(map(code, removed))}.")
    if notes:
        blocks.append("\n".join(f"> {escaped(note)}" for note in notes))
    if not blocks:
        blocks.append("No document changes.")
    text = "\n\n".join(blocks) + "\n"
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS].rpartition("\n")[0] + "\n\n…\n"
    return text


def _arrival(version: Version, before: Version | None, comparison: Comparison | None, path: str | None) -> list[str]:
    title = f"*{escaped(version.title)}*, {plain_date(version.published)}"
    if comparison is None or before is None:
        return [f"## {escaped(version.series)}: {escaped(version.name)}", f"{title}. There is none before it."]
    old, new = sides_of(comparison)
    blocks = [
        f"## {escaped(version.series)}: {escaped(before.name)} → {escaped(version.name)}",
        f"{title}. {regime_sentence(comparison.regime)}",
        *(f"> **Note.** {escaped(caution)}" for caution in cautions(comparison, old.name, new.name)),
    ]
    if comparison.shifts:
        blocks.append(headline_list(comparison.shifts, HEADLINES, old, new, comparison.themes))
    else:
        blocks.append(NO_SHIFT)
    if path:
        blocks.append(f"{count(len(comparison.shifts), 'shift')} in all, every theme: {code(path)}")
    return blocks
