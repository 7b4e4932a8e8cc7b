"""Proves that a corpus is what it says: snapshots hash to their names, texts and changelogs follow to the byte.

What is checked is what was last committed; where the work tree differs from that, the difference is the fault.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker import yamltext
from tracker.corpus import layout
from tracker.corpus.frontmatter import parse_front, split_version, write_version
from tracker.corpus.history import signatures
from tracker.corpus.inventory import Inventory, take_inventory
from tracker.corpus.reviewform import parse_review
from tracker.corpus.settings import read_series, read_settings
from tracker.corpus.snapshots import digest_of
from tracker.corpus.store import settle_leftovers
from tracker.corpus.versions import in_order, in_time, pairs_of
from tracker.document.canonical import canonical_faults
from tracker.errors import DataError, InputError, TrackerError
from tracker.extract import EXTRACTORS, extract
from tracker.harmless import clean_line
from tracker.model.corpus import Version
from tracker.usecases import Progress
from tracker.usecases.derived import NO_MEMORY, Stand, derive
from tracker.usecases.reading import Shelf, load_codebook_file
from tracker.usecases.upgrade import is_newer_than_ours

_NO_PAIR = "compares versions that are not there in this order"


@dataclass(frozen=True, slots=True)
class Fault:
    path: str
    """Relative to the root; `.git` for git's own store."""
    what: str

    def __str__(self) -> str:
        return f"{self.path} {self.what}"


@dataclass(frozen=True, slots=True)
class Verified:
    versions: int
    changelogs: int
    faults: tuple[Fault, ...]
    """By path; empty when all is well."""
    notes: tuple[str, ...]
    """What could not be proved, and why that is no fault."""


def verify_corpus(root: Path, *, series: str | None = None, progress: Progress | None = None) -> Verified:
    settle_leftovers(root)
    check = _Check(root, take_inventory(root), progress)
    for path, what in check.inventory.differing().items():
        check.blame(path, what)
    check.snapshots()
    check.settings()
    for name in layout.series_among(check.inventory.committed):
        if series is None or name == series:
            check.series(name)
    check.git()
    check.signatures()
    faults = tuple(Fault(path, what) for path, what in sorted(check.faults.items()))
    return Verified(check.versions, check.changelogs, faults, tuple(check.notes))


