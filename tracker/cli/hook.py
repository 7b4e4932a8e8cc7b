"""`tracker hook`: puts the hooks into a repository, takes them out, and is what they run."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.command import Group, flags
from tracker.errors import EXIT_DIFFERENT, EXIT_INVALID, EXIT_OK, TrackerError, UsageError
from tracker.hook.scripts import IN_WORK_TREE, OFF, ON_SERVER

if TYPE_CHECKING:
    from tracker.corpus.git import Repository
    from tracker.hook.answer import Answer
    from tracker.hook.install import Folder, HookState
    from tracker.usecases import Progress


@click.group(
    "hook",
    cls=Group,
    examples=(
        ("tracker hook install", "in this repository, beside whatever hooks it has"),
        ("git commit -m 'New strategy'", "checks what is committed, adds its changelog"),
        ("TRACKER_SKIP=1 git commit", "for once without"),
        ("tracker hook uninstall", "as it was before"),
    ),
    help="""Check documents as git commits them, and commit their changelogs along.

    docs/hooks.md tells what each hook does, and how to use them with pre-commit, lefthook, husky, on a server and in
    continuous integration.""",
)
def hook_command() -> None:
    pass


@hook_command.command(
    "install",
    examples=(
        ("tracker hook install", "in the repository around the current folder"),
        ("cd strategies.git && tracker hook install", "on a server, in a bare one"),
    ),
    short_help="Put the hooks into this repository.",
    help="""Put the hooks into this repository: in a bare one the one for a server, in any other those for commits.

    A hook that another tool has put there is kept, runs first, and is put back by uninstall. To install again mends
    what an update of Python or tracker has broken.""",
)
@click.option("--shared", is_flag=True, help="Even where core.hooksPath leads to a folder for all repositories.")
def install_command(shared: bool) -> None:
    from tracker.cli.screen import open_screen, warn
    from tracker.hook.install import install

    folder, states = install(_repository(), python=Path(sys.executable), shared=shared)
    warn(folder.notes)
    open_screen().show(_states(folder, states))


@hook_command.command(
    "uninstall",
    examples=(("tracker hook uninstall", "take the hooks out and put back what was there before"),),
    short_help="Take the hooks out again.",
    help="Take the hooks out, and put back those that were there before.",
)
def uninstall_command() -> None:
    from tracker.cli.screen import open_screen, warn
    from tracker.hook.install import uninstall

    folder, lines = uninstall(_repository())
    if not lines:
        warn((f"no hook of tracker in {folder.path}",))
    open_screen().show("".join(f"{line}\n" for line in lines))


@hook_command.command(
    "status",
    examples=(("tracker hook status", "which hooks are there, and whose"),),
    short_help="Tell which hooks are there.",
    help="Tell which hooks are there. Exits with 0 when all are and will run, with 1 otherwise.",
)
def status_command() -> int:
    from tracker.cli.screen import open_screen, warn
    from tracker.hook.install import hooks_folder, status

    folder = hooks_folder(_repository())
    states = status(folder, python=Path(sys.executable))
    warn(folder.notes)
    open_screen().show(_states(folder, states))
    return EXIT_OK if all(state.state in ("installed", "by another tool") for state in states) else EXIT_DIFFERENT


@hook_command.command(
    "run",
    examples=(
        ("tracker hook run pre-commit", "check what is staged, stage its changelog"),
        ("tracker hook run pre-commit --write", "and put it into canonical form"),
        ("tracker hook run pre-commit --range origin/main...HEAD", "in continuous integration"),
    ),
    short_help="Do what a hook does.",
    help="""Do what the hook of that name does; the hooks themselves call this.

    HOOK is pre-commit, prepare-commit-msg, post-commit, post-merge, post-rewrite or post-receive. Exits with 3 when
    documents are invalid, with 0 in all other cases: nothing else may stop git. With --range it checks what a range of
    commits brings, changes nothing, writes what changed as Markdown, and exits with 2 when it cannot do so. A call that
    is wrong exits with 2 too.""",
)
@click.argument("hook", metavar="HOOK", type=click.Choice((*IN_WORK_TREE, *ON_SERVER)))
@click.argument("arguments", nargs=-1)
@click.option("--write", is_flag=True, help="Put documents into canonical form (also TRACKER_WRITE=1).")
@click.option("--range", "revisions", metavar="OLD..NEW", help="Check these commits instead of what is staged.")
def run_command(hook: str, arguments: tuple[str, ...], write: bool, revisions: str | None) -> int:
    from tracker.cli.screen import complain

    if revisions is None and hook == "pre-commit":
        revisions = _range_of_pre_commit(os.environ)
    if revisions is not None and hook != "pre-commit":
        raise UsageError("--range goes with pre-commit only")
    if _is_set("TRACKER_SKIP"):
        return EXIT_OK
    try:
        return _run(hook, arguments, write=write, revisions=revisions)
    except TrackerError as error:
        if revisions is not None or flags(click.get_current_context()).get("debug"):
            raise
        complain(f"{error}; git goes on without")
    except Exception as error:
        if revisions is not None or _is_set("TRACKER_DEBUG") or flags(click.get_current_context()).get("debug"):
            raise
        told = " ".join(f"{type(error).__name__} {error}".split())
        complain(f"internal error in the {hook} hook, {told}; git goes on without (TRACKER_DEBUG=1 shows where)")
    return EXIT_OK


def _run(hook: str, arguments: tuple[str, ...], *, write: bool, revisions: str | None) -> int:
    from tracker.cli.progress import progress
    from tracker.cli.screen import complain, open_screen

    with progress() as say:
        answer = _answer(hook, arguments, write=write, revisions=revisions, say=say)
    if answer.text:
        open_screen().show(answer.text)
    for line in (*answer.notes, *answer.faults) if revisions is None else answer.faults:
        complain(line)
    if answer.faults and revisions is None:
        complain("nothing was committed (git commit --no-verify commits all the same)")
    return EXIT_INVALID if answer.faults else EXIT_OK


def _answer(hook: str, arguments: tuple[str, ...], *, write: bool, revisions: str | None, say: Progress) -> Answer:
    from tracker.corpus.inhook import setting
    from tracker.hook.answer import Answer

    repository = _repository()
    if revisions is not None:
        from tracker.hook.review import check_range

        return check_range(repository, revisions, progress=say)
    if hook == "pre-commit":
        from tracker.hook.commit import check_commit

        write = write or _is_set("TRACKER_WRITE") or setting(repository, "tracker.write") in ("true", "yes", "on", "1")
        return check_commit(repository, write=write, comparisons=_comparisons(), progress=say)
    if hook == "prepare-commit-msg":
        from tracker.hook.message import prepare_message

        file, source = (*arguments, "", "")[:2]
        source = source or os.environ.get("PRE_COMMIT_COMMIT_MSG_SOURCE", "")
        if not file:
            raise UsageError("prepare-commit-msg needs the file with the message")
        prepare_message(repository, Path(file), source)
        return Answer()
    if hook == "post-receive":
        from tracker.hook.receive import read_updates, receive

        given = b"" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.buffer.read()
        return receive(repository, read_updates(given), environment=os.environ, progress=say)
    from tracker.hook import after

    step = {"post-merge": after.after_merge, "post-rewrite": after.after_rewrite, "post-commit": after.after_commit}
    return step[hook](repository, progress=say)


def _comparisons() -> Path | None:
    """Where they are remembered. A user's file that cannot be read keeps no document from being checked: every other
    command says what is wrong with it."""
    from tracker.cli.settings import memory_folder

    try:
        return memory_folder()
    except TrackerError:
        return None


def _range_of_pre_commit(environment: Mapping[str, str]) -> str | None:
    """The pre-commit framework, run by hand on a range of commits, names it in variables."""
    old, new = (environment.get(f"PRE_COMMIT_{end}_REF") for end in ("FROM", "TO"))
    return f"{old}..{new}" if old and new else None


def _repository() -> Repository:
    """That of the hook, or the one around the folder that the call names."""
    from tracker.corpus.inhook import open_in_hook

    folder = flags(click.get_current_context()).get("corpus")
    return open_in_hook(Path(str(folder)) if folder else Path.cwd(), os.environ)


def _states(folder: Folder, states: tuple[HookState, ...]) -> str:
    width = max(len(state.name) for state in states)
    lines = [f"hooks in {folder.path}"]
    for state in states:
        after = f", after {state.kept.name}" if state.kept else ""
        lines.append(f"  {state.name:<{width}}  {_told(state)}{after}")
    return "".join(f"{line}\n" for line in lines)


def _told(state: HookState) -> str:
    if state.state == "by another tool" and state.runs_by:
        return f"installed, run by another tool as {state.runs_by.name}"
    if state.state == "displaced" and state.runs_by:
        return f"displaced: another tool renamed it to {state.runs_by.name}; tracker hook install mends it"
    remedy = {"outdated": "; tracker hook install renews it", "not executable": "; tracker hook install mends it"}
    return f"{state.state}{remedy.get(state.state, '')}"


def _is_set(variable: str) -> bool:
    return os.environ.get(variable, "").lower() not in OFF
