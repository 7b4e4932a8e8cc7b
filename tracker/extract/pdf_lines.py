"""Runs of a PDF page → its lines: baselines, word gaps, raised marks, initials, the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.extract.joining import HYPHEN_AT_LINE_END
from tracker.extract.pdf_grids import Grid, table_grids
from tracker.extract.pdf_runs import Page, Run
from tracker.extract.shapes import bullet_of

RAISED = ("\ue000", "\ue001")
"""Put around a raised number, which may be the mark of a note."""

_LABEL = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,6})(?:\.\d{1,3}){0,4}[.):]?$")
_COLUMN_GAP = 1.1
"""A gap of so many ems parts two columns or a label from its text; word gaps of justified lines stay below."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    """All letters are bold."""
    italic: bool
    column: tuple[float, float]
    """Left and right edge of the column that the line stands in."""
    lead: bool = False
    """Bold words begin the line, plain ones follow."""
    is_row: bool = False
    """A table's row, its cells parted by bars."""


def page_lines(page: Page) -> list[PdfLine]:
    """The lines of a page in no order; what stands in two columns is on two lines."""
    grids = table_grids(page.rules)
    free = _with_drop_caps_set([run for run in page.runs if not any(grid.holds(run.x0, run.y) for grid in grids)])
    lines = [line for row in _rows(free) for line in _segments(row, page.number)]
    for grid in grids:
        lines.extend(_table_rows(page, grid))
    return lines


def _table_rows(page: Page, grid: Grid) -> Iterable[PdfLine]:
    """The rows of a ruled table: the lines of each cell joined, the cells parted by bars."""
    for top, bottom in grid.rows:
        cells: list[str] = []
        lines: list[PdfLine] = []
        for left, right in grid.columns:
            runs = [run for run in page.runs if left <= run.x0 + 1 < right and bottom <= run.y < top]
            inside = [_segment(sorted(row, key=lambda run: run.x0), page.number) for row in _rows(runs)]
            lines.extend(inside)
            cells.append(_cell_text(inside))
        if lines:
            first = lines[0]
            edges = (grid.columns[0][0], grid.columns[-1][1])
            text = " | ".join(cells) if sum(map(bool, cells)) > 1 else " ".join(filter(None, cells))
            yield PdfLine(
                text, page.number, *edges, max(line.y for line in lines), first.size, False, False, edges, False, True
            )


def _cell_text(lines: Sequence[PdfLine]) -> str:
    text = ""
    for line in lines:
        # A hyphen at a line's end stays marked: whether it goes is for the words of the whole document to tell.
        text = text + line.text if text.endswith((HYPHEN_AT_LINE_END, "-")) else f"{text} {line.text}".strip()
    return text.replace("|", "/")


