"""post-receive, on a server: writes reports of what was pushed and a feed, calls a command for each new version."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker import yamltext
from tracker.corpus import journal, layout
from tracker.corpus.git import Repository
from tracker.corpus.held import Held, held_in_commit, memory_of, nothing_held
from tracker.corpus.inhook import committed_at, setting
from tracker.corpus.settings import settings_in
from tracker.errors import TrackerError
from tracker.hook.answer import Answer
from tracker.hook.feed import Entry, add_entries
from tracker.report.message import message_html, message_lines
from tracker.usecases import Progress
from tracker.usecases.held import held_series
from tracker.usecases.refresh import Arrival, arrivals_between, refresh
from tracker.wholefile import replace_whole

_TOLD = 3
"""Shifts told to whoever pushed."""
_IN_FEED = 10
_COMPARED = 20
"""Versions of a series that are compared: a first push brings all of them."""
_COMMAND_SECONDS = 600
FEED = "feed.xml"


@dataclass(frozen=True, slots=True)
class Serving:
    """What the repository's configuration says, under `tracker.`"""

    branch: str
    """Full name; pushes to other branches are let pass."""
    reports: Path
    address: str | None
    """Where the folder of reports can be seen."""
    command: str | None


@dataclass(frozen=True, slots=True)
class Update:
    old: str
    new: str
    ref: str


def read_updates(given: bytes) -> tuple[Update, ...]:
    """What git hands a post-receive hook on standard input."""
    lines = (os.fsdecode(line).split(" ", 2) for line in given.splitlines())
    return tuple(Update(*parts) for parts in lines if len(parts) == 3)


def serving(repository: Repository) -> Serving:
    branch = setting(repository, "tracker.branch")
    reports = setting(repository, "tracker.reports", is_path=True)
    address = setting(repository, "tracker.address")
    full = f"refs/heads/{branch.removeprefix('refs/heads/')}" if branch else repository.branch()
    return Serving(
        branch=full or "refs/heads/main",
        reports=repository.git_dir / reports if reports else repository.git_dir / "tracker" / "reports",
        address=address.rstrip("/") if address else None,
        command=setting(repository, "tracker.command"),
    )


def receive(
    repository: Repository,
    updates: Iterable[Update],
    *,
    environment: Mapping[str, str],
    progress: Progress | None = None,
) -> Answer:
    settings = serving(repository)
    lines: list[str] = []
    notes: list[str] = []
    for update in updates:
        if update.ref != settings.branch or update.new == repository.null_id:
            continue
        before = held_in_commit(repository, None if update.old == repository.null_id else update.old)
        for root, held in held_in_commit(repository, update.new).items():
            was = before.get(root, nothing_held(held))
            if was.blobs == held.blobs:
                continue
            try:
                told = _received(repository, was, held, update.new, settings, environment, progress)
                lines += told.text.splitlines()
                notes += told.notes
            except TrackerError as error:
                notes.append(str(error))
    return Answer(notes=tuple(notes), text="".join(f"{line}\n" for line in lines))


def _received(
    repository: Repository,
    was: Held,
    held: Held,
    commit: str,
    settings: Serving,
    environment: Mapping[str, str],
    progress: Progress | None,
) -> Answer:
    folder = settings.reports / held.prefix
    refreshed = refresh((was,), held, memory_of(held), trusting=True, progress=progress)
    arrivals = arrivals_between(was, held, _COMPARED, progress=progress)
    with _turn(repository), journal.faults_as_errors(folder):
        for path, data in _reports(was, held, refreshed.files).items():
            _put(folder / path, data)
        if arrivals:
            _write_feed(repository, held, commit, arrivals, settings)
    lines, notes = [], list(refreshed.notes)
    for arrival in arrivals:
        lines += [f"{arrival.version.id}: {arrival.version.title}"]
        if arrival.comparison is not None:
            lines += [f"  {line}".rstrip() for line in message_lines(arrival.comparison, _TOLD)]
        if settings.command:
            notes += _call(settings.command, arrival, folder, commit, environment)
    if arrivals:
        lines.append(f"reports: {settings.address or folder}")
    return Answer(notes=tuple(notes), text="\n".join(lines))


