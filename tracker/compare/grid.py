"""The quote matrix: which cell (theme and sub-theme) a change belongs to, and which added and removed passages
answer each other there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.compare.align import Link
from tracker.compare.changes import Event, SentenceBead, in_reading_order, joined_text
from tracker.compare.counterparts import Counterpart
from tracker.compare.edits import replacement
from tracker.compare.passages import Group, loose_units, rests_apart, split_off
from tracker.compare.units import Side, Sides
from tracker.model.theme import Codebook, TaggedDocument
from tracker.model.words import count_words


def with_counterparts(
    sides: Sides, found: Sequence[Event], counterparts: Iterable[Counterpart], old: TaggedDocument, new: TaggedDocument
) -> list[Event]:
    """The events, with every pair of counterparts as one. The best pair of an added or removed passage accounts for its
    sentences in its place; a further pair, or a pair of passages linked elsewhere, accounts for none. For the themes on
    which no pair answers such a passage it stays added or removed, and accounts for none either."""
    lone_old = {event.old[0]: event for event in found if event.kind == "removed"}
    lone_new = {event.new[0]: event for event in found if event.kind == "added"}
    absorbed: dict[int, Event] = {}
    answered: dict[tuple[str, int], frozenset[str]] = {}
    pairs: dict[tuple[int, int], float] = {}
    for counterpart in counterparts:
        place = (counterpart.old, counterpart.new)
        pairs[place] = max(counterpart.score, pairs.get(place, 0.0))
    made = []
    for (p, q), score in sorted(pairs.items(), key=lambda item: (-item[1], sum(item[0]), item[0])):
        beads: list[SentenceBead] = []
        for event in (lone_old.pop(p, None), lone_new.pop(q, None)):
            if event is not None:
                absorbed[id(event)] = event
                beads += event.beads
        common = common_themes((p,), (q,), old, new)
        for side in (("removed", p), ("added", q)):
            answered[side] = answered.get(side, frozenset()) | common
        old_text = joined_text(sides.old, [i for bead in beads for i in bead.old])
        new_text = joined_text(sides.new, [j for bead in beads for j in bead.new])
        made.append(
            Event("counterpart", (p,), (q,), tuple(beads), replacement(old_text, new_text), score, "substantive")
        )
    for event in absorbed.values():
        (passage,) = event.old or event.new
        unanswered = _themes_alone(sides, event, old, new) - answered[event.kind, passage]
        if unanswered:
            made.append(replace(event, beads=(), edits=(), only=unanswered))
    return in_reading_order([event for event in found if id(event) not in absorbed] + made)


MOSTLY = 0.5
"""Share of the words of a side that must stand in passages about a theme before the side is about it."""


def divided_by_theme(
    sides: Sides, links: Sequence[Link], groups: Iterable[Group], old: TaggedDocument, new: TaggedDocument
) -> list[Group]:
    """The groups, divided where something would stand under none of its themes.

    Of passages that became one, or came from one, a passage is read by itself with that one where both are about a
    theme that most of the others leave out. The sentences of a passage that go on nowhere are gone, or new, by
    themselves where they speak of a theme that the other side leaves out.
    """
    loose_old, loose_new = loose_units(sides, links)
    divided: list[Group] = []
    for whole in groups:
        for group in _parts(sides, links, whole, old, new):
            themes = common_themes(group.old, group.new, old, new)
            gone = [p for p in group.rest_old if _spoken_of(sides.old, old, p, loose_old.get(p, ())) - themes]
            come = [q for q in group.rest_new if _spoken_of(sides.new, new, q, loose_new.get(q, ())) - themes]
            divided += rests_apart(group, gone, come)
    return divided


def _themes_alone(sides: Sides, event: Event, old: TaggedDocument, new: TaggedDocument) -> frozenset[str]:
    """The themes of a one-sided event: of those of its passage, the ones of which its sentences speak."""
    if event.kind == "removed":
        return _spoken_of(sides.old, old, event.old[0], [i for bead in event.beads for i in bead.old])
    return _spoken_of(sides.new, new, event.new[0], [j for bead in event.beads for j in bead.new])


def _spoken_of(side: Side, tagged: TaggedDocument, passage: int, units: Iterable[int]) -> frozenset[str]:
    """Of the themes that a passage is about, those of which these sentences of it speak; one that it has from outside
    (its heading) holds for each of them."""
    spans = [side.document.passages[passage].sentences[side.units[unit].sentence].span for unit in units]
    return frozenset(
        tag.theme
        for tag in tagged.tags[passage]
        if tag.strength == "about"
        and spans
        and (
            not tag.evidence
            or any(span.start <= evidence.span.start < span.end for evidence in tag.evidence for span in spans)
        )
    )


def _parts(
    sides: Sides, links: Sequence[Link], group: Group, old: TaggedDocument, new: TaggedDocument
) -> Iterable[Group]:
    while len(group.old) > 1 or len(group.new) > 1:
        themes = common_themes(group.old, group.new, old, new)
        pairs = [(p, q) for p in group.old for q in group.new]
        apart = [(p, q) for p, q in pairs if common_themes((p,), (q,), old, new) - themes]
        if not apart:
            break
        # One stays, else nothing would be left to account for the rest of the other side.
        parts, group = split_off(sides, links, group, apart[len(apart) == len(pairs) :])
        yield from parts
    yield group


def themes_of(
    sides: Sides, event: Event, old: TaggedDocument, new: TaggedDocument, codebook: Codebook
) -> tuple[str, ...]:
    """The themes that both sides of the event are about; for a one-sided event, those of its side, and of these those
    of which its sentences speak, if it has only some of its passage's. Of several passages, those that carry most of
    the words decide: one that a single passage is about would join the others."""
    if event.old and event.new:
        common = common_themes(event.old, event.new, old, new)
    else:
        common = event.only or _themes_alone(sides, event, old, new)
    return tuple(theme.id for theme in codebook.themes if theme.id in common)


def subtheme_of(event: Event, themes: Sequence[str], old: TaggedDocument, new: TaggedDocument) -> str | None:
    """`theme/sub-theme` of the event's row in the matrix: of its first theme with one on both sides, then on one."""
    for combine in (frozenset.intersection, frozenset.union):
        for theme in themes:
            sides = [
                _subthemes(tagged, passages, theme)
                for tagged, passages in ((old, event.old), (new, event.new))
                if passages
            ]
            found = combine(*sides)
            if found:
                first = next(
                    sub for sub in _in_order(old, event.old, theme) + _in_order(new, event.new, theme) if sub in found
                )
                return f"{theme}/{first}"
    return None


