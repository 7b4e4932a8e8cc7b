"""Writes what a corpus holds for a terminal: lists of versions, a text with its loci, its outline, one theme in it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.harmless import cell_width, clean_line
from tracker.model.corpus import Series, Version
from tracker.model.document import Document, Passage, Section
from tracker.model.theme import Tag, TaggedDocument
from tracker.model.words import count_words
from tracker.report.paint import Painter, Span, Style, cut_to, padded, spans, unbroken, wrapped
from tracker.report.phrases import count, place, plain_date

MEASURE = 100
"""Columns that running text fills at most."""

_GAP = "  "
_MIN_TITLE = 20


def versions_text(listing: Sequence[tuple[Series, Sequence[Version]]], *, width: int, colour: bool) -> str:
    """Every series with its versions, in the order given, in aligned columns."""
    painter = Painter(colour)
    blocks = [_series_lines(series, versions, width, painter) for series, versions in listing]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n" if blocks else ""


def document_text(document: Document, *, width: int, colour: bool) -> str:
    """The whole text with its headings, every passage behind its locus."""
    painter = Painter(colour)
    lines = _title(document, width, painter)
    section = -1
    for passage in document.passages:
        while section < passage.section:
            section += 1
            lines += ["", *_heading(document.sections[section], width, painter)]
        lines += ["", *_passage(passage, spans(passage.text), width, painter)]
    return _text(lines)


def outline_text(document: Document, *, width: int, colour: bool) -> str:
    """The headings, indented by level, with the passages and words directly under each."""
    painter = Painter(colour)
    passages: list[list[Passage]] = [[] for _ in document.sections]
    for passage in document.passages:
        passages[passage.section].append(passage)
    numbers = [f"§{section.number}" for section in document.sections]
    column = max(map(len, numbers), default=0)
    lines = [*_title(document, width, painter), ""]
    for section, number, own in zip(document.sections, numbers, passages, strict=True):
        words = sum(count_words(passage.text) for passage in own)
        size = f"{count(len(own), 'passage')}, {count(words, 'word')}"
        page = f", p. {section.page}" if section.page is not None else ""
        lead = padded(number, column) + _GAP + _GAP * max(0, section.level - 1)
        title = clean_line(section.title) or "(before the first heading)"
        room = max(_MIN_TITLE, min(width, MEASURE) - cell_width(lead) - len(size + page) - 2)
        lines.append(painter.line(spans(lead, cut_to(title, room), Span(f"{_GAP}{size}{page}", "dim"))))
    return _text(lines)


def theme_text(tagged: TaggedDocument, theme: str, *, width: int, colour: bool) -> str:
    """The passages that are about a theme (`china`, or `china/taiwan`), grounds underlined; mentions are counted."""
    painter = Painter(colour)
    document = tagged.document
    theme_id, _, subtheme = theme.partition("/")
    lines = _title(document, width, painter)
    about = mentions = 0
    section = -1
    for index, passage in enumerate(document.passages):
        tag = tagged.tag(index, theme_id)
        if tag is None or (subtheme and subtheme not in tag.subthemes):
            continue
        if tag.strength == "mention":
            mentions += 1
            continue
        about += 1
        if passage.section != section:
            section = passage.section
            lines += ["", *_heading(document.sections[section], width, painter)]
        lines += ["", *_passage(passage, _with_grounds(passage, tag), width, painter, _note(tag))]
    total = f"{count(about, 'passage')} about {theme}"
    lines += ["", f"{total}, {count(mentions, 'more mention', 'more mention')} it." if mentions else f"{total}."]
    return _text(lines)


def _series_lines(series: Series, versions: Sequence[Version], width: int, painter: Painter) -> list[str]:
    head = spans(Span(series.id, "title"), _GAP, clean_line(series.title))
    if not versions:
        return [painter.line(head), f"{_GAP}no version yet"]
    names = [clean_line(version.name) for version in versions]
    name_column = max(map(cell_width, names))
    notes = [_version_note(version) for version in versions]
    note_column = max(map(len, notes))
    room = max(_MIN_TITLE, width - name_column - 10 - note_column - 4 * len(_GAP))
    title_column = min(room, max(cell_width(clean_line(version.title)) for version in versions))
    lines = [painter.line(head)]
    for version, name, note in zip(versions, names, notes, strict=True):
        title = padded(cut_to(clean_line(version.title), title_column), title_column)
        cells = [padded(name, name_column), padded(version.published, 10), title, note]
        lines.append((_GAP + _GAP.join(cells)).rstrip())
    return lines


def _version_note(version: Version) -> str:
    notes = []
    if version.pages:
        notes.append(f"{version.pages} p.")
    if version.digest:
        notes.append("digest")
    if version.corrections:
        notes.append("corrected")
    return ", ".join(notes)


def _title(document: Document, width: int, painter: Painter) -> list[str]:
    pages = f", {count(document.pages, 'page')}" if document.pages else ""
    about = f"{plain_date(document.published)}, {count(document.words, 'word')}{pages}"
    title = wrapped(spans(Span(clean_line(document.title), "title")), min(width, MEASURE))
    notices = [
        line for notice in document.notices for line in wrapped(spans(f"! {clean_line(notice)}"), min(width, MEASURE))
    ]
    return [
        *map(painter.line, title),
        painter.line(spans(Span(f"{document.id}, {about}", "dim"))),
        *map(painter.line, notices),
    ]


def _heading(section: Section, width: int, painter: Painter) -> list[str]:
    pieces = spans(Span(f"§{section.number}{_GAP}", "dim"), Span(clean_line(section.title), "title"))
    return [painter.line(line) for line in wrapped(pieces, min(width, MEASURE))]


def _passage(passage: Passage, text: tuple[Span, ...], width: int, painter: Painter, note: str = "") -> list[str]:
    where = unbroken(place(passage.locus, passage.page))
    head = painter.line(spans(Span(f"{where}{_GAP}{note}".rstrip(), "dim")))
    body = wrapped(painter.prepared(text), min(width, MEASURE) - 2)
    return [head, *(_GAP + painter.line(line) for line in body)]


def _note(tag: Tag) -> str:
    subthemes = f"▸ {', '.join(tag.subthemes)}" if tag.subthemes else ""
    inferred = f"(inferred: {tag.ground})" if tag.how == "inferred" and tag.ground else ""
    return " ".join(part for part in (subthemes, inferred) if part)


def _with_grounds(passage: Passage, tag: Tag) -> tuple[Span, ...]:
    pieces: list[Span] = []
    end = 0
    ground: Style = "ground"
    for start, stop in sorted({(evidence.span.start, evidence.span.end) for evidence in tag.evidence}):
        if start < end:
            continue
        pieces += [Span(passage.text[end:start]), Span(passage.text[start:stop], ground)]
        end = stop
    return spans(*pieces, Span(passage.text[end:]))


def _text(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"
