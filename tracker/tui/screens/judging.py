"""What can be decided on the block under the cursor: verdicts, notes, themes, pairings; undone, and saved."""

from __future__ import annotations

from tracker.errors import TrackerError
from tracker.model.review import SideName, Verdict
from tracker.tui.bench import Bench
from tracker.tui.desk import DeskScreen
from tracker.tui.lines import shown_line
from tracker.tui.prompts import Ask, Pick


class JudgingScreen(DeskScreen):
    """`bench` is None as long as the comparison is being made."""

    bench: Bench | None

    def title_line(self) -> str:
        raise NotImplementedError

    def say(self, left: str | None = None, right: str | None = None) -> None:
        super().say(left, right)
        self.desk.say_unsaved()

    def fill(self, key: str | None) -> None:
        """Shows the bench; the cursor on the block with that key, if there is one."""
        raise NotImplementedError

    def show_detail(self, key: str) -> None:
        raise NotImplementedError

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
        key = self.reader.key
        change = self.bench.change_at(key)
        if not change:
            pairs = "no pairing of passages stands behind this shift"
            self.tell(pairs if self.bench.target(key) else "there is nothing to part here", fault=True)
            return
        try:
            self.bench.sitting.part(change)
        except TrackerError as error:
            self.tell(str(error), fault=True)
            return
        self.tell("taken apart; z undoes it")
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
            self.say(left=self.title_line())
            self.tell(f"{next(iter(loci.values()))} is marked; press J on its partner, esc to unmark it")
            return
        ends = {**loci, **marked}
        if len(ends) < 2:
            self.tell(
                f"that has nothing on the {'new' if 'old' in marked else 'old'} side; press J on another", fault=True
            )
            return
        marked.clear()
        bench.sitting.join(ends["old"], ends["new"])
        self.tell("joined; z undoes it")
        self.rebuilt()

    def action_back(self) -> None:
        if self.bench is not None and self.bench.to_join:
            self.bench.to_join.clear()
            self.say(left=self.title_line())
            self.tell("no passage is marked any more")
        else:
            super().action_back()

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
