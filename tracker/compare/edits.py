"""Word-level edits between two texts that are revisions of each other: exact to the character, cut only between
words.

The one importer of diff-match-patch. Its `diff_main` is not used: the longest common subsequence of words comes
from rapidfuzz, an order of magnitude faster on paragraphs and with no clock in it; `diff_cleanupSemantic` then
makes the runs readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from tracker.model.comparison import Edit, EditOp
from tracker.model.words import MARKS, UNSPACED

_TOKEN = re.compile(
    rf"(?:[^\W_{UNSPACED}]+(?:['’.,-][^\W_{UNSPACED}]+|[{MARKS}]+[^\W_{UNSPACED}]*)*+|[{UNSPACED}]|[^\w\s]|_)\s*|\s+"
)
_KEEP_APART = re.compile(
    r"(?:will|must|shall|should|may|might|can|could|would|not|no|never|[^a-z]*\d.*)$", re.IGNORECASE
)
_REVERSED: dict[EditOp, EditOp] = {"=": "=", "-": "+", "+": "-"}
_OPS: dict[int, EditOp] = {0: "=", -1: "-", 1: "+"}


@lru_cache(maxsize=16_384)  # A revised pair is read once for its change and once for every theme it is about.
def word_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Edits that turn `old` into `new`. Kept and deleted runs join to `old`, kept and inserted runs to `new`."""
    if old == new:
        return (Edit("=", old),) if old else ()
    if old > new:
        # Of several longest common subsequences one is taken: the same in both directions.
        return reversed_edits(word_edits(new, old))
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    runs = _runs(old_tokens, new_tokens)
    return joined_edits(_spelled(runs, old_tokens, new_tokens))


def replacement(old: str, new: str) -> tuple[Edit, ...]:
    """One deletion and one insertion: for texts that are not revisions of each other."""
    return tuple(_changed(old, new))


def reversed_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits of the other direction."""
    return joined_edits(Edit(_REVERSED[edit.op], edit.text) for edit in edits)


def edits_within(edits: Sequence[Edit], start: int, end: int) -> tuple[tuple[Edit, ...], int]:
    """The edits as far as they make the characters `start` to `end` of the new text, and where in the old text they
    begin. What was deleted at a border belongs to what follows it, at the end of the text to what stands before."""
    length = sum(len(edit.text) for edit in edits if edit.op != "-")
    part: list[Edit] = []
    old = new = 0
    begins: int | None = None
    for edit in edits:
        a, b = max(start - new, 0), min(end - new, len(edit.text))
        if edit.op == "-":
            taken = edit if start <= new < end or start < new == end == length else None
        else:
            taken = Edit(edit.op, edit.text[a:b]) if a < b else None
        if taken:
            part.append(taken)
            if begins is None:
                begins = old + (a if edit.op == "=" else 0)
        old += len(edit.text) * (edit.op != "+")
        new += len(edit.text) * (edit.op != "-")
    return tuple(part), begins or 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two kept runs; either side may be empty."""

    before: str
    after: str


def stretches(edits: Iterable[Edit]) -> list[Stretch]:
    out: list[Stretch] = []
    for kept, group in groupby(edits, key=lambda edit: edit.op == "="):
        if not kept:
            texts = {edit.op: edit.text for edit in group}
            out.append(Stretch(texts.get("-", "").strip(), texts.get("+", "").strip()))
    return out


