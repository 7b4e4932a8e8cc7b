"""Plain text as other tools left it: what is joined, what is parted, what is left out."""

from __future__ import annotations

import re

import pytest

from tracker.errors import InputError
from tracker.extract import extract
from tracker.extract.decode import decoded


def canonical(text: str) -> str:
    return extract(text.encode(), name="strategy.txt").text


PROSE = "The people of this country expect their government to keep them safe, and we will do so in every way we can."

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


def book(pages: int, *, head: str = "", number_at_end: bool = True) -> str:
    filler = " ".join([PROSE] * 12)
    parts = []
    for page in range(1, pages + 1):
        text = f"{head}\n\n{filler} On page {page} we say that the work goes on and\n\nso it does."
        parts.append(f"{text}\n\n{page}\n" if number_at_end else f"{page}\n\n{text}\n")
    return "\n\n\n\n".join(parts)


def test_printed_page_numbers_become_page_marks() -> None:
    extraction = extract(book(6).encode(), name="strategy.txt")
    assert extraction.pages == 6
    assert [f"<!-- page {page} -->" in extraction.text for page in range(1, 7)] == [False, *[True] * 5]
    assert "\n6\n" not in extraction.text


def test_a_page_number_in_front_of_a_heading_parts_the_pages_there() -> None:
    filler = " ".join([PROSE] * 12)
    heads = ("STRATEGY FOR THE ARCTIC\nAND THE OCEANS", "POLICIES IN OUTER\nSPACE", "AGENDA FOR THE FAR\nISLANDS")
    text = canonical(book(4) + filler + "".join(f"\n\n{n} {head}\n{filler}" for n, head in enumerate(heads, start=5)))
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        f"# {head.replace(chr(10), ' ')}" for head in heads
    ]


IN_TEXT = {
    "inside a line": ("the work of 5 going on", "the work of going on"),
    "at the end of a line": ("the work of 5\ngoing on", "the work of going on"),
    "at the start of a line": ("the work of\n5 going on", "the work of going on"),
    "a figure": ("the work of 5 nations", "the work of 5 nations"),
    "a figure of many": ("the work of 5 great nations", "the work of 5 great nations"),
    "one of two": ("the work of 5 going on and 5 coming back", "the work of 5 going on and 5 coming back"),
    "the number of another page": ("the work of 4 going on", "the work of 4 going on"),
}


@pytest.mark.parametrize(("source", "wanted"), IN_TEXT.values(), ids=IN_TEXT)
def test_a_page_number_that_is_missing_is_found_in_the_text(source: str, wanted: str) -> None:
    text = canonical(book(8).replace("On page 5", "Here").replace("\n\n5\n", f" It is {source} that we say.\n"))
    assert f"It is {wanted} that we say." in text


def test_running_feet_behind_the_text_go_with_their_numbers() -> None:
    foot = "National Security Strategy"
    text = canonical(
        book(6, head=foot).replace("the work goes on and\n\nso", f"the work goes on and 18 {foot}\n\n\n\nso")
    )
    assert foot not in text
    assert "the work goes on and so it does." in text


def test_running_heads_go() -> None:
    text = canonical(book(6, head="National Security Strategy"))
    assert "National Security Strategy" not in text
    assert "the work goes on and so it does." in text


NO_HEADS = {
    "a list of words with numbers": "".join(f"word{number}\n" for number in range(20)),
    "a list that goes on over pages": "".join(f"word{number}\n\n\n\n" for number in range(20)),
    "two lines in turn": "".join(f"ships\n\n\n\n{number}\n\n\n\nplanes\n\n\n\n" for number in range(20)),
}


@pytest.mark.parametrize("source", NO_HEADS.values(), ids=NO_HEADS)
def test_lines_that_are_the_text_are_no_running_heads(source: str) -> None:
    words = re.findall("[a-z]+[0-9]*", source)
    assert [word for word in words if word not in canonical(source)] == []


def test_numbered_paragraphs_are_no_pages() -> None:
    text = "\n\n".join(f"{number}. {PROSE}" for number in range(1, 12))
    extraction = extract(text.encode(), name="strategy.txt")
    assert extraction.pages is None
    assert "- 7. The people" in extraction.text


