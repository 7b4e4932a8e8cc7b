"""One comparison on the desk: what is shown of it, what was decided on it, and what the screens share."""

from __future__ import annotations

import gc
from collections.abc import Mapping

from tracker.errors import DataError
from tracker.model.review import SideName, Verdict
from tracker.model.theme import Codebook
from tracker.report.verdicts import NOTE_SIGN, SIGNS
from tracker.tui.filters import Filter
from tracker.tui.fulltext import FullText, full_text
from tracker.tui.lines import shown_line
from tracker.tui.marks import VERDICT_STYLES
from tracker.tui.material import Material, prepare
from tracker.tui.order import Order
from tracker.usecases.compare import Compared
from tracker.usecases.review import Sitting
from tracker.usecases.reviewstores import Store, corpus_store, file_store, unreadable_store
from tracker.usecases.vocabulary import StemmedText

_NEW_FIRST: tuple[SideName, SideName] = ("new", "old")


class Bench:
    """Made off the screen's own thread: it takes a moment. `arguments` are those it was asked for with."""

    def __init__(
        self,
        compared: Compared,
        store: Store | None,
        arguments: tuple[str, ...],
        *,
        signs: bool = False,
        fault: str = "",
    ) -> None:
        """`signs` as for `prepare`; `fault` is what is wrong with the review's file."""
        self.compared = compared
        self.arguments = arguments
        self.fault = fault
        self._signs = signs
        self.sitting = Sitting(compared.comparison, compared.codebook, store)
        self.wanted = Filter()
        self.series: tuple[StemmedText, ...] = ()
        self.last_key: str | None = None
        """Change or shift on which the cursor stood last, to come back to."""
        self.to_join: dict[SideName, str] = {}
        """The passage that waits for its partner, by its side."""
        self._material: Material | None = None
        self._full_text: FullText | None = None
        self.material  # noqa: B018  # worked out now, not when the screen waits for it

    def is_of(self, compared: Compared) -> bool:
        """Whether it is on the same two documents, word for word."""
        mine, other = self.compared.comparison, compared.comparison
        return (mine.old.document, mine.new.document) == (other.old.document, other.new.document)

    @property
    def codebook(self) -> Codebook:
        return self.compared.codebook

    @property
    def material(self) -> Material:
        if self._material is None or self._material.comparison is not self.sitting.comparison:
            self._material = prepare(self.sitting.comparison, signs=self._signs)
            self._full_text = None
        return self._material

    @property
    def full_text(self) -> FullText:
        material = self.material
        if self._full_text is None:
            self._full_text = full_text(material)
            keep_for_good()
        return self._full_text

    @property
    def pair(self) -> str:
        """Under which it is remembered."""
        comparison = self.compared.comparison
        return f"{comparison.old.document.id}..{comparison.new.document.id}"

    @property
    def title(self) -> str:
        old, new = self.material.old, self.material.new
        series, at, _ = old.document.id.rpartition("@")
        return f"{series} {old.label} → {new.label}" if at else f"{old.label} → {new.label}"

    @property
    def heads(self) -> tuple[str, str]:
        """What stands in the column of each side."""
        old, new = (
            f"{side.label}  {shown_line(side.document.title)}" for side in (self.material.old, self.material.new)
        )
        return old, new

    def reviewed(self, id: str) -> bool:
        return self.sitting.is_reviewed(id)

    @property
    def reviewed_ids(self) -> list[str]:
        """Of all changes and shifts with a verdict."""
        return [id for id, judgement in self.sitting.judgements.items() if judgement.verdict]

    def decided(self, key: str) -> tuple[str, str]:
        """Sign and style for the margin of a block."""
        id = self.target(key)
        judgement = self.sitting.judgement(id) if id else None
        if judgement is None:
            return " ", ""
        if judgement.verdict:
            return SIGNS[judgement.verdict], VERDICT_STYLES[judgement.verdict]
        return NOTE_SIGN, "todo"

    def target(self, key: str) -> str:
        """Id of the change or shift that a block stands for; empty when it stands for none."""
        sort, _, id = key.partition(":")
        if sort in ("change", "shift"):
            return id
        if sort == "row" and self._full_text is not None:
            return self._full_text.changes.get(key, "")
        return ""

    def judge(self, key: str, verdict: Verdict) -> bool:
        id = self.target(key)
        if id:
            self.sitting.judge(id, verdict)
        return bool(id)

    def loci(self, key: str) -> Mapping[SideName, str]:
        """The first passage on each side of what a block shows."""
        if self._full_text is not None and key in self._full_text.loci:
            return self._full_text.loci[key]
        id = self.target(key)
        change, shift = self.material.changes.get(id), self.material.shifts.get(id)
        old = new = ""
        if change is not None:
            old, new = (next(iter(loci), "") for loci in (change.old, change.new))
        elif shift is not None:
            old, new = (_passage(quote.locus) if quote else "" for quote in (shift.old, shift.new))
        sides: tuple[tuple[SideName, str], ...] = (("old", old), ("new", new))
        return {side: locus for side, locus in sides if locus}

    def change_at(self, key: str) -> str:
        """The change under the cursor, or the one that pairs the two passages of a shift; empty where none does."""
        id = self.target(key)
        if id in self.material.changes:
            return id
        loci = self.loci(key)
        pairing = [
            change
            for change in self.material.comparison.changes
            if loci.get("old") in change.old and loci.get("new") in change.new
        ]
        return max(pairing, key=lambda change: (id in change.shifts, change.score)).id if pairing else ""

    def row_at(self, key: str) -> str | None:
        """Key of the block in the full text for a block of any view."""
        full = self.full_text
        change = self.change_at(key)
        if change:
            return key if key in full.changes else full.keys[change]
        loci = self.loci(key)
        return next((full.rows[side, loci[side]] for side in _NEW_FIRST if side in loci), full.row_now(key))

    def key_at(self, locus: str) -> str | None:
        """Key of the block in which a passage of the new side stands, best beside what it came from."""
        found = [change for change in self.material.comparison.changes if locus in change.new and change.kind != "kept"]
        best = max(
            found, key=lambda change: (bool(change.old), change.kind != "counterpart", change.score), default=None
        )
        return f"change:{best.id}" if best else None

    def about(self, side: SideName, locus: str) -> frozenset[str]:
        """Themes that a passage is about."""
        tagged = self.material.old.tagged if side == "old" else self.material.new.tagged
        index = (self.material.old if side == "old" else self.material.new).passage_index[locus]
        return frozenset(tag.theme for tag in tagged.tags[index] if tag.strength == "about")


def bench_for(compared: Compared, order: Order, arguments: tuple[str, ...], *, signs: bool = False) -> Bench:
    """With the review that is kept of the two; without it, and never to write over it, where its file is broken or
    another pair's."""
    old, new = compared.comparison.old.document.id, compared.comparison.new.document.id
    store = corpus_store(order.root, old, new) if order.root else None
    store = file_store(order.review, (old, new)) if order.review else store
    try:
        return Bench(compared, store, arguments, signs=signs)
    except DataError as error:
        return Bench(compared, unreadable_store(error), arguments, signs=signs, fault=str(error))


def keep_for_good() -> None:
    """Some hundred thousand values that stay: walking them in each full collection would hold up a key by 0.1 s."""
    gc.freeze()


def _passage(locus: str) -> str:
    head, _, sentence = locus.rpartition(" ")
    return head if sentence.startswith("s") and head else locus
