"""Codebook files: what they can say, and that every fault names file, line, key and remedy."""

from __future__ import annotations

import hashlib

import pytest

from tests.codebook.making import WORLD, codebook
from tests.conftest import REPO_ROOT
from tracker.codebook.load import codebook_faults, load_codebook
from tracker.errors import DataError
from tracker.model.theme import Alias, Term, WatchTerm

BASE = (
    "id: base\nthemes:\n  korea:\n    actor: true\n    terms: [Korea*]\n"
    "    subthemes:\n      missiles:\n        terms: [missile*]\n"
)
SMALL = "id: x\nthemes:\n  a:\n    terms: [b]\n"


def test_a_codebook_is_read_whole() -> None:
    text = (
        "schema: tracker.codebook/1\nid: us\ntitle: US themes\nlanguage: en\nthemes:\n  china:\n    title: The PRC\n"
        "    description: All of it.\n    actor: true\n    terms:\n      - China\n"
        "      - {term: PRC, case: true, since: 1949-10-01, until: 2030, unless_before: old, unless_after: [x, y z]}\n"
        "    subthemes:\n      south-china-sea:\n        terms: [{term: South China Sea, weak: true}, claims*]\n"
        "masks: [China Lake]\nwatch:\n  - one China\n  - {label: Deterrence, terms: [deter*], theme: china}\n"
        "aliases:\n  China: [PRC, Red China]\nsynonyms:\n  - [Deter, dissuade]\n"
    )
    read = load_codebook(text, source="c.yaml")
    assert (read.id, read.title, read.language) == ("us", "US themes", "en")
    theme = read.themes[0]
    assert (theme.id, theme.title, theme.description, theme.actor) == ("china", "The PRC", "All of it.", True)
    assert theme.terms[1] == Term(
        "PRC", case=True, since="1949-10-01", until="2030", unless_before=("old",), unless_after=("x", "y z")
    )
    assert theme.subthemes[0].title == "South china sea"
    assert read.masks == (Term("China Lake"),)
    assert read.watch == (
        WatchTerm("one China", (Term("one China"),)),
        WatchTerm("Deterrence", (Term("deter*"),), "china"),
    )
    assert read.aliases == (Alias("China", ("PRC", "Red China")),)
    assert read.synonyms == (("deter", "dissuade"),)
    assert read.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_terms_of_an_actors_subthemes_are_weak_unless_they_name_it_or_say_otherwise() -> None:
    china = codebook().theme("china")
    assert china is not None
    weak = {term.text: term.weak for subtheme in china.subthemes for term in subtheme.terms}
    assert weak == {
        "Taiwan": False,
        "First Island Chain": True,
        "South China Sea": True,
        "nuclear": True,
        "trade": True,
        "tariff*": True,
        "Chinese goods": False,
    }


def test_terms_of_a_subjects_subthemes_are_strong_unless_they_say_otherwise() -> None:
    cyber = codebook().theme("cyber")
    assert cyber is not None
    assert [term.weak for term in cyber.subthemes[0].terms] == [False, True]


