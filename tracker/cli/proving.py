"""`tracker verify`, `rebuild` and `upgrade`: prove what a corpus holds, and make it again."""

from __future__ import annotations

from collections.abc import Sequence

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
        ("tracker rebuild us-nds", "those of one series"),
        ("git merge theirs; tracker rebuild; git merge --continue", "settle changelogs that do not merge"),
    ),
    help="""Make again what follows from the snapshots: texts and changelogs, as one commit where anything changes.

    Corrections stay. In the middle of a merge, rebase or the like, the changelogs that go with the merged texts are
    written and staged, and their conflicts are settled thereby; the commit is left to git.""",
)
@click.argument("series", required=False, shell_complete=complete_series)
def rebuild_command(series: str | None) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import require_corpus
    from tracker.usecases.rebuild import rebuild_corpus

    root = require_corpus()
    with progress() as say:
        rebuilt = rebuild_corpus(root, series=series, progress=say)
    warn(rebuilt.warnings)
    if rebuilt.onward is None:
        ending = f"commit    {rebuilt.commit[:10]}" if rebuilt.commit else "nothing had to change"
    else:
        ending = f"staged; go on with: {rebuilt.onward}"
    open_screen().show(_lines_of(rebuilt.written, rebuilt.deleted, ending), paged=True)


@click.command(
    "upgrade",
    cls=Command,
    examples=(
        ("tracker upgrade --dry-run", "see what newer extractors would read otherwise"),
        ("tracker upgrade", "read it anew, in the whole corpus"),
        ("tracker upgrade us-nds", "in one series"),
    ),
    help="""Read snapshots anew where the extractor has become better since, as one commit.

    The commit says that the change is ours, not the publisher's, and the version's file says which extractor its text
    is from. Texts that were corrected by hand stay as they are.""",
)
@click.argument("series", required=False, shell_complete=complete_series)
@click.option("-n", "--dry-run", is_flag=True, help="Only tell what would change.")
def upgrade_command(series: str | None, dry_run: bool) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import require_corpus
    from tracker.report.phrases import count
    from tracker.usecases.upgrade import upgrade_corpus

    root = require_corpus()
    with progress() as say:
        upgraded = upgrade_corpus(root, series=series, only_look=dry_run, progress=say)
    warn((*upgraded.notes, *(f"{version} was corrected by hand and stays as it is" for version in upgraded.corrected)))
    lines = [
        f"{one.version}  {one.was} → {one.now}: {one.differing} of {count(one.passages, 'passage')} read otherwise\n"
        for one in upgraded.reread
    ]
    if not upgraded.reread:
        ending = "every text is by the extractor of today" if not upgraded.corrected else "nothing to read anew"
    elif dry_run:
        ending = "nothing was written"
    else:
        ending = f"commit    {upgraded.commit[:10]}" if upgraded.commit else "nothing had to change"
    open_screen().show("".join(lines) + _lines_of(upgraded.written, upgraded.deleted, ending), paged=True)


def _lines_of(written: Sequence[str], deleted: Sequence[str], ending: str) -> str:
    lines = [*(f"written   {path}" for path in written), *(f"deleted   {path}" for path in deleted), ending]
    return "".join(f"{line}\n" for line in lines)
