"""`tracker verify` and `rebuild`: prove that a corpus follows from its snapshots, and make again what does not."""

from __future__ import annotations

import click

from tracker.cli.command import Command
from tracker.cli.complete import complete_series
from tracker.errors import EXIT_DIFFERENT, EXIT_OK


@click.command(
    "verify",
    cls=Command,
    examples=(
        ("tracker verify", "the whole corpus"),
        ("tracker verify us-nds", "one series"),
    ),
    help="""Prove that a corpus is what it says: snapshots match their digests, texts follow from them, and so on down.

    Exits with 0 when all is well, with 1 when something is not; each fault is a line.""",
)
@click.argument("series", required=False, shell_complete=complete_series)
def verify_command(series: str | None) -> int:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import require_corpus
    from tracker.harmless import clean_line
    from tracker.report.phrases import count
    from tracker.usecases.references import require_series
    from tracker.usecases.verify import verify_corpus

    root = require_corpus()
    if series is not None:
        require_series(root, series)
    with progress() as say:
        verified = verify_corpus(root, series=series, progress=say)
    warn(verified.notes)
    lines = [clean_line(str(fault)) for fault in verified.faults]
    held = f"{count(verified.versions, 'version')}, {count(verified.changelogs, 'changelog')}"
    lines.append(f"{held}: {count(len(lines), 'fault') if lines else 'all is as it should be'}")
    open_screen().show("".join(f"{line}\n" for line in lines), paged=True)
    return EXIT_DIFFERENT if verified.faults else EXIT_OK


@click.command(
    "rebuild",
    cls=Command,
    examples=(
        ("tracker rebuild", "make every text and changelog again"),
        ("tracker rebuild us-nds --upgrade", "and read a series with the extractors of today"),
    ),
    help="""Make again what follows from the snapshots: texts and changelogs, as one commit where anything changes.

    Corrections stay. With --upgrade, what a newer extractor could read better is read anew; that is recorded as our
    change, not the publisher's.""",
)
@click.argument("series", required=False, shell_complete=complete_series)
@click.option("--upgrade", is_flag=True, help="Read snapshots with newer extractors.")
def rebuild_command(series: str | None, upgrade: bool) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import require_corpus
    from tracker.usecases.rebuild import rebuild_corpus

    root = require_corpus()
    with progress() as say:
        rebuilt = rebuild_corpus(root, series=series, upgrade=upgrade, progress=say)
    warn(tuple(f"{version} was corrected by hand and stays as it is" for version in rebuilt.kept if upgrade))
    lines = [f"read anew {version}" for version in rebuilt.upgraded]
    lines.extend(f"written   {path}" for path in rebuilt.written)
    lines.extend(f"deleted   {path}" for path in rebuilt.deleted)
    lines.append(f"commit    {rebuilt.commit[:10]}" if rebuilt.commit else "nothing had to change")
    open_screen().show("".join(f"{line}\n" for line in lines), paged=True)
