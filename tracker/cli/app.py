"""The `tracker` command: its sub-commands, and how each way of ending becomes an exit code and one line at most."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import click

from tracker import __version__
from tracker.cli.command import Group
from tracker.cli.streams import prepare_streams
from tracker.errors import EXIT_INTERRUPTED, EXIT_OK, EXIT_TROUBLE, TrackerError

# Name, module and summary stand here so that `tracker --help` imports none of the commands.
_COMMANDS = {
    "Read": {
        "diff": ("tracker.cli.diff", "compare two versions, or any two documents"),
        "explain": ("tracker.cli.explain", "say why a change or shift was found"),
        "review": ("tracker.cli.review", "work through what changed, in the terminal"),
        "changelog": ("tracker.cli.changelog", "write the changelogs of a series"),
        "show": ("tracker.cli.reading", "show a version: text, outline, or one theme"),
        "list": ("tracker.cli.reading", "list series and versions"),
    },
    "Keep a corpus": {
        "init": ("tracker.cli.keeping", "make a corpus"),
        "add": ("tracker.cli.adding", "add a document as a version of a series"),
        "correct": ("tracker.cli.keeping", "correct a version's text or particulars"),
        "remove": ("tracker.cli.keeping", "take a version out"),
        "codebook": ("tracker.cli.codebook", "check the themes and try a term"),
        "verify": ("tracker.cli.proving", "prove that the corpus is what it says"),
        "rebuild": ("tracker.cli.proving", "make texts and changelogs again"),
        "upgrade": ("tracker.cli.proving", "read snapshots anew with newer extractors"),
        "export": ("tracker.cli.export", "write dated files, a database or tables"),
    },
    "With git": {
        "hook": ("tracker.cli.hook", "check and compare what git commits"),
        "git-config": ("tracker.cli.gitconfig", "let git show, compare and merge documents"),
    },
    "Begin": {
        "demo": ("tracker.cli.demo", "see it at work on six US strategies"),
        "config": ("tracker.cli.setup", "print the settings and where they come from"),
        "completion": ("tracker.cli.setup", "print the script for bash, zsh or fish"),
    },
    "": {
        "git-driver": ("tracker.cli.gitdriver", "what git calls"),
    },
}

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What writing to standard output may fail with."""

app = Group(
    "tracker",
    commands_by_heading=_COMMANDS,
    help="Tell what a government changed its mind about between two versions of a strategy, theme by theme, and where "
    "the text says so.",
    examples=(
        ("tracker demo", "see it at work on six US strategies"),
        ("tracker diff old.pdf new.pdf", "compare two documents"),
        ("tracker diff us-nds@2022..2026", "compare two versions of a corpus"),
        ("tracker COMMAND --help", "examples and options of a command"),
    ),
)
app.params.append(
    click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=lambda context, parameter, value: _print_version(context, asked=value),
        help="Show the version and exit.",
    )
)


def run(arguments: Sequence[str]) -> int:
    """Carries out one call; returns its exit code and lets no exception through."""
    prepare_streams()
    debug = "--debug" in arguments or bool(os.environ.get("TRACKER_DEBUG"))
    try:
        return _called(arguments)
    except TrackerError as error:
        if debug:
            raise
        return _trouble(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return EXIT_TROUBLE
    except click.UsageError as error:
        return _trouble(_usage_line(error))
    except click.ClickException as error:
        return _trouble(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        from tracker.cli.screen import close_output

        close_output()
        return EXIT_OK
    except OSError as error:
        if debug:
            raise
        return _trouble(_refused(error))
    except Exception as error:
        if debug:
            raise
        return _trouble(_internal(error))


def _called(arguments: Sequence[str]) -> int:
    instruction = os.environ.get("_TRACKER_COMPLETE")
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(app, {}, "tracker", "_TRACKER_COMPLETE", instruction)
    try:
        with app.make_context("tracker", list(arguments)) as context:
            code = app.invoke(context)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    sys.stdout.flush()
    return code if isinstance(code, int) else EXIT_OK


def _trouble(message: str) -> int:
    from tracker.cli.screen import complain

    complain(message)
    return EXIT_TROUBLE


def _refused(error: OSError) -> str:
    """What the system would not do, where no command had words of its own for it."""
    if error.filename is not None:
        return f"{os.fsdecode(error.filename)}: cannot be used ({error.strerror})"
    if isinstance(error, FileNotFoundError):
        return "the current folder is gone; cd elsewhere"
    if error.errno in _FULL:
        from tracker.cli.screen import close_output

        close_output()
        return f"the result cannot be written ({error.strerror})"
    return _internal(error)


def _internal(error: Exception) -> str:
    told = " ".join(str(error).split())
    return f"internal error, {type(error).__name__}{': ' + told if told else ''}; run with --debug for the traceback"


def _usage_line(error: click.UsageError) -> str:
    message = error.format_message().rstrip(".")
    path = error.ctx.command_path if error.ctx else "tracker"
    return f"{message[:1].lower()}{message[1:]}; see: {path} --help"


def _print_version(context: click.Context, *, asked: bool) -> None:
    if asked:
        click.echo(f"tracker {__version__}")
        context.exit()
