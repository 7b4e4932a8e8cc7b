"""Decides how much of a change's text a report shows under a theme, and counts what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

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
    """Words left out of a revised text: unchanged ones between marks, or other sentences than those wanted."""

    words: int
    unchanged: bool


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


def revised_text(side: Side, change: Change, part: Excerpt) -> tuple[Run | Omission, ...]:
    """The sentences of the excerpt with their marks; long unchanged runs are left out."""
    runs = side.runs(change)
    if not part.left_out:
        return without_long_kept_runs(runs)
    wanted = {sentence.locus for sentence in part.sentences}
    shown: list[Run | Omission] = []
    start = hidden = 0
    for sentence in side.sentences(change):
        end = start + len(sentence.text)
        if sentence.locus in wanted:
            if hidden:
                shown.append(Omission(hidden, unchanged=False))
            shown += without_long_kept_runs(_cropped(runs, start, end + 1))
            hidden = 0
        else:
            hidden += len(sentence.text.split())
        start = end + 1
    return (*shown, Omission(hidden, unchanged=False)) if hidden else tuple(shown)


def without_long_kept_runs(runs: Sequence[Run]) -> tuple[Run | Omission, ...]:
    """Revised text with only the surroundings of its marks; whole when it has none."""
    if not any(run.marked for run in runs):
        return tuple(runs)
    shown: list[Run | Omission] = []
    for index, run in enumerate(runs):
        words = run.text.split(" ")
        if run.marked or len(words) < OMIT_WORDS:
            shown.append(run)
            continue
        head = words[:CONTEXT_WORDS] if index > 0 else []
        tail = words[-CONTEXT_WORDS:] if index + 1 < len(runs) else []
        if head:
            shown.append(Run(" ".join(head) + " ", False))
        shown.append(Omission(len(words) - len(head) - len(tail), unchanged=True))
        if tail:
            shown.append(Run(" " + " ".join(tail), False))
    return tuple(shown)


def by_passage(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Neighbours that stand in one passage together."""
    return [list(own) for _, own in groupby(sentences, key=lambda sentence: sentence.locus.rpartition(" s")[0])]


def opening(sentences: Sequence[Sentence], words: int) -> str:
    """The first words, with an ellipsis when there are more."""
    all_words = " ".join(sentence.text for sentence in sentences).split()
    return " ".join(all_words[:words]) + (" …" if len(all_words) > words else "")


def _cropped(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    """What of the runs lies between two offsets of their joined text."""
    cropped = []
    position = 0
    for run in runs:
        text = run.text[max(0, start - position) : max(0, end - position)]
        if text:
            cropped.append(Run(text, run.marked))
        position += len(run.text)
    return cropped


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in sentences)