def _with_drop_caps_set(runs: Sequence[Run]) -> list[Run]:
    """A large initial that reaches down over several lines goes to the first word of the upper one."""
    placed: list[Run] = []
    for cap in runs:
        letter = cap.text.strip()
        if len(letter) != 1 or not letter.isupper():
            placed.append(cap)
            continue
        beside = [
            run
            for run in runs
            if cap.size >= 1.8 * run.size
            and -0.2 * cap.size <= run.x0 - cap.x1 <= 0.8 * cap.size
            and cap.y + 0.3 * cap.size <= run.y <= cap.y + cap.size
        ]
        first = max(beside, key=lambda run: (run.y, -run.x0), default=None)
        if first is None:
            placed.append(cap)
        else:
            x1 = first.x0 - (0.0 if first.text[0].islower() else 0.3 * first.size)
            placed.append(replace(first, text=letter, x0=x1 - 0.5 * first.size, x1=x1))
    return placed


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one baseline; a smaller, raised or lowered run belongs to the row of its larger neighbours."""
    rows: list[list[Run]] = []
    small: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        near = [row for row in rows[-4:] if abs(row[0].y - run.y) <= 0.15 * max(row[0].size, run.size)]
        if near:
            near[-1].append(run)
        else:
            rows.append([run])
    # A row of raised pieces only goes to the row under it.
    rows.sort(key=lambda row: -row[0].y)
    merged: list[list[Run]] = []
    for row in rows:
        small = (
            row
            if all(run.size < 0.8 * _size_near(rows, row) for run in row) and sum(len(r.text) for r in row) <= 12
            else []
        )
        if not small:
            merged.append(row)
    for row in rows:
        if any(row is kept for kept in merged):
            continue
        target = _row_beside(merged, row)
        if target is None:
            merged.append(row)
        else:
            target.extend(row)
    merged.sort(key=lambda row: -max(row, key=lambda run: run.size).y)
    return merged


def _size_near(rows: Sequence[Sequence[Run]], row: Sequence[Run]) -> float:
    """Size of the largest run that reaches up to this row from a baseline just below, or down to it from above."""
    sizes = [
        run.size
        for other in rows
        if other is not row and -0.25 * other[0].size <= row[0].y - other[0].y <= 0.65 * other[0].size
        for run in other
        if run.x0 - run.size <= row[-1].x1 and row[0].x0 <= run.x1 + run.size
    ]
    return max(sizes, default=0.0)


def _row_beside(rows: Sequence[list[Run]], row: Sequence[Run]) -> list[Run] | None:
    fitting = [
        other
        for other in rows
        if -0.25 * other[0].size <= row[0].y - other[0].y <= 0.65 * other[0].size
        and any(run.x0 - run.size <= row[-1].x1 and row[0].x0 <= run.x1 + run.size for run in other)
    ]
    return min(fitting, key=lambda other: abs(other[0].y - row[0].y), default=None)


def _segments(row: Sequence[Run], page: int) -> Iterable[PdfLine]:
    """A row cut at wide gaps, but not between a label (a bullet, a number) and its text."""
    runs = sorted(row, key=lambda run: run.x0)
    group: list[Run] = []
    for run in runs:
        if group:
            gap = run.x0 - max(entry.x1 for entry in group)
            label = "".join(entry.text for entry in group).strip()
            is_label = len(label) <= 8 and (bool(bullet_of(label + " x")) or bool(_LABEL.match(label)))
            if gap > _COLUMN_GAP * max(run.size, group[-1].size) and not (is_label and gap < 6 * run.size):
                yield _segment(group, page)
                group = []
        group.append(run)
    if group:
        yield _segment(group, page)


def _segment(runs: Sequence[Run], page: int) -> PdfLine:
    letters = sum(len(run.text.strip()) for run in runs)
    main = max(runs, key=lambda run: (len(run.text.strip()), run.size))
    size = max((run.size for run in runs if len(run.text.strip()) * 4 >= letters), default=main.size)
    baseline = next(run.y for run in runs if run.size == main.size)
    text = ""
    end = runs[0].x0
    for run in runs:
        piece = run.text
        raised = run.size <= 0.8 * size and run.y - baseline >= 0.15 * size and piece.strip().isdigit()
        if raised:
            piece = f"{RAISED[0]}{piece.strip()}{RAISED[1]}"
        gap = run.x0 - end
        if (
            text
            and not text[-1].isspace()
            and not piece[0].isspace()
            and gap > 0.16 * min(run.size, size)
            and not raised
        ):
            text += " "
        text += piece
        end = max(end, run.x1)
    worded = [run for run in runs if any(char.isalpha() for char in run.text)]
    bold = bool(worded) and all(run.bold for run in worded)
    return PdfLine(
        text=" ".join(text.split(" ")).strip(),
        page=page,
        x0=runs[0].x0,
        x1=end,
        y=baseline,
        size=size,
        bold=bold,
        italic=bool(worded) and all(run.italic for run in worded),
        column=(runs[0].x0, end),
        lead=bool(worded) and worded[0].bold and not bold,
    )
