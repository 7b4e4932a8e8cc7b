"""`tracker add`: takes a document into the corpus as a version of a series."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.bounded import read_bounded
from tracker.cli.command import Command, GivenPath
from tracker.cli.complete import complete_series
from tracker.cli.streams import read_standard_input
from tracker.errors import InputError

if TYPE_CHECKING:
    from tracker.usecases.add import Added


@click.command(
    "add",
    cls=Command,
    examples=(
        ("tracker add us-nds 2022 2022-nds.pdf --date 2022-10-27", "a version of a series"),
        ("tracker add us-nds 2018 nds.html", "the date as the document states it; any order will do"),
        ("curl -s URL | tracker add us-nds 2026 - --source URL", "from standard input, with where it came from"),
        ("tracker add uk-sdr 2025 sdr.md --series-title 'Strategic Defence Review' --language en", "a new series"),
    ),
    help="""Add a document to the corpus as VERSION of SERIES, as one commit.

    FILE is text, Markdown, HTML, a Word document (.docx) or a PDF with text in it; - is standard input. Its bytes are
    kept unchanged. Without --date the date of publication is the one the document states, else VERSION when that is a
    date. The changelogs with the versions before and after it are written along. A series that is not there yet is
    made.""",
)
@click.argument("series", shell_complete=complete_series)
@click.argument("version")
@click.argument("file", type=GivenPath(allow_dash=True))
@click.option("--date", metavar="DATE", help="Date of publication: 2026-01-23, 2026-01 or 2026.")
@click.option("--title", help="Title, where the document's own will not do.")
@click.option("--source", metavar="URL", help="Where the document came from.")
@click.option("--retrieved", metavar="DATE", help="Date on which it was captured.")
@click.option("--language", metavar="TAG", help="Language of the document, such as en or fr-CA.")
@click.option("--type", "media_type", metavar="TYPE", help="Media type, such as text/html, where it is not recognised.")
@click.option("--digest", is_flag=True, help="The text is a digest in somebody else's words.")
@click.option("--series-title", metavar="TITLE", help="For a new series: what it is called.")
@click.option("--issuer", help="For a new series: who publishes it.")
@click.option("--homepage", metavar="URL", help="For a new series: where it is published.")
def add_command(
    series: str,
    version: str,
    file: Path,
    date: str | None,
    title: str | None,
    source: str | None,
    retrieved: str | None,
    language: str | None,
    media_type: str | None,
    digest: bool,
    series_title: str | None,
    issuer: str | None,
    homepage: str | None,
) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import memory_folder, require_corpus
    from tracker.model.corpus import Series
    from tracker.usecases.add import NewVersion, add_version

    root = require_corpus()
    new_series = None
    if series_title or issuer or homepage:
        new_series = Series(series, series_title or series, issuer=issuer, homepage=homepage, language=language)
    new = NewVersion(
        series=series,
        name=version,
        data=read_document(file),
        file_name=str(file) if str(file) == "-" else file.name,
        published=date,
        title=title,
        source=source,
        retrieved=retrieved,
        language=language,
        media_type=media_type,
        digest=digest,
    )
    with progress() as say:
        added = add_version(root, new, series=new_series, progress=say, memory=memory_folder())
    warn(added.warnings)
    if new_series and not added.new_series:
        warn((f"{series} was there already and keeps what corpus/{series}/series.yaml says of it",))
    open_screen().show(_told(added))


def read_document(path: Path) -> bytes:
    """The bytes of a file, or of standard input for `-`."""
    if str(path) == "-":
        return read_standard_input()
    try:
        return read_bounded(path)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: is a folder, not a document") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _told(added: Added) -> str:
    from tracker.harmless import clean_line
    from tracker.report.phrases import plain_date, regime_sentence

    version = added.version
    lines = [f"added {version.id}: {clean_line(version.title)}"]
    ground = {"call": "", "document": ", as the document states", "name": ", from the version's name"}[added.dated_by]
    lines.append(f"  published {plain_date(version.published)}{ground}")
    if added.comparison is not None and added.before is not None:
        lines.append(f"  after {added.before.id}: {regime_sentence(added.comparison.regime)}")
    if added.after is not None:
        lines.append(f"  before {added.after.id}")
    lines.append(f"  text      {added.path}")
    lines.append(f"  snapshot  {added.snapshot_path}")
    lines.extend(f"  changelog {path}" for path in added.changelogs)
    lines.append(f"  commit    {added.commit[:10]}")
    return "\n".join(lines) + "\n"
