"""The blocks of the full text: both versions from beginning to end, in step where passages of both belong together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tracker.model.comparison import Change, ChangeKind
from tracker.model.review import SideName
from tracker.report.phrases import change_phrase
from tracker.tui.blocks import Block, Cell, Pair, Row, Spans
from tracker.tui.instep import Item, Link, Run, in_step, items_of
from tracker.tui.lines import cut, shown, shown_line, spans_text
from tracker.tui.marks import CHANGE_SIGNS, CHANGE_STYLES
from tracker.tui.material import Material
from tracker.tui.sentences import Sentences

# Of several changes that a passage is part of, the one that says most about what became of it.
_TELLING: Sequence[ChangeKind] = (
    "reworded", "split", "merged", "kept", "moved", "added", "removed", "counterpart",
)  # fmt: skip
_SIDES: tuple[SideName, SideName] = ("old", "new")
_GLIMPSE = 60
"""Columns of the sentences that a further change of a passage is about."""


@dataclass(frozen=True, slots=True)
class FullText:
    """Every passage stands in one row, and every change has a block: a row, or a line of its own below one."""

    blocks: tuple[Block, ...]
    outline: tuple[Row, ...]
    """A row for each section; its key is that of the block with the heading."""
    changes: Mapping[str, str]
    """By the key of a row, the change that it stands for."""
    loci: Mapping[str, Mapping[SideName, str]]
    """By the key of a row, the first passage of each side that stands in it."""
    rows: Mapping[tuple[SideName, str], str]
    """By a passage, the key of the row in which it stands."""
    keys: Mapping[str, str]
    """By a change, the key of its block."""
    headings: tuple[int, ...]
    """Indices of the blocks with one."""

    def heading_at(self, index: int) -> str | None:
        """Key of the heading under which the block with this index stands."""
        place = bisect_right(self.headings, index)
        return self.blocks[self.headings[place - 1]].key if place else None

    def row_now(self, key: str) -> str | None:
        """Key of the row in which a passage stands of which a row had the key before passages were parted or joined."""
        _, _, passage = key.partition(":")
        side, _, locus = passage.partition(":")
        return self.rows.get(("old" if side == "old" else "new", locus))


def full_text(material: Material) -> FullText:
    writer = _Writer(material)
    old_at = new_at = 0
    for link in in_step(material.comparison, *writer.items):
        old_head, new_head = (
            writer.headings_before(side, run[0], at) for side, run, at in ((0, link.old, old_at), (1, link.new, new_at))
        )
        writer.write_apart((old_at, old_head), (new_at, new_head))
        writer.write_together(link, (old_head, new_head))
        old_at, new_at = link.old[1], link.new[1]
    writer.write_apart((old_at, len(writer.items[0])), (new_at, len(writer.items[1])))
    return writer.finished()


class _Writer:
    def __init__(self, material: Material) -> None:
        self._material = material
        self._sides = (material.old, material.new)
        self.items = (items_of(material.old.document), items_of(material.new.document))
        self._blocks: list[Block] = []
        self._outline: list[Row] = []
        self._changes: dict[str, str] = {}
        self._loci: dict[str, dict[SideName, str]] = {}
        self._rows: dict[tuple[SideName, str], str] = {}
        changes = material.comparison.changes
        self._sentences = (Sentences(material.old, changes), Sentences(material.new, changes))
        self._of = (_changes_by_passage(material, True), _changes_by_passage(material, False))

    def headings_before(self, side: int, index: int, least: int) -> int:
        """Where the headings begin that stand right over an item."""
        while index > least and self.items[side][index - 1].is_heading:
            index -= 1
        return index

    def write_together(self, link: Link, heads: tuple[int, int]) -> None:
        """The items of a link beside each other, and before them the headings from `heads` on."""
        old, new = (
            [item for item in self.items[side][head : run[1]] if item.is_heading]
            for side, head, run in ((0, heads[0], link.old), (1, heads[1], link.new))
        )
        # Where one text has more headings than the other, its first ones stand alone: the last belong to the same text.
        for before, after in reversed(list(zip_longest(old[::-1], new[::-1]))):
            self._put_heading(before, after)
        change = link.change
        if change is None:
            return
        block = self._material.change_blocks[change.id]
        texts = ["\n".join(p.text for p in side.passages(change)) for side in self._sides]
        spelled = ["".join(edit.text for edit in change.edits if edit.op != op) for op in ("+", "-")]
        # Sentences of these passages that another change accounts for are not in the block of this one.
        if texts == spelled:
            rows, merged = block.rows, block.merged
        else:
            old_spans, new_spans = (
                tuple(
                    span
                    for number, passage in enumerate(side.passages(change))
                    for span in ((("\n", ""),) if number else ()) + marked.passage(passage)
                )
                for side, marked in zip(self._sides, self._sentences, strict=True)
            )
            rows, merged = ((old_spans, new_spans),), ()
        self._put(
            Pair(
                rows,
                signs=block.signs,
                labels=block.labels,
                merged=merged or (rows[0][1] if change.kind == "kept" else ()),
                key=f"row:new:{change.new[0]}",
                style=block.style,
            ),
            change,
            (change.old, change.new),
        )

    def write_apart(self, old_run: Run, new_run: Run) -> None:
        """What has no partner: section by section what only the old text has, then what only the new one has."""
        for old, new in zip_longest(_sections(self.items[0], old_run), _sections(self.items[1], new_run), fillvalue=()):
            for item in old:
                self._put_alone(0, item)
            for item in new:
                self._put_alone(1, item)

    def finished(self) -> FullText:
        keys: dict[str, str] = {}
        for key, id in self._changes.items():
            keys.setdefault(id, key)
        further: dict[str, list[Change]] = {}
        for side in (1, 0):
            for passage, changes in self._of[side].items():
                row = self._rows[_SIDES[side], self._sides[side].document.passages[passage].locus]
                for change in changes:
                    if change.id not in keys:
                        keys[change.id] = f"change:{change.id}"
                        further.setdefault(row, []).append(change)
        blocks: list[Block] = []
        for block in self._blocks:
            blocks.append(block)
            blocks += [self._further(change) for change in further.get(block.key, ())]
        headings = tuple(index for index, block in enumerate(blocks) if block.key.startswith("heading:"))
        return FullText(tuple(blocks), tuple(self._outline), self._changes, self._loci, self._rows, keys, headings)

    def _put(self, block: Pair, change: Change, loci: tuple[Sequence[str], Sequence[str]]) -> None:
        self._blocks.append(block)
        self._changes[block.key] = change.id
        for side, passages in zip(_SIDES, loci, strict=True):
            for locus in passages:
                self._loci.setdefault(block.key, {}).setdefault(side, locus)
                self._rows[side, locus] = block.key

    def _put_alone(self, side: int, item: Item) -> None:
        if item.is_heading:
            self._put_heading(*((None, item) if side else (item, None)))
            return
        passage = self._sides[side].document.passages[item.passage]
        changes = self._of[side][item.passage]
        change = changes[0]
        text = self._sentences[side].passage(passage) if len(changes) > 1 else _plain(passage.text)
        sign = (CHANGE_SIGNS[change.kind], CHANGE_STYLES[change.kind])
        # Other signs do not say by themselves which side a passage is of.
        label = "" if change.kind in ("added", "removed") else self._sides[side].label
        self._put(
            Pair(
                (((), text) if side else (text, ()),),
                signs=(("", ""), sign) if side else (sign, ("", "")),
                labels=("", label) if side else (label, ""),
                key=f"row:{_SIDES[side]}:{passage.locus}",
                style=sign[1],
            ),
            change,
            ((), (passage.locus,)) if side else ((passage.locus,), ()),
        )

    def _further(self, change: Change) -> Pair:
        """A change that no row stands for: the places that it joins, or the sentences that it says alone are gone or
        new, and on which themes."""
        block = self._material.change_blocks[change.id]
        phrase = change_phrase(change.kind)
        if change.old and change.new:
            texts = [f"{phrase}: {head}" for head in (block.old_head, block.new_head)]
            labelled = zip(block.labels, (block.old_head, block.new_head), strict=True)
            joined: Spans = ((f"{phrase}: {' → '.join(f'{label} {head}' for label, head in labelled)}", "dim"),)
        else:
            themes = ", ".join(map(self._material.title, change.themes))
            said = f"{phrase} ({themes})" if themes else phrase
            words = [cut(" ".join(spans_text(text).split()), _GLIMPSE) for text in block.rows[0]]
            texts = [f"{said}: “{glimpse}”" if glimpse else "" for glimpse in words]
            joined = ()
        old, new = (((text, "dim"),) if text else () for text in texts)
        return Pair(((old, new),), signs=block.signs, merged=joined, key=block.key, style=block.style, before=0)

    def _put_heading(self, old: Item | None, new: Item | None) -> None:
        key = f"heading:{len(self._blocks)}"
        spans: list[Spans] = []
        for item in (old, new):
            spans.append(((shown_line(item.text), "heading"),) if item else ())
        same = old is not None and new is not None and old.text == new.text
        self._blocks.append(
            Pair(((spans[0], spans[1]),), merged=spans[1] if same else (), key=key, style="kept", before=2)
        )
        shown_item, side = (new, self._material.new) if new else (old, self._material.old)
        assert shown_item is not None
        level = side.document.sections[shown_item.section].level
        sign = " " if old and new else ("+" if new else "-")
        name = f"{'  ' * max(level - 1, 0)}{shown_line(shown_item.text)}"
        style = "" if old and new else ("added" if new else "removed")
        self._outline.append(Row((Cell(sign, 1, style=style), Cell(name)), key=f"at:{key}", keep=2))


def _sections(items: Sequence[Item], run: Run) -> Iterator[list[Item]]:
    """Pieces of a run, each of which begins with a heading."""
    piece: list[Item] = []
    for item in items[run[0] : run[1]]:
        if piece and item.is_heading and not piece[-1].is_heading:
            yield piece
            piece = []
        piece.append(item)
    if piece:
        yield piece


def _changes_by_passage(material: Material, is_old: bool) -> dict[int, list[Change]]:
    side = material.old if is_old else material.new
    found: dict[int, list[Change]] = {}
    for change in material.comparison.changes:
        for locus in change.old if is_old else change.new:
            found.setdefault(side.passage_index[locus], []).append(change)
    for changes in found.values():
        changes.sort(key=lambda change: (_TELLING.index(change.kind), -change.score))
    return found


def _plain(text: str) -> Spans:
    return ((shown(text), ""),) if text else ()
