"""What the screens of one comparison share: rail, page and detail pane, and all that can be decided on a block."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.events import Resize

from tracker.errors import TrackerError
from tracker.model.review import SideName, Verdict
from tracker.tui.bench import Bench
from tracker.tui.blocks import Block
from tracker.tui.desk import Bar, DeskScreen, Foot
from tracker.tui.detail import citation, detail_blocks
from tracker.tui.gauge import Gauge
from tracker.tui.keys import COMPARISON
from tracker.tui.lines import shown_line
from tracker.tui.panes import Across, Down
from tracker.tui.prompts import Ask, Pick
from tracker.tui.reader import Reader

WIDE = 100
"""Columns from which two texts stand side by side."""
_BROAD_FROM = 140
_RAIL_FROM = 120
"""Columns from which the rail has room beside the text."""


class PairScreen(DeskScreen):
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

    def fill(self, key: str | None) -> None:
        """Shows the bench; the cursor on the block with that key, if there is one."""
        raise NotImplementedError

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
        return f"{self.bench.title} ·  {self.WHERE}{unsaved}{lost}"

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

    # Deciding

    def action_accept(self) -> None:
        self._judge("accepted")

    def action_reject(self) -> None:
        self._judge("rejected")

    def action_flag(self) -> None:
        self._judge("flagged")

    def _judge(self, verdict: Verdict) -> None:
        if self.bench and self.bench.judge(self.reader.key, verdict):
            self.decided_anew()
        else:
            self.app.bell()

    def action_note(self) -> None:
        bench, key = self.bench, self.reader.key
        id = bench.target(key) if bench else ""
        if bench is None or not id:
            self.app.bell()
            return
        present = bench.sitting.judgement(id)

        def done(text: str | None) -> None:
            if text is not None:
                bench.sitting.note(id, text)
                self.decided_anew()

        self.app.push_screen(Ask("Note (empty takes it away)", present.note if present else "", goes_on=True), done)

    def action_retag(self) -> None:
        bench = self.bench
        loci = bench.loci(self.reader.key) if bench else {}
        if bench is None or not loci:
            self.app.bell()
            return
        themes = [(theme.id, shown_line(theme.title)) for theme in bench.codebook.themes]
        labels: dict[SideName, str] = {"old": bench.material.old.label, "new": bench.material.new.label}
        groups = [
            (f"{labels[side]} {locus} is about", [(f"{side}:{id}", title) for id, title in themes])
            for side, locus in loci.items()
        ]
        ticked = frozenset(f"{side}:{theme}" for side, locus in loci.items() for theme in bench.about(side, locus))

        def done(chosen: frozenset[str] | None) -> None:
            if chosen is None or chosen == ticked:
                return
            for side, locus in loci.items():
                about = frozenset(item.partition(":")[2] for item in chosen if item.startswith(f"{side}:"))
                bench.sitting.retag(side, locus, about)
            self.rebuilt()

        self.app.push_screen(Pick("Themes of the passage", groups, ticked), done)

    def action_part(self) -> None:
        if self.bench is None:
            return
        change = self.bench.change_at(self.reader.key)
        try:
            self.bench.sitting.part(change)
        except TrackerError as error:
            self.tell(str(error), fault=True)
            return
        self.tell("parted; z undoes it")
        self.rebuilt()

    def action_join(self) -> None:
        """The first time it marks a passage, the second time it joins one of the other side to it."""
        bench = self.bench
        if bench is None:
            return
        loci = bench.loci(self.reader.key)
        marked = bench.to_join
        if not marked:
            if len(loci) != 1:
                self.tell("put the cursor on what stands on one side alone, and press J again on the other", fault=True)
                return
            marked.update(loci)
            self.tell(f"{next(iter(loci.values()))} is marked; press J on its partner")
            return
        (side, locus), other = next(iter(marked.items())), "new" if "old" in marked else "old"
        marked.clear()
        partner = loci.get("new" if other == "new" else "old")
        if partner is None:
            self.tell(f"that has nothing on the {other} side; nothing was joined", fault=True)
            return
        bench.sitting.join(*((locus, partner) if side == "old" else (partner, locus)))
        self.tell("joined; z undoes it")
        self.rebuilt()

    def action_undo(self) -> None:
        if self.bench is None or not self.bench.sitting.undo():
            self.tell("nothing to undo")
            return
        self.rebuilt()

    def action_save(self) -> None:
        if self.bench is None:
            return
        try:
            saved = self.bench.sitting.save()
        except TrackerError as error:
            self.tell(str(error), fault=True)
            return
        self.tell(saved.warning or f"saved: {saved.path}", fault=bool(saved.warning))
        self.say(left=self.title_line())

    def decided_anew(self) -> None:
        """After a verdict or a note: nothing moves."""
        self.reader.redraw()
        self.show_detail(self.reader.key)
        self.say(left=self.title_line())

    def rebuilt(self) -> None:
        """After the comparison itself became another."""
        self.fill(self.reader.key)

    def action_unreviewed(self) -> None:
        bench, page = self.bench, self.reader.page
        here = -1 if self.reader.cursor is None else self.reader.cursor
        ahead = [index for index in page.keys if index > here] + [index for index in page.keys if index <= here]
        for index in ahead:
            key = page.blocks[index].key
            if bench and bench.target(key) and not bench.reviewed(bench.target(key)):
                self.reader.go_to(key)
                return
        self.tell("everything here is reviewed")

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
            self.desk.edit((material.new if side == "new" else material.old).document.id)

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
