"""Word documents: what a reader sees, in his order; and nothing an archive claims is believed beyond the limits."""

from __future__ import annotations

import pytest

from tests.extract.docxs import STRICT, W, archive, docx, p, r, table
from tracker.errors import InputError
from tracker.extract import DOCX, extract, media_type_of
from tracker.extract.docx_package import open_package
from tracker.extract.figures import figure
from tracker.model.corpus import Extraction

PROSE = "The people of this country expect their government to keep them safe in every way that it can."


def read(*blocks: str, **parts: str) -> Extraction:
    return extract(docx(*blocks, **parts), name="plan.docx")  # type: ignore[arg-type]


def text_of(*blocks: str, **parts: str) -> str:
    return read(*blocks, **parts).text


def test_a_whole_document() -> None:
    got = read(
        p("Our Plan", "Titel"),
        p("Contents", "Verzeichnis1"),
        p("Ports", "berschrift1"),
        p(PROSE),
        p("Cranes", "berschrift2"),
        p("Cranes must turn. They must not stop.", "Zitat"),
        p("One", item=(1, 0)),
        p("Deeper", item=(1, 1)),
        p("A point", "Liste"),
        p("Below it", "Liste2"),
        table(("Goal", "Date"), ("Peace", "2026")),
        p("Quays", "Kapitel"),
        p("The end."),
    )
    assert got.text == (
        f"# Our Plan\n\n## Ports\n\n{PROSE}\n\n### Cranes\n\n> Cranes must turn.\n> They must not stop.\n\n"
        "- 1. One\n\n  - (a) Deeper\n\n- A point\n\n  - Below it\n\n| Goal | Date |\n\n| Peace | 2026 |\n\n"
        "## Quays\n\nThe end.\n"
    )
    assert (got.title, got.media_type, got.extractor, got.pages, got.warnings) == ("Our Plan", DOCX, "docx/3", None, ())


SEEN = {
    "runs": (r("We ") + r("must", "<w:b/>") + r(" act."), "We must act."),
    "tabs and breaks": ("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>", "One two three"),
    "hyphens": ("<w:r><w:t>long</w:t><w:noBreakHyphen/><w:t>te</w:t><w:softHyphen/><w:t>rm</w:t></w:r>", "long-term"),
    "tracked insertion": (r("We ") + f"<w:ins>{r('shall ')}</w:ins>" + r("act."), "We shall act."),
    "tracked deletion": (r("We ") + "<w:del><w:r><w:delText>may </w:delText></w:r></w:del>" + r("act."), "We act."),
    "moved away": (r("Here.") + f"<w:moveFrom>{r(' There.')}</w:moveFrom>", "Here."),
    "content control": (f"<w:sdt><w:sdtContent>{r('Kept.')}</w:sdtContent></w:sdt>", "Kept."),
    "hyperlink": (f"<w:hyperlink>{r('A link')}</w:hyperlink>" + r("."), "A link."),
    "field": ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("See page 3."), "See page 3."),
    "hidden": (r("Seen.") + r(" Unseen.", "<w:vanish/>"), "Seen."),
    "not hidden": (r("Seen.", '<w:vanish w:val="0"/>'), "Seen."),
    "drawn twice": (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing><a xmlns="urn:a"/>'
        f"<w:txbxContent>{p('In a box.')}</w:txbxContent></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{p('In a box.')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>" + r("Around it."),
        "Around it.\n\nIn a box.",
    ),
}


@pytest.mark.parametrize(("runs", "wanted"), SEEN.values(), ids=SEEN)
def test_what_a_reader_sees_of_a_paragraph(runs: str, wanted: str) -> None:
    assert text_of(p(runs=runs)) == f"{wanted}\n"


def test_tracked_changes_are_told() -> None:
    assert read(p(runs=f"<w:ins>{r('New.')}</w:ins>")).warnings == (
        "tracked changes: insertions are taken, deletions are left out",
    )


def test_lists_are_counted_as_a_reader_sees_them() -> None:
    got = text_of(
        p("One", item=(1, 0)),
        p("a", item=(1, 1)),
        p("b", item=(1, 1)),
        p("deep", item=(1, 2)),
        p("Two", item=(1, 0)),
        p("a again", item=(1, 1)),
        p("Seven", item=(3, 0)),
        p("Unnumbered", item=(0, 0)),
    )
    assert got.split("\n\n") == [
        *("- 1. One", "  - (a) a", "  - (b) b", "    - 1.b.I deep", "- 2. Two", "  - (a) a again", "- 7. Seven"),
        "Unnumbered\n",
    ]


