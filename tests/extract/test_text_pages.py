"""What pages leave in a plain text: their numbers, running heads, lists of contents, a title page."""

from __future__ import annotations

import re

import pytest

from tests.extract.texts import PROSE, canonical
from tracker.extract import extract


def book(pages: int, *, head: str = "", number_at_end: bool = True) -> str:
    filler = " ".join([PROSE] * 12)
    parts = []
    for page in range(1, pages + 1):
        text = f"{head}\n\n{filler} On page {page} we say that the work goes on and\n\nso it does."
        parts.append(f"{text}\n\n{page}\n" if number_at_end else f"{page}\n\n{text}\n")
    return "\n\n\n\n".join(parts)


def test_printed_page_numbers_become_page_marks() -> None:
    extraction = extract(book(6).encode(), name="strategy.txt")
    assert extraction.pages == 6
    assert [f"<!-- page {page} -->" in extraction.text for page in range(1, 7)] == [False, *[True] * 5]
    assert "\n6\n" not in extraction.text


def test_a_page_number_in_front_of_a_heading_parts_the_pages_there() -> None:
    filler = " ".join([PROSE] * 12)
    heads = ("STRATEGY FOR THE ARCTIC\nAND THE OCEANS", "POLICIES IN OUTER\nSPACE", "AGENDA FOR THE FAR\nISLANDS")
    text = canonical(book(4) + filler + "".join(f"\n\n{n} {head}\n{filler}" for n, head in enumerate(heads, start=5)))
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        f"# {head.replace(chr(10), ' ')}" for head in heads
    ]


IN_TEXT = {
    "inside a line": ("the work of 5 going on", "the work of going on"),
    "at the end of a line": ("the work of 5\ngoing on", "the work of going on"),
    "at the start of a line": ("the work of\n5 going on", "the work of going on"),
    "a figure": ("the work of 5 nations", "the work of 5 nations"),
    "a figure of many": ("the work of 5 great nations", "the work of 5 great nations"),
    **{
        figure: (figure, figure)
        for figure in (
            "the loss of 5 people",
            "a 5 month pause",
            "at least 5 of them",
            "all 5 agreed",
            "the chapter 5 authority",
            "the 5 most heavily armed states",
            "the 5 carrier strike groups",
        )
    },
    "one of two": ("the work of 5 going on and 5 coming back", "the work of 5 going on and 5 coming back"),
    "the number of another page": ("the work of 4 going on", "the work of 4 going on"),
}


@pytest.mark.parametrize(("source", "wanted"), IN_TEXT.values(), ids=IN_TEXT)
def test_a_page_number_that_is_missing_is_found_in_the_text(source: str, wanted: str) -> None:
    text = canonical(book(8).replace("On page 5", "Here").replace("\n\n5\n", f" It is {source} that we say.\n"))
    assert f"It is {wanted} that we say." in text


def test_running_feet_behind_the_text_go_with_their_numbers() -> None:
    foot = "National Security Strategy"
    text = canonical(
        book(6, head=foot).replace("the work goes on and\n\nso", f"the work goes on and 18 {foot}\n\n\n\nso")
    )
    assert foot not in text
    assert "the work goes on and so it does." in text


def test_running_heads_go() -> None:
    text = canonical(book(6, head="National Security Strategy"))
    assert "National Security Strategy" not in text
    assert "the work goes on and so it does." in text


NO_HEADS = {
    "a list of words with numbers": "".join(f"word{number}\n" for number in range(20)),
    "a list that goes on over pages": "".join(f"word{number}\n\n\n\n" for number in range(20)),
    "two lines in turn": "".join(f"ships\n\n\n\n{number}\n\n\n\nplanes\n\n\n\n" for number in range(20)),
}


@pytest.mark.parametrize("source", NO_HEADS.values(), ids=NO_HEADS)
def test_lines_that_are_the_text_are_no_running_heads(source: str) -> None:
    words = re.findall("[a-z]+[0-9]*", source)
    assert [word for word in words if word not in canonical(source)] == []


def test_numbered_paragraphs_are_no_pages() -> None:
    text = "\n\n".join(f"{number}. {PROSE}" for number in range(1, 12))
    extraction = extract(text.encode(), name="strategy.txt")
    assert extraction.pages is None
    assert "- 7. The people" in extraction.text


def test_contents_list_is_left_out_and_used() -> None:
    contents = (
        "Contents\nPreface ... 1\nEnhancing Our Security ... 2\nSmall arms and the law ... 5\nConclusions ... 9\n"
    )
    text = canonical(
        f"{contents}\n\n\n\nEnhancing Our Security Threats are many. {PROSE}\n\nSmall arms and the law\n{PROSE}\n"
    )
    assert "..." not in text
    assert "# Enhancing Our Security\n\nThreats are many." in text
    assert "# Small arms and the law\n\nThe people" in text


