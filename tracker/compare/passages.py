"""Gathers linked sentences into passages that belong together: one to one, one to many or many to one.

Sentences bind passages; the passages of a group are read side by side. A sentence that went to a passage outside
the group of its own is a pair of its own, which accounts for that sentence alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from tracker.compare.align import Link
from tracker.compare.units import Side, Sides
from tracker.model.words import count_words

BINDS = 0.25
"""Share of the words of the shorter passage that must be linked before two passages are read side by side."""


@dataclass(frozen=True, slots=True)
class Group:
    """Passages of both sides read as one, and the links it accounts for."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    links: tuple[int, ...]
    rest_old: tuple[int, ...] = ()
    rest_new: tuple[int, ...] = ()
    """Passages of which it accounts also for the sentences that are linked nowhere."""


def group_passages(sides: Sides, links: Sequence[Link]) -> list[Group]:
    """Every link of sentences stands in exactly one group; the rest of every passage is accounted for by one, too."""
    ties = _ties(sides, links)
    partners_old, partners_new = _stars(sides, links, ties)
    groups: list[Group] = []
    grouped_ties: set[tuple[int, int]] = set()
    for p in range(len(sides.old.document.passages)):
        news = partners_old.get(p, [])
        if len(news) == 1 and len(partners_new[news[0]]) > 1:
            continue
        ties_here = [(p, q) for q in sorted(news)]
        grouped_ties.update(ties_here)
        groups.append(_whole_group((p,), tuple(sorted(news)), ties_here, ties))
    for q in range(len(sides.new.document.passages)):
        olds = partners_new.get(q, [])
        if len(olds) == 1:
            continue
        ties_here = [(p, q) for p in sorted(olds)]
        grouped_ties.update(ties_here)
        groups.append(_whole_group(tuple(sorted(olds)), (q,), ties_here, ties))
    for (p, q), found in ties.items():
        if (p, q) not in grouped_ties:
            groups.append(Group((p,), (q,), tuple(found)))
    return groups


def split_off(
    sides: Sides, links: Sequence[Link], group: Group, pairs: Collection[tuple[int, int]]
) -> tuple[list[Group], Group]:
    """Some pairs `(p, q)` of a group of several passages as groups of their own, each with the rest of whichever of the
    two is one of several; and what is left of the group."""
    of_old = len(group.old) > 1
    own: dict[tuple[int, int], list[int]] = {pair: [] for pair in pairs}
    left: list[int] = []
    for k in group.links:
        own.get(_place(sides, links[k]), left).append(k)
    parts = [
        Group((p,), (q,), tuple(found), rest_old=(p,) if of_old else (), rest_new=() if of_old else (q,))
        for (p, q), found in own.items()
    ]
    gone = {pair[0 if of_old else 1] for pair in pairs}
    stays = tuple(passage for passage in (group.old if of_old else group.new) if passage not in gone)
    if of_old:
        return parts, Group(stays, group.new, tuple(left), stays, group.rest_new)
    return parts, Group(group.old, stays, tuple(left), group.rest_old, stays)


def rests_apart(group: Group, old: Collection[int], new: Collection[int]) -> list[Group]:
    """The group and, as groups of their own, the sentences of some of its passages that are linked nowhere."""
    if not (group.old and group.new):
        return [group]
    return [
        *(Group((p,), (), (), rest_old=(p,)) for p in old),
        *(Group((), (q,), (), rest_new=(q,)) for q in new),
        replace(
            group,
            rest_old=tuple(p for p in group.rest_old if p not in old),
            rest_new=tuple(q for q in group.rest_new if q not in new),
        ),
    ]


def loose_units(sides: Sides, links: Sequence[Link]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Sentences of each side that stand in no link, by passage."""
    return (
        _loose(sides.old, {i for link in links for i in link.old}),
        _loose(sides.new, {j for link in links for j in link.new}),
    )


def _loose(side: Side, linked: Set[int]) -> dict[int, list[int]]:
    loose: dict[int, list[int]] = {}
    for number, unit in enumerate(side.units):
        if not unit.is_heading and number not in linked:
            loose.setdefault(unit.passage, []).append(number)
    return loose


def _place(sides: Sides, link: Link) -> tuple[int, int]:
    """The passages that a link counts for: those that its first units stand in."""
    return sides.old.units[link.old[0]].passage, sides.new.units[link.new[0]].passage


def _whole_group(
    old: tuple[int, ...],
    new: tuple[int, ...],
    ties_here: Sequence[tuple[int, int]],
    ties: Mapping[tuple[int, int], list[int]],
) -> Group:
    return Group(old, new, tuple(sorted(k for tie in ties_here for k in ties[tie])), old, new)


def _ties(sides: Sides, links: Sequence[Link]) -> dict[tuple[int, int], list[int]]:
    """`(old passage, new passage) → numbers of the links between them`."""
    ties: dict[tuple[int, int], list[int]] = {}
    for k, link in enumerate(links):
        if not sides.old.units[link.old[0]].is_heading and not sides.new.units[link.new[0]].is_heading:
            ties.setdefault(_place(sides, link), []).append(k)
    return dict(sorted(ties.items()))


def _stars(
    sides: Sides, links: Sequence[Link], ties: Mapping[tuple[int, int], list[int]]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Partners of each passage. Heaviest ties first; a tie that would make many-to-many of it is left out."""
    old_passages, new_passages = sides.old.document.passages, sides.new.document.passages
    weighed = []
    for (p, q), numbers in ties.items():
        words = sum(sum(links[k].words(sides)) for k in numbers)
        shorter = min(count_words(old_passages[p].text), count_words(new_passages[q].text))
        if words >= 2 * BINDS * shorter:
            weighed.append((-words, p + q, p, q))
    partners_old: dict[int, list[int]] = {}
    partners_new: dict[int, list[int]] = {}
    for _, _, p, q in sorted(weighed):
        olds, news = partners_new.get(q, []), partners_old.get(p, [])
        free_end = (not olds and all(len(partners_new[other]) == 1 for other in news)) or (
            not news and all(len(partners_old[other]) == 1 for other in olds)
        )
        if free_end:
            partners_old.setdefault(p, []).append(q)
            partners_new.setdefault(q, []).append(p)
    return partners_old, partners_new
