"""A corpus that nothing may be done to, and calls that have to be refused."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import Call, Called

OLD = "# Korea\n\nThe Republic of Korea is an ally. We will deter North Korea.\n"
NEW = "# Korea\n\nThe Republic of Korea takes primary responsibility. We will support it.\n"


@dataclass(frozen=True, slots=True)
class Corpus:
    folder: Path

    def state(self) -> tuple[str, str, dict[str, bytes]]:
        """The commit, what git says of the work tree, and every file with its bytes."""
        files = {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.folder).parts
        }
        return self.git("rev-parse", "HEAD"), self.git("status", "--porcelain=v1"), files

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True)
        return done.stdout


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the corpus that every test begins with is made, once."""
    return tmp_path_factory.mktemp("pattern")


@pytest.fixture
def corpus(call: Call, tmp_path: Path, pattern: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    made = pattern / "strategies"
    (tmp_path / "old.md").write_text(OLD)
    (tmp_path / "new.md").write_text(NEW)
    if not made.exists():
        assert call("init", str(made)).code == 0
        assert (
            call("add", "-C", str(made), "us-nds", "2022", str(tmp_path / "old.md"), "--date", "2022-10-27").code == 0
        )
    folder = shutil.copytree(made, tmp_path / "strategies", symlinks=True)
    monkeypatch.chdir(folder)
    return Corpus(folder)


@pytest.fixture
def refused(call: Call, corpus: Corpus) -> Callable[..., str]:
    """Makes a call that has to be refused; gives the line it said, after seeing that the corpus is as it was."""

    def refuse(*arguments: str, stdin: bytes = b"") -> str:
        before = corpus.state()
        shown = call(*arguments, stdin=stdin)
        is_one_line_of_trouble(shown)
        assert corpus.state() == before
        return shown.err

    return refuse


Refused = Callable[..., str]


def is_one_line_of_trouble(shown: Called) -> None:
    assert shown.code == 2
    assert shown.out == ""
    assert shown.err.startswith("tracker: ")
    assert shown.err.count("\n") == 1, shown.err
    assert "internal error" not in shown.err


@pytest.fixture(autouse=True)
def _home_is_no_corpus(tmp_path: Path) -> Iterator[None]:
    assert not any((folder / "corpus" / "corpus.yaml").exists() for folder in tmp_path.parents)
    yield
    assert "GIT_DIR" not in os.environ
