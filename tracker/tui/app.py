"""The review desk as an application: which screen is open, what is remembered, and the door to the use-cases."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import SystemCommand
from textual.screen import Screen

from tracker.errors import TrackerError
from tracker.harmless import clean_line
from tracker.tui.comparing import Comparing, Request
from tracker.tui.editor import edit, text_of
from tracker.tui.idle import Idle
from tracker.tui.keeping import KeepingApp
from tracker.tui.order import Order
from tracker.tui.palette import THEMES, themes
from tracker.tui.screens.opening import OpeningScreen
from tracker.tui.state import DeskState, load_state, save_state

if TYPE_CHECKING:
    from tracker.model.corpus import Version
    from tracker.model.theme import Codebook
    from tracker.tui.bench import Bench
    from tracker.usecases.library import Measure
    from tracker.usecases.lineage import Step
    from tracker.usecases.listing import SeriesListing
    from tracker.usecases.search import Looked, Query
    from tracker.usecases.vocabulary import StemmedText


class ReviewApp(KeepingApp):
    TITLE = "tracker"
    CSS = """
    Toast { background: $panel; }
    """

    def __init__(self, order: Order, first: Comparing | None = None, *, apart: bool = True) -> None:
        """`first` is the comparison of the order, if it was begun already; without `apart` others are made in a thread
        of this process instead of in one of their own."""
        super().__init__()
        self._order = order
        self._first = first
        self._apart = apart
        self._idle = Idle()
        self.state: DeskState = load_state(order.state)
        self._codebook: Codebook | None = None
        for theme in themes():
            self.register_theme(theme)
        wanted = order.look or self.state.look
        self.theme = wanted if wanted in THEMES else THEMES[0]

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._idle.put_off()
        await super().on_event(event)

    def on_unmount(self) -> None:
        self._idle.end()

    def on_mount(self) -> None:
        sides = self._order.sides
        what = clean_line(" → ".join(sides)) if sides else "library"
        self.push_screen(OpeningScreen(f"{what} · opening …"))
        self.call_after_refresh(self._load)

    def _load(self) -> None:
        """Loads what the first screen needs, off the screen's thread: as much again as Textual itself."""

        def load() -> None:
            import tracker.tui.screens.comparison
            import tracker.tui.screens.library  # noqa: F401

            self.call_from_thread(self._open_first)

        self.run_worker(load, thread=True)

    def _open_first(self) -> None:
        if self._order.sides:
            from tracker.tui.screens.comparison import ComparisonScreen

            self.switch_screen(ComparisonScreen(arguments=self._order.sides))
        else:
            from tracker.tui.screens.library import LibraryScreen

            self.switch_screen(LibraryScreen())

    # What the screens ask for; those that take long are called in their workers

    def compared(self, arguments: tuple[str, ...], progress: Callable[[str], None]) -> Bench:
        from tracker.tui.bench import bench_for, keep_for_good

        order = self._order
        first, self._first = self._first, None
        if first is not None and first.request.arguments == arguments:
            compared = first.result(progress)
        elif self._apart:
            request = Request(arguments, order.directory, order.root, order.codebook, order.memory)
            compared = Comparing(request).result(progress)
        else:
            from tracker.usecases.compare import compare_sides

            compared = compare_sides(
                arguments, directory=order.directory, root=order.root, codebook_path=order.codebook, progress=progress
            )
        progress("arranging …")
        unsaved = [bench for bench in self.unsaved if bench.is_of(compared)]
        if unsaved:
            return unsaved[0]
        bench = bench_for(compared, order, arguments, signs=self.no_color)
        gc.collect()
        keep_for_good()
        return bench

    def listings(self) -> tuple[SeriesListing, ...]:
        from tracker.usecases.listing import list_corpus

        return list_corpus(self.root())

    def measures(self, versions: tuple[Version, ...]) -> Iterator[tuple[Version, Measure | str]]:
        from tracker.usecases.library import measures

        return measures(self.root(), self.codebook(), versions)

    def lineage(self, version: str, locus: str) -> Iterator[Step]:
        from tracker.usecases.lineage import follow

        return follow(self.root(), version, locus)

    def search(self, query: Query) -> Iterator[Looked]:
        from tracker.usecases.search import search

        return search(self.root(), query, self.codebook)

    def stemmed(self, series: str) -> Iterator[StemmedText]:
        from tracker.usecases.vocabulary import stemmed_series

        return stemmed_series(self._order.root, series) if self._order.root and series else iter(())

    def codebook(self) -> Codebook:
        if self._codebook is None:
            from tracker.usecases.reading import codebook_file

            self._codebook = codebook_file(self._order.root, self._order.codebook).load()
        return self._codebook

    def theme_titles(self) -> Mapping[str, str]:
        return {theme.id: theme.title for theme in self.codebook().themes}

    def root(self) -> Path:
        if self._order.root is None:
            raise TrackerError("these are plain files: there is no corpus to look into")
        return self._order.root

    # Opening

    def open_pair(self, arguments: tuple[str, ...], *, at: str = "") -> None:
        """`at` is the locus of a passage of the new side to begin with."""
        from tracker.tui.screens.comparison import ComparisonScreen

        self.push_screen(ComparisonScreen(arguments=arguments, at=at))

    def swap(self, bench: Bench) -> None:
        from tracker.tui.screens.comparison import ComparisonScreen

        comparison = bench.compared.comparison
        self.switch_screen(ComparisonScreen(arguments=(comparison.new.document.id, comparison.old.document.id)))

    def show_pair(self, view: str, bench: Bench | None, key: str | None) -> None:
        """Another view of the same comparison takes the place of this one."""
        if bench is None:
            return
        from tracker.tui.screens.comparison import ComparisonScreen
        from tracker.tui.screens.fulltext import FullTextScreen
        from tracker.tui.screens.ledger import LedgerScreen

        views = {screen.WHERE: screen for screen in (ComparisonScreen, FullTextScreen, LedgerScreen)}
        self.switch_screen(views[view](bench, key=key or bench.last_key))

    def open_library(self) -> None:
        if self._order.root is None:
            self.notify("these are plain files: there is no library", markup=False)
            return
        from tracker.tui.screens.library import LibraryScreen

        while len(self.screen_stack) > 2:
            self.pop_screen()
        if not isinstance(self.screen, LibraryScreen):
            self.push_screen(LibraryScreen())

    def open_lineage(self, version: str, locus: str) -> None:
        if self._order.root is None or "@" not in version:
            self.notify("a lineage needs a corpus", markup=False)
            return
        from tracker.tui.screens.found import LineageScreen

        self.push_screen(LineageScreen(version, locus))

    def open_search(self) -> None:
        if self._order.root is None:
            self.notify("these are plain files: / searches in the page", markup=False)
            return
        from tracker.tui.screens.found import SearchScreen

        self.push_screen(SearchScreen())

    def edit(self, id: str) -> None:
        """Opens the text of a version, or a plain file, in the user's editor."""
        complaint = edit(self._order, id, self.suspend)
        if complaint:
            self.notify(complaint, severity="error", markup=False)
        self.refresh()

    def text_of(self, id: str) -> bytes | None:
        return text_of(self._order, id)

    def notify(self, message: str, **options: Any) -> None:
        """One at a time: several would cover the page."""
        self.clear_notifications()
        super().notify(message, **options)

    # What is remembered

    def remembered(self, bench: Bench) -> tuple[str | None, str | None]:
        theme, key = self.state.place(bench.pair)
        return theme or None, key or None

    def _remember(self) -> None:
        from tracker.tui.screens.pair import PairScreen

        state = replace(self.state, look=self.theme)
        for screen in self.screen_stack:
            if isinstance(screen, PairScreen) and screen.bench is not None:
                key = screen.block_of_change() or ""
                state = state.with_place(screen.bench.pair, screen.bench.wanted.theme or "", key)
                state = replace(state, series=screen.bench.material.new.document.id.rpartition("@")[0])
        if state != self.state:
            self.state = state
            save_state(self._order.state, state)

    # Looks, palette, leaving

    def next_look(self) -> None:
        place = THEMES.index(self.theme) if self.theme in THEMES else -1
        self.theme = THEMES[(place + 1) % len(THEMES)]
        for screen in self.screen_stack:
            if hasattr(screen, "look_changed"):
                screen.look_changed()

    def action_command_palette(self) -> None:
        from tracker.tui.prompts import Commands

        if not isinstance(self.screen, Commands):
            self.push_screen(Commands())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from tracker.tui.keys import EVERYWHERE, KEYS, READER

        where = getattr(screen, "WHERE", EVERYWHERE)
        for key in KEYS:
            if key.action == "command_palette" or not any(place in key.where for place in (where, READER, EVERYWHERE)):
                continue
            title = key.what[0].upper() + key.what[1:]
            yield SystemCommand(title, f"key {key.shown}", lambda key=key: self.simulate_key(key.keys[0]))

    def go(self) -> None:
        self._remember()
        self.workers.cancel_all()
        self.exit()

    def action_exit_now(self) -> None:
        """Before anything stands that could be lost."""
        self.workers.cancel_all()
        self.exit()
