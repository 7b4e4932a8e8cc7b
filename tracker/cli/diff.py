"""`tracker diff`: compares two versions or two documents and prints what was found."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from tracker.cli.command import GIVEN, GIVEN_PATH, Command, keep_flag
from tracker.cli.complete import complete_sides, complete_themes
from tracker.cli.streams import read_standard_input
from tracker.errors import EXIT_DIFFERENT, EXIT_OK, InputError, UsageError
from tracker.model.comparison import ChangeKind, ShiftKind
from tracker.report.verdicts import Verdicts

if TYPE_CHECKING:
    from tracker.cli.screen import Screen
    from tracker.model.comparison import Comparison
    from tracker.usecases.compare import Compared

_CHANGE_KINDS: tuple[str, ...] = get_args(ChangeKind)
_SHIFT_KINDS: tuple[str, ...] = get_args(ShiftKind)


@dataclass(frozen=True, slots=True)
class Selection:
    """What part of a comparison was asked for; empty tuples mean all."""

    themes: tuple[str, ...]
    change_kinds: tuple[ChangeKind, ...]
    shift_kinds: tuple[ShiftKind, ...]
    only_shifts: bool

    @property
    def is_all(self) -> bool:
        return not (self.themes or self.change_kinds or self.shift_kinds or self.only_shifts)


@click.command(
    "diff",
    cls=Command,
    examples=(
        ("tracker diff old.pdf new.pdf", "two documents"),
        ("tracker diff us-nds@2022..2026", "two versions in the corpus"),
        ("tracker diff us-nds", "the newest against the one before it"),
        ("tracker diff us-nds@2022 draft.pdf", "a version and a document"),
        ("tracker diff us-nds --theme china", "one theme in full"),
        ("tracker diff us-nds --only-shifts", "just what shifted in meaning"),
        ("tracker diff us-nds --kind reworded", "just what was reworded"),
        ("tracker diff us-nds --reviews", "with verdicts and notes of the review"),
        ("tracker diff a.txt b.txt --format json", "everything, for a program"),
        ("curl -s URL | tracker diff old.html -", "from standard input"),
    ),
    help="""Compare two versions of a strategy, or any two documents.

    OLD and NEW are files, SERIES@VERSION, or - for standard input; SERIES@OLD..NEW names two versions at once. Outside
    a corpus the themes are those of the built-in codebook.

    With --exit-code, as diff(1): 0 when nothing asked for differs, 1 when something does, 2 on trouble.""",
)
@click.argument("sides", metavar="OLD NEW", nargs=-1, type=GIVEN, shell_complete=complete_sides)
@click.option(
    "-t", "--theme", "themes", metavar="ID", multiple=True, shell_complete=complete_themes,
    help="Only this theme; may be given again.",
)  # fmt: skip
@click.option(
    "-k", "--kind", "kinds", metavar="KIND", multiple=True, type=click.Choice((*_CHANGE_KINDS, *_SHIFT_KINDS)),
    help=f"Only this kind of change or shift; may be given again. Changes: {', '.join(_CHANGE_KINDS)}. "
    f"Shifts: {', '.join(_SHIFT_KINDS)}.",
)  # fmt: skip
@click.option("-s", "--only-shifts", is_flag=True, help="Leave out the passages; show the shifts of meaning.")
@click.option(
    "-f", "--format", "form", type=click.Choice(("text", "markdown", "json")), default="text", show_default=True,
    help="Markdown and JSON always hold everything.",
)  # fmt: skip
@click.option("--reviews", is_flag=True, help="With the verdicts, notes and pairings kept in the corpus.")
@click.option("--review", "review_file", metavar="FILE", type=GIVEN_PATH, help="With those kept in this file.")
@click.option("--codebook", metavar="FILE", type=GIVEN_PATH, help="Use these themes instead.")
@click.option(
    "--embeddings", metavar="MODEL", callback=keep_flag, expose_value=False,
    help="Let this embedding model, a folder or .onnx file, propose further counterparts.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=GIVEN_PATH, help="Write to a file; - is standard output.")
@click.option(
    "--width", metavar="COLUMNS", callback=keep_flag, expose_value=False,
    help="Lay out for so many columns; side by side where they suffice.",
)  # fmt: skip
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something differs.")
def diff_command(
    sides: tuple[str, ...],
    themes: tuple[str, ...],
    kinds: tuple[str, ...],
    only_shifts: bool,
    form: str,
    reviews: bool,
    review_file: Path | None,
    codebook: Path | None,
    output: Path | None,
    exit_code: bool,
) -> int:
    from tracker.cli.output import write_output
    from tracker.cli.progress import progress
    from tracker.cli.screen import open_screen, warn
    from tracker.cli.settings import embeddings_path, find_corpus, memory_folder
    from tracker.usecases.compare import compare_sides

    if not 1 <= len(sides) <= 2:
        raise UsageError(
            f"diff takes two documents, or one SERIES@OLD..NEW, not {len(sides)}", remedy="see: tracker diff --help"
        )
    selection = _selection(themes, kinds, only_shifts)
    if form != "text" and not selection.is_all:
        raise UsageError(f"--format {form} always holds everything", remedy="leave out --theme, --kind, --only-shifts")
    root = find_corpus()
    output = _output_file(output, root, sides, review_file, codebook)
    if selection.themes:
        _check_themes(selection.themes, root, codebook)
    screen = open_screen(to_file=output is not None)
    differs = False
    with ExitStack() as waiting:
        say = waiting.enter_context(progress())

        def answer(compared: Compared) -> None:
            nonlocal differs
            verdicts = None
            if reviews or review_file:
                compared, verdicts = _reviewed(compared, root, review_file)
            pieces = _rendered(compared, form, selection, screen, verdicts or Verdicts())
            waiting.close()
            warn(compared.warnings)
            if verdicts is None and (reviews or review_file):
                warn(("nobody has reviewed this pair yet: tracker review",))
            if output is None:
                screen.show_pieces(pieces, paged=True)
            else:
                write_output(output, pieces)
            differs = _differs(compared.comparison, selection)

        compare_sides(
            sides,
            directory=Path.cwd(),
            root=root,
            stdin=read_standard_input() if "-" in sides else None,
            codebook_path=codebook,
            embeddings=embeddings_path(),
            progress=say,
            memory=memory_folder(),
            found=answer,
        )
    return EXIT_DIFFERENT if exit_code and differs else EXIT_OK


def _selection(themes: tuple[str, ...], kinds: tuple[str, ...], only_shifts: bool) -> Selection:
    change_kinds = tuple(cast(ChangeKind, kind) for kind in kinds if kind in _CHANGE_KINDS)
    shift_kinds = tuple(cast(ShiftKind, kind) for kind in kinds if kind in _SHIFT_KINDS)
    if change_kinds and (shift_kinds or only_shifts):
        raise UsageError(
            f"{change_kinds[0]} is a kind of change, not of shift", remedy="ask for changes or for shifts, not for both"
        )
    return Selection(themes, change_kinds, shift_kinds, only_shifts or bool(shift_kinds))


def _output_file(
    named: Path | None, root: Path | None, sides: tuple[str, ...], review: Path | None, codebook: Path | None
) -> Path | None:
    """None for standard output. UsageError where the result would take the place of what the call reads."""
    from tracker.cli.output import check_output

    if named is None or str(named) == "-":
        return None
    given = {
        "one of the documents": [Path(side) for side in sides if side != "-"],
        "the review": [review] if review else [],
        "the codebook": [codebook] if codebook else [],
    }
    check_output(named, root, given)
    return named


def _check_themes(themes: Iterable[str], root: Path | None, codebook: Path | None) -> None:
    from tracker.usecases.reading import codebook_file
    from tracker.usecases.show import find_theme

    known = codebook_file(root, codebook).load()
    for theme in themes:
        find_theme(known, theme)


def _reviewed(compared: Compared, root: Path | None, file: Path | None) -> tuple[Compared, Verdicts | None]:
    """As the review has it, and what was decided; None where nothing is kept."""
    from tracker.usecases.review import reviewed
    from tracker.usecases.reviewstores import corpus_store, file_store

    if file is not None and not file.exists():
        raise InputError(f"{file}: no such file")
    old, new = compared.comparison.old.document.id, compared.comparison.new.document.id
    store = file_store(file) if file is not None else (corpus_store(root, old, new) if root else None)
    if store is None:
        raise UsageError("--reviews needs two versions of one series", remedy="name a file with --review FILE")
    found = reviewed(compared, store)
    if found is None:
        return compared, None
    comparison, verdicts = found
    return replace(compared, comparison=comparison), verdicts


def _rendered(compared: Compared, form: str, selection: Selection, screen: Screen, verdicts: Verdicts) -> Iterable[str]:
    """The result in one piece or many."""
    if form == "json":
        from tracker.report.json import json_pieces

        return json_pieces(compared.comparison, verdicts=verdicts)
    if form == "markdown":
        from tracker.report.markdown import changelog_markdown

        return (changelog_markdown(compared.comparison, provenance=compared.provenance, verdicts=verdicts),)
    from tracker.report.terminal import comparison_text

    comparison = compared.comparison
    if selection.shift_kinds:
        wanted = tuple(shift for shift in comparison.shifts if shift.kind in selection.shift_kinds)
        comparison = replace(comparison, shifts=wanted)
    text = comparison_text(
        comparison,
        width=screen.width,
        colour=screen.colour,
        themes=selection.themes,
        kinds=selection.change_kinds,
        only_shifts=selection.only_shifts,
        verdicts=verdicts,
    )
    return (text,)


def _differs(comparison: Comparison, selection: Selection) -> bool:
    """Whether what was asked for holds any difference."""
    if selection.only_shifts:
        return any(
            (not selection.themes or shift.theme in selection.themes)
            and (not selection.shift_kinds or shift.kind in selection.shift_kinds)
            for shift in comparison.shifts
        )
    if selection.is_all and any(link.kind != "kept" for link in comparison.sections):
        return True
    return any(
        change.kind != "kept"
        and (not selection.themes or not set(selection.themes).isdisjoint(change.themes))
        and (not selection.change_kinds or change.kind in selection.change_kinds)
        for change in comparison.changes
    )
