"""The changelogs: readable as they stand, rendered as they were meant, whatever the documents hold."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tracker.harmless import clean_line
from tracker.model.comparison import Change, Comparison, Edit, Regime
from tracker.model.corpus import Series, Version
from tracker.report.excerpt import without_long_kept_runs
from tracker.report.markdown import changelog_markdown
from tracker.report.mdtext import block_start, code, escaped, marked, side_by_side, slug
from tracker.report.series import SeriesPair, series_changelog_markdown, sparkline
from tracker.report.sides import Run

from .sample import COMPARISON
from .sample_texts import PROVENANCE

Golden = Callable[[str, str], None]

TRICKY = st.text(
    st.one_of(
        st.sampled_from(list("\\`*_{}[]()<>#+-.!|~&@:$^=\"'/ \n\t\r019ax;“”–é戦\u200b\u00a0\u202e\x1b")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
FRAGMENTS = [
    "1. one",
    "- item",
    "# head",
    "> quote",
    "***",
    "a * b * c",
    "snake_case_word and __this__",
    "`code`",
    "``",
    "[link](https://example.org) [ref] ![alt](x.png)",
    "<script>alert(1)</script> <b>bold</b> <!-- note --> <https://example.org>",
    "a | b || c",
    "~~gone~~ ~x~",
    "&amp; &#35; R&D &copy;",
    "@someone owner/repo#12 #12 GH-12 :smile:",
    "https://example.org/a_b www.example.org ftp://example.org mail@example.org",
    "$x$ costs $400 million and $5",
    "trailing \\",
    "line one\nline two\n\n# line three",
    "[^1] [x] - [ ] task",
]


def rendered(markdown: str) -> str:
    """As a git host does: with tables, strikethrough and autolinks, but no links for bare names like `example.org`."""
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": True})
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False})
    return str(parser.render(markdown))


def visible(rendered_html: str) -> str:
    without_comments = re.sub(r"<!--.*?-->", "", rendered_html)
    return html.unescape(re.sub(r"<[^>]*>", "", without_comments))


def one_line(text: str) -> str:
    return " ".join(text.split())


def with_text(text: str) -> Comparison:
    """The sample, its last added passage and one shift saying `text`."""
    new = COMPARISON.new.document
    last = new.passages[-1]
    sentence = replace(last.sentences[0], text=text)
    passage = replace(last, text=text, sentences=(sentence,))
    document = replace(new, passages=(*new.passages[:-1], passage), title=text)
    tags = (*COMPARISON.new.tags[:-1], ())
    change = replace(COMPARISON.changes[-1], edits=(Edit("+", text),))
    first = COMPARISON.shifts[0]
    assert first.old is not None
    shift = replace(first, old=replace(first.old, quote=text), why=text)
    return replace(
        COMPARISON,
        new=replace(COMPARISON.new, document=document, tags=tags),
        changes=(*COMPARISON.changes[:-1], change),
        shifts=(shift, *COMPARISON.shifts[1:]),
    )


def test_changelog_reads_as_agreed(golden: Golden) -> None:
    golden("changelog.md", changelog_markdown(COMPARISON, provenance=PROVENANCE))


def test_series_reads_as_agreed(golden: Golden) -> None:
    versions = [
        Version("ruritania", "2019", COMPARISON.old.document.title, "2019-05-02", "0" * 64, "a/b", "x/1", pages=8),
        Version("ruritania", "2024", COMPARISON.new.document.title, "2024-11", "1" * 64, "a/b", "x/1", digest=True),
    ]
    series = Series("ruritania", "Sea strategies of Ruritania", issuer="Ministry of the Sea")
    pairs = [SeriesPair(COMPARISON, "changes/2019..2024.md")]
    golden("series.md", series_changelog_markdown(series, versions, pairs))


@pytest.mark.parametrize("versions", [0, 1])
def test_a_series_without_a_pair_says_so(versions: int) -> None:
    known = [Version("r", "1", "One", "2019", "0" * 64, "a/b", "x/1")][:versions]
    written = series_changelog_markdown(Series("r", "R"), known, [])
    assert ("nothing to compare" if versions else "no version yet") in written


def test_nothing_found_is_said() -> None:
    empty = replace(COMPARISON, shifts=(), changes=(), sections=(), warnings=(), themes=())
    written = changelog_markdown(empty, provenance=PROVENANCE)
    assert "No rule found a shift" in written
    assert "Neither version has headings." in written


@pytest.mark.parametrize("text", FRAGMENTS)
def test_document_text_shows_as_it_stands(text: str) -> None:
    assert_shown(text)


@given(TRICKY)
def test_any_text_shows_as_it_stands(text: str) -> None:
    assert_shown(text)


def assert_shown(text: str) -> None:
    expected = clean_line(text)
    paragraph = rendered(f"x “{escaped(text)}” y")
    assert one_line(visible(paragraph)) == one_line(f"x “{expected}” y")
    assert set(re.findall(r"<(\w+)", paragraph)) <= {"p"}
    block = rendered(block_start(escaped(text)))
    assert one_line(visible(block)) == one_line(expected)
    assert set(re.findall(r"<(\w+)", block)) <= {"p"}
    cell = rendered(f"| a | b |\n|---|---|\n| x<br>{escaped(text)} | y |")
    assert set(re.findall(r"<(\w+)", cell)) <= {"table", "thead", "tbody", "tr", "th", "td", "br"}
    assert cell.count("<td") == 2
    assert one_line(visible(cell.replace("<br>", "").split("<td")[1].split(">", 1)[1])) == one_line(f"x{expected}")


@given(st.lists(st.tuples(TRICKY, st.booleans()), min_size=1, max_size=6))
@example([("must", True), ("—", False), (", not", True), (" x", False)])
@example([("a", False), ("*", True), ("b", False)])
@example([("a ", True), ("b", False), (" c.", True)])
def test_marks_show_exactly_what_is_marked(pieces: list[tuple[str, bool]]) -> None:
    runs: list[Run] = []
    for text, mark in pieces:
        if text and not (runs and runs[-1].marked == mark):
            runs.append(Run(clean_line(text) if clean_line(text) else " ", mark))
    for old, tags in ((True, ("s", "del")), (False, ("strong",))):
        page = rendered("x — " + marked(runs, old=old))
        assert re.sub(r"\s", "", visible(page)) == re.sub(r"\s", "", "x—" + "".join(run.text for run in runs))
        shown = re.findall(rf"<(?:{'|'.join(tags)})>(.*?)</(?:{'|'.join(tags)})>", page, re.DOTALL)
        assert [one_line(visible(part)) for part in shown] == [
            one_line(run.text) for run in runs if run.marked and run.text.strip()
        ]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_a_changelog_keeps_its_structure_whatever_a_document_says(text: str) -> None:
    plain = rendered(changelog_markdown(with_text("Plain words."), provenance=PROVENANCE))
    tricky = rendered(changelog_markdown(with_text(text), provenance=PROVENANCE))
    assert re.findall(r"<(/?\w+)", tricky.replace("<!-- -->", "")) == re.findall(r"<(/?\w+)", plain)


def test_links_lead_to_headings() -> None:
    written = changelog_markdown(COMPARISON, provenance=PROVENANCE)
    taken: set[str] = set()
    anchors = {slug(re.sub(r"<[^>]*>", "", heading), taken) for heading in re.findall(r"^#+ (.*)$", written, re.M)}
    anchors |= set(re.findall(r'<a id="([^"]*)">', written))
    links = re.findall(r"\]\(#([^)]*)\)", written)
    assert len(links) >= 6
    assert set(links) <= anchors


def test_word_marks_stand_only_where_text_was_revised() -> None:
    written = changelog_markdown(COMPARISON, provenance=PROVENANCE)
    assert "~~must~~" in written
    assert "**should**" in written
    counterpart = next(line for line in written.splitlines() if "acute threat" in line and line.startswith("|"))
    assert "~~" not in counterpart
    assert "<del>" not in counterpart


def test_long_lists_fold_and_are_counted() -> None:
    added = COMPARISON.changes[-1]
    many = tuple(replace(added, id=f"c-{number:010x}") for number in range(30))
    written = changelog_markdown(replace(COMPARISON, changes=many), provenance=PROVENANCE)
    assert "<summary>24 more passages</summary>" in written
    assert written.count("see \\<b>annex") == 30


def test_a_long_passage_folds_after_whole_sentences() -> None:
    sentence = "Ports are the doors of the Republic and all of its people use them every day. "
    page = changelog_markdown(with_sentences([sentence.strip()] * 12), provenance=PROVENANCE)
    assert "<details><summary>112 more words</summary>" in page
    assert page.count("Ports are the doors") == 12


def with_sentences(texts: list[str]) -> Comparison:
    comparison = with_text(" ".join(texts))
    document = replace(comparison.new.document, title=COMPARISON.new.document.title)
    passage = document.passages[-1]
    template = passage.sentences[0]
    sentences = tuple(
        replace(template, text=text, locus=f"{passage.locus} s{number}") for number, text in enumerate(texts, start=1)
    )
    bead = replace(comparison.changes[-1].beads[0], new=tuple(sentence.locus for sentence in sentences))
    change = replace(comparison.changes[-1], beads=(bead,))
    passages = (*document.passages[:-1], replace(passage, sentences=sentences))
    return replace(
        comparison,
        new=replace(comparison.new, document=replace(document, passages=passages)),
        changes=(*comparison.changes[:-1], change),
        shifts=COMPARISON.shifts,
    )


def test_unchanged_words_between_marks_are_counted() -> None:
    words = " ".join(f"w{number}" for number in range(100))
    runs = [Run("old", True), Run(f" {words} ", False), Run("end", True)]
    shown = marked(without_long_kept_runs(runs), old=True)
    assert shown.startswith("~~old~~ w0 w1")
    assert "*(78 words as before)*" in shown


def test_control_characters_never_reach_a_changelog() -> None:
    hostile = "a\x1b]0;x\x07\x9b2J\u202eb\ud800"
    written = changelog_markdown(with_text(hostile), provenance=PROVENANCE)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)


def test_every_pair_of_passages_is_shown_under_each_of_its_themes() -> None:
    shared = replace(COMPARISON.changes[4], themes=("ports", "league"))
    comparison = replace(COMPARISON, changes=(shared,), regime=Regime("revision", 0.9))
    written = changelog_markdown(comparison, provenance=PROVENANCE)
    assert written.count("~~must~~") == 2


def test_a_text_at_home_elsewhere_is_excerpted_and_linked() -> None:
    texts = [f"Sentence {number} says a good many words about one thing and another." for number in range(12)]
    comparison = with_sentences(texts)
    change = comparison.changes[-1]
    written = changelog_markdown(_about(comparison, replace(change, themes=("ports", "league"))), provenance=PROVENANCE)
    assert written.count("Sentence 0 says") == 2
    assert written.count("Sentence 11 says") == 1
    assert "*(72 more words, see [Ports & harbours](#theme-ports))*" in written


def _about(comparison: Comparison, change: Change) -> Comparison:
    return replace(comparison, changes=(*comparison.changes[:-1], change))


@pytest.mark.parametrize(
    ("text", "span"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a|b", r"`a\|b`"), ("", ""), ("a\nb", "`a b`")],
)
def test_code_spans(text: str, span: str) -> None:
    assert code(text) == span


@pytest.mark.parametrize(
    ("shares", "line"), [((), ""), ((0.0, 0.0), ""), ((0.0, 0.1, 0.2), "·▅█"), ((0.001, 0.5), "▁█")]
)
def test_sparkline(shares: tuple[float, ...], line: str) -> None:
    assert sparkline(shares) == line


@pytest.mark.parametrize("text", [*FRAGMENTS, ">quote", "---", "+ plus", "1) one", "===", "#", "12."])
def test_document_text_may_begin_a_paragraph(text: str) -> None:
    page = rendered(side_by_side("old", "new", [([escaped(text)], [escaped(text)])]))
    assert set(re.findall(r"<(\w+)", page)) <= {"table", "tr", "th", "td", "p"}
    assert visible(page).count(clean_line(text)) == 2
