"""Applies an analyst's re-pairings and re-taggings to a comparison; what the program itself found stays as it was.

The laws of a comparison hold for the result too: every passage of both sides in a change, every sentence in one bead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.model.comparison import Bead, Change, Comparison, Edit
from tracker.model.review import Anchor, Repairing, Retagging, Review
from tracker.model.theme import Codebook, Tag
from tracker.usecases.anchors import Places

REVIEWED = "review"
"""Ground of a tag that an analyst gave."""
_REVISION = 60.0
"""Least likeness (0 to 100) of two joined texts for one to count as a revision of the other."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    comparison: Comparison
    orphans: tuple[Repairing | Retagging, ...]
    """What could not be placed in these texts."""


def overlaid(comparison: Comparison, review: Review, codebook: Codebook, old: Places, new: Places) -> Overlaid:
    orphans: list[Repairing | Retagging] = []
    for tagging in review.retaggings:
        locus = (old if tagging.side == "old" else new).find(tagging.passage)
        if locus is None:
            orphans.append(tagging)
        else:
            comparison = _retagged(comparison, tagging, locus, old, new)
    if review.retaggings:
        from tracker.compare.emphasis import emphasis

        comparison = replace(comparison, themes=emphasis(comparison.old, comparison.new, codebook))
    for pairing in review.repairings:
        places = _pair(pairing.old, pairing.new, old, new)
        changed = places and (_parted if pairing.deed == "part" else _joined)(comparison, *places, old, new)
        if changed:
            comparison = changed
        else:
            orphans.append(pairing)
    return Overlaid(comparison, tuple(orphans))


def _pair(old_anchor: Anchor, new_anchor: Anchor, old: Places, new: Places) -> tuple[str, str] | None:
    before, after = old.find(old_anchor), new.find(new_anchor)
    return (before, after) if before is not None and after is not None else None


def _retagged(comparison: Comparison, tagging: Retagging, locus: str, old: Places, new: Places) -> Comparison:
    is_old = tagging.side == "old"
    side = comparison.old if is_old else comparison.new
    index = (old if is_old else new).index(locus)
    assert index is not None, "the locus was found in this document"
    order = [theme.id for theme in comparison.themes]
    kept = {tag.theme: tag for tag in side.tags[index] if tag.theme not in tagging.remove}
    for theme in tagging.add:
        present = kept.get(theme)
        if present is None or present.strength != "about":
            evidence = present.evidence if present else ()
            subthemes = present.subthemes if present else ()
            kept[theme] = Tag(theme, "about", "inferred", subthemes, evidence, REVIEWED)
    row = tuple(sorted(kept.values(), key=lambda tag: order.index(tag.theme) if tag.theme in order else len(order)))
    tagged = replace(side, tags=(*side.tags[:index], row, *side.tags[index + 1 :]))
    comparison = replace(comparison, old=tagged) if is_old else replace(comparison, new=tagged)
    return replace(
        comparison,
        changes=tuple(
            _with_themes(change, comparison, old, new) if locus in (change.old if is_old else change.new) else change
            for change in comparison.changes
        ),
    )


def _parted(comparison: Comparison, before: str, after: str, old: Places, new: Places) -> Comparison | None:
    """Every change that joins the two passages becomes two: what only the old text has, and what only the new."""
    changes: list[Change] = []
    found = False
    elsewhere = _loci(change for change in comparison.changes if not _joins(change, before, after))
    for change in comparison.changes:
        if not _joins(change, before, after):
            changes.append(change)
            continue
        found = True
        for part in _parts(change):
            # A passage with counterparts elsewhere has lost one of several, not its place.
            if part.beads or not set(part.old + part.new) <= elsewhere[0 if part.old else 1]:
                changes.append(_with_themes(part, comparison, old, new))
    return replace(comparison, changes=tuple(changes)) if found else None


def _joined(comparison: Comparison, before: str, after: str, old: Places, new: Places) -> Comparison | None:
    if any(_joins(change, before, after) for change in comparison.changes):
        return comparison
    removed = next((c for c in comparison.changes if before in c.old and not c.new), None)
    added = next((c for c in comparison.changes if after in c.new and not c.old), None)
    changes = list(comparison.changes)
    if removed is not None and added is not None:
        joined = _one_of_both(removed, added)
        changes[changes.index(added)] = _with_themes(joined, comparison, old, new)
        changes.remove(removed)
    else:
        old_text, new_text = (_text(places, locus) for places, locus in ((old, before), (new, after)))
        counterpart = _counterpart((before,), (after,), old_text, new_text, ())
        at = next((i for i, change in enumerate(changes) if after in change.new), len(changes) - 1)
        changes.insert(at + 1, _with_themes(counterpart, comparison, old, new))
    return replace(comparison, changes=tuple(changes))


