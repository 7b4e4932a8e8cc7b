"""pre-commit: checks the documents that are being committed and stages their changelogs along with them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from tracker.corpus import layout
from tracker.corpus.git import Repository
from tracker.corpus.held import Held, held_in_commit, held_in_index, memory_of, nothing_held
from tracker.corpus.inhook import merged_heads
from tracker.corpus.memory import Memory
from tracker.corpus.staging import stage
from tracker.errors import TrackerError
from tracker.hook.answer import Answer
from tracker.hook.message import keep_message
from tracker.report.phrases import count
from tracker.usecases import Progress
from tracker.usecases.check import DocumentFault, Offer, check_documents
from tracker.usecases.compare import remember_pair
from tracker.usecases.held import held_codebook
from tracker.usecases.refresh import Refreshed, refresh

OFFER = "to have it put right, commit again with TRACKER_WRITE=1 set, or for good: git config tracker.write true"


def check_commit(
    repository: Repository, *, write: bool, comparisons: Path | None = None, progress: Progress | None = None
) -> Answer:
    """`write`: what the checks offer is done (canonical form, taking in a document as it came) and staged.
    `comparisons` is the folder in which those with a new version are remembered, as `compare_sides` does it."""
    faults: list[str] = []
    notes: list[str] = []
    heads = (repository.head(), *merged_heads(repository))
    states = [held_in_commit(repository, head) for head in heads]
    for root, held in held_in_index(repository).items():
        old = tuple(state.get(root, nothing_held(held)) for state in states)
        if (held.blobs, held.links) == (old[0].blobs, old[0].links):
            continue
        memory = memory_of(held)
        checked = check_documents(old, held, progress=progress)
        if write and checked.offers:
            notes += (_placed(root, offer.told) for offer in checked.offers)
            held = _accept(held, checked.offers, memory)
            checked = check_documents(old, held, progress=progress)
        notes += (_placed(root, note) for note in checked.notes)
        if checked.faults:
            faults += _told(root, checked.faults)
        else:
            notes += _with_changelogs(old, held, memory, comparisons, progress)
    return Answer(tuple(faults), tuple(notes))


def _with_changelogs(
    old: tuple[Held, ...], held: Held, memory: Memory, comparisons: Path | None, progress: Progress | None
) -> list[str]:
    """Stages the changelogs that go with the documents, and keeps what was found for whoever asks next; notes."""
    try:
        refreshed = refresh(old, held, memory, progress=progress)
        files = {held.from_top(path): data for path, data in refreshed.files.items()}
        kept = stage(held.repository, files, memory)
    except TrackerError as error:
        return [f"{error}; the commit goes on without a new changelog"]
    keep_message(memory, old[0], held, refreshed)
    if comparisons is not None:
        _remember(comparisons, held, refreshed)
    return [
        *refreshed.notes,
        *_done(refreshed),
        *(f"{path} was staged; in the work tree it stays as you have it" for path in kept),
        *_codebook_note(old[0], held),
    ]


def _accept(held: Held, offers: tuple[Offer, ...], memory: Memory) -> Held:
    """Stages what is offered; the corpus as it is then."""
    files = {held.from_top(path): data for offer in offers for path, data in offer.files.items()}
    stage(held.repository, files, memory)
    return held_in_index(held.repository)[held.prefix]


def _remember(comparisons: Path, held: Held, refreshed: Refreshed) -> None:
    found = [arrival.comparison for arrival in refreshed.arrivals if arrival.comparison is not None]
    if found:
        codebook = held_codebook(held)
        for comparison in found:
            remember_pair(held.repository.top / held.prefix, comparisons, comparison, codebook)


def _told(root: PurePosixPath, faults: tuple[DocumentFault, ...]) -> list[str]:
    lines = [_placed(root, fault.what) for fault in faults]
    if any(fault.offer is not None for fault in faults):
        lines.append(OFFER)
    return lines


def _placed(root: PurePosixPath, line: str) -> str:
    return line if str(root) == "." else f"{root}/{line}"


def _done(refreshed: Refreshed) -> list[str]:
    lines = []
    for arrival in refreshed.arrivals:
        comparison = arrival.comparison
        if comparison is None or arrival.before is None:
            lines.append(f"{arrival.version.id} was checked; there is none before it to compare it with")
        else:
            shifts = count(len(comparison.shifts), "shift")
            lines.append(f"{arrival.version.id} was checked and compared with {arrival.before.name}: {shifts}")
    written = [path for path, data in refreshed.files.items() if data is not None]
    if written:
        changelogs = "changelog" if len(written) == 1 else "changelogs"
        shown = ", ".join(written[:3]) + (f" and {len(written) - 3} more" if len(written) > 3 else "")
        lines.append(f"staged the {changelogs} {shown}")
    return lines


def _codebook_note(old: Held, held: Held) -> list[str]:
    """Comparing everything anew may take minutes, too long for a commit."""
    path = str(layout.CODEBOOK)
    if path in old.blobs and old.blobs[path] != held.blobs.get(path):
        return ["the codebook changes: bring all changelogs up to date with: tracker changelog"]
    return []
