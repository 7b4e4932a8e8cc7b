"""An analyst at work on one comparison: verdicts, notes, tags and pairings, each deed undoable, all of it savable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tracker.corpus.reviewform import merge_reviews
from tracker.corpus.reviews import Saved
from tracker.errors import UsageError
from tracker.model.comparison import Change, Comparison, Quote, Shift
from tracker.model.review import Anchor, Judgement, Repairing, Retagging, Review, SideName, Verdict
from tracker.model.theme import Codebook
from tracker.report.verdicts import Orphan, Verdicts
from tracker.usecases.anchors import Places
from tracker.usecases.compare import Compared
from tracker.usecases.overlay import overlaid
from tracker.usecases.reviewstores import Store


class Sitting:
    """A comparison with what was decided on it. `comparison` is the one to show: re-pairings and tags are applied."""

    def __init__(self, found: Comparison, codebook: Codebook, store: Store | None) -> None:
        self._found = found
        self._codebook = codebook
        self._store = store
        self._old, self._new = Places(found.old.document), Places(found.new.document)
        self._stored = store.load() if store else None
        self._review = self._saved = self._stored or Review(found.old.document.id, found.new.document.id)
        self._past: list[Review] = []
        self._judged: dict[str, Judgement] = {}
        self._settle()
        self._saved = self._review

    @property
    def review(self) -> Review:
        return self._review

    @property
    def is_dirty(self) -> bool:
        return self._review != self._saved

    @property
    def can_save(self) -> bool:
        return self._store is not None

    @property
    def judgements(self) -> Mapping[str, Judgement]:
        """By the id of the change or shift."""
        return self._judged

    def judgement(self, id: str) -> Judgement | None:
        """On the change or shift with this id."""
        return self._judged.get(id)

    def is_reviewed(self, id: str) -> bool:
        judgement = self._judged.get(id)
        return judgement is not None and judgement.verdict is not None

    def judge(self, id: str, verdict: Verdict) -> None:
        """The same verdict a second time takes it back."""
        present = self._judged.get(id) or self._fresh(id)
        self._put(replace(present, verdict=None if present.verdict == verdict else verdict))

    def note(self, id: str, text: str) -> None:
        self._put(replace(self._judged.get(id) or self._fresh(id), note=text.strip()))

    def retag(self, side: SideName, locus: str, about: frozenset[str]) -> None:
        """Says of a passage which themes it is about."""
        places = self._old if side == "old" else self._new
        index = places.index(locus)
        if index is None:
            raise UsageError(f"no passage {locus}")
        tagged = self._found.old if side == "old" else self._found.new
        found = {tag.theme for tag in tagged.tags[index] if tag.strength == "about"}
        others = tuple(
            item for item in self._review.retaggings if item.side != side or places.find(item.passage) != locus
        )
        if about != found:
            mine = Retagging(side, places.anchor(locus), tuple(sorted(about - found)), tuple(sorted(found - about)))
            others = (*others, mine)
        self._become(replace(self._review, retaggings=others))

    def part(self, change_id: str) -> None:
        change = self._change(change_id)
        if not (change.old and change.new):
            raise UsageError("this stands alone: there is nothing to part")
        self._pair("part", change.old, change.new)

    def join(self, old_locus: str, new_locus: str) -> None:
        self._pair("join", (old_locus,), (new_locus,))

    def undo(self) -> bool:
        if not self._past:
            return False
        self._review = self._past.pop()
        self._settle()
        return True

    def save(self) -> Saved:
        if self._store is None:
            raise UsageError("two plain files have no place for a review", remedy="start with --review FILE")
        saved = self._store.save(self._joined)
        # What somebody else has written since is not among it, and found to be new the next time.
        self._stored = self._saved = self._review
        return saved

    def _joined(self, present: Review | None) -> Review:
        self._take_in(present)
        return self._review

    def _take_in(self, present: Review | None) -> None:
        """What somebody else has added to the file since it was read is kept beside one's own, and no undoing of one's
        own deeds takes it away."""
        if present is None or self._stored == present:
            return
        before = self._stored or Review(present.old, present.new)
        added = replace(
            present,
            judgements=tuple(item for item in present.judgements if item not in before.judgements),
            repairings=tuple(item for item in present.repairings if item not in before.repairings),
            retaggings=tuple(item for item in present.retaggings if item not in before.retaggings),
        )
        self._review = merge_reviews(self._review, added)
        self._past = [merge_reviews(past, added) for past in self._past]
        self._settle()

    def _pair(self, deed: str, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        assert deed in ("join", "part")
        items = list(self._review.repairings)
        for before in old:
            for after in new:
                item = Repairing(deed, self._old.anchor(before), self._new.anchor(after))  # type: ignore[arg-type]
                opposite = [known for known in items if (known.old, known.new) == (item.old, item.new)]
                if opposite and opposite[0].deed != deed:
                    items.remove(opposite[0])
                elif not opposite:
                    items.append(item)
        self._become(replace(self._review, repairings=tuple(items)))

    def _put(self, judgement: Judgement) -> None:
        others = tuple(
            item for item in self._review.judgements if (item.about, item.id) != (judgement.about, judgement.id)
        )
        kept = (judgement,) if judgement.verdict or judgement.note else ()
        self._past.append(self._review)
        self._review = replace(self._review, judgements=(*others, *kept))
        self._judged = {**self._judged, judgement.id: judgement}
        if not kept:
            del self._judged[judgement.id]

    def _become(self, review: Review) -> None:
        if review != self._review:
            self._past.append(self._review)
            self._review = review
            self._settle()

    def _settle(self) -> None:
        """Puts everything in its place in the comparison as it now is."""
        result = overlaid(self._found, self._review, self._codebook, self._old, self._new)
        self.comparison = result.comparison
        self._changes = {change.id: change for change in self.comparison.changes}
        self._shifts = {shift.id: shift for shift in self.comparison.shifts}
        judged: dict[str, Judgement] = {}
        orphans: list[Orphan] = list(result.orphans)
        for item in self._review.judgements:
            placed = self._placed(item, judged)
            if placed is None:
                orphans.append(item)
            else:
                judged[placed.id] = placed
        self._judged = judged
        self.orphans: tuple[Orphan, ...] = tuple(orphans)
        moved = {(item.about, item.id) for item in judged.values()} - {
            (item.about, item.id) for item in self._review.judgements
        }
        if moved:
            kept = tuple(item for item in orphans if isinstance(item, Judgement))
            self._review = replace(self._review, judgements=(*judged.values(), *kept))

    def _placed(self, item: Judgement, taken: Mapping[str, Judgement]) -> Judgement | None:
        """The entry with the id that its change or shift has now; None when that is gone."""
        if item.id in (self._changes if item.about == "change" else self._shifts):
            return item
        old = self._old.find(item.old) if item.old else None
        new = self._new.find(item.new) if item.new else None
        if (item.old and old is None) or (item.new and new is None):
            return None
        if item.about == "change":
            found = self._change_at(item, old, new, taken)
            if found is None:
                return None
            before, after = self._change_anchors(found)
            return replace(item, id=found.id, kind=found.kind, old=before, new=after)
        shift = self._shift_at(item, old, new, taken)
        if shift is None:
            return None
        before, after = self._shift_anchors(shift)
        return replace(item, id=shift.id, old=before, new=after)

    def _change_at(
        self, item: Judgement, old: str | None, new: str | None, taken: Mapping[str, Judgement]
    ) -> Change | None:
        """The change that joins the same places; only one of the same kind when one side is all there is."""
        for same_kind in (True, False):
            for change in self.comparison.changes:
                sides_fit = (old in change.old if old else not change.old) and (
                    new in change.new if new else not change.new
                )
                if sides_fit and (change.kind == item.kind or not same_kind) and change.id not in taken:
                    return change
        return None

    def _shift_at(
        self, item: Judgement, old: str | None, new: str | None, taken: Mapping[str, Judgement]
    ) -> Shift | None:
        def fits(places: Places, quote: Quote | None, anchor: Anchor | None, locus: str | None) -> bool:
            if quote is None or anchor is None:
                return quote is None and anchor is None
            passage = places.passage_of(quote.locus)
            return passage is not None and passage.locus == locus and _overlap(quote.quote, anchor.quote)

        return next(
            (
                shift
                for shift in self.comparison.shifts
                if (shift.kind, shift.theme) == (item.kind, item.theme)
                and shift.id not in taken
                and fits(self._old, shift.old, item.old, old)
                and fits(self._new, shift.new, item.new, new)
            ),
            None,
        )

    def _fresh(self, id: str) -> Judgement:
        if id in self._shifts:
            shift = self._shifts[id]
            return Judgement("shift", id, shift.kind, shift.theme, *self._shift_anchors(shift))
        change = self._change(id)
        theme = change.themes[0] if change.themes else None
        return Judgement("change", id, change.kind, theme, *self._change_anchors(change))

    def _change(self, id: str) -> Change:
        if id not in self._changes:
            raise UsageError(f"no change {id}")
        return self._changes[id]

    def _change_anchors(self, change: Change) -> tuple[Anchor | None, Anchor | None]:
        return (
            self._old.anchor(change.old[0]) if change.old else None,
            self._new.anchor(change.new[0]) if change.new else None,
        )

    def _shift_anchors(self, shift: Shift) -> tuple[Anchor | None, Anchor | None]:
        return (
            self._old.quote_anchor(shift.old.quote, shift.old.locus) if shift.old else None,
            self._new.quote_anchor(shift.new.quote, shift.new.locus) if shift.new else None,
        )


def reviewed(compared: Compared, store: Store) -> tuple[Comparison, Verdicts] | None:
    """The comparison as the review has it, and what was decided; None where nothing is kept."""
    sitting = Sitting(compared.comparison, compared.codebook, store)
    if sitting.review.is_empty:
        return None
    review = sitting.review
    verdicts = Verdicts(
        judgements=sitting.judgements,
        repaired=sum(item not in sitting.orphans for item in review.repairings),
        retagged=sum(item not in sitting.orphans for item in review.retaggings),
        orphans=sitting.orphans,
    )
    return sitting.comparison, verdicts


def _overlap(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(one, other) >= 80
