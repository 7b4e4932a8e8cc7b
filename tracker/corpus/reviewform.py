"""What a review file says: readable YAML, one entry after another in the order of the text, so that git can merge two
people's.

A file that git could not merge, with its conflict marks, is read as both people's entries together; where they decided
differently, the entry is flagged and says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from tracker import yamltext
from tracker.model.review import Anchor, Judgement, Repairing, Retagging, Review, SideName, Verdict
from tracker.records import Record, read_record

SCHEMA = "tracker.review/1"
_MAX_BYTES = 20_000_000
_REMEDY = "correct the file or take it away"
_NUMBER = re.compile(r"\d+")
_KEYS = ("schema", "old", "new", "judgements", "pairings", "tags")
_JUDGEMENT_KEYS = ("change", "shift", "kind", "theme", "verdict", "note", "old", "new")
_PAIRING_KEYS = ("deed", "old", "new")
_TAGS_KEYS = ("side", "passage", "add", "remove")
_ANCHOR_KEYS = ("locus", "quote", "before", "after")


def write_review(review: Review) -> bytes:
    record: dict[str, object] = {"schema": SCHEMA, "old": review.old, "new": review.new}
    judgements = sorted(review.judgements, key=lambda item: (*_place(item.old, item.new), item.about, item.id))
    repairings = sorted(review.repairings, key=lambda item: (*_place(item.old, item.new), item.deed))
    retaggings = sorted(review.retaggings, key=lambda item: (*_place(item.passage, None), item.side))
    for name, entries in (
        ("judgements", [_judgement_record(item) for item in judgements]),
        ("pairings", [_pairing_record(item) for item in repairings]),
        ("tags", [_tags_record(item) for item in retaggings]),
    ):
        if entries:
            record[name] = entries
    return yamltext.dump(record).encode()


def parse_review(text: str, *, source: str) -> Review:
    sides = _both_sides(text)
    if sides is None:
        return _review(text, source)
    ours, theirs = (_review(side, source) for side in sides)
    return merge_reviews(ours, theirs)


def merge_reviews(ours: Review, theirs: Review) -> Review:
    """The entries of both; what they decided differently becomes one flagged entry with both verdicts and notes."""
    judgements = {(item.about, item.id): item for item in ours.judgements}
    for item in theirs.judgements:
        present = judgements.get((item.about, item.id))
        judgements[item.about, item.id] = item if present is None else _agreed(present, item)
    return replace(
        ours,
        judgements=tuple(judgements.values()),
        repairings=tuple(dict.fromkeys((*ours.repairings, *theirs.repairings))),
        retaggings=tuple(dict.fromkeys((*ours.retaggings, *theirs.retaggings))),
    )


def _agreed(one: Judgement, other: Judgement) -> Judgement:
    notes = list(dict.fromkeys(note for note in (one.note, other.note) if note))
    verdict = one.verdict or other.verdict
    if one.verdict and other.verdict and one.verdict != other.verdict:
        verdict = "flagged"
        notes.insert(0, f"Judged differently: {one.verdict}, {other.verdict}.")
    return replace(one, verdict=verdict, note="\n".join(notes))


def _both_sides(text: str) -> tuple[str, str] | None:
    """The two texts that git left in one with conflict marks; None where there are none."""
    if not re.search(r"^<{7} ", text, re.MULTILINE):
        return None
    ours: list[str] = []
    theirs: list[str] = []
    both = (ours, theirs)
    into: tuple[list[str], ...] = both
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            into = (ours,)
        elif line.startswith(">>>>>>> "):
            into = both
        elif into is not both and line.startswith("||||||| "):
            into = ()
        elif into is not both and line.rstrip("\r\n") == "=======":
            into = (theirs,)
        else:
            for side in into:
                side.append(line)
    return "".join(ours), "".join(theirs)


def _place(old: Anchor | None, new: Anchor | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where an entry stands in the file: by the new text, what only the old one has by the old."""
    first, second = new or old, old
    return _numbers(first), _numbers(second)


def _numbers(anchor: Anchor | None) -> tuple[int, ...]:
    return tuple(map(int, _NUMBER.findall(anchor.locus))) if anchor else ()


def _judgement_record(item: Judgement) -> dict[str, object]:
    return _present(
        {
            item.about: item.id,
            "kind": item.kind,
            "theme": item.theme,
            "verdict": item.verdict,
            "note": item.note,
            "old": _anchor_record(item.old),
            "new": _anchor_record(item.new),
        }
    )


def _pairing_record(item: Repairing) -> dict[str, object]:
    return {"deed": item.deed, "old": _anchor_record(item.old), "new": _anchor_record(item.new)}


def _tags_record(item: Retagging) -> dict[str, object]:
    return _present(
        {
            "side": item.side,
            "add": list(item.add),
            "remove": list(item.remove),
            "passage": _anchor_record(item.passage),
        }
    )


def _anchor_record(anchor: Anchor | None) -> dict[str, object] | None:
    if anchor is None:
        return None
    return _present({key: getattr(anchor, key) for key in _ANCHOR_KEYS})


def _present(record: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in record.items() if value}


def _review(text: str, source: str) -> Review:
    record = read_record(text, _KEYS, source=source, remedy=_REMEDY, max_bytes=_MAX_BYTES)
    record.check_schema(SCHEMA)
    return Review(
        old=record.prose("old", needed=True),
        new=record.prose("new", needed=True),
        judgements=tuple(map(_judgement, record.parts("judgements", _JUDGEMENT_KEYS))),
        repairings=tuple(map(_pairing, record.parts("pairings", _PAIRING_KEYS))),
        retaggings=tuple(map(_tags, record.parts("tags", _TAGS_KEYS))),
    )


def _judgement(record: Record) -> Judgement:
    about = "shift" if "shift" in record else "change"
    return Judgement(
        about=about,  # type: ignore[arg-type]
        id=record.prose(about, needed=True),
        kind=record.prose("kind", needed=True),
        theme=record.prose("theme") or None,
        old=_anchor(record, "old"),
        new=_anchor(record, "new"),
        verdict=record.one_of("verdict", get_args(Verdict)),  # type: ignore[arg-type]
        note=record.prose("note"),
    )


def _pairing(record: Record) -> Repairing:
    deed, old, new = record.one_of("deed", ("join", "part")), _anchor(record, "old"), _anchor(record, "new")
    if old is None or new is None or deed is None:
        raise record.fault("", "a pairing needs deed, old and new")
    return Repairing(deed, old, new)  # type: ignore[arg-type]


def _tags(record: Record) -> Retagging:
    side, passage = record.one_of("side", get_args(SideName)), _anchor(record, "passage")
    if passage is None or side is None:
        raise record.fault("", "a change of tags needs side and passage")
    return Retagging(side, passage, record.texts("add"), record.texts("remove"))  # type: ignore[arg-type]


def _anchor(record: Record, key: str) -> Anchor | None:
    part = record.part(key, _ANCHOR_KEYS)
    if part is None:
        return None
    return Anchor(part.prose("quote", needed=True), part.prose("before"), part.prose("after"), part.prose("locus"))
