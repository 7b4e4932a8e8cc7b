"""A tiny corpus with a person's own work beside it, and the commands that write into it."""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tracker as tracker_package
from tests.fence import fenced_home
from tests.hook.conftest import drop
from tests.usecases.conftest import CODEBOOK, SERIES, TEXTS
from tracker.cli.app import run
from tracker.errors import TrackerError
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.init import init_corpus

DOCUMENTS = "documents"
"""Folder beside the corpus with what can be added."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A command that writes, and the state that it needs."""

    prepare: Callable[[Path], None]
    command: Callable[[], int]
    """In a corpus as current folder."""
    once: bool = False
    """Whether a second time is refused."""
    keeps: bool = False
    """Whether what git would not take is written all the same."""
    in_hook: bool = False
    """Whether it prepares a commit that git makes, and holds that up for nothing but an invalid document."""


def make_corpus(root: Path) -> None:
    """Two versions; something of a person's that is staged, something that is not, something git does not know."""
    init_corpus(root, title="Test", codebook=CODEBOOK)
    for name in ("1962", "1987"):
        add_version(root, NewVersion("harbours", name, TEXTS[name].encode(), f"{name}.md"), series=SERIES)
    (root / "mine.txt").write_text("committed\n")
    git(root, "add", "mine.txt")
    git(root, "commit", "--quiet", "-m", "By hand")
    documents = root.parent / DOCUMENTS
    documents.mkdir(exist_ok=True)
    for name, text in TEXTS.items():
        (documents / f"{name}.md").write_text(text)


def import_everything() -> None:
    """So that a forked child does not have to."""
    for module in pkgutil.walk_packages(tracker_package.__path__, "tracker."):
        if module.name != "tracker.__main__":
            importlib.import_module(module.name)


def begin_own_work(root: Path) -> None:
    (root / "mine.txt").write_text("staged\n")
    (root / "new.txt").write_text("staged too\n")
    git(root, "add", "mine.txt", "new.txt")
    (root / "mine.txt").write_text("staged, then changed\n")
    (root / "loose.txt").write_text("not staged\n")


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def fenced(folder: Path) -> Iterator[None]:
    """The environment of a test, for a program: nothing of the user's own, and repeatable commits."""
    # git makes thousands of repositories: none needs what its template holds.
    chosen = fenced_home(folder / "home", git_config="\ttemplateDir =\n")
    dropped = [name for name in os.environ if name.startswith(("XDG_", "TRACKER_", "GIT_")) and name not in chosen]
    kept = {name: os.environ.get(name) for name in (*chosen, *dropped)}
    for name in dropped:
        del os.environ[name]
    os.environ.update(chosen)
    try:
        yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def tracker(*arguments: str) -> Callable[[], int]:
    return lambda: run(arguments)


def add(series: str, name: str) -> Callable[[], int]:
    return tracker("add", series, name, f"../{DOCUMENTS}/{name}.md")


def _save_review(verdict: str, note: str) -> Callable[[], int]:
    """What the desk does on `w`."""

    def save() -> int:
        from tracker.usecases.compare import compare_sides
        from tracker.usecases.review import Sitting
        from tracker.usecases.reviewstores import corpus_store

        try:
            root = Path.cwd()
            compared = compare_sides(["harbours@1962..1987"], directory=root, root=root)
            sitting = Sitting(
                compared.comparison, compared.codebook, corpus_store(root, "harbours@1962", "harbours@1987")
            )
            change = compared.comparison.changes[0].id
            if not sitting.is_reviewed(change):
                sitting.judge(change, verdict)  # type: ignore[arg-type]
            sitting.note(change, note)
            saved = sitting.save()
        except TrackerError as error:
            os.write(2, f"tracker: {error}\n".encode())
            return 2
        if saved.warning:
            os.write(2, f"tracker: {saved.warning}\n".encode())
        return 0

    return save


def _nothing(root: Path) -> None:
    """The corpus as it is."""


def _edit_codebook(root: Path) -> None:
    (root / "corpus/codebook.yaml").write_text(CODEBOOK.replace("title: Ports", "title: Havens"))
    git(root, "commit", "--quiet", "-am", "Call them havens")


def _stage_by_hand(root: Path) -> None:
    git(root, "add", *drop(root, "1999"))


def _review_before(root: Path) -> None:
    here = Path.cwd()
    os.chdir(root)
    try:
        assert _save_review("accepted", "first")() == 0
    finally:
        os.chdir(here)


DEEDS: Mapping[str, Deed] = {
    "add to a new series": Deed(_nothing, add("quays", "1999"), once=True),
    "add between two versions": Deed(_nothing, add("harbours", "1975"), once=True),
    "changelog": Deed(_edit_codebook, tracker("changelog", "harbours")),
    "review save, new": Deed(_nothing, _save_review("accepted", "first"), keeps=True),
    "review save, again": Deed(_review_before, _save_review("accepted", "second"), keeps=True),
    "hook run": Deed(_stage_by_hand, tracker("hook", "run", "pre-commit"), in_hook=True),
    "remove": Deed(_nothing, tracker("remove", "harbours@1962", "--reason", "Only a test"), once=True),
}
