"""`tracker explain`: prints why a change or shift stands in a comparison."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.command import GIVEN, Command, keep_flag
from tracker.cli.complete import complete_sides
from tracker.cli.streams import read_standard_input


@click.command(
    "explain",
    cls=Command,
    examples=(
        ("tracker explain s-3f2a us-nds@2022..2026", "a shift, by the beginning of its id"),
        ("tracker explain c-91c4 old.pdf new.pdf", "a change between two documents"),
    ),
    help="""Say why a change or a shift was found: the words, what makes them be about the theme, scores, and the rule.

    Ids stand in the output of `tracker diff --format json`. OLD and NEW are what `tracker diff` takes.""",
)
@click.argument("id", metavar="ID")
@click.argument("sides", metavar="OLD NEW", nargs=-1, required=True, type=GIVEN, shell_complete=complete_sides)
@click.option(
    "--embeddings", metavar="MODEL", callback=keep_flag, expose_value=False,
    help="Let this embedding model, a folder or .onnx file, propose further counterparts.",
)  # fmt: skip
def explain_command(id: str, sides: tuple[str, ...]) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import embeddings_path, find_corpus, memory_folder
    from tracker.compare.explain import explain
    from tracker.harmless import clean_line
    from tracker.usecases.compare import compare_sides

    with progress() as say:
        compared = compare_sides(
            sides,
            directory=Path.cwd(),
            root=find_corpus(),
            stdin=read_standard_input() if "-" in sides else None,
            embeddings=embeddings_path(),
            progress=say,
            memory=memory_folder(),
        )
    warn(compared.warnings)
    lines = explain(compared.comparison, id)
    open_screen().show("".join(f"{clean_line(line)}\n" for line in lines), paged=True)
