"""prepare-commit-msg: a subject, the headline shifts and trailers, where a person has not written a message."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tracker.corpus import layout
from tracker.corpus.commits import Message
from tracker.corpus.git import Repository
from tracker.corpus.held import Held, held_in_commit, held_in_index, memory_of, nothing_held
from tracker.corpus.memory import Memory
from tracker.errors import GitError, TrackerError
from tracker.harmless import clean_line
from tracker.report.message import message_lines
from tracker.report.phrases import count
from tracker.usecases.add import version_message
from tracker.usecases.held import SeriesChanges
from tracker.usecases.refresh import Arrival, Refreshed, refresh
from tracker.wholefile import replace_whole

HEADLINES = 3
_KEPT = "message of the hook"
_NAMES = 4
_OURS = ("", "template")
"""Where git says a message comes from when nobody has written one: nowhere, or a file to be filled in."""


def prepare_message(repository: Repository, file: Path, source: str) -> None:
    """Writes the message into git's file. `source` is what git says of where the present one comes from."""
    if source not in _OURS:
        return
    try:
        present = file.read_bytes()
    except OSError as error:
        raise GitError(f"{file}: the message cannot be read ({error.strerror})") from error
    comment = _comment_sign(repository)
    if _is_written(present, comment):
        return
    message = _message(repository)
    if message is None:
        return
    lines = str(message).splitlines()
    safe = "\n".join(f" {line}" if line.startswith(comment) else line for line in lines)
    apart = b"\n" if present.startswith(b"\n") or not present else b"\n\n"
    try:
        replace_whole(file, safe.encode("utf-8", "replace") + apart + present)
    except OSError as error:
        raise GitError(f"{file}: the message cannot be written ({error.strerror})") from error


def keep_message(memory: Memory, old: Held, held: Held, refreshed: Refreshed) -> None:
    """Keeps what the comparison that was just made gives, so that it is not made twice for one commit."""
    message = message_for(refreshed)
    if message is not None:
        trailers = [list(trailer) for trailer in message.trailers]
        record = {"of": _step(old, held), "subject": message.subject, "body": message.body, "trailers": trailers}
        memory.remember(_KEPT, json.dumps(record).encode("ascii"))


def message_for(refreshed: Refreshed) -> Message | None:
    """None where no document changes."""
    changes = refreshed.changes
    if not changes:
        return None
    arrivals = refreshed.arrivals
    touched = sum(len(change.touched) for change in changes)
    if len(arrivals) == touched == 1:
        plain = version_message(arrivals[0].version)
        return Message(plain.subject, _body(plain.body, arrivals[0]), plain.trailers)
    if len(changes) == 1:
        subject = f"{changes[0].series}: {_deeds(changes[0])}"
    else:
        subject = f"{count(touched, 'document')} of {len(changes)} series"
    body = "\n".join(f"{change.series}: {_deeds(change)}" for change in changes) if len(changes) > 1 else ""
    trailers = [("Series", change.series) for change in changes]
    if len(changes) == 1:
        trailers += [("Version", name) for name in changes[0].touched]
    return Message(subject, body, tuple(trailers))


def _message(repository: Repository) -> Message | None:
    head = held_in_commit(repository, repository.head())
    for root, held in held_in_index(repository).items():
        old = head.get(root, nothing_held(held))
        if held.blobs == old.blobs:
            continue
        memory = memory_of(held)
        kept = _kept(memory, old, held)
        if kept is not None:
            return kept
        try:
            return message_for(refresh((old,), held, memory))
        except TrackerError:
            return None
    return None


def _kept(memory: Memory, old: Held, held: Held) -> Message | None:
    try:
        record = json.loads(memory.recall(_KEPT) or b"{}")
        if record.get("of") != _step(old, held):
            return None
        return Message(record["subject"], record["body"], tuple((key, value) for key, value in record["trailers"]))
    except (ValueError, KeyError, TypeError):
        return None


def _step(old: Held, held: Held) -> list[str]:
    """Names a commit: the same texts can be reached from others, or stay as they are."""
    return [_state(old), _state(held)]


def _state(held: Held) -> str:
    """Names the texts that are being committed; changelogs follow from them."""
    texts = sorted(item for item in held.blobs.items() if layout.version_at(item[0]) is not None)
    return hashlib.sha256(repr(texts).encode("utf-8", "surrogateescape")).hexdigest()


def _body(title: str, arrival: Arrival) -> str:
    blocks = [title] if title else []
    if arrival.comparison is not None:
        blocks.append("\n".join(message_lines(arrival.comparison, HEADLINES)))
    return "\n\n".join(blocks)


def _deeds(change: SeriesChanges) -> str:
    deeds = (("add", change.added), ("change", change.altered), ("remove", change.removed))
    told = "; ".join(f"{verb} {_named(names)}" for verb, names in deeds if names)
    return told[:1].upper() + told[1:]


def _named(names: tuple[str, ...]) -> str:
    if len(names) > _NAMES:
        return count(len(names), "version")
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + clean_line(names[-1])


def _comment_sign(repository: Repository) -> str:
    for name in ("core.commentString", "core.commentChar"):
        found = repository.run("config", "--get", name)
        sign = found.out.decode("utf-8", "replace").strip()
        if found.status == 0 and sign and sign != "auto":
            return sign
    return "#"


def _is_written(present: bytes, comment: str) -> bool:
    text = present.decode("utf-8", "replace")
    if (scissors := text.find(f"{comment} ------------------------ >8 ------")) >= 0:
        text = text[:scissors]
    return any(line.strip() and not line.startswith(comment) for line in text.splitlines())
