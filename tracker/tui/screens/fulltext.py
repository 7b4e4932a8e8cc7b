"""The full text: both versions in step, the outline on the left, an overview of where the changes lie on the right."""

from __future__ import annotations

from tracker.tui.keys import FULL_TEXT
from tracker.tui.reader import Reader
from tracker.tui.screens.pair import PairScreen


class FullTextScreen(PairScreen):
    WHERE = FULL_TEXT
    OVERVIEW = True

    def fill(self, key: str | None) -> None:
        assert self.bench is not None
        full = self.bench.full_text
        self.rail.show(full.outline)
        self.set_class(not full.outline, "no-rail")
        self.reader.heads = self.bench.heads
        self.reader.show(full.blocks)
        if key:
            self.reader.go_to(self.bench.row_at(key) or key)
        self.say(left=self.title_line())
        self.show_detail(self.reader.key)

    def on_reader_chosen(self, message: Reader.Chosen) -> None:
        if message.reader.id == "rail":
            self.reader.go_to(message.key.removeprefix("at:"))
        else:
            self.action_matrix()
        super().on_reader_chosen(message)

    def rail_moved(self, key: str) -> None:
        if self.focused is self.rail:
            self.reader.go_to(key.removeprefix("at:"))

    def show_detail(self, key: str) -> None:
        super().show_detail(key)
        # The outline follows the text, unless it leads it.
        if self.bench is not None and self.reader.cursor is not None and self.focused is not self.rail:
            heading = self.bench.full_text.heading_at(self.reader.cursor)
            if heading:
                self.rail.go_to(f"at:{heading}")

    def action_theme(self, by: int) -> None:
        """The next section that has a heading."""
        if self.bench is None:
            return
        here = -1 if self.reader.cursor is None else self.reader.cursor
        ahead = [index for index in self.bench.full_text.headings if (index > here if by > 0 else index < here)]
        if ahead:
            self.reader.go_to(self.reader.page.blocks[ahead[0 if by > 0 else -1]].key)
