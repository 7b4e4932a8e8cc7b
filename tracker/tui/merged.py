"""Both wordings of a revised text in one: what is gone struck through, what is new underlined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.model.comparison import Edit, EditOp
from tracker.tui.blocks import Spans
from tracker.tui.lines import Span, shown

_STYLES: Mapping[EditOp, str] = {"=": "", "-": "gone", "+": "ins"}
_SIGNS: Mapping[EditOp, tuple[str, str]] = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}


def merged(edits: Iterable[Edit], *, signs: bool = False) -> Spans:
    """With `signs` the marks are spelt out too: many a terminal without colours strikes nothing through."""
    spans: list[Span] = []
    for edit in edits:
        # What was taken out and what was put in for it are set apart, though the texts themselves have no blank there.
        if edit.op == "+" and spans and spans[-1][1] == "gone":
            spans.append((" ", ""))
        before, after = _SIGNS[edit.op] if signs and edit.text.strip() else ("", "")
        text = shown(edit.text)
        core = text.rstrip(" ")
        spans += trimmed(f"{before}{core}{after}{text[len(core) :]}", _STYLES[edit.op])
    return tuple(spans)


def trimmed(text: str, style: str) -> list[Span]:
    """The mark ends with the last word, not with the blank after it."""
    words = text.rstrip(" ")
    if not style or words == text:
        return [(text, style)]
    return [(words, style), (text[len(words) :], "")] if words else [(text, "")]
