"""Rules on who: who carries a task, and what an actor is called."""

from __future__ import annotations

import re

from tracker.compare.shifts import cues
from tracker.compare.shifts.cues import found, hits, stems_of
from tracker.compare.shifts.finding import Finding
from tracker.compare.shifts.reading import Reading
from tracker.compare.shifts.turned import listed
from tracker.compare.units import FUNCTION_WORDS

_MONTHS = frozenset("January February March April June July August September October November December".split())
"""Names that are no actor's. `May` is as often a modal."""
_TASK = re.compile(r"\bresponsib(?:le|ility|ilities) (?:for|to) ((?:[\w'’-]+ ){0,3}[\w'’-]+)")
"""What somebody is said to be responsible for, by its first words."""


def bearer(reading: Reading) -> Finding | None:
    """Who carries a task: another actor before the same words, other words for it, or words that one side alone has,
    where both speak of the task or it is said who carries it before all others."""
    old, new = hits(cues.RESPONSIBILITY, reading.old), hits(cues.RESPONSIBILITY, reading.new)
    if not old and not new:
        return None
    if reading.candidate.ground == "revised":
        for stretch in reading.stretches:
            if found(cues.RESPONSIBILITY, stretch.before) or found(cues.RESPONSIBILITY, stretch.after):
                break
            if _names_only(stretch.before, stretch.after) and not _same_name(stretch.before, stretch.after):
                why = f"“{stretch.before}” carried the task (“{listed(old)}”), now “{stretch.after}”."
                return Finding("responsibility", "responsibility.actor", why, weight=0.8)
        else:
            return None
    if {stems_of(word) for word in old} == {stems_of(word) for word in new}:
        return None
    first = any(found(cues.FIRST_RESPONSIBLE, word) for word in (*old, *new) if (word in old) != (word in new))
    if not (old and new) and not first and not _one_task(reading.old, reading.new):
        return None
    if old and new:
        why = f"Who carries the task was “{listed(old)}” and is “{listed(new)}” now."
    elif reading.candidate.ground == "alone":
        why = f"Only the {'new' if new else 'old'} version gives the task to somebody here: “{listed(new or old)}”."
    else:
        why = f"Only the {'new' if new else 'old'} wording says who carries the task: “{listed(new or old)}”."
    return Finding("responsibility", "responsibility.bearer", why, weight=1.6 if first else 0.8)


def naming(reading: Reading) -> Finding | None:
    """Another name for the same actor is all that differs."""
    if reading.candidate.ground != "revised" or not reading.stretches:
        return None
    if not _opens(reading) and all(_one_name_each(stretch.before, stretch.after) for stretch in reading.stretches):
        before, after = reading.stretches[0].before, reading.stretches[0].after
        return Finding("naming", "naming.actor", f"“{before}” is called “{after}”.")
    return None


def _one_task(old: str, new: str) -> bool:
    """Whether the task for which one text says who is responsible is spoken of in the other one, too."""
    for text, other in ((old, new), (new, old)):
        for task in _TASK.findall(text.lower()):
            if not stems_of(task).isdisjoint(stems_of(other)):
                return True
    return False


def _opens(reading: Reading) -> bool:
    """Whether the first of what differs is but the word with which a sentence opens: its capital makes it no name
    (`In`, `Expanding`), unless it names the theme or has another one (`NATO`)."""
    first = reading.stretches[0]
    sides = ((first.before, reading.old, reading.candidate.old), (first.after, reading.new, reading.candidate.new))
    if not all(text.startswith(words) for words, text, _ in sides):
        return False
    if any(sentence and 0 in sentence.named_at for _, _, sentence in sides):
        return False
    return any(" " not in words and words[1:].islower() for words, _, _ in sides)


def _one_name_each(before: str, after: str) -> bool:
    """Whether both are one name each, not several, nor a phrase with names in it (`ratification by Russia`), nor two
    forms of one (`State`, `States`)."""
    small = [word for word in (*before.split(), *after.split()) if word[:1].islower()]
    several = not {"and", "or"}.isdisjoint(small) or "," in before + after
    if several or not FUNCTION_WORDS.issuperset(small) or stems_of(before) == stems_of(after):
        return False
    return _names_only(before, after)


def _names_only(before: str, after: str) -> bool:
    """Whether both are names: capitalised words, with small ones between them (`People's Republic of China`)."""
    return all(_name(words) for words in (before.split(), after.split()))


def _name(words: list[str]) -> bool:
    if not _MONTHS.isdisjoint(words):
        return False
    capitals = sum(word[:1].isupper() for word in words)
    return 0 < len(words) <= 6 and 2 * capitals > len(words) and words[-1][:1].isupper()


def _same_name(before: str, after: str) -> bool:
    """Whether one is a short or long form of the other (`the Republic of Korea`, `Korea`)."""
    old, new = (frozenset(word.casefold() for word in text.split() if word[:1].isupper()) for text in (before, after))
    return old <= new or new <= old
