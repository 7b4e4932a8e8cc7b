"""Markdown: structure kept, marks gone."""

from __future__ import annotations

import pytest

from tracker.extract import extract

CASES = {
    "inline markup": ("We **must** _act_ `now` and [read](https://x.gov) it.\n", "We must act now and read it.\n"),
    "soft line breaks": ("We act\nas one.\n", "We act as one.\n"),
    "soft line breaks of a script without blanks": ("我们反对\n单边制裁。\n", "我们反对单边制裁。\n"),
    "html spans": ("We <span class='x'>act</span>.<br>They rest.\n", "We act.\nThey rest.\n"),
    "comments": ("<!-- hidden -->\n\nWe act.\n", "We act.\n"),
    "page marks": ("One.\n\n<!-- page 7 -->\n\nTwo.\n", "One.\n\n<!-- page 7 -->\n\nTwo.\n"),
    "notes": ("We act.[^1] Soon.\n\n[^1]: See *there*.\n", "We act.[^1]\nSoon.\n\n[^1]: See there.\n"),
    "nested items": ("- one\n  - deeper\n- two\n", "- one\n\n  - deeper\n\n- two\n"),
    "numbers as counted": ("1. one\n1. two\n", "- 1. one\n\n- 2. two\n"),
    "numbers as written": ("3. one\n4. two\n", "- 3. one\n\n- 4. two\n"),
    "labels that Markdown does not know": (
        "a. Define:\n1. one;\n(a) more; and\n2. two.\nb. Assign.\n1. three.\n",
        "- a. Define:\n\n- 1. one;\n\n- (a) more; and\n\n- 2. two.\n\n- b. Assign.\n\n- 1. three.\n",
    ),
    "quotation": ("> Freedom is not free. It never was.\n", "> Freedom is not free.\n> It never was.\n"),
    "table": ("| Goal | Date |\n|---|---|\n| **Peace** | 2026 |\n", "| Goal | Date |\n\n| Peace | 2026 |\n"),
    "headings without gaps": ("## A\n\n#### B {#b}\n\n## C\n\nText.\n", "# A\n\n## B\n\n# C\n\nText.\n"),
    "image": ("![A map](map.png) Text.\n", "Text.\n"),
    "template tags": ("{% data x %}Text.\n", "Text.\n"),
    "html block of a bare tag": ("One.\n\n<html>", "One.\n"),
    "html block": ("<div><p>One.</p><ul><li>two</li></ul></div>\n", "One.\n\n- two\n"),
}


@pytest.mark.parametrize(("source", "wanted"), CASES.values(), ids=CASES)
def test_reads(source: str, wanted: str) -> None:
    assert extract(source.encode(), name="x.md").text == wanted


def test_front_matter_gives_title_date_and_language() -> None:
    source = "---\ntitle: A Strategy\ndate: 2022-01-26\nlang: en-GB\n---\n# Heading\n\nText.\n"
    extraction = extract(source.encode(), name="x.md")
    assert (extraction.title, extraction.published, extraction.language) == ("A Strategy", "2022-01-26", "en-GB")
    assert extraction.text == "# Heading\n\nText.\n"


FRONT = {
    "unreadable front matter still goes": ("---\ntitle: &a [x\n---\nText.\n", "Text.\n"),
    "a rule is no front matter": ("---\n\nText.\n\n---\n\nMore.\n", "Text.\n\nMore.\n"),
}


@pytest.mark.parametrize(("source", "wanted"), FRONT.values(), ids=FRONT)
def test_front_matter_edges(source: str, wanted: str) -> None:
    assert extract(source.encode(), name="x.md").text == wanted


def test_title_is_else_the_first_heading() -> None:
    assert extract(b"# The *Great* Plan\n\nText.\n", name="x.md").title == "The Great Plan"


def test_comments_that_do_not_end_take_linear_time() -> None:
    assert extract(b"One.\n\n" + b"<!--x" * 100_000, name="x.md").text == "One.\n"
