"""A corpus and its comparisons as tables, for databases and spreadsheets: what columns there are, and the rows.

Every row carries where it stands. Names of columns are those of the JSON where there is one of the kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tracker.model.comparison import Change, Comparison, LedgerRow, Quote, Shift
from tracker.model.corpus import Series, Version
from tracker.model.review import Judgement
from tracker.model.theme import Codebook, TaggedDocument
from tracker.model.words import count_words

Value = str | int | float | None
Row = tuple[str, tuple[Value, ...]]
"""Name of the table, and its values."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Literal["text", "integer", "real"] = "text"
    refers: str = ""
    """Table whose rows it names."""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _table(name: str, columns: str, key: str = "id") -> Table:
    """From a line such as `id, words:integer, series>series`."""
    made = []
    for text in columns.split(","):
        rest, _, refers = text.strip().partition(">")
        column, _, kind = rest.partition(":")
        assert kind in ("", "text", "integer", "real")
        made.append(Column(column, kind or "text", refers))  # type: ignore[arg-type]
    return Table(name, tuple(made), tuple(key.split()))


TABLES = (
    _table("about", "key, value", "key"),
    _table("series", "id, title, issuer, language, homepage"),
    _table(
        "versions",
        "id, series>series, name, title, published, retrieved, source, snapshot, media_type, extractor, language, "
        "pages:integer, digest:integer, corrections:integer, words:integer, sentences:integer",
    ),
    _table("themes", "id, title"),
    _table("subthemes", "id, theme>themes, title"),
    _table("sections", "id, version>versions, number, title, level:integer, page:integer"),
    _table(
        "passages",
        "id, version>versions, section>sections, locus, page:integer, kind, text, words:integer, sentences:integer",
    ),
    _table("passage_themes", "passage>passages, theme>themes, strength, how, ground", "passage theme"),
    _table("passage_subthemes", "passage>passages, subtheme>subthemes", "passage subtheme"),
    _table("comparisons", "id, series>series, old>versions, new>versions, regime, reuse:real, warnings"),
    _table(
        "emphasis",
        "comparison>comparisons, theme>themes, old_passages:integer, new_passages:integer, old_sentences:integer, "
        "new_sentences:integer, old_words:integer, new_words:integer, old_share:real, new_share:real",
        "comparison theme",
    ),
    _table(
        "changes",
        "id, comparison>comparisons, change, kind, significance, score:real, band, subtheme>subthemes, old_text, "
        "new_text, why, verdict, note",
    ),
    _table("change_themes", "change>changes, theme>themes", "change theme"),
    _table("change_passages", "change>changes, side, passage>passages", "change side passage"),
    _table(
        "shifts",
        "id, comparison>comparisons, shift, rank:integer, score:real, kind, theme>themes, subtheme>subthemes, "
        "old_quote, old_locus, old_page:integer, old_passage>passages, new_quote, new_locus, new_page:integer, "
        "new_passage>passages, why, rule, verdict, note",
    ),
    _table(
        "ledger",
        "comparison>comparisons, list, term, old:integer, new:integer, old_per_10k:real, new_per_10k:real, "
        "keyness:real",
        "comparison list term",
    ),
)


def codebook_rows(codebook: Codebook) -> Iterator[Row]:
    for theme in codebook.themes:
        yield "themes", (theme.id, theme.title)
        for subtheme in theme.subthemes:
            yield "subthemes", (f"{theme.id}/{subtheme.id}", theme.id, subtheme.title)


def series_rows(series: Series) -> Iterator[Row]:
    yield "series", (series.id, series.title, series.issuer, series.language, series.homepage)


def version_rows(version: Version, tagged: TaggedDocument, codebook: Codebook) -> Iterator[Row]:
    """The version, its sections and passages, and what these are about."""
    document = tagged.document
    yield (
        "versions",
        (
            *(version.id, version.series, version.name, version.title, version.published, version.retrieved),
            *(version.source, version.snapshot, version.media_type, version.extractor, version.language),
            *(version.pages, int(version.digest), len(version.corrections), document.words),
            sum(1 for _ in document.sentences()),
        ),
    )
    numbers = [f"{version.id} §{section.number}" for section in document.sections]
    for number, section in zip(numbers, document.sections, strict=True):
        yield "sections", (number, version.id, section.number, section.title, section.level, section.page)
    known = {(theme.id, subtheme.id) for theme in codebook.themes for subtheme in theme.subthemes}
    for passage, tags in zip(document.passages, tagged.tags, strict=True):
        id = _passage(version.id, passage.locus)
        words = count_words(passage.text)
        place = (id, version.id, numbers[passage.section], passage.locus, passage.page, passage.kind)
        yield "passages", (*place, passage.text, words, len(passage.sentences))
        for tag in tags:
            yield "passage_themes", (id, tag.theme, tag.strength, tag.how, tag.ground or None)
            for subtheme in tag.subthemes:
                if (tag.theme, subtheme) in known:
                    yield "passage_subthemes", (id, f"{tag.theme}/{subtheme}")


