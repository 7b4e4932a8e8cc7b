"""The one widget that shows a page: draws only the lines in view, keeps a cursor on a block, and never animates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.tui.binding import bindings
from tracker.tui.blocks import Block, Look
from tracker.tui.keys import READER
from tracker.tui.lines import cut_line, line_width
from tracker.tui.marks import WEIGHTS
from tracker.tui.page import Heights, Page
from tracker.tui.palette import styles_of

GUTTER = 3
"""Columns for the cursor, what was decided, and a blank."""

_HIDDEN_WIDTH = 40

Decided = Callable[[str], tuple[str, str]]
"""Sign and style of what was decided on a block, by its key."""


class Reader(ScrollView, can_focus=True):
    DEFAULT_CSS = """
    Reader { width: 1fr; height: 1fr; background: $background; color: $foreground; scrollbar-size: 1 1;
             overflow-x: hidden; overflow-y: scroll; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(READER)

    class Moved(Message):
        """The cursor stands on another block."""

        def __init__(self, reader: Reader, key: str) -> None:
            super().__init__()
            self.reader = reader
            self.key = key

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
        overview: bool = False,
        cursor: bool = True,
        scrolls: bool = True,
        moved: Callable[[str], None] | None = None,
    ) -> None:
        """`moved` is told the key of the cursor's block at once, so that what follows from it is painted together with
        the move; a message would come a frame later. Without `scrolls`, what does not fit is cut off: another length
        then costs no new layout."""
        super().__init__(id=id)
        self._scrolls = scrolls
        self._moved = moved
        self.page = Page((), Look(80))
        self.cursor: int | None = None
        self.stacked = False
        self._blocks: Sequence[Block] = ()
        self._decided = decided
        self._overview = overview
        self._has_cursor = cursor
        self._look = Look(80)
        self._heights: dict[tuple[int, bool], Heights] = {}
        self._ground = Style.null()
        self._told = ""
        self._wanted: str | None = None
        self._column: list[str] = []
        self._column_for = (0, 0)

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
        """After something was decided, or the look changed."""
        self.refresh()

    def set_stacked(self, stacked: bool) -> None:
        self.stacked = stacked
        self._lay_out(self.key, at_top=False)

    def set_needle(self, look: Look) -> None:
        self._look = look
        self.page = self.page.with_needle(look)
        self.refresh()

    def go_to(self, key: str) -> bool:
        self._wanted = key
        index = self.page.index_of(key)
        if index is None:
            return False
        self._put_cursor(index)
        self._reveal(index, margin=2)
        return True

    def on_resize(self, event: events.Resize) -> None:
        # Before the first layout there is no page yet, only a wish where to stand in it.
        key = self.key or self._wanted
        self._lay_out(key, at_top=not key)

    def _lay_out(self, key: str | None, *, at_top: bool) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            # Not laid out yet, or hidden: the keys that move its cursor work all the same.
            width = _HIDDEN_WIDTH
        text_width = max(width - (GUTTER if self._has_cursor else 1) - (2 if self._overview else 0), 10)
        look = Look(text_width, self.stacked, self._look.needle)
        before = self._place()
        kept = self._heights.setdefault((text_width, self.stacked), {})
        if len(self._heights) > 2 or len(kept) > 50_000:
            self._heights = {(text_width, self.stacked): {}}
            kept = self._heights[text_width, self.stacked]
        self.page = Page(self._blocks, look, kept)
        if self._scrolls:
            self.virtual_size = Size(width, self.page.height)
        found = self.page.index_of(key) if key else None
        self.cursor = found if found is not None else (self.page.keys[0] if self.page.keys else None)
        if at_top or found is None:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        else:
            self.scroll_to(y=self.page.extent(found)[0] - before, animate=False, immediate=True, force=True)
        self.refresh()
        self._tell()

    def _place(self) -> int:
        """Lines between the top of the window and the block under the cursor."""
        if self.cursor is None or self.cursor >= len(self.page.blocks):
            return 2
        return max(min(self.page.extent(self.cursor)[0] - self.scroll_offset.y, max(self._rows - 3, 0)), 0)

    @property
    def _rows(self) -> int:
        return max(self.scrollable_content_region.height, 1)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        # Worked out once a frame: it climbs through all ancestors.
        self._ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        styles = styles_of(self.app.theme)
        base = self._ground
        at = y + self.scroll_offset.y
        if at >= self.page.height or width <= 0:
            return Strip([Segment(" " * max(width, 0), base), *self._overview_cell(y, styles, base)][:1], width)
        line, index, number = self.page.line(at)
        here = index == self.cursor and number >= 0 and self._has_cursor
        if here:
            base = base + styles["cursor"]
        segments = []
        if self._has_cursor:
            block = self.page.blocks[index]
            focused = self.has_focus
            mark = ("▌" if focused else "▏") if here else " "
            sign, style = self._decided(block.key) if self._decided and block.key and number == 0 else (" ", "")
            segments.append(Segment(mark, base + styles["cursor-mark"]))
            segments.append(Segment(f"{sign} ", base + styles[style]))
        else:
            segments.append(Segment(" ", base))
        room = self.page.look.width
        line = cut_line(line, room)
        segments += [Segment(text, base + styles[style] if style else base) for text, style in line if text]
        used = line_width(line)
        segments.append(Segment(" " * (room - used), base))
        if self._overview:
            segments.append(Segment(" ", base))
            segments += self._overview_cell(y, styles, self._ground)
        return Strip(segments, width)

    def _overview_cell(self, y: int, styles: Mapping[str, Style], base: Style) -> list[Segment]:
        if not self._overview:
            return []
        rows = self._rows
        if self._column_for != (id(self.page), rows):
            self._column = self.page.overview(rows, WEIGHTS)
            self._column_for = (id(self.page), rows)
        style = self._column[y] if y < len(self._column) else ""
        return [Segment("┃" if style else "·", base + styles[style or "rule"])]

    # Moving

    def action_step(self, by: int) -> None:
        if self.cursor is None:
            self._scroll(self.scroll_offset.y + by)
            return
        top, end = self.page.extent(self.cursor)
        above, below = self.scroll_offset.y, self.scroll_offset.y + self._rows
        if by > 0 and end > below and top < below:
            self._scroll(min(above + 3, end - self._rows))
            return
        if by < 0 and top < above < end:
            self._scroll(max(above - 3, top))
            return
        keys = self.page.keys
        place = keys.index(self.cursor) + by
        if 0 <= place < len(keys):
            self._put_cursor(keys[place])
            self._reveal(keys[place], by=by)
        else:
            self._scroll(0 if by < 0 else self.page.height)

    def action_roll(self, by: int) -> None:
        self._scroll(self.scroll_offset.y + by)
        self._follow()

    def action_leaf(self, by: float) -> None:
        rows = max(int(self._rows * abs(by)) - (1 if abs(by) == 1 else 0), 1)
        before = self.scroll_offset.y
        self._scroll(before + (rows if by > 0 else -rows))
        if self.scroll_offset.y == before and self.page.keys:
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
        targets = self.page.hits() if self.page.look.needle else self._stops()
        here = -1 if self.cursor is None else self.cursor
        ahead = [index for index in targets if (index > here if by > 0 else index < here)]
        if not ahead and self.page.look.needle:
            ahead = targets
        if ahead:
            index = ahead[0 if by > 0 else -1]
            self._put_cursor(index)
            self._reveal(index, margin=2)
        else:
            self.app.bell()

    def _stops(self) -> list[int]:
        """Selectable blocks that are no unchanged text."""
        return [index for index in self.page.keys if self.page.blocks[index].style != "kept"]

    def on_click(self, event: events.Click) -> None:
        at = event.y + self.scroll_offset.y
        if at >= self.page.height:
            return
        index = self.page.index_at(at)
        if not self.page.blocks[index].key:
            return
        self._put_cursor(index)
        if event.chain > 1:
            self.action_choose()

    def _put_cursor(self, index: int) -> None:
        if index != self.cursor:
            self.cursor = index
            self.refresh()
            self._tell()

    def _tell(self) -> None:
        if self._has_cursor and self.key != self._told:
            self._told = self.key
            if self._moved is not None:
                self._moved(self.key)
            self.post_message(self.Moved(self, self.key))

    def _follow(self) -> None:
        """Takes the cursor along when the window has left its block behind."""
        if self.cursor is None:
            return
        top, end = self.page.extent(self.cursor)
        above, below = self.scroll_offset.y, self.scroll_offset.y + self._rows
        if end <= above or top >= below:
            index = self.page.index_at(min(above if end <= above else below - 1, max(self.page.height - 1, 0)))
            found = self.page.nearest_key(index)
            if found is not None:
                first, _ = self.page.extent(found)
                if first >= below and end <= above:
                    found = max((key for key in self.page.keys if key <= index), default=found)
                self._put_cursor(found)

    def _reveal(self, index: int, *, by: int = 1, margin: int = 0) -> None:
        top, end = self.page.extent(index)
        above, rows = self.scroll_offset.y, self._rows
        if top - margin < above:
            self._scroll(top - margin - (1 if not margin else 0) if end - top < rows or by > 0 else end - rows)
        elif end > above + rows:
            self._scroll(min(end - rows, top - margin) if end - top <= rows else top - margin)

    def _scroll(self, y: float) -> None:
        self.scroll_to(y=max(0, min(y, self.max_scroll_y)), animate=False, immediate=True, force=True)
