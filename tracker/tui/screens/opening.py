"""What is painted first: one line, while the screen that was asked for is being loaded."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


class OpeningScreen(Screen[None]):
    """Imports nothing of the rest: loading that takes as long as all of Textual."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,Q,ctrl+c,ctrl+q", "app.exit_now", "leave", show=False)]

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what

    def compose(self) -> ComposeResult:
        yield _Line(self._what)


class _Line(Widget):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render_line(self, y: int) -> Strip:
        style = Style(bold=True, reverse=True) if y == 0 else Style.null()
        width = self.size.width
        text = f" {self._text}"[:width] if y == 0 else ""
        return Strip([Segment(text.ljust(width), style)], width)
