"""What a codebook's terms find in one text: hits by theme, masks and dates applied, the longest of each theme kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.codebook.abbreviations import Definition, definitions
from tracker.codebook.match import Hit, TermIndex, patterns_in_force
from tracker.codebook.settle import longest, outside_masks
from tracker.model.document import Document
from tracker.model.theme import Codebook, Term


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the codebook a term stands."""

    theme: str
    """Empty for a mask."""
    subtheme: str | None = None
    first_passage: int = 0
    """Index of the first passage in which the term counts: an abbreviation counts from its definition on."""


Hits = dict[str, list[Hit[Place]]]
"""By theme, in the order of the text."""


class TermReader:
    """A codebook compiled for one document: its date and the abbreviations that it defines."""

    def __init__(self, document: Document, codebook: Codebook) -> None:
        entries = entries_of(codebook)
        patterns = patterns_in_force(entries, document.published)
        self._index = TermIndex(patterns)
        defined = definitions(document)
        if defined:
            known = {term.text for term, _ in entries}
            short = [entry for one in defined if one.short not in known for entry in self._terms_for(one)]
            self._index = TermIndex([*patterns, *patterns_in_force(short, document.published)])

    def hits(self, text: str, passage: int) -> Hits:
        """The hits in this text, which is (or, for a heading, stands before) the passage of this index."""
        words = self._index.read(text)
        everything = self._index.find(words)
        if not everything:
            return {}
        masks = [hit for hit in everything if not hit.owner.theme]
        by_theme: Hits = {}
        for hit in outside_masks(everything, masks) if masks else everything:
            if hit.owner.theme and hit.owner.first_passage <= passage:
                by_theme.setdefault(hit.owner.theme, []).append(hit)
        return {theme: longest(found) for theme, found in by_theme.items()}

    def _terms_for(self, definition: Definition) -> list[tuple[Term, Place]]:
        """The short form as a term of each theme that the long form names: by its end, or by half of its words."""
        words = self._index.read(definition.long)
        terms: list[tuple[Term, Place]] = []
        for hit in self._index.find(words):
            tells = hit.last == len(words.forms) or 2 * (hit.last - hit.first) >= len(words.forms)
            if tells and hit.owner.theme and not hit.term.weak:
                place = Place(hit.owner.theme, hit.owner.subtheme, definition.passage)
                terms.append((Term(definition.short, case=True, mention=hit.term.mention), place))
        return list(dict.fromkeys(terms))


def entries_of(codebook: Codebook) -> Sequence[tuple[Term, Place]]:
    """Masks, then the terms of each theme and its sub-themes, with their places."""
    entries = [(mask, Place("")) for mask in codebook.masks]
    for theme in codebook.themes:
        entries.extend((term, Place(theme.id)) for term in theme.terms)
        for subtheme in theme.subthemes:
            entries.extend((term, Place(theme.id, subtheme.id)) for term in subtheme.terms)
    return entries
