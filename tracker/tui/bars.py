"""The first and the last line of every screen: what is shown and what is going on, the views, the keys."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui.keys import EVERYWHERE, LIBRARY, Key, footer_keys, views_from
from tracker.tui.lines import cut, fit, shown_line, width_of
from tracker.tui.palette import styles_of

_SAID = 20
"""Columns that what is going on has for certain."""


class Bar(Widget):
    """The first line: what is shown, what is going on, and the views that can be opened from here."""

    DEFAULT_CSS = "Bar { height: 1; dock: top; }"

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where
        self._left = self._right = ""

    def say(self, left: str | None = None, right: str | None = None) -> None:
        self._left = self._left if left is None else shown_line(left)
        self._right = self._right if right is None else shown_line(right)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        styles = styles_of(self.app.theme)
        width = self.size.width
        left_room = min(width_of(self._left) + 2, width // 2)
        right = f" {self._right} " if self._right else ""
        # The names of the views come before the rest of what is said on the right.
        tabs = self._tabs(width - left_room - min(width_of(right), _SAID))
        right = cut(right, max(width - left_room - sum(len(text) for text, _, _ in tabs), 1))
        left = fit(f" {self._left}", width - width_of(right) - sum(len(text) for text, _, _ in tabs))
        segments = [Segment(left, styles["title"]), Segment(right, styles["title"])]
        for text, style, key in tabs:
            segments.append(Segment(text, styles[style] + _click(key)))
        return Strip(segments, width)

    def _tabs(self, room: int) -> list[tuple[str, str, Key]]:
        """By name where there is room, else close together, else by number, else none."""
        views = views_from(self._where)
        for form in (" {} {} ", "{} {} ", " {} "):
            shown = [form.format(key.keys[0], key.tab) for key in views]
            shown[:1] = [f" {text.lstrip()}" for text in shown[:1]]
            if sum(map(len, shown)) <= room and len(views) > 1:
                names = ("tab-here" if key.view == self._where else "tab" for key in views)
                return list(zip(shown, names, views, strict=True))
            # The library can wait for a broader screen.
            views = tuple(key for key in views if key.view != LIBRARY)
        return []


def _click(key: Key) -> Style:
    return Style.from_meta({"@click": f"app.simulate_key('{key.keys[0]}')"})


class Foot(Widget):
    """The last line: the keys that matter most here; a click does what the key does."""

    DEFAULT_CSS = "Foot { height: 1; dock: bottom; }"

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where

    def render_line(self, y: int) -> Strip:
        styles = styles_of(self.app.theme)
        width = self.size.width
        keys = footer_keys(self._where)
        # The ways to help and out stand at the right end however narrow the screen is.
        always = [key for key in keys if EVERYWHERE in key.where]
        left = width - sum(_foot_width(key) for key in always)
        segments: list[Segment] = []
        for key in keys:
            if key not in always and _foot_width(key) <= left:
                segments += _foot_segments(key, styles)
                left -= _foot_width(key)
        segments.append(Segment(" " * max(left, 0), styles["foot"]))
        for key in always:
            segments += _foot_segments(key, styles)
        return Strip(segments).crop(0, width)


def _foot_width(key: Key) -> int:
    return width_of(_foot_name(key)) + len(key.short) + 3


def _foot_name(key: Key) -> str:
    return key.shown.split(" ")[0]


def _foot_segments(key: Key, styles: Mapping[str, Style]) -> list[Segment]:
    click = _click(key)
    return [
        Segment(f" {_foot_name(key)} ", styles["foot-key"] + click),
        Segment(f"{key.short} ", styles["foot"] + click),
    ]
