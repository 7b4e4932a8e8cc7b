"""One comparison on the desk: what is shown of it, what was decided on it, and what the screens share."""

from __future__ import annotations

import gc

from tracker.model.review import SideName, Verdict
from tracker.model.theme import Codebook
from tracker.report.verdicts import NOTE_SIGN, SIGNS
from tracker.tui.filters import Filter
from tracker.tui.fulltext import FullText, full_text
from tracker.tui.lines import shown_line
from tracker.tui.marks import VERDICT_STYLES
from tracker.tui.material import Material, prepare
from tracker.usecases.compare import Compared
from tracker.usecases.review import Sitting
from tracker.usecases.reviewstores import Store
from tracker.usecases.vocabulary import StemmedText


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
        self._material: Material | None = None
        self._full_text: FullText | None = None
        self.material  # noqa: B018  # worked out now, not when the screen waits for it

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
            return next(iter(self._full_text.changes.get(key, ())), "")
        return ""

    def judge(self, key: str, verdict: Verdict) -> bool:
        id = self.target(key)
        if id:
            self.sitting.judge(id, verdict)
        return bool(id)

    def loci(self, key: str) -> dict[SideName, str]:
        """The first passage on each side of what a block stands for."""
        id = self.target(key)
        found: dict[SideName, str] = {}
        change = self.material.changes.get(id)
        shift = self.material.shifts.get(id)
        if change is not None:
            sides: tuple[tuple[SideName, str], ...] = (
                ("old", change.old[0] if change.old else ""),
                ("new", change.new[0] if change.new else ""),
            )
        elif shift is not None:
            sides = (
                ("old", _passage(shift.old.locus) if shift.old else ""),
                ("new", _passage(shift.new.locus) if shift.new else ""),
            )
        else:
            sides = ()
        for name, locus in sides:
            if locus:
                found[name] = locus
        return found

    def change_at(self, key: str) -> str:
        """The change under the cursor, or the one in which a shift was found."""
        id = self.target(key)
        if id in self.material.changes:
            return id
        holding = [change for change in self.material.comparison.changes if id in change.shifts]
        both = [change.id for change in holding if change.old and change.new]
        return next(iter(both), next((change.id for change in holding), ""))

    def key_at(self, locus: str) -> str | None:
        """Key of the block in which a passage of the new side stands."""
        found = [change for change in self.material.comparison.changes if locus in change.new and change.kind != "kept"]
        best = max(found, key=lambda change: (change.kind != "counterpart", change.score), default=None)
        return f"change:{best.id}" if best else None

    def about(self, side: SideName, locus: str) -> frozenset[str]:
        """Themes that a passage is about."""
        tagged = self.material.old.tagged if side == "old" else self.material.new.tagged
        index = (self.material.old if side == "old" else self.material.new).passage_index[locus]
        return frozenset(tag.theme for tag in tagged.tags[index] if tag.strength == "about")


def keep_for_good() -> None:
    """Some hundred thousand values that stay: walking them in each full collection would hold up a key by 0.1 s."""
    gc.freeze()


def _passage(locus: str) -> str:
    head, _, sentence = locus.rpartition(" ")
    return head if sentence.startswith("s") and head else locus
