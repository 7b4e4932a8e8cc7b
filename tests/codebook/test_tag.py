"""Tags: which themes a passage is about or mentions, on what ground, with what evidence."""

from __future__ import annotations

import pytest

from tests.codebook.making import codebook, document, evidence_of, tags_of
from tracker.codebook.tag import tag_document
from tracker.model.theme import Tag

LONG = " ".join(["It says nothing of the matter for a good many words in this long sentence."] * 8)


def tags(*passages: str, index: int = -1, published: str = "2020-01-01") -> dict[str, Tag]:
    tagged = tag_document(document(*passages, published=published), codebook())
    return tags_of(tagged, index)


def strengths(text: str, published: str = "2020-01-01") -> dict[str, str]:
    return {theme: tag.strength for theme, tag in tags(text, published=published).items()}


ABOUT = [
    pytest.param("North Korea tests missiles.", "korea", id="names-it"),
    pytest.param(LONG + " Then China is named once.", "china", id="an-actor-once-in-a-long-passage"),
    pytest.param(
        "Nations such as North Korea, Iran, Syria, Cuba, Belarus and Burma know it.", "korea", id="first-of-a-list"
    ),
    pytest.param("We work with China, India, and Russia on trade.", "russia", id="short-list"),
    pytest.param("Taiwan must be able to defend itself.", "china", id="strong-term-of-a-subtheme"),
    pytest.param("Cyber attacks grow. " + LONG, "cyber", id="a-subject-in-the-first-sentence"),
    pytest.param(LONG + " Cyber attacks grow, and cyberspace is contested.", "cyber", id="a-subject-twice"),
]

MENTIONS = [
    pytest.param("It was so in the Korean War, as veterans know.", "korea", id="mention-term"),
    pytest.param("The United States, Canada, Mexico, Peru, Chile and Russia took part.", "russia", id="late-in-a-list"),
    pytest.param(
        "It struck Russia, Egypt, Iraq, Israel, Jordan, Morocco, Pakistan, Spain and Chile.",
        "russia",
        id="very-long-list",
    ),
    pytest.param("-President Jane Doe, Moscow, Russia, July 7, 2009", "russia", id="attribution"),
    pytest.param("China:", "china", id="bare-name"),
    pytest.param(LONG + " Cyber attacks grow.", "cyber", id="a-subject-once-late"),
]

NOTHING = [
    pytest.param("The range at China Lake was closed.", "china", id="masked"),
    pytest.param("Ships sail the South China Sea.", "china", id="weak-longer-term"),
    pytest.param("The North grew rich.", "korea", id="weak-alone"),
    pytest.param("Nuclear missiles are a threat.", "korea", id="subtheme-of-an-actor-alone"),
    pytest.param("The network was built.", "cyber", id="weak-subtheme-of-a-subject-alone"),
]


@pytest.mark.parametrize(("text", "theme"), ABOUT)
def test_about(text: str, theme: str) -> None:
    assert strengths(text).get(theme) == "about"


@pytest.mark.parametrize(("text", "theme"), MENTIONS)
def test_mentions(text: str, theme: str) -> None:
    assert strengths(text).get(theme) == "mention"


@pytest.mark.parametrize(("text", "theme"), NOTHING)
def test_no_tag(text: str, theme: str) -> None:
    assert theme not in tags(text)


def test_a_heading_run_into_a_passage_says_whom_the_list_below_is_of() -> None:
    opening = "China: Its growth matters. A calm Korea needs China, and so does North Korea. We hope for these steps:"
    found = tags(opening, "- talks on core interests of both sides;")
    assert {theme: tag.ground for theme, tag in found.items()} == {"china": "carry-over"}
    found = tags(opening.removeprefix("China: "), "- talks on core interests of both sides;")
    assert "china" not in found


def test_a_dated_term_has_its_sense_in_its_time_only() -> None:
    text = "The Soviet Union keeps a large army."
    assert strengths(text, published="1988-01-01") == {"russia": "about"}
    assert strengths(text, published="1998") == {"russia": "mention"}


def test_evidence_points_at_the_words_and_subthemes_follow_the_codebook() -> None:
    tagged = tag_document(document("North Korea’s nuclear missiles; the North boasts of its warheads."), codebook())
    assert evidence_of(tagged, "korea") == [
        ("Korea", None),
        ("nuclear", "nuclear"),
        ("missiles", "missiles"),
        ("the North", None),
        ("warheads", "nuclear"),
    ]
    assert tags_of(tagged)["korea"].subthemes == ("nuclear", "missiles")


def test_a_subtheme_with_little_of_the_evidence_is_not_listed() -> None:
    text = "China trades. Its tariffs on trade, tariffs on cars, tariffs on steel hurt. China has nuclear arms."
    tag = tags(text)["china"]
    assert tag.subthemes == ("trade",)
    assert {item.subtheme for item in tag.evidence} >= {"trade", "nuclear"}


def test_each_clause_speaks_of_its_own_actor() -> None:
    tagged = tag_document(
        document("Russia keeps its nuclear arms, while China raises tariffs. North Korea builds missiles."), codebook()
    )
    assert evidence_of(tagged, "russia") == [("Russia", None), ("nuclear", "nuclear")]
    assert evidence_of(tagged, "china") == [("China", None), ("tariffs", "trade")]
    assert evidence_of(tagged, "korea") == [("Korea", None), ("missiles", "missiles")]