def test_contents_list_is_left_out_and_used() -> None:
    contents = (
        "Contents\nPreface ... 1\nEnhancing Our Security ... 2\nSmall arms and the law ... 5\nConclusions ... 9\n"
    )
    text = canonical(
        f"{contents}\n\n\n\nEnhancing Our Security Threats are many. {PROSE}\n\nSmall arms and the law\n{PROSE}\n"
    )
    assert "..." not in text
    assert "# Enhancing Our Security\n\nThreats are many." in text
    assert "# Small arms and the law\n\nThe people" in text


def test_page_numbers_may_be_glued_to_the_entries_of_a_long_line() -> None:
    entries = (
        "Fighting the Plague of Small Arms3 Trade with All of Our Partners4 Friends in the Whole of the Wide World4"
    )
    contents = (
        f"Preface ... 1\nThe Way Through\nTime ... 2 {entries} A Long Work Done by\nThe Assembly ... 5\nThe End ... 9"
    )
    chapter = f"Fighting the Plague of Small Arms Rifles are many. {PROSE}"
    text = canonical(f"Contents\n{contents}\n\n\n\nPreface {PROSE}\n\n{chapter}\n")
    assert text.startswith("# Preface\n\nThe people")
    assert "# Fighting the Plague of Small Arms\n\nRifles" in text


LONG_ENTRIES = {
    "over three lines": ("Combating the Spread and Use of\nWeapons of Every Kind and\nMissiles", "... 3"),
    "in capitals, with a colon": ("I. THE FOUNDATIONS OF\nTHE STRATEGY:\nGOALS AND INTERESTS", "...1"),
}


@pytest.mark.parametrize(("title", "page"), LONG_ENTRIES.values(), ids=LONG_ENTRIES)
def test_a_contents_entry_over_several_lines_is_one_title(title: str, page: str) -> None:
    text = canonical(f"Contents PREFACE...v {title}{page}\nConclusions ... 9\n\n\n\n{title.title()} {PROSE}\n")
    assert f"# {title.title().replace(chr(10), ' ')}\n\nThe people" in text


def test_a_page_in_large_roman_numerals_is_no_part_of_the_next_title() -> None:
    contents = (
        "Contents\nPreface . . . V I.The Foundations of National\nStrategy: Interests and Goals . ..1\nTrade ... 9\n"
    )
    text = canonical(
        f"{contents}\n\n\n\nI. The Foundations of National\nStrategy: Interests and Goals NEW ERA {PROSE}\n"
    )
    assert "# I. The Foundations of National Strategy: Interests and Goals\n\n" in text


def test_a_numeral_that_a_scan_misread_is_one_all_the_same() -> None:
    titles = ("I. First Things", "II. Second Things", "III. Third Things")
    contents = "\n".join(f"{title} ... {page}" for page, title in enumerate(titles, start=1))
    chapters = "\n\n".join(f"{title} {PROSE}\n\nA Part of It\n\n{PROSE}" for title in titles)
    text = canonical(f"Contents\n{contents}\n\n\n\n{chapters.replace('III.', '111.')}\n")
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "# I. First Things", "## A Part of It", "# II. Second Things", "## A Part of It", "# 111. Third Things",
        "## A Part of It",
    ]  # fmt: skip


LISTED = {
    "a word that the text takes up": "Oceania Oceania is a part of the world. ",
    "a word with a stop": "Oceania. Many islands are in it. ",
    "a title with an article and a stop": "The Near East and the Far West . As we said, they are apart. ",
    "a title behind a page number without leaders": "Cities of the Plain Few people live in them. ",
    "a title with a letter misread": "fast of the Sun and West of the Moon\nPilots fly between them. ",
}


@pytest.mark.parametrize("begins", LISTED.values(), ids=LISTED)
def test_a_listed_title_is_a_heading_however_it_is_set(begins: str) -> None:
    contents = (
        "Contents\nPreface ... 1\nOceania ... 2\nNear East and the Far West ... 3\n"
        "Deserts 4 Cities of the Plain ... 5\nEast of the Sun and West of the Moon ... 6\n"
    )
    text = canonical(f"{contents}\n\n\n\nPreface {PROSE}\n\n{begins}{PROSE}\n")
    assert sum(line.startswith("#") for line in text.split("\n")) == 2