def test_numbers_of_headings_stand_before_them() -> None:
    assert text_of(p("Ports", "berschrift1", item=(1, 0))).startswith("# 1. Ports")


def test_notes_stand_at_the_end_where_the_text_refers_to_them() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    got = text_of(
        p(runs=r("First") + mark.format(5) + r(".")),
        p(runs=r("Second") + mark.format(2) + r(".") + '<w:r><w:endnoteReference w:id="1"/></w:r>'),
        p(runs=r("Lost") + mark.format(99) + r(".")),
        footnotes=f'<w:footnote w:id="2">{p("Note two.")}</w:footnote>'
        f'<w:footnote w:id="5">{p("Note five.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{p("At the end.")}</w:endnote>',
    )
    assert got == (
        "First[^1].\n\nSecond[^2].[^i]\n\nLost[^3].\n\n[^1]: Note five.\n\n[^2]: Note two.\n\n[^i]: At the end.\n"
    )


def test_tables_of_one_column_are_text_and_inner_tables_stay_in_their_cell() -> None:
    assert text_of(table((p("One.") + p("Two."),))) == "One.\n\nTwo.\n"
    assert text_of(table(("Left", table(("a", "b"), ("c", "d"))))) == "| Left | a b c d |\n"
    cells = f"<w:tc>{p('x')}</w:tc>" * 2
    row = f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cells}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    assert text_of(row) == "| x | x |\n"


def test_a_contents_list_that_is_made_is_left_out() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    made = f"<w:sdt>{gallery}<w:sdtContent>{p('Contents')}{p('Ports 3')}</w:sdtContent></w:sdt>"
    other = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Kept.')}</w:sdtContent></w:sdt>"
    assert text_of(made, other, p("Ports", "berschrift1")) == "Kept.\n\n# Ports\n"


def test_bold_lines_are_headings_only_where_no_heading_is_marked() -> None:
    bold = p(runs=r("Ports and Cranes", "<w:b/>"))
    assert text_of(bold, p(PROSE)) == f"# Ports and Cranes\n\n{PROSE}\n"
    assert text_of(bold, p(PROSE), p("Ports and Cranes")) == f"# Ports and Cranes\n\n{PROSE}\n\nPorts and Cranes\n"
    sentence = p(runs=r("This is bold, and a sentence.", "<w:b/>"))
    assert text_of(sentence, p(PROSE)).startswith("This is bold")
    assert "\nPorts and Cranes\n" in text_of(p("One", "berschrift1"), bold, p(PROSE))


def test_the_title_is_the_one_in_the_text_else_a_stated_one_worth_the_name() -> None:
    core = '<c xmlns:dc="urn:dc"><dc:title>{}</dc:title></c>'
    stated = core.format("A Plan for All Ports")
    assert read(p("Our Plan", "Titel"), p(PROSE), core=stated).title == "Our Plan"
    assert read(p(PROSE), core=stated).title == "A Plan for All Ports"
    assert read(p("Ports", "berschrift1"), p(PROSE), core=core.format("Template")).title == "Ports"


def test_the_language_is_the_texts_not_the_writers() -> None:
    german = "Die Häfen des Landes stehen allen offen, und niemand soll vor ihnen warten müssen. " * 3
    style = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    assert read(p(PROSE * 2), styles=style.format("de-DE")).language == "en"
    assert read(p(german), styles=style.format("de-DE")).language == "de-DE"
    assert read(p(german), styles=style.format("en-US")).language == "de"


def test_strict_documents_and_bare_ones_are_read() -> None:
    assert extract(docx(p("Ports", "berschrift1"), namespace=STRICT), name="x.docx").text == "# Ports\n"
    assert text_of(p("Alone."), styles="", numbering="") == "Alone.\n"
    lone = f'<!-- before --><w:p xmlns:w="{W}"><w:r><w:t>Hi</w:t></w:r></w:p>'
    assert extract(docx(others={"word/document.xml": lone}), name="x.docx").text == "Hi\n"
    main = f'<w:document xmlns:w="{W}"><w:p><w:r><w:t>Hi</w:t></w:r></w:p></w:document>'
    bare = {"[Content_Types].xml": "<T/>", "word/document.xml": main}
    assert extract(archive(bare), name="x.docx").text == "Hi\n"


def test_styles_that_go_in_circles_end() -> None:
    circle = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    assert text_of(p("Text.", "A"), styles=circle) == "Text.\n"


