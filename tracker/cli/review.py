"""`tracker review`: opens the review desk on a corpus, on two versions, or on two files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tracker.cli.command import GIVEN, GIVEN_PATH, Command
from tracker.cli.complete import complete_sides
from tracker.errors import UsageError


@click.command(
    "review",
    cls=Command,
    examples=(
        ("tracker review", "the library: choose any two versions"),
        ("tracker review us-nds", "the newest against the one before it"),
        ("tracker review us-nds@2018..2026", "two versions"),
        ("tracker review old.pdf new.pdf", "two documents, without a corpus"),
        ("tracker review old.txt new.txt --review notes.yaml", "and keep what you decide"),
        ("tracker review us-nds --web", "the same in a browser on this machine"),
    ),
    help="""Work through what changed, in the terminal: side by side, theme by theme, with verdicts and notes.

    What you decide is kept in corpus/SERIES/reviews and committed when you save. ? shows the keys.""",
)
@click.argument("sides", metavar="[SERIES[@OLD..NEW] | OLD NEW]", nargs=-1, type=GIVEN, shell_complete=complete_sides)
@click.option("--codebook", metavar="FILE", type=GIVEN_PATH, help="Use these themes instead.")
@click.option("--review", "review_file", metavar="FILE", type=GIVEN_PATH, help="Keep the review there.")
@click.option("--look", type=click.Choice(("dark", "light", "contrast")), help="Colours; else those used last.")
@click.option("--web", is_flag=True, help="Serve it to a browser on this machine.")
@click.option("--port", metavar="PORT", type=click.IntRange(0, 65535), default=0, help="For --web; any free one if 0.")
def review_command(
    sides: tuple[str, ...],
    codebook: Path | None,
    review_file: Path | None,
    look: str | None,
    web: bool,
    port: int,
) -> None:
    from tracker.cli.settings import find_corpus, memory_folder, require_corpus, settings

    if len(sides) > 2:
        raise UsageError(
            f"review takes two documents, or one SERIES@OLD..NEW, not {len(sides)}",
            remedy="see: tracker review --help",
        )
    if "-" in sides:
        raise UsageError("the desk reads keys from standard input", remedy="save the document to a file first")
    root = find_corpus() if sides else require_corpus()
    if web:
        from tracker.tui.web import serve

        serve(sys.argv[1:], port=port, say=lambda line: click.echo(line, err=True))
        return
    browser = os.environ.get("TEXTUAL_DRIVER") is not None
    if not browser and not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the desk needs a terminal", remedy="use tracker diff for output to a file or a pipe")
    chosen = settings().get("color")
    if chosen is not None and chosen.value == "never":
        # Textual reads this and nothing else.
        os.environ["NO_COLOR"] = "1"
    elif chosen is not None and chosen.value == "always":
        os.environ.pop("NO_COLOR", None)
    import platformdirs

    from tracker.tui.order import Order
    from tracker.tui.start import run_desk

    run_desk(
        Order(
            directory=Path.cwd(),
            root=root,
            sides=sides,
            review=review_file,
            codebook=codebook,
            state=platformdirs.user_state_path("tracker") / "desk.json",
            memory=memory_folder(),
            editor="" if browser else os.environ.get("VISUAL") or os.environ.get("EDITOR") or "",
            look=f"desk-{look}" if look else "",
        )
    )