def test_a_list_of_titles_behind_a_heading_goes() -> None:
    places = ("Rivers", "Lakes", "Oceans", "Deserts", "Forests", "Mountains", "Islands")
    titles = [f"{place} of the Whole World" for place in places]
    titles += ["Our First Conclusions", "Our Last Conclusions"]
    chapters = "\n\n".join(f"{title}\n\n{PROSE}" for title in titles)
    text = canonical("\n\n".join((chapters, "Cover", *titles[:2], " ".join(titles[2:]))))
    assert text.endswith(f"# {titles[-1]}\n\n{PROSE}\n")


def test_bare_list_of_headings_at_the_end_goes() -> None:
    text = canonical(
        f"First Chapter\n\n{PROSE}\n\nSecond Chapter\n\n{PROSE}\n\nCover\n\nFirst Chapter\n\nSecond Chapter\n\n"
    )
    assert text.endswith(PROSE + "\n")


def test_a_title_is_read_off_the_first_page() -> None:
    extraction = extract(f"A NATIONAL\nSTRATEGY FOR\nA NEW CENTURY\nMay 1999\n\n\n\n{PROSE}\n".encode(), name="x.txt")
    assert extraction.title == "A NATIONAL STRATEGY FOR A NEW CENTURY"


ENCODINGS = {"utf-8": "utf-8", "with a byte-order mark": "utf-8-sig", "utf-16": "utf-16", "windows": "cp1252"}


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(encoding: str) -> None:
    extraction = extract("“We won’t fail” – that’s our word.".encode(encoding), name="x.txt")
    assert extraction.text == "“We won’t fail” – that’s our word.\n"
    assert bool(extraction.warnings) == (encoding == "cp1252")


QUOTED = "“We won’t fail.”"
DECLARED = {
    "latin-1": ("iso-8859-1", QUOTED.encode("cp1252"), (QUOTED, False)),
    "ascii": ("us-ascii", QUOTED.encode("cp1252"), (QUOTED, False)),
    "a codec that decodes nothing": ("undefined", QUOTED.encode("cp1252"), (QUOTED, True)),
    "a codec of another kind": ("rot13", QUOTED.encode("cp1252"), (QUOTED, True)),
    "no name": ("\0", QUOTED.encode("cp1252"), (QUOTED, True)),
    **{
        name: (name, b"In \\u0041 \x96 text-k3b.", ("In \\u0041 – text-k3b.", True))
        for name in ("unicode_escape", "raw_unicode_escape", "idna", "punycode", "Unicode-Escape")
    },
    "latin-1 with a byte that Windows lacks": ("latin1", b"\x81\xc0 la fin.", ("\x81À la fin.", False)),
}


@pytest.mark.parametrize(("declared", "data", "read"), DECLARED.values(), ids=DECLARED)
def test_declared_encodings_are_read_as_they_are_meant(declared: str, data: bytes, read: tuple[str, bool]) -> None:
    assert decoded(data, name="x.html", declared=declared) == read


RUSSIAN = "Стратегия национальной безопасности является основой для развития страны и её обороны. "


def test_an_encoding_of_other_letters_is_guessed_by_its_letters() -> None:
    assert decoded((RUSSIAN * 5).encode("cp1251"), name="x.txt") == (RUSSIAN * 5, True)


HOSTILE = {
    "a digit after digits": "We act." + "1" * 37 + "x",
    "leaders of two kinds": "One ... 1, two ... 2, three ... 3 " + ",." * 100_000,
    "a long rule": "_" * 200_000 + "x",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_runs_take_linear_time(source: str) -> None:
    assert canonical(f"{PROSE}\n\n{source}\n\n{PROSE}\n").startswith(PROSE)


REFUSED = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n\t\n", "empty"),
    "office document": (b"PK\x03\x04rest", "office document"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "image": (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "image"),
    "no words": (b"--- *** ---\n", "no text"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_refuses_what_is_no_text(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        extract(data, name="x.txt")


def test_a_text_that_speaks_of_pdf_is_no_pdf() -> None:
    note = "A file that begins with %PDF-1.7 is a PDF.\n"
    assert extract(note.encode(), name="note.md").text == note


def test_turkish_is_told_from_what_its_letters_are_in_western_europe() -> None:
    text = "Ülkemiz limanların güvenliğini sağlayacak, bölgesinde barışı ve istikrarı savunacaktır.\n"
    assert decoded(text.encode("cp1254"), name="x") == (text, True)
    icelandic = "Það er ýmislegt sem við þurfum að ræða, og það verður gert á næsta þingi.\n"
    assert decoded(icelandic.encode("cp1252"), name="x") == (icelandic, True)
