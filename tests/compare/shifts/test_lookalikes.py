"""What each rule of shifts leaves alone that looks like what it reports."""

from __future__ import annotations

import pytest

from tests.compare.shifts.making import shifts

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
        "We firmly back South Korea and trade in all of its ports.",
        "We trade in all of the ports of South Korea and firmly back it.",
        "modality.intensity",
        id="a-word-of-force-in-another-place",
    ),
    pytest.param(
        "Trade with China is growing strongly in all of the ports.",
        "Trade with China is growing in all of the ports.",
        "modality.intensity",
        id="what-grows-strongly-is-no-promise",
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
        "Expanding trade with China is our aim in the region.",
        "Protecting trade with China is our aim in the region.",
        "naming.actor",
        id="nor-is-a-verb-that-opens-one",
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
