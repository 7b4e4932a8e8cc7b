"""The column beside a page: where in it the window is, and, where wanted, where the changes lie."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui.marks import WEIGHTS
from tracker.tui.page import Page
from tracker.tui.palette import styles_of


class Gauge(Widget):
    """A click, or the mouse pulled along it, goes to that part of the page."""

    DEFAULT_CSS = "Gauge { width: 1; height: 1fr; background: $background; color: $foreground; }"

    def __init__(self, *, overview: bool = False) -> None:
        super().__init__()
        self.pulled: Callable[[int], None] | None = None
        """Called with the line that shall be the first in view."""
        self._overview = overview
        self._page: Page | None = None
        self._top = self._rows = 0
        self._column: list[str] = []
        self._column_of: tuple[Page | None, int] = (None, 0)
        self._shown = (0, 0)

    def measure(self, page: Page, top: int, rows: int) -> None:
        """The page, its first line in view, and how many are."""
        self._page, self._top, self._rows = page, top, rows
        height = max(self.size.height, 1)
        shown = (0, 0)
        if page.height > rows:
            length = max(rows * height // page.height, 1)
            first = round(top * (height - length) / (page.height - rows))
            shown = (first, first + length)
        if shown != self._shown or (self._overview and self._column_of != (page, height)):
            self._shown = shown
            self.refresh()

    def on_resize(self) -> None:
        if self._page is not None:
            self.measure(self._page, self._top, self._rows)

    def render_lines(self, crop: Region) -> list[Strip]:
        """At once: what a line of a widget costs Textual does not depend on how short it is."""
        ground, styles, background = self.rich_style, styles_of(self.app.theme), self.background_colors[1]
        made: dict[tuple[str, bool], Strip] = {}
        strips = []
        for y in crop.line_range:
            name, inside = self._style_at(y), self._shown[0] <= y < self._shown[1]
            strip = made.get((name, inside))
            if strip is None:
                sign = "┃" if name else ("▐" if inside else ("·" if self._overview else " "))
                style = styles[name or ("gauge" if inside else "rule")]
                strip = Strip([Segment(sign, ground + style + Style(reverse=bool(inside and name)))], 1)
                for line_filter in self.get_line_filters():
                    strip = strip.apply_filter(line_filter, background)
                made[name, inside] = strip
            strips.append(strip)
        return strips

    def _style_at(self, y: int) -> str:
        if not self._overview or self._page is None:
            return ""
        of = (self._page, max(self.size.height, 1))
        if of != self._column_of:
            self._column, self._column_of = self._page.overview(of[1], WEIGHTS), of
        return self._column[y] if y < len(self._column) else ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._pull(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._pull(event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()

    def _pull(self, y: int) -> None:
        if self.pulled is not None and self._page is not None:
            span = max(self.size.height - 1, 1)
            self.pulled(round(min(max(y, 0), span) * max(self._page.height - self._rows, 0) / span))
