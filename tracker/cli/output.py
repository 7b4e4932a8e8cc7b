"""A result that goes to a file: which file may not be written over, and how one is replaced by the whole result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tracker.errors import InputError, UsageError


def check_output(output: Path, root: Path | None, given: Mapping[str, Iterable[Path]]) -> None:
    """UsageError where writing to `output` would cost what the call reads or the corpus keeps.

    `given` are the files that the call names, by what each is, as the complaint says it.
    """
    from tracker.corpus import layout

    if output.is_dir():
        raise UsageError(f"--output {output} is a folder", remedy="name a file")
    if not output.parent.is_dir():
        raise UsageError(f"--output {output} cannot be written: there is no folder {output.parent}")
    for what, paths in given.items():
        if output.exists() and any(path.exists() and output.samefile(path) for path in paths):
            raise UsageError(f"--output {output} is {what}", remedy="name another file")
    if root is not None:
        layout.check_outside(root, output)


def write_output(path: Path, pieces: Iterable[str]) -> None:
    """Puts the whole result in the place of a file; into what is none (a pipe, a device, a link to either) it is
    written."""
    from tracker.wholefile import replace_whole

    data = "".join(pieces).encode()
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            path.write_bytes(data)
        else:
            replace_whole(path, data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error
