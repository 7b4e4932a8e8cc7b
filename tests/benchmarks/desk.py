"""Times the review desk on a pseudo-terminal: first paint, finished comparison, key to last byte, memory.

    python -m tests.benchmarks.desk OLD NEW [--keys N] [--rounds N] [--urgent]

Prints one line per figure. The empty Textual application, run the same way, is what first paint is held against.
`--urgent` (Linux, as root) goes before everybody else's work: for a machine that is not idle. What a key took of the
processor is told beside: where it took less than the key did, the desk had to wait for its turn.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_QUIET = 0.06
"""Seconds without output after which a screen is taken to be drawn."""
_EMPTY = (
    "from textual.app import App; from textual.widgets import Static\n"
    "class A(App):\n    def compose(self):\n        yield Static('EMPTY-APP')\nA().run()"
)


class Terminal:
    """A program on a pseudo-terminal of 120 × 40."""

    def __init__(self, command: list[str], *, home: Path = Path("/nonexistent"), urgent: bool = False) -> None:
        """`home` is where the program may keep things."""
        self.started = time.perf_counter()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            if urgent:
                Path("/proc/self/autogroup").write_text("-20", "ascii")
                os.nice(-20)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(ROOT))
            os.environ.update(XDG_CACHE_HOME=str(home), XDG_STATE_HOME=str(home))
            os.environ.pop("NO_COLOR", None)
            os.execvp(command[0], command)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def wait_for(self, marker: bytes, seconds: float = 120.0) -> float:
        """Seconds from the start until the marker is written."""
        seen = b""
        while time.perf_counter() - self.started < seconds:
            if select.select([self.master], [], [], 0.05)[0]:
                seen = (seen + os.read(self.master, 1 << 16))[-200_000:]
                if marker in seen:
                    return time.perf_counter() - self.started
        raise TimeoutError(marker.decode())

    def settle(self, seconds: float = 1.0) -> None:
        while select.select([self.master], [], [], seconds)[0]:
            os.read(self.master, 1 << 16)

    def press(self, key: bytes) -> tuple[float, int, float]:
        """Seconds from the key to the last byte that it draws, bytes drawn, and seconds of processor that it took."""
        used = self.processor()
        begun = last = time.perf_counter()
        os.write(self.master, key)
        written = 0
        while select.select([self.master], [], [], _QUIET if written else 0.5)[0]:
            written += len(os.read(self.master, 1 << 16))
            last = time.perf_counter()
        return last - begun, written, self.processor() - used

    def processor(self) -> float:
        """Seconds of all its threads; to the nanosecond, where `/proc/PID/stat` counts hundredths."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text("ascii").split()[0]) for task in tasks) / 1e9

    def memory(self) -> float:
        """Resident megabytes, at their highest."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--keys", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--urgent", action="store_true")
    given = parser.parse_args()
    desk = [sys.executable, "-m", "tracker", "review", given.old, given.new]
    paints: dict[str, list[float]] = {"empty": [], "desk": []}
    for _ in range(given.rounds):
        for name, command, marker in (
            ("empty", [sys.executable, "-c", _EMPTY], b"EMPTY-APP"),
            ("desk", desk, b"opening"),
        ):
            terminal = Terminal(command, urgent=given.urgent)
            paints[name].append(terminal.wait_for(marker))
            terminal.end()
    empty, first = (statistics.median(paints[name]) for name in ("empty", "desk"))
    print(f"first paint   {first:.2f} s, {first / empty:.2f} times that of an empty application ({empty:.2f} s)")
    home = Path(tempfile.mkdtemp(prefix="desk-"))
    terminal = Terminal(desk, home=home, urgent=given.urgent)
    print(f"comparison    {terminal.wait_for(b'shifts, those'):.2f} s from the start")
    terminal.settle()
    for name, key in (("down", b"j"), ("page down", b" "), ("next change", b"n"), ("page up", b"-"), ("accept", b"a"),
                      ("next theme", b"]")):  # fmt: skip
        _report(terminal, name, key, given.keys)
    terminal.press(b"2")
    terminal.settle()
    for name, key in (("text: down", b"j"), ("text: page down", b" ")):
        _report(terminal, name, key, given.keys)
    print(f"memory        {terminal.memory():.0f} MB")
    terminal.end()
    terminal = Terminal(desk, home=home, urgent=given.urgent)
    print(f"once more     {terminal.wait_for(b'shifts, those'):.2f} s from the start: the comparison was kept")
    terminal.end()
    shutil.rmtree(home)
    _report_corpus(given.old, given.new, urgent=given.urgent)


def _report_corpus(old: str, new: str, *, urgent: bool) -> None:
    """Both added to a corpus of its own, then its desk opened for the first time."""
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        home, root = Path(folder) / "home", Path(folder) / "corpus"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(home)}
        for command in (
            ["init", str(root)],
            ["add", "bench", "1", str(Path(old).resolve()), "--date", "1998"],
            ["add", "bench", "2", str(Path(new).resolve()), "--date", "1999"],
        ):
            place = root if root.exists() else ROOT
            subprocess.run(
                [sys.executable, "-m", "tracker", *command], cwd=place, env=environment, check=True, capture_output=True
            )
        terminal = Terminal(
            [sys.executable, "-m", "tracker", "--corpus", str(root), "review", "bench"], home=home, urgent=urgent
        )
        painted = terminal.wait_for(b"opening")
        finished = terminal.wait_for(b"shifts, those")
        print(
            f"in a corpus   {finished:.2f} s from the start, {finished - painted:.2f} s after first paint, once added"
        )
        terminal.end()


def _report(terminal: Terminal, name: str, key: bytes, times: int) -> None:
    found = [press for _ in range(times) if (press := terminal.press(key))[1]]
    if not found:
        print(f"{name:<16} nothing drawn")
        return
    waits, sizes, used = (sorted(part) for part in zip(*found, strict=True))
    late = min(int(len(found) * 0.95), len(found) - 1)
    median, worst, spent, most = (
        second * 1000 for second in (statistics.median(waits), waits[late], statistics.median(used), used[late])
    )
    print(
        f"{name:<16} median {median:5.1f} ms  p95 {worst:5.1f} ms  (processor {spent:4.1f}, {most:5.1f})"
        f"  largest {sizes[-1] / 1000:.0f} kB"
    )


if __name__ == "__main__":
    main()
