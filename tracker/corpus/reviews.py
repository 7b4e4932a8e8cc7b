"""Review files: readable YAML, one entry after another in the order of the text, so that git can merge two people's.

A file that git could not merge, with its conflict marks, is read as both people's entries together; where they decided
differently, the entry is flagged and says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

from tracker import yamltext
from tracker.bounded import read_bounded
from tracker.corpus import layout
from tracker.corpus.commits import Message
from tracker.errors import CorpusError, DataError, TrackerError
from tracker.model.review import Anchor, Judgement, Repairing, Retagging, Review, SideName, Verdict
from tracker.wholefile import replace_whole

SCHEMA = "tracker.review/1"
_MAX_BYTES = 20_000_000
_NUMBER = re.compile(r"\d+")
_ANCHOR_KEYS = ("locus", "quote", "before", "after")


@dataclass(frozen=True, slots=True)
class Saved:
    path: str
    commit: str | None
    """None where git had nothing to record, or would not."""
    warning: str = ""


def read_review(root: Path, series: str, old: str, new: str) -> Review | None:
    """None where nobody has reviewed the pair."""
    path = layout.review_path(series, old, new)
    return read_review_file(root / path, source=str(path))


def read_review_file(path: Path, *, source: str) -> Review | None:
    try:
        data = read_bounded(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataError(f"{source}: cannot be read ({error.strerror})") from error
    return parse_review(yamltext.decoded(data, source), source=source)


def save_review(root: Path, series: str, old: str, new: str, made: Callable[[Review | None], Review]) -> Saved:
    """Writes the file and commits it; where git refuses, the file is written all the same, and the reason told.

    `made` is asked once for the review, and given what the file says when nobody else can write it any more.
    """
    from tracker.corpus.store import open_for_writing

    path = layout.review_path(series, old, new)
    review = None
    try:
        with open_for_writing(root) as writer:
            review = made(read_review(root, series, old, new))
            data = None if review.is_empty else write_review(review)
            recorded = writer.record({path: data}, _message(series, old, new, review), edited=frozenset({path}))
        return Saved(str(path), recorded.commit if recorded else None)
    except TrackerError as error:
        review = review or made(read_review(root, series, old, new))
        write_review_file(root / path, review)
        return Saved(str(path), None, f"written, not committed: {error.message}")


def write_review_file(path: Path, review: Review) -> None:
    """Where a link stands, what it leads to is written."""
    try:
        replace_whole(Path(os.path.realpath(path)), write_review(review))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be written ({error.strerror})") from error


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
        return _Reading(text, source).review()
    ours, theirs = (_Reading(side, source).review() for side in sides)
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
    into: tuple[list[str], ...] = (ours, theirs)
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            into = (ours,)
        elif line.startswith("||||||| ") and into != (ours, theirs):
            into = ()
        elif line.rstrip("\r\n") == "=======" and into != (ours, theirs):
            into = (theirs,)
        elif line.startswith(">>>>>>> "):
            into = (ours, theirs)
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


def _message(series: str, old: str, new: str, review: Review) -> Message:
    count = len(review.judgements) + len(review.repairings) + len(review.retaggings)
    what = f"{count} {'entry' if count == 1 else 'entries'}"
    return Message(f"{series}: Review of {old}..{new} ({what})", trailers=(("Series", series),))


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


class _Reading:
    """One file being read; every complaint names its line."""

    def __init__(self, text: str, source: str) -> None:
        self.source = source
        self.loaded = yamltext.load(text, source=source, max_bytes=_MAX_BYTES)

    def review(self) -> Review:
        root = self._mapping(self.loaded.value, (), ("schema", "old", "new", "judgements", "pairings", "tags"))
        if root.get("schema") != SCHEMA:
            self._fault(("schema",), f"schema is {root.get('schema')!r}, not {SCHEMA!r}")
        return Review(
            old=self._text(root, "old", ()),
            new=self._text(root, "new", ()),
            judgements=tuple(self._each(root, "judgements", self._judgement)),
            repairings=tuple(self._each(root, "pairings", self._pairing)),
            retaggings=tuple(self._each(root, "tags", self._tags)),
        )

    def _each(self, root: dict[str, Any], name: str, read: Callable[[Any, yamltext.Path], Any]) -> Iterator[Any]:
        entries = root.get(name) or []
        if not isinstance(entries, list):
            self._fault((name,), f"{name} must be a list")
        for index, entry in enumerate(entries):
            yield read(entry, (name, index))

    def _judgement(self, value: Any, path: yamltext.Path) -> Judgement:
        known = ("change", "shift", "kind", "theme", "verdict", "note", "old", "new")
        record = self._mapping(value, path, known)
        about = "shift" if "shift" in record else "change"
        return Judgement(
            about=about,  # type: ignore[arg-type]
            id=self._text(record, about, path),
            kind=self._text(record, "kind", path),
            theme=self._text(record, "theme", path, needed=False) or None,
            old=self._anchor(record.get("old"), (*path, "old")),
            new=self._anchor(record.get("new"), (*path, "new")),
            verdict=cast("Verdict | None", self._one_of(record, "verdict", get_args(Verdict), path)),
            note=self._text(record, "note", path, needed=False),
        )

    def _pairing(self, value: Any, path: yamltext.Path) -> Repairing:
        record = self._mapping(value, path, ("deed", "old", "new"))
        old = self._anchor(record.get("old"), (*path, "old"))
        new = self._anchor(record.get("new"), (*path, "new"))
        deed = self._one_of(record, "deed", ("join", "part"), path)
        if old is None or new is None or deed is None:
            self._fault(path, "a pairing needs deed, old and new")
        return Repairing(deed, old, new)  # type: ignore[arg-type]

    def _tags(self, value: Any, path: yamltext.Path) -> Retagging:
        record = self._mapping(value, path, ("side", "passage", "add", "remove"))
        passage = self._anchor(record.get("passage"), (*path, "passage"))
        side = self._one_of(record, "side", get_args(SideName), path)
        if passage is None or side is None:
            self._fault(path, "a change of tags needs side and passage")
        add, remove = (self._words(record, key, path) for key in ("add", "remove"))
        return Retagging(side, passage, add, remove)  # type: ignore[arg-type]

    def _anchor(self, value: Any, path: yamltext.Path) -> Anchor | None:
        if value is None:
            return None
        record = self._mapping(value, path, _ANCHOR_KEYS)
        return Anchor(
            quote=self._text(record, "quote", path),
            **{key: self._text(record, key, path, needed=False) for key in ("before", "after", "locus")},
        )

    def _mapping(self, value: Any, path: yamltext.Path, known: Iterable[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._fault(path, "not a list of 'key: value' lines")
        known = tuple(known)
        for key in value:
            if key not in known:
                self._fault((*path, key), f"{key} is not a key here; known are {', '.join(known)}")
        return cast("dict[str, Any]", value)

    def _text(self, record: dict[str, Any], key: str, path: yamltext.Path, *, needed: bool = True) -> str:
        value = record.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value):
            self._fault((*path, key), f"{key} {'is missing' if not value else 'must be text'}")
        return cast(str, value)

    def _words(self, record: dict[str, Any], key: str, path: yamltext.Path) -> tuple[str, ...]:
        value = record.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._fault((*path, key), f"{key} must be a list of words")
        return tuple(value)

    def _one_of(self, record: dict[str, Any], key: str, known: Iterable[str], path: yamltext.Path) -> str | None:
        value = record.get(key)
        if value is not None and value not in known:
            self._fault((*path, key), f"{key} is {value!r}, not one of {', '.join(known)}")
        return cast("str | None", value)

    def _fault(self, path: yamltext.Path, what: str) -> None:
        raise DataError(f"{self.source}:{self.loaded.line(path)}: {what}", remedy="correct the file or take it away")
