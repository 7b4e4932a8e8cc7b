"""The rules that class a shift. Each looks at one reading and says what it found, or None; the first to speak wins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from tracker.compare.edits import Stretch
from tracker.compare.shifts import cues
from tracker.compare.shifts.actors import bearer, naming
from tracker.compare.shifts.cues import found, hits, stems_of
from tracker.compare.shifts.finding import Finding
from tracker.compare.shifts.predicates import bare
from tracker.compare.shifts.reading import Reading
from tracker.compare.shifts.turned import became, listed, turned, words_between
from tracker.compare.units import stem, words_of

SAME_POINT = 0.3
"""Likeness from which two sentences that answer each other are so much of one point that a condition in one of them
tells. On the judged pairs any bound from 0 to .3 gives the same kinds or better, one above it worse ones."""

NAMED_ONCE = -0.5
"""For a sentence on something else that names the theme now, or does not any more: on eleven judged pairs, any figure
from -.3 to -.6 puts the same ones first."""

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
    phrase = reading.new_phrase or reading.old_phrase
    said = f" (“{bare(phrase)}”)" if phrase else ""
    if reading.new:
        return Finding("introduction", "presence.new", f"The old version does not say this of the theme{said}.")
    return Finding("omission", "presence.gone", f"Not found in the new version{said}.")


def named_once(reading: Reading) -> Finding | None:
    """A sentence that went on, but names the theme in one wording alone."""
    for stretch in reading.stretches:
        if not reading.only_old.isdisjoint(words_of(stretch.before)):
            why = f"Not named in the new wording: {turned(stretch)}"
            return Finding("omission", "presence.named", why, weight=NAMED_ONCE)
        if not reading.only_new.isdisjoint(words_of(stretch.after)):
            why = f"Not named in the old wording: {turned(stretch)}"
            return Finding("introduction", "presence.named", why, weight=NAMED_ONCE)
    return None


def same_head_modality(reading: Reading) -> Finding | None:
    """Another modal before the same verb: `must forge` → `will forge`."""
    for before, after, head in _swaps(reading):
        old, new = modal_class(before), modal_class(after)
        if old and new and old != new:
            return Finding("modality", "modality.same-head", f"“{before} {head}” became “{after} {head}”.", weight=0.4)
    return None


def polarity(reading: Reading) -> Finding | None:
    """A negation put in or taken out of a revised sentence."""
    for stretch in reading.stretches:
        old, new = bool(found(_NOT, stretch.before)), bool(found(_NOT, stretch.after))
        if old != new and len((stretch.before + stretch.after).split()) <= 6:
            side = "new" if new else "old"
            return Finding(
                "modality", "modality.negation", f"A negation stands in the {side} wording alone.", weight=0.4
            )
    return None


def quantity(reading: Reading) -> Finding | None:
    """Another figure in the same place, or figures put in and taken out within one sentence (`2 to 2-1/4`, then
    `2-1/4 to 2-1/2`). What the sentences have in common is not told."""
    changed = _changed(reading)
    if not (_NUMBER.search(changed.before) and _NUMBER.search(changed.after)):
        return None
    gone, come = _figures_without(reading.old, reading.new), _figures_without(reading.new, reading.old)
    if gone and come:
        return Finding("quantity", "quantity.changed", f"{', '.join(gone)} became {', '.join(come)}.", weight=0.3)
    if (gone or come) and any(figures(stretch.before) and figures(stretch.after) for stretch in reading.stretches):
        why = f"{', '.join(gone or come)} in the {'old' if gone else 'new'} wording alone."
        return Finding("quantity", "quantity.changed", why, weight=0.3)
    return None


def conditional(reading: Reading) -> Finding | None:
    """What was said outright is made to depend on something, or the other way round."""
    candidate = reading.candidate
    if candidate.ground == "alone" or candidate.likeness < SAME_POINT:
        return None
    old, new = hits(cues.CONDITION, reading.old), hits(cues.CONDITION, reading.new)
    if bool(old) == bool(new):
        return None
    side = "new" if new else "old"
    why = f"Only the {side} wording makes it depend on something (“{listed(new or old)}”)."
    return Finding("modality", "modality.condition", why, weight=0.4)


def priority(reading: Reading) -> Finding | None:
    """What comes first is said in other words, or on one side alone."""
    candidate = reading.candidate
    if candidate.ground == "alone" or (candidate.ground == "answered" and candidate.likeness < SAME_POINT):
        return None
    old, new = hits(cues.PRIORITY, reading.old), hits(cues.PRIORITY, reading.new)
    if {stems_of(word) for word in old} == {stems_of(word) for word in new}:
        return None
    return Finding("priority", "priority.words", _then_now(old, new))


def intensity(reading: Reading) -> Finding | None:
    """A word of force put in, taken out or exchanged where the publisher speaks of itself in a revised sentence:
    `we strongly condemn` → `we condemn`."""
    if not (reading.stretches and reading.voice.speaks(reading.old) and reading.voice.speaks(reading.new)):
        return None
    old, new = hits(cues.INTENSITY, reading.old), hits(cues.INTENSITY, reading.new)
    gone, come = [word for word in old if word not in new], [word for word in new if word not in old]
    short = [f"{stretch.before} {stretch.after}".lower() for stretch in reading.stretches]
    if any(word in text and len(text.split()) <= 6 for word in (*gone, *come) for text in short):
        return Finding("modality", "modality.intensity", _then_now(gone, come))
    return None


def predicate(reading: Reading) -> Finding | None:
    """What they say the actor is differs: `an acute threat`, then `a persistent threat`, or nothing of the kind."""
    old, new = reading.old_phrase, reading.new_phrase
    if reading.candidate.ground == "alone" or not (old or new):
        return None
    if not old or not new:
        side, phrase = ("old", old) if old else ("new", new)
        why = f"“{bare(phrase or '')}” in the {side} wording; the other does not call it that."
        return Finding("characterisation", "characterisation.one-side", why)
    if bare(old).casefold() == bare(new).casefold():
        return None
    return Finding("characterisation", "characterisation.predicate", f"“{bare(old)}” became “{bare(new)}”.", weight=0.9)


def characterisation(reading: Reading) -> Finding | None:
    """What an actor is said to be or do: threat, challenge, competitor, partner, with its qualifiers. Where the theme
    is none, such words are mostly said of something else (`the risk of a crisis`), unless they say what it is."""
    if reading.candidate.ground == "alone":
        return None
    if reading.candidate.ground == "revised":
        changed = _changed(reading)
        before, after = ({stem(word) for word in found(cues.CALLED, text)} for text in (changed.before, changed.after))
        if before != after and not (reading.voice.commits(reading.old) and reading.voice.commits(reading.new)):
            why = became(cues.CALLED, changed.before, changed.after)
            return Finding("characterisation", "characterisation.words", why)
        return None
    says = _says_what_it_is if reading.candidate.theme.actor else _says_outright
    old, new = says(reading.old), says(reading.new)
    if (old or new) and not (reading.voice.commits(reading.old) and reading.voice.commits(reading.new)):
        why = became(_CHARACTER, reading.old, reading.new, names=False)
        return Finding("characterisation", "characterisation.subject", why) if why else None
    return None


def modality(reading: Reading) -> Finding | None:
    """Sentences that answer each other in which the publisher speaks of itself in other modes: `we will` against
    `we seek to`."""
    if reading.candidate.ground != "answered":
        return None
    old, new = (reading.voice.strongest_modal(text) for text in (reading.old, reading.new))
    if old and new and abs(cues.LADDER[old] - cues.LADDER[new]) >= 3:
        return Finding("modality", "modality.ladder", f"“{old}” then, “{new}” now.")
    return None


def commitment(reading: Reading) -> Finding | None:
    """What is done or promised differs, or what is said of it without promising anything."""
    if reading.candidate.ground == "alone":
        return None
    promises = any(cues.COMMITMENT.search(text.lower()) for text in (reading.old, reading.new))
    rule = "commitment.words" if promises else "commitment.wording"
    if reading.stretches:
        if not words_between(_changed(reading)):
            return None
        return Finding("commitment", rule, turned(max(reading.stretches, key=words_between)))
    why = (
        became(cues.COMMITMENT, reading.old, reading.new) or "Put in other words; nothing on the other side is nearer."
    )
    return Finding("commitment", rule, why)


RULES: tuple[Rule, ...] = (
    bearer,
    alone,
    naming,
    named_once,
    same_head_modality,
    quantity,
    polarity,
    priority,
    predicate,
    conditional,
    intensity,
    characterisation,
    modality,
    commitment,
)

_CHARACTER = re.compile(f"{cues.THREAT.pattern}|{cues.STANDING.pattern}")
_NOT = re.compile(r"\b(?:not|no|never|neither|nor|cannot|without|n't)\b")
_COUNTED = re.compile(r" (?!per|basis)[a-z]+(?<!illion)$")
"""What a figure counts (`warheads`), not how much of it it is (`million`, `percent`)."""
_NUMBER = re.compile(r"\d|illion\b|\b(?:percent|per cent|basis points?)\b")
"""A figure, or what makes it another one (`$3 million`, `$3 billion`)."""
_IS = r"is|are|remains?|poses?|represents?|has become|have become|continues to (?:be|pose)|constitutes?|presents?"
_COPULA = re.compile(rf"\b(?:{_IS}|seeks? to)\b")
_QUALIFIERS = (
    r"an?|the|our|its|their|this|of|one of|both|most|more|very|also|still|now|not|no|\w+ly|critical|fundamental|"
    r"important|essential|new"
)
_IS_CALLED = re.compile(
    rf"\b(?:{_IS}) [\"“‘]?(?:(?:(?:{_QUALIFIERS}) )*(?!\w+ing\b)(?:{_CHARACTER.pattern})|"
    rf"(?:[\"“‘]?[\w'’-]+[\"”’]?,? ){{0,4}}?(?:{cues.CALLED.pattern}))"
)
"""A sentence that says outright what something is: nothing but qualifiers before the telling word, or a few words of
any kind before one that says so wherever it stands."""


def modal_class(words: str) -> str | None:
    """The rung of the ladder that a short run of words stands on, if it is a modal."""
    spoken = words.strip().lower()
    for name, cue in cues.MODALS:
        if cue.fullmatch(spoken):
            return name
    return None


def figures(text: str) -> list[str]:
    """Figures with their units, as they stand; years and bare ordinals of one digit are left out."""
    written = [match.strip() for match in cues.QUANTITY.findall(cues.NO_QUANTITY.sub("", text))]
    return [figure for figure in written if not re.fullmatch(r"(?:19|20)\d\d|\d", figure)]


def _figures_without(text: str, other: str) -> list[str]:
    """The figures of a text without those that the other one has as well, whatever they count there."""
    known = Counter(_COUNTED.sub("", figure) for figure in figures(other))
    rest = []
    for figure in figures(text):
        number = _COUNTED.sub("", figure)
        if known[number]:
            known[number] -= 1
        else:
            rest.append(figure)
    return rest


def _says_what_it_is(text: str) -> bool:
    """What stands in a name (`Central America`, `the Missile Technology Control Regime`) says nothing of anybody."""
    return bool(text and found(_COPULA, text)) and _CHARACTER.search(text[:1].lower() + text[1:]) is not None


def _says_outright(text: str) -> bool:
    return bool(found(_IS_CALLED, text))


def _swaps(reading: Reading) -> Iterable[tuple[str, str, str]]:
    """`(old words, new words, following word)` of every short replacement that a kept word follows."""
    edits = reading.edits
    for place, edit in enumerate(edits[:-1]):
        follower = edits[place + 2] if place + 2 < len(edits) else None
        if edit.op == "-" and edits[place + 1].op == "+" and follower and follower.op == "=":
            before, after = edit.text.strip(), edits[place + 1].text.strip()
            if len(before.split()) <= 3 and len(after.split()) <= 3 and follower.text.split():
                yield before, after, follower.text.split()[0]


def _changed(reading: Reading) -> Stretch:
    """All that differs between revised sentences."""
    return Stretch(
        " ".join(stretch.before for stretch in reading.stretches),
        " ".join(stretch.after for stretch in reading.stretches),
    )


def _then_now(old: Sequence[str], new: Sequence[str]) -> str:
    if old and new:
        return f"“{listed(old)}” then, “{listed(new)}” now."
    return f"“{listed(old or new)}” in the {'old' if old else 'new'} wording alone."
