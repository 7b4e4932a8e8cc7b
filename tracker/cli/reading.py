"""`tracker list` and `tracker show`: what a corpus holds, and what one version says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.command import Command, keep_flag
from tracker.cli.complete import complete_series, complete_themes, complete_version
from tracker.errors import EXIT_OK, EXIT_TROUBLE, UsageError

if TYPE_CHECKING:
    from tracker.model.corpus import Version


@click.command(
    "list",
    cls=Command,
    examples=(
        ("tracker list", "every series with its versions, oldest first"),
        ("tracker list us-nds", "one series"),
    ),
    help="List what the corpus holds, in the order of publication.",
)
@click.argument("series", required=False, shell_complete=complete_series)
def list_command(series: str | None) -> int:
    from tracker.cli.screen import complain, open_screen, warn
    from tracker.cli.settings import require_corpus
    from tracker.report.listing import versions_text
    from tracker.usecases.listing import list_corpus

    listings = list_corpus(require_corpus(), series=series)
    faults = [fault for listing in listings for fault in listing.faults]
    if not faults and not any(listing.versions for listing in listings):
        warn(("nothing here yet; add a document with: tracker add SERIES VERSION FILE",))
    screen = open_screen()
    rows = [(listing.series, listing.versions) for listing in listings]
    screen.show(versions_text(rows, width=screen.width, colour=screen.colour), paged=True)
    for fault in faults:
        complain(fault)
    return EXIT_TROUBLE if faults else EXIT_OK


@click.command(
    "show",
    cls=Command,
    examples=(
        ("tracker show us-nds@2022", "where it comes from, and its text"),
        ("tracker show us-nds@2022 --sections", "its outline"),
        ("tracker show us-nds@2022 --theme china", "its passages about a theme, each with its place"),
        ("tracker show us-nds@2022 --theme china/taiwan", "or about a sub-theme"),
        ("tracker show us-nds@2022 --plain > nds.md", "the text alone, for a file"),
        ("tracker show us-nds", "the newest version of a series"),
    ),
    help="Show one version: where it comes from, its text, its outline, or its passages about a theme.",
)
@click.argument("version", metavar="SERIES[@VERSION]", shell_complete=complete_version)
@click.option("-t", "--theme", metavar="ID", shell_complete=complete_themes, help="Only passages about this theme.")
@click.option("--sections", is_flag=True, help="The outline, with the length of each section.")
@click.option("--plain", is_flag=True, help="The text alone, in Markdown.")
@click.option("--width", metavar="COLUMNS", callback=keep_flag, expose_value=False, help="Columns to lay out for.")
def show_command(version: str, theme: str | None, sections: bool, plain: bool) -> None:
    from tracker.cli.screen import open_screen
    from tracker.cli.settings import require_corpus
    from tracker.report.listing import document_text, outline_text, theme_text
    from tracker.usecases.show import show_theme, show_version

    if (theme is not None) + sections + plain > 1:
        raise UsageError("--theme, --sections and --plain ask for different things", remedy="give one of them")
    root = require_corpus()
    screen = open_screen()
    if theme is not None:
        tagged = show_theme(root, version, theme).tagged
        screen.show(theme_text(tagged, theme, width=screen.width, colour=screen.colour), paged=True)
        return
    shown = show_version(root, version)
    if plain:
        screen.show(shown.text)
        return
    body = (outline_text if sections else document_text)(shown.document, width=screen.width, colour=screen.colour)
    screen.show(f"{_origin(shown.version)}\n{body}", paged=True)


def _origin(version: Version) -> str:
    """Where the text comes from and what was done to it, a line each."""
    from tracker.harmless import clean_line
    from tracker.report.phrases import count, plain_date

    got = f"{version.media_type}, by {version.extractor}"
    rows = [
        ("source", version.source or ""),
        ("retrieved", plain_date(version.retrieved) if version.retrieved else ""),
        ("snapshot", version.snapshot),
        ("text from", f"{got}, {count(version.pages, 'page')}" if version.pages else got),
        *(("corrected", f"{item.date or 'date unknown'}: {item.reason}") for item in version.corrections),
    ]
    return "".join(f"{name:<10} {clean_line(value)}\n" for name, value in rows if value)
