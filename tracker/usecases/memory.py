"""Remembers comparisons, so that asking again costs reading one file: a folder of the user's that may be deleted at any
time, and on which nothing that a corpus keeps depends.

What is remembered is found by the digest of all that it was made from: both sources, the codebook, and this program's
own code. A file that is damaged, another user's, or not what it should be is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import sys
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker import __version__, plainform
from tracker.model.comparison import Comparison
from tracker.model.corpus import Provenance

_LIBRARIES = ("rapidfuzz", "diff-match-patch", "nupunkt", "lxml", "markdown-it-py", "pypdfium2", "charset-normalizer")
_MARK = b"tracker comparison 1 "
_ENDING, _DRAFT = ".comparison", ".draft"
_ROOM = 200_000_000
"""Bytes that all remembered comparisons may fill together; the least recently used go first."""
_ABANDONED = 3_600
"""Seconds."""
_LARGEST = 50_000_000
_LARGEST_TEXT = 400_000_000
"""Bytes of one file, and of the text packed into it."""


@dataclass(frozen=True, slots=True)
class Remembered:
    comparison: Comparison
    provenance: Provenance
    warnings: tuple[str, ...]


def key_of(parts: Iterable[bytes]) -> str:
    """The digest of what a comparison is made from, this program included."""
    digest = hashlib.sha256()
    for part in ("\n".join(program()).encode(), *parts):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def recall(folder: Path, key: str) -> Remembered | None:
    """What was remembered under this key; None when nothing was, or nothing that can be trusted."""
    path = folder / (key + _ENDING)
    try:
        data = _read_own(path)
        head, _, packed = data.partition(b"\n")
        if head != _MARK + hashlib.sha256(key.encode() + packed).hexdigest().encode():
            return None
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed, _LARGEST_TEXT)
        if not unpacking.eof:
            return None
        found = plainform.from_json(text.decode("utf-8", "surrogatepass"), Remembered)
    except (OSError, ValueError, zlib.error):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return found


def remember(folder: Path, key: str, made: Remembered) -> None:
    """Keeps a comparison under this key; nothing, where that is not possible (a full disk, no right to write)."""
    packed = zlib.compress(plainform.to_json(made).encode("utf-8", "surrogatepass"), 1)
    data = _MARK + hashlib.sha256(key.encode() + packed).hexdigest().encode() + b"\n" + packed
    if len(data) > _LARGEST:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=_DRAFT)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            draft.replace(folder / (key + _ENDING))
        except BaseException:
            draft.unlink()
            raise
        _make_room(folder)


def _read_own(path: Path) -> bytes:
    """The bytes of a regular file that belongs to this user and that nobody else may write."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        state = os.fstat(handle)
        own = not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & 0o022)
        if not stat.S_ISREG(state.st_mode) or not own or state.st_size > _LARGEST:
            raise ValueError(f"{path} is not to be trusted")
        return stream.read()


def _make_room(folder: Path) -> None:
    for draft in folder.glob(f"*{_DRAFT}"):
        # Left by a process that was killed; one that is still being written is younger.
        if draft.stat().st_mtime < time.time() - _ABANDONED:
            draft.unlink(missing_ok=True)
    files = sorted(
        ((state.st_mtime_ns, state.st_size, path) for path in folder.glob(f"*{_ENDING}") if (state := path.stat())),
        reverse=True,
    )
    used = 0
    for _, size, path in files:
        used += size
        if used > _ROOM:
            path.unlink(missing_ok=True)


def program() -> Iterator[str]:
    """Its version, those of the libraries with a say in what is found, and, since a checkout changes without one, when
    each of its files was last written."""
    yield f"{__version__} {sys.version}"
    yield from _installed()
    yield from _files(Path(__file__).parent.parent)


def _files(folder: Path) -> Iterator[str]:
    """By `os.scandir`, which takes a quarter of the time that a glob does."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from _files(folder / entry.name)
            elif entry.name.endswith(".py"):
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"


def _installed() -> Iterator[str]:
    """`rapidfuzz-3.14.3.dist-info` and the like: the names of these folders tell the versions, and reading them takes a
    tenth of the time that `importlib.metadata` does, which is asked for what has no such folder."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
            for entry in entries:
                if entry.name.endswith(".dist-info"):
                    name = re.sub(r"[-_.]+", "-", entry.name.partition("-")[0]).lower()
                    found.setdefault(name, entry.name)
    for name in _LIBRARIES:
        if name not in found:
            from importlib.metadata import version as installed

            found[name] = f"{name} {installed(name)}"
        yield found[name]