def common_themes(
    passages_old: Sequence[int], passages_new: Sequence[int], old: TaggedDocument, new: TaggedDocument
) -> frozenset[str]:
    """Themes that each side which has passages is about. Of several passages, those that carry most of the words
    decide."""
    sides = [_about(tagged, passages) for tagged, passages in ((old, passages_old), (new, passages_new)) if passages]
    return frozenset.intersection(*sides) if sides else frozenset()


def _about(tagged: TaggedDocument, passages: Sequence[int]) -> frozenset[str]:
    if len(passages) == 1:
        return frozenset(tag.theme for tag in tagged.tags[passages[0]] if tag.strength == "about")
    words: dict[str, int] = {}
    total = 0
    for p in passages:
        length = count_words(tagged.document.passages[p].text)
        total += length
        for tag in tagged.tags[p]:
            if tag.strength == "about":
                words[tag.theme] = words.get(tag.theme, 0) + length
    return frozenset(theme for theme, count in words.items() if count >= MOSTLY * total)


def _subthemes(tagged: TaggedDocument, passages: Sequence[int], theme: str) -> frozenset[str]:
    return frozenset(_in_order(tagged, passages, theme))


def _in_order(tagged: TaggedDocument, passages: Sequence[int], theme: str) -> list[str]:
    return [sub for p in passages for tag in tagged.tags[p] if tag.theme == theme for sub in tag.subthemes]
