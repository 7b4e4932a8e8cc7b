"""A column of blocks at one width: which line is where, worked out once; the lines only when they are drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from tracker.tui.blocks import Block, Look
from tracker.tui.lines import Line

_KEPT = 400
"""Blocks whose lines are kept once drawn."""

Heights = dict[Block, int]


class Page:
    """Blocks laid out. `heights` may be shared by pages of one width and manner that show some of the same blocks."""

    def __init__(self, blocks: Sequence[Block], look: Look, heights: Heights | None = None) -> None:
        self.blocks = tuple(blocks)
        self.look = look
        known: Heights = {} if heights is None else heights
        for block in self.blocks:
            if block not in known:
                known[block] = block.height(look)
        self._ends = list(accumulate(known[block] for block in self.blocks))
        self.keys = [index for index, block in enumerate(self.blocks) if block.key]
        """Indices of the blocks that can be selected."""
        self._drawn: OrderedDict[int, list[Line]] = OrderedDict()

    @property
    def height(self) -> int:
        return self._ends[-1] if self._ends else 0

    def with_needle(self, look: Look) -> Page:
        """The same page with something else searched for: nothing moves."""
        self.look = replace(self.look, needle=look.needle)
        self._drawn.clear()
        return self

    def index_at(self, y: int) -> int:
        """The block that line `y` belongs to."""
        return min(bisect_right(self._ends, y), len(self.blocks) - 1)

    def top(self, index: int) -> int:
        """First line of a block, blank lines above it counted."""
        return self._ends[index - 1] if index else 0

    def extent(self, index: int) -> tuple[int, int]:
        """First line of a block's own text, and the line after its last."""
        block = self.blocks[index]
        return self.top(index) + block.before, self._ends[index]

    def line(self, y: int) -> tuple[Line, int, int]:
        """A line, its block, and its number within that block's own text (negative above it)."""
        index = self.index_at(y)
        lines = self._drawn.get(index)
        block = self.blocks[index]
        if lines is None:
            lines = self._drawn[index] = block.lines(self.look)
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        number = y - self.top(index)
        line = lines[number] if number < len(lines) else ()
        return line, index, number - block.before

    def index_of(self, key: str) -> int | None:
        return next((index for index in self.keys if self.blocks[index].key == key), None)

    def nearest_key(self, index: int) -> int | None:
        """The selectable block at or after the index, else the last before it."""
        if not self.keys:
            return None
        place = bisect_right(self.keys, index - 1)
        return self.keys[min(place, len(self.keys) - 1)]

    def stops(self) -> list[int]:
        """Selectable blocks that are no unchanged text."""
        return [index for index in self.keys if self.blocks[index].style != "kept"]

    def hits(self) -> list[int]:
        """Selectable blocks in which what is searched for stands; others lead to the next selectable one."""
        needle = self.look.needle
        if needle is None:
            return []
        found: list[int] = []
        for index, block in enumerate(self.blocks):
            if needle.search(block.text()):
                target = index if block.key else self.nearest_key(index)
                if target is not None and (not found or found[-1] != target):
                    found.append(target)
        return found

    def overview(self, rows: int, styles: Mapping[str, int]) -> list[str]:
        """For a column of so many rows, the style of the weightiest block that each row stands for."""
        column = [""] * rows
        if not self.height or rows < 1:
            return column
        for index, block in enumerate(self.blocks):
            weight = styles.get(block.style, 0)
            if not weight:
                continue
            first = self.top(index) * rows // self.height
            last = max(first, (self._ends[index] - 1) * rows // self.height)
            for row in range(first, min(last, rows - 1) + 1):
                if weight > styles.get(column[row], 0):
                    column[row] = block.style
        return column
