"""Strikes a command at one of its system calls, with SIGKILL or an error, by way of strace.

The command runs in a forked child of this process, which has everything imported already, so that a strike costs
a fraction of a second. Each git that it starts is a process of its own, with points of its own: a script that stands in
for git on the PATH counts them and puts strace before the one that is meant.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

WRITING = (
    *("openat", "write", "pwrite64", "sendfile", "copy_file_range", "ftruncate", "fsync", "fdatasync", "flock"),
    *(
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "symlink",
        "unlink",
        "unlinkat",
        "mkdir",
        "mkdirat",
        "rmdir",
    ),
    *("chmod", "fchmod", "fchmodat", "utimensat"),
)
WAITING = ("poll", "wait4")
"""What the command does while a git of its own is at work: killed there, that git goes on alone."""

Command = Callable[[], int]
Whom = Literal["tracker", "git", "both"]

_PATIENCE = 60.0
_CALL = re.compile(r"(\w+)\((.*)")
_STAND_IN = """\
#!/bin/sh
read n < "$TORTURE/count"
n=$((n + 1))
echo $n > "$TORTURE/count"
if [ "$TORTURE_GIT" = every ]; then
  exec strace -qq -y -o "$TORTURE/git.$n" -e signal=none -e "trace=$TORTURE_CALLS" {git} "$@"
fi
if [ "$TORTURE_GIT" != "$n" ]; then exec {git} "$@"; fi
strace -qq -y -o "$TORTURE/log" -e signal=none -e "trace=$TORTURE_CALLS" -e "inject=$TORTURE_BLOW" {git} "$@"
code=$?
if [ $code = 137 ]; then
  if [ "$TORTURE_WHOM" = both ]; then kill -9 0; fi
  kill -9 $$
fi
exit $code
"""


@dataclass(frozen=True, slots=True)
class Point:
    """One system call of a command."""

    git: int
    """0 for one of tracker's own, n for one of the n-th git that it starts."""
    call: str
    number: int
    """Which of the calls of this name that the process makes."""
    shown: str
    """As strace shows it, without what chance decides."""

    def __str__(self) -> str:
        return f"{'tracker' if not self.git else f'git {self.git}'}: {self.call} {self.number}: {self.shown}"


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    """Negative for a signal."""
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder for what a run leaves behind, and the git that stands in for the real one."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Bench:
        git = shutil.which("git")
        assert git is not None
        if not folder.exists():
            (folder / "bin").mkdir(parents=True)
            (folder / "bin/git").write_text(_STAND_IN.format(git=git))
            (folder / "bin/git").chmod(0o755)
        return cls(folder)

    def run(self, command: Command, root: Path) -> Ended:
        """Runs the command as it is."""
        return go_on(self, *start(self, command, root, {}))

    def points(self, command: Command, root: Path) -> list[Point]:
        """All system calls by which the command and its gits write, and those at which it waits for them."""
        for log in self.folder.glob("git.*"):
            log.unlink()
        variables = self._variables("every", ",".join(WRITING))
        pid, go, calls = *start(self, command, root, variables), ",".join((*WRITING, *WAITING))
        with _attached(pid, self.folder / "log", f"trace={calls}"):
            done = go_on(self, pid, go)
        assert done.code == 0, done.err
        found = list(_parsed(0, self.folder / "log", root))
        for number in range(1, int((self.folder / "count").read_text()) + 1):
            found.extend(_parsed(number, self.folder / f"git.{number}", root))
        return found

    def strike(
        self, command: Command, root: Path, point: Point, blow: str, whom: Whom, *, lasting: bool = False
    ) -> Ended:
        """Runs the command with a blow (`signal=SIGKILL`, `error=EIO`) at the point. Where that is one of git's, `whom`
        says whether tracker is killed along with it."""
        inject = f"{point.call}:{blow}:when={point.number}{'+' if lasting else ''}"
        (self.folder / "log").unlink(missing_ok=True)
        if point.git:
            variables = {**self._variables(str(point.git), point.call), "TORTURE_BLOW": inject, "TORTURE_WHOM": whom}
            return go_on(self, *start(self, command, root, variables))
        pid, go = start(self, command, root, {})
        with _attached(pid, self.folder / "log", f"trace={point.call}", f"inject={inject}"):
            return go_on(self, pid, go)

    def fell(self, point: Point, root: Path) -> bool:
        """Whether the last blow fell, and where it was meant to."""
        try:
            lines = (self.folder / "log").read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return False
        calls = [line for line in lines if _CALL.match(line)]
        return len(calls) >= point.number and _shown(calls[point.number - 1], root) == point.shown

    def _variables(self, git: str, calls: str) -> dict[str, str]:
        (self.folder / "count").write_text("0\n")
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return {"PATH": path, "TORTURE": str(self.folder), "TORTURE_GIT": git, "TORTURE_CALLS": calls}


