"""Looks over a codebook for what loads but hardly was meant: terms that clash, are masked away or find nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker import yamltext
from tracker.codebook.fields import Fields
from tracker.codebook.hits import TermReader, entries_of
from tracker.codebook.match import compile_terms
from tracker.codebook.pattern import in_force
from tracker.codebook.settle import longest, outside_masks
from tracker.codebook.termfields import read_term_text
from tracker.codebook.watch import watch_counts
from tracker.errors import UsageError
from tracker.language import same_language
from tracker.model.document import Document, Span
from tracker.model.theme import Codebook, Term
from tracker.model.words import has_unspaced
from tracker.yamltext import Loaded, Path

FindingKind = Literal[
    "twice", "alike", "overlap", "masked", "unused-term", "unused-subtheme", "unused-watch", "language"
]

CONTEXT = 60
"""Characters shown on either side of a hit."""


@dataclass(frozen=True, slots=True)
class Finding:
    kind: FindingKind
    place: str
    """`china/taiwan` or `china`; `masks` or `watch`."""
    term: str
    message: str
    """One line: what is odd, and what to do about it."""


@dataclass(frozen=True, slots=True)
class TermHit:
    """A place where a tried term stands."""

    document: str
    locus: str
    page: int | None
    before: str
    text: str
    after: str
    themes: tuple[str, ...]
    """Themes of the codebook whose terms stand on the same words."""


def check_codebook(codebook: Codebook, documents: Sequence[Document] = ()) -> tuple[Finding, ...]:
    """What is odd about the codebook by itself, then what never hits in the documents (none given: not looked at)."""
    findings = [*_given_twice(codebook), *_overlapping(codebook), *_masked_away(codebook)]
    if documents:
        findings.extend(_unused(codebook, documents))
        findings.extend(_other_language(codebook, documents))
    return tuple(findings)


def repeated_terms(text: str, *, source: str) -> tuple[Finding, ...]:
    """Terms that stand twice in one list of a codebook's file. Loading keeps one of them: they are seen only here."""
    loaded = yamltext.load(text, source=source)
    return tuple(_repeated(loaded, (), loaded.value, source))


def _repeated(loaded: Loaded, path: Path, value: object, source: str) -> Iterator[Finding]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _repeated(loaded, (*path, key), item, source)
    elif isinstance(value, list) and path[0] == "themes" and path[-1] == "terms":
        for index, item in enumerate(value):
            if item in value[:index]:
                term = str(item.get("term") if isinstance(item, dict) else item)
                name = "/".join(str(part) for part in path[1:-1] if part != "subthemes")
                line = loaded.line((*path, index))
                yield Finding("twice", name, term, f"`{term}` stands twice in {name} ({source}:{line}); remove one")


def try_term(text: str, documents: Iterable[Document], codebook: Codebook | None = None) -> tuple[TermHit, ...]:
    """Every place where a term (`Korea*`, as in a codebook) stands in the documents, in their order.

    With a codebook its masks apply, and each hit says which themes have the same words already. UsageError for a term
    that could not stand in a codebook.
    """
    term = Term(_checked(text))
    masks = [(mask, False) for mask in codebook.masks] if codebook else []
    index = compile_terms([*masks, (term, True)])
    found: list[TermHit] = []
    for document in documents:
        reader = TermReader(document, codebook) if codebook else None
        for number, passage in enumerate(document.passages):
            everything = index.find(index.read(passage.text))
            hits = [hit for hit in everything if hit.owner]
            if not hits:
                continue
            taken = reader.hits(passage.text, number) if reader else {}
            for hit in longest(outside_masks(hits, [hit for hit in everything if not hit.owner])):
                themes = tuple(
                    theme
                    for theme, others in taken.items()
                    if any(other.start < hit.end and hit.start < other.end for other in others)
                )
                found.append(_with_context(document, number, Span(hit.start, hit.end), themes))
    return tuple(found)


def _checked(text: str) -> str:
    fields = Fields(Loaded(text, {}), "term")
    checked = read_term_text(fields, (), text)
    if not checked:
        fault = fields.faults[0]
        raise UsageError(f"`{text}` cannot be a term", remedy=fault.remedy)
    return checked


def _with_context(document: Document, number: int, span: Span, themes: tuple[str, ...]) -> TermHit:
    passage = document.passages[number]
    text = passage.text
    begin, end = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    before, after = text[begin : span.start], text[span.end : end]
    if begin:
        before = "…" + (before if has_unspaced(before) else before.partition(" ")[2])
    if end < len(text):
        after = (after if has_unspaced(after) else after.rpartition(" ")[0]) + "…"
    return TermHit(document.id, passage.locus, passage.page, before, text[span.start : span.end], after, themes)


