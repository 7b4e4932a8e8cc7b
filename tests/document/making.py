"""What tests of this room make."""

from __future__ import annotations

from tracker.document.segment import sentence_spans


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of one passage; joined by blanks they are the text again, up to white space."""
    return tuple(text[start:end] for start, end in sentence_spans(text))
