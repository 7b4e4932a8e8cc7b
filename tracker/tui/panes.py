"""Widgets that only arrange others, which cover them: Textual would draw their empty ground with each frame."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical


class Across(Horizontal):
    BLANK = True


class Down(Vertical):
    BLANK = True
