"""Checks documents about to be committed: particulars, snapshot, duplicates, canonical form, origin of the text.

What is checked is what changes; the rest was checked when it came.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from tracker.corpus import layout
from tracker.corpus.frontmatter import parse_front, split_version, write_version
from tracker.corpus.held import Held
from tracker.corpus.snapshots import digest_of
from tracker.document.canonical import canonical_faults, recanonicalise
from tracker.errors import DataError, InputError, TrackerError
from tracker.extract import EXTRACTORS, extract
from tracker.model.corpus import Version
from tracker.usecases import Progress
from tracker.usecases.held import held_versions
from tracker.usecases.intake import taken_in

# What large file storage puts in a file's place names the digest of the file.
_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\noid sha256:([0-9a-f]{64})\nsize [0-9]+\n")

_SOURCES = (".pdf", ".html", ".htm", ".xhtml", ".docx", ".txt", ".text", ".markdown")
"""Endings of what can be taken in, beside that of the texts of versions."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done for the user, should he want it."""

    files: Mapping[str, bytes | None]
    """Content by path relative to the root; None for what goes."""
    told: str
    """What has been done then, a whole line."""


@dataclass(frozen=True, slots=True)
class DocumentFault:
    path: str
    """Relative to the root of the corpus."""
    what: str
    """The whole line, with path, and what to do about it."""
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    faults: tuple[DocumentFault, ...]
    """At most one for each file."""
    notes: tuple[str, ...]
    """What is worth telling and no fault."""
    offers: tuple[Offer, ...]
    """Those of the faults and of the notes."""


def check_documents(old: tuple[Held, ...], new: Held, *, progress: Progress | None = None) -> Checked:
    """The documents of `new` that are in none of the `old` states (HEAD, and what is being merged into it)."""
    check = _Check(new, progress)
    versions = _changed(old, new)
    for series in sorted({series for series, _ in versions}):
        check.series(series)
        for name in sorted(name for other, name in versions if other == series):
            check.version(series, name)
    for path in _changed_paths(old, new):
        check.stranger(path)
    for link in sorted(new.links.difference(*(held.links for held in old))):
        check.blame(PurePosixPath(link), " is a symbolic link", remedy="commit the file itself")
    faults = tuple(check.faults.values())
    offers = (*(fault.offer for fault in faults if fault.offer), *check.offers)
    return Checked(faults, tuple(check.notes), offers)


def _changed(old: tuple[Held, ...], new: Held) -> set[tuple[str, str]]:
    """Series and version of each document whose text or snapshot is new, altered or taken away."""
    found = set()
    for path in _changed_paths(old, new):
        version = layout.version_at(path)
        if version is not None:
            found.add(version)
        elif len(path.parts) == 4 and path.parts[0] == str(layout.SNAPSHOTS):
            found.add((path.parts[1], path.parts[2]))
    return {(series, name) for series, name in found if str(layout.text_path(series, name)) in new.blobs}


def _changed_paths(old: tuple[Held, ...], new: Held) -> Iterator[PurePosixPath]:
    for path in sorted({*new.blobs, *(path for held in old for path in held.blobs)}):
        blob = new.blobs.get(path)
        if not old or all(held.blobs.get(path) != blob for held in old):
            yield PurePosixPath(path)