def test_page_numbers_may_be_glued_to_the_entries_of_a_long_line() -> None:
    entries = (
        "Fighting the Plague of Small Arms3 Trade with All of Our Partners4 Friends in the Whole of the Wide World4"
    )
    contents = (
        f"Preface ... 1\nThe Way Through\nTime ... 2 {entries} A Long Work Done by\nThe Assembly ... 5\nThe End ... 9"
    )
    chapter = f"Fighting the Plague of Small Arms Rifles are many. {PROSE}"
    text = canonical(f"Contents\n{contents}\n\n\n\nPreface {PROSE}\n\n{chapter}\n")
    assert text.startswith("# Preface\n\nThe people")
    assert "# Fighting the Plague of Small Arms\n\nRifles" in text


LONG_ENTRIES = {
    "over three lines": ("Combating the Spread and Use of\nWeapons of Every Kind and\nMissiles", "... 3"),
    "in capitals, with a colon": ("I. THE FOUNDATIONS OF\nTHE STRATEGY:\nGOALS AND INTERESTS", "...1"),
}


@pytest.mark.parametrize(("title", "page"), LONG_ENTRIES.values(), ids=LONG_ENTRIES)
def test_a_contents_entry_over_several_lines_is_one_title(title: str, page: str) -> None:
    text = canonical(f"Contents PREFACE...v {title}{page}\nConclusions ... 9\n\n\n\n{title.title()} {PROSE}\n")
    assert f"# {title.title().replace(chr(10), ' ')}\n\nThe people" in text


def test_a_page_in_large_roman_numerals_is_no_part_of_the_next_title() -> None:
    contents = (
        "Contents\nPreface . . . V I.The Foundations of National\nStrategy: Interests and Goals . ..1\nTrade ... 9\n"
    )
    text = canonical(
        f"{contents}\n\n\n\nI. The Foundations of National\nStrategy: Interests and Goals NEW ERA {PROSE}\n"
    )
    assert "# I. The Foundations of National Strategy: Interests and Goals\n\n" in text


def test_a_numeral_that_a_scan_misread_is_one_all_the_same() -> None:
    titles = ("I. First Things", "II. Second Things", "III. Third Things")
    contents = "\n".join(f"{title} ... {page}" for page, title in enumerate(titles, start=1))
    chapters = "\n\n".join(f"{title} {PROSE}\n\nA Part of It\n\n{PROSE}" for title in titles)
    text = canonical(f"Contents\n{contents}\n\n\n\n{chapters.replace('III.', '111.')}\n")
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "# I. First Things", "## A Part of It", "# II. Second Things", "## A Part of It", "# 111. Third Things",
        "## A Part of It",
    ]  # fmt: skip


LISTED = {
    "a word that the text takes up": "Oceania Oceania is a part of the world. ",
    "a word with a stop": "Oceania. Many islands are in it. ",
    "a title with an article and a stop": "The Near East and the Far West . As we said, they are apart. ",
    "a title behind a page number without leaders": "Cities of the Plain Few people live in them. ",
    "a title with a letter misread": "fast of the Sun and West of the Moon\nPilots fly between them. ",
}


@pytest.mark.parametrize("begins", LISTED.values(), ids=LISTED)
def test_a_listed_title_is_a_heading_however_it_is_set(begins: str) -> None:
    contents = (
        "Contents\nPreface ... 1\nOceania ... 2\nNear East and the Far West ... 3\n"
        "Deserts 4 Cities of the Plain ... 5\nEast of the Sun and West of the Moon ... 6\n"
    )
    text = canonical(f"{contents}\n\n\n\nPreface {PROSE}\n\n{begins}{PROSE}\n")
    assert sum(line.startswith("#") for line in text.split("\n")) == 2


def test_a_list_of_titles_behind_a_heading_goes() -> None:
    places = ("Rivers", "Lakes", "Oceans", "Deserts", "Forests", "Mountains", "Islands")
    titles = [f"{place} of the Whole World" for place in places]
    titles += ["Our First Conclusions", "Our Last Conclusions"]
    chapters = "\n\n".join(f"{title}\n\n{PROSE}" for title in titles)
    text = canonical("\n\n".join((chapters, "Cover", *titles[:2], " ".join(titles[2:]))))
    assert text.endswith(f"# {titles[-1]}\n\n{PROSE}\n")


def test_bare_list_of_headings_at_the_end_goes() -> None:
    text = canonical(
        f"First Chapter\n\n{PROSE}\n\nSecond Chapter\n\n{PROSE}\n\nCover\n\nFirst Chapter\n\nSecond Chapter\n\n"
    )
    assert text.endswith(PROSE + "\n")


def test_a_title_is_read_off_the_first_page() -> None:
    extraction = extract(f"A NATIONAL\nSTRATEGY FOR\nA NEW CENTURY\nMay 1999\n\n\n\n{PROSE}\n".encode(), name="x.txt")
    assert extraction.title == "A NATIONAL STRATEGY FOR A NEW CENTURY"
