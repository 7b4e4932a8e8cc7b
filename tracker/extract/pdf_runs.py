"""PDF pages → runs of characters with their place, size and weight: the only module that speaks to pypdfium2."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.errors import InputError
from tracker.extract.joining import HYPHEN_AT_LINE_END

MAX_PAGES = 3_000
_MAX_RUNS_PER_PAGE = 60_000
_MAX_RULES_PER_PAGE = 5_000
_INVISIBLE = 3
"""Text render mode of the letters that a text recogniser lays over a scanned page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one font that the file draws together; the origin is the page's lower left corner."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline."""
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line or bar that the file draws."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    has_image: bool
    is_scan: bool
    """Most of its text is invisible: recognised letters over a picture."""


@dataclass(frozen=True, slots=True)
class Source:
    pages: tuple[Page, ...]
    title: str | None
    outline: tuple[tuple[int, str], ...]
    """The file's own bookmarks: depth from 0, title."""


def read_pdf(data: bytes, *, name: str) -> Source:
    import pypdfium2
    from pypdfium2 import PdfiumError

    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise InputError(f"{name} is encrypted", remedy="save a copy without a password") from None
        raise InputError(f"{name} is damaged: no PDF reader can open it", remedy="download it again") from None
    try:
        count = len(document)
        if not count:
            raise InputError(f"{name} has no pages")
        if count > MAX_PAGES:
            raise InputError(f"{name} has {count} pages", remedy=f"the limit is {MAX_PAGES}")
        pages = tuple(_read_page(document, index, name) for index in range(count))
        return Source(pages, _title(document), tuple(_outline(document)))
    finally:
        document.close()


def _title(document: Any) -> str | None:
    title = " ".join(str(document.get_metadata_value("Title") or "").split())
    return title or None


def _outline(document: Any) -> Iterator[tuple[int, str]]:
    from pypdfium2 import PdfiumError

    try:
        for nth, bookmark in enumerate(document.get_toc(max_depth=6)):
            title = " ".join((bookmark.get_title() or "").split())
            if title:
                yield bookmark.level, title
            if nth > 2_000:
                return
    except (PdfiumError, RecursionError):
        return


def _read_page(document: Any, index: int, name: str) -> Page:
    from pypdfium2 import PdfiumError, raw

    try:
        page = document[index]
    except PdfiumError:
        return Page(index + 1, 612.0, 792.0, (), (), False, False)
    try:
        width, height = page.get_size()
        left, bottom, *_ = page.get_bbox()
        text_page = page.get_textpage()
        runs: list[Run] = []
        rules: list[Rule] = []
        invisible = 0
        has_image = False
        wanted = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)
        for item in page.get_objects(filter=wanted, textpage=text_page):
            if item.type == raw.FPDF_PAGEOBJ_IMAGE:
                has_image = True
                continue
            if item.type == raw.FPDF_PAGEOBJ_PATH:
                if len(rules) < _MAX_RULES_PER_PAGE and (rule := _rule(item, left, bottom)):
                    rules.append(rule)
                continue
            if len(runs) > _MAX_RUNS_PER_PAGE:
                raise InputError(f"{name}: page {index + 1} is made of too many pieces to read")
            run = _run(item, left, bottom)
            if run is not None:
                runs.append(run)
                if raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
                    invisible += 1
        return Page(index + 1, width, height, tuple(runs), tuple(rules), has_image, invisible * 2 > len(runs))
    except PdfiumError:
        return Page(index + 1, 612.0, 792.0, (), (), False, False)
    finally:
        page.close()


def _run(item: Any, left: float, bottom: float) -> Run | None:
    """The run of a text object; None for what is empty, rotated or outside any size that can be read."""
    text = item.extract().replace("\ufffe", HYPHEN_AT_LINE_END).replace("\r", "").replace("\n", " ")
    if not text.strip():
        return None
    a, b, _, d, x, y = item.get_matrix().get()
    scale = math.hypot(b, d)
    if abs(b) > 0.2 * max(abs(a), 1e-6) or a <= 0 or d <= 0:
        return None
    size = item.get_font_size() * scale
    if not 2.5 <= size <= 200:
        return None
    _, _, x1, _ = item.get_bounds()
    font = item.get_font()
    face = (font.get_base_name() or "").lower() if font else ""
    bold = (
        "bold" in face
        or "black" in face
        or "heavy" in face
        or "semibold" in face
        or (bool(font) and font.get_weight() >= 600)
    )
    italic = "italic" in face or "oblique" in face
    return Run(text, x - left, max(x1, x) - left, y - bottom, size, bold, italic)


def _rule(item: Any, left: float, bottom: float) -> Rule | None:
    x0, y0, x1, y1 = item.get_bounds()
    width, height = x1 - x0, y1 - y0
    if min(width, height) > 2.5 or max(width, height) < 6:
        return None
    return Rule(x0 - left, y0 - bottom, x1 - left, y1 - bottom)