FAULTS = [
    pytest.param("id: x\ntheems: {}\n", 2, "`theems` is not a known key; did you mean `themes`?", id="unknown-key"),
    pytest.param(
        "id: x\nthemes:\n  a:\n    trems: [b]\n    terms: [c]\n",
        4,
        "`themes.a.trems` is not a known key; did you mean `terms`?",
        id="unknown-theme-key",
    ),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms:\n      - {term: b, week: true}\n",
        5,
        "did you mean `weak`?",
        id="unknown-term-key",
    ),
    pytest.param("id: x\nzzz: 1\nthemes:\n  a:\n    terms: [b]\n", 2, "known here: schema, id", id="unlike-any-key"),
    pytest.param("themes:\n  a:\n    terms: [b]\n", 1, "`id` is empty", id="no-id"),
    pytest.param("id: x\n", 1, "has no themes", id="no-themes"),
    pytest.param("", 1, "is empty", id="empty-file"),
    pytest.param("- a\n", 1, "is a list where keys with values belong", id="list-as-file"),
    pytest.param("id: x\nthemes: [a, b]\n", 2, "`themes` is a list", id="list-of-themes"),
    pytest.param("id: x\nthemes:\n  Korea South:\n    terms: [b]\n", 3, "is no id", id="bad-id"),
    pytest.param('id: x\nthemes:\n  "china\\n":\n    terms: [b]\n', 3, "is no id", id="id-with-line-end"),
    pytest.param("id: x\nthemes:\n  a:\n    title: A\n", 3, "has no terms", id="no-terms"),
    pytest.param("id: x\nthemes:\n  a:\n    terms: []\n", 4, "is an empty list", id="empty-terms"),
    pytest.param("id: x\nthemes:\n  a:\n    terms: b\n", 4, "is text where a list belongs", id="text-for-list"),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms:\n      - true\n", 5, "put it between quotation marks", id="truth-as-term"
    ),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms:\n      - b\n      -\n", 6, "`themes.a.terms item 2` is empty", id="empty-item"
    ),
    pytest.param("id: x\nthemes:\n  a:\n    terms: ['  ']\n", 4, "is empty", id="blank-term"),
    pytest.param("id: x\nthemes:\n  a:\n    terms: ['--']\n", 4, "has no letter or digit", id="term-without-letters"),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms: ['Ko*rea']\n", 4, "has a `*` that does not end a word", id="star-inside"
    ),
    pytest.param("id: x\nthemes:\n  a:\n    terms: [{case: true}]\n", 4, "has no `term`", id="mapping-without-term"),
    pytest.param(
        "id: x\nthemes:\n  a:\n    actor: maybe\n    terms: [b]\n", 4, "write `true` or `false`", id="not-a-truth"
    ),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms: [{term: b, until: 26 December 1991}]\n",
        4,
        "write it as 1991-12-26",
        id="bad-date",
    ),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms: [{term: b, since: 1991-13-01}]\n",
        4,
        "where a date belongs",
        id="no-such-month",
    ),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms: [{term: b, since: 1991-02-31}]\n",
        4,
        "where a date belongs",
        id="no-such-day",
    ),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms: [{term: b, since: 1992, until: 1991}]\n",
        4,
        "before it begins",
        id="dates-crossed",
    ),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms: [b]\n  a:\n    terms: [c]\n", 5, "a second time", id="duplicate-theme"
    ),
    pytest.param(
        SMALL + "watch:\n  - {label: w, theme: nowhere}\n",
        6,
        "names `nowhere`, which is no theme; use one of: a",
        id="watch-of-no-theme",
    ),
    pytest.param(SMALL + "watch: [w, w]\n", 5, "a second time", id="watched-twice"),
    pytest.param(SMALL + "synonyms:\n  - [one]\n", 6, "fewer than two", id="lonely-synonym"),
    pytest.param(
        SMALL + "synonyms:\n  - [one, two]\n  - [two, three]\n", 7, "stands in line 6 too", id="synonym-in-two"
    ),
    pytest.param(SMALL + "aliases: {A: [x], B: [x]}\n", 5, "which `A` has too", id="alias-of-two"),
    pytest.param(
        "schema: tracker.codebook/9\n" + SMALL, 1, "this program reads `tracker.codebook/1`", id="schema-of-tomorrow"
    ),
    pytest.param("extends: [other.yaml]\n" + SMALL, 1, "cannot be read here", id="pack-without-reader"),
    pytest.param(SMALL + "remove: [b]\n", 5, "names `b`, which no extended codebook has", id="remove-of-nothing"),
    pytest.param(
        "id: x\nthemes:\n  a:\n    terms: [b]\n    without: [c]\n",
        5,
        "which is no inherited term",
        id="without-of-nothing",
    ),
    pytest.param("id: [x\n", 2, "this is not YAML", id="not-yaml"),
]


@pytest.mark.parametrize(("text", "line", "words"), FAULTS)
def test_faults_name_line_key_and_remedy(text: str, line: int, words: str) -> None:
    with pytest.raises(DataError) as caught:
        load_codebook(text, source="corpus/codebook.yaml")
    message = str(caught.value)
    assert message.startswith(f"corpus/codebook.yaml:{line}: ")
    assert words in message
    assert "\n" not in message
    assert codebook_faults(text, source="corpus/codebook.yaml")[0] == message


def test_all_faults_are_listed_in_the_order_of_lines() -> None:
    text = "id: x\nthemes:\n  a:\n    terms: ['']\n    titel: A\n  b:\n    terms: []\nwatch: [{theme: c}]\n"
    faults = codebook_faults(text, source="c")
    assert [fault.split(":")[1] for fault in faults] == ["4", "5", "7", "8"]
    assert codebook_faults(WORLD, source="c") == ()


