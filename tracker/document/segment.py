"""Where the sentences of a passage end: nupunkt's model, with the rules that government prose needs on top."""

from __future__ import annotations

from tracker.document.members import members


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of one passage, stripped; joined by blanks they are the text again, up to white space."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open offsets of the sentences of one passage, without the white space around them."""
    import nupunkt

    spans: list[tuple[int, int]] = []
    line_start = 0
    for line in text.split("\n"):
        for start, end in nupunkt.sent_spans(line):
            stripped = _stripped(text, line_start + start, line_start + end)
            if stripped[0] < stripped[1]:
                spans.extend(members(text, *stripped))
        line_start += len(line) + 1
    return tuple(spans)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
