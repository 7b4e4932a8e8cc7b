"""`tracker git-driver`: what git calls once `tracker git-config` has told it so; nobody types it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.command import Group
from tracker.errors import EXIT_DIFFERENT, EXIT_OK, UsageError

if TYPE_CHECKING:
    from tracker.usecases.gitdriver import States

_NULL = os.devnull


@click.group(
    "git-driver",
    cls=Group,
    examples=(("tracker git-config --enable", "sets git up to call what is here"),),
    help="What git calls to show, compare and merge documents.",
)
def git_driver_command() -> None:
    pass


@git_driver_command.command(
    "textconv",
    examples=(("git log -p -- plan.pdf", "calls it for each state of the file"),),
    help="Print the text of a document.",
)
@click.argument("file", type=click.Path(path_type=Path))
def textconv_command(file: Path) -> None:
    from tracker.cli.adding import read_document
    from tracker.cli.screen import open_screen
    from tracker.usecases.gitdriver import text_shown

    open_screen().show(text_shown(read_document(file), file.name))


@git_driver_command.command(
    "diff",
    examples=(
        ("git -c diff.external='tracker git-driver diff' diff HEAD~1 -- '*.pdf'", "compare two states by theme"),
        ("plan.pdf diff=tracker-themes", "a line of .git/info/attributes: always do so for this file"),
    ),
    help="""Compare two states of a file by theme, as git's external diff.

    Takes the seven arguments of git (path, old file, id and mode, new file, id and mode), nine for a renamed file, or
    the path alone where a merge is unsettled. Exits with 0, which is what git wants; with --exit-code 1 when the states
    differ, for a driver with trustExitCode.

    The line goes below the block that `tracker git-config --enable` has written into that file: the last line counts,
    and .gitattributes count for less.""",
)
@click.argument("arguments", nargs=-1)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the two states differ.")
def diff_command(arguments: tuple[str, ...], exit_code: bool) -> int:
    from tracker.usecases.gitdriver import compare_states

    if len(arguments) == 1:
        _show_line(f"{arguments[0]}: the merge of this file is not settled")
        return EXIT_OK
    if len(arguments) not in (7, 9):
        raise UsageError(f"git gives an external diff 1, 7 or 9 arguments, not {len(arguments)}")
    path, old, _, _, new, _, _ = arguments[:7]
    name = arguments[7] if len(arguments) == 9 else path
    _show_line(f"{path} → {name}" if name != path else path)
    states = compare_states(name, _content(old), _content(new), folder=Path.cwd())
    _show(states)
    return EXIT_DIFFERENT if exit_code and states.differ else EXIT_OK


@git_driver_command.command(
    "difftool",
    examples=(("git difftool -y -t tracker HEAD~1 -- plan.pdf", "calls it for each file"),),
    help="Compare two states of a file by theme.",
)
@click.argument("old")
@click.argument("new")
@click.argument("path")
def difftool_command(old: str, new: str, path: str) -> None:
    from tracker.usecases.gitdriver import compare_states

    _show(compare_states(path, _content(old), _content(new), folder=Path.cwd()))


@git_driver_command.command(
    "merge",
    examples=(("git merge theirs", "calls it for each changelog that both sides changed"),),
    help="Merge a file: a changelog stays as it is until it is made again, all else is merged as text.",
)
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.argument("marker_size")
@click.argument("path")
def merge_command(base: str, ours: str, theirs: str, marker_size: str, path: str) -> int:
    from tracker.cli.screen import complain
    from tracker.usecases.gitdriver import merge_file

    outcome, code = merge_file(path, base=base, ours=ours, theirs=theirs, marker_size=marker_size, folder=Path.cwd())
    if outcome == "derived":
        complain(f"note: {path} is made again after the merge, by: tracker rebuild")
    return code


def _content(file: str) -> bytes | None:
    from tracker.cli.adding import read_document

    return None if file == _NULL else read_document(Path(file))


def _show(states: States) -> None:
    from tracker.cli.screen import open_screen
    from tracker.report.terminal import comparison_text

    if states.comparison is None:
        _show_line(states.said)
        return
    screen = open_screen()
    # Git's own pager shows colours, although our output is no terminal then.
    colour = screen.colour or bool(os.environ.get("GIT_PAGER_IN_USE"))
    screen.show(comparison_text(states.comparison, width=screen.width, colour=colour))


def _show_line(text: str) -> None:
    from tracker.cli.screen import open_screen
    from tracker.harmless import clean_line

    open_screen().show(f"{clean_line(text)}\n")
