"""Plain text as other tools left it: what is joined, what is parted, what is left out."""

from __future__ import annotations

import pytest

from tests.extract.texts import PROSE, canonical

JOINED = {
    "hard line breaks": (
        "We will defend the peace by\nfighting those who would\nbreak it. That is all.\n",
        "We will defend the peace by fighting those who would break it.\nThat is all.\n",
    ),
    "hyphen at a line end": (
        "Our deterrence is strong. It is deter-\nrence that keeps the peace.\n",
        "Our deterrence is strong.\nIt is deterrence that keeps the peace.\n",
    ),
    "lines of a script without blanks": (
        "中国始终奉行防御性\n国防政策。比重为1.3%,GDP\n增长。\n",
        "中国始终奉行防御性国防政策。\n比重为1.3%,GDP 增长。\n",
    ),
    "compound at a line end": (
        "The long term is near. In the long-\nterm view we prevail.\n",
        "The long term is near.\nIn the long-term view we prevail.\n",
    ),
    "paragraph cut by blank lines": (
        "We will work with all of our allies and\n\n\n\n\npartners around the world.\n",
        "We will work with all of our allies and partners around the world.\n",
    ),
    "line broken before a name": (
        "We met the Soviet Union. The Soviet Union acts.\nWe will meet the Soviet\n\nUnion in the spring to talk.\n",
        "We met the Soviet Union.\nThe Soviet Union acts.\nWe will meet the Soviet Union in the spring to talk.\n",
    ),
    "bullet alone on its line": (
        "We will:\n\n*\n\nact at once;\n\n*\n\nact again.\n",
        "We will:\n\n- act at once;\n\n- act again.\n",
    ),
    "bullets of many kinds": ("• one thing\n\n▪ other thing\n", "- one thing\n\n- other thing\n"),
    "o as a bullet": (
        "We will:\n\no Act at once.\n\no Act again.\n\no Act once more.\n",
        "We will:\n\n- Act at once.\n\n- Act again.\n\n- Act once more.\n",
    ),
    "list that lost its bullets": (
        "We will:\n\n champion dignity;  strengthen alliances;  expand trade; and  transform the force.\n",
        "We will:\n\n- champion dignity;\n\n- strengthen alliances;\n\n- expand trade; and\n\n- transform the force.\n",
    ),
    "items of one word": (
        "We will help:\n\n* Japan\n* Korea\n* Peru\n",
        "We will help:\n\n- Japan\n\n- Korea\n\n- Peru\n",
    ),
    "items on one line, parted by semicolons": (
        "We will:\n\no act at once;\n\no act again; and o act once more.\n\no rest; and\n\no sleep.\n",
        "We will:\n\n- act at once;\n\n- act again; and\n\n- act once more.\n\n- rest; and\n\n- sleep.\n",
    ),
    "items on one line, parted by their bullets": (
        'We will:\n\n"* act at once "* act again "* rest\n',
        "We will:\n\n- act at once\n\n- act again\n\n- rest\n",
    ),
    "invisible characters": ("We\u200b act\u00ad ﬁrst\u00a0of all.\x0b", "We act first of all.\n"),
}


@pytest.mark.parametrize(("source", "wanted"), JOINED.values(), ids=JOINED)
def test_joins(source: str, wanted: str) -> None:
    assert canonical(source) == wanted


