"""Ways to call the program as a user does: in this process, as one of its own, and on a terminal."""

from __future__ import annotations

import io
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

REPO_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Called:
    code: int
    out: str
    err: str


Call = Callable[..., Called]

# On a busy machine even a short call may last long enough for its progress to show.
_PROGRESS = re.compile(r"(\r\x1b\[K[^\r\n]*)*\r\x1b\[K")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("PYTHONPATH", str(REPO_ROOT))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs the program in this process."""
    from tracker.cli.app import run

    def called(*arguments: str, stdin: bytes = b"") -> Called:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run(arguments)
        captured = capsys.readouterr()
        return Called(code, captured.out, captured.err)

    return called


@pytest.fixture
def process() -> Call:
    """Runs the program as a process of its own."""

    def called(*arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Called:
        done = subprocess.run(
            [sys.executable, "-m", "tracker", *arguments],
            input=stdin,
            capture_output=True,
            env={**os.environ, **(env or {})},
        )
        return Called(done.returncode, done.stdout.decode(), done.stderr.decode())

    return called


@pytest.fixture
def on_terminal() -> Call:
    """Runs the program with a terminal for standard output and error; both come back as `out`, without progress."""

    def called(*arguments: str, env: Mapping[str, str] | None = None, columns: int = 80) -> Called:
        return _on_terminal([sys.executable, "-m", "tracker", *arguments], env or {}, columns)

    return called


def _on_terminal(command: Sequence[str], env: Mapping[str, str], columns: int) -> Called:
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), **env}
    running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    read = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not piece:
            break
        read += piece
    os.close(master)
    text = _PROGRESS.sub("", read.decode().replace("\r\n", "\n"))
    return Called(running.wait(), text, "")


TEXTS = {
    "2018": "# Strategy 2018\n\n## Korea\n\nNorth Korea is a rogue regime. We will deter it.\n",
    "2022": "# Strategy 2022\n\n## Korea\n\nNorth Korea is a persistent threat. We will deter it.\n",
    "2026": "# Strategy 2026\n\n## Korea\n\nThe Republic of Korea takes primary responsibility for deterring it.\n",
}


@pytest.fixture
def corpus(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Without a version; the documents lie beside it, and we stand in it."""
    for year, text in TEXTS.items():
        (tmp_path / f"{year}.md").write_text(text)
    made = call("init", "strategies", "--title", "Strategies")
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith(f"made a corpus in {tmp_path / 'strategies'}, with a git repository\n")
    monkeypatch.chdir(tmp_path / "strategies")
    return tmp_path / "strategies"


@pytest.fixture(scope="session")
def _filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("filled") / "strategies"


@pytest.fixture
def filled(call: Call, corpus: Path, _filled_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All three versions of us-nds, made once and copied for each test."""
    if _filled_once.exists():
        shutil.rmtree(corpus)
        shutil.copytree(_filled_once, corpus, symlinks=True)
        monkeypatch.chdir(corpus)
        subprocess.run(["git", "update-index", "-q", "--refresh"], cwd=corpus, check=True)
        return corpus
    named = ["--series-title", "National Defense Strategy"]
    for year in ("2022", "2026", "2018"):
        added = call("add", "us-nds", year, f"../{year}.md", *named)
        assert (added.code, added.err) == (0, "")
        named = []
    shutil.copytree(corpus, _filled_once, symlinks=True)
    return corpus
