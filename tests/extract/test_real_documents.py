"""What is found in real documents; skipped where they are not at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.document.canonical import canonical_faults
from tracker.document.parse import parse_document
from tracker.extract import extract
from tracker.model.document import Document


def document(path: Path) -> Document:
    extraction = extract(path.read_bytes(), name=path.name)
    assert canonical_faults(extraction.text) == ()
    return parse_document(extraction.text, id=path.stem, title=extraction.title or "")


def titles(path: Path) -> list[str]:
    return [re.sub(r"^(?:[IVX]+|[A-Z]|\d+)\.\s+", "", section.title).lower() for section in document(path).sections]


STRATEGIES = {
    # year: fewest passages, fewest sections, title that must be found
    "1987": (350, 20, "arms control"),
    "1988": (320, 25, "arms reductions"),
    "1990": (220, 55, "drug trafficking"),
    "1991": (220, 45, "the contest of ideas and the nurturing of democracy"),
    "1993": (150, 22, "our economic challenge"),
    "1994": (220, 30, "peace operations"),
    "1995": (250, 35, "uruguay round of gatt"),
    "1996": (320, 40, "export controls"),
    "1997": (220, 30, "threats to u.s. interests"),
    "1998": (330, 65, "smaller-scale contingencies"),
    "1999": (280, 45, "shaping the international environment"),
    "2002": (170, 9, "champion aspirations for human dignity"),
    "2006": (340, 50, "nuclear proliferation"),
    "2010": (250, 35, "use of force"),
    "2015": (110, 28, "confront climate change"),
}


@pytest.mark.parametrize("year", STRATEGIES)
def test_plain_text_of_others(shared_data: Path, year: str) -> None:
    passages, sections, title = STRATEGIES[year]
    found = document(shared_data / "nss" / f"{year}.txt")
    assert len(found.passages) >= passages
    assert len(found.sections) >= sections
    assert title in [section.title.lower() for section in found.sections] or any(
        section.title.lower().endswith(title) for section in found.sections
    )
    prose = [passage.text for passage in found.passages if passage.kind == "paragraph" and len(passage.text) > 60]
    unfinished = [text for text in prose if not re.search(r"[.!?:;…][\"'”’)\]]*$", text)]
    assert len(unfinished) <= 0.06 * len(prose)
    assert not any(re.fullmatch(r"\d{1,3}", passage.text) for passage in found.passages[5:])


@pytest.mark.parametrize("version", ["001_2021-09-07_draft", "002_2022-01-26_final"])
def test_a_pdf_has_the_headings_of_its_markdown_twin(shared_data: Path, version: str) -> None:
    from_pdf = set(titles(shared_data / "zero-trust" / f"{version}.pdf"))
    twin = [title.replace("--", "–") for title in titles(shared_data / "zero-trust" / f"{version}.md")]
    shared = [title for title in twin if title in from_pdf]
    assert len(shared) >= 0.85 * len(twin)


def test_a_pdf_has_no_furniture_and_knows_its_pages(shared_data: Path) -> None:
    found = document(shared_data / "zero-trust" / "001_2021-09-07_draft.pdf")
    assert not any("DRAFT FOR PUBLIC COMMENT" in passage.text for passage in found.passages)
    pages = [passage.page for passage in found.passages if passage.page is not None]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, 23)


def test_columns_read_as_the_same_text_does_elsewhere(shared_data: Path) -> None:
    found = document(shared_data / "nss-pdf" / "2002.pdf")
    words = " ".join(passage.text for passage in found.passages)
    assert "In pursuit of our goals, our first imperative is to clarify what we stand for" in words
    assert "limits on the absolute power of the state; free speech; freedom of worship" in words


def test_controls_come_as_items(shared_data: Path) -> None:
    found = document(shared_data / "nist-800-53" / "SP800-53_rev5.md")
    texts = {passage.text for passage in found.passages if passage.kind == "item"}
    assert "b. Assign account managers;" in texts
    assert "2. Group and role membership; and" in texts