def test_a_sentence_without_a_name_speaks_of_what_the_one_before_began_with() -> None:
    tagged = tag_document(document("China is no ally of Russia. Its nuclear forces grow."), codebook())
    assert evidence_of(tagged, "china") == [("China", None), ("Its", None), ("nuclear", "nuclear")]
    assert evidence_of(tagged, "russia") == [("Russia", None)]


def test_actors_side_by_side_share_what_is_said() -> None:
    tagged = tag_document(document("China and Russia expand. The nuclear forces of both grow."), codebook())
    assert ("nuclear", "nuclear") in evidence_of(tagged, "china")
    assert ("nuclear", "nuclear") in evidence_of(tagged, "russia")


def test_a_heading_speaks_for_a_passage_that_names_nobody_else() -> None:
    tagged = tag_document(
        document("# China", "We will deter through strength.", "NATO will help.", "Russia too.", "# Other", "Nothing."),
        codebook(),
    )
    tag = tags_of(tagged, 0)["china"]
    assert (tag.strength, tag.how, tag.ground, tag.evidence) == ("about", "inferred", "heading", ())
    assert "china" not in tags_of(tagged, 1)
    assert "china" not in tags_of(tagged, 2)
    assert tags_of(tagged, 3) == {}


def test_the_nearest_heading_that_names_a_theme_counts() -> None:
    tagged = tag_document(
        document("# Aims", "x", "# China", "## Trade with Russia", "It grows.", "## Method", "It fits."), codebook()
    )
    assert set(tags_of(tagged, 1)) == {"russia"}
    assert set(tags_of(tagged, 2)) == {"china"}
    assert tags_of(tagged, 0) == {}


def test_two_actors_in_a_heading_speak_for_none() -> None:
    assert tags("# China and Russia", "We will compete.") == {}


def test_a_heading_on_a_subject_is_a_mention_beside_another_subject() -> None:
    tagged = tag_document(document("# Cyber", "We will defend networks.", "NATO will help."), codebook())
    assert [(tags_of(tagged, i)["cyber"].strength, tags_of(tagged, i)["cyber"].how) for i in (0, 1)] == [
        ("about", "inferred"),
        ("mention", "inferred"),
    ]


def test_a_documents_title_is_no_heading() -> None:
    passages = [f"Sentence number {number}." for number in range(12)]
    assert tags("# A Strategy for China", *passages) == {}


def test_a_passage_with_a_heading_of_its_own_is_left_alone() -> None:
    assert tags("# China", "Southeast Asia: Our interest is in growth.") == {}


def test_weak_terms_count_under_their_heading() -> None:
    tagged = tag_document(document("# The Korean Peninsula", "The North has nuclear arms."), codebook())
    assert evidence_of(tagged, "korea") == [("The North", None), ("nuclear", "nuclear")]


CARRIES = [
    pytest.param(["China grows.", "Its army grows too."], "china", id="its"),
    pytest.param(["China grows.", "The regime is harsh."], "china", id="the-regime"),
    pytest.param(["North Korea arms.", "In return the North gets aid."], "korea", id="weak-term"),
    pytest.param(["With China we seek:", "- open markets;", "- fair rules."], "china", id="list"),
    pytest.param(["China grows.", "Its army grows.", "Its navy too."], "china", id="from-carried"),
]

CARRIES_NOTHING = [
    pytest.param(["China grows.", "It is vital to act."], id="it-that-stands-for-nothing"),
    pytest.param(["China and Russia grow.", "Its army grows."], id="two-candidates"),
    pytest.param(["China grows.", "# Next", "Its army grows."], id="across-a-heading"),
    pytest.param(["China grows.", "Nobody knows.", "Its army grows."], id="across-a-passage"),
    pytest.param(["With China and Russia we seek:", "- open markets;"], id="list-of-two"),
    pytest.param(["China grows.", "They are many."], id="they"),
]


@pytest.mark.parametrize(("passages", "theme"), CARRIES)
def test_carries_over(passages: list[str], theme: str) -> None:
    found = tags(*passages)
    assert [(name, tag.strength, tag.how, tag.ground) for name, tag in found.items()] == [
        (theme, "about", "inferred", "carry-over")
    ]


@pytest.mark.parametrize("passages", CARRIES_NOTHING)
def test_carries_nothing_over(passages: list[str]) -> None:
    assert tags(*passages) == {}


def test_tags_stand_in_the_order_of_the_codebook() -> None:
    assert list(tags("NATO, Russia, China and Korea and cyber.")) == ["korea", "china", "russia", "cyber", "europe"]


def test_odd_documents() -> None:
    assert tag_document(document(""), codebook()).tags == ()
    capitals = tag_document(document("NORTH KOREA TESTS MISSILES IN THE NORTH."), codebook())
    assert evidence_of(capitals, "korea") == [("KOREA", None), ("MISSILES", "missiles")]
    other = tag_document(document("Die Kybernetik ist eine Wissenschaft.", language="de"), codebook())
    assert other.tags == ((),)


def test_a_chain_of_hyphens_between_two_actors_is_read_at_once() -> None:
    assert set(tags(f"China, ABC{'-DEF' * 200} (the pact) and Russia met.")) == {"china", "russia"}
