"""Terms in texts: what is found, through typography and extraction damage, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.codebook.match import compile_terms
from tracker.codebook.settle import longest, outside_masks
from tracker.model.theme import Term

Find = tuple[list[Term], str, list[str]]


def found(terms: list[Term], text: str, published: str | None = None) -> list[str]:
    index = compile_terms([(term, None) for term in terms], published=published)
    return [text[hit.start : hit.end] for hit in longest(index.find(index.read(text)))]


FINDS = [
    pytest.param([Term("North Korea")], "NORTH KOREA and north korea", ["NORTH KOREA", "north korea"], id="any-case"),
    pytest.param([Term("Korea*")], "Korea, Koreans and Korean", ["Korea", "Koreans", "Korean"], id="open-ending"),
    pytest.param([Term("Korea*")], "North Korea’s and Korea's", ["Korea", "Korea"], id="possessive"),
    pytest.param([Term("朝鲜半岛"), Term("朝鲜")], "维护朝鲜半岛和平,朝鲜、韩国", ["朝鲜半岛", "朝鲜"], id="no-blanks"),
    pytest.param(
        [Term("برنامه\u200cریزی")], "برنامه\u200cریزی و برنامهریزی", ["برنامه\u200cریزی", "برنامهریزی"], id="joiners"
    ),
    pytest.param([Term("تهديد")], "تَهديد و تهدید", ["تَهديد", "تهدید"], id="vowel-marks"),
    pytest.param([Term("नीति")], "विदेश नीति और नीता", ["नीति"], id="vowel-signs"),
    pytest.param([Term("ещё"), Term("Straße")], "ЕЩЕ, STRASSE", ["ЕЩЕ", "STRASSE"], id="letters-written-in-two-ways"),
    pytest.param([Term('צה"ל')], 'צה"ל וגם צה״ל', ['צה"ל', "צה״ל"], id="Hebrew-abbreviation"),
    pytest.param(
        [Term("GDP", case=True)], "国防费占GDP的比重逐年下降,低于世界平均水平", ["GDP"], id="capitals-among-characters"
    ),
    pytest.param([Term("ミサイル")], "弾道ミサイルの発射", ["ミサイル"], id="between-scripts"),
    pytest.param(
        [Term("people's republic")], "the People’s\nRepublic", ["People’s\nRepublic"], id="apostrophe-and-break"
    ),
    pytest.param(
        [Term("North Korea")],
        "North  Korea, North-Korea, North – Korea",
        ["North  Korea", "North-Korea", "North – Korea"],
        id="blanks-dashes",
    ),
    pytest.param(
        [Term("burden-sharing")],
        "burden sharing, burden–sharing, burdensharing",
        ["burden sharing", "burden–sharing", "burdensharing"],
        id="hyphen-variants",
    ),
    pytest.param(
        [Term("nonproliferation")],
        "non-proliferation and nonprolif- eration",
        ["non-proliferation", "nonprolif- eration"],
        id="hyphen-inside-word",
    ),
    pytest.param([Term("Korea")], "Ko-rea", ["Ko-rea"], id="hyphen-at-line-end"),
    pytest.param(
        [Term("one China")],
        "a “one China” policy, one “China” policy",
        ["one China", "one “China"],
        id="quotation-marks",
    ),
    pytest.param([Term("Russia")], "work withRussia and", ["Russia"], id="glued-in-front"),
    pytest.param([Term("North Korea")], "with NorthKoreaand Japan", ["NorthKorea"], id="glued-both-sides"),
    pytest.param([Term("DPRK")], "the DPRKand", ["DPRK"], id="glued-capitals"),
    pytest.param([Term("threats")], "thethreats and threatsto", ["threats", "threats"], id="glued-small"),
    pytest.param([Term("China")], "Chinas rise", ["Chinas"], id="lost-apostrophe"),
    pytest.param([Term("conflict")], "conﬂict", ["conﬂict"], id="ligature"),
    pytest.param([Term("U.S. forces")], "U.S. forces, US forces", ["U.S. forces", "US forces"], id="dotted"),
    pytest.param([Term("Atlanta, Georgia")], "in Atlanta, Georgia", ["Atlanta, Georgia"], id="comma-in-term"),
    pytest.param([Term("P5+1"), Term("R&D")], "P5+1 and R&D", ["P5+1", "R&D"], id="signs-in-term"),
    pytest.param([Term("ICE", case=True)], "the ICE agents", ["ICE"], id="capitals"),
    pytest.param(
        [Term("the North", case=True)],
        "The North and the North",
        ["The North", "the North"],
        id="small-letter-may-be-capital",
    ),
    pytest.param([Term("Korea*"), Term("North Korea*")], "North Koreans", ["North Koreans"], id="longest-wins"),
    pytest.param(
        [Term("arms control"), Term("control arm")], "arms control arm", ["arms control"], id="more-letters-of-equals"
    ),
]

LEAVES = [
    pytest.param([Term("Iran")], "Iranian, Tirana", id="whole-words"),
    pytest.param([Term("North Korea")], "the North. Korea", id="sentence-end"),
    pytest.param([Term("North Korea")], "in the North, Korea", id="comma"),
    pytest.param([Term("Atlanta, Georgia")], "Atlanta Georgia", id="comma-missing"),
    pytest.param([Term("ICE", case=True)], "the ice and Ice", id="small-letters"),
    pytest.param([Term("ICE", case=True)], "THE ICE IS MELTING IN THE NORTH", id="capitals-tell-nothing"),
    pytest.param([Term("security")], "insecurity", id="no-gluing-of-ordinary-words"),
    pytest.param([Term("invest")], "investor", id="no-gluing-of-ordinary-endings"),
    pytest.param([Term("Georgia", unless_before=("State of",))], "the State of Georgia", id="unless-before"),
    pytest.param(
        [Term("Georgia", unless_after=("Tech", "peach*"))], "Georgia Tech and Georgia peaches", id="unless-after"
    ),
]


@pytest.mark.parametrize(("terms", "text", "wanted"), FINDS)
def test_finds(terms: list[Term], text: str, wanted: list[str]) -> None:
    assert found(terms, text) == wanted


@pytest.mark.parametrize(("terms", "text"), LEAVES)
def test_leaves_alone(terms: list[Term], text: str) -> None:
    assert found(terms, text) == []


@pytest.mark.parametrize(
    ("published", "counts"),
    [
        pytest.param("1990-03-01", True, id="before"),
        pytest.param("1991-12-26", True, id="last-day"),
        pytest.param("1991", True, id="year-that-holds-the-day"),
        pytest.param("1992-01-01", False, id="after"),
        pytest.param("1992", False, id="year-after"),
        pytest.param(None, True, id="unknown"),
    ],
)
def test_until(published: str | None, counts: bool) -> None:
    term = Term("Soviet Union", until="1991-12-26")
    assert bool(found([term], "the Soviet Union", published)) is counts


@pytest.mark.parametrize(
    ("published", "counts"), [("1991", False), ("1992", True), ("1992-06", True), ("1993-01-01", True)]
)
def test_since(published: str, counts: bool) -> None:
    assert bool(found([Term("CIS", since="1992-06-01")], "the CIS", published)) is counts


def test_masks_hide_what_lies_in_them_but_not_what_holds_them() -> None:
    terms = [
        (Term("Gulf"), "gulf"),
        (Term("Gulf War"), "war"),
        (Term("Persian Gulf War"), "long"),
        (Term("Persian Gulf"), ""),
    ]
    index = compile_terms(terms)

    def left(text: str) -> list[str]:
        hits = index.find(index.read(text))
        return [hit.owner for hit in outside_masks([h for h in hits if h.owner], [h for h in hits if not h.owner])]

    assert left("the Persian Gulf") == []
    assert left("the Persian Gulf War") == ["long"]
    assert left("the Gulf War") == ["gulf", "war"]


@given(st.text(max_size=200))
def test_offsets_point_into_any_text(text: str) -> None:
    index = compile_terms([(Term("a*"), None), (Term("Korea"), None), (Term("the"), None)])
    words = index.read(text)
    for hit in index.find(words):
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start].isalnum()


@given(st.text(alphabet="Korea thAndC-'’ \n.,", max_size=80))
def test_reading_twice_gives_the_same(text: str) -> None:
    index = compile_terms([(Term("Korea"), None), (Term("the"), None)])
    assert index.find(index.read(text)) == index.find(index.read(text))
