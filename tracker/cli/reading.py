"""`tracker list` and `tracker show`: what a corpus holds, and what one version says."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker.cli.command import Command, keep_flag
from tracker.cli.complete import complete_series, complete_themes, complete_version
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.model.corpus import Version
    from tracker.usecases.listing import SeriesListing
    from tracker.usecases.show import OutlineEntry, TaggedPassage, ThemeShown


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
def list_command(series: str | None) -> None:
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import require_corpus
    from tracker.usecases.listing import list_corpus

    root = require_corpus()
    listings = list_corpus(root, series=series)
    if not any(listing.versions for listing in listings):
        warn(("nothing here yet; add a document with: tracker add SERIES VERSION FILE",))
    open_screen().show("\n".join(_listed(listing) for listing in listings), paged=True)


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
    from tracker.harmless import clean
    from tracker.usecases.show import outline, show_theme, show_version

    if (theme is not None) + sections + plain > 1:
        raise UsageError("--theme, --sections and --plain ask for different things", remedy="give one of them")
    root = require_corpus()
    screen = open_screen()
    if theme is not None:
        text = _theme_text(show_theme(root, version, theme), screen.width)
    else:
        shown = show_version(root, version)
        if plain:
            screen.show(shown.text)
            return
        body = _outline_text(outline(shown.document)) if sections else clean(shown.text)
        text = f"{_particulars(shown.version)}\n{body}"
    screen.show(text, paged=True)


def _listed(listing: SeriesListing) -> str:
    from tracker.harmless import clean_line
    from tracker.report.phrases import count

    series = listing.series
    issuer = f", {clean_line(series.issuer)}" if series.issuer else ""
    lines = [f"{series.id}: {clean_line(series.title)}{issuer} ({count(len(listing.versions), 'version')})"]
    widest = max((len(version.id) for version in listing.versions), default=0)
    for version in listing.versions:
        marks = "".join(
            f" [{mark}]" for mark, holds in (("digest", version.digest), ("corrected", version.corrections)) if holds
        )
        lines.append(f"  {version.id:<{widest}}  {version.published:<10}  {clean_line(version.title)}{marks}")
    return "\n".join(lines) + "\n"


def _particulars(version: Version) -> str:
    from tracker.harmless import clean_line
    from tracker.report.phrases import count, plain_date

    got = f"{version.media_type}, by {version.extractor}"
    rows = [
        ("version", version.id),
        ("title", version.title),
        ("published", plain_date(version.published)),
        ("source", version.source or ""),
        ("retrieved", plain_date(version.retrieved) if version.retrieved else ""),
        ("snapshot", version.snapshot),
        ("text from", f"{got}, {count(version.pages, 'page')}" if version.pages else got),
        ("note", "a digest, not the publisher's own words" if version.digest else ""),
        *(("note", warning) for warning in version.warnings),
        *(("corrected", f"{item.date or 'date unknown'}: {item.reason}") for item in version.corrections),
    ]
    return "".join(f"{name:<10} {clean_line(value)}\n" for name, value in rows if value)


def _outline_text(entries: tuple[OutlineEntry, ...]) -> str:
    from tracker.harmless import clean_line
    from tracker.report.phrases import count

    lines = []
    for entry in entries:
        section = entry.section
        title = clean_line(section.title) or "(before the first heading)"
        page = f", p. {section.page}" if section.page is not None else ""
        length = f"  ({count(entry.words, 'word')}{page})" if entry.words or page else ""
        lines.append(f"{'  ' * max(section.level - 1, 0)}§{section.number} {title}{length}\n")
    return "".join(lines)


def _theme_text(shown: ThemeShown, width: int) -> str:
    from tracker.report.phrases import count

    about = sum(found.tag.strength == "about" for found in shown.passages)
    mentions = len(shown.passages) - about
    head = f"{shown.version.id} on {shown.theme.title}: {count(about, 'passage')} about it"
    lines = [head + (f", {mentions} that {'mentions' if mentions == 1 else 'mention'} it" if mentions else "")]
    for found in shown.passages:
        lines.extend(_passage_lines(found, min(width, 100)))
    return "\n".join(lines) + "\n"


def _passage_lines(found: TaggedPassage, width: int) -> Iterator[str]:
    from tracker.harmless import clean_line
    from tracker.report.phrases import place

    passage, tag = found.passage, found.tag
    notes = [place(passage.locus, passage.page)]
    if found.section.title:
        notes.append(clean_line(found.section.title))
    notes.extend(tag.subthemes)
    if tag.strength == "mention":
        notes.append("mentioned only")
    if tag.how == "inferred":
        notes.append(f"by {tag.ground}" if tag.ground else "inferred")
    yield ""
    yield " · ".join(notes)
    yield textwrap.fill(
        clean_line(passage.text), width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
