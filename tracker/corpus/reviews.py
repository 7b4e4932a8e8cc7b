"""Review files: read, written, and committed to the corpus; what stands in one is `tracker.corpus.reviewform`'s."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tracker import yamltext
from tracker.bounded import read_bounded
from tracker.corpus import layout
from tracker.corpus.commits import Message
from tracker.corpus.reviewform import parse_review, write_review
from tracker.errors import CorpusError, DataError, TrackerError
from tracker.model.review import Review
from tracker.wholefile import replace_whole


@dataclass(frozen=True, slots=True)
class Saved:
    path: str
    commit: str | None
    """None where git had nothing to record, or would not."""
    warning: str = ""


def read_review(root: Path, series: str, old: str, new: str) -> Review | None:
    """None where nobody has reviewed the pair."""
    path = layout.review_path(series, old, new)
    return read_review_file(root / path, source=str(path))


def read_review_file(path: Path, *, source: str) -> Review | None:
    try:
        data = read_bounded(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataError(f"{source}: cannot be read ({error.strerror})") from error
    return parse_review(yamltext.decoded(data, source), source=source)


def save_review(root: Path, series: str, old: str, new: str, made: Callable[[Review | None], Review]) -> Saved:
    """Writes the file and commits it; where git refuses, the file is written all the same, and the reason told.

    `made` is asked once for the review, and given what the file says when nobody else can write it any more.
    """
    from tracker.corpus.store import open_for_writing

    path = layout.review_path(series, old, new)
    review = None
    try:
        with open_for_writing(root) as writer:
            review = made(read_review(root, series, old, new))
            data = None if review.is_empty else write_review(review)
            recorded = writer.record({path: data}, _message(series, old, new, review), edited=frozenset({path}))
        return Saved(str(path), recorded.commit if recorded else None)
    except TrackerError as error:
        review = review or made(read_review(root, series, old, new))
        write_review_file(root / path, review)
        return Saved(str(path), None, f"written, not committed: {error.message}")


def write_review_file(path: Path, review: Review) -> None:
    """Where a link stands, the file takes its place."""
    try:
        replace_whole(path, write_review(review))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be written ({error.strerror})") from error


def _message(series: str, old: str, new: str, review: Review) -> Message:
    count = len(review.judgements) + len(review.repairings) + len(review.retaggings)
    what = f"{count} {'entry' if count == 1 else 'entries'}"
    return Message(f"{series}: Review of {old}..{new} ({what})", trailers=(("Series", series),))
