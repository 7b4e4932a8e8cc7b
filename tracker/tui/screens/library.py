"""The library: every series and version, their words and themes in time; any two versions become a comparison."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.events import Resize
from textual.message import Message

from tracker.errors import TrackerError
from tracker.model.corpus import Version
from tracker.report.phrases import count
from tracker.tui.bars import Bar, Foot
from tracker.tui.blocks import Flow
from tracker.tui.desk import DeskScreen, Failed
from tracker.tui.gauge import Gauge
from tracker.tui.keys import LIBRARY
from tracker.tui.lines import shown_line
from tracker.tui.panes import Across
from tracker.tui.reader import Reader
from tracker.tui.shelf import library_blocks, theme_blocks
from tracker.usecases.library import Measure
from tracker.usecases.listing import SeriesListing

_THEMES = 46
"""Columns for the bars of the themes beside the list; below it where there is no room for both."""
_NARROW = 110


class LibraryScreen(DeskScreen):
    WHERE = LIBRARY
    DEFAULT_CSS = """
    LibraryScreen #themes { width: 46; }
    LibraryScreen.narrow #panes { layout: vertical; }
    LibraryScreen.narrow #list { height: 1fr; }
    LibraryScreen.narrow #themes { width: 1fr; height: 40%; }
    """

    class Listed(Message):
        def __init__(self, listings: tuple[SeriesListing, ...]) -> None:
            super().__init__()
            self.listings = listings

    class Measured(Message):
        def __init__(self, found: tuple[tuple[str, Measure | str], ...]) -> None:
            super().__init__()
            self.found = found

    def __init__(self) -> None:
        super().__init__()
        self._listings: tuple[SeriesListing, ...] = ()
        self._measures: dict[str, Measure | str] = {}
        self._measuring = ""
        self._old = self._new = ""

    def compose(self) -> ComposeResult:
        yield Bar(self.WHERE)
        gauge = Gauge()
        with Across(id="panes"):
            with Across(id="list"):
                yield Reader(id="text", gauge=gauge, moved=self._moved)
                yield gauge
            yield Reader(id="themes", cursor=False)
        yield Foot(self.WHERE)

    def on_mount(self) -> None:
        self.say(left="library", right="reading …")
        self._fit(self.app.size.width)
        self.reader.show([Flow((("Reading the corpus …", "dim"),), before=1)])
        self.call_after_refresh(self._read)

    def on_resize(self, event: Resize) -> None:
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        self.set_class(width < _NARROW, "narrow")
        self.query_one("#themes", Reader).edge = "top" if width < _NARROW else ""

    def _read(self) -> None:
        self.work(lambda progress: self._listed(), group="list")

    def _listed(self) -> None:
        self.post_message(self.Listed(self.desk.listings()))

    def on_library_screen_listed(self, message: Listed) -> None:
        self._listings = message.listings
        series = count(len(self._listings), "series", "series")
        versions = count(sum(len(listing.versions) for listing in self._listings), "version")
        faults = sum(len(listing.faults) for listing in self._listings)
        unreadable = f" ·  {faults} cannot be read" if faults else ""
        self.say(left=f"library ·  {series}, {versions}{unreadable}", right="")
        listing = next((item for item in self._listings if item.series.id == self.desk.state.series), None)
        newest = f"version:{listing.versions[-1].id}" if listing and listing.versions else None
        self._fill(newest)
        self._measure()

    def on_failed(self, message: Failed) -> None:
        self.say(left="library", right="cannot be read")
        self.reader.show([Flow(((shown_line(message.error), "bad"),), before=1)])

    def _fill(self, key: str | None) -> None:
        self.reader.show(library_blocks(self._listings, self._measures, self._old, self._new), key=key)
        self._show_themes()

    def _show_themes(self) -> None:
        listing = self._listing()
        try:
            titles = self.desk.theme_titles()
        except TrackerError:
            titles = {}
        self.query_one("#themes", Reader).show(theme_blocks(listing, self._measures, titles, _THEMES - 4))

    def _listing(self) -> SeriesListing | None:
        series = self._series_at(self.reader.key)
        return next((listing for listing in self._listings if listing.series.id == series), None)

    @staticmethod
    def _series_at(key: str) -> str:
        return key.partition(":")[2].partition("@")[0]

    def _version_here(self) -> Version | None:
        """As `_version`, and says so where there is none."""
        version = self._version()
        if version is None:
            self.tell("put the cursor on a version", fault=True)
        return version

    def _version(self) -> Version | None:
        id = self.reader.key.removeprefix("version:")
        return next((v for listing in self._listings for v in listing.versions if v.id == id), None)

    # Words and themes of the series under the cursor, in a worker

    def _moved(self, key: str) -> None:
        if self._listings:
            self._show_themes()
            self._measure()

    def _measure(self) -> None:
        """What the cursor stands on goes before the rest."""
        here = self._listing()
        ordered = sorted(self._listings, key=lambda listing: listing is not here)
        unread = {listing.series.id: self._unread(listing) for listing in ordered}
        listing = next((listing for listing in ordered if unread[listing.series.id]), None)
        if listing is None or self._measuring == listing.series.id:
            return
        versions = unread[listing.series.id]
        self._measuring = listing.series.id
        done = len(listing.versions) - len(versions)

        def task(progress: Callable[[str], None]) -> None:
            found: list[tuple[str, Measure | str]] = []
            for number, (version, measure) in enumerate(self.desk.measures(versions), done + 1):
                found.append((version.id, measure))
                progress(f"reading {version.id} ({number} of {len(listing.versions)})")
                if number % 10 == 0 or number < 4:
                    self.post_message(self.Measured(tuple(found)))
                    found = []
            self.post_message(self.Measured(tuple(found)))

        self.work(task, group="measure")

    @property
    def awaits(self) -> bool:
        """Some version's words and themes are still to come."""
        return any(self._unread(listing) for listing in self._listings)

    def _unread(self, listing: SeriesListing) -> tuple[Version, ...]:
        """The newest first: they stand on top."""
        return tuple(version for version in reversed(listing.versions) if version.id not in self._measures)

    def on_screen_suspend(self) -> None:
        """What is open now needs the machine more."""
        self._measuring = ""
        self.app.workers.cancel_group(self, "measure")

    def on_screen_resume(self) -> None:
        if self._listings:
            self._measure()

    def on_library_screen_measured(self, message: Measured) -> None:
        self._measures.update(message.found)
        self._fill(self.reader.key)
        measured = next((listing for listing in self._listings if listing.series.id == self._measuring), None)
        if measured is not None and not self._unread(measured):
            self._measure()

    def action_switch(self) -> None:
        themes = self.query_one("#themes", Reader)
        (self.reader if themes.has_focus else themes).focus()

    # Choosing two versions

    def action_old(self) -> None:
        version = self._version_here()
        if version is not None:
            self._choose(version.id, self._new)

    def action_new(self) -> None:
        version = self._version_here()
        if version is not None:
            self._choose(self._old, version.id)

    def action_swap(self) -> None:
        self._choose(self._new, self._old)

    def _choose(self, old: str, new: str) -> None:
        if old and old == new:
            self.tell(f"{old} is the other side already; x swaps the two", fault=True)
            return
        self._old, self._new = old, new
        self._fill(self.reader.key)
        old, new = old or "…", new or "…"
        self.say(right=f"{old} → {new}{' · enter compares' if self._old and self._new else ''}")

    def on_reader_chosen(self, message: Reader.Chosen) -> None:
        """The two that were chosen, else the version under the cursor with the one before it."""
        if self._old and self._new:
            self.desk.open_pair((self._old, self._new))
            return
        listing = self._listing()
        if listing is None or len(listing.versions) < 2:
            self.tell("a comparison needs two versions", fault=True)
            return
        version = self._version() or listing.versions[-1]
        place = listing.versions.index(version)
        if place == 0:
            self.tell(f"{version.id} is the oldest; choose two with a and b", fault=True)
            return
        self.desk.open_pair((listing.versions[place - 1].id, version.id))

    def action_edit(self) -> None:
        version = self._version_here()
        if version is not None:
            self.edit(version.id)

    def action_source(self) -> None:
        version = self._version_here()
        if version is not None:
            self.open_address(version.source)
