"""Decides how much of a change's text a report shows under a theme, and counts what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model.comparison import Change
from tracker.model.document import Sentence
from tracker.report.findings import home_theme
from tracker.report.sides import Run, Side

CONTEXT_WORDS = 12
"""Words kept on either side of a mark when the unchanged words between marks are left out."""
OMIT_WORDS = 2 * CONTEXT_WORDS + 15
"""Unchanged runs shorter than this are shown whole: leaving them out would save less than it costs."""
EXCERPT_WORDS = 40
"""Under a theme that is not its own, a text up to this length still shows whole."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    sentences: tuple[Sentence, ...]
    left_out: int
    """Words of the change's other sentences."""
    home: str | None
    """The theme under which the text stands in full; None when nothing is left out."""


@dataclass(frozen=True, slots=True)
class Omission:
    """Unchanged words left out between marks."""

    words: int


def excerpt(side: Side, change: Change, theme: str | None) -> Excerpt:
    """The whole text under the change's own theme; under another one the sentences in which that theme is spoken of."""
    sentences = side.sentences(change)
    home = home_theme(change)
    words = _words(sentences)
    if theme is None or home is None or home == theme or words <= EXCERPT_WORDS:
        return Excerpt(sentences, 0, None)
    chosen = side.evidence_sentences(change, theme) or sentences[:1]
    left_out = words - _words(chosen)
    return Excerpt(chosen, left_out, home) if left_out else Excerpt(sentences, 0, None)


def without_long_kept_runs(runs: Sequence[Run]) -> tuple[Run | Omission, ...]:
    """Revised text with only the surroundings of its marks; whole when it has none."""
    if not any(run.marked for run in runs):
        return tuple(runs)
    shown: list[Run | Omission] = []
    for index, run in enumerate(runs):
        words = run.text.split()
        if run.marked or len(words) < OMIT_WORDS:
            shown.append(run)
            continue
        head = words[:CONTEXT_WORDS] if index > 0 else []
        tail = words[-CONTEXT_WORDS:] if index + 1 < len(runs) else []
        if head:
            shown.append(Run((" " if run.text[0].isspace() else "") + " ".join(head) + " ", False))
        shown.append(Omission(len(words) - len(head) - len(tail)))
        if tail:
            shown.append(Run(" " + " ".join(tail) + (" " if run.text[-1].isspace() else ""), False))
    return tuple(shown)


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in sentences)
