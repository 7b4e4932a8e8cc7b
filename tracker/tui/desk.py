"""What all screens of the desk have in common: a title, a foot with the keys, search in the page, help, a way back."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import Worker, WorkerState, get_current_worker

from tracker.errors import TrackerError
from tracker.tui.binding import bindings
from tracker.tui.blocks import Block, Cell, Flow, Look, Row
from tracker.tui.filters import needle_of
from tracker.tui.gauge import Gauge
from tracker.tui.keys import EVERYWHERE, KEYS, LIBRARY, READER, Key, footer_keys, views_from
from tracker.tui.lines import cut, fit, shown_line, width_of
from tracker.tui.marks import LEGEND
from tracker.tui.palette import styles_of
from tracker.tui.prompts import Ask, Sheet
from tracker.tui.reader import Reader

if TYPE_CHECKING:
    from tracker.tui.app import ReviewApp


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


class DeskScreen(Screen[None]):
    """`WHERE` is the screen's name in the table of keys."""

    WHERE: ClassVar[str] = EVERYWHERE
    AUTO_FOCUS = "#text"
    _searched = ""

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

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state in (WorkerState.SUCCESS, WorkerState.CANCELLED, WorkerState.ERROR) and not self.is_working:
            self.say(right="stopped" if event.state is WorkerState.CANCELLED else "")

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
