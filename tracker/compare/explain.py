"""Why a change or shift stands in a comparison: its evidence, scores and rule, as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.errors import UsageError
from tracker.model.comparison import Change, Comparison, Quote, Shift
from tracker.model.theme import Tag, TaggedDocument


def explain(comparison: Comparison, id: str) -> list[str]:
    """The grounds of the change (`c-…`) or shift (`s-…`) with this id, or with the only one that begins so."""
    entries: list[Change | Shift] = [*comparison.changes, *comparison.shifts]
    fitting = [entry for entry in entries if entry.id == id] or [entry for entry in entries if entry.id.startswith(id)]
    if not id or not fitting:
        raise UsageError(f"no change or shift {id!r} in this comparison", remedy="take an id from its JSON output")
    if len(fitting) > 1:
        some = ", ".join(entry.id for entry in fitting[:3])
        raise UsageError(f"{id!r} fits {len(fitting)} changes and shifts ({some} …)", remedy="give more of the id")
    entry = fitting[0]
    return _shift_lines(comparison, entry) if isinstance(entry, Shift) else _change_lines(comparison, entry)


def _shift_lines(comparison: Comparison, shift: Shift) -> list[str]:
    lines = [
        f"{shift.id}: {shift.kind}, theme {shift.subtheme or shift.theme}",
        f"  rank   {shift.rank} of {len(comparison.shifts)} (score {shift.score:.2f})",
        f"  rule   {shift.rule}",
        f"  why    {shift.why}",
    ]
    for side, tagged, quote in (("old", comparison.old, shift.old), ("new", comparison.new, shift.new)):
        lines.append(f"  {side}    {_quoted(quote)}" if quote else f"  {side}    nothing found that answers it")
        if quote:
            lines += _tag_lines(tagged, (_passage_locus(tagged, quote.locus),), (shift.theme,))
    within = [change.id for change in comparison.changes if shift.id in change.shifts]
    return [*lines, f"  in     {', '.join(within)}"] if within else lines


def _change_lines(comparison: Comparison, change: Change) -> list[str]:
    lines = [
        f"{change.id}: {change.kind}, {change.significance}",
        f"  score  {change.score:.2f} ({change.band} confidence)",
        f"  why    {change.why}",
    ]
    if change.themes:
        lines.append(f"  themes {', '.join(change.themes)}" + (f"; row {change.subtheme}" if change.subtheme else ""))
    for side, tagged, loci in (("old", comparison.old, change.old), ("new", comparison.new, change.new)):
        lines.append(f"  {side}    {', '.join(loci) if loci else 'none'}")
        lines += _tag_lines(tagged, loci, change.themes)
    for bead in change.beads:
        score = f", likeness {bead.score:.2f}" if bead.old and bead.new else ""
        lines.append(f"  bead   {' + '.join(bead.old) or '–'} → {' + '.join(bead.new) or '–'}: {bead.kind}{score}")
    if not change.beads:
        lines.append("  bead   none: its sentences are accounted for in other changes")
    lines += [
        f"  shift  {shift.id} {shift.kind}: {shift.why}" for shift in comparison.shifts if shift.id in change.shifts
    ]
    return lines


def _quoted(quote: Quote) -> str:
    page = f", p. {quote.page}" if quote.page is not None else ""
    return f"{quote.locus}{page}: “{quote.quote}”"


def _tag_lines(tagged: TaggedDocument, loci: Sequence[str], themes: Iterable[str]) -> list[str]:
    """What makes each passage be about each theme."""
    wanted = set(themes)
    lines = []
    for passage, tags in zip(tagged.document.passages, tagged.tags, strict=True):
        if passage.locus in loci:
            lines += [
                f"         {passage.locus} is {_ground(tag, passage.text)}" for tag in tags if tag.theme in wanted
            ]
    return lines


def _ground(tag: Tag, text: str) -> str:
    words = dict.fromkeys(text[item.span.start : item.span.end] for item in tag.evidence)
    strength = f"about {tag.theme}" if tag.strength == "about" else f"in passing about {tag.theme}"
    ground = f" by {tag.ground}" if tag.how == "inferred" and tag.ground else ""
    named = f": {', '.join(f'“{word}”' for word in words)}" if words else ""
    return f"{strength}{ground}{named}"


def _passage_locus(tagged: TaggedDocument, locus: str) -> str:
    """The passage that a quote's locus (of a sentence or of a passage) lies in."""
    for passage in tagged.document.passages:
        if locus == passage.locus or any(sentence.locus == locus for sentence in passage.sentences):
            return passage.locus
    return locus
