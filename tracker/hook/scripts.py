"""The shell scripts that go into git's folder of hooks: small, and quick to see that there is nothing to do.

Most commits touch no document: the script finds that out with one git command and never starts Python. It stops a
commit on one exit code alone; a program that is gone, broken or interrupted costs nobody a commit.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from tracker.errors import EXIT_INTERRUPTED, EXIT_INVALID, EXIT_OK, EXIT_TROUBLE

IN_WORK_TREE = ("pre-commit", "prepare-commit-msg", "post-commit", "post-merge", "post-rewrite")
ON_SERVER = ("post-receive",)
OFF = ("", "0", "false", "no", "off")
"""What says of a variable such as TRACKER_SKIP, in small letters or capitals, that it is not set."""
KEPT = ".before-tracker"
"""What the name of a hook that was there before ends in."""

_MARK = "# tracker-hook"
RUN_BY_OTHERS = ".legacy"
"""What pre-commit renames a hook to that it finds, and goes on to run."""
_MOVED_BY_OTHERS = (RUN_BY_OTHERS, ".old")
"""lefthook renames too, and runs it no more."""
_NO_NAME = 127
_SHELLS = ("sh", "bash", "dash", "zsh", "ksh")
_READS_INPUT = ("post-rewrite", "post-receive")
_SPEAKS_UP = ("pre-commit", "post-merge", "post-rewrite", "post-receive")

_DOCUMENTS = "':(top,glob)**/corpus/*' ':(top,glob)**/corpus/*/*' ':(top,glob)**/snapshots/*/*/*'"
_SAME = "git diff --quiet --no-ext-diff --no-renames"
_NOTHING_TO_DO = {
    "pre-commit": f"{_SAME} --cached -- {_DOCUMENTS} && exit 0",
    "prepare-commit-msg": f"""case ${{2-}} in '' | template) ;; *) exit 0 ;; esac
{_SAME} --cached -- {_DOCUMENTS} && exit 0""",
    "post-commit": f"""case $(git log --walk-reflogs --max-count=1 --no-show-signature --format=%gs HEAD 2>/dev/null) in
  *cherry-pick*:* | *revert*:*) ;;
  *) exit 0 ;;
esac
{_SAME} HEAD~1 HEAD -- {_DOCUMENTS} 2>/dev/null && exit 0""",
    "post-merge": f"""[ "${{1-}}" = 1 ] && exit 0
{_SAME} ORIG_HEAD HEAD -- {_DOCUMENTS} 2>/dev/null && exit 0""",
    "post-rewrite": f"""[ "${{1-}}" = rebase ] || exit 0
{_SAME} ORIG_HEAD HEAD -- {_DOCUMENTS} 2>/dev/null && exit 0""",
    "post-receive": "",
}
_START = """\
import sys
try:
    from tracker.cli.app import run
except BaseException:
    sys.exit({no_name})
sys.exit(run(sys.argv[1:]))
"""


def hook_script(name: str, python: Path, kept_call: str = "") -> str:
    """The script of the hook; `kept_call` is what `call_of_kept` gives for a hook that was there before."""
    feed = 'printf %s "$input" | ' if name in _READS_INPUT else ""
    parts = [
        f"#!/bin/sh\n{_MARK} 1: checks and compares documents as they are committed.\n"
        "# Made by `tracker hook install`, taken out by `tracker hook uninstall`, which leaves all other hooks as they"
        " were.",
        f"kept=${{0%/*}}/{name}{KEPT}",
    ]
    if name in _READS_INPUT:
        parts.append("input=$(cat && echo .)\ninput=${input%.}")
    parts += [
        f'# A hook that was here before comes first, and may stop git.\nif [ -x "$kept" ]; then\n'
        f"  {feed}{kept_call or _plain_call()} || exit\nfi",
        f"""case ${{TRACKER_SKIP:+$(printf %s "$TRACKER_SKIP" | tr A-Z a-z)}} in
  {" | ".join(map(shlex.quote, OFF))}) ;;
  *) exit 0 ;;
esac""",
    ]
    if _NOTHING_TO_DO[name]:
        parts.append(
            "unset GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS\n"
            f"{_NOTHING_TO_DO[name]}"
        )
    parts.append(_call(name, python, feed))
    return "\n\n".join(parts) + "\n"


def call_of_kept(kept: Path) -> str:
    """How the script runs a hook that was there before.

    A shell script that asks for its own name (husky's do, and dispatchers for all hooks) is read by its shell under the
    name that git calls; any other simply is run.
    """
    if kept.is_symlink():
        return _plain_call()
    text = kept.read_bytes()[:100_000].decode("utf-8", "replace")
    first, _, body = text.partition("\n")
    words = first.removeprefix("#!").split()
    shell = words[-1].rpartition("/")[2] if words and first.startswith("#!") else ""
    if shell not in _SHELLS or ("$0" not in body and "${0" not in body):
        return _plain_call()
    return f"""env kept="$kept" {" ".join(map(shlex.quote, words))} -c '. "$kept"' "$0" "$@\""""


def is_ours(path: Path) -> bool:
    try:
        return any(line.startswith(_MARK) for line in path.read_text("utf-8", "replace").splitlines()[:3])
    except OSError:
        return False


def moved_by_others(path: Path) -> Path | None:
    """Where another tool has put our script when it took its place."""
    others = (path.with_name(path.name + ending) for ending in _MOVED_BY_OTHERS)
    return next((other for other in others if is_ours(other)), None)


def _plain_call() -> str:
    return '"$kept" "$@"'


def _call(name: str, python: Path, feed: str) -> str:
    lost = ""
    if name in _SPEAKS_UP:
        lost = f"""
    echo "tracker: the {name} hook found no tracker to run (installed by $python): documents were not checked;" \\
      "install it again and type tracker hook install, or delete $0" >&2"""
    start = _START.format(no_name=_NO_NAME)
    return f"""python={shlex.quote(str(python))}
start() {{
  if [ -x "$python" ]; then
    "$python" -P -c {shlex.quote(start)} hook run {name} "$@"
    code=$?
    [ "$code" -eq {_NO_NAME} ] || return "$code"
  fi
  command -v tracker >/dev/null 2>&1 || return {_NO_NAME}
  tracker hook run {name} "$@"
}}

{feed}start "$@"
case $? in
  {EXIT_OK} | {EXIT_TROUBLE}) ;;
  {EXIT_INVALID}) exit 1 ;;
  {EXIT_INTERRUPTED}) exit {EXIT_INTERRUPTED} ;;
  *){lost or " ;;"}{"" if not lost else chr(10) + "    ;;"}
esac
exit 0"""
