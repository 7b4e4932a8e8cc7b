"""`tracker demo`: the whole program at work on the documents that it brings along."""

from __future__ import annotations

import shlex
import shutil
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.command import GIVEN_PATH, Command, keep_flag

if TYPE_CHECKING:
    from tracker.cli.screen import Screen
    from tracker.usecases.compare import Compared
    from tracker.usecases.demo import Planted

HEADLINES = 10


@click.command(
    "demo",
    cls=Command,
    examples=(
        ("tracker demo", "in a temporary folder"),
        ("tracker demo strategies", "in a folder of one's own, to go on with"),
    ),
    help="""Make a corpus of six US strategies and show what the newest one changed its mind about.

    The documents are digests in our own words with quotations, planted through the same steps as `tracker add`; nothing
    is fetched. DIR must be new or empty.""",
)
@click.argument("directory", metavar="[DIR]", type=GIVEN_PATH, required=False)
@click.option("--width", metavar="COLUMNS", callback=keep_flag, expose_value=False, help="Columns to lay out for.")
def demo_command(directory: Path | None) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.usecases.demo import headline_comparison, plant

    screen = open_screen()
    with progress() as say:
        planted = plant(directory or Path(tempfile.mkdtemp(prefix="tracker-demo-")), progress=say)
        compared = headline_comparison(planted)
    warn(compared.warnings)
    screen.show(_planted_text(planted) + _headlines(compared, screen) + _next_steps(planted, compared))


def _planted_text(planted: Planted) -> str:
    from tracker.report.phrases import count

    series = dict.fromkeys(added.version.series for added in planted.added)
    names = {one: [added.version for added in planted.added if added.version.series == one] for one in series}
    told = "; ".join(
        f"{one} {', '.join(version.name for version in sorted(names[one], key=lambda version: version.order))}"
        for one in series
    )
    return f"Made a corpus of {count(len(planted.added), 'document')} in {planted.root}\n({told})\n\n"


def _headlines(compared: Compared, screen: Screen) -> str:
    from tracker.report.phrases import cautions, plain_date, regime_sentence, side_labels
    from tracker.report.terminal import shift_list_text

    comparison = compared.comparison
    old, new = comparison.old.document, comparison.new.document
    head = [
        f"What changed from {old.id} to {new.id}",
        f"{old.title}, {plain_date(old.published)}",
        f"{new.title}, {plain_date(new.published)}",
        regime_sentence(comparison.regime),
        *(f"! {caution}" for caution in cautions(comparison, *side_labels(comparison))),
    ]
    width = min(screen.width, 100)
    lines = [textwrap.fill(line, width, subsequent_indent="  ", break_on_hyphens=False) for line in head]
    shifts = shift_list_text(comparison, width=screen.width, colour=screen.colour, limit=HEADLINES)
    return "\n".join(lines) + "\n\n" + shifts + "\n"


def _next_steps(planted: Planted, compared: Compared) -> str:
    old, new = compared.comparison.old.document, compared.comparison.new.document
    pair = f"{old.id}..{new.id.rpartition('@')[2]}"
    theme = next((shift.theme for shift in compared.comparison.shifts), compared.codebook.themes[0].id)
    written = next(
        path
        for added in planted.added
        for path in added.changelogs
        if path.endswith(f"{pair[pair.index('@') + 1 :]}.md")
    )
    steps = [f"cd {shlex.quote(str(planted.root))}"]
    program = Path(sys.argv[0]).absolute()
    if program.name == "tracker" and shutil.which("tracker") is None:
        steps.append(f"export PATH={shlex.quote(str(program.parent))}:$PATH")
    steps += [
        f"tracker diff {pair}",
        f"tracker diff {pair} --theme {theme}",
        f"tracker show {new.id} --sections",
        f"less {written}",
    ]
    return "Next:\n" + "".join(f"  {step}\n" for step in steps)
