"""Decides how much of a change's text a report shows under a theme, and counts what it leaves out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.model.comparison import Change
from tracker.model.document import Sentence
from tracker.model.words import count_words, has_unspaced, word_pieces
from tracker.report.findings import REVISED, Cell, home_theme
from tracker.report.sides import Run, Side

CONTEXT_WORDS = 12
"""Words kept on either side of a mark when the unchanged words between marks are left out."""
OMIT_WORDS = 2 * CONTEXT_WORDS + 15
"""Unchanged runs shorter than this are shown whole: leaving them out would save less than it costs."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a large comparison is spelt out. Whatever is not is counted, and pairs are given by their places."""

    shifts: int
    """Shifts of a theme."""
    pairs: int
    """Pairs in a row of the quote matrix, those with the shifts of highest rank first."""
    revised: int
    """Revised texts in a row of the quote matrix under their own theme."""
    words: int
    """Length to which counterparts are cut, and other texts under a theme that is not their own."""
    alone: int = sys.maxsize
    """Length to which what is new or no longer found is cut under its own theme."""


EVERYTHING = Detail(sys.maxsize, sys.maxsize, sys.maxsize, sys.maxsize)


@dataclass(frozen=True, slots=True)
class Excerpt:
    sentences: tuple[Sentence, ...]
    left_out: int
    """Words of the change's other sentences."""
    home: str | None
    """The theme under which more of it stands; None when there is none."""


@dataclass(frozen=True, slots=True)
class Omission:
    """Words left out of a revised text between marks."""

    words: int
    """0 where other sentences than those wanted are left out: an excerpt counts these at its end."""


def listed_pairs(cell: Cell, theme: str | None, detail: Detail) -> tuple[list[Change], list[Change]]:
    """The pairs of a row of the matrix that are spelt out, and those that are given by their places."""
    listed: list[Change] = []
    further: list[Change] = []
    for number, change in enumerate(cell.pairs):
        at_home = change.kind in REVISED and home_theme(change) == theme
        (listed if number < (detail.revised if at_home else detail.pairs) else further).append(change)
    return listed, [*further, *cell.related]


def excerpt(side: Side, change: Change, theme: str | None, detail: Detail) -> Excerpt:
    """What is shown of a change: under its own theme, revised text whole; else as many of the sentences that speak of
    the theme as fit."""
    sentences = side.sentences(change)
    home = home_theme(change)
    is_home = theme is None or home is None or home == theme
    length = _words(sentences)
    # What another change accounts for stands there.
    words = detail.words
    if is_home and change.beads and change.kind != "counterpart":
        words = sys.maxsize if change.kind in REVISED else detail.alone
    if length <= words:
        return Excerpt(sentences, 0, None)
    spoken = side.evidence_sentences(change, theme) if theme else ()
    chosen = _fitting(spoken or sentences, words)
    return Excerpt(chosen, length - _words(chosen), None if is_home else home)


def revised_text(side: Side, change: Change, part: Excerpt) -> tuple[Run | Omission, ...]:
    """The sentences of the excerpt with their marks; long unchanged runs are left out."""
    runs = side.runs(change)
    if not part.left_out:
        return without_long_kept_runs(runs)
    wanted = {sentence.locus for sentence in part.sentences}
    shown: list[Run | Omission] = []
    start = 0
    for sentence in side.sentences(change):
        end = start + len(sentence.text) + 1
        if sentence.locus in wanted:
            shown += without_long_kept_runs(_cropped(runs, start, end))
        elif not (shown and isinstance(shown[-1], Omission)):
            shown.append(Omission(0))
        start = end
    return _joined(shown)


def without_long_kept_runs(runs: Sequence[Run]) -> tuple[Run | Omission, ...]:
    """Revised text with only the surroundings of its marks; whole when it has none."""
    shown: list[Run | Omission] = []
    for index, run in enumerate(runs):
        words, gap = (word_pieces(run.text), "") if has_unspaced(run.text) else (run.text.split(" "), " ")
        if run.marked or len(words) < OMIT_WORDS or len(runs) == 1:
            shown.append(run)
            continue
        head = words[:CONTEXT_WORDS] if index > 0 else []
        tail = words[-CONTEXT_WORDS:] if index + 1 < len(runs) else []
        if head:
            shown.append(Run(gap.join(head) + gap, False))
        shown.append(Omission(len(words) - len(head) - len(tail)))
        if tail:
            shown.append(Run(gap + gap.join(tail), False))
    return _joined(shown)


def by_passage(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Neighbours that stand in one passage together."""
    return [list(own) for _, own in groupby(sentences, key=lambda sentence: sentence.locus.rpartition(" s")[0])]


def opening(sentences: Sequence[Sentence], words: int) -> str:
    """The first words, with an ellipsis when there are more."""
    text = " ".join(sentence.text for sentence in sentences)
    all_words, gap = (word_pieces(text), "") if has_unspaced(text) else (text.split(), " ")
    return gap.join(all_words[:words]).rstrip() + (" …" if len(all_words) > words else "")


def _joined(shown: Iterable[Run | Omission]) -> tuple[Run | Omission, ...]:
    """Without empty runs, neighbours of one kind made one."""
    joined: list[Run | Omission] = []
    for run in shown:
        last = joined[-1] if joined else None
        if isinstance(run, Run) and isinstance(last, Run) and run.marked == last.marked:
            joined[-1] = Run(last.text + run.text, run.marked)
        elif isinstance(run, Omission) or run.text:
            joined.append(run)
    return tuple(joined)


def _cropped(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    """What of the runs lies between two offsets of their joined text."""
    cropped = []
    position = 0
    for run in runs:
        text = run.text[max(0, start - position) : max(0, end - position)]
        if text or (not run.text and start < position < end):
            cropped.append(Run(text, run.marked))
        position += len(run.text)
    return cropped


def _fitting(sentences: Sequence[Sentence], words: int) -> tuple[Sentence, ...]:
    """The first sentence, and those after it as long as there is room."""
    chosen = [sentences[0]]
    for sentence in sentences[1:]:
        if _words([*chosen, sentence]) > words:
            break
        chosen.append(sentence)
    return tuple(chosen)


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(count_words(sentence.text) for sentence in sentences)
