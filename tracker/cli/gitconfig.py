"""`tracker git-config`: lets git show, compare and merge the documents of a corpus, and undoes that."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.command import Command
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.usecases.gitconfig import FileChanged, Places


@click.command(
    "git-config",
    cls=Command,
    examples=(
        ("tracker git-config --enable", "for the repository around the current folder"),
        ("tracker git-config --enable --global", "for all repositories of this user"),
        ("tracker git-config --disable", "take it out again, to the byte"),
        ("git log -p -- '*.pdf'", "then: how the text of a PDF changed"),
        ("git difftool -y -t tracker HEAD~1 -- plan.docx", "then: two states of a document, theme by theme"),
    ),
    help="""Let git show PDF, Word and captured HTML documents as text, compare them by theme, and merge changelogs.

    Prints what it writes: a marked block in git's configuration and one in its attributes, neither of them committed.
    Without an option it prints what is set. docs/git.md says what each part does.

    With --global, a folder's own .gitattributes come first; those of a corpus keep its snapshots out of diffs, so
    enable it in the corpus itself as well.""",
)
@click.option("--enable", is_flag=True, help="Write the settings.")
@click.option("--disable", is_flag=True, help="Take them out again.")
@click.option("--global", "everywhere", is_flag=True, help="In the user's configuration instead of the repository's.")
def git_config_command(enable: bool, disable: bool, everywhere: bool) -> None:
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import find_corpus
    from tracker.usecases import gitconfig

    if enable and disable:
        raise UsageError("--enable and --disable exclude each other", remedy="give one of them")
    places = _global_places() if everywhere else gitconfig.places_of_repository(find_corpus() or Path.cwd())
    if enable:
        changed = gitconfig.enable(places, _program())
        if everywhere and find_corpus() is not None:
            warn(("this corpus keeps its snapshots out of diffs; for it, leave out --global as well",))
    elif disable:
        changed = gitconfig.disable(places)
    else:
        changed = gitconfig.standing(places)
    open_screen().show("".join(f"{line}\n" for file in changed for line in _told(file)), paged=True)


def _told(file: FileChanged) -> list[str]:
    from tracker.harmless import clean_line

    if file.state == "not there":
        return [f"nothing of ours in {file.path}"]
    mark = "-" if file.state in ("taken out", "deleted") else "+" if file.state == "written" else " "
    head = {
        "written": f"written to {file.path}",
        "unchanged": f"stands in {file.path}",
        "taken out": f"taken out of {file.path}",
        "deleted": f"taken out of {file.path}, which had nothing else and is gone",
    }[file.state]
    return [head, *(f"  {mark} {'    ' * line.startswith(chr(9))}{clean_line(line)}" for line in file.lines)]


def _program() -> str:
    """How a shell calls this program: by its name where that leads here, else by its path."""
    called = shutil.which(sys.argv[0]) if Path(sys.argv[0]).name == "tracker" else None
    if called is None:
        return f"{shlex.quote(sys.executable)} -m tracker"
    found = shutil.which("tracker")
    return "tracker" if found and Path(found).samefile(called) else shlex.quote(str(Path(called).absolute()))


def _global_places() -> Places:
    """Where git looks for the user's own files."""
    from tracker.corpus.git import user_setting
    from tracker.usecases.gitconfig import Places

    home = os.environ.get("HOME")
    if not home:
        raise UsageError("HOME is not set, so git has no configuration of the user's own", remedy="set HOME")
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path(home, ".config")) / "git"
    config = Path(home, ".gitconfig")
    if os.environ.get("GIT_CONFIG_GLOBAL"):
        config = Path(os.environ["GIT_CONFIG_GLOBAL"])
    elif not config.exists() and (folder / "config").exists():
        config = folder / "config"
    named = user_setting("core.attributesFile", is_path=True)
    return Places(config, Path(named) if named else folder / "attributes")
