"""Every rule of shifts: what it reports, with kind and rule, and where it stays silent."""

from __future__ import annotations

import pytest

from tests.compare.shifts.making import shifts
from tracker.compare.shifts import cues
from tracker.compare.shifts.turned import became

REPORTS = [
    pytest.param(
        "Russia is an acute threat.",
        'Russia is a "persistent but manageable threat" to the eastern members of the alliance.',
        "characterisation.predicate",
        "“acute threat” became “persistent but manageable threat”.",
        id="what-an-actor-is",
    ),
    pytest.param(
        "We must deter North Korea together with our allies in the region.",
        "We may deter North Korea together with our allies in the region.",
        "modality.same-head",
        "“must deter” became “may deter”.",
        id="modal-on-the-same-verb",
    ),
    pytest.param(
        "The United States will support talks with North Korea at any level.",
        "The United States will not support talks with North Korea at any level.",
        "modality.negation",
        "A negation stands in the new wording alone.",
        id="negation",
    ),
    pytest.param(
        "The United States will deploy 12 missiles to defend South Korea against an attack.",
        "The United States will deploy 40 missiles to defend South Korea against an attack.",
        "quantity.changed",
        "12 missiles became 40 missiles.",
        id="figure",
    ),
    pytest.param(
        "Trade with China grows at a rate of 2 to 2-1/4 percent a year in all ports.",
        "Trade with China grows at a rate of 2-1/4 to 2-1/2 percent a year in all ports.",
        "quantity.changed",
        "2-1/4",
        id="figure-with-a-fraction",
    ),
    pytest.param(
        "On May 20, 1994, we lent China $40 billion, in 1,000 ports, and we ask for 25 basis points and for peace.",
        "On May 27, 1995, we lent China $45 billion, in 1,000 ports, and we ask for 50 basis points and for peace.",
        "quantity.changed",
        "$40 billion, 25 basis points became $45 billion, 50 basis points.",
        id="figures-and-not-what-the-date-was",
    ),
    pytest.param(
        "We sell China 40 ships a month and we buy rice.",
        "We sell China 35 ships a month rather than 40 ships and we buy rice.",
        "quantity.changed",
        "35 ships in the new wording alone.",
        id="a-figure-beside-the-one-that-was",
    ),
    pytest.param(
        "The United States has the lead in deterring North Korea and in defending the peninsula.",
        "South Korea has the lead in deterring North Korea and in defending the peninsula.",
        "responsibility.actor",
        "The United States",
        id="another-actor-leads",
    ),
    pytest.param(
        "The United States and South Korea deter North Korea jointly.",
        "South Korea is capable of taking primary responsibility for deterring North Korea with more limited support.",
        "responsibility.bearer",
        "“primary responsibility”",
        id="responsibility-handed-over",
    ),
    pytest.param(
        "We will expand trade with China in the years ahead.",
        "We will expand trade with China in the years ahead as long as China keeps its word.",
        "modality.condition",
        "“as long as”",
        id="condition-added",
    ),
    pytest.param(
        "We will defend South Korea together with its forces in the field.",
        "Should diplomacy fail, we will defend South Korea together with its forces in the field.",
        "modality.condition",
        "“should”",
        id="condition-without-if",
    ),
    pytest.param(
        "Malware and cyber crime are a growing threat to the ports of the region.",
        "Banks pay for malware and for cyber crime with what they earned.",
        "characterisation.subject",
        "“growing threat” stands in the old wording alone.",
        id="what-a-theme-is-that-is-no-actor",
    ),
    pytest.param(
        "Defences against malware and cyber crime remain of vital importance to the ports of the region.",
        "Banks pay for malware and for cyber crime with what they earned.",
        "characterisation.subject",
        "“vital importance” stands in the old wording alone.",
        id="what-it-is-with-a-qualifier",
    ),
    pytest.param(
        "Burma will hold elections in the spring, and we will help its people to vote in peace.",
        "Myanmar will hold elections in the spring, and we will help its people to vote in peace.",
        "naming.actor",
        "“Burma” is called “Myanmar”.",
        id="another-name",
    ),
    pytest.param(
        "Relations with China are a priority of our diplomacy in the region.",
        "Relations with China are the top priority of our diplomacy in the region.",
        "priority.words",
        "“priority” then, “top priority” now.",
        id="what-comes-first",
    ),
    pytest.param(
        "We will keep the peace in the Taiwan Strait through dialogue with China.",
        "We will keep the peace in the Taiwan Strait through a ready fleet and dialogue with China.",
        "commitment.wording",
        "“a ready fleet and” was put in.",
        id="words-put-in",
    ),
    pytest.param(
        "We will keep the peace in the Taiwan Strait through the work of the fleet.",
        "We will keep the peace in the Taiwan Strait through the work of the U.S. fleet.",
        "commitment.wording",
        "“U.S.” was put in.",
        id="an-abbreviation-with-its-stop",
    ),
    pytest.param(
        "We oppose sales to Iran of goods that could be used to build missiles of long range.",
        "We oppose sales to Iran of parts that could be used to build missiles of long range.",
        "commitment.words",
        "“goods” became “parts”.",
        id="words-exchanged",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule", "why"), REPORTS)
def test_reports(old: str, new: str, rule: str, why: str) -> None:
    found = [shift for shift in shifts(old, new) if shift.rule == rule]
    assert found
    assert why in found[0].why
    assert found[0].old
    assert found[0].new


STAYS_SILENT = [
    pytest.param("China’s navy is a challenge - for all.", "China's navy is a challenge – for all.", id="typography"),
    pytest.param("China is a challenge for us all.", "China is a challenge  for us all .", id="spacing"),
    pytest.param("1. China is a challenge for us all.", "2. China is a challenge for us all.", id="renumbering"),
    pytest.param(
        "Our talks with China will go on, strengthening peace.",
        "But our talks with China will also go on to strengthen the peace.",
        id="small-words-and-inflection",
    ),
    pytest.param(
        "We protect trade with China which grows in the ports of the region.",
        "We protect trade with China that grows in the ports of the region.",
        id="which-and-that",
    ),
    pytest.param(
        "They agreed to guidelines that will, by the end of the decade, cap the warheads of Russia at two thousand.",
        "They agreed to guidelines that will cap the warheads of Russia at two thousand by the end of the decade.",
        id="another-order",
    ),
    pytest.param("We protect forests and rivers at home.", "We protect lakes and rivers at home.", id="no-theme"),
]


@pytest.mark.parametrize(("old", "new"), STAYS_SILENT)
def test_stays_silent(old: str, new: str) -> None:
    assert not shifts(old, new)


NOT_THIS_RULE = [
    pytest.param(
        "We welcome a China that takes on a responsible role in the world.",
        "We welcome the rise of a stable China in the world.",
        "responsibility.bearer",
        id="responsible-is-no-task",
    ),
    pytest.param(
        "Our alliance with South Korea keeps the peace in the region.",
        "Our alliance with South Korea is setting conditions for peace in the region.",
        "modality.condition",
        id="setting-conditions-is-no-condition",
    ),
    pytest.param(
        "We will help South Korea and fight beside it against an attack.",
        "We will help South Korea and, if necessary, fight beside it against an attack, even if it is costly.",
        "modality.condition",
        id="if-necessary-is-no-condition",
    ),
    pytest.param(
        "Our security depends on trade with China and on peace in the Taiwan Strait.",
        "Our security rests on trade with China and on peace in the Taiwan Strait.",
        "modality.condition",
        id="a-cause-is-no-condition",
    ),
    pytest.param(
        "We must expand trade with China in all ports if the peace of the region is to last.",
        "We must expand trade with China in all ports and keep the peace of the region.",
        "modality.condition",
        id="a-purpose-is-no-condition",
    ),
    pytest.param(
        "We expand trade with China and create the conditions that keep the peace of the region.",
        "We expand trade with China and create the means that keep the peace of the region.",
        "modality.condition",
        id="conditions-that-are-brought-about",
    ),
    pytest.param(
        "The burden of responsibility for the defence of South Korea is heavy.",
        "The burdens of responsibilities for the defence of South Korea are heavy.",
        "responsibility.bearer",
        id="the-same-responsibility-in-the-plural",
    ),
    pytest.param(
        "Trade with China grows year by year in every port of the region.",
        "Trade with China grows year by year in every port and eases the burden of malaria in the region.",
        "responsibility.bearer",
        id="a-burden-that-nobody-carries",
    ),
    pytest.param(
        "We may have no greater concern in the region than Iran and its missiles.",
        "Iran will have to answer for its missiles, which are a concern in the region.",
        "modality.ladder",
        id="what-another-will-do-is-no-promise",
    ),
    pytest.param(
        "Our priorities in the region include trade with China.",
        "Our work in the region includes trade with China.",
        "priority.words",
        id="a-list-of-priorities",
    ),
    pytest.param(
        "We will help South Korea in the event that the North attacks it.",
        "We will help South Korea if the North attacks it.",
        "modality.condition",
        id="the-same-condition-in-other-words",
    ),
    pytest.param(
        "China is a partner in trade and in health, and a challenge.",
        "China is a partner in trade and in science, and a challenge.",
        "characterisation.predicate",
        id="same-noun-phrase",
    ),
    pytest.param(
        "We seek talks with North Korea and a nuclear-free peninsula.",
        "We seek direct talks with North Korea and a nuclear-free peninsula.",
        "characterisation.words",
        id="direct-talks-are-no-character",
    ),
    pytest.param(
        "North Korea defies its neighbours, boasting of an arsenal and of a nuclear program in violation of the law.",
        "If North Korea gives up its nuclear program, it will find a path to trade, to credit and to the common table.",
        "modality.condition",
        id="a-condition-in-a-sentence-on-something-else",
    ),
    pytest.param(
        "Within 12 months, trade with China is to grow by 40 percent in all of our ports.",
        "Trade with China is to grow by 40 percent in all of our ports within 12 months.",
        "quantity.changed",
        id="figures-in-another-order",
    ),
    pytest.param(
        "On January 26, 1996, under Resolution 687, trade with China began in the 21st of our ports.",
        "On January 17, 1997, under Resolution 705, trade with China began in the 22nd of our ports.",
        "quantity.changed",
        id="dates-and-names-are-no-figures",
    ),
    pytest.param(
        "The treaty with Russia, signed in 1993, will cut 5,000 warheads and leave 3,500 in each country.",
        "The treaty with Russia, voted 87-4 in 1996, will cut 5,000 deployed warheads and leave 3,500 in each country.",
        "quantity.changed",
        id="a-figure-that-takes-no-other-ones-place",
    ),
    pytest.param(
        "If adopted, the treaty with Russia will, by 2007, cap the warheads at 2,000 in each country of the two.",
        "If adopted, the treaty with Russia will cap the warheads at 2,000 in each country of the two by 2007.",
        "quantity.changed",
        id="a-year-with-a-comma-is-no-figure",
    ),
    pytest.param(
        "Talks with China were held again in September, and trade went on.",
        "Talks with China were held again in November, and trade went on.",
        "naming.actor",
        id="a-month-is-no-actor",
    ),
    pytest.param(
        "In doing so we trade with China and keep the peace.",
        "By doing so we trade with China and keep the peace.",
        "naming.actor",
        id="the-word-that-opens-a-sentence-is-no-name",
    ),
    pytest.param(
        "We trade with China in the harbours of Nigeria and Zaire every day.",
        "We trade with China in the harbours of Zaire and Sudan every day.",
        "naming.actor",
        id="several-names",
    ),
    pytest.param(
        "We trade with China and the Warsaw Pact States of Europe in the spring.",
        "We trade with China and the Warsaw Pact State of Europe in the spring.",
        "naming.actor",
        id="another-form-of-a-name",
    ),
    pytest.param(
        "After START II ratification by Russia the next talks will begin in Geneva at once.",
        "After Russian ratification of START II the next talks will begin in Geneva at once.",
        "naming.actor",
        id="a-phrase-with-names-in-it",
    ),
    pytest.param(
        "Trade with China is open to the ports of the Central American states in the spring.",
        "Ports on the isthmus sold rice and trade was done with China last year.",
        "characterisation.subject",
        id="what-stands-in-a-name",
    ),
    pytest.param(
        "Trade with China is peaceful in the ports of the isthmus in the spring.",
        "Ports on the isthmus sold rice and peaceful trade was done with China last year.",
        "characterisation.subject",
        id="what-both-say",
    ),
    pytest.param(
        "Agencies are to limit the growing risk of malware and of cyber crime in the ports of the region.",
        "Banks pay for malware and for cyber crime with what they earned.",
        "characterisation.subject",
        id="what-is-said-of-something-else-than-a-theme-that-is-no-actor",
    ),
    pytest.param(
        "Central Asia is an enduring priority for our diplomats.",
        "The mountains of Pakistan remain the most dangerous threat to our soldiers.",
        "characterisation.predicate",
        id="a-region-is-no-actor",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule"), NOT_THIS_RULE)
def test_is_not_read_as(old: str, new: str, rule: str) -> None:
    assert rule not in {shift.rule for shift in shifts(old, new)}


AIMS = (
    "to trade with China on fair terms in every market",
    "to settle quarrels over the islands without force",
    "to rid the borderlands of mines left by three wars",
)


def test_of_an_enumeration_each_item_is_read_with_what_it_was() -> None:
    sentence = f"Our aims in the region are {', '.join(AIMS)}."
    items = "; ".join(AIMS).replace("without force", "by arbitration")
    assert shifts(sentence, f"Our aims in the region are: {items}.") == ()
    found = shifts(sentence, f"Our aims in the region are: {items.replace('fair terms', 'equal terms')}.")[0]
    assert found.old is not None
    assert found.new is not None
    assert (found.old.quote, found.new.quote) == (AIMS[0], AIMS[0].replace("fair", "equal"))
    assert found.why == "“fair” became “equal”."


def test_an_item_that_an_enumeration_gained_is_introduced() -> None:
    sentence = f"Our aims in the region are {', '.join(AIMS[1:])}."
    found = shifts(sentence, f"Our aims in the region are: {'; '.join(AIMS)}.")[0]
    assert (found.kind, found.old) == ("introduction", None)
    assert found.new is not None
    assert found.new.quote == AIMS[0]


def test_a_reason_gives_the_words_with_what_they_are_said_of() -> None:
    old = "With five partners at one table, we press North Korea to keep its word on the reactor."
    new = "The aim at that table is to pursue the denuclearization of North Korea, reactor by reactor."
    reasons = [shift.why for shift in shifts(old, new)]
    assert "“press North Korea” then, “pursue the denuclearization” now." in reasons


def test_a_reason_goes_no_further_than_a_dash() -> None:
    assert became(cues.THREAT, "It is a threat - and a danger now.", "") == (
        "“threat”, “danger” stand in the old wording alone."
    )
