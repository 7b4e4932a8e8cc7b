"""Born-digital PDF → canonical text, by a layout pass of our own over what pdfium draws."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.errors import InputError
from tracker.extract.contents import find_contents
from tracker.extract.decode import cleaned
from tracker.extract.finish import finished
from tracker.extract.joining import HYPHEN_AT_LINE_END
from tracker.extract.pdf_furniture import without_furniture
from tracker.extract.pdf_layout import blocks_of_pages
from tracker.extract.pdf_lines import PdfLine, page_lines
from tracker.extract.pdf_looks import typography_of
from tracker.extract.pdf_order import in_reading_order
from tracker.extract.pdf_runs import Page, read_pdf
from tracker.extract.shapes import FRONT_AND_BACK, numbering_of, unspaced
from tracker.extract.stated import stated_title
from tracker.model.corpus import Extraction

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WORDED = re.compile(r"\w(?<!_)")


def extract(data: bytes, *, name: str) -> Extraction:
    source = read_pdf(data, name=name)
    if not any(page.runs for page in source.pages):
        scanned = any(page.has_image for page in source.pages)
        raise InputError(
            f"{name} is a scan: its pages are pictures without text" if scanned else f"{name} has no text in it",
            remedy="run it through a text recogniser first" if scanned else "",
        )
    read = [in_reading_order(page_lines(page)) for page in source.pages]
    doubtful = [page.number for page, (_, doubt) in zip(source.pages, read, strict=True) if doubt]
    lines = [[replace(line, text=_cleaned_line(line.text)) for line in lines] for lines, _ in read]
    kept = without_furniture(lines, [page.height for page in source.pages])
    text = _without_contents([[line for line in lines if _WORDED.search(line.text)] for lines in kept])
    body = typography_of(text)
    return finished(
        blocks_of_pages(text, body, source.outline),
        media_type="application/pdf",
        pages=len(source.pages),
        title=_title(source.title, text),
        warnings=tuple(_warnings(source.pages, doubtful)),
    )


def _cleaned_line(text: str) -> str:
    """A line of safe characters; the marks of hyphens at line ends stay for the joining of lines."""
    pieces = (" ".join(unspaced(cleaned(piece)).split()) for piece in text.split(HYPHEN_AT_LINE_END))
    return HYPHEN_AT_LINE_END.join(pieces)


def _without_contents(pages: Sequence[Sequence[PdfLine]]) -> list[list[PdfLine]]:
    flat = [line for lines in pages for line in lines]
    contents = find_contents([line.text for line in flat])
    listed = {id(flat[index]) for index in contents.blocks}
    return [[line for line in lines if id(line) not in listed] for lines in pages]


def _title(stated: str | None, pages: Sequence[Sequence[PdfLine]]) -> str | None:
    """The largest type on the first page that has any, unless the file states a title worth the name."""
    if title := stated_title(stated):
        return title
    first = next((lines for lines in pages if lines), [])
    if not first:
        return None
    size = max(line.size for line in first)
    words = " ".join(line.text for line in first if line.size >= size - 0.6)
    fits = 8 <= len(words) <= 200 and size >= 14 and not numbering_of(words) and not FRONT_AND_BACK.match(words)
    return words if fits else None


def _warnings(pages: Sequence[Page], doubtful: Sequence[int]) -> Iterable[str]:
    texts = [run.text for page in pages for run in page.runs]
    if 2 * sum(len(_RIGHT_TO_LEFT.findall(text)) for text in texts) > sum(map(len, texts)):
        yield "written from right to left: its words may stand in the wrong order; a Word document is read rightly"
    damaged = [page.number for page in pages if page.is_damaged]
    if damaged:
        yield f"{_listed(damaged)} could not be read to the end: the file is damaged there"
    silent = [page.number for page in pages if not page.runs and page.has_image]
    if silent:
        yield f"no text on {_listed(silent)}, only pictures"
    if sum(page.is_scan for page in pages) * 2 > sum(bool(page.runs) for page in pages):
        yield "this is a scan with recognised text; expect misread words"
    if doubtful:
        yield f"the order of the columns is uncertain on {_listed(doubtful)}"


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:8])
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"page{'s' if len(numbers) > 1 else ''} {shown}{more}"
