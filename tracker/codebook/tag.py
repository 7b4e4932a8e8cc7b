"""Puts a codebook's themes on a document's passages, each tag with its ground and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.codebook.actors import Actors, actors_of
from tracker.codebook.grounds import Heading, Thread, headings, run_in_heading
from tracker.codebook.hits import Hits, Place, TermReader
from tracker.codebook.match import Hit
from tracker.codebook.strength import also_rans, strength_of
from tracker.language import same_language
from tracker.model.document import Document, Passage, Span
from tracker.model.theme import Codebook, Evidence, Strength, Tag, TaggedDocument, Theme


def tag_document(document: Document, codebook: Codebook) -> TaggedDocument:
    """The document with its tags: which themes each passage is about or mentions, on what ground, with the evidence.

    In another language than the codebook's nothing is tagged: the few names that both share would give a false picture.
    """
    if not same_language(document.language, codebook.language):
        return TaggedDocument(document, ((),) * len(document.passages))
    reader = TermReader(document, codebook)
    titles = [reader.hits(section.title, 0) if section.title else {} for section in document.sections]
    over = headings(document, titles)
    actor_themes = frozenset(theme.id for theme in codebook.themes if theme.actor)
    thread = Thread()
    tags: list[tuple[Tag, ...]] = []
    for index, passage in enumerate(document.passages):
        thread.enter(passage)
        reading = _read(passage, reader.hits(passage.text, index), over[passage.section], thread, actor_themes)
        found = tuple(tag for theme in reading.candidates(codebook) if (tag := reading.tag(theme)))
        tags.append(found)
        about = [tag.theme for tag in found if tag.strength == "about" and tag.theme in actor_themes]
        headed = reading.actors_of_own_heading()
        thread.leave(passage, headed or about, headed or reading.actors.last)
    return TaggedDocument(document, tuple(tags))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One passage with all that bears on its tags."""

    passage: Passage
    hits: Hits
    heading: Heading
    explicit: frozenset[str]
    """Themes that a strong term names here."""
    carried: str | None
    """Actor carried over from the passages before."""
    carried_by: Span | None
    """The words that point back at it."""
    actors: Actors
    lists: tuple[Span, ...]
    """Where names stand that are only mentioned, as among many."""
    actor_themes: frozenset[str]

    def actors_of_own_heading(self) -> tuple[str, ...]:
        """The actor that the passage is headed by (`China: Our interest …`), whoever else it names after."""
        heading = run_in_heading(self.passage.text)
        named = [
            theme
            for theme in sorted(self.explicit & self.actor_themes)
            if heading and any(hit.start < heading.end and not hit.term.weak for hit in self.hits[theme])
        ]
        return tuple(named) if len(named) == 1 else ()

    def candidates(self, codebook: Codebook) -> Iterator[Theme]:
        near = {*self.explicit, *self.heading.themes, self.carried}
        return (theme for theme in codebook.themes if theme.id in near)

    def tag(self, theme: Theme) -> Tag | None:
        if theme.id in self.explicit:
            return self._explicit_tag(theme)
        if theme.id == self.carried:
            return self._tag(theme, "about", "carry-over")
        if theme.id in self.heading.themes and self.passage.kind not in ("note", "table"):
            about = self._heading_governs(theme)
            if about or not theme.actor:
                return self._tag(theme, "about" if about else "mention", "heading")
        return None

    def _explicit_tag(self, theme: Theme) -> Tag:
        strong = [Span(hit.start, hit.end) for hit in self.hits[theme.id] if not (hit.term.weak or hit.term.mention)]
        under_heading = theme.id in self.heading.themes
        strength = strength_of(theme, self.passage, strong, self.lists, under_heading)
        if strength == "mention" and under_heading and self._heading_governs(theme):
            strength = "about"
        return self._tag(theme, strength, "")

    def _heading_governs(self, theme: Theme) -> bool:
        """Whether the passage can be taken to speak of what its heading names: nothing else of the kind is named."""
        kind = self.actor_themes if theme.actor else frozenset(self.heading.themes)
        if [name for name in self.heading.themes if name in kind] != [theme.id] or run_in_heading(self.passage.text):
            return False
        if theme.actor:
            return self.carried in (None, theme.id) and not self._names_another(theme)
        return not self.explicit - {theme.id}

    def _names_another(self, theme: Theme) -> bool:
        """Whether another actor is named, or some other name of the codebook that is none of the theme's own."""
        own = {hit.first for hit in self.hits.get(theme.id, ())}
        for name in self.explicit - {theme.id}:
            if name in self.actor_themes:
                return True
            if any(
                hit.term.text[0].isupper() and not hit.term.weak and hit.first not in own for hit in self.hits[name]
            ):
                return True
        return False

    def _tag(self, theme: Theme, strength: Strength, ground: str) -> Tag:
        evidence = self._evidence(theme)
        return Tag(
            theme=theme.id,
            strength=strength,
            how="inferred" if ground else "explicit",
            subthemes=_leading(theme, evidence),
            evidence=evidence,
            ground=ground,
        )

    def _evidence(self, theme: Theme) -> tuple[Evidence, ...]:
        found = [
            Evidence(Span(hit.start, hit.end), hit.term.text, hit.owner.subtheme)
            for hit in self.hits.get(theme.id, ())
            if self._counts(theme, hit)
        ]
        spans = [span for name, span in self.actors.references() if name == theme.id]
        if self.carried == theme.id and self.carried_by:
            spans.append(self.carried_by)
        if spans:
            found.extend(Evidence(span, self.passage.text[span.start : span.end]) for span in spans)
            found.sort(key=lambda item: (item.span, item.subtheme or "", item.term))
        return tuple(found)

    def _counts(self, theme: Theme, hit: Hit[Place]) -> bool:
        """A weak term of an actor's sub-theme belongs to the actors of which the text speaks where it stands."""
        if not (theme.actor and hit.term.weak and hit.owner.subtheme):
            return True
        return theme.id in self.actors.at(hit.start)


