"""The rules that class a shift. Each looks at one reading and returns what it found, or None; the first that speaks wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tracker.compare.shifts import cues
from tracker.compare.shifts.reading import Reading
from tracker.model.comparison import ShiftKind


@dataclass(frozen=True, slots=True)
class Finding:
    kind: ShiftKind
    rule: str
    why: str
    weight: float = 0.0
    """Added to the importance of the reading: what a sure sign of a shift is worth."""


Rule = Callable[[Reading], Finding | None]


def classed(reading: Reading) -> Finding | None:
    """The finding of the first rule that speaks; None when nothing of substance differs."""
    for rule in RULES:
        finding = rule(reading)
        if finding is not None:
            return finding
    return None


def alone(reading: Reading) -> Finding | None:
    """A sentence that nothing on the other side answers."""
    if reading.candidate.ground != "alone":
        return None
    if reading.new:
        return Finding("introduction", "presence.new", "Nothing in the old version says this about the theme.")
    return Finding("omission", "presence.gone", "Nothing in the new version says this about the theme.")


def same_head_modality(reading: Reading) -> Finding | None:
    """Another modal before the same verb: `must forge` → `will forge`."""
    for before, after, head in _swaps(reading):
        old, new = modal_class(before), modal_class(after)
        if old and new and old != new:
            return Finding("modality", "modality.same-head", f"“{before} {head}” became “{after} {head}”.", weight=1.0)
    return None


def polarity(reading: Reading) -> Finding | None:
    """A negation put in or taken out of a revised sentence."""
    for stretch in reading.stretches:
        old, new = bool(_NOT.search(stretch.before)), bool(_NOT.search(stretch.after))
        if old != new and len((stretch.before + stretch.after).split()) <= 6:
            side = "new" if new else "old"
            return Finding(
                "modality", "modality.negation", f"A negation stands in the {side} wording alone.", weight=1.0
            )
    return None


def quantity(reading: Reading) -> Finding | None:
    """Another figure in the same place."""
    for stretch in reading.stretches:
        old, new = figures(stretch.before), figures(stretch.after)
        if old and new and old != new:
            return Finding("quantity", "quantity.changed", f"{', '.join(old)} became {', '.join(new)}.", weight=0.8)
    return None


def responsibility(reading: Reading) -> Finding | None:
    """Who carries a task, on one side only or in other words."""
    if reading.candidate.ground == "alone":
        return None
    old, new = cues.RESPONSIBILITY.findall(reading.old), cues.RESPONSIBILITY.findall(reading.new)
    if reading.candidate.ground == "revised":
        text = " ".join(f"{stretch.before} {stretch.after}" for stretch in reading.stretches)
        if not cues.RESPONSIBILITY.search(text):
            return None
    elif not (old or new):
        return None
    words = sorted({word.lower() for word in (*old, *new)})
    return Finding(
        "responsibility",
        "responsibility.bearer",
        f"Who carries the task is put differently ({', '.join(words)}).",
        weight=0.4,
    )


def conditional(reading: Reading) -> Finding | None:
    """What was said outright is made to depend on something, or the other way round."""
    if reading.candidate.ground == "alone":
        return None
    old, new = bool(cues.CONDITION.search(reading.old)), bool(cues.CONDITION.search(reading.new))
    if old == new:
        return None
    side = "new" if new else "old"
    return Finding("modality", "modality.condition", f"The {side} wording makes it depend on a condition.", weight=0.3)


def naming(reading: Reading) -> Finding | None:
    """Another name for the same actor is all that differs."""
    if reading.candidate.ground != "revised" or not reading.stretches:
        return None
    if all(_names_only(stretch.before, stretch.after) for stretch in reading.stretches):
        before, after = reading.stretches[0].before, reading.stretches[0].after
        return Finding("naming", "naming.actor", f"“{before}” is called “{after}”.")
    return None


def characterisation(reading: Reading) -> Finding | None:
    """What an actor is said to be: threat, challenge, competitor, partner, with its qualifiers."""
    if reading.candidate.ground == "alone":
        return None
    if reading.candidate.ground == "revised":
        text = " ".join(f"{stretch.before} {stretch.after}" for stretch in reading.stretches)
        if cues.THREAT.search(text) or (cues.STANDING.search(text) and not cues.OWN_VOICE.search(text)):
            return Finding(
                "characterisation", "characterisation.words", "The words that characterise the theme differ."
            )
        return None
    old, new = _says_what_it_is(reading.old), _says_what_it_is(reading.new)
    if (old or new) and not (own_commitment(reading.old) and own_commitment(reading.new)):
        return Finding("characterisation", "characterisation.subject", "The actor is characterised in other words.")
    return None


def modality(reading: Reading) -> Finding | None:
    """Sentences that answer each other in other modes: `will` against `seek to`, `is` against `may`."""
    if reading.candidate.ground != "answered":
        return None
    old, new = strongest_modal(reading.old), strongest_modal(reading.new)
    if old and new and abs(cues.LADDER[old] - cues.LADDER[new]) >= 3:
        return Finding("modality", "modality.ladder", f"“{old}” then, “{new}” now.")
    return None


def commitment(reading: Reading) -> Finding | None:
    """What is done or promised differs."""
    if reading.candidate.ground == "alone":
        return None
    return Finding("commitment", "commitment.words", "What is promised or done is put differently.")


RULES: tuple[Rule, ...] = (
    alone,
    naming,
    same_head_modality,
    quantity,
    polarity,
    responsibility,
    conditional,
    characterisation,
    modality,
    commitment,
)

_NOT = re.compile(r"\b(?:not|no|never|neither|nor|cannot|without|n't)\b", re.IGNORECASE)
_MODAL_BEFORE_HEAD = re.compile(r"\b(must|shall|will|should|can|could|may|might|would)\s*$", re.IGNORECASE)
_COPULA = re.compile(
    r"\b(?:is|are|remains?|poses?|represents?|has become|have become|continues to (?:be|pose)|constitutes?|seeks? to|presents?)\b",
    re.IGNORECASE,
)


def modal_class(words: str) -> str | None:
    """The rung of the ladder that a short run of words stands on, if it is a modal."""
    for name, pattern in cues.MODALS:
        if re.fullmatch(rf"(?:{pattern})", words.strip(), re.IGNORECASE):
            return name
    return None


def strongest_modal(text: str) -> str | None:
    for name, pattern in cues.MODALS:
        if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            return name
    return None


def figures(text: str) -> list[str]:
    """Figures with their units, as they stand; years and bare ordinals of one digit are left out."""
    found = [match.strip() for match in cues.QUANTITY.findall(text)]
    return [figure for figure in found if not re.fullmatch(r"(?:19|20)\d\d|\d", figure)]


def own_commitment(text: str) -> bool:
    """Whether the publisher speaks of what it does or will do."""
    return bool(cues.OWN_VOICE.search(text) and cues.COMMITMENT.search(text))


def _says_what_it_is(text: str) -> bool:
    return bool(text and (cues.THREAT.search(text) or cues.STANDING.search(text)) and _COPULA.search(text))


def _swaps(reading: Reading) -> Iterable[tuple[str, str, str]]:
    """`(old words, new words, following word)` of every short replacement that a kept word follows."""
    edits = reading.edits
    for place, edit in enumerate(edits[:-1]):
        follower = edits[place + 2] if place + 2 < len(edits) else None
        if edit.op == "-" and edits[place + 1].op == "+" and follower and follower.op == "=":
            before, after = edit.text.strip(), edits[place + 1].text.strip()
            if len(before.split()) <= 3 and len(after.split()) <= 3 and follower.text.split():
                yield before, after, follower.text.split()[0]


def _names_only(before: str, after: str) -> bool:
    """Whether both are names: capitalised words, with small ones between them (`People's Republic of China`)."""
    return all(_name(words) for words in (before.split(), after.split()))


def _name(words: list[str]) -> bool:
    capitals = sum(word[:1].isupper() for word in words)
    return 0 < len(words) <= 6 and 2 * capitals > len(words) and words[-1][:1].isupper()
