"""Where reviews are kept: in a corpus, in a file of the user's, or, where that is broken, nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from tracker.corpus import reviews
from tracker.corpus.reviews import Saved
from tracker.errors import DataError, TrackerError
from tracker.model.review import Review


@dataclass(frozen=True, slots=True)
class Store:
    """Where a review is kept."""

    load: Callable[[], Review | None]
    save: Callable[[Callable[[Review | None], Review]], Saved]
    """Asks once for the review to keep, given what is kept at that moment."""


def corpus_store(root: Path, old: str, new: str) -> Store | None:
    """For two versions of one series, given by id; None for versions of different series or plain files."""
    series, _, before = old.rpartition("@")
    other, _, after = new.rpartition("@")
    if not series or series != other or not before or not after:
        return None
    return Store(
        load=lambda: reviews.read_review(root, series, before, after),
        save=lambda made: reviews.save_review(root, series, before, after, made),
    )


def unreadable_store(error: TrackerError) -> Store:
    """In place of one whose file is broken or another pair's: nothing is known of it, and nothing may be written over
    it."""

    def save(made: Callable[[Review | None], Review]) -> Saved:
        raise error

    return Store(load=lambda: None, save=save)


def file_store(path: Path, pair: tuple[str, str] | None = None) -> Store:
    """With a `pair`, the ids of two documents, the file is theirs alone: DataError where it is another pair's."""

    def load() -> Review | None:
        review = reviews.read_review_file(path, source=str(path))
        if review and pair and not all(map(_same_document, (review.old, review.new), pair)):
            raise DataError(
                f"{path}: is the review of {review.old} and {review.new}, not of {pair[0]} and {pair[1]}",
                remedy="name another file with --review, or correct old and new in this one",
            )
        return review

    def save(made: Callable[[Review | None], Review]) -> Saved:
        # A link of the user's stays one. A corpus may be a stranger's: no link in it leads to what is written.
        reviews.write_review_file(Path(os.path.realpath(path)), made(load()))
        return Saved(str(path), None)

    return Store(load, save)


def _same_document(one: str, other: str) -> bool:
    """Whether two ids may name one document: a file is called by another path from another folder."""
    parts = [[part for part in PurePath(id).parts if part != ".."] for id in (one, other)]
    shared = min(map(len, parts))
    return parts[0][-shared:] == parts[1][-shared:]
