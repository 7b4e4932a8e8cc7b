"""Runs of a PDF page → its lines in the order in which they are read: baselines, word gaps, columns, raised marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

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


def page_lines(page: Page) -> tuple[tuple[PdfLine, ...], bool]:
    """The lines of a page in reading order, and whether their order is doubtful."""
    grids = table_grids(page.rules)
    free = _with_drop_caps_set([run for run in page.runs if not any(grid.holds(run.x0, run.y) for grid in grids)])
    segments = [segment for row in _rows(free) for segment in _segments(row, page.number)]
    for grid in grids:
        segments.extend(_table_rows(page, grid))
    ordered, doubtful = _in_reading_order(segments, 0)
    return tuple(ordered), doubtful


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


def _in_reading_order(segments: Sequence[PdfLine], depth: int) -> tuple[list[PdfLine], bool]:
    """Top to bottom, or column by column where a gutter runs through; lines across it part the page in bands."""
    gutter = _gutter(segments) if depth < 3 and len(segments) >= 6 else None
    if gutter is None:
        left, right = _edges(segments)
        lines = sorted(segments, key=lambda line: (-line.y, line.x0))
        return [_in_column(line, left, right) for line in _on_one_baseline(lines)], False
    ordered: list[PdfLine] = []
    doubtful = False
    band: list[PdfLine] = []
    crossing = 0

    def flush() -> None:
        nonlocal doubtful
        for side in (
            [line for line in band if line.x1 <= gutter + 2],
            [line for line in band if line.x1 > gutter + 2],
        ):
            if side:
                lines, doubt = _in_reading_order(side, depth + 1)
                ordered.extend(lines)
                doubtful = doubtful or doubt
        band.clear()

    left, right = _edges(segments)
    for line in sorted(segments, key=lambda line: (-line.y, line.x0)):
        if line.x0 < gutter - 2 and line.x1 > gutter + 2:
            flush()
            ordered.append(_in_column(line, left, right))
            crossing += 1
        else:
            band.append(line)
    flush()
    return ordered, doubtful or crossing * 4 > len(segments)


def _on_one_baseline(lines: Sequence[PdfLine]) -> Iterable[PdfLine]:
    """Pieces that stand side by side, a label and what it labels, as one line."""
    row: list[PdfLine] = []
    for line in lines:
        if row and (abs(row[0].y - line.y) > 2 or line.is_row or row[0].is_row):
            yield _beside(row)
            row = []
        row.append(line)
    if row:
        yield _beside(row)


def _beside(row: Sequence[PdfLine]) -> PdfLine:
    if len(row) == 1:
        return row[0]
    pieces = sorted(row, key=lambda line: line.x0)
    return replace(
        max(pieces, key=lambda line: len(line.text)),
        text=" ".join(piece.text for piece in pieces),
        x0=pieces[0].x0,
        x1=pieces[-1].x1,
        bold=all(piece.bold for piece in pieces),
        italic=all(piece.italic for piece in pieces),
        lead=pieces[0].bold or pieces[0].lead,
    )


def _in_column(line: PdfLine, left: float, right: float) -> PdfLine:
    return line if line.is_row else replace(line, column=(left, right))


def _edges(segments: Sequence[PdfLine]) -> tuple[float, float]:
    if not segments:
        return 0.0, 0.0
    lefts, rights = sorted(line.x0 for line in segments), sorted(line.x1 for line in segments)
    return lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]


def _gutter(segments: Sequence[PdfLine]) -> float | None:
    """Right edge of the gap between two columns of text, if there are two."""
    starts = sorted({round(line.x0) for line in segments})
    best: tuple[float, float] | None = None
    for start in starts[1:]:
        at = start - 1.5
        right = [line for line in segments if line.x0 >= at]
        left = [line for line in segments if line.x1 <= at - 5]
        here = sum(-3 <= line.x0 - start <= 20 for line in right)
        if here < 3 or len(right) < 4 or len(left) < 4:
            continue
        low = max(min(line.y for line in left), min(line.y for line in right))
        high = min(max(line.y for line in left), max(line.y for line in right))
        crossing = [line for line in segments if line.x0 < at and line.x1 > at - 5 and low <= line.y <= high]
        if len(crossing) > 0.5 * min(len(left), len(right)):
            continue
        if median(line.x1 - line.x0 for line in left) < 70 or median(line.x1 - line.x0 for line in right) < 70:
            continue
        if _overlap(left, right) < 0.3:
            continue
        score = min(len(left), len(right)) - 2.0 * len(crossing)
        if best is None or score > best[0]:
            best = (score, at)
    return best[1] if best else None


def _overlap(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> float:
    """Share of the shorter column's height that stands beside the other."""
    low = max(min(line.y for line in left), min(line.y for line in right))
    high = min(max(line.y for line in left), max(line.y for line in right))
    heights = [max(line.y for line in side) - min(line.y for line in side) for side in (left, right)]
    return (high - low) / max(min(heights), 1.0)
