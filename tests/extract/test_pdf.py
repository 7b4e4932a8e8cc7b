"""Born-digital PDF: order, headings, furniture, notes, tables, and what is said about files that cannot be read."""

from __future__ import annotations

import pytest

from tests.extract.pdfs import Put, Stroke, lines, pdf
from tracker.errors import InputError
from tracker.extract import extract
from tracker.extract.pdf_runs import MAX_TEXTS_PER_PAGE, read_pdf
from tracker.model.corpus import Extraction

PROSE = (
    "The first duty of the government is to keep the people of this country",
    "safe from harm. We will meet that duty with resolve and with friends in",
    "every part of the world, and we will not act alone where we can act with",
    "others who share our aims.",
)
MORE = (
    "Trade is the second pillar of this strategy. It brings work to our cities",
    "and it brings peace to regions that have known too little of it in recent",
    "years and decades.",
)


def read(data: bytes) -> Extraction:
    return extract(data, name="strategy.pdf")


def test_headings_paragraphs_and_page_marks() -> None:
    page = [
        Put(72, 730, "1. A Safer World", 16, "bold"),
        *lines(PROSE),
        Put(72, 620, "Our Friends", 11, "bold"),
        *lines(MORE, top=600),
    ]
    extraction = read(pdf([page]))
    assert extraction.text == (
        "<!-- page 1 -->\n\n"
        "# 1. A Safer World\n\n"
        "The first duty of the government is to keep the people of this country safe from harm.\n"
        "We will meet that duty with resolve and with friends in every part of the world, "
        "and we will not act alone where we can act with others who share our aims.\n\n"
        "## Our Friends\n\n"
        "Trade is the second pillar of this strategy.\n"
        "It brings work to our cities and it brings peace to regions that have known too little of it "
        "in recent years and decades.\n"
    )
    assert (extraction.pages, extraction.extractor, extraction.language) == (1, "pdf/4", "en")


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        [Put(72, 760, "National Strategy"), *lines([*PROSE, *MORE]), Put(300, 40, str(number))]
        for number in range(1, 6)
    ]
    text = read(pdf(pages)).text
    assert "National Strategy" not in text
    assert "\n3\n" not in text
    assert text.count("<!-- page") == 5


def test_a_paragraph_runs_on_over_a_page_break() -> None:
    text = read(pdf([lines(PROSE[:3]), lines([PROSE[3], "Then we rest."])])).text
    assert "act with\n" not in text
    assert "where we can act with others who share our aims.\n<!-- page 2 -->\nThen we rest." in text


AFTER_A_SHORT_LINE = {
    "an abbreviation, then small letters": ("We do so for the sake of the U.S.", "economy of today.", " "),
    "an abbreviation, then a capital": ("We do so for the sake of the U.S.", "It is our home.", "\n\n"),
    "a date, then a capital": ("June 1, 2002", "It is our home.", "\n\n"),
    "a date, then small letters": ("June 1, 2002", "is the day on which we began.", " "),
}


@pytest.mark.parametrize(("last", "following", "between"), AFTER_A_SHORT_LINE.values(), ids=AFTER_A_SHORT_LINE)
def test_what_follows_a_short_line(last: str, following: str, between: str) -> None:
    text = read(
        pdf([lines([*PROSE[:2], "every part of the world, and we will go on to do so until", last, following])])
    ).text
    assert f"{last}{between}{following}" in text


def test_a_hyphen_at_a_line_end_goes_where_the_whole_word_is_known() -> None:
    body = [
        "Deterrence is needed in the long-",
        "term, and deter-",
        "rence is what we will keep for the years to come.",
    ]
    assert "in the long-term, and deterrence is what" in read(pdf([lines(body)])).text


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"Left column line {word} of the text" for word in ("one", "two", "three", "four", "five", "six")]
    right = [f"right column line {word} of the text" for word in ("one", "two", "three", "four", "five", "six")]
    rows = [item for pair in zip(lines(left), lines(right, x=330), strict=True) for item in pair]
    text = read(pdf([rows])).text
    assert text.index("Left column line six") < text.index("right column line one")


def test_notes_are_kept_apart_and_referred_to() -> None:
    page = [
        *lines(["We rely on the alliance and on all of its members in the years to come", "and we always will."]),
        Put(168, 691, "1", 6),
        *lines(["1 See the treaty of 1949, article five, for the terms."], top=90, size=8),
    ]
    text = read(pdf([page])).text
    assert "and we always will.[^1]" in text
    assert "[^1]: See the treaty of 1949, article five, for the terms." in text


def test_bullets_become_items() -> None:
    body = [
        "We will do three things in the years that lie ahead of us now:",
        "• build ships for the fleet;",
        "• train crews; and",
    ]
    text = read(pdf([lines(body)])).text
    assert "\n- build ships for the fleet;\n\n- train crews; and\n" in text


def test_a_ruled_table_is_read_row_by_row() -> None:
    level = [Stroke(72, y, 400, y) for y in (600, 560, 520)]
    upright = [Stroke(x, 520, x, 600) for x in (72, 200, 400)]
    cells = [
        Put(80, 585, "Goal"), Put(210, 585, "What must be done"),
        Put(80, 545, "Peace"), Put(210, 545, "Agencies must act"), Put(210, 532, "within a year."),
    ]  # fmt: skip
    text = read(pdf([[*lines(PROSE), *level, *upright, *cells]])).text
    assert "| Goal | What must be done |" in text
    assert "| Peace | Agencies must act within a year. |" in text