HEADINGS = {
    "capitals on a line": (f"A NEW ERA\n\n{PROSE}\n", "# A NEW ERA"),
    "capitals over two lines": (
        f"THE CONTEST OF IDEAS\nAND DEMOCRACY\n{PROSE}\n",
        "# THE CONTEST OF IDEAS AND DEMOCRACY",
    ),
    "capitals in front of the text": (f"PRINCIPAL THREATS {PROSE}\n", "# PRINCIPAL THREATS"),
    "title case": (f"{PROSE}\n\nThe Western Hemisphere\n\n{PROSE}\n", "# The Western Hemisphere"),
    "title in front of the text": (f"{PROSE}\n\nWestern Europe {PROSE}\n", "# Western Europe"),
    "title that the text takes up": (
        f"{PROSE}\n\nArms Control Arms control is part of our strategy.\n",
        "# Arms Control",
    ),
    "one word that no title but a name would be": (
        f"{PROSE}\n\nTerrorism The fight against it goes on in every land.\n\n{PROSE}\n",
        "# Terrorism",
    ),
    "one word that the text takes up": (
        f"{PROSE}\n\nChina A stable, open People's Republic of China is in our interest.\n\n{PROSE}\n",
        "# China",
    ),
    "title that comes again soon": (
        f"{PROSE}\n\nKorean Peninsula Tensions on the Korean Peninsula remain.\n\n{PROSE}\n",
        "# Korean Peninsula",
    ),
    "title of which the text takes up the first words": (
        f"{PROSE}\n\nSouth Asia and the Gulf South Asia is part of our strategy.\n\n{PROSE}\n",
        "# South Asia and the Gulf",
    ),
    "roman number": (f"III. Promoting Prosperity\n\n{PROSE}\n", "# III. Promoting Prosperity"),
    "letter-spaced": (f"{PROSE}\n\nT H R E A T S\n\n{PROSE}\n", "# THREATS"),
    "preface": (f"Preface {PROSE}\n", "# Preface"),
    "question": (f"{PROSE}\n\nWhat we have achieved\n\n{PROSE}\n", "# What we have achieved"),
}


@pytest.mark.parametrize(("source", "heading"), HEADINGS.values(), ids=HEADINGS)
def test_finds_headings(source: str, heading: str) -> None:
    text = canonical(source)
    assert heading in text.split("\n")
    assert PROSE in text or "Arms control is part" in text


NO_HEADINGS = {
    "sentence": f"We will act now.\n\n{PROSE}\n",
    "signature date": f"{PROSE}\n\nPresident Smith West Point, New York June 1, 2002\n\n{PROSE}\n",
    "acronym at the start": f"NATO Secretary General Smith said so. {PROSE}\n",
    "label with a colon": f"{PROSE}\n\nSpecifically:\n\n{PROSE}\n",
    "annex of one letter": f"{PROSE}\n\nAnnex A lists the means by which we will do so.\n\n{PROSE}\n",
    "schedule of one letter": f"{PROSE}\n\nSchedule A lists the means by which we will do so.\n\n{PROSE}\n",
    "name before a name": f"{PROSE}\n\nChina Daily reported that China will do so.\n\n{PROSE}\n",
    "title before a colon": f"{PROSE}\n\nPursue the Goal of a World Without War: While it is far off, it helps.\n",
    "title in quotation marks": f"We signed a paper on 'U.S.\nPolicy on Peace.' This paper is new. {PROSE}\n",
    "capitals in quotation marks": f"He signed a paper.\n\nPOLICY ON PEACE.' This paper is new. {PROSE}\n",
    "semicolon before a word of one letter": f"The rest;\n\nwe met; and o act again. {PROSE}\n",
    "name inside a sentence": f"We met the United Nations Security\nCouncil and said that {PROSE}\n",
}


@pytest.mark.parametrize("source", NO_HEADINGS.values(), ids=NO_HEADINGS)
def test_makes_no_heading_of(source: str) -> None:
    assert not any(line.startswith("#") for line in canonical(source).split("\n"))


def test_styles_make_levels() -> None:
    text = canonical(
        f"I. First Chapter\n\nA. Its Section\n\n1. Its Part\n\n{PROSE}\n\n"
        f"B. Next Section\n\n{PROSE}\n\nII. Second Chapter\n\n{PROSE}\n"
    )
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "# I. First Chapter", "## A. Its Section", "### 1. Its Part", "## B. Next Section", "# II. Second Chapter",
    ]  # fmt: skip


HOSTILE = {
    "a digit after digits": "We act." + "1" * 37 + "x",
    "leaders of two kinds": "One ... 1, two ... 2, three ... 3 " + ",." * 100_000,
    "a long rule": "_" * 200_000 + "x",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_runs_take_linear_time(source: str) -> None:
    assert canonical(f"{PROSE}\n\n{source}\n\n{PROSE}\n").startswith(PROSE)
