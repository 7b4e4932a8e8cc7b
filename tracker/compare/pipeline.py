"""The way from two tagged documents to their comparison, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tracker.beside import beside
from tracker.codebook.watch import watch_counts
from tracker.compare.alignment import Alignment, aligned
from tracker.compare.changes import Event, change_ids, events, written
from tracker.compare.counterparts import Counterpart, find_counterparts
from tracker.compare.emphasis import emphasis
from tracker.compare.focus import Vocabulary, theme_passages
from tracker.compare.grid import subtheme_of, themes_of, with_counterparts
from tracker.compare.grounds import why
from tracker.compare.ledger import ledger
from tracker.compare.sections import section_links
from tracker.compare.shifts import FoundShift, find_shifts, ranked
from tracker.compare.similarity import Similarity
from tracker.compare.units import Sides, prepare
from tracker.compare.warnings import warnings_of
from tracker.document.repair import repairer
from tracker.model.comparison import Change, Comparison, Ledger
from tracker.model.theme import Codebook, TaggedDocument, Theme

LONG = 1_000
"""Sentences and headings of both sides from which work is divided between two processes."""


def compared(old: TaggedDocument, new: TaggedDocument, codebook: Codebook) -> Comparison:
    repair = repairer((old.document, new.document))
    sides = prepare(old.document, new.document, repair)
    alignment = aligned(sides)
    found = events(sides, alignment.links, alignment.moved, alignment.groups)
    (counterparts, shifts), words = _themes_and_words(old, new, codebook, sides, alignment, found, repair)
    found = with_counterparts(sides, found, counterparts)
    shifts = ranked(shifts, frozenset(theme.id for theme in codebook.themes if theme.actor))
    return Comparison(
        old=old,
        new=new,
        codebook_id=codebook.id,
        codebook_sha256=codebook.sha256,
        regime=alignment.regime,
        warnings=warnings_of(old, new, codebook),
        themes=emphasis(old, new, codebook),
        sections=section_links(sides, alignment),
        changes=_changes(sides, found, old, new, codebook, shifts),
        shifts=tuple(row.shift for row in shifts),
        ledger=words,
    )


def _themes_and_words(
    old: TaggedDocument,
    new: TaggedDocument,
    codebook: Codebook,
    sides: Sides,
    alignment: Alignment,
    found: Sequence[Event],
    repair: Callable[[str], str],
) -> tuple[tuple[list[Counterpart], list[FoundShift]], Ledger]:
    """What the themes show, and the ledger: the greater part of the work of a comparison, done two things at a time."""

    def themes_from(first: int) -> tuple[list[Counterpart], list[FoundShift]]:
        return _themes(old, new, codebook.themes[first::2], codebook, sides, alignment, found)

    def rest() -> tuple[tuple[list[Counterpart], list[FoundShift]], Ledger]:
        words = ledger(old.document, new.document, codebook, _watched(old, new, codebook), repair)
        return themes_from(1), words

    long_enough = len(sides.old.units) + len(sides.new.units) >= LONG
    here, (there, words) = beside(lambda: themes_from(0), rest, worth_it=long_enough)
    return (here[0] + there[0], here[1] + there[1]), words


def _themes(
    old: TaggedDocument,
    new: TaggedDocument,
    themes: Sequence[Theme],
    codebook: Codebook,
    sides: Sides,
    alignment: Alignment,
    found: Sequence[Event],
) -> tuple[list[Counterpart], list[FoundShift]]:
    """Counterparts and shifts, theme by theme. A passage that was kept as it is needs no counterpart."""
    similarity = Similarity(sides.weight)
    vocabulary = Vocabulary(codebook)
    by_text = frozenset((p, q) for group in alignment.groups for p in group.old for q in group.new)
    kept_old = {p for event in found if event.kind == "kept" for p in event.old}
    kept_new = {q for event in found if event.kind == "kept" for q in event.new}
    counterparts: list[Counterpart] = []
    shifts: list[FoundShift] = []
    for theme in themes:
        before = theme_passages(sides.old, old, theme.id, vocabulary)
        after = theme_passages(sides.new, new, theme.id, vocabulary)
        pairs = find_counterparts(
            theme.id,
            [passage for passage in before if passage.passage not in kept_old],
            [passage for passage in after if passage.passage not in kept_new],
            by_text,
        )
        counterparts += pairs
        joined = by_text | {(pair.old, pair.new) for pair in pairs}
        shifts += find_shifts(theme.id, sides, alignment.links, before, after, joined, similarity)
    return counterparts, shifts


def _watched(old: TaggedDocument, new: TaggedDocument, codebook: Codebook) -> list[tuple[str, int, int]]:
    """The watch list as `(label, old count, new count)`."""
    counts = (watch_counts(tagged.document, codebook) for tagged in (old, new))
    return [(term.label, a, b) for term, a, b in zip(codebook.watch, *counts, strict=True)]


def _changes(
    sides: Sides,
    found: Sequence[Event],
    old: TaggedDocument,
    new: TaggedDocument,
    codebook: Codebook,
    shifts: Sequence[FoundShift],
) -> tuple[Change, ...]:
    changes = []
    shifts_at = _shifts_by_unit(shifts)
    for event, id in zip(found, change_ids(sides, found), strict=True):
        themes = themes_of(event, old, new, codebook)
        subtheme = subtheme_of(event, themes, old, new)
        change = written(sides, event, themes=themes, subtheme=subtheme, why=why(sides, event), id=id)
        units = [("old", i) for bead in event.beads for i in bead.old]
        units += [("new", j) for bead in event.beads for j in bead.new]
        ids = dict.fromkeys(shift_id for unit in units for shift_id in shifts_at.get(unit, ()))
        changes.append(replace(change, shifts=tuple(ids)))
    return tuple(changes)


def _shifts_by_unit(shifts: Sequence[FoundShift]) -> Mapping[tuple[str, int], list[str]]:
    at: dict[tuple[str, int], list[str]] = {}
    for row in shifts:
        for side, unit in (("old", row.old_unit), ("new", row.new_unit)):
            if unit is not None:
                at.setdefault((side, unit), []).append(row.shift.id)
    return at
