"""Follows one passage through all versions of its series, backwards and forwards, neighbour by neighbour."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.corpus.versions import list_readable_versions
from tracker.errors import TrackerError, UsageError
from tracker.model.comparison import Change, ChangeKind, Comparison, Edit
from tracker.model.corpus import Version
from tracker.model.document import Passage
from tracker.model.theme import Codebook, TaggedDocument
from tracker.usecases.reading import Shelf, document_of, read_codebook
from tracker.usecases.references import require_reference

CARRIED: frozenset[ChangeKind] = frozenset({"kept", "reworded", "moved", "split", "merged"})
"""Kinds of change in which a passage lives on."""
_ANEW: frozenset[ChangeKind] = frozenset({"counterpart"})
"""The kind that puts another text on the same matter in its place; found theme by theme."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of the passage in one version, as it was met on the way; `in_time` puts the steps in order."""

    version: Version
    passages: tuple[Passage, ...]
    """Empty where it is not found."""
    kind: ChangeKind | None
    """How it differs from the version that was looked into before; None in the first, and where it is gone."""
    edits: tuple[Edit, ...] = ()
    """From the older to the newer wording, when both are there."""
    fault: str = ""
    """Why this version could not be looked into."""
    anew: tuple[Passage, ...] = ()
    """Where it is not found, what stands in its place: other words on the same matter."""
    is_picked: bool = False
    """Whether the passage was picked in this version."""


def in_time(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Oldest first, and each with how it differs from the version before it in time that has the passage."""
    ordered = sorted(steps, key=lambda step: step.version.order)
    out: list[Step] = []
    before: Step | None = None
    is_later = False
    for step in ordered:
        if step.fault or not step.passages:
            out.append(step)
            continue
        # On the way back in time a step holds the difference to the version after it.
        holder = step if is_later else before
        out.append(replace(step, kind=holder.kind if holder else None, edits=holder.edits if holder else ()))
        is_later = is_later or step.is_picked
        before = step
    return tuple(out)


def follow(root: Path, version_id: str, locus: str) -> Iterator[Step]:
    """First the version it was picked in, then the older ones, newest first, then the newer ones, oldest first.

    Ends in each direction where the passage is not found any more. Each step takes as long as an alignment; the last,
    in which what was written anew is looked for, as long as a comparison.
    """
    reference = require_reference(version_id)
    versions, _ = list_readable_versions(root, reference.series)
    here = next((index for index, version in enumerate(versions) if version.name == reference.old), None)
    if here is None:
        raise UsageError(f"{version_id}: no such version")
    codebook = read_codebook(root)
    start = _untagged(root, versions[here])
    picked = tuple(passage for passage in start.document.passages if passage.locus == locus)
    if not picked:
        raise UsageError(f"{version_id} has no passage {locus}")
    yield Step(versions[here], picked, None, is_picked=True)
    yield from _walk(root, start, picked, versions[here::-1], codebook, backwards=True)
    yield from _walk(root, start, picked, versions[here:], codebook, backwards=False)


def _walk(
    root: Path,
    start: TaggedDocument,
    picked: tuple[Passage, ...],
    versions: Sequence[Version],
    codebook: Codebook,
    *,
    backwards: bool,
) -> Iterator[Step]:
    """From the first of the versions to the others."""
    bare = replace(codebook, themes=(), watch=())
    last_version, last, passages = versions[0], start, picked
    for version in versions[1:]:
        try:
            following = _untagged(root, version)
        except TrackerError as error:
            yield Step(version, (), None, fault=str(error))
            continue
        comparison = _compared(last, following, bare, backwards=backwards)
        change = _of_most(comparison, passages, CARRIED, backwards=backwards)
        if change is None:
            shelf = Shelf(root, codebook)
            themed = _compared(shelf.tagged(last_version), shelf.tagged(version), codebook, backwards=backwards)
            change = _of_most(themed, passages, _ANEW, backwards=backwards)
            yield Step(version, (), None, anew=_there(following, change, backwards=backwards) if change else ())
            return
        found = _there(following, change, backwards=backwards)
        yield Step(version, found, change.kind, change.edits)
        last_version, last, passages = version, following, found


def _compared(last: TaggedDocument, following: TaggedDocument, codebook: Codebook, *, backwards: bool) -> Comparison:
    from tracker.compare import compare

    return compare(following, last, codebook) if backwards else compare(last, following, codebook)


def _of_most(
    comparison: Comparison, passages: tuple[Passage, ...], kinds: Container[ChangeKind], *, backwards: bool
) -> Change | None:
    """Of these kinds, the change that most of the passages are part of."""
    loci = {passage.locus for passage in passages}

    def share(change: Change) -> int:
        return len(loci.intersection(change.new if backwards else change.old))

    found = [change for change in comparison.changes if change.kind in kinds and share(change)]
    return max(found, key=lambda change: (share(change), change.score), default=None)


def _there(tagged: TaggedDocument, change: Change, *, backwards: bool) -> tuple[Passage, ...]:
    """The passages of a change in the version that is gone to."""
    loci = change.old if backwards else change.new
    return tuple(passage for passage in tagged.document.passages if passage.locus in loci)


def _untagged(root: Path, version: Version) -> TaggedDocument:
    """Alignment needs no themes, and tagging is half of the time."""
    from tracker.corpus.frontmatter import read_text

    document = document_of(version, read_text(root, version.series, version.name))
    return TaggedDocument(document, ((),) * len(document.passages))