class _Check:
    """Gathers faults, the first of each file."""

    def __init__(self, held: Held, progress: Progress | None) -> None:
        self.held = held
        self.faults: dict[str, DocumentFault] = {}
        self.notes: list[str] = []
        self.offers: list[Offer] = []
        self._say = progress or (lambda _: None)
        self._versions: dict[str, tuple[Version, ...]] = {}

    def blame(self, path: PurePosixPath, what: str, *, remedy: str = "", offer: Offer | None = None) -> None:
        line = f"{path}{what}" + (f"; {remedy}" if remedy else "")
        self.faults.setdefault(str(path), DocumentFault(str(path), line, offer))

    def series(self, series: str) -> None:
        self._versions[series], _ = held_versions(self.held, series)
        path = layout.series_path(series)
        if (fault := layout.name_fault(series)) is not None:
            self.blame(layout.series_folder(series), f": the name of the series {fault}", remedy="rename the folder")
        if str(path) not in self.held.blobs:
            self.blame(
                path,
                " is missing from the commit",
                remedy=f"write one, with a line such as 'title: {series}', and git add it",
            )

    def version(self, series: str, name: str) -> None:
        path = layout.text_path(series, name)
        self._say(f"checking {series}@{name}")
        data = self.held.read(path)
        assert data is not None, "only what is there is checked"
        if (fault := layout.name_fault(name)) is not None:
            self.blame(path, f": the name of the version {fault}", remedy="rename the file")
            return
        same = [other for other in self.held.version_names(series) if other != name and other.lower() == name.lower()]
        if same:
            self.blame(path, f" differs from {same[0]}.md only in capitals", remedy="rename one of them")
            return
        if _is_as_it_came(data):
            self._raw(path, data)
            return
        try:
            front, text = split_version(data, source=str(path))
            version = parse_front(front, series=series, name=name, source=str(path))
        except DataError as error:
            self.faults.setdefault(str(path), DocumentFault(str(path), str(error)))
            return
        source = self._snapshot(path, version)
        self._not_twice(path, version)
        canonical = write_version(version, recanonicalise(text))
        if data != canonical:
            offer = Offer({str(path): canonical}, f"{path} was put into canonical form")
            self.blame(path, f" is not in canonical form ({_first_fault(data, version, text)})", offer=offer)
        if source is not None and str(path) not in self.faults:
            self._follows(path, version, text, source)

    def stranger(self, path: PurePosixPath) -> None:
        """What was put where documents stand and is none."""
        if str(path) not in self.held.blobs:
            return
        parts = path.parts
        if len(parts) == 4 and parts[0] == str(layout.SNAPSHOTS):
            data = self.held.read(path)
            if data is not None and _digest(data) != path.stem:
                self.blame(path, " does not hash to its name", remedy="a snapshot is called by its SHA-256")
        elif len(parts) == 3 and parts[0] == str(layout.TEXTS) and path.suffix.lower() in _SOURCES:
            data = self.held.read(path)
            assert data is not None, "it is there"
            offer, why = self._offer(path, data)
            if offer is None:
                self.notes.append(f"{path} is no version yet: {why.removeprefix(str(path)).lstrip(': ')}")
                return
            # The commit goes on, and after it there is nothing left to commit with TRACKER_WRITE=1.
            file = shlex.quote(str(path))
            self.notes.append(
                f"{path} is no version yet; to make it one, type: tracker add {parts[1]} {path.stem} {file}"
                f" && git rm {file}"
            )
            self.offers.append(offer)

    def _raw(self, path: PurePosixPath, data: bytes) -> None:
        """A document without front matter, put there as it came."""
        offer, why = self._offer(path, data)
        if offer is None:
            self.faults.setdefault(str(path), DocumentFault(str(path), why))
        else:
            series, name = path.parts[1], path.stem
            remedy = f"commit with TRACKER_WRITE=1 set to have it taken in, or type: tracker add {series} {name} FILE"
            self.blame(path, ":1: the file does not begin with front matter", remedy=remedy, offer=offer)

    def _offer(self, path: PurePosixPath, data: bytes) -> tuple[Offer | None, str]:
        """To take the document in; else why not."""
        try:
            files = taken_in(self.held, path, data)
        except TrackerError as error:
            return None, str(error)
        return Offer(files, f"{path} was taken in as {path.parts[1]}@{path.stem}"), ""

    def _snapshot(self, path: PurePosixPath, version: Version) -> bytes | None:
        """The source's bytes; None, and blame, where they are not those that the version names."""
        snapshot = layout.snapshot_path(version.series, version.name, version.snapshot, version.media_type)
        data = self.held.read(snapshot)
        if data is None:
            self.blame(path, f" names a snapshot that is not in the commit ({snapshot})", remedy="git add it too")
            return None
        if _digest(data) != version.snapshot:
            self.blame(
                snapshot, " does not hash to its name", remedy=f"bring it back, or add the document anew ({version.id})"
            )
            return None
        return None if _POINTER.fullmatch(data) else data

    def _not_twice(self, path: PurePosixPath, version: Version) -> None:
        for other in self._versions[version.series]:
            if other.name != version.name and other.snapshot == version.snapshot:
                self.blame(path, f" is the document that is in the corpus already, as {other.id} ({other.title})")

    def _follows(self, path: PurePosixPath, version: Version, text: str, source: bytes) -> None:
        """Whether the text is what the snapshot gives, or says that it was corrected."""
        if version.corrections or version.extractor != EXTRACTORS.get(version.media_type):
            return
        try:
            given = extract(source, name=version.id, media_type=version.media_type).text
        except InputError as error:
            self.blame(path, f": its snapshot cannot be read ({error})")
            return
        if given != text:
            self.blame(
                path,
                " is not the text that its snapshot gives, and no correction is recorded",
                remedy=f"record it with: tracker correct {version.id} --reason '…'",
            )


def _is_as_it_came(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:3] != b"---"


def _first_fault(data: bytes, version: Version, text: str) -> str:
    if b"\r" in data:
        return "its lines end with carriage returns"
    if (faults := canonical_faults(text)) != ():
        return f"in the text, {faults[0]}"
    return "the front matter is not as tracker writes it"


def _digest(data: bytes) -> str:
    pointer = _POINTER.fullmatch(data)
    return pointer[1].decode() if pointer else digest_of(data)
