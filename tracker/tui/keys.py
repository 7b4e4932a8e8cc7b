"""Every key of the desk, once: bindings, footer, help screen and command palette are made from this table."""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE = "everywhere"
READER = "reading"
LIBRARY = "library"
COMPARISON = "comparison"
FULL_TEXT = "full text"
LEDGER = "ledger"
LINEAGE = "lineage"
SEARCH = "search"

_OF_A_PAIR = (COMPARISON, FULL_TEXT, LEDGER)
_OF_PASSAGES = (COMPARISON, FULL_TEXT)


@dataclass(frozen=True, slots=True)
class Key:
    action: str
    keys: tuple[str, ...]
    """Textual's names."""
    shown: str
    what: str
    where: tuple[str, ...]
    short: str = ""
    """For the footer; empty keeps it out."""
    view: str = ""
    """The screen that it opens, where it goes from one view to another."""
    tab: str = ""
    """Name of that view in the first line."""


KEYS: tuple[Key, ...] = (
    Key("step(1)", ("j", "down"), "j ↓", "next item; scrolls first where one is longer than the screen", (READER,)),
    Key("step(-1)", ("k", "up"), "k ↑", "item before", (READER,)),
    Key("roll(1)", ("ctrl+e",), "^e", "one line on", (READER,)),
    Key("roll(-1)", ("ctrl+y",), "^y", "one line back", (READER,)),
    Key("leaf(1)", ("space", "pagedown", "ctrl+f"), "space PgDn", "one screen on", (READER,)),
    Key("leaf(-1)", ("minus", "pageup", "ctrl+b"), "- PgUp", "one screen back", (READER,)),
    Key("leaf(0.5)", ("ctrl+d",), "^d", "half a screen on", (READER,)),
    Key("leaf(-0.5)", ("ctrl+u",), "^u", "half a screen back", (READER,)),
    Key("edge(-1)", ("g", "home"), "g Home", "to the top", (READER,)),
    Key("edge(1)", ("G", "end"), "G End", "to the bottom", (READER,)),
    Key("choose", ("enter",), "enter", "open what is under the cursor", (READER,), "open"),
    Key("next(1)", ("n",), "n", "next change, or next hit of a search", (READER,), "next"),
    Key("next(-1)", ("N",), "N", "change or hit before", (READER,)),
    Key("find", ("slash",), "/", "search in this page", (EVERYWHERE,), "find"),
    Key("theme(1)", ("right_square_bracket",), "]", "next theme", _OF_A_PAIR, "theme"),
    Key("theme(-1)", ("left_square_bracket",), "[", "theme before", _OF_A_PAIR),
    Key("filter", ("f",), "f", "filter by kind, band, significance, words", (COMPARISON, LEDGER), "filter"),
    Key("clear_filter", ("F",), "F", "lift the filter", (COMPARISON, LEDGER)),
    Key("accept", ("a",), "a", "accept (again: take the verdict back)", _OF_PASSAGES, "accept"),
    Key("reject", ("r",), "r", "reject", _OF_PASSAGES, "reject"),
    Key("note", ("c",), "c", "write a note", _OF_PASSAGES, "note"),
    Key("save", ("s", "ctrl+s"), "s", "save the review", _OF_A_PAIR, "save"),
    Key("flag", ("exclamation_mark", "m"), "! m", "flag for a second look", _OF_PASSAGES, "flag"),
    Key("unreviewed", ("u",), "u", "next that has no verdict", _OF_PASSAGES, "unreviewed"),
    Key("retag", ("t",), "t", "change the themes of the passage", _OF_PASSAGES),
    Key("part", ("p",), "p", "take a wrong pairing apart", _OF_PASSAGES),
    Key("join", ("J",), "J", "join two passages: once on each", _OF_PASSAGES),
    Key("undo", ("z", "ctrl+z"), "z", "undo", _OF_A_PAIR),
    Key("stack", ("v",), "v", "side by side, or in one column", _OF_PASSAGES, "columns"),
    Key("detail", ("i",), "i", "detail pane: tall, hidden, back", _OF_PASSAGES, "detail"),
    Key("copy", ("y",), "y", "copy the citation", (*_OF_PASSAGES, LINEAGE, SEARCH), "copy"),
    Key("edit", ("e",), "e", "open the text in $EDITOR", (LIBRARY, *_OF_PASSAGES, SEARCH)),
    Key("source", ("o",), "o", "open the source", (LIBRARY, *_OF_PASSAGES, SEARCH)),
    Key("old", ("a",), "a", "take as the old side", (LIBRARY,), "old"),
    Key("new", ("b",), "b", "take as the new side", (LIBRARY,), "new"),
    Key("swap", ("x",), "x", "swap the two sides", (LIBRARY, COMPARISON)),
    Key("sort", ("o",), "o", "sort by weight, word, old or new count", (LEDGER,), "sort"),
    Key("matrix", ("1",), "1", "quote matrix", _OF_A_PAIR, "", COMPARISON, "matrix"),
    Key("full_text", ("2",), "2", "full text of both versions in step", _OF_A_PAIR, "", FULL_TEXT, "text"),
    Key("ledger", ("3", "w"), "3 w", "vocabulary ledger", _OF_A_PAIR, "", LEDGER, "words"),
    Key("lineage", ("4", "l"), "4 l", "the passage through all versions", _OF_PASSAGES, "", LINEAGE, "lineage"),
    Key(
        "search",
        ("5", "S"),
        "5 S",
        "search all versions of all series",
        (LIBRARY, *_OF_A_PAIR, SEARCH),
        "",
        SEARCH,
        "search",
    ),
    Key("library", ("0", "L"), "0 L", "library", (*_OF_A_PAIR, LINEAGE, SEARCH), "", LIBRARY, "library"),
    Key("switch", ("tab", "shift+tab"), "tab", "between themes and text", (LIBRARY, *_OF_A_PAIR)),
    Key("look", ("T",), "T", "dark, light, high contrast", (EVERYWHERE,)),
    Key("help", ("question_mark", "f1", "h"), "? F1", "this help", (EVERYWHERE,), "help"),
    Key("back", ("escape",), "esc", "back; stop what is running", (EVERYWHERE,)),
    Key("close", ("q",), "q", "close this view, leave from the first", (EVERYWHERE,), "quit"),
    Key("leave", ("Q", "ctrl+c", "ctrl+q"), "Q ^c", "leave", (EVERYWHERE,)),
    Key("command_palette", ("ctrl+p", "colon"), "^p :", "all commands by name", (EVERYWHERE,)),
)


def keys_in(where: str) -> tuple[Key, ...]:
    """Those of a screen, before those of every screen."""
    own = tuple(key for key in KEYS if where in key.where)
    return own if where in (EVERYWHERE, READER) else (*own, *(key for key in KEYS if READER in key.where))


def footer_keys(where: str) -> tuple[Key, ...]:
    found = [key for key in (*keys_in(where), *keys_in(EVERYWHERE)) if key.short]
    return tuple(found)


def views_from(where: str) -> tuple[Key, ...]:
    """The key of the screen itself and of those that can be opened from it, by number."""
    found = [key for key in KEYS if key.view and (where in key.where or key.view == where)]
    return tuple(sorted(found, key=lambda key: key.keys[0]))
