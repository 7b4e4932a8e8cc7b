"""A corpus in a repository with our hooks, made once and copied for each test, and documents to commit by hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.usecases.conftest import CODEBOOK, SERIES, TEXTS
from tracker.corpus.frontmatter import write_version
from tracker.corpus.inhook import open_in_hook
from tracker.corpus.layout import snapshot_path, text_path
from tracker.corpus.snapshots import digest_of
from tracker.extract import extract
from tracker.hook.install import hooks_folder, install, status
from tracker.hook.scripts import IN_WORK_TREE
from tracker.model.corpus import Version
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.init import init_corpus
from tracker.usecases.verify import verify_corpus

REPO_ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(sys.executable)
PAIR = "corpus/harbours/changes/{}..{}.md"
BETWEEN = ["1962..1975", "1975..1987"]
"""The pairs of a corpus that 1975 came into."""


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Repo:
    """A repository in which a corpus lies."""

    top: Path
    root: Path

    def run(
        self, *arguments: str, env: Mapping[str, str] | None = None, stdin: str = "", at: Path | None = None
    ) -> Ran:
        done = subprocess.run(
            ["git", *arguments],
            cwd=at or self.top,
            env={**os.environ, **(env or {})},
            input=stdin,
            capture_output=True,
            text=True,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def git(self, *arguments: str, env: Mapping[str, str] | None = None, at: Path | None = None) -> str:
        ran = self.run(*arguments, env=env, at=at)
        assert ran.code == 0, ran.err
        return ran.out.rstrip("\n")

    def commit(self, *arguments: str, env: Mapping[str, str] | None = None) -> Ran:
        """By hand, with a message."""
        return self.run("commit", "-m", "By hand", *arguments, env=env)

    def drop(self, name: str, **particulars: str) -> tuple[str, str]:
        """Puts a version's text and snapshot into the work tree, as `add` would write them; their paths."""
        return drop(self.root, name, **particulars)

    def retitle(self, name: str, title: str) -> None:
        """Edits a particular of a version in the work tree; the file stays in canonical form."""
        path = self.root / text_path("harbours", name)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        number = next(number for number, line in enumerate(lines) if line.startswith("title:"))
        lines[number] = f"title: {title}\n"
        path.write_text("".join(lines), encoding="utf-8")

    def committed(self, path: str) -> str:
        prefix = self.root.relative_to(self.top).as_posix()
        return self.git("show", f"HEAD:{path if prefix == '.' else f'{prefix}/{path}'}")

    def pairs(self) -> list[str]:
        folder = (self.root.relative_to(self.top) / "corpus/harbours/changes").as_posix()
        listed = self.git("ls-tree", "--name-only", "-z", f"HEAD:{folder}").split("\0")
        return sorted(name.removesuffix(".md") for name in listed if name)

    def status(self) -> str:
        return self.git("status", "--porcelain", "--untracked-files=all")

    def assert_sound(self) -> None:
        """Nothing is left over, and `verify` agrees with every file."""
        assert self.status() == ""
        assert [str(fault) for fault in verify_corpus(self.root).faults] == []


def drop(root: Path, name: str, **particulars: str) -> tuple[str, str]:
    data = TEXTS[name].encode()
    extraction = extract(data, name=f"{name}.md")
    version = Version(
        series="harbours",
        name=name,
        title=particulars.get("title", extraction.title or name),
        published=particulars.get("published", name),
        snapshot=digest_of(data),
        media_type=extraction.media_type,
        extractor=extraction.extractor,
        language="en",
    )
    text, snapshot = text_path("harbours", name), snapshot_path("harbours", name, version.snapshot, "text/markdown")
    (root / snapshot).parent.mkdir(parents=True)
    (root / snapshot).write_bytes(data)
    (root / text).write_bytes(write_version(version, extraction.text))
    return str(text), str(snapshot)


def plant(root: Path, *names: str) -> None:
    """A corpus with some versions."""
    init_corpus(root, title="Test", codebook=CODEBOOK)
    for name in names:
        add_version(root, NewVersion("harbours", name, TEXTS[name].encode(), f"{name}.md"), series=SERIES)


def install_hooks(folder: Path) -> None:
    install(open_in_hook(folder, {}), python=PYTHON)


@pytest.fixture(scope="session")
def _bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bytecode")


@pytest.fixture(autouse=True)
def _hooks_find_this_checkout(monkeypatch: pytest.MonkeyPatch, _bytecode: Path) -> None:
    for variable in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("PYTHONPATH", str(REPO_ROOT))
    monkeypatch.setenv("GIT_EDITOR", "true")
    # Every hook is a Python of its own: none should compile what another has compiled.
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(_bytecode))


@pytest.fixture(scope="session")
def _planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("planted") / "Häfen und Kräne"


@pytest.fixture
def repo(_planted: Path, tmp_path: Path) -> Repo:
    """Versions 1962 and 1987, and the hooks."""
    if not _planted.exists():
        plant(_planted, "1962", "1987")
        install_hooks(_planted)
    top = tmp_path / _planted.name
    shutil.copytree(_planted, top, symlinks=True)
    made = Repo(top, top)
    made.git("update-index", "-q", "--refresh")
    return made


def marker(repo: Repo, hook: str) -> Path:
    return repo.top / ".git/hooks" / hook


@pytest.fixture
def bare(repo: Repo) -> Repo:
    """Without our hooks."""
    for name in IN_WORK_TREE:
        marker(repo, name).unlink()
    (repo.top / ".gitignore").write_text("ran-by-*\n.husky/_\n")
    repo.git("add", ".gitignore")
    repo.git("commit", "-qm", "Ignore")
    return repo


def hook_states(repo: Repo) -> dict[str, str]:
    return {state.name: state.state for state in status(hooks_folder(open_in_hook(repo.top, {})), python=PYTHON)}


def put(path: Path, text: str, mode: int = 0o755) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)
    return path


def commit_document(repo: Repo) -> Ran:
    repo.drop("1975")
    repo.git("add", ".")
    return repo.commit()
