"""Puts a codebook's themes on a document's passages, each tag with its ground and evidence."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.codebook.grounds import Heading, Thread, back_reference, has_own_heading, headings
from tracker.codebook.hits import Hits, Place, TermReader
from tracker.codebook.match import Hit
from tracker.codebook.strength import strength_of
from tracker.codebook.watch import watch_counts
from tracker.model.document import Document, Passage, Span
from tracker.model.theme import Codebook, Evidence, Tag, TaggedDocument, Theme

__all__ = ["tag_document", "watch_counts"]


def tag_document(document: Document, codebook: Codebook) -> TaggedDocument:
    """The document with its tags: which themes each passage is about or mentions, on what ground, with the evidence."""
    reader = TermReader(document, codebook)
    titles = [reader.hits(section.title, 0) if section.title else {} for section in document.sections]
    over = headings(document, titles)
    thread = Thread()
    tags: list[tuple[Tag, ...]] = []
    for index, passage in enumerate(document.passages):
        thread.enter(passage)
        reading = _read(passage, reader.hits(passage.text, index), codebook, over[passage.section], thread)
        found = tuple(tag for theme in codebook.themes if (tag := reading.tag(theme)))
        tags.append(found)
        about = [tag.theme for tag in found if tag.strength == "about" and tag.theme in reading.actor_themes]
        thread.leave(passage, about, reading.actors[-1] if reading.actors else ())
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
    references: tuple[tuple[int, Span], ...]
    """Sentence and place of the words that point back at an actor."""
    actors: tuple[frozenset[str], ...]
    """For each sentence the actors in question: named in it, else those of the sentence before."""
    actor_themes: frozenset[str]

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
        hits = self.hits[theme.id]
        strong = [Span(hit.start, hit.end) for hit in hits if not (hit.term.weak or hit.term.mention)]
        under_heading = theme.id in self.heading.themes
        strength = strength_of(theme, self.passage, strong, under_heading)
        if strength == "mention" and under_heading and self._heading_governs(theme):
            strength = "about"
        return self._tag(theme, strength, "")

    def _heading_governs(self, theme: Theme) -> bool:
        """Whether the passage can be taken to speak of what its heading names: nothing else of the kind is named."""
        rivals = self.explicit & self.actor_themes if theme.actor else self.explicit
        if has_own_heading(self.passage.text):
            return False
        alone = [name for name in self.heading.themes if not theme.actor or name in self.actor_themes] == [theme.id]
        return alone and not rivals - {theme.id} and self.carried in (None, theme.id)

    def _tag(self, theme: Theme, strength: str, ground: str) -> Tag:
        evidence = self._evidence(theme)
        present = {item.subtheme for item in evidence}
        return Tag(
            theme=theme.id,
            strength="about" if strength == "about" else "mention",
            how="inferred" if ground else "explicit",
            subthemes=tuple(subtheme.id for subtheme in theme.subthemes if subtheme.id in present),
            evidence=evidence,
            ground=ground,
        )

    def _evidence(self, theme: Theme) -> tuple[Evidence, ...]:
        found = [
            Evidence(Span(hit.start, hit.end), hit.term.text, hit.owner.subtheme)
            for hit in self.hits.get(theme.id, ())
            if self._counts(theme, hit)
        ]
        found.extend(
            Evidence(span, self.passage.text[span.start : span.end])
            for sentence, span in self.references
            if self.actors[sentence] == {theme.id}
        )
        return tuple(sorted(set(found), key=lambda item: (item.span, item.subtheme or "", item.term)))

    def _counts(self, theme: Theme, hit: Hit[Place]) -> bool:
        """A weak term of an actor's sub-theme belongs to the actors that its sentence speaks of."""
        if not (theme.actor and hit.term.weak and hit.owner.subtheme):
            return True
        return theme.id in self.actors[_sentence_at(self.passage, hit.start)]


def _read(passage: Passage, hits: Hits, codebook: Codebook, heading: Heading, thread: Thread) -> _Reading:
    actor_themes = frozenset(theme.id for theme in codebook.themes if theme.actor)
    explicit = frozenset(theme for theme, found in hits.items() if any(not hit.term.weak for hit in found))
    weak = {theme for theme, found in hits.items() if any(not hit.owner.subtheme for hit in found)}
    carried = None if explicit & actor_themes else thread.carried(passage, weak)
    named = _named_by_sentence(passage, hits, explicit & actor_themes, weak & actor_themes, heading)
    references = tuple(_references(passage, named))
    outer = frozenset(heading.themes) & actor_themes
    if carried:
        outer = frozenset((carried[0],))
    elif len(outer) != 1:
        outer = explicit & actor_themes
    before = outer if len(outer) == 1 else frozenset()
    actors: list[frozenset[str]] = []
    for names in named:
        before = names or before
        actors.append(before)
    return _Reading(
        passage, hits, heading, explicit, carried[0] if carried else None, references, tuple(actors), actor_themes
    )


def _named_by_sentence(
    passage: Passage, hits: Hits, explicit: frozenset[str], weak: frozenset[str] | set[str], heading: Heading
) -> list[frozenset[str]]:
    named: list[set[str]] = [set() for _ in passage.sentences]
    for theme in explicit | (weak & set(heading.themes)):
        for hit in hits[theme]:
            if not hit.term.weak or not hit.owner.subtheme:
                named[_sentence_at(passage, hit.start)].add(theme)
    return [frozenset(names) for names in named]


def _references(passage: Passage, named: Sequence[frozenset[str]]) -> list[tuple[int, Span]]:
    found: list[tuple[int, Span]] = []
    for index, sentence in enumerate(passage.sentences):
        span = back_reference(sentence.text) if not named[index] else None
        if span:
            found.append((index, Span(sentence.span.start + span.start, sentence.span.start + span.end)))
    return found


def _sentence_at(passage: Passage, offset: int) -> int:
    return max(0, bisect.bisect_right(passage.sentences, offset, key=lambda sentence: sentence.span.start) - 1)
