"""The looks of the desk: three themes, each with a style for every name that the blocks use.

Old words are orange and new ones blue, which the colour-blind tell apart; bold, underline, strike-through and the signs
of `marks` say the same without colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rich.style import Style
from textual.theme import Theme

THEMES = ("desk-dark", "desk-light", "desk-contrast")

_DARK: Mapping[str, str] = {
    "dim": "#8b949e",
    "strong": "bold",
    "heading": "bold #79c0ff",
    "rule": "#3d444d",
    "gauge": "#6e7681",
    "del": "bold #ffa657",
    "gone": "strike #ffa657",
    "ins": "bold underline #79c0ff",
    "hit": "bold #0d1117 on #e3b341",
    "kept": "#8b949e",
    "reworded": "#d2a8ff",
    "moved": "#a5d6ff",
    "added": "bold #79c0ff",
    "removed": "bold #ffa657",
    "counterpart": "#8b949e",
    "shift": "bold #e3b341",
    "todo": "bold #e3b341",
    "good": "bold #7ee787",
    "bad": "bold #ff7b72",
    "bar": "#79c0ff",
    "cursor": "on #1c2733",
    "cursor-mark": "bold #e3b341",
    "title": "bold #f0f6fc on #1f3a5f",
    "tab": "#a9c7ec on #1f3a5f",
    "tab-here": "bold #0d1117 on #79c0ff",
    "foot": "#c9d1d9 on #21262d",
    "foot-key": "bold #e3b341 on #21262d",
}
_LIGHT: Mapping[str, str] = {
    "dim": "#59636e",
    "strong": "bold",
    "heading": "bold #0550ae",
    "rule": "#d1d9e0",
    "gauge": "#818b98",
    "del": "bold #953800",
    "gone": "strike #953800",
    "ins": "bold underline #0550ae",
    "hit": "bold #1f2328 on #ffd33d",
    "kept": "#59636e",
    "reworded": "#6639ba",
    "moved": "#0969da",
    "added": "bold #0550ae",
    "removed": "bold #953800",
    "counterpart": "#59636e",
    "shift": "bold #7d4e00",
    "todo": "bold #7d4e00",
    "good": "bold #116329",
    "bad": "bold #a40e26",
    "bar": "#0969da",
    "cursor": "on #e7f0fa",
    "cursor-mark": "bold #7d4e00",
    "title": "bold #ffffff on #0550ae",
    "tab": "#d7e6fa on #0550ae",
    "tab-here": "bold #0550ae on #ffffff",
    "foot": "#1f2328 on #e6eaef",
    "foot-key": "bold #0550ae on #e6eaef",
}
_CONTRAST: Mapping[str, str] = {
    "dim": "#ffffff",
    "strong": "bold",
    "heading": "bold underline #ffffff",
    "rule": "#ffffff",
    "gauge": "#ffffff",
    "del": "bold reverse #ffb000",
    "gone": "bold strike #ffb000",
    "ins": "bold underline #00ffff",
    "hit": "bold #000000 on #ffff00",
    "kept": "#ffffff",
    "reworded": "bold #ffffff",
    "moved": "bold #ffffff",
    "added": "bold #00ffff",
    "removed": "bold #ffb000",
    "counterpart": "#ffffff",
    "shift": "bold #ffff00",
    "todo": "bold #ffff00",
    "good": "bold #00ff00",
    "bad": "bold #ffb000",
    "bar": "#00ffff",
    "cursor": "on #262626",
    "cursor-mark": "bold #ffff00",
    "title": "bold #000000 on #ffffff",
    "tab": "#000000 on #ffffff",
    "tab-here": "bold reverse #000000 on #ffffff",
    "foot": "bold #ffffff on #262626",
    "foot-key": "bold #ffff00 on #262626",
}
_STYLES = {"desk-dark": _DARK, "desk-light": _LIGHT, "desk-contrast": _CONTRAST}


@cache
def styles_of(theme: str) -> Mapping[str, Style]:
    """Rich's styles by name; those of the dark theme for a theme that is not ours."""
    named = _STYLES.get(theme, _DARK)
    return {"": Style.null(), **{name: Style.parse(text) for name, text in named.items()}}


def themes() -> tuple[Theme, ...]:
    """Textual's view of the same, for its own widgets and the page's ground."""
    return (
        Theme(
            "desk-dark", primary="#79c0ff", secondary="#d2a8ff", accent="#e3b341", foreground="#e6edf3",
            background="#0d1117", surface="#0d1117", panel="#21262d", warning="#e3b341", error="#ff7b72",
            success="#7ee787", dark=True,
        ),
        Theme(
            "desk-light", primary="#0550ae", secondary="#6639ba", accent="#7d4e00", foreground="#1f2328",
            background="#ffffff", surface="#ffffff", panel="#e6eaef", warning="#7d4e00", error="#a40e26",
            success="#116329", dark=False,
        ),
        Theme(
            "desk-contrast", primary="#00ffff", secondary="#ffffff", accent="#ffff00", foreground="#ffffff",
            background="#000000", surface="#000000", panel="#262626", warning="#ffff00", error="#ffb000",
            success="#00ff00", dark=True,
        ),
    )  # fmt: skip