def _joins(change: Change, before: str, after: str) -> bool:
    return before in change.old and after in change.new


def _parts(change: Change) -> tuple[Change, Change]:
    old_text = "".join(edit.text for edit in change.edits if edit.op != "+")
    new_text = "".join(edit.text for edit in change.edits if edit.op != "-")
    why = "Parted by the reviewer."
    return (
        replace(
            change, id=_id("removed", old_text, ""), kind="removed", significance="substantive", score=0.0, band="high",
            new=(), beads=tuple(Bead("removed", bead.old, (), 0.0) for bead in change.beads if bead.old),
            edits=(Edit("-", old_text),) if old_text else (), why=why,
        ),
        replace(
            change, id=_id("added", "", new_text), kind="added", significance="substantive", score=0.0, band="high",
            old=(), beads=tuple(Bead("added", (), bead.new, 0.0) for bead in change.beads if bead.new),
            edits=(Edit("+", new_text),) if new_text else (), why=why,
        ),
    )  # fmt: skip


def _one_of_both(removed: Change, added: Change) -> Change:
    from rapidfuzz import fuzz

    old_text = "".join(edit.text for edit in removed.edits)
    new_text = "".join(edit.text for edit in added.edits)
    likeness = fuzz.ratio(old_text, new_text)
    if likeness < _REVISION:
        joined = _counterpart(removed.old, added.new, old_text, new_text, (*removed.beads, *added.beads))
    else:
        from tracker.compare.edits import word_edits

        old_sentences = tuple(locus for bead in removed.beads for locus in bead.old)
        new_sentences = tuple(locus for bead in added.beads for locus in bead.new)
        joined = replace(
            _counterpart(removed.old, added.new, old_text, new_text, ()),
            kind="kept" if old_text == new_text else "reworded",
            significance="none" if old_text == new_text else "substantive",
            score=likeness / 100,
            beads=(Bead("kept" if old_text == new_text else "reworded", old_sentences, new_sentences, likeness / 100),),
            edits=word_edits(old_text, new_text),
        )
    return replace(joined, shifts=tuple(dict.fromkeys((*removed.shifts, *added.shifts))))


def _counterpart(
    old: tuple[str, ...], new: tuple[str, ...], old_text: str, new_text: str, beads: tuple[Bead, ...]
) -> Change:
    return Change(
        id=_id("counterpart", old_text, new_text), kind="counterpart", significance="substantive", score=0.0,
        band="high", themes=(), subtheme=None, old=old, new=new, beads=beads,
        edits=(Edit("-", old_text), Edit("+", new_text)), shifts=(), why="Joined by the reviewer.",
    )  # fmt: skip


def _with_themes(change: Change, comparison: Comparison, old: Places, new: Places) -> Change:
    """Under the themes that both of its sides are about; of its one side where it has one."""
    from tracker.compare.grid import common_themes

    before, after = (
        [index for locus in loci if (index := places.index(locus)) is not None]
        for places, loci in ((old, change.old), (new, change.new))
    )
    shared = common_themes(before, after, comparison.old, comparison.new)
    themes = tuple(theme.id for theme in comparison.themes if theme.id in shared)
    home = (change.subtheme or "").partition("/")[0]
    return replace(change, themes=themes, subtheme=change.subtheme if home in themes else None)


def _loci(changes: Iterable[Change]) -> tuple[set[str], set[str]]:
    old: set[str] = set()
    new: set[str] = set()
    for change in changes:
        old.update(change.old)
        new.update(change.new)
    return old, new


def _text(places: Places, locus: str) -> str:
    passage = places.passage_of(locus)
    return passage.text if passage else ""


def _id(kind: str, old_text: str, new_text: str) -> str:
    digest = hashlib.sha256(f"{kind}\n{old_text}\n{new_text}".encode("utf-8", "replace")).hexdigest()
    return f"c-{digest[:10]}"
