"""The comparison: the themes on the left, the quote matrix of one of them, and the details of the item chosen."""

from __future__ import annotations

from textual.message import Message
from textual.worker import Worker, WorkerState

from tracker.report.phrases import cautions, regime_sentence, significance_phrase
from tracker.report.verdicts import orphan_line
from tracker.tui.bench import Bench
from tracker.tui.blocks import Block, Flow
from tracker.tui.desk import Failed
from tracker.tui.filters import BANDS, CHANGE_KINDS, SHIFT_KINDS, SIGNIFICANCES, Filter, kind_names
from tracker.tui.keys import COMPARISON
from tracker.tui.lines import shown_line
from tracker.tui.matrix import key_of, matrix_blocks, rail_blocks, theme_of
from tracker.tui.prompts import Ask, Pick
from tracker.tui.reader import Reader
from tracker.tui.screens.pair import PairScreen

_FIELDS = {"kinds": (*CHANGE_KINDS, *SHIFT_KINDS), "bands": BANDS, "significance": SIGNIFICANCES}


_AGAIN = "again:"


class ComparisonScreen(PairScreen):
    WHERE = COMPARISON

    class Ready(Message):
        def __init__(self, bench: Bench) -> None:
            super().__init__()
            self.bench = bench

    def __init__(
        self,
        bench: Bench | None = None,
        *,
        key: str | None = None,
        arguments: tuple[str, ...] = (),
        at: str = "",
    ) -> None:
        """`at` is the locus of a passage of the new side on which to begin."""
        super().__init__(bench, key=key)
        self._at = at
        self.awaits = False
        """Whether a comparison is being made."""
        self.arguments = bench.arguments if bench else arguments

    def on_mount(self) -> None:
        super().on_mount()
        if self.bench is None:
            self._begin()

    def _begin(self) -> None:
        self.awaits = True
        self.say(left=" → ".join(self.arguments), right="reading …")
        self.reader.show([Flow((("Reading and comparing; esc stops it.", "dim"),), before=1)])
        self.call_after_refresh(self._load)

    def _load(self) -> None:
        self.work(lambda progress: self._made(self.desk.compared(self.arguments, progress)), group="compare")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        super().on_worker_state_changed(event)
        if event.state is WorkerState.CANCELLED and self.bench is None:
            self._ended("Stopped.", "dim")

    def _ended(self, why: str, style: str) -> None:
        self.awaits = False
        again = Flow((("enter begins again, q closes.", "dim"),), key=_AGAIN)
        self.reader.show([Flow(((why, style),), before=1), again])

    def _made(self, bench: Bench) -> None:
        self.post_message(self.Ready(bench))

    def on_comparison_screen_ready(self, message: Ready) -> None:
        self.bench = message.bench
        self.awaits = False
        if message.bench not in self.desk.benches:
            self.desk.benches.append(message.bench)
        theme, key = self.desk.remembered(message.bench)
        known = {found.id for found in message.bench.material.comparison.themes}
        message.bench.wanted = Filter(theme=theme if theme in known else None)
        if self._at:
            message.bench.wanted = Filter()
            key = message.bench.key_at(self._at) or key
        self.fill(key)

    def on_failed(self, message: Failed) -> None:
        self.say(left=" → ".join(self.arguments), right="could not be compared")
        self._ended(shown_line(message.error), "bad")

    def fill(self, key: str | None) -> None:
        assert self.bench is not None
        self._fill_rail(self.bench)
        self.reader.heads = self.bench.heads
        self.fill_text(key)

    def fill_text(self, key: str | None) -> None:
        bench = self.bench
        assert bench is not None
        blocks: list[Block] = []
        if bench.wanted == Filter():
            blocks += self._summary(bench)
        blocks += matrix_blocks(bench.material, bench.wanted, bench.reviewed)
        self.reader.show(blocks, key=key)
        filtered = bench.wanted.describe(bench.material.old.label, bench.material.new.label)
        self.say(left=self.title_line(), right=f"filter: {filtered}" if filtered else "")
        self.show_detail(self.reader.key)

    def title_line(self) -> str:
        if self.bench is None:
            return super().title_line()
        theme = self.bench.wanted.theme
        return (
            super()
            .title_line()
            .replace(
                self.WHERE,
                self.bench.material.title(theme) if theme else ("under no theme" if theme == "" else "all themes"),
            )
        )

    def decided_anew(self) -> None:
        super().decided_anew()
        bench = self.bench
        assert bench is not None
        self._fill_rail(bench)

    def _fill_rail(self, bench: Bench) -> None:
        self.rail.show(rail_blocks(bench.material, bench.reviewed_ids, 34), key=key_of(bench.wanted.theme))

    def rail_moved(self, key: str) -> None:
        if self.bench is not None:
            theme = theme_of(key)
            if theme != self.bench.wanted.theme:
                self._choose_theme(theme)

    def _choose_theme(self, theme: str | None) -> None:
        bench = self.bench
        assert bench is not None
        wanted = bench.wanted
        bench.wanted = Filter(theme, wanted.kinds, wanted.bands, wanted.significance, wanted.text, wanted.unreviewed)
        self.fill_text(None)

    def action_theme(self, by: int) -> None:
        if self.bench is not None:
            self.rail.action_step(by)

    def on_reader_chosen(self, message: Reader.Chosen) -> None:
        super().on_reader_chosen(message)
        if message.key == _AGAIN:
            self._begin()
        elif message.reader.id == "text":
            self.action_full_text()

    def action_filter(self) -> None:
        bench = self.bench
        if bench is None:
            return
        ticked = {f"{field}:{value}" for field in _FIELDS for value in getattr(bench.wanted, field)}
        ticked |= {"text"} if bench.wanted.text else set()
        ticked |= {"unreviewed"} if bench.wanted.unreviewed else set()
        names = kind_names(bench.material.old.label, bench.material.new.label)
        groups = [
            ("Only", [("unreviewed", "not reviewed"), ("text", f"with words: {bench.wanted.text or '…'}")]),
            ("Changes", [(f"kinds:{kind}", names[kind]) for kind in CHANGE_KINDS]),
            ("Shifts", [(f"kinds:{kind}", names[kind]) for kind in SHIFT_KINDS]),
            ("Confidence", [(f"bands:{band}", band) for band in BANDS]),
            ("Significance", [(f"significance:{value}", significance_phrase(value)) for value in SIGNIFICANCES]),
        ]
        self.app.push_screen(Pick("Show only", groups, frozenset(ticked)), self._filtered)

    def _filtered(self, chosen: frozenset[str] | None) -> None:
        bench = self.bench
        if chosen is None or bench is None:
            return
        sets = {
            field: frozenset(item.partition(":")[2] for item in chosen if item.startswith(f"{field}:"))
            for field in _FIELDS
        }
        text = bench.wanted.text if "text" in chosen else ""
        bench.wanted = Filter(bench.wanted.theme, text=text, unreviewed="unreviewed" in chosen, **sets)
        if "text" in chosen and not text:
            self.app.push_screen(Ask("Only what has the words"), self._worded)
        else:
            self.fill_text(self.reader.key)

    def _worded(self, text: str | None) -> None:
        bench = self.bench
        assert bench is not None
        wanted = bench.wanted
        bench.wanted = Filter(
            wanted.theme, wanted.kinds, wanted.bands, wanted.significance, text or "", wanted.unreviewed
        )
        self.fill_text(self.reader.key)

    def action_clear_filter(self) -> None:
        if self.bench is not None:
            self.bench.wanted = self.bench.wanted.cleared()
            self.fill_text(self.reader.key)

    def action_swap(self) -> None:
        if self.bench is not None:
            self.desk.swap(self.bench)

    def _summary(self, bench: Bench) -> list[Block]:
        material = bench.material
        blocks: list[Block] = [
            Flow(((shown_line(material.old.document.title), ""),), head=((f"{'old':<6}", "dim"),), before=1),
            Flow(((shown_line(material.new.document.title), ""),), head=((f"{'new':<6}", "dim"),)),
            Flow(((regime_sentence(material.comparison.regime), "strong"),)),
        ]
        blocks += [
            Flow(((shown_line(caution), "dim"),), head=(("note  ", "todo"),))
            for caution in cautions(material.comparison, material.old.label, material.new.label)
        ]
        if bench.fault:
            blocks.append(Flow(((shown_line(bench.fault), ""),), head=(("review not read ", "bad"),)))
        for orphan in bench.sitting.orphans:
            blocks.append(Flow(((shown_line(orphan_line(orphan)), ""),), head=(("orphaned ", "bad"),)))
        return blocks
