"""Turns groups of passages into changes: beads, edits, kind, significance, and the sentence that says why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.compare.align import Link
from tracker.compare.chains import heaviest_chain
from tracker.compare.edits import joined_edits, replacement, reversed_edits, word_edits
from tracker.compare.passages import Group, loose_units
from tracker.compare.significance import significance_of
from tracker.compare.units import Side, Sides
from tracker.model.comparison import Band, Bead, BeadKind, Change, ChangeKind, Edit, Significance
from tracker.model.document import Document

HIGH, MEDIUM = 0.5, 0.4
"""Where the bands of confidence begin. Judged by hand on successive National Security Strategies, links scored .5
and more were right in 19 of 19 cases, .4 to .5 in 19 of 23, .3 to .4 in 17 of 30."""


@dataclass(frozen=True, slots=True)
class SentenceBead:
    """A bead in numbers of units, before it is written with loci."""

    kind: BeadKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Event:
    """A change before themes, counterparts and shifts are known. Passages by index, sentences by unit number."""

    kind: ChangeKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    beads: tuple[SentenceBead, ...]
    edits: tuple[Edit, ...]
    score: float
    significance: Significance
    proposed_by: str = ""
    """The embedding model that proposed it, if one did."""
    only: frozenset[str] = frozenset()
    """The themes for which it holds, where it does not hold for all of its passage's."""


def events(sides: Sides, links: Sequence[Link], moved: frozenset[int], groups: Sequence[Group]) -> list[Event]:
    """One event per group, in the order of the groups."""
    loose_old, loose_new = loose_units(sides, links)
    return [_event(sides, links, moved, group, loose_old, loose_new) for group in groups]


def in_reading_order(found: Iterable[Event]) -> list[Event]:
    """By new passage; what only the old document has follows the event of the old passage before it."""
    found = sorted(found, key=lambda event: (event.old, event.new))
    place_of_old: dict[int, int] = {}
    for event in found:
        if event.new:
            for p in event.old:
                place_of_old[p] = min(event.new[0], place_of_old.get(p, event.new[0]))
    keyed = []
    place = -1
    for number, event in enumerate(found):
        if event.old:
            place = place_of_old.get(event.old[0], place)
        if event.new:
            keyed.append(((event.new[0], 0, event.old, event.new), number))
        else:
            keyed.append(((place, 1, event.old, event.new), number))
    return [found[number] for _, number in sorted(keyed)]


def written(sides: Sides, event: Event, *, themes: tuple[str, ...], subtheme: str | None, why: str, id: str) -> Change:
    """The event as a change of the comparison, with loci for numbers."""
    old, new = sides.old, sides.new
    return Change(
        id=id,
        kind=event.kind,
        significance=event.significance,
        score=event.score,
        band=_band(event),
        themes=themes,
        subtheme=subtheme,
        old=tuple(old.document.passages[p].locus for p in event.old),
        new=tuple(new.document.passages[q].locus for q in event.new),
        beads=tuple(
            Bead(
                bead.kind,
                tuple(_locus(old, i) for i in bead.old),
                tuple(_locus(new, j) for j in bead.new),
                bead.score,
            )
            for bead in event.beads
        ),
        edits=event.edits,
        shifts=(),
        why=why,
    )


def _band(event: Event) -> Band:
    if event.proposed_by:
        return "low"
    return band_of(event.score) if event.old and event.new else "high"


def band_of(score: float) -> Band:
    return "high" if score >= HIGH else "medium" if score >= MEDIUM else "low"


def change_ids(sides: Sides, found: Sequence[Event]) -> list[str]:
    """`c-` and ten hex digits of the digest of the texts joined; a repetition of the same texts gets a number
    behind it."""
    seen: dict[str, int] = {}
    ids = []
    for event in found:
        texts = [_passage_texts(sides.old.document, event.old), _passage_texts(sides.new.document, event.new)]
        if not all(bead.kind in ("added", "removed") for bead in event.beads) and _is_partial(sides, event):
            texts.append([sentence_text(sides.old, i) for bead in event.beads for i in bead.old])
        digest = hashlib.sha256("\x1e".join("\x1f".join(part) for part in texts).encode()).hexdigest()[:10]
        seen[digest] = seen.get(digest, 0) + 1
        ids.append(f"c-{digest}" if seen[digest] == 1 else f"c-{digest}-{seen[digest]}")
    return ids


def sentence_text(side: Side, unit: int) -> str:
    place = side.units[unit]
    return side.document.passages[place.passage].sentences[place.sentence].text


def joined_text(side: Side, units: Sequence[int]) -> str:
    """The sentences as one text: those of one passage joined by a blank, passages by a line break."""
    return "".join(_pieces(side, units))


def _passage_texts(document: Document, passages: Sequence[int]) -> list[str]:
    return [document.passages[p].text for p in passages]


def _is_partial(sides: Sides, event: Event) -> bool:
    sentences = sum(len(sides.old.document.passages[p].sentences) for p in event.old)
    return sum(len(bead.old) for bead in event.beads) < sentences


