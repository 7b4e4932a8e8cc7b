"""Shifts: typed, evidenced changes of policy, found sentence by sentence within each theme and ranked for an analyst."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.compare.align import Link
from tracker.compare.counterparts import topic_weights
from tracker.compare.focus import ThemePassage
from tracker.compare.shifts.candidates import find_candidates
from tracker.compare.shifts.quotes import quoted
from tracker.compare.shifts.rank import importance
from tracker.compare.shifts.reading import Reading, read, theme_vocabulary
from tracker.compare.shifts.rules import classed
from tracker.compare.significance import same_wording
from tracker.compare.similarity import Similarity
from tracker.compare.units import Sides
from tracker.model.comparison import Quote, Shift


@dataclass(frozen=True, slots=True)
class FoundShift:
    """A shift with the units it was read from, so that its change can name it."""

    shift: Shift
    old_unit: int | None
    new_unit: int | None


def find_shifts(
    theme: str,
    sides: Sides,
    links: Sequence[Link],
    old: Sequence[ThemePassage],
    new: Sequence[ThemePassage],
    joined: frozenset[tuple[int, int]],
    similarity: Similarity,
) -> list[FoundShift]:
    """All shifts of one theme, unranked."""
    weight = topic_weights((*old, *new))
    vocabulary = theme_vocabulary(old, new)
    found = []
    for candidate in find_candidates(theme, sides, links, old, new, joined, similarity, weight):
        reading = read(candidate, sides, vocabulary, similarity, weight)
        if reading.old and reading.new and same_wording(reading.old, reading.new):
            continue
        finding = classed(reading)
        if finding is None:
            continue
        score = round(importance(reading) + finding.weight, 4)
        before, after = quoted(reading, sides)
        shift = Shift(
            id=_id(theme, finding.kind, before, after),
            rank=0,
            score=score,
            theme=theme,
            subtheme=_subtheme(reading, theme, weight),
            kind=finding.kind,
            old=before,
            new=after,
            why=finding.why,
            rule=finding.rule,
        )
        found.append(
            FoundShift(
                shift, candidate.old.unit if candidate.old else None, candidate.new.unit if candidate.new else None
            )
        )
    return found


def ranked(found: Sequence[FoundShift]) -> list[FoundShift]:
    """By score, with ranks from 1; ties by what the shifts say."""
    order = sorted(found, key=lambda row: (-row.shift.score, row.shift.theme, row.shift.id))
    return [replace(row, shift=replace(row.shift, rank=rank)) for rank, row in enumerate(order, start=1)]


def _subtheme(reading: Reading, theme: str, weight: Mapping[str, float]) -> str | None:
    """The rarest sub-theme that its sentences speak of, one that both speak of first."""
    sentences = [sentence for sentence in (reading.candidate.old, reading.candidate.new) if sentence]
    topics = [frozenset(topic for topic in sentence.topics if topic.startswith(f"{theme}/")) for sentence in sentences]
    common = frozenset.intersection(*topics) or frozenset.union(*topics)
    return min(common, key=lambda topic: (-weight.get(topic, 0.0), topic)) if common else None


def _id(theme: str, kind: str, old: Quote | None, new: Quote | None) -> str:
    parts = (theme, kind, old.quote if old else "", new.quote if new else "")
    return "s-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]