def _given_twice(codebook: Codebook) -> Iterator[Finding]:
    """The same words twice in one place: the second is of no use."""
    seen: dict[tuple[str, str], str] = {}
    for term, place in entries_of(codebook):
        name = _name(place.theme, place.subtheme)
        key = (name, _folded(term))
        first = seen.get(key)
        if first is None or term.since or term.until:
            seen.setdefault(key, term.text)
        elif first.lower() == term.text.lower():
            yield Finding("twice", name, term.text, f"`{term.text}` stands twice in {name}; remove one")
        else:
            more, less = sorted((first, term.text), key=lambda text: text.count("-"), reverse=True)
            if all(other == "-" for one, other in zip(less, more, strict=True) if one == "-"):
                message = f"`{less}` in {name} is of no use beside `{more}`, which finds that too; remove it"
                yield Finding("alike", name, less, message)


def _overlapping(codebook: Codebook) -> Iterator[Finding]:
    """The same words in two themes: a passage then belongs to both."""
    owners: dict[str, dict[str, str]] = {}
    for term, place in entries_of(codebook):
        if place.theme and not term.weak:
            owners.setdefault(_folded(term), {}).setdefault(place.theme, _name(place.theme, place.subtheme))
    for term, place in entries_of(codebook):
        themes = owners.pop(_folded(term), {}) if place.theme and not term.weak else {}
        if len(themes) > 1:
            where = " and ".join(themes.values())
            message = f"`{term.text}` stands in {where}; a passage with it belongs to each, which may be what you want"
            yield Finding("overlap", next(iter(themes.values())), term.text, message)


def _masked_away(codebook: Codebook) -> Iterator[Finding]:
    """Terms that a mask covers wherever they stand: they can never hit."""
    index = compile_terms((mask, mask) for mask in codebook.masks)
    for term, place in entries_of(codebook):
        if not place.theme:
            continue
        words = index.read(term.text.replace("*", ""))
        for hit in index.find(words):
            if hit.first == 0 and hit.last == len(words.forms):
                name = _name(place.theme, place.subtheme)
                message = f"`{term.text}` in {name} is hidden by the mask `{hit.owner.text}`; remove one of them"
                yield Finding("masked", name, term.text, message)
                break


def _unused(codebook: Codebook, documents: Sequence[Document]) -> Iterator[Finding]:
    used: set[tuple[str, str | None, Term]] = set()
    watched: Counter[int] = Counter()
    for document in documents:
        reader = TermReader(document, codebook)
        texts = [passage.text for passage in document.passages]
        texts.extend(section.title for section in document.sections if section.title)
        for number, text in enumerate(texts):
            for hits in reader.hits(text, number).values():
                used.update((hit.owner.theme, hit.owner.subtheme, hit.term) for hit in hits)
        for index, count in enumerate(watch_counts(document, codebook)):
            watched[index] += count
    where = "the document" if len(documents) == 1 else f"any of the {len(documents)} documents"
    for theme in codebook.themes:
        for subtheme in theme.subthemes:
            if not any((theme.id, subtheme.id, term) in used for term in subtheme.terms):
                name = _name(theme.id, subtheme.id)
                message = f"no term of {name} stands in {where}; add the words that are used there, or remove it"
                yield Finding("unused-subtheme", name, "", message)
    for term, place in entries_of(codebook):
        in_time = any(in_force(term, document.published) for document in documents)
        if place.theme and in_time and (place.theme, place.subtheme, term) not in used:
            name = _name(place.theme, place.subtheme)
            message = f"`{term.text}` in {name} does not count anywhere in {where}"
            yield Finding("unused-term", name, term.text, message)
    for index, watch in enumerate(codebook.watch):
        if not watched[index]:
            message = f"`{watch.label}` on the watch list does not stand in {where}"
            yield Finding("unused-watch", "watch", watch.label, message)


def _other_language(codebook: Codebook, documents: Sequence[Document]) -> Iterator[Finding]:
    for document in documents:
        if not same_language(document.language, codebook.language):
            message = f"{document.id} is in `{document.language}`, the codebook's terms are in `{codebook.language}`"
            yield Finding("language", document.id, "", message)


def _name(theme: str, subtheme: str | None) -> str:
    return f"{theme}/{subtheme}" if subtheme else theme or "masks"


def _folded(term: Term) -> str:
    """A hyphen makes no difference to what is found, nor does a capital where they do not count."""
    text = term.text.replace("-", " ")
    return text if term.case else text.lower()
