"""Reads the terms of a codebook file: plain words, or a mapping that says when they count."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from tracker.codebook.fields import Fields
from tracker.codebook.match import TermIndex, compile_terms
from tracker.model.theme import Term
from tracker.yamltext import Path

_KEYS = ("term", "case", "weak", "mention", "since", "until", "unless_before", "unless_after")
_STRAY_STAR = re.compile(r"(?<!\w)\*|\*(?=\w)")


def read_terms(
    fields: Fields, path: Path, value: object, actor_names: tuple[Term, ...] | None = None
) -> tuple[Term, ...]:
    items = fields.listed(path, value)
    if isinstance(value, list) and not value:
        fields.fault(path, "is an empty list", "add a term or remove it")
    names = _strong(actor_names or ())
    terms: list[Term] = []
    for place, item in items:
        term = _term(fields, place, item)
        if term is None:
            continue
        settled = isinstance(item, dict) and "weak" in item
        if actor_names is not None and not settled and not names.find(names.read(term.text.replace("*", ""))):
            term = replace(term, weak=True)
        terms.append(term)
    return tuple(terms)


@lru_cache(maxsize=1)  # All sub-themes of an actor ask for its names.
def _strong(names: tuple[Term, ...]) -> TermIndex[None]:
    return compile_terms((name, None) for name in names if not name.weak)


def read_term_text(fields: Fields, path: Path, value: object) -> str:
    text = fields.text(path, value)
    if text and not any(map(str.isalnum, text)):
        fields.fault(path, f"`{text}` has no letter or digit in it", "write the words to look for")
        return ""
    if _STRAY_STAR.search(text):
        fields.fault(path, f"`{text}` has a `*` that does not end a word", "put it right after a word, as in `Korea*`")
        return ""
    return text


def _term(fields: Fields, path: Path, value: object) -> Term | None:
    if not isinstance(value, dict):
        text = read_term_text(fields, path, value)
        return Term(text) if text else None
    parts = fields.mapping(path, value, _KEYS)
    if "term" not in parts:
        fields.fault(path, "has no `term`", "add `term:` with the words to look for")
        return None
    text = read_term_text(fields, (*path, "term"), parts["term"])
    flags = {key: fields.truth((*path, key), parts[key]) for key in ("case", "weak", "mention") if key in parts}
    dates = {key: fields.date((*path, key), parts[key]) for key in ("since", "until") if key in parts}
    around = {key: fields.texts((*path, key), parts[key]) for key in ("unless_before", "unless_after") if key in parts}
    since, until = dates.get("since"), dates.get("until")
    if since and until and until + "~" < since:
        fields.fault((*path, "until"), f"ends ({until}) before it begins ({since})", "correct one of the dates")
    if not text:
        return None
    return Term(
        text=text,
        case=flags.get("case", False),
        weak=flags.get("weak", False),
        mention=flags.get("mention", False),
        since=since,
        until=until,
        unless_before=around.get("unless_before", ()),
        unless_after=around.get("unless_after", ()),
    )
