"""`tracker init`, `remove` and `correct`: making a corpus, and putting right what stands in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracker.cli.command import GIVEN, GIVEN_PATH, Command, GivenPath
from tracker.cli.complete import complete_version
from tracker.errors import InputError, UsageError


@click.command(
    "init",
    cls=Command,
    examples=(
        ("tracker init", "in the current folder"),
        ("tracker init strategies --title 'Defence strategies'", "in a new folder"),
        ("tracker init --codebook themes.yaml", "with themes of one's own"),
    ),
    help="""Make a corpus in DIR, or in the current folder.

    A corpus lives in a git work tree; where there is none yet, one is made. The codebook to begin with is the built-in
    one; it is yours to edit. What a codebook of your own extends is copied along with it.""",
)
@click.argument("directory", metavar="[DIR]", type=GIVEN_PATH, default=Path())
@click.option("--title", help="What the corpus is called.")
@click.option("--codebook", metavar="FILE", type=GIVEN_PATH, help="Begin with these themes.")
def init_command(directory: Path, title: str | None, codebook: Path | None) -> None:
    from tracker.cli.adding import read_document
    from tracker.cli.screen import open_screen
    from tracker.usecases.init import extended_files, init_corpus

    text = _text(codebook, read_document(codebook)) if codebook else None
    extended = extended_files(text, codebook) if codebook and text is not None else {}
    made = init_corpus(directory, title=title, codebook=text, extended=extended)
    repository = ", with a git repository" if made.new_repository else ""
    lines = [f"made a corpus in {made.root.resolve()}{repository}", *(f"  {path}" for path in made.created)]
    lines.append("next: tracker add SERIES VERSION FILE")
    open_screen().show("\n".join(lines) + "\n")


@click.command(
    "remove",
    cls=Command,
    examples=(
        ("tracker remove us-nds@2022", "take a version out"),
        ("tracker remove us-nds@2022 --reason 'Wrong document'", "and say why in the commit"),
    ),
    help="""Take a version out of the corpus, with its changelogs and snapshot, as one commit.

    git keeps what was: `git revert` of the commit brings it back.""",
)
@click.argument("version", metavar="SERIES@VERSION", shell_complete=complete_version)
@click.option("--reason", help="For the commit.")
def remove_command(version: str, reason: str | None) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import require_corpus
    from tracker.usecases.remove import remove_version

    series, name = _version_named(version)
    root = require_corpus()
    with progress() as say:
        removed = remove_version(root, series, name, reason=reason, progress=say)
    warn(removed.warnings)
    lines = [f"removed {removed.version.id}"]
    lines.extend(f"  deleted   {path}" for path in removed.deleted)
    lines.extend(f"  rewritten {path}" for path in removed.written)
    lines.append(f"  commit    {removed.commit[:10]} (bring it back with: git revert {removed.commit[:10]})")
    open_screen().show("\n".join(lines) + "\n")


@click.command(
    "correct",
    cls=Command,
    examples=(
        ("tracker show us-nds@2022 --plain > nds.md", "get the text, and edit it"),
        ("tracker correct us-nds@2022 nds.md --reason 'OCR slips'", "put it back"),
        ("tracker correct us-nds@2022 --reason 'Sentence breaks'", "or edit corpus/us-nds/2022.md itself"),
        ("tracker correct us-nds@2022 --date 2022-10-27 --reason 'As on the cover'", "correct a particular"),
    ),
    help="""Correct the text or the particulars of a version, as one commit.

    FILE is the new text in Markdown, - standard input; without it and without other options, it is the version's file
    as edited in the work tree. The correction is recorded as ours and never reported as the publisher's change; the
    source's bytes stay as they are.""",
)
@click.argument("version", metavar="SERIES@VERSION", shell_complete=complete_version)
@click.argument("file", metavar="[FILE]", type=GivenPath(allow_dash=True), required=False)
@click.option("--reason", required=True, help="Why; stands in the record.")
@click.option("--date", "published", metavar="DATE", type=GIVEN, help="Date of publication.")
@click.option("--title", type=GIVEN, help="Title.")
@click.option("--source", metavar="URL", type=GIVEN, help="Where the document came from.")
@click.option("--language", metavar="TAG", type=GIVEN, help="Language of the document.")
def correct_command(
    version: str,
    file: Path | None,
    reason: str,
    published: str | None,
    title: str | None,
    source: str | None,
    language: str | None,
) -> None:
    from tracker.cli.adding import read_document
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import require_corpus
    from tracker.usecases.correct import NewText, correct_version

    series, name = _version_named(version)
    root = require_corpus()
    new = NewText(
        reason=reason,
        text=read_document(file) if file else None,
        date=date.today().isoformat(),
        title=title,
        published=published,
        source=source,
        language=language,
    )
    with progress() as say:
        corrected = correct_version(root, series, name, new, progress=say)
    warn(corrected.warnings)
    lines = [f"corrected {corrected.version.id}", f"  text      {corrected.path}"]
    lines.extend(f"  changelog {path}" for path in corrected.changelogs)
    lines.append(f"  commit    {corrected.commit[:10]}")
    open_screen().show("\n".join(lines) + "\n")


def _version_named(text: str) -> tuple[str, str]:
    from tracker.usecases.references import parse_reference

    reference = parse_reference(text)
    if reference is None or reference.is_range or reference.old is None:
        raise UsageError(f"{text!r} names no version", remedy="write SERIES@VERSION, such as us-nds@2022")
    return reference.series, reference.old


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text", remedy="save the file as UTF-8") from error