class _Check:
    """Gathers faults; one for each file, the first that was found."""

    def __init__(self, root: Path, inventory: Inventory, progress: Progress | None) -> None:
        self.root = root
        self.inventory = inventory
        self.faults: dict[str, str] = {}
        self.notes: list[str] = []
        self.versions = 0
        self.changelogs = 0
        self._say = progress or (lambda _: None)

    def blame(self, path: PurePosixPath | str, what: str) -> None:
        self.faults.setdefault(str(path), what)

    def snapshots(self) -> None:
        for name in self.inventory.present:
            path = PurePosixPath(name)
            is_file = not (self.root / path).is_symlink()
            if path.parts[0] == str(layout.SNAPSHOTS) and len(path.parts) == 4 and is_file:
                self._say(f"checking {path.parent}")
                if digest_of((self.root / path).read_bytes()) != path.stem:
                    self.faults[name] = "does not hash to its name"

    def settings(self) -> None:
        for path, read in (
            (layout.SETTINGS, lambda: read_settings(self.root)),
            (layout.CODEBOOK, lambda: load_codebook_file(self.root / layout.CODEBOOK, source=str(layout.CODEBOOK))),
        ):
            try:
                read()
            except TrackerError as error:
                self.blame(path, f"cannot be used ({error})")

    def series(self, name: str) -> None:
        versions, texts, unread = [], {}, set()
        for path in sorted(map(PurePosixPath, self.inventory.committed)):
            if layout.version_at(path) != (name, path.stem):
                continue
            try:
                version, text = self._version(name, path)
            except DataError as error:
                self.blame(path, f"cannot be read ({error})")
                unread.add(path.stem)
                continue
            versions.append(version)
            texts[version.name] = text
        self.versions += len(versions)
        self._reviews(name)
        try:
            read_series(self.root, name)
        except TrackerError as error:
            self.blame(layout.series_path(name), f"cannot be used ({error})")
        if not unread:  # whose snapshot is whose is not known otherwise
            self._strays(name, versions)
        unusable = [path for path in (layout.CODEBOOK, layout.series_path(name)) if str(path) in self.faults]
        if unusable:
            self.notes.append(f"the changelogs of {name} were not proved, since {unusable[0]} is at fault")
        else:
            self._changelogs(name, in_order(versions), texts, unread)

    def git(self) -> None:
        self._say("checking git's own store")
        result = self.inventory.repository.run("fsck", "--strict", "--no-dangling", "--no-progress")
        if result.status:
            self.blame(".git", f"is damaged ({result.complaint or 'see git fsck'})")

    def signatures(self) -> None:
        self._say("checking signatures")
        counts, bad = signatures(self.root)
        for commit in bad:
            self.blame(f".git {commit[:10]}", "is a commit whose signature is bad")
        signed = sum(count for kind, count in counts.items() if kind)
        if signed:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()) if kind)
            self.notes.append(
                f"signatures: {kinds}; {counts.get('', 0)} commits of {sum(counts.values())} are unsigned"
            )

    def _reviews(self, series: str) -> None:
        folder = layout.series_folder(series) / "reviews"
        for name in sorted(self.inventory.committed):
            path = PurePosixPath(name)
            data = self.inventory.read(path) if path.parent == folder and path.suffix == ".yaml" else None
            if data is not None:
                try:
                    parse_review(yamltext.decoded(data, name), source=name)
                except DataError as error:
                    self.blame(path, f"cannot be read ({error})")

    def _strays(self, series: str, versions: Sequence[Version]) -> None:
        """Snapshots that no version names."""
        known = {layout.snapshot_path(series, v.name, v.snapshot, v.media_type) for v in versions}
        for name in self.inventory.committed:
            path = PurePosixPath(name)
            if path.parts[:2] == (str(layout.SNAPSHOTS), series) and path not in known:
                self.blame(path, "is the snapshot of no version")

    def _version(self, series: str, path: PurePosixPath) -> tuple[Version, str]:
        data = self.inventory.read(path)
        assert data is not None, "only committed files are looked at"
        front, text = split_version(data, source=str(path))
        version = parse_front(front, series=series, name=path.stem, source=str(path))
        self._say(f"checking {version.id}")
        if write_version(version, text) != data:
            self.blame(path, "is not in the form in which tracker writes it")
        snapshot = layout.snapshot_path(series, version.name, version.snapshot, version.media_type)
        source = self.inventory.read(snapshot)
        if source is None:
            self.blame(path, f"names a snapshot that is not there ({snapshot})")
        elif version.extractor != EXTRACTORS.get(version.media_type):
            remedy = "a newer program's" if is_newer_than_ours(version) else "an older one; see tracker upgrade"
            self.notes.append(f"{version.id} was read by {version.extractor}, {remedy}: its text is taken as it stands")
        elif version.corrections:
            self.notes.append(f"{version.id} was corrected: its text is taken as it stands")
            for fault in canonical_faults(text)[:1]:
                self.blame(path, f"is not in canonical form ({fault})")
        elif digest_of(source) != version.snapshot:
            self.blame(path, "cannot be proved, since its snapshot is damaged")
        else:
            text = self._derived_text(path, version, source, text)
        return version, text

    def _derived_text(self, path: PurePosixPath, version: Version, source: bytes, text: str) -> str:
        try:
            derived = extract(source, name=str(path), media_type=version.media_type)
        except InputError as error:
            self.blame(path, f"does not follow from its snapshot ({error})")
            return text
        if derived.text != text:
            self.blame(path, "is not the text that its snapshot gives, and no correction is recorded")
        elif (derived.pages, tuple(map(clean_line, derived.warnings))) != (version.pages, version.warnings):
            self.blame(path, "has other pages or warnings than its snapshot gives")
        return derived.text

    def _changelogs(
        self, series: str, versions: tuple[Version, ...], texts: Mapping[str, str], unread: set[str]
    ) -> None:
        folder = layout.changes_folder(series)
        names = [PurePosixPath(path).stem for path in self.inventory.committed if path.startswith(f"{folder}/")]
        present = [(old, new) for old, _, new in (name.partition("..") for name in sorted(names))]
        place = {version.name: position for position, version in enumerate(versions)}
        stray = [pair for pair in present if not in_time(pair, place)]
        for pair in stray:
            lost = sorted(unread.intersection(pair))
            why = f"cannot be proved, since {lost[0]}.md cannot be read" if lost else _NO_PAIR
            self.blame(layout.changelog_path(series, *pair), why)
        wanted = sorted({*pairs_of(versions), *present} - set(stray))
        if not versions:
            if str(layout.series_changelog_path(series)) in self.inventory.committed:
                self.blame(layout.series_changelog_path(series), "cannot be proved, since no version can be read")
            return
        stand = Stand(self.root, read_series(self.root, series), versions, texts)
        codebook = load_codebook_file(self.root / layout.CODEBOOK, source=str(layout.CODEBOOK))
        derived = derive(stand, Shelf(self.root, codebook), NO_MEMORY, write=wanted, anew=True, progress=self._say)
        self.changelogs += len(derived.files)
        for path, data in derived.files.items():
            kept = self.inventory.read(path)
            if kept is None:
                self.blame(path, "is missing")
            elif kept != data:
                self.blame(path, "is not what its versions and the codebook give")
