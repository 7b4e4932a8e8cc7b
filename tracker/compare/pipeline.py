"""The way from two tagged documents to their comparison, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from tracker.beside import beside, shared_out
from tracker.codebook.watch import watch_counts
from tracker.compare.alignment import Alignment, aligned, carried_over
from tracker.compare.changes import Event, change_ids, events, written
from tracker.compare.counterparts import Counterpart, find_counterparts
from tracker.compare.emphasis import emphasis
from tracker.compare.focus import ThemePassage, ThemeReader, Vocabulary
from tracker.compare.grid import divided_by_theme, subtheme_of, themes_of, with_counterparts
from tracker.compare.grounds import why
from tracker.compare.ledger import ledger
from tracker.compare.likeness import prior
from tracker.compare.profiles import profiles
from tracker.compare.proposals import Embedder, proposed, put_in
from tracker.compare.sections import section_links
from tracker.compare.shifts import FoundShift, find_shifts, ranked
from tracker.compare.shifts.candidates import LinkedUnits
from tracker.compare.shifts.voice import Voice
from tracker.compare.similarity import Similarity
from tracker.compare.units import Sides, prepare
from tracker.compare.warnings import proposals_notice, warnings_of
from tracker.document.repair import Repairer, repairer
from tracker.model.comparison import Change, Comparison
from tracker.model.document import Document
from tracker.model.theme import Codebook, TaggedDocument, Theme

LONG = 1_000
"""Sentences of both sides from which work is divided between two processes."""


def compared(
    old: TaggedDocument, new: TaggedDocument, codebook: Codebook, embedder: Embedder | None = None
) -> Comparison:
    long_enough = sum(len(passage.sentences) for side in (old, new) for passage in side.document.passages) >= LONG
    watched, repair = beside(
        lambda: _watched(old, new, codebook), lambda: _repairer(old.document, new.document), worth_it=long_enough
    )
    (words, themes), (sides, alignment) = beside(
        lambda: (ledger(old.document, new.document, codebook, watched, repair), emphasis(old, new, codebook)),
        lambda: _lined_up(old, new, repair),
        worth_it=long_enough,
    )
    parts = shared_out(_tasks(old, new, codebook, sides, alignment), worth_it=long_enough)
    found = with_counterparts(
        sides,
        [event for part in parts for event in part.events],
        [pair for part in parts for pair in part.counterparts],
        old,
        new,
    )
    warnings = warnings_of(old, new, codebook)
    if embedder is not None:
        # Here and not theme by theme: a model's own threads do not survive a division of the process.
        proposals = proposed(embedder, codebook, old, new, carried_over(sides, alignment), found)
        found = put_in(found, proposals)
        warnings = (*warnings, proposals_notice(embedder.model, len(proposals)))
    shifts = ranked(
        [shift for part in parts for shift in part.shifts],
        frozenset(theme.id for theme in codebook.themes if theme.actor),
    )
    return Comparison(
        old=old,
        new=new,
        codebook_id=codebook.id,
        codebook_sha256=codebook.sha256,
        regime=alignment.regime,
        warnings=warnings,
        themes=themes,
        sections=section_links(sides, alignment),
        changes=_changes(sides, found, old, new, codebook, shifts),
        shifts=tuple(row.shift for row in shifts),
        ledger=words,
        embeddings=embedder.model if embedder else None,
    )


def _repairer(old: Document, new: Document) -> Repairer:
    """Has read every sentence once, so that no two processes have to."""
    repair = repairer((old, new))
    for document in (old, new):
        for sentence in document.sentences():
            repair(sentence.text)
    return repair


def _lined_up(old: TaggedDocument, new: TaggedDocument, repair: Callable[[str], str]) -> tuple[Sides, Alignment]:
    sides = prepare(old.document, new.document, repair)
    return sides, aligned(sides)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one task found."""

    events: Sequence[Event] = ()
    counterparts: Sequence[Counterpart] = ()
    shifts: Sequence[FoundShift] = ()


def _tasks(
    old: TaggedDocument, new: TaggedDocument, codebook: Codebook, sides: Sides, alignment: Alignment
) -> list[Callable[[], _Found]]:
    """What is to be found once two texts are lined up, the longest task first: the events of each half of the groups,
    and theme by theme its counterparts and shifts. A passage that was carried over needs no counterpart."""
    groups = divided_by_theme(sides, alignment.links, alignment.groups, old, new)
    vocabulary, voice = Vocabulary(codebook), Voice(codebook.voice)
    readers = (ThemeReader(sides.old, old, vocabulary), ThemeReader(sides.new, new, vocabulary))
    links = LinkedUnits(alignment.links)
    spoken_of = profiles(old, new)
    by_text = frozenset((p, q) for group in groups for p in group.old for q in group.new)
    kept_old, kept_new = carried_over(sides, alignment)

    def of_groups(half: int) -> _Found:
        return _Found(events=events(sides, alignment.links, alignment.moved, groups[half::2]))

    def of_theme(theme: Theme) -> _Found:
        before, after = (reader.passages(theme.id) for reader in readers)
        pairs = find_counterparts(
            theme.id,
            [passage for passage in before if passage.passage not in kept_old],
            [passage for passage in after if passage.passage not in kept_new],
            by_text,
            spoken_of,
            prior(revision=alignment.regime.label == "revision", actor=theme.actor),
        )
        joined = by_text | {(pair.old, pair.new) for pair in pairs}
        beside = (
            readers[0].beside(theme.id, links.across_old(_units(after))),
            readers[1].beside(theme.id, links.across_new(_units(before))),
        )
        weights = Similarity(sides.weight)
        return _Found((), pairs, find_shifts(theme, sides, links, before, after, beside, joined, weights, voice))

    by_length = sorted(
        codebook.themes, key=lambda theme: sum(reader.count(theme.id) for reader in readers), reverse=True
    )
    return [partial(of_groups, 0), partial(of_groups, 1), *(partial(of_theme, theme) for theme in by_length)]


def _units(passages: Iterable[ThemePassage]) -> Iterable[int]:
    return (sentence.unit for passage in passages for sentence in passage.sentences)


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
        themes = themes_of(sides, event, old, new, codebook)
        subtheme = subtheme_of(event, themes, old, new)
        change = written(sides, event, themes=themes, subtheme=subtheme, why=why(event), id=id)
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
