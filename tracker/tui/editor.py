"""The text of a version, or a plain file, in the user's own editor, while the desk waits."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from tracker.harmless import clean_line
from tracker.tui.order import Order


def edit(order: Order, id: str, away: Callable[[], AbstractContextManager[None]]) -> str:
    """Runs the editor while the desk is `away` from the screen; why it cannot be done, empty when it was."""
    if not order.editor:
        return "no editor is set: export EDITOR"
    path = _path_of(order, id)
    if not path.exists():
        return "this has no file to edit"
    try:
        command = [*shlex.split(order.editor), str(path)]
        with away():
            subprocess.run(command, check=False)
    except (OSError, ValueError) as error:
        return f"the editor cannot be run: {clean_line(str(error))}"
    return ""


def text_of(order: Order, id: str) -> bytes | None:
    """What stands in the file of a version, or in a plain file; None where it cannot be read."""
    with suppress(OSError):
        return _path_of(order, id).read_bytes()
    return None


def _path_of(order: Order, id: str) -> Path:
    from tracker.corpus import layout

    series, at, version = id.rpartition("@")
    if at and order.root is not None and not layout.name_fault(series):
        return order.root / layout.text_path(series, version)
    return order.directory / id