def strace_fault() -> str | None:
    """Why nothing can be struck here; None where it can."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return "strace is not installed"
    done = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return f"strace does not work here ({done.stderr.strip()})" if done.returncode else None


def start(bench: Bench, command: Command, root: Path, variables: Mapping[str, str]) -> tuple[int, int]:
    """The id of a child that has nothing left to do but to begin, and the descriptor that `begin` takes."""
    sys.stdout.flush()
    read_end, write_end = os.pipe()
    ready_end, preparing_end = os.pipe()
    pid = os.fork()
    if pid:
        os.close(read_end)
        os.close(preparing_end)
        # Its end: a child watched any sooner would have the calls that prepare it counted with the command's.
        os.read(ready_end, 1)
        os.close(ready_end)
        return pid, write_end
    code = 70
    try:
        os.setpgid(0, 0)
        os.close(write_end)
        os.close(ready_end)
        os.environ.update(variables)
        os.chdir(root)
        for descriptor, name in ((1, "out"), (2, "err")):
            target = os.open(bench.folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(target, descriptor)
            os.close(target)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        os.close(preparing_end)
        os.read(read_end, 1)
        os.close(read_end)
        code = command()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def go_on(bench: Bench, pid: int, go: int) -> Ended:
    """Lets the child begin, and waits for its end."""
    begin(go)
    return ended(bench, pid)


def begin(go: int) -> None:
    os.write(go, b"x")
    os.close(go)


def ended(bench: Bench, pid: int) -> Ended:
    deadline = time.monotonic() + _PATIENCE
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            break
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return Ended(71, "", "it hangs")
        time.sleep(0.001)
    out, err = ((bench.folder / name).read_text(errors="replace") for name in ("out", "err"))
    return Ended(os.waitstatus_to_exitcode(status), out, err)


class _attached:
    """strace at work on a process that waits to begin."""

    def __init__(self, pid: int, log: Path, *expressions: str) -> None:
        options = [part for expression in ("signal=none", *expressions) for part in ("-e", expression)]
        self._tracer = subprocess.Popen(
            ["strace", "-y", "-o", str(log), *options, "-p", str(pid)], stderr=subprocess.PIPE, text=True
        )

    def __enter__(self) -> None:
        assert self._tracer.stderr is not None
        line = self._tracer.stderr.readline()
        assert "attached" in line, line

    def __exit__(self, *_: object) -> None:
        self._tracer.communicate()


def _parsed(git: int, log: Path, root: Path) -> list[Point]:
    counted: dict[str, int] = {}
    found = []
    for line in log.read_text(errors="replace").splitlines():
        match = _CALL.match(line)
        if not match:
            continue
        call = match[1]
        counted[call] = counted.get(call, 0) + 1
        if _writes(call, match[2]):
            found.append(Point(git, call, counted[call], _shown(line, root)))
    return found


def _writes(call: str, arguments: str) -> bool:
    if call == "openat":
        return bool(re.search(r"O_WRONLY|O_RDWR|O_CREAT", arguments)) and "/dev/null" not in arguments
    if call == "write":
        return not re.match(r"[12]<|\d+<(pipe|socket|anon_inode|/dev/)", arguments)
    return True


def _shown(line: str, root: Path) -> str:
    """The call and its paths: not what was written, nor what came of it, nor the random part of temporary names."""
    call, _, rest = line.partition("(")
    if call in WAITING:
        return call
    arguments = rest.rpartition(" = ")[0].replace("<unfinished ...>", "")
    places = r"<[^>]*>" if call in ("write", "pwrite64") else r'"[^"]*"|<[^>]*>'
    shown = " ".join(re.findall(places, arguments)).replace(f"{root}/", "").replace(str(root), ".")
    # A file without a name is shown as `FOLDER/#INODE`, wherever temporary files go.
    return re.sub(r"tmp_obj_\w+|[^<>\s]*/#\d+|(?<=tracker/hook/)\d+", "tmp", f"{call} {shown}")
