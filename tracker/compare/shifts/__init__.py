"""Shifts: typed, evidenced changes of policy, found sentence by sentence within each theme and ranked."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from tracker.compare.focus import ThemePassage
from tracker.compare.overlap import topic_weights
from tracker.compare.shifts.candidates import LinkedUnits, find_candidates
from tracker.compare.shifts.quotes import quoted
from tracker.compare.shifts.rank import importance, noticed
from tracker.compare.shifts.reading import Reading, read, theme_vocabulary
from tracker.compare.shifts.rules import classed
from tracker.compare.shifts.voice import Voice
from tracker.compare.significance import same_wording, significance_of
from tracker.compare.similarity import Similarity
from tracker.compare.units import Side, Sides
from tracker.model.comparison import Quote, Shift
from tracker.model.theme import Theme

WORTH = 0.9
"""Lowest score of a shift that rests on newly written sentences; what scores less is still listed as a change. Of those
that readers marked in eleven pairs of National Security Strategies, nine in ten score more."""
REPEATED = 0.5
"""What every shift of a theme that stands before holds the next one back."""
SHOWN = 1.5
"""What it holds a shift back that its sentence was quoted before, under another theme."""
ACTOR = 0.5
"""What a theme is worth more that can be characterised and made responsible."""


@dataclass(frozen=True, slots=True)
class FoundShift:
    """A shift with the units it was read from, so that its change can name it."""

    shift: Shift
    old_unit: int | None
    new_unit: int | None


def find_shifts(
    theme: Theme,
    sides: Sides,
    links: LinkedUnits,
    old: Sequence[ThemePassage],
    new: Sequence[ThemePassage],
    beside: tuple[Sequence[ThemePassage], Sequence[ThemePassage]],
    joined: frozenset[tuple[int, int]],
    similarity: Similarity,
    voice: Voice,
) -> list[FoundShift]:
    """All shifts of one theme, unranked; `old` and `new` are about it, those `beside` are not, but share sentences with
    such. Quotations that stand before the first text of a document (mottoes, notes on where it comes from) are not
    read."""
    old, new = _in_text(sides.old, old), _in_text(sides.new, new)
    weight = topic_weights((*old, *new))
    vocabulary = theme_vocabulary(old, new)
    found = []
    for candidate in find_candidates(theme, sides, links, old, new, beside, joined, similarity, weight):
        reading = read(candidate, sides, vocabulary, similarity, weight, voice)
        if _same(reading):
            continue
        finding = classed(reading)
        if finding is None:
            continue
        score = importance(reading) + finding.weight
        if candidate.ground != "revised" and score < WORTH:
            continue
        before, after = quoted(reading, sides)
        shift = Shift(
            id=_id(theme.id, finding.kind, before, after),
            rank=0,
            score=round(score + noticed(candidate), 4),
            theme=theme.id,
            subtheme=_subtheme(reading, theme.id, weight),
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


def _same(reading: Reading) -> bool:
    """Whether nothing but typography, spelling or the like differs, or nothing can be told of the theme."""
    if bool(reading.old) != bool(reading.new):
        return False
    if reading.candidate.named_once and not (reading.only_old or reading.only_new):
        return True
    if reading.edits:
        return significance_of(reading.old, reading.new, reading.edits) != "substantive"
    return same_wording(reading.old, reading.new)


def _in_text(side: Side, passages: Sequence[ThemePassage]) -> list[ThemePassage]:
    first = next((n for n, passage in enumerate(side.document.passages) if passage.kind != "quote"), 0)
    return [passage for passage in passages if passage.passage >= first]


def ranked(found: Sequence[FoundShift], actors: frozenset[str] = frozenset()) -> list[FoundShift]:
    """All shifts, with ranks from 1. Themes take turns: each keeps its own order, and what it has shown already
    holds its next one back, as does a sentence that another theme has shown or that belongs to an actor. `actors` names
    the themes that are actors."""
    queues: dict[str, list[FoundShift]] = {}
    for row in sorted(found, key=lambda row: (-row.shift.score, row.shift.id)):
        queues.setdefault(row.shift.theme, []).append(row)
    of_actors = {unit for row in found if row.shift.theme in actors for unit in _units(row)}
    places = dict.fromkeys(queues, 0)
    shown: set[tuple[str, int]] = set()

    def held_back(theme: str) -> float:
        """How late the next shift of the theme comes; more, if anything, the more was shown."""
        place = places[theme]
        units = _units(queues[theme][place])
        seen = not shown.isdisjoint(units) or (theme not in actors and not of_actors.isdisjoint(units))
        return REPEATED * place + SHOWN * seen - ACTOR * (theme in actors) - queues[theme][place].shift.score

    waiting = [(held_back(theme), theme) for theme in queues]
    heapify(waiting)
    order: list[FoundShift] = []
    least = math.inf
    while waiting:
        held, theme = heappop(waiting)
        if held_back(theme) > held:
            heappush(waiting, (held_back(theme), theme))
            continue
        head = queues[theme][places[theme]]
        shown.update(_units(head))
        least = min(least, round(-held, 4))
        order.append(replace(head, shift=replace(head.shift, rank=len(order) + 1, score=least)))
        places[theme] += 1
        if places[theme] < len(queues[theme]):
            heappush(waiting, (held_back(theme), theme))
    return order


def _units(row: FoundShift) -> list[tuple[str, int]]:
    return [(side, unit) for side, unit in (("old", row.old_unit), ("new", row.new_unit)) if unit is not None]


def _subtheme(reading: Reading, theme: str, weight: Mapping[str, float]) -> str | None:
    """The rarest sub-theme that its sentences speak of, one that both speak of first."""
    sentences = [sentence for sentence in (reading.candidate.old, reading.candidate.new) if sentence]
    topics = [frozenset(topic for topic in sentence.topics if topic.startswith(f"{theme}/")) for sentence in sentences]
    common = frozenset.intersection(*topics) or frozenset.union(*topics)
    return min(common, key=lambda topic: (-weight.get(topic, 0.0), topic)) if common else None


def _id(theme: str, kind: str, old: Quote | None, new: Quote | None) -> str:
    parts = (theme, kind, old.quote if old else "", new.quote if new else "")
    return "s-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]
