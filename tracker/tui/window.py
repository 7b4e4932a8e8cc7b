"""Which lines of a page are in view, and where the view has to go to show a block: reckoned here, drawn elsewhere."""

from __future__ import annotations

from tracker.tui.page import Page


class Window:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.top = 0
        """Line of the page that is the first in view."""
        self.rows = 1

    @property
    def end(self) -> int:
        """The line after the last in view."""
        return self.top + self.rows

    def within(self, top: float) -> int:
        """The nearest line with which a window full of lines can begin."""
        return int(max(0, min(top, self.page.height - self.rows)))

    def to_reveal(self, index: int, *, by: int = 1, margin: int = 0) -> int:
        """The top with which a block is in view that is come to from above, or from below with a negative `by`."""
        top, end = self.page.extent(index)
        if top - margin < self.top:
            return top - margin - (0 if margin else 1) if end - top < self.rows or by > 0 else end - self.rows
        if end > self.end:
            return min(end - self.rows, top - margin) if end - top <= self.rows else top - margin
        return self.top

    def to_step(self, index: int, by: int) -> int | None:
        """The top with which more of a block comes into view that is longer than the window; None when no more does."""
        top, end = self.page.extent(index)
        if by > 0 and end > self.end and top < self.end:
            return min(self.top + 3, end - self.rows)
        if by < 0 and top < self.top < end:
            return max(self.top - 3, top)
        return None

    def line_of(self, index: int | None) -> int:
        """Lines between the top and a block, as far as it stands in view; a few where there is none."""
        if index is None or index >= len(self.page.blocks):
            return 2
        return max(min(self.page.extent(index)[0] - self.top, max(self.rows - 3, 0)), 0)

    def lines_of(self, index: int) -> tuple[int, int] | None:
        """The first line of a block in view and the one after its last, from the top; None when none of it is."""
        first, end = (min(max(line - self.top, 0), self.rows) for line in self.page.extent(index))
        return (first, end) if first < end else None

    def following(self, cursor: int) -> int:
        """The block for the cursor: its own, or one in view when the window has left that behind."""
        top, end = self.page.extent(cursor)
        if end > self.top and top < self.end:
            return cursor
        is_above = end <= self.top
        index = self.page.index_at(min(self.top if is_above else self.end - 1, max(self.page.height - 1, 0)))
        found = self.page.nearest_key(index)
        if found is None:
            return cursor
        if is_above and self.page.extent(found)[0] >= self.end:
            return max((key for key in self.page.keys if key <= index), default=found)
        return found
