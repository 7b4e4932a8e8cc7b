"""What the screens of one comparison share: rail, page and detail pane, and the way from one to another."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.events import Resize

from tracker.model.review import SideName
from tracker.tui.bars import Bar, Foot
from tracker.tui.bench import Bench
from tracker.tui.blocks import Block
from tracker.tui.detail import citation, detail_blocks
from tracker.tui.gauge import Gauge
from tracker.tui.keys import COMPARISON
from tracker.tui.panes import Across, Down
from tracker.tui.reader import Reader
from tracker.tui.screens.judging import JudgingScreen

WIDE = 100
"""Columns from which two texts stand side by side."""
_BROAD_FROM = 140
_RAIL_FROM = 120
"""Columns from which the rail has room beside the text."""


class PairScreen(JudgingScreen):
    """`bench` is None as long as the comparison is being made."""

    OVERVIEW: ClassVar[bool] = False
    HAS_DETAIL: ClassVar[bool] = True
    DEFAULT_CSS = """
    PairScreen #rail { width: 43; }
    PairScreen.broad #rail { width: 48; }
    PairScreen.narrow #rail { display: none; }
    PairScreen.no-rail #rail { display: none; }
    PairScreen.narrow.on-rail #rail { display: block; width: 40; }
    PairScreen #detail { height: 6; }
    PairScreen.low #detail { height: 4; }
    PairScreen.tall-detail #detail { height: 50%; }
    PairScreen.no-detail #detail { display: none; }
    """

    def __init__(self, bench: Bench | None = None, *, key: str | None = None) -> None:
        super().__init__()
        self.bench = bench
        self._first_key = key
        self._stack_chosen: bool | None = None

    def compose(self) -> ComposeResult:
        yield Bar(self.WHERE)
        gauge = Gauge(overview=self.OVERVIEW)
        with Across():
            yield Reader(id="rail", moved=self.rail_moved, edge="right")
            with Down():
                with Across():
                    yield Reader(id="text", decided=self._decided, gauge=gauge, moved=self.show_detail)
                    yield gauge
                if self.HAS_DETAIL:
                    yield Reader(id="detail", cursor=False, edge="top")
        yield Foot(self.WHERE)

    def on_mount(self) -> None:
        self._fit(self.app.size.width, self.app.size.height)
        if self.bench is not None:
            self.fill(self._first_key)

    def on_resize(self, event: Resize) -> None:
        self._fit(event.size.width, event.size.height)

    @property
    def rail(self) -> Reader:
        return self.query_one("#rail", Reader)

    def _decided(self, key: str) -> tuple[str, str]:
        return self.bench.decided(key) if self.bench else (" ", "")

    def _fit(self, width: int, height: int) -> None:
        self.set_class(width < _RAIL_FROM, "narrow")
        self.set_class(width >= _BROAD_FROM, "broad")
        self.set_class(height < 34, "low")
        stacked = width < WIDE if self._stack_chosen is None else self._stack_chosen
        if self.reader.stacked != stacked:
            self.reader.set_stacked(stacked)

    def title_line(self) -> str:
        if self.bench is None:
            return "comparing …"
        unsaved = " ·  unsaved" if self.bench.sitting.is_dirty else ""
        orphans = len(self.bench.sitting.orphans)
        lost = f" ·  {orphans} orphaned" if orphans else ""
        marked = "".join(f"J: {locus} … ·  " for locus in self.bench.to_join.values())
        return f"{marked}{self.bench.title} ·  {self.WHERE}{unsaved}{lost}"

    # The detail pane

    def rail_moved(self, key: str) -> None:
        """The cursor of the rail stands on another row."""

    def show_detail(self, key: str) -> None:
        if self.bench is not None:
            for pane in self.query("#detail").results(Reader):
                pane.show(self.detail(key))

    def detail(self, key: str) -> list[Block]:
        assert self.bench is not None
        id = self.bench.target(key)
        judgement = self.bench.sitting.judgement(id) if id else None
        return detail_blocks(
            self.bench.material,
            f"{'shift' if id in self.bench.material.shifts else 'change'}:{id}",
            judgement.verdict if judgement else None,
            judgement.note if judgement else "",
        )

    # Looking

    def action_stack(self) -> None:
        self._stack_chosen = not self.reader.stacked
        self.reader.set_stacked(self._stack_chosen)

    def action_detail(self) -> None:
        shown = [self.has_class(name) for name in ("tall-detail", "no-detail")]
        self.set_class(not any(shown), "tall-detail")
        self.set_class(shown[0], "no-detail")

    def action_switch(self) -> None:
        to_rail = self.focused is not self.rail
        self.set_class(to_rail, "on-rail")
        (self.rail if to_rail else self.reader).focus()

    def on_reader_chosen(self, message: Reader.Chosen) -> None:
        if message.reader.id == "rail":
            self.set_class(False, "on-rail")
            self.reader.focus()

    def action_copy(self) -> None:
        if self.bench is None:
            return
        id = self.bench.target(self.reader.key)
        text = citation(self.bench.material, f"{'shift' if id in self.bench.material.shifts else 'change'}:{id}")
        if text:
            self.app.copy_to_clipboard(text)
            self.tell(f"copied: {text[:60]}…")
        else:
            self.app.bell()

    def action_edit(self) -> None:
        if self.bench is not None:
            loci = self.bench.loci(self.reader.key)
            side = "new" if "new" in loci or not loci else "old"
            material = self.bench.material
            self.edit((material.new if side == "new" else material.old).document.id)

    def action_source(self) -> None:
        if self.bench is not None:
            loci = self.bench.loci(self.reader.key)
            provenance = self.bench.compared.provenance
            self.open_address((provenance.new if "new" in loci or not loci else provenance.old).source)

    # Between the views of one comparison

    def action_matrix(self) -> None:
        self.desk.show_pair(COMPARISON, self.bench, self.block_of_change())

    def action_full_text(self) -> None:
        self.desk.show_pair("full text", self.bench, self.block_of_change())

    def action_ledger(self) -> None:
        self.block_of_change()
        self.desk.show_pair("ledger", self.bench, None)

    def action_lineage(self) -> None:
        if self.bench is None:
            return
        loci = self.bench.loci(self.reader.key)
        side: SideName | None = "new" if "new" in loci else ("old" if "old" in loci else None)
        if side is None:
            self.app.bell()
            return
        document = (self.bench.material.new if side == "new" else self.bench.material.old).document
        self.desk.open_lineage(document.id, loci[side])

    def block_of_change(self) -> str | None:
        """`change:ID` or `shift:ID` for what the cursor stands on."""
        if self.bench is None:
            return None
        id = self.bench.target(self.reader.key)
        if not id:
            return None
        self.bench.last_key = f"{'shift' if id in self.bench.material.shifts else 'change'}:{id}"
        return self.bench.last_key
