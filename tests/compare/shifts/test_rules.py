"""Every rule of shifts: what it reports, with kind and rule, and where all stay silent."""

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
        "The United States strongly condemns the launch of missiles by North Korea.",
        "The United States condemns the launch of missiles by North Korea.",
        "modality.intensity",
        "“strongly” in the old wording alone.",
        id="word-of-force",
    ),
    pytest.param(
        "The United States will deploy 12 missiles to defend South Korea against an attack.",
        "The United States will deploy 40 missiles to defend South Korea against an attack.",
        "quantity.changed",
        "12 missiles became 40 missiles.",
        id="figure",
    ),
    pytest.param(
        "We will spend $3 million on trade with China in all ports this year.",
        "We will spend $3 billion on trade with China in all ports this year.",
        "quantity.changed",
        "$3 million became $3 billion.",
        id="scale-of-a-figure",
    ),
    pytest.param(
        "In May 20 ships of China sailed past the ports of the South China Sea.",
        "In May 30 ships of China sailed past the ports of the South China Sea.",
        "quantity.changed",
        "20 ships became 30 ships.",
        id="figure-behind-a-month",
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
        "We will expand trade with China in the years ahead.",
        "We will expand trade with China in the years ahead, on the condition that China keeps its word.",
        "modality.condition",
        "“on the condition”",
        id="on-the-condition",
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


ONE_SIDE_COMMITS = pytest.param(
    "China remains one of the reliable partners in the region, with which we work and will support trade.",
    "China remains one of the strong states in the region for trade.",
    "",
    "",
    id="one-side-commits",
)


@pytest.mark.parametrize(("old", "new", "rule", "why"), [*REPORTS, ONE_SIDE_COMMITS])
def test_the_other_direction_is_read_by_the_same_rules(old: str, new: str, rule: str, why: str) -> None:
    mirrored = {"presence.new": "presence.gone", "presence.gone": "presence.new"}
    there = [shift.rule for shift in shifts(old, new)]
    back = [mirrored.get(shift.rule, shift.rule) for shift in shifts(new, old)]
    assert sorted(there) == sorted(back)


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
