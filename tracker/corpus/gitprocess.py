"""The only door to git: runs the program, with no more variables than it may have, and takes down what it answers.

Commands go through GitPython's `Git.execute` as a list of arguments. Nothing that a user typed stands where an option
could: paths are literal, behind `--` or on standard input; revisions are ids. `repo.index` is never used: it ignores
what is staged, and is an order of magnitude slower.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import GitError

# Tell git which repository and index to use: right inside a hook for the repository that is being committed to, wrong
# for any other. What a user sets to configure git (identity, dates, GIT_CONFIG_*) is left alone.
_PLACE_VARIABLES = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_QUARANTINE_PATH",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)
# A repository's configuration may name programs to run on status (fsmonitor) and on each change of a reference or the
# index (hooks); a corpus can come from anywhere.
_GUARDS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--literal-pathspecs")

_REMEDIES = (
    (
        re.compile(r"\bindex file\b|index uses|bad signature 0x"),
        "make git's index anew: move .git/index away and type git reset (what was staged has to be staged again)",
    ),
    (
        re.compile(r"(?:unable to|could not|cannot) read (?:tree|sha1|object|[0-9a-f]{40})|corrupt|bad object", re.I),
        "git's store is damaged: see what git fsck says, and bring back from a clone what is lost",
    ),
)
"""What to do about damage that git tells of in its own words."""


@dataclass(frozen=True, slots=True)
class Result:
    status: int
    out: bytes
    complaint: str
    """What git said on standard error, on one line."""


def run_git(
    folder: Path,
    arguments: Sequence[str],
    *,
    stdin: bytes | None = None,
    variables: Mapping[str, str] | None = None,
    inherit: Sequence[int] = (),
) -> Result:
    git = _gitpython()
    chosen = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", **(variables or {})}
    # GitPython can set variables for a process but not take any away; env(1) can.
    unset = [part for name in _PLACE_VARIABLES if name in os.environ and name not in chosen for part in ("-u", name)]
    options: dict[str, Any] = {"pass_fds": tuple(inherit)} if inherit else {}
    try:
        with contextlib.ExitStack() as stack:
            if stdin is not None:
                options["istream"] = stack.enter_context(tempfile.TemporaryFile())
                options["istream"].write(stdin)
                options["istream"].seek(0)
            status, out, said = git.Git(str(folder)).execute(
                [*(["env", *unset] if unset else []), "git", *_GUARDS, *arguments],
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                env=chosen,
                **options,
            )
    except git.GitCommandNotFound as error:
        if not folder.is_dir():
            raise GitError(f"{folder}: no such folder") from error
        raise _missing() from error
    except OSError as error:
        raise GitError(f"git cannot be asked ({error.strerror or error})") from error
    if status == 127 and unset:
        raise _missing()
    return Result(int(status), bytes(out), _complaint(said))


def _gitpython() -> Any:
    try:
        import git
    except ImportError as error:
        # GitPython looks for the git program when it is imported.
        raise _missing() from error
    return git


def _missing() -> GitError:
    return GitError("git is not installed, or not on the PATH", remedy="install git 2.30 or newer")


def _complaint(said: str | bytes) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("hint:")]
    # The last thing that git says before it gives up sums up what it said of it on the way.
    fatal = [line for line in lines if line.startswith("fatal:")]
    errors = [line for line in lines if line.startswith("error:")]
    worst = [*fatal[-1:], *errors, *lines, ""][0]
    return worst.removeprefix("fatal:").removeprefix("error:").strip()


def refusal(command: str, result: Result) -> GitError:
    if result.status < 0:
        return GitError(f"git {command} was killed (signal {-result.status})", remedy="run the command again")
    remedy = next((remedy for damage, remedy in _REMEDIES if damage.search(result.complaint)), "")
    return GitError(f"git {command} failed: {result.complaint or f'exit code {result.status}'}", remedy=remedy)
