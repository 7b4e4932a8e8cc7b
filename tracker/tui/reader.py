"""The one widget that shows a page: draws only the lines in view, keeps a cursor on a block, and never animates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Literal

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui.binding import bindings
from tracker.tui.blocks import Block, Look, column_heads
from tracker.tui.gauge import Gauge
from tracker.tui.keys import READER
from tracker.tui.page import Heights, Page
from tracker.tui.strips import GUTTER, Decided, Painter
from tracker.tui.window import Window

_HIDDEN_WIDTH = 40
_WHEEL = 3
"""Lines that one notch of a mouse's wheel moves."""


class Reader(Widget, can_focus=True):
    """Scrolls by itself: Textual's own way lays the whole screen out anew whenever the length of the page changes."""

    DEFAULT_CSS = """
    Reader { width: 1fr; height: 1fr; background: $background; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(READER)

    class Chosen(Message):
        """Enter was pressed on a block, or it was clicked twice."""

        def __init__(self, reader: Reader, key: str) -> None:
            super().__init__()
            self.reader = reader
            self.key = key

    def __init__(
        self,
        *,
        id: str,
        decided: Decided | None = None,
        cursor: bool = True,
        edge: Literal["", "top", "right"] = "",
        gauge: Gauge | None = None,
        moved: Callable[[str], None] | None = None,
    ) -> None:
        """`moved` is told the key of the cursor's block at once, so that what follows from it is painted together with
        the move; a message would come a frame later. `edge` draws a line there, `gauge` is told where the window is."""
        super().__init__(id=id)
        self._moved = moved
        self._window = Window(Page((), Look(80)))
        self.cursor: int | None = None
        self.stacked = False
        self._blocks: Sequence[Block] = ()
        self._has_cursor = cursor
        self.edge = edge
        self.heads = ("", "")
        """What stands in the two columns of pairs: named above them as long as there are two."""
        self._gauge = gauge
        if gauge is not None:
            gauge.pulled = self.jump
        self._look = Look(80)
        self._heights: dict[tuple[int, bool], Heights] = {}
        self._painter = Painter(decided, gutter=cursor)
        self._told = ""
        self._wanted: str | None = None

    @property
    def page(self) -> Page:
        return self._window.page

    @property
    def top(self) -> int:
        return self._window.top

    @property
    def key(self) -> str:
        """What the cursor stands on; empty when there is nothing to stand on."""
        return "" if self.cursor is None else self.page.blocks[self.cursor].key

    def show(self, blocks: Sequence[Block], *, key: str | None = None) -> None:
        """Another page; the cursor goes to the block with that key, else to the first."""
        self._blocks = blocks
        self._wanted = key
        self._lay_out(key, at_top=key is None)

    def redraw(self) -> None:
        """After something was decided on the block under the cursor."""
        self._repaint(self.cursor)

    def set_stacked(self, stacked: bool) -> None:
        self.stacked = stacked
        self._lay_out(self.key, at_top=False)

    def set_needle(self, look: Look) -> None:
        self._look = look
        self.page.with_needle(look)
        self.refresh()

    def go_to(self, key: str) -> bool:
        self._wanted = key
        index = self.page.index_of(key)
        if index is None:
            return False
        self._go(index, margin=2)
        return True

    def on_resize(self, event: events.Resize) -> None:
        # Before the first layout there is no page yet, only a wish where to stand in it.
        key = self.key or self._wanted
        self._lay_out(key, at_top=not key)

    def _lay_out(self, key: str | None, *, at_top: bool) -> None:
        width = self.size.width - (self.edge == "right")
        if width <= 0:
            # Not laid out yet, or hidden: the keys that move its cursor work all the same.
            width = _HIDDEN_WIDTH
        text_width = max(width - (GUTTER if self._has_cursor else 1), 10)
        look = Look(text_width, self.stacked, self._look.needle)
        self._window.rows = self._rows
        before = self._window.line_of(self.cursor)
        kept = self._heights.setdefault((text_width, self.stacked), {})
        if len(self._heights) > 2 or len(kept) > 50_000:
            self._heights = {(text_width, self.stacked): {}}
            kept = self._heights[text_width, self.stacked]
        self._window = Window(Page(self._blocks, look, kept))
        found = self.page.index_of(key) if key else None
        self.cursor = found if found is not None else (self.page.keys[0] if self.page.keys else None)
        self._window.rows = self._rows
        if found is not None and not at_top:
            self._window.top = self._window.within(self.page.extent(found)[0] - before)
        self.refresh()
        self._gauged()
        self._tell()

    @property
    def _rows(self) -> int:
        return max(self.size.height - self._above, 1)

    @property
    def _above(self) -> int:
        """Lines over the page."""
        return int(self.edge == "top" or (any(self.heads) and self.page.look.in_columns))

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """In place of Textual's, which looks for paddings and borders and keeps no line that moved."""
        width, height = self.size
        inner = width - (self.edge == "right")
        self._painter.prepare(self.page, inner, self.app.theme, self.rich_style)
        strips = [self._strip(y, inner) for y in crop.line_range if y < height]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _strip(self, y: int, inner: int) -> Strip:
        if self._above:
            if y == 0:
                return self._first(inner)
            y -= 1
        cursor = self.cursor if self._has_cursor else None
        strip = self._painter.strip(self.page, self.top + y, cursor, self.has_focus)
        if self.edge == "right":
            return Strip([*strip, Segment("│", self._painter.style("rule"))], inner + 1)
        return strip

    def _first(self, inner: int) -> Strip:
        if self.edge == "top":
            return Strip([Segment("─" * inner, self._painter.style("rule"))], inner)
        line = (("   ", ""), *column_heads(*self.heads, self.page.look.width))
        return Strip([Segment(text, self._painter.style(style)) for text, style in line]).adjust_cell_length(
            inner, self._painter.style("")
        )

    def _repaint(self, *indices: int | None) -> None:
        """The lines of these blocks alone."""
        lines = [
            self._window.lines_of(index) for index in indices if index is not None and index < len(self.page.blocks)
        ]
        regions = [Region(0, span[0] + self._above, self.size.width, span[1] - span[0]) for span in lines if span]
        if regions:
            self.refresh(*regions)

    def _gauged(self) -> None:
        if self._gauge is not None:
            self._gauge.measure(self.page, self.top, self._window.rows)

    # Moving

    def action_step(self, by: int) -> None:
        if self.cursor is None:
            self._scroll(self.top + by)
            return
        top = self._window.to_step(self.cursor, by)
        if top is not None:
            self._scroll(top)
            return
        keys = self.page.keys
        place = keys.index(self.cursor) + by
        if 0 <= place < len(keys):
            self._go(keys[place], by=by)
        else:
            self._scroll(0 if by < 0 else self.page.height)

    def action_roll(self, by: int) -> None:
        self._scroll(self.top + by)
        self._follow()

    def action_leaf(self, by: float) -> None:
        rows = max(int(self._window.rows * abs(by)) - (1 if abs(by) == 1 else 0), 1)
        before = self.top
        self._scroll(before + (rows if by > 0 else -rows))
        if self.top == before and self.page.keys:
            self._put_cursor(self.page.keys[-1 if by > 0 else 0])
        else:
            self._follow()

    def action_edge(self, to: int) -> None:
        self._scroll(self.page.height if to > 0 else 0)
        if self.page.keys:
            self._put_cursor(self.page.keys[-1 if to > 0 else 0])

    def action_choose(self) -> None:
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def action_next(self, by: int) -> None:
        targets = self.page.hits() if self.page.look.needle else self.page.stops()
        here = -1 if self.cursor is None else self.cursor
        ahead = [index for index in targets if (index > here if by > 0 else index < here)]
        if not ahead and self.page.look.needle:
            ahead = targets
        if ahead:
            self._go(ahead[0 if by > 0 else -1], margin=2)
        else:
            self.app.bell()

    def on_click(self, event: events.Click) -> None:
        at = event.y - self._above + self.top
        if event.y < self._above or at >= self.page.height:
            return
        index = self.page.index_at(at)
        if not self.page.blocks[index].key:
            return
        self._put_cursor(index)
        if event.chain > 1:
            self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_roll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_roll(-_WHEEL)

    def jump(self, top: int) -> None:
        """Scrolls so that this line is the first, and takes the cursor along."""
        self._scroll(top)
        self._follow()

    def _put_cursor(self, index: int) -> None:
        if index != self.cursor:
            before, self.cursor = self.cursor, index
            self._repaint(before, index)
            self._tell()

    def _tell(self) -> None:
        if self._has_cursor and self.key != self._told:
            self._told = self.key
            if self._moved is not None:
                self._moved(self.key)

    def _follow(self) -> None:
        if self.cursor is not None:
            self._put_cursor(self._window.following(self.cursor))

    def _go(self, index: int, *, by: int = 1, margin: int = 0) -> None:
        self._put_cursor(index)
        self._scroll(self._window.to_reveal(index, by=by, margin=margin))

    def _scroll(self, top: float) -> None:
        top = self._window.within(top)
        if top != self.top:
            self._window.top = top
            self.refresh()
            self._gauged()
