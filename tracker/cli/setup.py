"""`tracker config` and `tracker completion`: what holds for this user and this shell."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from tracker.cli.command import Command

if TYPE_CHECKING:
    from tracker.cli.settings import Setting

SHELLS = ("bash", "zsh", "fish")
_WHERE = {
    "bash": 'eval "$(tracker completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(tracker completion zsh)"    # in ~/.zshrc, after compinit',
    "fish": "tracker completion fish | source    # in ~/.config/fish/config.fish",
}


@click.command(
    "completion",
    cls=Command,
    examples=tuple((line.partition("#")[0].rstrip(), line.partition("# ")[2]) for line in _WHERE.values()),
    help="Print the script that lets a shell complete commands, series, versions and themes.",
)
@click.argument("shell", type=click.Choice(SHELLS))
def completion_command(shell: str) -> None:
    from click.shell_completion import get_completion_class

    from tracker.cli.app import app

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    script = kind(app, {}, "tracker", "_TRACKER_COMPLETE")
    click.echo(script.source_template % script.source_vars())


@click.command(
    "config",
    cls=Command,
    examples=(
        ("tracker config", "what is set here, and where each setting comes from"),
        ("TRACKER_COLOR=never tracker config", "the same with a variable set"),
    ),
    help="""Print the effective settings and where each comes from.

    A setting is taken from the option, else the variable (TRACKER_CORPUS, TRACKER_COLOR, TRACKER_PAGER, TRACKER_WIDTH,
    TRACKER_MEMORY, TRACKER_EMBEDDINGS), else the `settings:` of corpus/corpus.yaml (color and width only), else the
    user's file, named in the last line, which holds lines such as `color: never`, `pager: less -S`, `width: 120`,
    `memory: off` or `corpus: ~/strategies`. The corpus of the user's file is for calls from outside any corpus.

    The memory is a folder of comparisons that are not made again while both texts, the codebook and the program are the
    same; it may be deleted at any time.""",
)
def config_command() -> None:
    from tracker.cli.screen import open_screen, pager_command
    from tracker.cli.settings import find_corpus, memory_folder, settings, user_file

    chosen = settings()
    root = find_corpus()
    screen = open_screen()
    pager, pager_source = pager_command(chosen.get("pager"), os.environ)
    path = user_file()
    corpus_source = _source(chosen, "corpus", "around the current folder" if root else "default")
    if root is None and "corpus" in chosen:
        corpus_source += f" names {chosen['corpus'].value}, which is no corpus"
    rows = (
        ("corpus", str(root or "none"), corpus_source),
        ("color", chosen["color"].value if "color" in chosen else "auto", _source(chosen, "color", "default")),
        (
            "embeddings",
            chosen["embeddings"].value if "embeddings" in chosen else "none",
            _source(chosen, "embeddings", "default"),
        ),
        ("pager", pager or "none", pager_source),
        ("width", str(screen.width), _source(chosen, "width", "this terminal or COLUMNS; 80 where there is none")),
        ("memory", str(memory_folder() or "off"), _source(chosen, "memory", "default")),
        ("user file", str(path), "" if path.is_file() else "not there"),
    )
    names, values = (max(len(row[column]) for row in rows) for column in (0, 1))
    screen.show(
        "".join(f"{name:<{names}}  {value:<{values}}  {source}".rstrip() + "\n" for name, value, source in rows)
    )


def _source(chosen: Mapping[str, Setting], name: str, otherwise: str) -> str:
    setting = chosen.get(name)
    return otherwise if setting is None else setting.source
