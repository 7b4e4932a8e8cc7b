"""PDF pages → runs of characters with their place, size and weight: the only module that speaks to pypdfium2."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.errors import InputError
from tracker.extract.joining import HYPHEN_AT_LINE_END

MAX_PAGES = 3_000
MAX_TEXTS_PER_PAGE = 12_000
"""pdfium goes through all letters of a page for the text of each object, so that time grows with the square: so many
take seconds. The densest page that was seen has some hundred, or some thousand where each letter is one."""
_MAX_RULES_PER_PAGE = 5_000
_Matrix = tuple[float, float, float, float, float, float]
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
    is_damaged: bool
    """Could not be read to its end."""


@dataclass(frozen=True, slots=True)
class Source:
    pages: tuple[Page, ...]
    title: str | None
    outline: tuple[tuple[int, str], ...]
    """The file's own bookmarks: depth from 0, title."""


def read_pdf(data: bytes, *, name: str) -> Source:
    import pypdfium2
    from pypdfium2 import PdfiumError

    # It would speak to the user itself, of bookmarks nested too deep or in a circle.
    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
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

    runs: list[Run] = []
    rules: list[Rule] = []
    texts: list[tuple[Any, _Matrix]] = []
    invisible = 0
    has_image = is_damaged = False
    width, height = 612.0, 792.0
    try:
        page = document[index]
        width, height = page.get_size()
        upright = _upright(page)
        wanted = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)
        for item in page.get_objects(filter=wanted):
            if item.type == raw.FPDF_PAGEOBJ_IMAGE:
                has_image = True
                continue
            place = _product(_form_matrix(item), upright)
            if item.type == raw.FPDF_PAGEOBJ_PATH:
                if len(rules) < _MAX_RULES_PER_PAGE and (rule := _rule(item, place)):
                    rules.append(rule)
                continue
            texts.append((item, place))
            if len(texts) > MAX_TEXTS_PER_PAGE:
                raise InputError(
                    f"{name}: page {index + 1} is made of more than {MAX_TEXTS_PER_PAGE:,} pieces of text",
                    remedy="print it into a new PDF, or give it as text",
                )
    except PdfiumError:
        is_damaged = True
    try:
        text_page = page.get_textpage() if texts else None
        for item, place in texts:
            item.textpage = text_page
            run = _run(item, place, width, height)
            if run is not None:
                runs.append(run)
                invisible += raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE
    except PdfiumError:
        is_damaged = True
    is_scan = not is_damaged and bool(runs) and invisible * 2 > len(runs)
    return Page(index + 1, width, height, tuple(runs), tuple(rules), has_image, is_scan, is_damaged)


def _upright(page: Any) -> _Matrix:
    """From the page's own coordinates to those of the page as it is looked at, turned and cropped."""
    left, bottom, right, top = page.get_bbox()
    match page.get_rotation():
        case 90:
            return (0.0, -1.0, 1.0, 0.0, -bottom, right)
        case 180:
            return (-1.0, 0.0, 0.0, -1.0, right, top)
        case 270:
            return (0.0, 1.0, -1.0, 0.0, top, -left)
    return (1.0, 0.0, 0.0, 1.0, -left, -bottom)


def _form_matrix(item: Any) -> _Matrix:
    """From an object's coordinates to the page's, through the forms that it is nested in."""
    matrix: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    form = item.container
    while form is not None:
        matrix = _product(matrix, form.get_matrix().get())
        form = form.container
    return matrix


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    k, m, n, o, p, q = then
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def _run(item: Any, place: _Matrix, width: float, height: float) -> Run | None:
    """The run of a text object; None for what is empty, rotated, off the page or outside any size that can be read."""
    from pypdfium2 import PdfiumError

    # What is cheap to ask is asked first: the text takes long.
    a, b, _, d, x, y = _product(item.get_matrix().get(), place)
    font_size = item.get_font_size()
    if font_size < 0:  # turns the letters round, as the matrix may turn them back
        a, b, d, font_size = -a, -b, -d, -font_size
    if abs(b) > 0.2 * max(abs(a), 1e-6) or a <= 0 or d <= 0:
        return None
    size = font_size * math.hypot(b, d)
    if not 2.5 <= size <= 200:
        return None
    x0, y0, x1, y1 = _box(item, place)
    if x1 < 0 or x0 > width or y1 < 0 or y0 > height:
        return None
    try:
        text = item.extract()
    except PdfiumError:
        return None
    text = text.replace("\ufffe", HYPHEN_AT_LINE_END).replace("\r", "").replace("\n", " ")
    if not text.strip():
        return None
    font = item.get_font()
    face = (font.get_base_name() or "").lower() if font else ""
    bold = any(word in face for word in ("bold", "black", "heavy")) or (bool(font) and font.get_weight() >= 600)
    return Run(text, x, max(x1, x), y, size, bold, "italic" in face or "oblique" in face)


def _rule(item: Any, place: _Matrix) -> Rule | None:
    x0, y0, x1, y1 = _box(item, place)
    width, height = x1 - x0, y1 - y0
    return Rule(x0, y0, x1, y1) if min(width, height) <= 2.5 and max(width, height) >= 6 else None


def _box(item: Any, place: _Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = item.get_bounds()
    corners = [_product((1.0, 0.0, 0.0, 1.0, x, y), place)[4:] for x in (left, right) for y in (bottom, top)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)
