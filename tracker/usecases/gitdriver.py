"""What git asks of this program while it shows, compares or merges files. None of it ever ends git's own work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from tracker.beside import beside
from tracker.corpus import git, layout
from tracker.corpus.snapshots import digest_of
from tracker.errors import TrackerError
from tracker.model.comparison import Comparison
from tracker.usecases.compare import read_alone
from tracker.usecases.reading import codebook_file


@dataclass(frozen=True, slots=True)
class States:
    """Two states of one file."""

    comparison: Comparison | None
    """None where one of the two is missing or cannot be read; `said` says why."""
    differ: bool
    said: str = ""


def text_shown(data: bytes, name: str) -> str:
    """A document's canonical text; what cannot be read is named by its digest, so that a change of it still shows."""
    from tracker.extract import extract

    if not data:
        return ""
    try:
        return extract(data, name=name).text
    except TrackerError as error:
        return f"(no text: {error.message})\nsha256 {digest_of(data)}\n"


def compare_states(path: str, old: bytes | None, new: bytes | None, *, folder: Path) -> States:
    """`path` is what git calls the file; None stands for a side on which it is not there."""
    from tracker.compare import compare

    if not old or not new:
        # Git hands out an empty file for one that is not there.
        return States(None, bool(old or new), f"{path}: {'added' if new else 'removed' if old else 'empty'}")
    try:
        codebook = codebook_file(layout.find_root((folder / path).parent), None).load()
        sides = beside(lambda: read_alone(old, path, codebook), lambda: read_alone(new, path, codebook), worth_it=True)
    except TrackerError as error:
        return States(None, old != new, str(error))
    comparison = compare(sides[0].tagged, sides[1].tagged, codebook)
    return States(comparison, any(change.kind != "kept" for change in comparison.changes))


def merge_file(
    path: str, *, base: str, ours: str, theirs: str, marker_size: str, folder: Path
) -> tuple[Literal["derived", "merged", "conflict"], int]:
    """Leaves in the file `ours` what git takes for merged, and says what it returns to git.

    A changelog stays as we have it, since what it follows from is being merged still; any other file is merged as text.
    """
    root = layout.root_of_changelog(PurePosixPath(path))
    if root is not None and (folder / root / layout.SETTINGS).is_file():
        return "derived", 0
    status = git.merge_texts(folder, ours, base, theirs, marker_size)
    return ("conflict", min(status, 127)) if status else ("merged", 0)
