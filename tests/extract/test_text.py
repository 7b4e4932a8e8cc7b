"""Plain text as other tools left it: what is joined, what is parted, what is left out."""

from __future__ import annotations

import pytest

from tests.extract.texts import PROSE, canonical
from tracker.extract import extract

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
    "numbered items without a stop": (
        "We will:\n\n1. defend the\npeace\n2. trade\n3. talk\n\n۱. صلح\n۲. تجارت\n",
        "We will:\n\n- 1. defend the peace\n\n- 2. trade\n\n- 3. talk\n\n- ۱. صلح\n\n- ۲. تجارت\n",
    ),
    "date over the text": (
        "It is signed in the city\n\n5 May 2003\nWe will act.\n",
        "It is signed in the city\n\n5 May 2003 We will act.\n",
    ),
    "decimal at the start of a line of an item": (
        "We will:\n\n1. raise what we spend from what it is to\n2.5 percent\n\n2. trade\n",
        "We will:\n\n- 1. raise what we spend from what it is to 2.5 percent\n\n- 2. trade\n",
    ),
    "joiners": ("این\u200c می\u200c\u200cشود\u200c و\u200dma\u200crk.\n", "این می\u200cشود وmark.\n"),
    "items over blank lines": (
        "We will:\n\nact at once;\n\nact again; and\n\nRest.\n\nThat is all.\n",
        "We will:\n\nact at once;\n\nact again; and\n\nRest.\n\nThat is all.\n",
    ),
    "line broken behind an abbreviation": (
        "We met the help of the U.S.\n\n\n\neconomy. It goes on in the U.S.\n\nWe will act.\n",
        "We met the help of the U.S. economy.\nIt goes on in the U.S.\n\nWe will act.\n",
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


FOREIGN_OUTLINES = {
    "Chinese": (
        "第一章 总则|我们坚持和平发展道路，奉行防御性国防政策。|一、形势|形势稳定。|"
        "（一）加强执法能力；\n（二）发展经济。|二、任务|任务如下。|第二章 附则|本战略自发布之日起施行。\n",
        [
            "# 第一章 总则",
            "## 一、形势",
            "- （一）加强执法能力；",
            "- （二）发展经济。",
            "## 二、任务",
            "# 第二章 附则",
        ],
    ),
    "Chinese without blank lines": (
        "第一章　总则\n　　我们坚持和平发展道路。\n　　海洋是战略要地。\n第二章　附则\n　　本战略由国务院负责解释。\n",
        ["# 第一章 总则", "# 第二章 附则"],
    ),
    "Chinese with titles that nothing but indents part from the text": (
        "一、形势\n　　形势稳定。\n（一）亚太格局\n　　各国团结。①\n　　1．美国强化同盟。\n　　2．韩国部署系统。\n"
        "结束语\n　　中国军队维护和平。\n",
        ["# 一、形势", "## （一）亚太格局", "- 1．美国强化同盟。", "- 2．韩国部署系统。", "# 结束语"],
    ),
    "Japanese": (
        "第１章　趣旨|我が国は厳しい環境に直面している。|１　北朝鮮|脅威である。|２　中国|"
        "対話を促進する。|・能力を保有する。\n・費用は２％とする。\n",
        ["# 第１章 趣旨", "## １ 北朝鮮", "## ２ 中国", "- 能力を保有する。", "- 費用は２％とする。"],
    ),
    "Korean": (
        "제1장 안보 환경|환경이 바뀌었다.|제1절 한반도|동맹은 핵심이다.|① 동맹을 강화한다\n② 대화를 재개한다|"
        "가. 체계를 정비한다.\n",
        [
            "# 제1장 안보 환경",
            "## 제1절 한반도",
            "- ① 동맹을 강화한다",
            "- ② 대화를 재개한다",
            "- 가. 체계를 정비한다.",
        ],
    ),
    "Russian": (
        "Глава 1. Россия в мире|Мы открыты.|Статья 5. Соседи|Задачи:|а) мир;\nб) труд.|Глава 2. Итоги|Всё.\n",
        ["# Глава 1. Россия в мире", "## Статья 5. Соседи", "- а) мир;", "- б) труд.", "# Глава 2. Итоги"],
    ),
    "Persian": (
        "فصل اول: کلیات|ما خواهان صلح هستیم.|فصل دوم: سیاست خارجی|روابط گسترش یافت.\n",
        ["# فصل اول: کلیات", "# فصل دوم: سیاست خارجی"],
    ),
    "Hebrew": (
        "פרק א: עקרונות|אנו רוצים שלום.|א. הרתעה.\nב. כלכלה.\n",
        ["# פרק א: עקרונות", "- א. הרתעה.", "- ב. כלכלה."],
    ),
    "French": (
        f"Chapitre premier : Un environnement dégradé|{PROSE}|Chapitre II : Les objectifs de la France|{PROSE}\n",
        ["# Chapitre premier : Un environnement dégradé", "# Chapitre II : Les objectifs de la France"],
    ),
}


@pytest.mark.parametrize(("source", "wanted"), FOREIGN_OUTLINES.values(), ids=FOREIGN_OUTLINES)
def test_finds_headings_and_items_of_other_languages(source: str, wanted: list[str]) -> None:
    lines = canonical(source.replace("|", "\n\n")).split("\n")
    assert [line for line in lines if line.startswith(("#", "- "))] == wanted


def test_paragraphs_that_only_an_indent_parts() -> None:
    text = "　　我们坚持和平发展\n道路。\n　　海洋是战略要地。\n　　本战略由国务院负责\n解释。\n"
    assert canonical(text) == "我们坚持和平发展道路。\n\n海洋是战略要地。\n\n本战略由国务院负责解释。\n"


@pytest.mark.parametrize(
    ("contents", "chapters"),
    [
        pytest.param("Содержание", ["Глава 1. Общие положения", "Глава 2. Цели", "Глава 3. Итоги"], id="Russian"),
        pytest.param("目　次", ["第１章　趣旨", "第２章　環境", "第３章　結語"], id="Japanese"),
        pytest.param("Inhalt", ["Kapitel 1: Lage", "Kapitel 2: Ziele", "Kapitel 3: Mittel"], id="German"),
    ],
)
def test_contents_lists_of_other_languages_go(contents: str, chapters: list[str]) -> None:
    listed = "\n".join(f"{chapter} {page}" for page, chapter in enumerate(chapters, start=3))
    text = canonical(f"{contents}\n{listed}\n\n" + "\n\n".join(f"{chapter}\n\n{PROSE}" for chapter in chapters))
    assert text.split("\n")[::4] == [f"# {' '.join(chapter.split())}" for chapter in chapters]


@pytest.mark.parametrize("date", ["8. März 2022", "2022年8月10日", "10 août 2022", "2 июля 2021 г.", "10 أغسطس 2022"])
def test_a_date_in_another_language_is_a_paragraph(date: str) -> None:
    assert canonical(f"{PROSE}\n\n{date}\n\n{PROSE}\n").split("\n")[2] == date


def test_the_title_of_a_text_without_capitals() -> None:
    assert (
        extract("新时代的海洋战略\n\n2022年8月10日\n\n我们坚持和平。\n".encode(), name="a.txt").title
        == "新时代的海洋战略"
    )
    text = "Стратегия национальной безопасности\n\n2 июля 2021 г.\n\nМы открыты.\n"
    assert extract(text.encode(), name="a.txt").title == "Стратегия национальной безопасности"


NO_HEADINGS = {
    "numbered paragraphs of wide characters": (
        "第一条 为了维护国家主权、安全和发展利益，根据宪法，制定本战\n略。本战略适用于全国。\n\n"
        "一、加强海上执法能力建设，完善海上搜救体系，健全海洋法律法\n规体系，维护海洋权益。\n"
    ),
    "words without capitals before a name": (
        "한국은 미국 및 유엔과 함께 Indo-Pacific 전략을 지지하며 ASEAN 국가와 협력한다. 다음이다.\n"
    ),
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
