"""The blocks of lineage and search: one passage through the versions, and what was found where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.report.phrases import change_phrase, count, places, plain_date
from tracker.tui.blocks import Block, Flow, Spans
from tracker.tui.lines import Span, marked, shown, shown_line
from tracker.tui.marks import CHANGE_SIGNS, CHANGE_STYLES
from tracker.tui.merged import merged
from tracker.usecases.lineage import Step, in_time
from tracker.usecases.search import Looked, Query


def lineage_blocks(steps: Sequence[Step], *, finished: bool, signs: bool = False) -> list[Block]:
    """Oldest first, however they came in; `signs` as for `merged`."""
    ordered = in_time(steps)
    blocks: list[Block] = []
    alive = [step for step in ordered if step.passages]
    if alive:
        first, last = alive[0].version, alive[-1].version
        gone = [step for step in ordered if not step.passages and not step.fault and step.version.order > last.order]
        none = [step for step in ordered if not step.passages and not step.fault and step.version.order < first.order]
        says = f"First seen in {first.name}" if none or finished else f"Seen in {first.name}"
        says += f"; not found in {gone[0].version.name}." if gone else f"; still there in {last.name}."
        blocks.append(Flow(((says + ("" if finished else " Looking on …"), "strong"),), before=1))
    for step in ordered:
        blocks += _step(step, signs=signs, first="first seen" if finished else "there")
    return blocks


def search_blocks(looked: Sequence[Looked], query: Query, *, finished: bool) -> list[Block]:
    patterns = query.patterns
    needle = re.compile("|".join(pattern.pattern for pattern in patterns), re.IGNORECASE) if patterns else None
    hits = sum(len(found.hits) for found in looked)
    versions = sum(bool(found.hits) for found in looked)
    says = f"{count(hits, 'passage')} in {count(versions, 'version')}, of {count(len(looked), 'version')} searched"
    blocks: list[Block] = [Flow(((says + ("" if finished else " so far …"), "strong"),), before=1)]
    for found in looked:
        if found.fault:
            blocks.append(Flow(((f"{found.version.id}: {shown_line(found.fault)}", "bad"),)))
        if not found.hits:
            continue
        title = f"{found.version.id}  {shown_line(found.version.title)}: {len(found.hits)}"
        blocks.append(Flow(((title, "heading"),), before=1))
        for hit in found.hits:
            where = places((hit.passage,))
            head = f"{where} · {shown_line(hit.heading)}" if hit.heading else where
            spans = ((f"{head}\n", "dim"), *marked(((shown(hit.passage.text), ""),), needle))
            blocks.append(Flow(spans, key=f"hit:{hit.version.id}:{hit.passage.locus}", before=1))
    return blocks


def _step(step: Step, *, signs: bool, first: str) -> list[Block]:
    version = step.version
    head: list[Span] = [(f"{version.name}  ", "heading")]
    if version.name != version.published:
        head.append((f"{plain_date(version.published)}  ", "dim"))
    if step.fault:
        return [Flow((*head, (shown_line(step.fault), "bad")), before=1)]
    if not step.passages:
        return [Flow((*head, ("not found", "removed")), before=1)]
    phrase, style = first, "added"
    if step.kind is not None:
        phrase, style = f"{CHANGE_SIGNS[step.kind]} {change_phrase(step.kind)}", CHANGE_STYLES[step.kind]
    head += [(phrase, style), (f"  {places(step.passages)}", "dim")]
    if step.is_picked:
        head.append(("  where you came from", "shift"))
    key = f"step:{version.id}:{step.passages[0].locus}"
    if step.kind == "kept":
        return [Flow(tuple(head), key=key, style="kept", before=1)]
    text: Spans
    if step.edits and step.kind is not None:
        text = merged(step.edits, signs=signs)
    else:
        text = ((shown("\n".join(passage.text for passage in step.passages)), ""),)
    return [Flow(tuple(head), before=1), Flow(text, head=(("  ", ""),), key=key)]