def _event(
    sides: Sides,
    links: Sequence[Link],
    moved: frozenset[int],
    group: Group,
    loose_old: dict[int, list[int]],
    loose_new: dict[int, list[int]],
) -> Event:
    beads = [_linked_bead(sides, links[k], k in moved) for k in group.links]
    beads += [SentenceBead("removed", (i,), (), 0.0) for p in group.rest_old for i in loose_old.get(p, ())]
    beads += [SentenceBead("added", (), (j,), 0.0) for q in group.rest_new for j in loose_new.get(q, ())]
    beads = _in_order(beads)
    old_text = joined_text(sides.old, sorted(i for bead in beads for i in bead.old))
    new_text = joined_text(sides.new, sorted(j for bead in beads for j in bead.new))
    edits = _edits(sides, beads) if old_text <= new_text else reversed_edits(_edits(*_flipped(sides, beads)))
    kind = _kind(sides, group, links, moved, same=old_text == new_text)
    return Event(
        kind,
        group.old,
        group.new,
        tuple(beads),
        edits,
        _score(sides, beads),
        significance_of(old_text, new_text, edits),
    )


def _linked_bead(sides: Sides, link: Link, has_moved: bool) -> SentenceBead:
    if has_moved:
        kind: BeadKind = "moved"
    elif len(link.old) == 1 < len(link.new):
        kind = "split"
    elif len(link.new) == 1 < len(link.old):
        kind = "merged"
    elif joined_text(sides.old, link.old) == joined_text(sides.new, link.new):
        kind = "kept"
    else:
        kind = "reworded"
    return SentenceBead(kind, link.old, link.new, link.score)


def _in_order(beads: Sequence[SentenceBead]) -> list[SentenceBead]:
    """By new sentence; a removed one follows the bead of the old sentence before it."""
    by_old = sorted((bead for bead in beads if bead.old), key=lambda bead: bead.old)
    keyed: list[tuple[tuple[int, int, int], SentenceBead]] = []
    place = -1
    for bead in by_old:
        if bead.new:
            place = bead.new[0]
            keyed.append(((place, 0, 0), bead))
        else:
            keyed.append(((place, 1, bead.old[0]), bead))
    keyed += [((bead.new[0], 0, 0), bead) for bead in beads if not bead.old]
    return [bead for _, bead in sorted(keyed, key=lambda pair: pair[0])]


def _flipped(sides: Sides, beads: Sequence[SentenceBead]) -> tuple[Sides, list[SentenceBead]]:
    """The same with old and new exchanged: edits are made in one direction, so that they mirror each other exactly."""
    return Sides(sides.new, sides.old, sides.weight), [replace(bead, old=bead.new, new=bead.old) for bead in beads]


def _edits(sides: Sides, beads: Sequence[SentenceBead]) -> tuple[Edit, ...]:
    """Edits over all sentences of the beads, in the order of both sides: linked sentences that cross others of the same
    change are spelled as deleted and inserted."""
    old_order = sorted(i for bead in beads for i in bead.old)
    new_order = sorted(j for bead in beads for j in bead.new)
    old_piece = dict(zip(old_order, _pieces(sides.old, old_order), strict=True))
    new_piece = dict(zip(new_order, _pieces(sides.new, new_order), strict=True))
    linked = [bead for bead in beads if bead.old and bead.new]
    weighted = [
        (bead.old[0], bead.new[0], 0.01 + bead.score * len(joined_text(sides.old, bead.old))) for bead in linked
    ]
    edits: list[Edit] = []
    i = j = 0
    for k in heaviest_chain(weighted):
        bead = linked[k]
        start_old, start_new = old_order.index(bead.old[0]), new_order.index(bead.new[0])
        if start_old < i or start_new < j:
            continue
        edits += replacement(
            "".join(old_piece[n] for n in old_order[i:start_old]), "".join(new_piece[n] for n in new_order[j:start_new])
        )
        edits += word_edits("".join(old_piece[n] for n in bead.old), "".join(new_piece[n] for n in bead.new))
        i, j = start_old + len(bead.old), start_new + len(bead.new)
    edits += replacement("".join(old_piece[n] for n in old_order[i:]), "".join(new_piece[n] for n in new_order[j:]))
    return joined_edits(edits)


def _pieces(side: Side, units: Sequence[int]) -> list[str]:
    """Each sentence with what parts it from the next one."""
    pieces = []
    for place, unit in enumerate(units):
        text = sentence_text(side, unit)
        if place + 1 < len(units):
            text += " " if side.units[unit].passage == side.units[units[place + 1]].passage else "\n"
        pieces.append(text)
    return pieces


def _kind(sides: Sides, group: Group, links: Sequence[Link], moved: frozenset[int], *, same: bool) -> ChangeKind:
    if not group.links:
        return "removed" if group.old else "added"
    if len(group.old) > 1:
        return "merged"
    if len(group.new) > 1:
        return "split"
    words = [(sum(links[k].words(sides)), k in moved) for k in group.links]
    if 2 * sum(count for count, has_moved in words if has_moved) > sum(count for count, _ in words):
        return "moved"
    return "kept" if same else "reworded"


def _score(sides: Sides, beads: Sequence[SentenceBead]) -> float:
    """Mean score of the linked beads, weighted by words; 0 when nothing is linked."""
    total = weight = 0.0
    for bead in beads:
        if bead.old and bead.new:
            words = sum(sides.old.units[i].size for i in bead.old) + sum(sides.new.units[j].size for j in bead.new)
            total += bead.score * (words or 1)
            weight += words or 1
    return round(total / weight, 6) if weight else 0.0


def _locus(side: Side, unit: int) -> str:
    place = side.units[unit]
    return side.document.passages[place.passage].sentences[place.sentence].locus
