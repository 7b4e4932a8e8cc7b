"""Whether a rewording is editorial (spelling, punctuation, case, spacing, numbering, an abbreviation spelled out)
or may change what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.compare.edits import Stretch, stretches
from tracker.compare.units import FUNCTION_WORDS, letters_of, without_label, words_of
from tracker.model.comparison import Edit, Significance

_SPELLINGS = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"is(e[ds]?|ing)$"), r"iz\1"),
    (re.compile(r"ys(e[ds]?|ing)$"), r"yz\1"),
    (re.compile(r"our"), "or"),
    (re.compile(r"([^aeiou])re$"), r"\1er"),
    (re.compile(r"ence(s?)$"), r"ense\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"([ls])\1(ed|ing|er)"), r"\1\2"),
    (re.compile(r"programme"), "program"),
)
_SIGN = re.compile(r"[^\W_]|[%$€£]|(?<=\d)\.(?=\d)")
_OFTEN_MISREAD = frozenset("I1O0")
_ALIKE = (frozenset("Il1"), frozenset("Oo0"))
_IN_BRACKETS = re.compile(r"\((?:[A-Z][A-Z.&/-]+s?|\d{1,2}|[a-z]|[ivx]{1,4})\)[,;]?")
_WORN = frozenset(" ~?[]^|*")
_SMALL = frozenset("a an and for in of on or the to".split())


def significance_of(old: str, new: str, edits: Sequence[Edit]) -> Significance:
    """How much the edits from `old` to `new` weigh. One-sided text is always substantive."""
    if old == new:
        return "none"
    if not old or not new:
        return "substantive"
    if same_wording(old, new):
        return "editorial"
    return "substantive" if substantive(edits) else "editorial"


def substantive(edits: Sequence[Edit]) -> tuple[Stretch, ...]:
    """The stretches that are more than editorial."""
    found = stretches(edits)
    return tuple(
        stretch for stretch in found[_heads(edits) :] if not editorial(stretch) and not _in_brackets(stretch, edits)
    )


def _heads(edits: Sequence[Edit]) -> bool:
    """Whether the edits begin with a heading that was run into the text, or taken out of it: one with a colon that says
    nothing the text does not (`Cyprus: Tensions on Cyprus …`), or one in capitals behind which a small word begins the
    sentence in one of its own (`Arms Control The talks …`)."""
    if len(edits) > 2 and edits[0].op == edits[2].op == "=" and edits[1].text.endswith(edits[0].text):
        # The heading begins with the word with which the text does.
        length = len(edits[0].text)
        head, after = edits[0].text + edits[1].text[:-length], edits[0].text + edits[2].text
    elif len(edits) > 1 and edits[0].op != "=" and edits[1].op == "=":
        head, after = edits[0].text, edits[1].text
    else:
        return False
    opener = next(iter(after.split(maxsplit=1)), "")
    opens = len(opener) == 1 or opener[1:].islower()  # `US`, `WHO` and `IT` are names.
    if opens and opener[:1].isupper() and opener.lower() in FUNCTION_WORDS and not head.rstrip().endswith(tuple(".,;")):
        # Where all words are written large, the rest is a heading as well (`Defeating The Threat`).
        if not any(word[0].islower() and word not in _SMALL for word in after.split()):
            return False
        return not any(word[0].islower() for word in re.findall(r"\w[\w'’-]*", head) if word not in _SMALL)
    kept = words_of(" ".join(edit.text for edit in edits if edit.op == "="))
    return head.rstrip().endswith(":") and FUNCTION_WORDS.union(kept).issuperset(words_of(head))


def same_wording(old: str, new: str) -> bool:
    """Whether two texts differ in spacing, case, punctuation, typography or enumeration at most."""
    return letters_of(without_label(old)) == letters_of(without_label(new))


@lru_cache(maxsize=65_536)  # A revised pair is judged for its change and for every theme it is about.
def editorial(stretch: Stretch) -> bool:
    """Whether it differs in spelling, typography or the like, or spells an abbreviation out."""
    before, after = stretch.before, stretch.after
    if letters_of(before) == letters_of(after) or _misread(before, after) or _worn(before, after):
        return True
    old_words, new_words = words_of(before), words_of(after)
    if old_words and [_spelling(word) for word in old_words] == [_spelling(word) for word in new_words]:
        return True
    return _abbreviates(before, new_words) or _abbreviates(after, old_words)


def _in_brackets(stretch: Stretch, edits: Sequence[Edit]) -> bool:
    """Whether it adds in brackets the abbreviation of what stands before them (`Gulf Cooperation Council (GCC)`) or the
    number of an item, not a name or a figure of its own (`allies (NATO)`, `the permanent members (5)`)."""
    words = stretch.before or stretch.after
    if (stretch.before and stretch.after) or not _IN_BRACKETS.fullmatch(words):
        return False
    text = "".join(edit.text for edit in edits if edit.op in ("=", "-" if stretch.before else "+"))
    lead, inside = text.partition(words)[0].rstrip(), words.strip("(),;")
    if inside.isdigit():
        last = next(iter(lead.split()[-1:]), ";")
        in_list = any(f"({int(inside) + step})" in text for step in (-1, 1))
        return in_list or last[-1] in ",;:–—" or last.lower() in FUNCTION_WORDS
    return inside.islower() or _shortens(inside, lead)


def _shortens(short: str, lead: str) -> bool:
    """Whether the letters of an abbreviation stand in their order in the words before it, the first at the head of a
    word (`intercontinental ballistic missiles (ICBMs)`), or the last one heads the word before it (`Council (GCC)`)."""
    letters = re.sub(r"[^A-Z]", "", short).lower()
    words = lead.lower().replace("-", " ").split()[-len(letters) - 3 :]
    if words and words[-1][0] == letters[-1]:
        return True
    text = " ".join(words)
    starts = [
        place for place in range(len(text)) if text[place] == letters[0] and (not place or text[place - 1] == " ")
    ]
    return any(_holds(text[start:], letters) for start in starts)


def _holds(text: str, letters: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _misread(before: str, after: str) -> bool:
    """Whether they differ in what a scan takes for one another at most (`capabi Iities`, `wi11`). A small i is never an
    l: `fail` is not `fall`."""
    if _OFTEN_MISREAD.isdisjoint(before + after):
        return False
    old, new = ("".join(_SIGN.findall(text)) for text in (before, after))
    return len(old) == len(new) and all(
        a == b or a.casefold() == b.casefold() or any({a, b} <= signs for signs in _ALIKE)
        for a, b in zip(old, new, strict=True)
    )


def _worn(before: str, after: str) -> bool:
    """Whether they differ in letters at most of which a scan left a blank or a speck (`fr edom`, `s~rong`), one in
    three of them."""
    if len(before) != len(after) or len(before) < 2:
        return False
    lost = [{a, b} for a, b in zip(before, after, strict=True) if a != b]
    # A question mark at an end asks (`safer`, `safe?`).
    return (
        len(lost) <= max(1, len(before) // 3)
        and "?" not in before[-1] + after[-1]
        and all(any(map(str.isalpha, signs)) and not _WORN.isdisjoint(signs) for signs in lost)
    )


@lru_cache(maxsize=65_536)  # Of the words that changed, most changed before.
def _spelling(word: str) -> str:
    """One spelling for what British and American usage write differently."""
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word


def _abbreviates(short: str, long: Sequence[str]) -> bool:
    """Whether `short` is an abbreviation in capitals whose letters head the words of `long`."""
    letters = re.sub(r"[\s.()\[\],;]", "", short)
    if not re.fullmatch(r"[A-Z]{2,}s?", letters):
        return False
    initials = "".join(word[0] for word in long if word not in _SMALL)
    all_initials = "".join(word[0] for word in long)
    return letters.rstrip("s").casefold() in (initials, all_initials)
