"""`tracker changelog`: writes the changelogs of a series into the corpus."""

from __future__ import annotations

import click

from tracker.cli.command import Command
from tracker.cli.complete import complete_series
from tracker.errors import UsageError


@click.command(
    "changelog",
    cls=Command,
    examples=(
        ("tracker changelog us-nds", "all changelogs of a series that are not up to date"),
        ("tracker changelog us-nds 2018..2026", "one pair, neighbours or not"),
        ("tracker changelog", "those of the whole corpus"),
    ),
    help="""Write the changelogs of a series into the corpus, and commit what changed.

    Every pair of neighbours has one in corpus/SERIES/changes, and corpus/SERIES/CHANGELOG.md tells them newest first.
    `tracker add` keeps them up to date; after an edit of the codebook, this does.

    They tell what was found. What was decided on it in tracker review comes along with
    tracker diff SERIES@OLD..NEW --format markdown --reviews.""",
)
@click.argument("series", required=False, shell_complete=complete_series)
@click.argument("pair", metavar="[OLD..NEW]", required=False)
def changelog_command(series: str | None, pair: str | None) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import require_corpus
    from tracker.usecases.changelog import write_changelogs

    named, versions = _asked_for(series, pair)
    root = require_corpus()
    with progress() as say:
        done = write_changelogs(root, series=named, pair=versions, progress=say)
    warn(done.warnings)
    changed = {*done.written, *done.deleted}
    lines = [f"written  {path}" for path in done.written]
    lines.extend(f"deleted  {path}" for path in done.deleted)
    lines.extend(f"current  {path}" for path in done.current if path not in changed)
    if done.commit:
        lines.append(f"commit   {done.commit[:10]}")
    if not lines:
        warn(("nothing to compare yet: a series needs two versions",))
    open_screen().show("".join(f"{line}\n" for line in lines), paged=True)


def _asked_for(series: str | None, pair: str | None) -> tuple[str | None, tuple[str | None, str | None] | None]:
    """The series and the two versions; `us-nds@2018..2026` is understood as well as `us-nds 2018..2026`."""
    if series is not None and pair is None and "@" in series:
        series, _, pair = series.partition("@")
    if pair is None:
        return series, None
    old, dots, new = pair.partition("..")
    if not dots or ".." in new or not (old or new):
        raise UsageError(f"{pair!r} names no two versions", remedy="write OLD..NEW, such as 2018..2026")
    return series, (old or None, new or None)