def test_extending_adds_replaces_and_removes() -> None:
    packs = {
        "base.yaml": BASE + "  iran:\n    terms: [Iran*]\n  cuba:\n    terms: [Cuba]\nwatch: [x]\nsynonyms: [[a, b]]\n",
        "more.yaml": "id: more\nthemes:\n  space:\n    terms: [space]\nmasks: [breathing space]\naliases: {A: [b]}\n",
    }
    text = (
        "id: mine\nextends: [base.yaml, more.yaml]\nremove: [iran]\nthemes:\n"
        "  korea:\n    terms: [Pyongyang]\n    subthemes:\n      missiles:\n        terms: [rocket*]\n"
        "      trade:\n        terms: [trade]\n"
        "  cuba:\n    replace: true\n    title: The island\n    terms: [Havana]\n"
        "  space:\n    terms: [orbit]\n    without: [space]\n"
        "watch: [{label: x, terms: [y]}]\nsynonyms: [[b, c]]\naliases: {A: [d]}\n"
    )
    mine = load_codebook(text, source="mine.yaml", read=packs.__getitem__)
    assert [theme.id for theme in mine.themes] == ["korea", "cuba", "space"]
    korea, cuba, space = mine.themes
    assert korea.actor
    assert [term.text for term in korea.terms] == ["Korea*", "Pyongyang"]
    assert [(s.id, [(t.text, t.weak) for t in s.terms]) for s in korea.subthemes] == [
        ("missiles", [("missile*", True), ("rocket*", True)]),
        ("trade", [("trade", True)]),
    ]
    assert (cuba.title, [term.text for term in cuba.terms]) == ("The island", ["Havana"])
    assert [term.text for term in space.terms] == ["orbit"]
    assert mine.watch == (WatchTerm("x", (Term("y"),)),)
    assert mine.synonyms == (("a", "b", "c"),)
    assert mine.aliases == (Alias("A", ("b", "d")),)
    assert mine.masks == (Term("breathing space"),)


def test_synonyms_that_another_class_bridges_become_one() -> None:
    packs = {"base.yaml": f"{SMALL}synonyms: [[deter, dissuade], [x, y], [prevent, stop]]\n"}
    text = "id: mine\nextends: base.yaml\nsynonyms: [[dissuade, stop]]\n"
    mine = load_codebook(text, source="mine.yaml", read=packs.__getitem__)
    assert mine.synonyms == (("deter", "dissuade", "prevent", "stop"), ("x", "y"))


def test_a_subtheme_can_be_removed_and_the_digest_covers_what_is_extended() -> None:
    text = "id: mine\nextends: base.yaml\nremove: [korea/missiles]\n"
    mine = load_codebook(text, source="mine.yaml", read={"base.yaml": BASE}.__getitem__)
    other = load_codebook(text, source="mine.yaml", read={"base.yaml": BASE + "# a word\n"}.__getitem__)
    assert mine.themes[0].subthemes == ()
    assert mine.sha256 != other.sha256


def test_extending_in_a_circle_is_refused() -> None:
    packs = {"a.yaml": "id: a\nextends: [b.yaml]\n" + SMALL[6:], "b.yaml": "id: b\nextends: [a.yaml]\n" + SMALL[6:]}
    with pytest.raises(DataError, match="leads back to"):
        load_codebook(packs["a.yaml"], source="a.yaml", read=packs.__getitem__)


def test_a_chain_that_is_too_long_is_refused_and_counted() -> None:
    chain = {f"{number}.yaml": f"id: a\nextends: {number + 1}.yaml\n" for number in range(1, 10)}
    chain["9.yaml"] = SMALL
    load_codebook(chain["1.yaml"], source="1.yaml", read=chain.__getitem__)
    chain |= {"9.yaml": "id: a\nextends: 10.yaml\n", "10.yaml": SMALL}
    with pytest.raises(DataError, match=r"^9\.yaml:2: .* is the 10th codebook in a chain"):
        load_codebook(chain["1.yaml"], source="1.yaml", read=chain.__getitem__)


def test_a_fault_in_an_extended_file_names_that_file() -> None:
    with pytest.raises(DataError, match=r"^base\.yaml:3: "):
        load_codebook(
            "id: m\nextends: [base.yaml]\n", source="m", read=lambda _: "id: b\nthemes:\n  a:\n    title: A\n"
        )


def test_a_missing_pack_is_said_in_one_line() -> None:
    def read(name: str) -> str:
        raise DataError("it is not there", remedy="commit it too")

    with pytest.raises(DataError, match=r"m:2: .*`gone.yaml`, which cannot be read \(it is not there\); commit it too"):
        load_codebook("id: m\nextends: [gone.yaml]\n", source="m", read=read)


def test_the_example_in_the_documentation_is_a_codebook() -> None:
    page = (REPO_ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    whole, extending = (block.split("```")[0] for block in page.split("```yaml\n")[1:])
    assert [theme.id for theme in load_codebook(whole, source="docs").themes] == ["china"]
    packs = {"us-strategy.yaml": (REPO_ROOT / "seeds" / "codebook.yaml").read_text(encoding="utf-8")}
    mine = load_codebook(extending, source="docs", read=packs.__getitem__)
    assert {"health"}.isdisjoint(theme.id for theme in mine.themes)
    assert "Kaesong" in {term.text for theme in mine.themes if theme.id == "korea" for term in theme.terms}
