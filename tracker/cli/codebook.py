"""`tracker codebook`: looks over the themes and their terms, and tries a term before it goes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.command import GIVEN_PATH, Group, keep_flag
from tracker.cli.complete import complete_version
from tracker.errors import EXIT_DIFFERENT, EXIT_OK

if TYPE_CHECKING:
    from tracker.codebook.check import Finding, TermHit
    from tracker.usecases.codebook import Checked

_MISTAKES = ("twice", "masked")
"""Kinds of finding that no one can have meant."""
_NOTES = ("alike", "overlap", "unused-subtheme", "unused-watch")
"""Kinds that may well be meant: counted, and listed on request."""


@click.group(
    "codebook",
    cls=Group,
    examples=(
        ("tracker codebook check", "look over the codebook of the corpus"),
        ("tracker codebook try 'burden*' us-nds", "see where a term would count"),
    ),
    help="Check the codebook, and try terms before they go in.",
)
def codebook_command() -> None:
    pass


@codebook_command.command(
    "check",
    examples=(
        ("tracker codebook check", "the codebook of the corpus, on its documents"),
        ("tracker codebook check themes.yaml", "another one"),
        ("tracker codebook check --notes", "with what may be meant: shared terms, sub-themes without a hit"),
        ("tracker codebook check --unused", "with every term that is found nowhere"),
    ),
    short_help="Look over a codebook.",
    help="""Look over a codebook: what keeps it from loading, what is odd about it, what finds nothing in the corpus.

    A mistake is a term that can never count or stands twice in one place. A note is no fault: a term that two themes
    share, a sub-theme or watched phrase that stands in no document of the corpus.

    Exits with 1 when it cannot be loaded or has mistakes, with 0 otherwise.""",
)
@click.argument("file", metavar="[FILE]", type=GIVEN_PATH, required=False)
@click.option("--notes", is_flag=True, help="List the notes.")
@click.option("--unused", is_flag=True, help="List the terms that stand in none of the documents.")
def check_command(file: Path | None, notes: bool, unused: bool) -> int:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen
    from tracker.cli.settings import find_corpus, require_corpus
    from tracker.usecases.codebook import check

    root = find_corpus() if file else require_corpus()
    with progress() as say:
        checked = check(root, path=file, progress=say)
    mistakes = [finding for finding in checked.findings if finding.kind in _MISTAKES]
    open_screen().show("".join(f"{line}\n" for line in _findings_lines(checked, mistakes, notes, unused)), paged=True)
    return EXIT_DIFFERENT if checked.faults or mistakes else EXIT_OK


@codebook_command.command(
    "try",
    examples=(
        ("tracker codebook try 'burden*'", "in every document of the corpus"),
        ("tracker codebook try 'First Island Chain' us-nds", "in one series"),
        ("tracker codebook try Korea us-nds@2022", "in one version"),
    ),
    short_help="Show where a term stands.",
    help="""Show where a term stands, and which themes those words count for already.

    TERM is written as in the codebook: words, with * at the end of a word for any ending.""",
)
@click.argument("term")
@click.argument("series", metavar="[SERIES[@VERSION]]", required=False, shell_complete=complete_version)
@click.option("--width", metavar="COLUMNS", callback=keep_flag, expose_value=False, help="Columns to lay out for.")
def try_command(term: str, series: str | None) -> None:
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen
    from tracker.cli.settings import require_corpus
    from tracker.report.phrases import count
    from tracker.usecases.codebook import try_term

    root = require_corpus()
    screen = open_screen()
    with progress() as say:
        hits, documents = try_term(root, term, reference=series, progress=say)
    lines = [line for hit in hits for line in _hit_lines(hit, screen.width, screen.colour)]
    lines.append(f"{count(len(hits), 'place')} in {count(documents, 'document')}")
    screen.show("".join(f"{line}\n" for line in lines), paged=True)


def _findings_lines(checked: Checked, mistakes: Sequence[Finding], notes: bool, unused: bool) -> Iterator[str]:
    from tracker.harmless import clean_line
    from tracker.report.phrases import count

    yield from map(clean_line, checked.faults)
    for finding in mistakes:
        yield f"mistake: {clean_line(finding.message)}"
    noted = unseen = 0
    for finding in checked.findings:
        if finding.kind == "unused-term" and not unused:
            unseen += 1
        elif finding.kind in _NOTES and not notes:
            noted += 1
        elif finding.kind not in _MISTAKES:
            yield f"note: {clean_line(finding.message)}"
    if noted:
        yield f"{count(noted, 'note')}, which need not be faults; --notes lists them"
    if unseen:
        yield f"{count(unseen, 'term')} found nowhere in the corpus; --unused lists them"
    if checked.codebook is None:
        yield f"{count(len(checked.faults), 'fault')}: this codebook cannot be used"
        return
    themes = checked.codebook.themes
    subthemes = sum(len(theme.subthemes) for theme in themes)
    terms = sum(len(theme.terms) + sum(len(sub.terms) for sub in theme.subthemes) for theme in themes)
    size = f"{count(len(themes), 'theme')}, {count(subthemes, 'sub-theme')}, {count(terms, 'term')}"
    tried = f", tried on {count(checked.documents, 'document')}" if checked.documents else ""
    yield f"{checked.codebook.id}: {size}{tried}; {count(len(mistakes), 'mistake')}"


def _hit_lines(hit: TermHit, width: int, colour: bool) -> list[str]:
    from tracker.report.paint import Painter, Span, spans
    from tracker.report.phrases import place

    themes = f"  {', '.join(hit.themes)}" if hit.themes else ""
    head = spans(Span(f"{hit.document} {place(hit.locus, hit.page)}", "bold"), Span(themes, "dim"))
    body = spans(hit.before, Span(hit.text if colour else f"[{hit.text}]", "ground"), hit.after)
    painter = Painter(colour)
    return [painter.line(head), *painter.hanging("  ", body, min(width, 100))]
