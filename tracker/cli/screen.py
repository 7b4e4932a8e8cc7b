"""Where results go and how: colour, width, the pager as git chooses it; and what is said beside a result."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.cli.settings import Setting, settings
from tracker.errors import GitError, TrackerError

PLAIN_WIDTH = 80
"""Columns of text that goes to a file or another program."""


_NOT_STARTED = (126, 127)
"""What a shell returns for a command that it could not run."""


@dataclass(frozen=True, slots=True)
class Screen:
    colour: bool
    width: int
    terminal: bool

    def show(self, text: str, *, paged: bool = False) -> None:
        """Writes a result to standard output."""
        self.show_pieces((text,), paged=paged)

    def show_pieces(self, pieces: Iterable[str], *, paged: bool = False) -> None:
        """Writes a result to standard output while it is made."""
        pager = pager_command(settings().get("pager"), os.environ)[0] if paged and self.terminal else ""
        if pager:
            text = "".join(pieces)
            if _page(text, pager):
                return
            pieces = (text,)
        _write(pieces)


def open_screen(*, to_file: bool = False) -> Screen:
    """The screen of this call; with `to_file` the one that a result meant for a file is laid out for."""
    chosen = settings()
    terminal = sys.stdout.isatty() and not to_file
    return Screen(
        colour=_coloured(chosen.get("color"), terminal=terminal),
        width=_width(chosen.get("width"), terminal=terminal),
        terminal=terminal,
    )


def warn(messages: tuple[str, ...]) -> None:
    """Says on standard error what a reader of the result has to know."""
    for message in dict.fromkeys(messages):
        complain(f"note: {message}")


def complain(message: str) -> None:
    """One line on standard error; harmless, since it may quote a name or a line of a document."""
    from tracker.harmless import clean_line

    with contextlib.suppress(OSError):
        print(f"tracker: {clean_line(message)}", file=sys.stderr, flush=True)


def pager_command(chosen: Setting | None, environment: Mapping[str, str]) -> tuple[str, str]:
    """The shell command of the pager, empty for none, and where it comes from: ours, then GIT_PAGER, core.pager, PAGER,
    less, as in git; but never what a repository itself names, which would run a stranger's program."""
    if chosen is not None:
        return _unless_cat(chosen.value), chosen.source
    if "GIT_PAGER" in environment:
        return _unless_cat(environment["GIT_PAGER"]), "GIT_PAGER"
    told = _told_by_git()
    if told is not None:
        return _unless_cat(told), "git config core.pager"
    if "PAGER" in environment:
        return _unless_cat(environment["PAGER"]), "PAGER"
    return ("less" if shutil.which("less") else ""), "default"


def _unless_cat(command: str) -> str:
    return "" if command.strip() in ("", "cat") else command


def _told_by_git() -> str | None:
    from tracker.corpus.git import user_setting

    with contextlib.suppress(GitError):
        return user_setting("core.pager")
    return None


def close_output() -> None:
    """Lets all further output go nowhere: whoever read it has read enough, which is no error."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _coloured(chosen: Setting | None, *, terminal: bool) -> bool:
    if chosen is not None and chosen.value != "auto":
        return chosen.value == "always"
    return terminal and os.environ.get("TERM", "") not in ("", "dumb")


def _width(chosen: Setting | None, *, terminal: bool) -> int:
    if chosen is not None:
        return int(chosen.value)
    if not terminal and "COLUMNS" not in os.environ:
        return PLAIN_WIDTH
    return max(shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns, 40)


def _write(pieces: Iterable[str]) -> None:
    try:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
    except OSError as error:
        raise TrackerError(f"the result cannot be written ({error.strerror})") from error


def _page(text: str, command: str) -> bool:
    """False when the pager could not be started, and the text has yet to be written."""
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    sys.stdout.flush()
    reader = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
    # Ctrl-C belongs to the pager while it runs: in less it stops a search, and must not end us under it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with contextlib.suppress(BrokenPipeError):
            reader.communicate(text.encode("utf-8", "surrogateescape"))
        code = reader.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    if code in _NOT_STARTED:
        warn((f"the pager {command!r} cannot be run",))
    return code not in _NOT_STARTED
