"""Where everything of a corpus stands, and which names series and versions may have."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from tracker.errors import CorpusError, UsageError

SETTINGS = PurePosixPath("corpus/corpus.yaml")
CODEBOOK = PurePosixPath("corpus/codebook.yaml")
TEXTS = PurePosixPath("corpus")
SNAPSHOTS = PurePosixPath("snapshots")

_MAX_NAME = 64
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# Names that mean something else beside a version's file, or that other systems keep for devices.
_TAKEN = frozenset({"changelog", "changes", "reviews", "series", "readme", "codebook", "corpus"})
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_EXTENSIONS = {
    "application/pdf": "pdf",
    "text/html": "html",
    "text/markdown": "md",
    "text/plain": "txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds a corpus.

    Upwards means as the folders lie: what is above `gone/..` or behind a link is not told by its name.
    """
    with faults_of_reading(start):
        here = start.resolve()
        return next((folder for folder in (here, *here.parents) if (folder / SETTINGS).is_file()), None)


@contextmanager
def faults_of_reading(place: Path) -> Iterator[None]:
    """What the file system refuses to show of a corpus, as a CorpusError; where it names no file, it speaks of the
    current folder, which is not the corpus's fault."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            raise
        raise CorpusError(f"{error.filename}: cannot be read ({error.strerror})") from error
    except RuntimeError as error:  # how Path.resolve tells of links that lead back to themselves
        raise CorpusError(f"{place}: cannot be read (its symbolic links lead in a circle)") from error


def require_root(start: Path) -> Path:
    root = find_root(start)
    if root is None:
        raise CorpusError(
            f"{start}: not inside a corpus (no {SETTINGS} here or above)", remedy="make one with: tracker init DIR"
        )
    return root


def series_folder(series: str) -> PurePosixPath:
    return TEXTS / series


def series_path(series: str) -> PurePosixPath:
    return TEXTS / series / "series.yaml"


def text_path(series: str, version: str) -> PurePosixPath:
    return PurePosixPath(text_name(series, version))


def text_name(series: str, version: str) -> str:
    """`text_path` as text, for lists of thousands."""
    return f"{TEXTS}/{series}/{version}.md"


def series_changelog_path(series: str) -> PurePosixPath:
    return TEXTS / series / "CHANGELOG.md"


def changes_folder(series: str) -> PurePosixPath:
    return TEXTS / series / "changes"


def changelog_path(series: str, old: str, new: str) -> PurePosixPath:
    return changes_folder(series) / f"{old}..{new}.md"


def review_path(series: str, old: str, new: str) -> PurePosixPath:
    return TEXTS / series / "reviews" / f"{old}..{new}.yaml"


def snapshot_folder(series: str, version: str) -> PurePosixPath:
    return SNAPSHOTS / series / version


def snapshot_path(series: str, version: str, digest: str, media_type: str) -> PurePosixPath:
    return snapshot_folder(series, version) / f"{digest}.{_EXTENSIONS.get(media_type, 'bin')}"


def root_of_changelog(path: PurePosixPath) -> PurePosixPath | None:
    """Where the corpus lies whose changelog stands at the path, seen from where the path begins; None for others."""
    if path.name == "CHANGELOG.md" and path.parent.parent.name == str(TEXTS):
        return path.parents[2]
    is_pair = path.suffix == ".md" and path.parent.name == "changes"
    if is_pair and path.parents[2:] and path.parents[2].name == str(TEXTS):
        return path.parents[3]
    return None


def check_outside(root: Path, path: Path) -> None:
    """UsageError where a result would be written among what the corpus or git keeps."""
    with faults_of_reading(path):
        place = path.resolve()
        kept = next((name for name in (TEXTS, SNAPSHOTS) if place.is_relative_to((root / name).resolve())), None)
    if kept is not None or ".git" in place.parts:
        raise UsageError(
            f"{path} lies in {kept or '.git'}, where only what the corpus keeps may lie", remedy="name another place"
        )


def series_ids(root: Path) -> tuple[str, ...]:
    """Folders of the corpus that hold a series, by name."""
    folder = root / TEXTS
    with faults_of_reading(folder), os.scandir(folder) as entries:
        names = [entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir()]
        return tuple(sorted(name for name in names if (folder / name / "series.yaml").is_file()))


def series_among(paths: Iterable[str]) -> tuple[str, ...]:
    """Series of which a version or the description lies among the paths; what a codebook extends may lie in folders
    too."""
    found = set()
    for path in paths:
        version = version_at(path)
        if version is not None:
            found.add(version[0])
        elif path.endswith("/series.yaml") and path == str(series_path(PurePosixPath(path).parent.name)):
            found.add(PurePosixPath(path).parent.name)
    return tuple(sorted(found))


def version_names(root: Path, series: str) -> tuple[str, ...]:
    """Versions of which the series has a file, by name, not by date. A link is none: git keeps where it leads, not what
    stands there."""
    folder = root / series_folder(series)
    with faults_of_reading(folder):
        try:
            entries = os.scandir(folder)
        except FileNotFoundError:
            return ()
        with entries:
            files = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    return tuple(sorted(filter(None, map(_version_in, files))))


def version_at(path: PurePosixPath | str) -> tuple[str, str] | None:
    """Series and name of the version whose text stands at the path, whatever is wrong with its name; None where
    something else does."""
    folder, *parts = str(path).split("/")
    if folder != str(TEXTS) or len(parts) != 2:
        return None
    series, file = parts
    name = _version_in(file)
    return (series, name) if name else None


def _version_in(file: str) -> str | None:
    """The version whose text a file in the folder of a series is."""
    name = file.removesuffix(".md")
    return None if name in ("", file) or name.startswith(".") or name.casefold() in _TAKEN else name


def pair_names(root: Path, series: str) -> tuple[tuple[str, str], ...]:
    """Pairs of which the series has a changelog file."""
    return _pairs(root / changes_folder(series), ".md")


def review_pairs(root: Path, series: str) -> tuple[tuple[str, str], ...]:
    """Pairs of which the series has a review file."""
    return _pairs(root / series_folder(series) / "reviews", ".yaml")


def _pairs(folder: Path, suffix: str) -> tuple[tuple[str, str], ...]:
    with faults_of_reading(folder):
        try:
            names = sorted(entry.name for entry in folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return ()
    return tuple(pair for pair in (pair_in(name, suffix) for name in names) if pair is not None)


def pair_in(name: str, suffix: str) -> tuple[str, str] | None:
    """The two versions that the name of a changelog or review file tells."""
    old, dots, new = name.removesuffix(suffix).partition("..")
    return (old, new) if name.endswith(suffix) and dots and not name_fault(old) and not name_fault(new) else None


def name_fault(name: str) -> str | None:
    """Why a series or version may not be called so; None when it may."""
    if not name:
        return "is empty"
    if len(name) > _MAX_NAME:
        return f"is longer than {_MAX_NAME} characters"
    if not _NAME.fullmatch(name):
        return "may hold only letters a to z, digits, '.', '_' and '-', and begins with a letter or digit"
    if ".." in name:
        return "may not hold '..', which stands between two versions"
    if name.endswith((".", ".md", ".yaml", ".lock")):
        return f"may not end in '{name[name.rindex('.') :]}'"
    if name.casefold() in _TAKEN:
        return "is a name that the corpus itself uses"
    if _DEVICE.fullmatch(name):
        return "is the name of a device on some systems"
    return None


def check_new_name(kind: str, name: str, existing: Iterable[str]) -> None:
    """UsageError where a new series or version may not be called so, or would share its file with another one on a
    file system that ignores case."""
    fault = name_fault(name)
    if fault:
        raise UsageError(f"{kind} name {name!r} {fault}", remedy=_suggestion(name))
    for other in existing:
        if other != name and other.casefold() == name.casefold():
            raise UsageError(
                f"{kind} {name!r} differs from {other!r} only in capitals",
                remedy=f"call it {other!r} or something else",
            )


def _suggestion(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-_.")[:_MAX_NAME].lower()
    return f"for example {plain!r}" if plain and not name_fault(plain) else "for example 'us-nds' or '2026'"