def _read(passage: Passage, hits: Hits, heading: Heading, thread: Thread, actor_themes: frozenset[str]) -> _Reading:
    explicit = frozenset(theme for theme, found in hits.items() if any(not hit.term.weak for hit in found))
    weak = {theme for theme, found in hits.items() if any(not hit.owner.subtheme for hit in found)}
    carried = None if explicit & actor_themes else thread.carried(passage, weak)
    named = [
        (theme, Span(hit.start, hit.end))
        for theme in sorted((explicit | (weak & set(heading.themes))) & actor_themes)
        for hit in hits[theme]
        if not (hit.term.weak and hit.owner.subtheme)
    ]
    before = frozenset((carried[0],)) if carried else frozenset(heading.themes) & actor_themes
    if len(before) != 1:
        before = explicit & actor_themes
    actors = actors_of(passage, named, before if len(before) == 1 else frozenset())
    carried_theme, carried_by = carried if carried else (None, None)
    return _Reading(
        passage, hits, heading, explicit, carried_theme, carried_by, actors, also_rans(passage.text), actor_themes
    )


def _leading(theme: Theme, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The sub-themes that the passage dwells on: those with at least half as much evidence as the one with most.

    On judged pairs of passages, sub-themes chosen like this are shared by 81 % of the counterparts and by 31 % of the
    others of the same theme; with every sub-theme that has any evidence it is 90 % and 70 %.
    """
    counts: dict[str, int] = {}
    for item in evidence:
        if item.subtheme:
            counts[item.subtheme] = counts.get(item.subtheme, 0) + 1
    most = max(counts.values(), default=0)
    return tuple(subtheme.id for subtheme in theme.subthemes if 0 < most <= 2 * counts.get(subtheme.id, 0))
