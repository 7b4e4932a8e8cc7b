"""Looking a codebook over, trying a term, counting watched phrases."""

from __future__ import annotations

import pytest

from tests.codebook.making import codebook, document
from tracker.codebook.check import check_codebook, repeated_terms, try_term
from tracker.codebook.load import load_codebook
from tracker.codebook.watch import watch_counts, watch_hits
from tracker.errors import UsageError

ODD = """
id: odd
themes:
  a:
    terms: [alpha, beta, Alpha, gamma ray]
    subthemes:
      one: {terms: [delta]}
  b:
    terms: [beta, epsilon]
masks: [gamma ray*]
watch: [omega, alpha]
"""


def test_findings_without_documents() -> None:
    found = check_codebook(load_codebook(ODD, source="odd"))
    assert [(finding.kind, finding.place, finding.term) for finding in found] == [
        ("twice", "a", "Alpha"),
        ("overlap", "a", "beta"),
        ("masked", "a", "gamma ray"),
    ]
    assert found[1].message.startswith("`beta` stands in a and b")


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        pytest.param(["cyber attack", "cyber-attack"], [("alike", "cyber attack")], id="hyphen-finds-more"),
        pytest.param(["Cyber-Attack", "cyber attack"], [("alike", "cyber attack")], id="whatever-the-order"),
        pytest.param(["a-b c", "a b-c"], [], id="each-finds-something-of-its-own"),
        pytest.param(["one", "ones"], [], id="others"),
    ],
)
def test_terms_that_differ_by_a_hyphen(terms: list[str], found: list[tuple[str, str]]) -> None:
    book = load_codebook(f"id: x\nthemes: {{a: {{terms: {terms}}}}}\n", source="x")
    assert [(finding.kind, finding.term) for finding in check_codebook(book)] == found


def test_terms_repeated_in_a_list() -> None:
    text = "id: x\nthemes:\n  a:\n    terms: [b, c, b, {term: b, weak: true}]\nwatch: [e, e]\n"
    assert [finding.message for finding in repeated_terms(text, source="x.yaml")] == [
        "`b` stands twice in a (x.yaml:4); remove one",
    ]


def test_findings_with_documents() -> None:
    found = check_codebook(load_codebook(ODD, source="odd"), [document("Alpha beta.", language="fr")])
    unused = [(finding.kind, finding.place, finding.term) for finding in found][3:]
    assert unused == [
        ("unused-subtheme", "a/one", ""),
        ("unused-term", "a", "gamma ray"),
        ("unused-term", "a/one", "delta"),
        ("unused-term", "b", "epsilon"),
        ("unused-watch", "watch", "omega"),
        ("language", "doc", ""),
    ]
    assert all("\n" not in finding.message for finding in found)


def test_a_sound_codebook_has_no_findings() -> None:
    assert check_codebook(load_codebook("id: x\nthemes: {a: {terms: [b]}}\n", source="x"), [document("A b.")]) == ()


def test_terms_out_of_their_time_are_not_called_unused() -> None:
    book = load_codebook("id: x\nthemes: {a: {terms: [b, {term: c, until: 1990}]}}\n", source="x")
    assert check_codebook(book, [document("A b.", published="2020")]) == ()


def test_trying_a_term_shows_hits_in_context() -> None:
    long = "word " * 30
    hits = try_term("Korea*", [document("# H", f"{long}the two Koreas meet {long}", "North Korea.")])
    assert [(hit.document, hit.locus, hit.text) for hit in hits] == [
        ("doc", "§1 ¶1", "Koreas"),
        ("doc", "§1 ¶2", "Korea"),
    ]
    assert hits[0].before.startswith("…word")
    assert hits[0].before.endswith("the two ")
    assert hits[0].after.startswith(" meet word")
    assert hits[0].after.endswith("word…")
    assert (hits[1].before, hits[1].after) == ("North ", ".")


def test_the_context_of_a_hit_is_cut_between_characters_where_no_blanks_are() -> None:
    around = "我们坚持和平发展道路推动海洋经济高质量发展" * 5
    (hit,) = try_term("朝鲜", [document(f"{around}朝鲜{around}。")])
    assert len(hit.before) == len(hit.after) > 20
    assert around.endswith(hit.before.strip("…"))
    assert around.startswith(hit.after.strip("…"))


def test_trying_a_term_beside_a_codebook_applies_masks_and_names_themes() -> None:
    documents = [document("China Lake and China.", "A lake.")]
    hits = try_term("China", documents, codebook())
    assert [(hit.before, hit.themes) for hit in hits] == [("China Lake and ", ("china",))]
    assert try_term("lake", documents, codebook())[0].themes == ()


@pytest.mark.parametrize("text", ["", "  ", "*", "Ko*rea", "--"])
def test_trying_what_cannot_be_a_term(text: str) -> None:
    with pytest.raises(UsageError, match="cannot be a term"):
        try_term(text, [])


def test_watched_phrases_are_counted_once_each() -> None:
    read = document("Denuclearization, de- nuclearization; the “one China” policy.", "denuclearize the denuclearized")
    assert watch_counts(read, codebook()) == (4, 1)
    assert [(hit.watch, hit.passage) for hit in watch_hits(read, codebook())] == [
        (0, 0),
        (0, 0),
        (1, 0),
        (0, 1),
        (0, 1),
    ]
