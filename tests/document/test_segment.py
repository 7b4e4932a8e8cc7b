"""Sentence boundaries in government prose: what must stay whole, and what must be parted."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.document.making import split_sentences
from tracker.document.segment import sentence_spans

LEAVES_ALONE = {
    "abbreviated country": "The U.S. forces in the region will remain.",
    "country and noun": "We went to the U.S. Congress and the U.K. Parliament for it.",
    "number": "Directive No. 2 applies here.",
    "section": "Sec. 3(a) of the Act applies.",
    "executive order": "Exec. Order No. 14028, 86 Fed. Reg. 26633 sets this out.",
    "general": "We met Gen. Smith yesterday.",
    "ranks and initials": "Lt. Col. J. R. Doe (Ret.) testified before the committee.",
    "for example": "Some tools, e.g. Kerberos, are old.",
    "that is": "The framework, i.e. the pillars, is new.",
    "time of day": "It begins at 10 a.m. on Tuesday.",
    "decimal": "Spending rose by 3.5 percent.",
    "section number": "Under Section 3.2 the agency must act.",
    "semicolons": "People want to speak freely; choose who will govern; and own property.",
    "colon": "Our goals are clear: Peace and prosperity.",
    "label of an item": "a. Develops and documents a policy.",
    "numbered label": "12. Agencies must act.",
    "label in brackets": "(iv) Reviews the policy.",
    "url": "It is at https://www.example.gov/Some.Page/Doc.pdf for all.",
    "url with sentence-like parts": "See www.Example.gov/A.Report.Here today.",
    "ellipsis inside": "We will provide ... for the common defence.",
    "quoted question inside": "He asked “Why?” and left.",
    "initialled state": "They met in N. Korea and S. Sudan.",
    "hyphenated abbreviation": "The U.S.-Japan alliance is strong.",
    "person": "Mr. and Mrs. Brown spoke.",
    "versus": "Roe v. Wade was cited.",
    "small letter of another script": "См. также приложение к ней.",
    "abbreviation of another language": "В силу ст. 5 Договора мы действуем.",
    "day of a month": "Am 3. Oktober 2024 wurde dies beschlossen.",
    "day of a month that English has as well": "Er kam am 12. August 2024 und ging, Berlin, 3. April 2025.",
    "German abbreviations": "Es waren ca. 500 gem. § 5 und gem. 7.",
    "emphatic question inside": "He asked “Why?!” and left.",
    "quotation within a Korean sentence": "대통령은 “평화는 힘으로 지킨다.”라고 말했다.",
    "Korean date": "정부는 2023. 6. 15. 이를 발표하고 2024. 3.부터 시행한다.",
    "title of one letter": "قال د. محمد إن السلام ممكن.",
    "note in brackets after a Japanese sentence": "必要な措置を講じた。（注１）",
    "ordinal number": "Das 21. Jahrhundert und der 2. Abschnitt sind neu.",
    "abbreviation before a number": "Au XXIe siècle, l’art. 5 du traité reste en vigueur.",
    "label in a script without capitals": "א. חיזוק ההרתעה.",
    "quotation within a French sentence": "« Quoi ? » demanda le ministre.",
    "note's mark after a Chinese sentence": "各国命运共同体意识增强。①",
    "quotation within a Japanese sentence": "首相は「平和が大切だ。」と述べた。",
    "figure": "See Fig. 3 for the numbers.",
}


@pytest.mark.parametrize("text", LEAVES_ALONE.values(), ids=LEAVES_ALONE)
def test_leaves_alone(text: str) -> None:
    assert split_sentences(text) == (text,)


CHANGES = {
    "Latin stop between Chinese characters": ("我们努力.一.总则不变.", ("我们努力.", "一.总则不变.")),
    "quotation marks of other languages": (
        "Il l’a dit : « Nous irons. » La France est là. Er sagte: „Wir gehen.“ Dann ging er. »Ja.« Er blieb.",
        (
            "Il l’a dit : « Nous irons. »",
            "La France est là.",
            "Er sagte: „Wir gehen.“",
            "Dann ging er.",
            "»Ja.«",
            "Er blieb.",
        ),
    ),
    "word that looks like an abbreviation": (
        "We study art. The flight was Pan Am 103. It ended.",
        (
            "We study art.",
            "The flight was Pan Am 103.",
            "It ended.",
        ),
    ),
    "month behind a number": (
        "The members rose to 12. August was quiet. He sold a gem. The buyer left.",
        ("The members rose to 12.", "August was quiet.", "He sold a gem.", "The buyer left."),
    ),
    "a number behind what is German elsewhere": ("I am 12. We left.", ("I am 12.", "We left.")),
    "two sentences": ("We act. They follow.", ("We act.", "They follow.")),
    "note number after the stop": (
        "We aid Ukraine.3 Our aid goes on.",
        ("We aid Ukraine.3", "Our aid goes on."),
    ),
    "note mark after the stop": (
        "The model is mature.[^5] In addition we act.[^6]",
        ("The model is mature.[^5]", "In addition we act.[^6]"),
    ),
    "note mark after a blank": (
        "The model is mature. [^5] In addition we act.",
        ("The model is mature. [^5]", "In addition we act."),
    ),
    "lost blank": (
        "We compete for talents.Globally, we lead.",
        ("We compete for talents.", "Globally, we lead."),
    ),
    "lost blank after a quotation": (
        'He called it "vital."We agree.',
        ('He called it "vital."', "We agree."),
    ),
    "quotation ends": ("He said: “No.” We agreed.", ("He said: “No.”", "We agreed.")),
    "straight quotation": ('She wrote. "Yes." He did not.', ("She wrote.", '"Yes."', "He did not.")),
    "question": ("Is it so? It is.", ("Is it so?", "It is.")),
    "ellipsis at the end": ("So it was... Then came peace.", ("So it was...", "Then came peace.")),
    "ordinal before the stop": (
        "We lead in the 21st century. Latin America has become our partner.",
        ("We lead in the 21st century.", "Latin America has become our partner."),
    ),
    "closing bracket": ("It ended (in 1991.) We moved on.", ("It ended (in 1991.)", "We moved on.")),
    "certain line break": ("First line\nsecond line", ("First line", "second line")),
    "short word before the stop": (
        "The rate has remained low. Household spending rose. So did art. New works came.",
        ("The rate has remained low.", "Household spending rose.", "So did art.", "New works came."),
    ),
    "no blank between sentences": (
        "我们反对单边制裁!国防费占1.3%。“台独”是死路一条。为什么?!",
        ("我们反对单边制裁!", "国防费占1.3%。", "“台独”是死路一条。", "为什么?!"),
    ),
    "closing marks of other scripts": ("「脅威だ。」同盟を強化する。", ("「脅威だ。」", "同盟を強化する。")),
    "question mark of another script": ("هل ستنجح؟ سنواصل الحوار.", ("هل ستنجح؟", "سنواصل الحوار.")),
    "bar for a stop": ("भारत शांति चाहता है। हम संवाद करेंगे।", ("भारत शांति चाहता है।", "हम संवाद करेंगे।")),
    "year before the stop": ("It began in 2015. The plan is done.", ("It began in 2015.", "The plan is done.")),
}


@pytest.mark.parametrize(("text", "sentences"), CHANGES.values(), ids=CHANGES)
def test_changes(text: str, sentences: tuple[str, ...]) -> None:
    assert split_sentences(text) == sentences


PROSE = st.text(alphabet=st.sampled_from(list("abcAB .!?;:,'\"”“()[]^12-\n…U.S")), max_size=200)


@given(PROSE)
def test_nothing_is_lost_but_white_space(text: str) -> None:
    assert "".join(" ".join(split_sentences(text)).split()) == "".join(text.split())


@given(PROSE)
def test_spans_are_in_order_and_stripped(text: str) -> None:
    end = 0
    for start, stop in sentence_spans(text):
        assert end <= start < stop
        assert text[start:stop] == text[start:stop].strip()
        end = stop


def test_a_word_without_end_ends_the_sentence_before_it_and_takes_linear_time() -> None:
    endless = '+!"' * 100_000
    text = f"China is. {endless} At 10 a.m. we act. It is so."
    started = time.process_time()
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    assert time.process_time() - started < 5
    assert sentences == ["China is.", endless, "At 10 a.m. we act.", "It is so."]


@pytest.mark.parametrize(
    "text",
    [
        "." * 20_000,
        ". " * 10_000,
        "A." * 10_000,
        '"' * 20_000,
        "[^1]" * 5_000,
        "a.3 A" * 4_000,
        "a;" * 300_000,
        f"It was (about 0.{'1' * 60}.”) The next day came.",
    ],
)
def test_hostile_runs_take_linear_time(text: str) -> None:
    assert "".join(" ".join(split_sentences(text)).split()) == "".join(text.split())
