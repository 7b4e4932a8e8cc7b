"""A block of lines of our own in a file that is somebody else's: put in between two marks, taken out to the byte."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from tracker.errors import GitError

_BEGIN = b"# >>> tracker git-config"
_END = b"# <<< tracker git-config"
_NO_FILE = b" (the file was not there)"
_NO_LINE_END = b" (no line end before)"


def with_block(data: bytes | None, lines: str) -> bytes:
    """The file's content (None: no such file) with the block at its end, or where one stands already."""
    inner = lines.encode()
    if data is not None and _BEGIN in data:
        _, first, last, _ = _places(data)
        return data[:first] + inner + data[last:]
    note = _NO_FILE if data is None else _NO_LINE_END if data and not data.endswith(b"\n") else b""
    before = (data or b"") + (b"\n" if note == _NO_LINE_END else b"")
    return before + _BEGIN + note + b"\n" + inner + _END + b"\n"


def without_block(data: bytes | None, keep: str = "") -> bytes | None:
    """The content as it was before the block; None where there was no file. `keep` stands in the block's place."""
    if data is None or _BEGIN not in data:
        return data
    start, first, _, end = _places(data)
    note = data[start + len(_BEGIN) : first].rstrip(b"\n")
    before, after = data[:start], data[end:]
    if keep or after:
        return before + keep.encode() + after
    if note == _NO_LINE_END:
        before = before.removesuffix(b"\n")
    return None if note == _NO_FILE and not before else before


def block_in(data: bytes | None) -> str | None:
    """The lines between the marks; None where there are none."""
    if data is None or _BEGIN not in data:
        return None
    _, first, last, _ = _places(data)
    return data[first:last].decode("utf-8", "surrogateescape")


def read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GitError(f"{path}: cannot be read ({error.strerror})") from error


def replace(path: Path, data: bytes | None) -> None:
    """Gives the file this content (None deletes it) in one step, under the lock that git itself takes for it."""
    target = Path(os.path.realpath(path))
    lock = target.with_name(f"{target.name}.lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    except FileExistsError:
        raise GitError(f"{lock}: another git command is at work", remedy="if there is none, delete that file") from None
    except OSError as error:
        raise GitError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data or b"")
            file.flush()
            os.fsync(file.fileno())
        if data is None:
            target.unlink(missing_ok=True)
        else:
            with suppress(FileNotFoundError):
                lock.chmod(target.stat().st_mode & 0o7777)
            lock.replace(target)
    except OSError as error:
        raise GitError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error
    finally:
        lock.unlink(missing_ok=True)


def _places(data: bytes) -> tuple[int, int, int, int]:
    """Offsets of the block, of its lines, of its last mark, and of what comes after it."""
    start = data.index(_BEGIN)
    first = data.find(b"\n", start) + 1
    last = data.find(_END, start)
    if not first or last < first or (start and data[start - 1 : start] != b"\n"):
        raise GitError("the marks of tracker git-config are damaged", remedy="take its lines out by hand")
    end = data.find(b"\n", last) + 1
    return start, first, last, end or len(data)
