"""Small questions over a screen: a line of text, a choice of several, yes or no, a page to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tracker.tui.blocks import Block, Cell, Flow, Row
from tracker.tui.gauge import Gauge
from tracker.tui.panes import Across
from tracker.tui.reader import Reader

Group = tuple[str, Sequence[tuple[str, str]]]
"""A heading and the choices under it, an id and a label each."""


class Line(Input):
    """A line of text; of what is pasted all is kept, on that one line."""

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split()), *self.selection)

    def action_paste(self) -> None:
        self.replace(" ".join(self.app.clipboard.split()), *self.selection)


class Ask(ModalScreen[str | None]):
    """One line at the foot of the screen; None when it was left with escape."""

    DEFAULT_CSS = """
    Ask { align: center bottom; background: transparent; }
    Ask > Vertical { height: auto; dock: bottom; background: $panel; }
    Ask Static { height: auto; padding: 0 1; color: $accent; }
    Ask Input { border: none; height: 1; margin: 0 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+c", "dismiss(None)", "back", show=False)]

    def __init__(self, question: str, value: str = "", *, goes_on: bool = False) -> None:
        """With `goes_on` what is typed is added to the value; otherwise it takes its place."""
        super().__init__()
        self._question = question
        self._value = value
        self._goes_on = goes_on

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._question), markup=False)
            yield Line(self._value, id="answer", compact=True, select_on_focus=not self._goes_on)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class Choices(Reader):
    """A list of which several can be ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "tick", "tick", show=False),
        Binding("enter", "screen.done", "done", show=False),
    ]

    def action_tick(self) -> None:
        self.post_message(self.Chosen(self, self.key))


class Pick(ModalScreen[frozenset[str] | None]):
    """Headings and choices; space ticks one, enter is done, escape leaves all as it was."""

    DEFAULT_CSS = """
    Pick { align: center middle; background: $background 60%; }
    Pick > Vertical { width: 64; max-width: 95%; height: 80%; background: $surface; border: round $primary; }
    Pick Static { height: auto; padding: 0 1; color: $accent; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,f,t,ctrl+s", "done", "done", show=False),
        Binding("escape,q,ctrl+c", "dismiss(None)", "back", show=False),
    ]

    def __init__(self, title: str, groups: Sequence[Group], ticked: frozenset[str]) -> None:
        super().__init__()
        self._title = title
        self._groups = groups
        self._ticked = ticked

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(f"{self._title}: space ticks, enter done, esc leaves"), markup=False)
            gauge = Gauge()
            with Across():
                yield Choices(id="choices", gauge=gauge)
                yield gauge

    def on_mount(self) -> None:
        self._fill(None)

    def on_reader_chosen(self, message: Reader.Chosen) -> None:
        message.stop()
        self._ticked = self._ticked ^ {message.key}
        self._fill(message.key)

    def action_done(self) -> None:
        self.dismiss(self._ticked)

    def _fill(self, key: str | None) -> None:
        blocks: list[Block] = []
        for heading, choices in self._groups:
            blocks.append(Flow(((heading, "heading"),), before=1 if blocks else 0))
            for id, label in choices:
                tick = "[x]" if id in self._ticked else "[ ]"
                blocks.append(Row((Cell(tick, 3, style="todo"), Cell(label)), key=id))
        self.query_one(Choices).show(blocks, key=key)


class Leaving(ModalScreen[str | None]):
    """Asks what becomes of unsaved work."""

    DEFAULT_CSS = """
    Leaving { align: center middle; background: $background 60%; }
    Leaving Static { width: auto; max-width: 90%; height: auto; padding: 1 3; background: $surface;
                     border: round $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "dismiss('save')", "save", show=False),
        Binding("d", "dismiss('discard')", "discard", show=False),
        Binding("escape,q,c,ctrl+c", "dismiss(None)", "back", show=False),
    ]

    def __init__(self, can_save: bool) -> None:
        super().__init__()
        self._can_save = can_save

    def compose(self) -> ComposeResult:
        save = "s  save and leave\n" if self._can_save else "It has no place: start with --review FILE to keep one.\n"
        text = f"The review has unsaved work.\n\n{save}d  leave without saving\nesc  stay"
        yield Static(Content(text), markup=False)


class Commands(CommandPalette):
    """Textual's own, which ends the whole desk when a page is turned before its list has been laid out."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)


class Sheet(ModalScreen[None]):
    """A page to read, over the screen."""

    DEFAULT_CSS = """
    Sheet { align: center middle; background: $background 60%; }
    Sheet > Vertical { width: 90; max-width: 96%; height: 90%; background: $surface; border: round $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,h,f1,ctrl+c", "dismiss(None)", "back", show=False),
    ]

    def __init__(self, blocks: Callable[[], Sequence[Block]]) -> None:
        super().__init__()
        self._blocks = blocks

    def compose(self) -> ComposeResult:
        with Vertical():
            gauge = Gauge()
            with Across():
                yield Reader(id="sheet", cursor=False, gauge=gauge)
                yield gauge

    def on_mount(self) -> None:
        self.query_one(Reader).show(self._blocks())
