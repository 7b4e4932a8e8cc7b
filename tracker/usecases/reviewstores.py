"""Where reviews are kept: in a corpus, in a file of the user's, or, where that is broken, nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tracker.corpus import reviews
from tracker.corpus.reviews import Saved
from tracker.errors import TrackerError
from tracker.model.review import Review


@dataclass(frozen=True, slots=True)
class Store:
    """Where a review is kept."""

    load: Callable[[], Review | None]
    save: Callable[[Review], Saved]


def corpus_store(root: Path, old: str, new: str) -> Store | None:
    """For two versions of one series, given by id; None for versions of different series or plain files."""
    series, _, before = old.rpartition("@")
    other, _, after = new.rpartition("@")
    if not series or series != other or not before or not after:
        return None
    return Store(
        load=lambda: reviews.read_review(root, series, before, after),
        save=lambda review: reviews.save_review(root, series, before, after, review),
    )


def unreadable_store(error: TrackerError) -> Store:
    """In place of one whose file is broken: nothing is known of it, and nothing may be written over it."""

    def save(review: Review) -> Saved:
        raise error

    return Store(load=lambda: None, save=save)


def file_store(path: Path) -> Store:
    def save(review: Review) -> Saved:
        reviews.write_review_file(path, reviews.write_review(review))
        return Saved(str(path), None)

    return Store(load=lambda: reviews.read_review_file(path, source=str(path)), save=save)
