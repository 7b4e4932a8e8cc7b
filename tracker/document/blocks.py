"""What extractors produce and canonical text is made of: blocks of one kind in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "quote", "note", "table", "page"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a passage, or the mark of a new page."""

    kind: BlockKind
    text: str
    """Running text. A line break in it is a sentence break that is certain; the rest is left to the segmenter."""
    level: int = 0
    """Depth of a heading (1 is outermost) or of a list item (0 is outermost)."""
    page: int | None = None
    """For a page mark, its number. Elsewhere unused: a block stands on the page of the last mark or break before it."""
    label: str = ""
    """The number of a note."""
    breaks: tuple[tuple[int, int], ...] = ()
    """Page breaks inside the text: offset at which the page with this number begins."""
