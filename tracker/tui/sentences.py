"""A passage sentence by sentence, each marked as the change has it that accounts for it: what is gone, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.model.comparison import Change
from tracker.model.document import Passage
from tracker.report.findings import REVISED
from tracker.report.sides import Side
from tracker.tui.blocks import Spans
from tracker.tui.lines import Span, shown
from tracker.tui.material import cropped, styled


class Sentences:
    """Of one side."""

    def __init__(self, side: Side, changes: Iterable[Change]) -> None:
        self._side = side
        self._style = "del" if side.is_old else "ins"
        self._change: Mapping[str, Change] = {
            locus: change
            for change in changes
            for bead in change.beads
            for locus in (bead.old if side.is_old else bead.new)
        }
        self._spans: dict[str, Spans] = {}

    def passage(self, passage: Passage) -> Spans:
        """Its text. A sentence that only this side has is marked whole; moved and counterpart ones not at all."""
        spans: list[Span] = []
        for sentence in passage.sentences:
            if spans:
                spans.append((" ", ""))
            spans += self._sentence(sentence.locus, sentence.text)
        if "".join(text for text, _ in spans) != shown(passage.text):
            return ((shown(passage.text), ""),)
        return tuple(spans)

    def _sentence(self, locus: str, text: str) -> Spans:
        change = self._change.get(locus)
        if change is not None and change.kind in REVISED:
            if locus not in self._spans:
                self._take_apart(change)
            return self._spans[locus]
        alone = change is not None and change.kind in ("added", "removed")
        return ((shown(text), self._style if alone else ""),)

    def _take_apart(self, change: Change) -> None:
        """The runs of a change, sentence by sentence; without marks where they do not spell its sentences in order."""
        runs = self._side.runs(change)
        at = 0
        for sentence in self._side.sentences(change):
            piece = cropped(runs, at, at + len(sentence.text))
            at += len(sentence.text) + 1
            fits = "".join(run.text for run in piece) == sentence.text
            self._spans[sentence.locus] = styled(piece, self._style) if fits else ((shown(sentence.text), ""),)