def joined_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Neighbours of one kind made one; within a changed stretch the deletion stands before the insertion."""
    out: list[Edit] = []
    kept = deleted = inserted = ""
    for edit in edits:
        if edit.op == "=":
            if deleted or inserted:
                out += _changed(deleted, inserted)
                deleted = inserted = ""
            kept += edit.text
        else:
            if kept:
                out.append(Edit("=", kept))
                kept = ""
            if edit.op == "-":
                deleted += edit.text
            else:
                inserted += edit.text
    return tuple(out + ([Edit("=", kept)] if kept else _changed(deleted, inserted)))


def _changed(deleted: str, inserted: str) -> list[Edit]:
    return [edit for edit in (Edit("-", deleted), Edit("+", inserted)) if edit.text]


def _runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """`(op, number of tokens)` in the manner of diff-match-patch, made readable."""
    codes: dict[str, str] = {}
    old_code, new_code = _encoded(old, codes), _encoded(new, codes)
    diffs: list[tuple[int, str]] = []
    for code in Indel.opcodes(old_code, new_code):
        if code.tag == "equal":
            diffs.append((0, old_code[code.src_start : code.src_end]))
            continue
        if code.src_end > code.src_start:
            diffs.append((-1, old_code[code.src_start : code.src_end]))
        if code.dest_end > code.dest_start:
            diffs.append((1, new_code[code.dest_start : code.dest_end]))
    words = {code: word for word, code in codes.items()}
    return [(op, len(text)) for op, text in _cleaned(diffs, words)]


def _encoded(tokens: Sequence[str], codes: dict[str, str]) -> str:
    out = []
    for token in tokens:
        word = token.strip() or " "
        code = codes.get(word)
        if code is None:
            number = len(codes) + 0x100
            code = codes[word] = chr(number if number < 0xD800 else number + 0x800)
        out.append(code)
    return "".join(out)


def _cleaned(diffs: list[tuple[int, str]], words: dict[str, str]) -> list[tuple[int, str]]:
    """`diff_cleanupSemantic`, kept from swallowing an equal run that parts two edits which must be read one by one."""
    cleaner = diff_match_patch()
    out: list[tuple[int, str]] = []
    segment: list[tuple[int, str]] = []
    for place, (op, text) in enumerate(diffs):
        if op == 0 and _parts_readings(diffs, place, words):
            out.extend(_clean_segment(cleaner, segment))
            out.append((0, text))
            segment = []
        else:
            segment.append((op, text))
    out.extend(_clean_segment(cleaner, segment))
    return out


def _clean_segment(cleaner: diff_match_patch, segment: list[tuple[int, str]]) -> list[tuple[int, str]]:
    cleaner.diff_cleanupSemantic(segment)
    return segment


def _parts_readings(diffs: Sequence[tuple[int, str]], place: int, words: dict[str, str]) -> bool:
    """Whether the equal run stands between edits of which one swaps a number, a modal or a negation."""
    before = _stretch(reversed(diffs[:place]))
    after = _stretch(diffs[place + 1 :])
    return any(_KEEP_APART.match(words[code]) for side in (before, after) for code in side if len(side) <= 4)


def _stretch(diffs: Iterable[tuple[int, str]]) -> str:
    out = ""
    for op, text in diffs:
        if op == 0:
            break
        out += text
    return out


def _spelled(runs: Iterable[tuple[int, int]], old: Sequence[str], new: Sequence[str]) -> Iterable[Edit]:
    i = j = 0
    for op, count in runs:
        old_text = "".join(old[i : i + count]) if op <= 0 else ""
        new_text = "".join(new[j : j + count]) if op >= 0 else ""
        i += count if op <= 0 else 0
        j += count if op >= 0 else 0
        if op:
            yield Edit(_OPS[op], old_text or new_text)
        elif old_text == new_text:
            yield Edit("=", old_text)
        else:
            yield from _same_words(old[i - count : i], new[j - count : j])


def _same_words(old: Sequence[str], new: Sequence[str]) -> Iterable[Edit]:
    """Equal words whose blanks differ."""
    for before, after in zip(old, new, strict=True):
        if before == after:
            yield Edit("=", before)
            continue
        word = before.strip()
        head = len(before) - len(before.lstrip())
        same_head = before[:head] == after[: len(after) - len(after.lstrip())]
        if not word or not same_head:
            yield from replacement(before, after)
            continue
        yield Edit("=", before[:head] + word)
        yield from replacement(before[head + len(word) :], after[head + len(word) :])
