"""Canonical text → Document: loci, outline, pages."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from tracker.document.parse import parse_document
from tracker.model.document import Document


def parsed(text: str) -> Document:
    return parse_document(text, id="x@1", title="X")


TEXT = """\
Before any heading.

# One

First. Still one line.
Second.

## One and a bit

<!-- page 2 -->

- An item.
<!-- page 3 -->
  Its second sentence.[^1]

# Two

[^1]: A note.

| a | b |
"""


def test_loci_count_passages_within_sections() -> None:
    document = parsed(TEXT)
    assert [(section.number, section.title, section.level, section.parent) for section in document.sections] == [
        ("0", "", 0, None),
        ("1", "One", 1, None),
        ("1.1", "One and a bit", 2, 1),
        ("2", "Two", 1, None),
    ]
    assert [passage.locus for passage in document.passages] == ["§0 ¶1", "§1 ¶1", "§1.1 ¶1", "§2 ¶1", "§2 ¶2"]
    assert [passage.kind for passage in document.passages] == ["paragraph", "paragraph", "item", "note", "table"]
    assert document.passages[1].sentences[1].locus == "§1 ¶1 s2"


def test_pages_are_known_for_each_sentence() -> None:
    item = parsed(TEXT).passages[2]
    assert item.page == 2
    assert [sentence.page for sentence in item.sentences] == [2, 3]
    assert [passage.page for passage in parsed(TEXT).passages] == [None, None, 2, 3, 3]


def test_marks_of_notes_are_no_part_of_the_text() -> None:
    assert parsed(TEXT).passages[2].text == "An item. Its second sentence."
    assert parsed("Agencies [^1] must act;[^2] soon.\n").passages[0].text == "Agencies must act; soon."


def test_document_without_headings() -> None:
    document = parsed("One.\n\nTwo.\n")
    assert [passage.locus for passage in document.passages] == ["¶1", "¶2"]


def test_skipped_levels_leave_no_gap_in_the_numbers() -> None:
    document = parsed("## A\n\n##### B\n\n### C\n\n# D\n\n#### E\n")
    assert [(section.number, section.level) for section in document.sections] == [
        ("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1), ("2.1", 2),
    ]  # fmt: skip


def test_escapes_are_undone() -> None:
    assert [passage.text for passage in parsed("\\# of cases.\n\n\\\\- kept\n").passages] == ["# of cases.", "\\- kept"]


def test_digest_is_that_of_the_text() -> None:
    assert parsed(TEXT).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@given(
    st.text(alphabet=st.one_of(st.sampled_from(list("#->|<!\\[]^: \n.Aa1")), st.characters(codec=None)), max_size=120)
)
def test_any_text_can_be_parsed_and_spans_are_exact(text: str) -> None:
    for passage in parsed(text).passages:
        assert passage.sentences
        assert passage.text == " ".join(sentence.text for sentence in passage.sentences)
        for sentence in passage.sentences:
            assert passage.text[sentence.span.start : sentence.span.end] == sentence.text


def test_a_heading_that_encloses_all_others_is_the_title_and_no_section() -> None:
    document = parsed("# The strategy\n\nBefore.\n\n## One\n\nText.\n\n### Deeper\n\nMore.\n")
    assert [(section.number, section.title, section.level) for section in document.sections] == [
        ("0", "", 0),
        ("1", "One", 1),
        ("1.1", "Deeper", 2),
    ]
    assert [passage.locus for passage in document.passages] == ["§0 ¶1", "§1 ¶1", "§1.1 ¶1"]