def comparison_rows(series: str, id: str, comparison: Comparison, judgements: Mapping[str, Judgement]) -> Iterator[Row]:
    old, new = comparison.old.document.id, comparison.new.document.id
    regime = comparison.regime
    yield (
        "comparisons",
        (id, series, old, new, regime.label, _score(regime.reuse), "\n".join(comparison.warnings) or None),
    )
    for theme in comparison.themes:
        a, b = theme.old, theme.new
        counts = (a.passages, b.passages, a.sentences, b.sentences, a.words, b.words)
        yield "emphasis", (id, theme.id, *counts, _score(a.share), _score(b.share))
    names = _Names(id)
    for change in comparison.changes:
        yield from _change_rows(names.of(change.id), id, change, judgements.get(change.id), old, new)
    for shift in comparison.shifts:
        yield _shift_row(names.of(shift.id), id, shift, judgements.get(shift.id), old, new)
    ledger = comparison.ledger
    for name in ("new", "dropped", "rose", "fell", "watch"):
        yield from (_ledger_row(id, name, row) for row in _once(getattr(ledger, name)))


def _change_rows(
    id: str, comparison: str, change: Change, judged: Judgement | None, old: str, new: str
) -> Iterator[Row]:
    old_text = "".join(edit.text for edit in change.edits if edit.op != "+")
    new_text = "".join(edit.text for edit in change.edits if edit.op != "-")
    found = (change.id, change.kind, change.significance, _score(change.score), change.band, change.subtheme)
    yield "changes", (id, comparison, *found, old_text or None, new_text or None, change.why, *_verdict(judged))
    for theme in dict.fromkeys(change.themes):
        yield "change_themes", (id, theme)
    for side, version, loci in (("old", old, change.old), ("new", new, change.new)):
        for locus in dict.fromkeys(loci):
            yield "change_passages", (id, side, _passage(version, locus))


def _shift_row(id: str, comparison: str, shift: Shift, judged: Judgement | None, old: str, new: str) -> Row:
    return (
        "shifts",
        (
            *(id, comparison, shift.id, shift.rank, _score(shift.score), shift.kind, shift.theme, shift.subtheme),
            *(*_quote(shift.old, old), *_quote(shift.new, new)),
            *(shift.why, shift.rule, *_verdict(judged)),
        ),
    )


def _quote(quote: Quote | None, version: str) -> tuple[Value, ...]:
    if quote is None:
        return None, None, None, None
    # A quote's locus may name a sentence of its passage.
    return quote.quote, quote.locus, quote.page, _passage(version, quote.locus.partition(" s")[0])


def _ledger_row(comparison: str, name: str, row: LedgerRow) -> Row:
    rates = (round(rate, 2) for rate in row.per_10k)
    return "ledger", (comparison, name, row.term, row.old, row.new, *rates, round(row.keyness, 2))


def _once(rows: Iterable[LedgerRow]) -> Iterable[LedgerRow]:
    return {row.term: row for row in rows}.values()


def _verdict(judged: Judgement | None) -> tuple[Value, Value]:
    return (None, None) if judged is None else (judged.verdict, judged.note or None)


def _passage(version: str, locus: str) -> str:
    return f"{version} {locus}"


def _score(value: float) -> float:
    return round(value, 4)


class _Names:
    """Ids of changes and shifts, unique in the whole corpus: the same texts can meet twice in one comparison."""

    def __init__(self, comparison: str) -> None:
        self._comparison = comparison
        self._seen: Counter[str] = Counter()

    def of(self, id: str) -> str:
        self._seen[id] += 1
        again = f" #{self._seen[id]}" if self._seen[id] > 1 else ""
        return f"{self._comparison} {id}{again}"