def test_it_is_known_by_its_content() -> None:
    assert media_type_of(docx(p("x")), "whatever.bin") == DOCX
    with pytest.raises(InputError, match="office document of another kind"):
        media_type_of(archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "x.docx")
    with pytest.raises(InputError, match="is not a Word document, although its name says so"):
        media_type_of(b"Plain text.", "x.docx")


OPEN = f'<w:document xmlns:w="{W}"><w:body>'.encode()
BOMBS = {
    "unpacks to more than 64 MB": OPEN + (b"<!--" + b" " * 999_993 + b"-->") * 65,
    "has more than 2 million tags": OPEN + b"<a/>" * 2_100_000,
    "has more than 100,000 paragraphs": OPEN + b"<w:p/>" * 110_000,
}
ENTITIES = (
    f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "boom"><!ENTITY b "{"&a;" * 50}"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Before &b;&x; after.</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.mark.slow
@pytest.mark.parametrize("complaint", BOMBS)
def test_what_unpacks_to_too_much_is_refused(complaint: str) -> None:
    package = docx(p("x"), others={"word/document.xml": BOMBS[complaint]})
    assert len(package) < 300_000
    with pytest.raises(InputError, match=rf"^x\.docx.* {complaint}; split the document"):
        list(open_package(package, name="x.docx").blocks())


def test_what_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(InputError, match=r"word/styles\.xml has more than 2 million tags"):
        extract(docx(p("x"), others={"word/styles.xml": OPEN + b"<a/>" * 2_100_000}), name="x.docx")


def test_entities_are_not_expanded() -> None:
    assert "boom" not in extract(docx(others={"word/document.xml": ENTITIES}), name="x.docx").text


NOT_READ = {
    "cut off": docx(p("x" * 2_000))[:900],
    "no XML": docx(p("x"), others={"word/document.xml": "no markup"}),
    "deeply nested": docx("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000),
    "spoiled": docx(p("x")).replace(b"word/styles.xml", b"word/stiles.xml", 1),
}


@pytest.mark.parametrize("data", NOT_READ.values(), ids=NOT_READ)
def test_damage_is_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^x\.docx (cannot be read as a Word document|is a ZIP archive)") as caught:
        extract(data, name="x.docx")
    assert "\n" not in str(caught.value)


def test_any_flipped_byte_gives_text_or_one_line() -> None:
    whole = docx(p("Our Plan", "Titel"), p(PROSE, item=(1, 0)), table(("a", "b")))
    read_anyway, complaints = 0, []
    for place in range(0, len(whole), 23):
        data = bytearray(whole)
        data[place] ^= 0x5A
        try:
            read_anyway += bool(extract(bytes(data), name="x.docx").text)
        except InputError as error:
            complaints.append(str(error))
    assert read_anyway > 0
    assert len(complaints) > 20
    assert not [complaint for complaint in complaints if "\n" in complaint]


@pytest.mark.parametrize(
    ("kind", "label", "wanted"),
    [
        pytest.param("chineseCountingThousand", "第%1章", ["第一章", "第二章"], id="chapters"),
        pytest.param("japaneseCounting", "%1、", ["一、", "二、"], id="characters"),
        pytest.param("decimalEnclosedCircle", "%1", ["①", "②"], id="circles"),
        pytest.param("decimalFullWidth", "%1．", ["１．", "２．"], id="full-width"),
        pytest.param("ganada", "%1.", ["가.", "나."], id="Hangul"),
        pytest.param("russianLower", "%1)", ["а)", "б)"], id="Cyrillic"),
        pytest.param("hebrew2", "%1.", ["א.", "ב."], id="Hebrew"),
    ],
)
def test_lists_are_numbered_in_other_scripts(kind: str, label: str, wanted: list[str]) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{label}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    blocks = (p("x", item=(1, 0)), p("x", item=(1, 0)))
    lines = extract(docx(*blocks, numbering=numbering), name="plan.docx").text.split("\n")
    assert [line.removeprefix("- ").removesuffix(" x") for line in lines if line] == wanted


def test_the_tenth_and_later_figures() -> None:
    assert [figure(n, "chineseCounting") for n in (10, 11, 20, 35, 100)] == ["十", "十一", "二十", "三十五", "100"]
    assert [figure(n, "ideographDigital") for n in (9, 10)] == ["九", "一〇"]
    assert [figure(n, "ganada") for n in (14, 15)] == ["하", "가가"]
