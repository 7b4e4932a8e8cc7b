"""The ledger: words new, dropped, risen, fallen; from a word to its sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.message import Message

from tracker.tui.keys import LEDGER
from tracker.tui.ledger import SORTS, LedgerWish, group_blocks, ledger_blocks, passage_changes, sentence_blocks
from tracker.tui.prompts import Ask
from tracker.tui.reader import Reader
from tracker.tui.screens.pair import PairScreen
from tracker.usecases.vocabulary import StemmedText


class LedgerScreen(PairScreen):
    WHERE = LEDGER
    HAS_DETAIL = False
    DEFAULT_CSS = """
    LedgerScreen #rail { width: 30; }
    LedgerScreen.broad #rail { width: 34; }
    """

    class Counted(Message):
        def __init__(self, series: tuple[StemmedText, ...]) -> None:
            super().__init__()
            self.series = series

    wish = LedgerWish()
    _term = ""

    def fill(self, key: str | None) -> None:
        assert self.bench is not None
        self.rail.show(group_blocks(self.bench.material), key=f"group:{self.wish.group}")
        self.fill_words(key)
        if not self.bench.series:
            self.work(lambda progress: self._count(progress), group="count")

    def fill_words(self, key: str | None) -> None:
        bench = self.bench
        assert bench is not None
        self._term = ""
        self.reader.show(ledger_blocks(bench.material, self.wish, bench.series), key=key)
        wished = f"with “{self.wish.text}” · " if self.wish.text else ""
        self.say(left=self.title_line(), right=f"{wished}by {self.wish.sort}")

    def _count(self, progress: Callable[[str], None]) -> None:
        assert self.bench is not None
        series = self.bench.material.new.document.id.rpartition("@")[0]
        found = []
        for text in self.desk.stemmed(series):
            progress(f"counting {series} {text.version}")
            found.append(text)
        self.post_message(self.Counted(tuple(found)))

    def on_ledger_screen_counted(self, message: Counted) -> None:
        assert self.bench is not None
        self.bench.series = message.series
        if not self._term:
            self.fill_words(self.reader.key)

    def rail_moved(self, key: str) -> None:
        if self.bench is not None:
            group = key.removeprefix("group:")
            if group != self.wish.group:
                self.wish = replace(self.wish, group=group)
                self.fill_words(None)

    def on_reader_chosen(self, message: Reader.Chosen) -> None:
        super().on_reader_chosen(message)
        bench = self.bench
        if message.reader.id != "text" or bench is None:
            return
        sort, _, rest = message.key.partition(":")
        if sort == "word":
            self._term = rest.partition(":")[2]
            self._from_key = message.key
            self.reader.show(sentence_blocks(bench.material, self._term))
            self.say(left=f"{bench.title} ·  “{self._term}”", right="esc back to the words")
        elif sort == "sentence":
            side, _, locus = rest.partition(":")
            changes = passage_changes(
                bench.material, bench.material.old if side == "old" else bench.material.new, locus
            )
            if changes:
                self.desk.show_pair("full text", bench, f"change:{changes[0]}")

    def go_back(self) -> None:
        if self._term:
            self.fill_words(self._from_key)
        else:
            super().go_back()

    _from_key = ""

    def action_theme(self, by: int) -> None:
        self.rail.action_step(by)

    def action_sort(self) -> None:
        self.wish = replace(self.wish, sort=SORTS[(SORTS.index(self.wish.sort) + 1) % len(SORTS)])
        self.fill_words(None)

    def action_filter(self) -> None:
        self.app.push_screen(Ask("Only words with", self.wish.text), self._worded)

    def _worded(self, text: str | None) -> None:
        if text is not None:
            self.wish = replace(self.wish, text=text)
            self.fill_words(None)

    def action_clear_filter(self) -> None:
        self.wish = LedgerWish()
        self.fill(None)
