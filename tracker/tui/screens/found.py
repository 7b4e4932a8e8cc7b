"""Lineage and search: pages that grow while a worker looks through the versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from textual.app import ComposeResult
from textual.message import Message

from tracker.errors import TrackerError
from tracker.report.phrases import count
from tracker.tui.bars import Bar, Foot
from tracker.tui.blocks import Flow
from tracker.tui.desk import DeskScreen, Failed
from tracker.tui.found import lineage_blocks, search_blocks, step_key
from tracker.tui.gauge import Gauge
from tracker.tui.keys import LINEAGE, SEARCH
from tracker.tui.lines import shown_line
from tracker.tui.panes import Across
from tracker.tui.prompts import Ask
from tracker.tui.reader import Reader
from tracker.usecases.lineage import Step
from tracker.usecases.search import Hit, Looked, Query, parse_query


class FoundScreen(DeskScreen):
    class Came(Message):
        """Something more was found; `finished` when that was all."""

        def __init__(self, items: tuple[object, ...], finished: bool) -> None:
            super().__init__()
            self.items = items
            self.finished = finished

    def compose(self) -> ComposeResult:
        yield Bar(self.WHERE)
        gauge = Gauge()
        with Across():
            yield Reader(id="text", gauge=gauge)
            yield gauge
        yield Foot(self.WHERE)

    def gather(self, source: Callable[[], Iterable[object]], say: Callable[[object], str], *, group: str) -> None:
        """Runs through the source in a worker and posts what it gives, a few at a time."""

        def task(progress: Callable[[str], None]) -> None:
            items: list[object] = []
            posted = 0
            for item in source():
                items.append(item)
                progress(say(item))
                if len(items) - posted >= 8 or len(items) < 4:
                    self.post_message(self.Came(tuple(items), False))
                    posted = len(items)
            self.post_message(self.Came(tuple(items), True))

        self.work(task, group=group)

    def on_failed(self, message: Failed) -> None:
        self.say(right="")
        self.reader.show([Flow(((shown_line(message.error), "bad"),), before=1)])


class LineageScreen(FoundScreen):
    WHERE = LINEAGE

    def __init__(self, version: str, locus: str) -> None:
        super().__init__()
        self._version = version
        self._locus = locus
        self._steps: tuple[Step, ...] = ()

    def on_mount(self) -> None:
        self.say(left=f"{self._version} {self._locus} ·  lineage", right="looking …")
        self.reader.show([Flow((("Following the passage; esc stops it.", "dim"),), before=1)])
        self.gather(
            lambda: self.desk.lineage(self._version, self._locus),
            lambda step: f"looked into {step.version.name}" if isinstance(step, Step) else "",
            group="lineage",
        )

    def on_found_screen_came(self, message: FoundScreen.Came) -> None:
        self._steps = tuple(item for item in message.items if isinstance(item, Step))
        first = self._steps[0] if self._steps else None
        key = self.reader.key or (step_key(first) if first else None)
        self.reader.show(lineage_blocks(self._steps, finished=message.finished, signs=self.app.no_color), key=key)
        if message.finished:
            self.say(right=count(len(self._steps), "version"))

    def on_reader_chosen(self, message: Reader.Chosen) -> None:
        """The comparison in which the passage became what it is here, or of what it was written anew."""
        ordered = sorted(filter(step_key, self._steps), key=lambda step: step.version.order)
        for older, step in pairwise(ordered):
            if message.key == step_key(step) or (message.key == step_key(older) and older.anew):
                self.desk.open_pair((older.version.id, step.version.id), at=(step.passages or step.anew)[0].locus)
                return
        self.tell("there is no version before this one in which to look")

    def action_copy(self) -> None:
        for step in self._steps:
            if self.reader.key and self.reader.key == step_key(step):
                passages = step.passages or step.anew
                text = " ".join(passage.text for passage in passages)
                self.app.copy_to_clipboard(f"“{text}” ({step.version.title}, {passages[0].locus})")
                self.tell("copied")


class SearchScreen(FoundScreen):
    WHERE = SEARCH

    def __init__(self) -> None:
        super().__init__()
        self._asked = ""
        self._query = Query(())
        self._hits: dict[str, Hit] = {}

    def on_mount(self) -> None:
        self.say(left="search all versions")
        self.reader.show([Flow((("5 asks again. Limits: theme:ID, in:SERIES, in:SERIES@VERSION.", "dim"),), before=1)])
        self.call_after_refresh(self.action_search)

    def action_search(self) -> None:
        self.app.push_screen(
            Ask('Search all versions: words, "phrases", theme:korea, in:us-nss@2017', self._asked), self._ask
        )

    def _ask(self, text: str | None) -> None:
        if text is None or not text.strip():
            return
        self._asked = text
        try:
            self._query = parse_query(text, tuple(self.desk.theme_titles()))
        except TrackerError as error:
            self.tell(str(error), fault=True)
            return
        self.reader.show([])
        self.say(left=f"search: {text}", right="searching …")
        query = self._query
        self.gather(
            lambda: self.desk.search(query),
            lambda found: f"searched {found.version.id}" if isinstance(found, Looked) else "",
            group="search",
        )

    def on_found_screen_came(self, message: FoundScreen.Came) -> None:
        looked = tuple(item for item in message.items if isinstance(item, Looked))
        self._hits = {f"hit:{hit.version.id}:{hit.passage.locus}": hit for found in looked for hit in found.hits}
        blocks = search_blocks(looked, self._query, finished=message.finished)
        self.reader.show(blocks, key=self.reader.key or None)
        if message.finished:
            self.say(right="enter follows a passage · 5 asks again")

    def on_reader_chosen(self, message: Reader.Chosen) -> None:
        hit = self._hits.get(message.key)
        if hit is not None:
            self.desk.open_lineage(hit.version.id, hit.passage.locus)

    def action_copy(self) -> None:
        hit = self._hits.get(self.reader.key)
        if hit is not None:
            self.app.copy_to_clipboard(f"“{hit.passage.text}” ({hit.version.title}, {hit.passage.locus})")
            self.tell("copied")

    def action_edit(self) -> None:
        hit = self._hits.get(self.reader.key)
        if hit is not None:
            self.edit(hit.version.id)

    def action_source(self) -> None:
        hit = self._hits.get(self.reader.key)
        if hit is not None:
            self.open_address(hit.version.source)
