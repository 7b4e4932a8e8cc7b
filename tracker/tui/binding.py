"""Textual's bindings, made from the table of keys."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tracker.tui.keys import EVERYWHERE, KEYS, READER


def bindings(where: str) -> list[BindingType]:
    """Of a screen, those of every screen among them; `READER` gives those of the widget that shows a page."""
    wanted = (READER,) if where == READER else (where, EVERYWHERE)
    return [
        Binding(",".join(key.keys), key.action, key.what, show=False)
        for key in KEYS
        if any(place in key.where for place in wanted)
    ]
