"""What each key is seen to change: the state of a desk, and by screen the keys with what each does to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tracker.tui.app import ReviewApp
from tracker.tui.keys import COMPARISON, FULL_TEXT, LEDGER, LIBRARY, LINEAGE, SEARCH


@dataclass(frozen=True)
class State:
    screen: str
    where: str
    stack: int
    key: str
    top: int
    focus: str
    theme: str | None
    filtered: bool
    stacked: bool
    classes: frozenset[str]
    verdict: str | None
    dirty: bool
    pairings: int
    marked: bool
    sides: tuple[str, ...]
    look: str
    copied: str
    needle: bool
    choice: tuple[str, str]
    sort: str
    called: tuple[str, ...]
    running: bool


def state(app: ReviewApp, called: list[str]) -> State:
    screen: Any = app.screen
    bench = getattr(screen, "bench", None)
    reader = screen.reader if hasattr(screen, "WHERE") else None
    judged = bench.sitting.judgement(bench.target(reader.key)) if bench and reader else None
    return State(
        screen=type(screen).__name__,
        where=getattr(screen, "WHERE", ""),
        stack=len(app.screen_stack),
        key=reader.key if reader else "",
        top=reader.top if reader else 0,
        focus=(app.focused.id or "") if app.focused else "",
        theme=bench.wanted.theme if bench else None,
        filtered=bool(screen.wish.text) if hasattr(screen, "wish") else bool(bench and not bench.wanted.is_open),
        stacked=reader.stacked if reader else False,
        classes=frozenset(screen.classes),
        verdict=judged.verdict if judged else None,
        dirty=bench.sitting.is_dirty if bench else False,
        pairings=len(bench.sitting.review.repairings) if bench else 0,
        marked=bool(bench and bench.to_join),
        sides=tuple(getattr(screen, "arguments", ())),
        look=app.theme,
        copied=app.clipboard,
        needle=bool(reader and reader.page.look.needle),
        choice=(getattr(screen, "_old", ""), getattr(screen, "_new", "")),
        sort=screen.wish.sort if hasattr(screen, "wish") else "",
        called=tuple(called),
        running=app._exit is False,
    )  # fmt: skip


Check = Callable[[State, State], bool]


@dataclass(frozen=True)
class Case:
    keys: str
    """Each alone does it."""
    check: Check
    first: str = ""
    """Pressed before."""


def asks(name: str) -> Check:
    return lambda before, after: after.screen == name


def shows(where: str) -> Check:
    return lambda before, after: after.where == where


READING = [
    Case("j down", lambda b, a: a.key != b.key or a.top > b.top, "g"),
    Case("k up", lambda b, a: a.key != b.key or a.top < b.top, "G"),
    Case("ctrl+e", lambda b, a: a.top == b.top + 1, "g"),
    Case("ctrl+y", lambda b, a: a.top == b.top - 1, "G"),
    Case("space pagedown ctrl+f ctrl+d", lambda b, a: a.top > b.top, "g"),
    Case("minus pageup ctrl+b ctrl+u", lambda b, a: a.top < b.top, "G"),
    Case("G end", lambda b, a: a.top > b.top and a.key != b.key, "g"),
    Case("g home", lambda b, a: a.top == 0 and a.key != b.key, "G"),
    Case("n", lambda b, a: a.key != b.key, "g"),
    Case("N", lambda b, a: a.key != b.key, "G"),
]
ALWAYS = [
    Case("slash", asks("Ask")),
    Case("T", lambda b, a: a.look != b.look),
    Case("question_mark f1 h", asks("Sheet")),
    Case("ctrl+p colon", asks("Commands")),
    Case("escape", lambda b, a: b.needle and not a.needle, "slash e enter"),
]
LEAVING = "q Q ctrl+c ctrl+q"
JUDGING = [
    Case("u", lambda b, a: a.key != b.key and a.verdict is None, "g j"),
    Case("a", lambda b, a: (b.verdict, a.verdict) == (None, "accepted"), "g j"),
    Case("a", lambda b, a: (b.verdict, a.verdict) == ("accepted", None), "g j"),
    Case("r", lambda b, a: a.verdict == "rejected", "g j"),
    Case("exclamation_mark", lambda b, a: a.verdict == "flagged", "g j"),
    Case("m", lambda b, a: (b.verdict, a.verdict) == ("flagged", None), "g j"),
    Case("c", asks("Ask"), "g j"),
    Case("v", lambda b, a: a.stacked != b.stacked),
    Case("i", lambda b, a: "tall-detail" in a.classes),
    Case("i", lambda b, a: "no-detail" in a.classes),
    Case("i", lambda b, a: not a.classes & {"tall-detail", "no-detail"}),
    Case("s ctrl+s", lambda b, a: b.dirty and not a.dirty, "g j a"),
    Case("z ctrl+z", lambda b, a: b.verdict != a.verdict, "g j a"),
    Case("y", lambda b, a: a.copied.startswith("“") and a.copied != b.copied, "j"),
    Case("e", lambda b, a: a.called[len(b.called) :] == ("editor",)),
    Case("o", lambda b, a: a.called[len(b.called) :] == ("browser",)),
    Case("tab shift+tab", lambda b, a: a.focus != b.focus),
]
SEARCHING = Case("5 S", lambda b, a: a.screen == "Ask" and a.stack == b.stack + 2)
GOING = [
    SEARCHING,
    Case("0 L", shows(LIBRARY)),
]
CASES: dict[str, list[Case]] = {
    COMPARISON: [
        *READING, *ALWAYS, *JUDGING, *GOING,
        Case("enter", shows(FULL_TEXT), "g j"),
        Case("right_square_bracket", lambda b, a: a.theme == "china" and b.theme is None),
        Case("left_square_bracket", lambda b, a: a.theme is None and b.theme == "china"),
        Case("f", asks("Pick")),
        Case("F", lambda b, a: b.filtered and not a.filtered, "f space d"),
        Case("t", asks("Pick"), "g j"),
        Case("p", lambda b, a: a.pairings > b.pairings, "g /reworded"),
        Case("J", lambda b, a: a.marked and not b.marked, "g /alone"),
        Case("x", lambda b, a: a.sides == ("s@2022", "s@2021")),
        Case("1", shows(COMPARISON)), Case("2", shows(FULL_TEXT)), Case("3 w", shows(LEDGER)),
        Case("4 l", shows(LINEAGE), "g j"),
    ],
    FULL_TEXT: [
        *READING, *ALWAYS, *JUDGING, *GOING,
        Case("enter", shows(COMPARISON), "g j"),
        Case("right_square_bracket", lambda b, a: a.key != b.key, "g"),
        Case("left_square_bracket", lambda b, a: a.key != b.key, "G"),
        Case("t", asks("Pick"), "g /reworded"),
        Case("p", lambda b, a: a.pairings > b.pairings, "g /reworded"),
        Case("J", lambda b, a: a.marked and not b.marked, "g /alone"),
        Case("1", shows(COMPARISON)), Case("2", shows(FULL_TEXT)), Case("3 w", shows(LEDGER)),
        Case("4 l", shows(LINEAGE), "g j"),
    ],
    LEDGER: [
        *READING, *ALWAYS, *GOING,
        Case("enter", lambda b, a: a.key.startswith("sentence:"), "g"),
        Case("right_square_bracket", lambda b, a: a.key != b.key or a.top != b.top, "right_square_bracket"),
        Case("left_square_bracket", lambda b, a: a.key != b.key or a.top != b.top, "right_square_bracket"),
        Case("f", asks("Ask")),
        Case("F", lambda b, a: b.filtered and not a.filtered, "f d e enter"),
        Case("o", lambda b, a: a.sort != b.sort),
        Case("s ctrl+s", lambda b, a: b.dirty and not a.dirty, "1 g j a 3"),
        Case("z ctrl+z", lambda b, a: b.dirty != a.dirty, "1 g j a 3"),
        Case("tab shift+tab", lambda b, a: a.focus != b.focus),
        Case("1", shows(COMPARISON)), Case("2", shows(FULL_TEXT)), Case("3 w", shows(LEDGER)),
    ],
    LIBRARY: [
        *READING, *ALWAYS,
        Case("enter", shows(COMPARISON), "g j"),
        Case("a", lambda b, a: a.choice[0] == "s@2022" != b.choice[0], "g j"),
        Case("b", lambda b, a: a.choice[1] == "s@2021" != b.choice[1], "g j j"),
        Case("x", lambda b, a: a.choice == b.choice[::-1]),
        Case("e", lambda b, a: a.called[len(b.called) :] == ("editor",), "g j"),
        Case("o", lambda b, a: a.called[len(b.called) :] == ("browser",), "g j"),
        Case("tab shift+tab", lambda b, a: a.focus != b.focus),
        SEARCHING,
    ],
    LINEAGE: [
        *READING, *ALWAYS,
        Case("enter", lambda b, a: a.where == COMPARISON and a.key.startswith("change:"), "G"),
        Case("y", lambda b, a: a.copied.startswith("“") and a.copied != b.copied, "j"),
        Case("0 L", shows(LIBRARY)),
    ],
    SEARCH: [
        *READING, *ALWAYS,
        Case("enter", shows(LINEAGE), "g"),
        Case("y", lambda b, a: a.copied.startswith("“") and a.copied != b.copied, "j"),
        Case("e", lambda b, a: a.called[len(b.called) :] == ("editor",)),
        Case("o", lambda b, a: a.called[len(b.called) :] == ("browser",)),
        Case("5 S", asks("Ask")),
        Case("0 L", shows(LIBRARY)),
    ],
}  # fmt: skip
OPEN = {COMPARISON: "1", FULL_TEXT: "2", LEDGER: "3", LIBRARY: "", LINEAGE: "g /reworded 4", SEARCH: "5 t h e enter"}
