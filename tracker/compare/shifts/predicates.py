"""What a sentence says an actor *is*: the noun phrase after `is`, `remains` or `poses`, with its qualifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

REACH = 60
"""Most characters between the actor's name and the verb that says what it is."""

_HEADS = (
    "threats?|challengers?|challenges?|competitors?|adversar(?:y|ies)|rivals?|partners?|all(?:y|ies)|dangers?|enem(?:y|ies)|"
    "friends?|concerns?|proliferators?|sponsors?|stakeholders?|aggressors?|priorit(?:y|ies)|regimes?|powers?"
)
_PREDICATE = re.compile(
    r"\b(?:is|are|remains?|remained|poses?|posed|represents?|presents?|constitutes?|(?:has|have) (?:become|been)|"
    r"continues? to (?:be|pose|present|represent)|will (?:be|remain|pose))\s+"
    r"(?:(?:now|still|also|not|currently|today|therefore)\s+)*"
    rf"(?P<phrase>[\"“‘']?(?:an?|the|our|its|both)\s[^.;:!?()]{{0,80}}?\b(?:{_HEADS})\b[\"”’']?)"
)
"""Looked for in lower case: several times as fast as looking for both cases."""


def said_to_be(text: str, named_at: Sequence[int]) -> str | None:
    """The noun phrase that says what the actor is, if one does; `named_at` says where the sentence names the actor."""
    for start, phrase in _predicates(text):
        if any(0 <= start - place <= REACH for place in named_at):
            return phrase
    return None


@lru_cache(maxsize=65_536)  # A sentence is read anew for every theme that it is about.
def _predicates(text: str) -> tuple[tuple[int, str], ...]:
    """Where something is said to be something, and what."""
    lower = text.lower()
    if len(lower) != len(text):  # İ becomes two characters.
        lower = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    return tuple((match.start(), text[slice(*match.span("phrase"))]) for match in _PREDICATE.finditer(lower))


def bare(phrase: str) -> str:
    """The phrase without article and quotation marks: `an "acute threat"` → `acute threat`."""
    words = re.sub(r"[\"“”‘’]", "", phrase).strip()
    return re.sub(r"^(?:an?|the|our|its|both)\s+", "", words, flags=re.IGNORECASE)
