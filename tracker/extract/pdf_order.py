"""The order in which the lines of a PDF page are read: columns, bands between headings, labels beside their text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from tracker.extract.pdf_lines import PdfLine


def in_reading_order(segments: Sequence[PdfLine], depth: int = 0) -> tuple[list[PdfLine], bool]:
    """The lines top to bottom, or column by column where a gutter runs through, and whether their order is doubtful.

    Lines across the gutter part the page in bands. `depth` counts the columns within which these lines stand.
    """
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
                lines, doubt = in_reading_order(side, depth + 1)
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
