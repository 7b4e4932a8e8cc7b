"""What all screens of the desk have in common: work apart from the screen, search in the page, help, a way back."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerState, get_current_worker

from tracker.errors import TrackerError
from tracker.tui.bars import Bar, Foot
from tracker.tui.binding import bindings
from tracker.tui.blocks import Block, Cell, Flow, Look, Row
from tracker.tui.filters import needle_of
from tracker.tui.gauge import Gauge
from tracker.tui.keys import EVERYWHERE, KEYS, LIBRARY, READER
from tracker.tui.lines import shown_line
from tracker.tui.marks import LEGEND
from tracker.tui.prompts import Ask, Sheet
from tracker.tui.reader import Reader

if TYPE_CHECKING:
    from tracker.tui.app import ReviewApp


class DeskScreen(Screen[None]):
    """`WHERE` is the screen's name in the table of keys."""

    WHERE: ClassVar[str] = EVERYWHERE
    AUTO_FOCUS = "#text"
    _searched = ""
    _says_step = False
    """What a worker is at stands on the right, and goes when it ends; what was said otherwise stays."""

    class Told(Message):
        """A worker says what it is at."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    def __init_subclass__(cls, **options: Any) -> None:
        # The one place where a screen gets its keys.
        cls.BINDINGS = bindings(cls.WHERE)
        super().__init_subclass__(**options)

    @property
    def desk(self) -> ReviewApp:
        return cast("ReviewApp", self.app)

    @property
    def reader(self) -> Reader:
        """The page that keys act on unless another has the focus."""
        return self.query_one("#text", Reader)

    def say(self, left: str | None = None, right: str | None = None) -> None:
        self._says_step = self._says_step and right is None
        for bar in self.query(Bar):
            bar.say(left, right)

    def tell(self, message: str, *, fault: bool = False) -> None:
        """For a moment, in a corner; the text is taken as it stands."""
        self.notify(shown_line(message), severity="error" if fault else "information", markup=False, timeout=5)

    # Work off the screen's thread

    def work(self, task: Callable[[Callable[[str], None]], None], *, group: str) -> None:
        """Runs a task that reports its steps; one at a time in a group. It posts messages and touches no widget."""

        def run() -> None:
            worker = get_current_worker()

            def progress(step: str) -> None:
                if worker.is_cancelled:
                    raise Stopped
                self.post_message(self.Told(step))

            try:
                task(progress)
            except Stopped:
                pass
            except TrackerError as error:
                if not worker.is_cancelled:
                    self.post_message(Failed(str(error)))

        self.run_worker(run, thread=True, exclusive=True, group=group, exit_on_error=True)

    def on_desk_screen_told(self, message: Told) -> None:
        self.say(right=message.step)
        self._says_step = True

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state not in (WorkerState.SUCCESS, WorkerState.CANCELLED, WorkerState.ERROR) or self.is_working:
            return
        if event.state is WorkerState.CANCELLED:
            self.say(right="stopped")
        elif self._says_step:
            self.say(right="")

    @property
    def is_working(self) -> bool:
        return any(worker.node is self and worker.is_running for worker in self.app.workers)

    # Keys of every screen

    def action_find(self) -> None:
        self.app.push_screen(Ask("Search in this page", self._searched), self._find)

    def _find(self, text: str | None) -> None:
        if text is None:
            return
        self._searched = text
        self.reader.set_needle(Look(0, needle=needle_of(text)))
        hits = len(self.reader.page.hits())
        found = f"{hits} found · n next" if hits else "not found"
        self.say(right=found if text.strip() else "")
        if hits:
            self.reader.action_next(1)

    def action_help(self) -> None:
        self.app.push_screen(Sheet(partial(help_blocks, self.WHERE)))

    def action_look(self) -> None:
        self.desk.next_look()

    def action_back(self) -> None:
        if self.is_working:
            self.app.workers.cancel_node(self)
        elif self.reader.page.look.needle is not None:
            self.reader.set_needle(Look(0))
            self.say(right="")
        else:
            self.go_back()

    def go_back(self) -> None:
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()

    def action_close(self) -> None:
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.desk.leave()

    def action_leave(self) -> None:
        self.desk.leave()

    def action_command_palette(self) -> None:
        self.app.action_command_palette()

    def action_search(self) -> None:
        self.desk.open_search()

    def action_library(self) -> None:
        self.desk.open_library()

    def look_changed(self) -> None:
        for kind in (Reader, Gauge, Bar, Foot):
            for widget in self.query(kind):
                widget.refresh()

    def on_screen_suspend(self) -> None:
        """What was said was said of this view."""
        self.app.clear_notifications()

    def edit(self, id: str) -> None:
        """In the user's editor; says how what was changed there is taken in."""
        if self.app.is_web:
            self.tell("a page in a browser opens no editor: start the desk in a terminal for that", fault=True)
            return
        before = self.desk.text_of(id)
        self.desk.edit(id)
        if self.desk.text_of(id) == before:
            return
        if "@" in id:
            anew = "enter compares anew" if self.WHERE == LIBRARY else "0 and enter compare anew"
            self.tell(f"record it with: tracker correct {id} --reason …; {anew}")
        else:
            self.tell("the desk shows it as it was: leave and open the two again to compare anew")

    def open_address(self, address: str | None) -> None:
        """Shows it, and opens it where a browser has a window of its own: another would take the desk's place."""
        if address and address.startswith(("http://", "https://")):
            browser = _browser()
            if browser is not None:
                browser.open(address)
        self.tell(address or "no source is recorded", fault=not address)


def _browser() -> webbrowser.BaseBrowser | None:
    """None where the only ones are waited for until they are left."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return None
    if isinstance(browser, webbrowser.UnixBrowser):
        return browser if browser.background else None
    waits = isinstance(browser, webbrowser.GenericBrowser) and not isinstance(browser, webbrowser.BackgroundBrowser)
    return None if waits else browser


class Failed(Message):
    """A worker met an error that the user has to know."""

    def __init__(self, error: str) -> None:
        super().__init__()
        self.error = error


class Stopped(Exception):
    """The user wants the work to end."""


def help_blocks(where: str) -> list[Block]:
    """Every key, those of the screen first."""
    order = [where, READER, EVERYWHERE]
    order += [place for place in dict.fromkeys(p for key in KEYS for p in key.where) if place not in order]
    blocks: list[Block] = [Flow((("Keys", "strong"),))]
    for place in order:
        if place == EVERYWHERE and where == EVERYWHERE:
            continue
        blocks.append(Flow(((place[0].upper() + place[1:], "heading"),), before=1))
        blocks += [
            Row((Cell(key.shown, 12, style="todo"), Cell(key.what)), keep=2) for key in KEYS if place in key.where
        ]
    blocks.append(Flow((("Signs", "heading"),), before=1))
    blocks.append(Flow(((LEGEND, ""),)))
    blocks.append(Flow((("In the margin: ✓ accepted  ✗ rejected  ! flagged  … noted", ""),)))
    return blocks
