"""What a PDF prints on its pages that is no text of the document: running heads, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from tracker.extract.contents import letters_of
from tracker.extract.pdf_lines import PdfLine

_ZONE = 0.13
"""Share of the page's height, above and below, where running heads stand."""
_NUMBER_ONLY = re.compile(
    r"[|\s–—-]*(?:page\s*)?(?:\d{1,4}|[ivxlcdm]{1,7}|[A-Z]{1,3}-\d{1,3})[|\s–—-]*(?:(?:of|/)\s*\d{1,4})?[|\s–—-]*$",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[Sequence[PdfLine]], heights: Sequence[float]) -> list[list[PdfLine]]:
    """The lines of each page without what recurs on others at the same place."""
    keys: Counter[tuple[str, int]] = Counter()
    places: dict[tuple[int, int], set[int]] = defaultdict(set)
    anywhere: Counter[tuple[str, int, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        for line in {(_masked(line.text), _slot(line.y)): line for line in lines if _in_zone(line, height)}.values():
            keys[_masked(line.text), _slot(line.y)] += 1
        anywhere.update({_spot(line) for line in lines})
    repeated = {key for key, count in keys.items() if count >= max(3, min(len(pages) // 8, 5)) and key[0]}
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for line in lines:
            if _in_zone(line, height) and (_masked(line.text), _slot(line.y)) in repeated:
                places[_slot(line.y), round(line.size)].add(number)
    return [
        [
            line
            for line in lines
            if not (
                _is_running_head(line, height, lines, repeated, places)
                or (len(line.text.split()) <= 6 and len(pages) > 3 and anywhere[_spot(line)] >= max(3, len(pages) // 2))
            )
        ]
        for lines, height in zip(pages, heights, strict=True)
    ]


def _masked(text: str) -> str:
    """The letters of a line, its numbers left out: `Chapter 3 | 17` and `Chapter 4 | 21` are the same head."""
    return letters_of(re.sub(r"\d+", "", text))


def _spot(line: PdfLine) -> tuple[str, int, int]:
    return line.text, _slot(line.x0), _slot(line.y)


def _slot(place: float) -> int:
    return round(place / 3)


def _in_zone(line: PdfLine, height: float) -> bool:
    return line.y > height * (1 - _ZONE) or line.y < height * _ZONE


def _is_running_head(
    line: PdfLine,
    height: float,
    lines: Sequence[PdfLine],
    repeated: set[tuple[str, int]],
    places: dict[tuple[int, int], set[int]],
) -> bool:
    if not _in_zone(line, height):
        return False
    if any((_masked(line.text), _slot(line.y) + near) in repeated for near in (-1, 0, 1)):
        return True
    outermost = line.y >= max(other.y for other in lines) - 1 or line.y <= min(other.y for other in lines) + 1
    if _NUMBER_ONLY.match(line.text):
        return outermost or len(places.get((_slot(line.y), round(line.size)), ())) >= 2
    # A head that changes with the chapter stands where the others stand.
    return outermost and len(line.text) < 100 and len(places.get((_slot(line.y), round(line.size)), ())) >= 5
