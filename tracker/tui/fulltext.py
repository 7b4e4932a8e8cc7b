"""The blocks of the full text: both versions from beginning to end, in step where passages of both belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.model.comparison import Change, ChangeKind
from tracker.model.document import Passage
from tracker.report.sides import Side
from tracker.tui.blocks import Block, Cell, Pair, Row, Spans
from tracker.tui.lines import Span, shown, shown_line
from tracker.tui.marks import CHANGE_SIGNS, CHANGE_STYLES
from tracker.tui.material import Material
from tracker.tui.sentences import Sentences

_IN_STEP: frozenset[ChangeKind] = frozenset({"kept", "reworded", "split", "merged"})
# Of several changes that a passage is part of, the one that says most about what became of it.
_TELLING: Sequence[ChangeKind] = (
    "reworded", "split", "merged", "kept", "moved", "added", "removed", "counterpart",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FullText:
    blocks: tuple[Block, ...]
    outline: tuple[Row, ...]
    """A row for each section; its key is that of the block with the heading."""
    changes: Mapping[str, tuple[str, ...]]
    """By the key of a block, the changes that its passages are part of, the most telling first."""
    headings: tuple[int, ...]
    """Indices of the blocks with one."""

    def heading_at(self, index: int) -> str | None:
        """Key of the heading under which the block with this index stands."""
        place = bisect_right(self.headings, index)
        return self.blocks[self.headings[place - 1]].key if place else None

    def key_of(self, change: str) -> str | None:
        return next((key for key, ids in self.changes.items() if change in ids[:1]), None) or next(
            (key for key, ids in self.changes.items() if change in ids), None
        )


@dataclass(frozen=True, slots=True)
class _Item:
    """A heading or a passage of one side."""

    text: str
    passage: int = -1
    section: int = -1


def full_text(material: Material) -> FullText:
    writer = _Writer(material)
    position = [0, 0]
    for old_run, new_run, change in _synchronous(material):
        writer.write_gap((position[0], old_run[0]), (position[1], new_run[0]))
        writer.write_together(old_run, new_run, change)
        position = [old_run[1], new_run[1]]
    writer.write_gap(
        (position[0], len(material.old.document.passages)), (position[1], len(material.new.document.passages))
    )
    headings = tuple(index for index, block in enumerate(writer.blocks) if writer.changes.get(block.key) == ())
    return FullText(tuple(writer.blocks), tuple(writer.outline), writer.changes, headings)


Run = tuple[int, int]


def _synchronous(material: Material) -> list[tuple[Run, Run, Change]]:
    """Changes that join neighbouring passages on both sides and do not cross: the longest such chain."""
    found: list[tuple[Run, Run, Change]] = []
    for change in material.comparison.changes:
        if change.kind in _IN_STEP and change.old and change.new:
            old_run, new_run = _run(material.old, change.old), _run(material.new, change.new)
            if old_run and new_run:
                found.append((old_run, new_run, change))
    found.sort(key=lambda item: (item[0], item[1]))
    tails: list[int] = []
    last: list[int] = []
    before = [-1] * len(found)
    for index, (_, new_run, _) in enumerate(found):
        place = bisect_left(tails, new_run[0])
        before[index] = last[place - 1] if place else -1
        if place == len(tails):
            tails.append(new_run[0])
            last.append(index)
        else:
            tails[place], last[place] = new_run[0], index
    chain: list[tuple[Run, Run, Change]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(found[at])
        at = before[at]
    apart: list[tuple[Run, Run, Change]] = []
    for item in reversed(chain):
        if not apart or (item[0][0] >= apart[-1][0][1] and item[1][0] >= apart[-1][1][1]):
            apart.append(item)
    return apart


def _run(side: Side, loci: Sequence[str]) -> Run | None:
    indices = sorted(side.passage_index[locus] for locus in loci)
    return (indices[0], indices[-1] + 1) if indices[-1] - indices[0] + 1 == len(indices) else None


class _Writer:
    def __init__(self, material: Material) -> None:
        self.material = material
        self.blocks: list[Block] = []
        self.outline: list[Row] = []
        self.changes: dict[str, tuple[str, ...]] = {}
        self._sections = [-1, -1]
        changes = material.comparison.changes
        self._sentences = (Sentences(material.old, changes), Sentences(material.new, changes))
        self._of = (_changes_by_passage(material, True), _changes_by_passage(material, False))

    def write_together(self, old_run: Run, new_run: Run, change: Change) -> None:
        heads = [list(self._headings(side, run[0])) for side, run in ((0, old_run), (1, new_run))]
        for number in range(max(map(len, heads))):
            self._put(*(items[number] if number < len(items) else None for items in heads))
        block = self.material.change_blocks[change.id]
        sides = (self.material.old, self.material.new)
        texts = ["\n".join(p.text for p in side.passages(change)) for side in sides]
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
                for side, marked in zip(sides, self._sentences, strict=True)
            )
            rows, merged = ((old_spans, new_spans),), ()
        key = f"row:{len(self.blocks)}"
        ids = [change.id]
        for side, run in ((0, old_run), (1, new_run)):
            for index in range(*run):
                ids.extend(other.id for other in self._of[side].get(index, ()))
            self._sections[side] = self._passage(side, run[1] - 1).section
        self.changes[key] = tuple(dict.fromkeys(ids))
        self.blocks.append(
            Pair(rows, signs=block.signs, merged=merged or (rows[0][1] if change.kind == "kept" else ()), key=key,
                 style=block.style)
        )  # fmt: skip

    def write_gap(self, old_run: Run, new_run: Run) -> None:
        """What has no partner: the two sides run on beside each other at the same pace."""
        old, new = list(self._items(0, old_run)), list(self._items(1, new_run))
        i = j = 0
        while i < len(old) or j < len(new):
            before, after = old[i] if i < len(old) else None, new[j] if j < len(new) else None
            if before and after and (before.passage < 0) != (after.passage < 0):
                # A heading never stands beside a passage.
                before, after = (before, None) if before.passage < 0 else (None, after)
            elif before and after:
                lead = i / len(old) - j / len(new)
                if lead > 1 / len(new):
                    before = None
                elif -lead > 1 / len(old):
                    after = None
            self._put(before, after)
            i += before is not None
            j += after is not None

    def _put(self, old: _Item | None, new: _Item | None) -> None:
        items = (old, new)
        if all(item is None or item.passage < 0 for item in items):
            self._put_heading(old, new)
            return
        key = f"row:{len(self.blocks)}"
        old_label, new_label = self.material.old.label, self.material.new.label
        signs: list[Span] = []
        ids: list[str] = []
        style = ""
        for side, item in enumerate(items):
            changes = self._of[side].get(item.passage, []) if item else []
            ids.extend(change.id for change in changes)
            kind = changes[0].kind if changes else "kept"
            signs.append((CHANGE_SIGNS[kind], CHANGE_STYLES[kind]) if item else ("", ""))
            style = CHANGE_STYLES[kind] if item and style in ("", "counterpart", "kept") else style
        self.changes[key] = tuple(dict.fromkeys(ids))
        self.blocks.append(
            Pair(
                ((_plain(old.text) if old else (), _plain(new.text) if new else ()),),
                signs=(signs[0], signs[1]),
                # Other signs say by themselves which side a passage is of.
                labels=(
                    old_label if signs[0][0] == CHANGE_SIGNS["counterpart"] else "",
                    new_label if signs[1][0] == CHANGE_SIGNS["counterpart"] else "",
                ),
                key=key,
                style=style,
            )
        )

    def _put_heading(self, old: _Item | None, new: _Item | None) -> None:
        key = f"row:{len(self.blocks)}"
        spans: list[Spans] = []
        for item in (old, new):
            spans.append(((shown_line(item.text), "heading"),) if item else ())
        same = old is not None and new is not None and old.text == new.text
        self.blocks.append(
            Pair(((spans[0], spans[1]),), merged=spans[1] if same else (), key=key, style="kept", before=2)
        )
        self.changes[key] = ()
        shown_item, side = (new, self.material.new) if new else (old, self.material.old)
        assert shown_item is not None
        level = side.document.sections[shown_item.section].level
        sign = " " if old and new else ("+" if new else "-")
        name = f"{'  ' * max(level - 1, 0)}{shown_line(shown_item.text)}"
        style = "" if old and new else ("added" if new else "removed")
        self.outline.append(Row((Cell(sign, 1, style=style), Cell(name)), key=f"at:{key}", keep=2))

    def _items(self, side: int, run: Run) -> Iterator[_Item]:
        for index in range(*run):
            yield from self._headings(side, index)
            yield _Item(self._passage(side, index).text, passage=index)

    def _headings(self, side: int, index: int) -> Iterator[_Item]:
        """Those that stand between the passage before and this one."""
        section = self._passage(side, index).section
        document = (self.material.old, self.material.new)[side].document
        for number in range(self._sections[side] + 1, section + 1):
            if document.sections[number].title:
                yield _Item(document.sections[number].title, section=number)
        self._sections[side] = max(section, self._sections[side])

    def _passage(self, side: int, index: int) -> Passage:
        return (self.material.old, self.material.new)[side].document.passages[index]


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
