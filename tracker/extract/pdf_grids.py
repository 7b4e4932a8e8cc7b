"""Ruled tables of a PDF page: where drawn lines make a grid of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.extract.pdf_runs import Rule

_THIN = 2.5
_NEAR = 4.0


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[tuple[float, float], ...]
    """Left and right edge of each column."""
    rows: tuple[tuple[float, float], ...]
    """Upper and lower edge of each row, from the top."""

    def holds(self, x: float, y: float) -> bool:
        left, right = self.columns[0][0], self.columns[-1][1]
        return left - 1 <= x < right and self.rows[-1][1] <= y < self.rows[0][0]


def table_grids(rules: Sequence[Rule]) -> tuple[Grid, ...]:
    """The grids of at least two columns and two rows."""
    upright = _merged(((rule.x0 + rule.x1) / 2, rule.y0, rule.y1) for rule in rules if rule.x1 - rule.x0 <= _THIN)
    level = _merged(((rule.y0 + rule.y1) / 2, rule.x0, rule.x1) for rule in rules if rule.y1 - rule.y0 <= _THIN)
    grids: list[Grid] = []
    for group in _overlapping(upright):
        low, high = min(line[1] for line in group), max(line[2] for line in group)
        left, right = min(line[0] for line in group), max(line[0] for line in group)
        across = sorted(
            (
                place
                for place, start, end in level
                if low - _NEAR <= place <= high + _NEAR and min(end, right) - max(start, left) >= 0.5 * (right - left)
            ),
            reverse=True,
        )
        edges = _distinct(sorted(line[0] for line in group))
        columns = tuple((a, b) for a, b in pairwise(edges) if b - a > 8)
        rows = tuple((a, b) for a, b in pairwise(_distinct(across)) if a - b > 6)
        if len(columns) >= 2 and len(rows) >= 2:
            grids.append(Grid(columns, rows))
    return tuple(grids)


def _merged(lines: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines at one place that touch each other, as one: place, start, end."""
    merged: list[tuple[float, float, float]] = []
    for place, start, end in sorted((round(place), start, end) for place, start, end in lines):
        if merged and abs(merged[-1][0] - place) <= 1 and start - merged[-1][2] <= _NEAR:
            merged[-1] = (merged[-1][0], merged[-1][1], max(merged[-1][2], end))
        else:
            merged.append((place, start, end))
    return [line for line in merged if line[2] - line[1] >= 12]


def _overlapping(upright: Sequence[tuple[float, float, float]]) -> list[list[tuple[float, float, float]]]:
    """Upright lines beside each other, in groups of at least three."""
    groups: list[list[tuple[float, float, float]]] = []
    for line in sorted(upright, key=lambda line: -line[2]):
        for group in groups:
            low, high = min(other[1] for other in group), max(other[2] for other in group)
            if min(line[2], high) - max(line[1], low) >= 0.3 * (line[2] - line[1]):
                group.append(line)
                break
        else:
            groups.append([line])
    return [group for group in groups if len(group) >= 3]


def _distinct(places: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for place in places:
        if not kept or abs(place - kept[-1]) > _NEAR:
            kept.append(place)
    return kept
