"""HTML: the main content and nothing around it."""

from __future__ import annotations

import pytest

from tracker.errors import InputError
from tracker.extract import extract

FILL = "The people of this country expect their government to keep them safe in every way it can."
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Our Plan | Department of Plans</title>
<meta name="dcterms.issued" content="2025-06-02"><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a></nav><header><p>Department of Plans</p></header>
<main><h1>Our Plan</h1><p>{FILL}</p>
<ul class="toc"><li><a href="#a">Part A</a></li><li><a href="#b">Part B</a></li><li><a href="#c">Part C</a></li></ul>
<h2 id="a">Part A</h2><p>We <em>must</em> act<sup><a href="#fn1">1</a></sup>.
Soon.</p><ol><li>One</li><li>Two<ul><li>Deeper</li></ul></li></ol>
<blockquote><p>Freedom is not free.</p></blockquote>
<table><tr><th>Goal</th><th>Date</th></tr><tr><td>Peace</td><td>2026</td></tr></table>
<p hidden>Secret.</p><p style="display: none">Hidden.</p><aside>Related pages</aside>
<section class="footnotes"><ol><li id="fn1"><p>See the annex. <a href="#fnref1">↩</a></p></li></ol></section>
</main><footer>Crown copyright</footer><script>track()</script></body></html>"""
WANTED = f"""\
# Our Plan

{FILL}

## Part A

We must act[^1].
Soon.

- 1. One

- 2. Two

  - Deeper

> Freedom is not free.

| Goal | Date |

| Peace | 2026 |

[^1]: See the annex.
"""


def test_a_page() -> None:
    extraction = extract(PAGE.encode(), name="plan.html")
    assert extraction.text == WANTED
    assert (extraction.title, extraction.published, extraction.language) == ("Our Plan", "2025-06-02", "en-GB")


CASES = {
    "text of the body itself": ("<html><body>One.<br><br>Two.</body></html>", "One.\nTwo.\n"),
    "divisions": ("<html><body><div>One.</div><div>Two.</div></body></html>", "One.\n\nTwo.\n"),
    "layout table": ("<html><table><tr><td><p>One.</p><p>Two.</p></td></tr></table></html>", "One.\n\nTwo.\n"),
    "entities": ("<html><p>A &amp; B &#8212; C&nbsp;D.</p></html>", "A & B — C D.\n"),
    "a list counted from no number": ("<html><ol start='--5'><li>One.</ol></html>", "- 1. One.\n"),
    "a list counted from a raised number": ("<html><ol start='²'><li>One.</ol></html>", "- 1. One.\n"),
    "unclosed tags": ("<html><p>One.<p>Two.<ul><li>three", "One.\n\nTwo.\n\n- three\n"),
}


@pytest.mark.parametrize(("source", "wanted"), CASES.values(), ids=CASES)
def test_reads(source: str, wanted: str) -> None:
    assert extract(source.encode(), name="x.html").text == wanted


def test_declared_encoding_counts() -> None:
    source = "<html><head><meta charset='iso-8859-2'></head><body><p>Łódź leads.</p></body></html>"
    assert extract(source.encode("iso-8859-2"), name="x.html").text == "Łódź leads.\n"


def test_html_is_known_by_its_content() -> None:
    assert extract(b"<!doctype html><p>Text.</p>", name="download").media_type == "text/html"


NOT_READ_TO_THE_END = {
    "page.html": f"<html><body>{'<font>We act. ' * 260}<p>The end.</p></body></html>",
    "page.md": f"We act.\n\n<div>{'<font>We act. ' * 260}<p>The end.</p></div>\n",
}


@pytest.mark.parametrize(("name", "source"), NOT_READ_TO_THE_END.items(), ids=NOT_READ_TO_THE_END)
def test_what_the_parser_drops_is_told(name: str, source: str) -> None:
    with pytest.raises(InputError, match=f"{name} cannot be read to its end"):
        extract(source.encode(), name=name)


def test_a_line_break_within_a_script_without_blanks_is_none() -> None:
    page = "<html><body><main><p>我们反对\n单边制裁,在 <b>2015</b>\n年提出倡议。</p></main></body></html>"
    assert extract(page.encode(), name="page.html").text == "我们反对单边制裁,在 2015 年提出倡议。\n"
