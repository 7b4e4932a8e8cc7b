"""A page's lines as Textual's strips, each made once and kept: on most keys all but a few are the same as before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tracker.tui.lines import cut_line, line_width
from tracker.tui.page import Page
from tracker.tui.palette import styles_of

GUTTER = 3
"""Columns for the cursor, what was decided, and a blank."""
_KEPT = 4_000

Decided = Callable[[str], tuple[str, str]]
"""Sign and style of what was decided on a block, by its key."""


class Painter:
    """Draws lines of one page at a time; `prepare` is called before each frame."""

    def __init__(self, decided: Decided | None, *, gutter: bool) -> None:
        self._decided = decided
        self._gutter = gutter
        self._kept: dict[tuple[object, ...], Strip] = {}
        self._of: tuple[object, ...] = ()
        self._styles: Mapping[str, Style] = {}
        self._ground = Style.null()
        self._width = 0

    def prepare(self, page: Page, width: int, theme: str, ground: Style) -> None:
        of = (id(page), page.look, width, theme, ground)
        if of != self._of or len(self._kept) > _KEPT:
            self._kept.clear()
            self._of = of
            self._styles = styles_of(theme)
            self._ground = ground
            self._width = width

    def style(self, name: str) -> Style:
        return self._ground + self._styles[name]

    def blank(self) -> Strip:
        return Strip.blank(self._width, self._ground)

    def strip(self, page: Page, at: int, cursor: int | None, focused: bool) -> Strip:
        if at >= page.height:
            return self.blank()
        line, index, number = page.line(at)
        key = page.blocks[index].key
        here = index == cursor and number >= 0
        decided = self._decided(key) if self._decided and key and number == 0 else (" ", "")
        name = (at, here and (focused, "here"), decided)
        strip = self._kept.get(name)
        if strip is None:
            base = self._ground + self._styles["cursor"] if here else self._ground
            segments = [Segment(" ", base)]
            if self._gutter:
                mark = ("▌" if focused else "▏") if here else " "
                sign, style = decided
                segments = [
                    Segment(mark, base + self._styles["cursor-mark"]),
                    Segment(f"{sign} ", base + self._styles[style]),
                ]
            line = cut_line(line, page.look.width)
            segments += [Segment(text, base + self._styles[style] if style else base) for text, style in line if text]
            left = self._width - (GUTTER if self._gutter else 1) - line_width(line)
            if left > 0:
                segments.append(Segment(" " * left, base))
            strip = self._kept[name] = Strip(segments, self._width).crop(0, self._width)
        return strip
