"""`tracker export`: gives a corpus to other programs."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.command import GIVEN_PATH, Group
from tracker.cli.complete import complete_series

_FORCE = click.option("--force", is_flag=True, help="Write over what is there.")
_SERIES = click.argument("series", nargs=-1, shell_complete=complete_series)


@click.group(
    "export",
    cls=Group,
    examples=(
        ("tracker export texts out", "every version as a dated file: out/us-nds/2022-10-27-title.md"),
        ("tracker export sqlite corpus.db", "everything found, as a database for Datasette"),
        ("tracker export csv tables us-nds", "one series, as tables for a spreadsheet"),
    ),
    help="Give a corpus to other programs: dated files, an SQLite database, or CSV.",
)
def export_command() -> None:
    pass


@export_command.command(
    "texts",
    examples=(
        ("tracker export texts out", "every version of the corpus"),
        ("tracker export texts out us-nds", "those of one series"),
    ),
    short_help="Every version as a dated file.",
    help="""Write every version as SERIES/DATE-TITLE.md below DIR, with its front matter.

    A file that is there and reads otherwise stays, unless --force is given.""",
)
@click.argument("folder", metavar="DIR", type=GIVEN_PATH)
@_SERIES
@_FORCE
def texts_command(folder: Path, series: tuple[str, ...], force: bool) -> None:
    from tracker.cli.settings import require_corpus
    from tracker.usecases.export import export_texts

    exported = export_texts(require_corpus(), folder, series=series, force=force)
    _tell(exported.files, None)


@export_command.command(
    "sqlite",
    examples=(
        ("tracker export sqlite corpus.db", "the whole corpus"),
        ("datasette corpus.db", "then: look at it in a browser"),
        ("sqlite3 corpus.db 'select * from matrix'", "then: the shifts of all comparisons"),
    ),
    short_help="Everything found, as a database.",
    help="""Write versions, passages, themes, changes, shifts and the vocabulary ledger of every comparison into FILE.

    The tables refer to each other, and passages can be searched (passages_fts), as Datasette expects it. docs/export.md
    says what each column holds. A file that is there and reads otherwise stays, unless --force is given.""",
)
@click.argument("file", metavar="FILE", type=GIVEN_PATH)
@_SERIES
@_FORCE
def sqlite_command(file: Path, series: tuple[str, ...], force: bool) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.settings import require_corpus
    from tracker.usecases.export import export_sqlite

    with progress() as say:
        exported = export_sqlite(require_corpus(), file, series=series, force=force, progress=say)
    _tell(exported.files, exported.rows)


@export_command.command(
    "csv",
    examples=(
        ("tracker export csv tables", "the whole corpus"),
        ("tracker export csv tables us-nds us-nss", "two series"),
    ),
    short_help="Everything found, as CSV.",
    help="""Write the tables of `tracker export sqlite` into DIR, a CSV file each.

    UTF-8, a line of column names first. A file that is there and reads otherwise stays, unless --force is given.""",
)
@click.argument("folder", metavar="DIR", type=GIVEN_PATH)
@_SERIES
@_FORCE
def csv_command(folder: Path, series: tuple[str, ...], force: bool) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.settings import require_corpus
    from tracker.usecases.export import export_csv

    with progress() as say:
        exported = export_csv(require_corpus(), folder, series=series, force=force, progress=say)
    _tell(exported.files, exported.rows)


def _tell(files: tuple[Path, ...], rows: int | None) -> None:
    from tracker.cli.screen import open_screen
    from tracker.harmless import clean_line
    from tracker.report.phrases import count

    lines = [f"written  {clean_line(str(file))}" for file in files]
    lines.append(count(len(files), "file") if rows is None else f"{count(rows, 'row')}")
    open_screen().show("".join(f"{line}\n" for line in lines), paged=True)
