"""What carries a theme into passages that do not name it: a heading, a list's lead-in, a word such as `its`.

Only actors are carried from passage to passage, and only from a place where exactly one is in question: two candidates
carry nothing. A heading carries subjects too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tracker.codebook.hits import Hits
from tracker.model.document import Document, Passage, Span

# Words that open a sentence and stand for the actor named before it. `It is vital that …` stands for nothing.
_BACK_REFERENCE = re.compile(
    r"(?:(?:However|Yet|But|And|Meanwhile|Moreover|Nevertheless|In addition|At the same time|In turn),?\s+)?"
    r"(?P<words>Its|It(?!['’]s\b)(?!\s+(?:is|was|will\s+be|would\s+be|has\s+been|must\s+be|should\s+be|takes?)\b)"
    r"|(?:The|This|That)\s+(?:regime|country|nation|relationship|leadership|government)"
    r"|(?:The\s+two|Both)\s+(?:countries|sides|nations|governments|presidents|leaders))\b",
    re.IGNORECASE,
)
_FEWEST_FOR_TITLE = 10
# `Southeast Asia: Our interest there …`: the passage brings a heading of its own.
_RUN_IN_HEADING = re.compile(
    r"(?:[A-Z][\w'’\-]*|and|of|the|in)(?:\s+(?:[A-Z][\w'’\-]*|and|of|the|in)){0,5}\s*(?::|\.?\s*[–—])\s+\w"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the nearest heading that names any theme says."""

    themes: tuple[str, ...]


def back_reference(sentence: str) -> Span | None:
    """Where the words stand with which the sentence begins by pointing back at an actor; None when it does not."""
    found = _BACK_REFERENCE.match(sentence)
    return Span(*found.span("words")) if found else None


def run_in_heading(text: str) -> Span | None:
    """Where the heading stands that is run into the beginning of the passage (`China: Our interest …`): the one above
    does not speak for such a passage."""
    found = _RUN_IN_HEADING.match(text)
    return Span(0, found.end()) if found else None


def headings(document: Document, titles: Sequence[Hits]) -> tuple[Heading, ...]:
    """For each section what its heading, or the nearest one above that names a theme, names.

    A heading over more than half of a document is its title, which says nothing about single passages.
    """
    passages_under = _passages_under(document)
    whole = len(document.passages)
    found: list[Heading] = []
    for index in range(len(document.sections)):
        heading = Heading(())
        at: int | None = index
        while at is not None and not heading.themes:
            is_title = whole >= _FEWEST_FOR_TITLE and passages_under[at] > whole / 2
            if not is_title:
                heading = Heading(strong_themes(titles[at]))
            at = document.sections[at].parent
        found.append(heading)
    return tuple(found)


def strong_themes(hits: Hits) -> tuple[str, ...]:
    """Themes that a term names by itself."""
    return tuple(
        theme for theme, found in hits.items() if any(not (hit.term.weak or hit.term.mention) for hit in found)
    )


@dataclass(slots=True)
class Thread:
    """The actor that the text is speaking of as one reads on; what the next passage may point back to."""

    section: int = -1
    sole_actor: str | None = None
    """The one actor that the passage before is about."""
    lead_in: str | None = None
    """The one actor in question where a list was opened by a colon."""

    def enter(self, passage: Passage) -> None:
        if passage.section != self.section:
            self.section, self.sole_actor, self.lead_in = passage.section, None, None
        if passage.kind != "item":
            self.lead_in = None

    def leave(self, passage: Passage, actors: Collection[str], last_actors: Collection[str]) -> None:
        """`actors` are those that the passage is about, `last_actors` those of its last sentence."""
        if passage.kind in ("note", "table"):
            return
        if passage.kind != "item":
            self.sole_actor = next(iter(actors)) if len(actors) == 1 else None
            if passage.text.rstrip().endswith(":") and len(last_actors) == 1:
                self.lead_in = next(iter(last_actors))

    def carried(self, passage: Passage, weak: Collection[str]) -> tuple[str, Span | None] | None:
        """The actor carried into a passage that names none, with the words that point back at it.

        `weak` are the actors of which a weak term stands in the passage.
        """
        if self.lead_in and passage.kind == "item":
            return self.lead_in, None
        if not self.sole_actor or passage.kind in ("note", "table"):
            return None
        if self.sole_actor in weak:
            return self.sole_actor, None
        reference = back_reference(passage.text)
        return (self.sole_actor, reference) if reference else None


def _passages_under(document: Document) -> Mapping[int, int]:
    counts = dict.fromkeys(range(len(document.sections)), 0)
    for passage in document.passages:
        at: int | None = passage.section
        while at is not None:
            counts[at] += 1
            at = document.sections[at].parent
    return counts