def test_contents_list_is_left_out() -> None:
    entries = [
        f"Chapter {word} of the strategy ................ {page}"
        for word, page in (("One", 3), ("Two", 7), ("Three", 9))
    ]
    text = read(pdf([[Put(72, 730, "Contents", 16, "bold"), *lines(entries)], lines([*PROSE, *MORE])])).text
    assert "Chapter" not in text
    assert "Contents" not in text


def test_emphasis_inside_a_paragraph_is_no_heading() -> None:
    page = [*lines(PROSE[:2]), Put(72, 672, "This must be said with all the force we have, and again", 11, "bold")]
    page += lines(["until it has been heard by everyone it is meant for."], top=658)
    assert "#" not in read(pdf([page])).text


UNREADABLE = {
    "empty": (b"", "is empty"),
    "blank pages only": (pdf([[]]), "no text"),
    "cut off": (pdf([lines(PROSE)])[:300], "damaged"),
    "encrypted": (pdf([lines(PROSE)], encrypted=True), "encrypted"),
    "not a PDF": (b"Just some words.", "not a PDF"),
}


@pytest.mark.parametrize(("data", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_files_are_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert words in str(caught.value)
    assert "strategy.pdf" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_large_initial_belongs_to_its_word() -> None:
    page = [
        Put(72, 672, "T", 44),
        *[
            Put(102, 700 - 14 * nth, text)
            for nth, text in enumerate(("he first duty of", "every government is to keep", "its people safe."))
        ],
    ]
    page += lines(PROSE[1:], top=658)
    assert "The first duty of every government is to keep its people safe." in read(pdf([page])).text


def test_numbered_paragraphs_stay_apart() -> None:
    body = [
        "1.1 The world has changed a great deal since this strategy was first made,",
        "and we have changed too.",
        "1.2 We will keep on changing with it.",
    ]
    text = read(pdf([lines(body)])).text
    assert "and we have changed too.\n\n1.2 We will keep on" in text


def test_the_largest_type_on_the_first_page_is_the_title() -> None:
    cover = [Put(72, 600, "A Strategy for", 28), Put(72, 560, "Peace and Trade", 28), Put(72, 500, "March 2025", 14)]
    extraction = read(pdf([cover, lines([*PROSE, *MORE])]))
    assert extraction.title == "A Strategy for Peace and Trade"
    assert extraction.published is None


def test_a_size_below_nothing_and_a_matrix_that_turns_it_round_give_letters_as_they_stand() -> None:
    turned = [Put(put.x, put.y, put.text, -put.size, scale=-1) for put in lines(PROSE)]
    assert read(pdf([turned])).text == read(pdf([lines(PROSE)])).text
    upside_down = [Put(put.x, put.y, put.text, -put.size) for put in lines(MORE)]
    assert read(pdf([[*lines(PROSE), *upside_down]])).text == read(pdf([lines(PROSE)])).text


def test_what_stands_off_the_page_is_not_seen() -> None:
    beyond = [Put(5_000, 700, "Secret"), Put(72, -300, "Secret"), Put(72, 900, "Secret"), Put(-400, 700, "Secret")]
    assert read(pdf([[*beyond, *lines(PROSE)]])).text == read(pdf([lines(PROSE)])).text


def test_a_page_in_more_pieces_than_can_be_read_in_time_is_refused() -> None:
    pieces = [Put(72 + nth % 40 * 10, 700 - nth // 400, "a") for nth in range(MAX_TEXTS_PER_PAGE + 1)]
    with pytest.raises(InputError, match=r"strategy.pdf: page 2 is made of more than 12,000 pieces of text; print it"):
        read(pdf([lines(PROSE), pieces]))


def test_bookmarks_in_a_circle_are_passed_over_in_silence(caplog: pytest.LogCaptureFixture) -> None:
    first = b"<< /Title (A Safer World) /Parent 90 0 R /Dest [6 0 R /Fit] /Next 92 0 R >>"
    second = b"<< /Title (Trade) /Parent 90 0 R /Dest [6 0 R /Fit] /Next 91 0 R >>"
    outline = b"<< /Type /Outlines /First 91 0 R /Last 92 0 R /Count 2 >>"
    objects = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in zip((90, 91, 92), (outline, first, second), strict=True)
    )
    data = (
        pdf([lines(PROSE)])
        .replace(b"/Type /Catalog", b"/Type /Catalog /Outlines 90 0 R")
        .replace(b"xref\n0", objects + b"xref\n0", 1)
    )
    assert [title for _, title in read_pdf(data, name="strategy.pdf").outline] == ["A Safer World", "Trade"]
    assert caplog.records == []


def test_letters_written_from_right_to_left_are_doubted() -> None:
    hebrew = b"<< /Type /Encoding /Differences [65 /afii57664 /afii57665 /afii57666 /afii57667] >>"
    data = pdf([[Put(72, 700, "ABCD DCBA ABD CAB")]])
    assert not extract(data, name="a.pdf").warnings
    (warning,) = extract(data.replace(b"/WinAnsiEncoding", hebrew), name="a.pdf").warnings
    assert warning.startswith("written from right to left")