def _reports(was: Held, held: Held, derived: Mapping[str, bytes | None]) -> dict[PurePosixPath, bytes | None]:
    """What differs from before, by path below the folder of reports; None for what has to go."""
    found: dict[PurePosixPath, bytes | None] = {}
    paths = sorted({*was.blobs, *held.blobs, *derived})
    reports = [path for path in paths if layout.root_of_changelog(PurePosixPath(path)) == PurePosixPath()]
    changed = [path for path in reports if path in derived or was.blobs.get(path) != held.blobs.get(path)]
    contents = held.read_all(changed)
    for path in changed:
        found[PurePosixPath(path).relative_to(layout.TEXTS)] = derived.get(path, contents.get(path))
    return found


def _write_feed(
    repository: Repository, held: Held, commit: str, arrivals: tuple[Arrival, ...], settings: Serving
) -> None:
    path = settings.reports / held.prefix / FEED
    address = f"{settings.address}/{held.prefix / FEED}" if settings.address else None
    data = held.read(layout.SETTINGS)
    title = settings_in(yamltext.decoded(data, str(layout.SETTINGS))).title if data else "Corpus"
    updated = committed_at(repository, commit)
    entries = [_entry(held, arrival, updated, settings) for arrival in arrivals]
    present = path.read_bytes() if path.exists() else None
    _put(path, add_entries(present, entries, title=title, address=address, source=str(path)))


def _entry(held: Held, arrival: Arrival, updated: str, settings: Serving) -> Entry:
    version = arrival.version
    report = _report_of(arrival)
    return Entry(
        name=f"{version.id} {version.snapshot}",
        title=f"{held_series(held, version.series).title}, {version.name}: {version.title}",
        updated=updated,
        published=version.published,
        link=f"{settings.address}/{held.prefix / report}" if settings.address and report else version.source,
        content=message_html(arrival.comparison, _IN_FEED) if arrival.comparison else "<p>The first of its series.</p>",
    )


def _report_of(arrival: Arrival) -> PurePosixPath | None:
    """The pair's changelog, below the folder of reports."""
    if arrival.before is None:
        return None
    version = arrival.version
    return layout.changelog_path(version.series, arrival.before.name, version.name).relative_to(layout.TEXTS)


def _call(command: str, arrival: Arrival, folder: Path, commit: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Runs the command with what there is to know in variables, never in its text: titles come from documents."""
    version = arrival.version
    report = _report_of(arrival)
    told = {
        "TRACKER_SERIES": version.series,
        "TRACKER_VERSION": version.name,
        "TRACKER_TITLE": version.title,
        "TRACKER_PUBLISHED": version.published,
        "TRACKER_BEFORE": arrival.before.name if arrival.before else "",
        "TRACKER_COMMIT": commit,
        "TRACKER_REPORT": str(folder / report) if report else "",
    }
    try:
        done = subprocess.run(
            ["sh", "-c", command],
            env={**environment, **told},
            stdin=subprocess.DEVNULL,
            timeout=_COMMAND_SECONDS,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        yield f"tracker.command for {version.id}: {error}"
        return
    if done.returncode:
        yield f"tracker.command for {version.id} ended with code {done.returncode}"


def _put(path: Path, data: bytes | None) -> None:
    """Each report complete from its first moment, since somebody may be reading."""
    if data is None:
        path.unlink(missing_ok=True)
    else:
        replace_whole(path, data)


@contextmanager
def _turn(repository: Repository) -> Iterator[None]:
    """Two pushes at once write one after the other."""
    places = journal.places_in(repository.git_dir)
    with journal.faults_as_errors(places.folder):
        lock = journal.open_lock(places)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
