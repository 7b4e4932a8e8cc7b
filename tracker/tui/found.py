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
    alive = [step for step in ordered if step.passages]
    if not alive:
        return []
    oldest, newest = alive[0].version, alive[-1].version
    without = [step for step in ordered if not step.passages and not step.fault]
    before = [step for step in without if step.version.order < oldest.order]
    after = [step for step in without if step.version.order > newest.order]
    first = "first seen" if finished or before else "there"
    if any(step.anew for step in before):
        first = "first in this wording"
    says = f"{first.capitalize() if first != 'there' else 'Seen'} in {oldest.name}"
    says += f"; not carried over into {after[0].version.name}." if after else f"; still there in {newest.name}."
    blocks: list[Block] = [Flow(((says + ("" if finished else " Looking on …"), "strong"),), before=1)]
    for step in ordered:
        blocks += _step(step, signs=signs, first=first, is_before=step in before)
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


def step_key(step: Step) -> str:
    """Empty for a version in which there is nothing to go to."""
    passages = step.passages or step.anew
    return f"step:{step.version.id}:{passages[0].locus}" if passages else ""


def _step(step: Step, *, signs: bool, first: str, is_before: bool) -> list[Block]:
    """`is_before`: the version is older than the passage."""
    version = step.version
    head: list[Span] = [(f"{version.name}  ", "heading")]
    if version.name != version.published:
        head.append((f"{plain_date(version.published)}  ", "dim"))
    if step.fault:
        return [Flow((*head, (shown_line(step.fault), "bad")), before=1)]
    if not step.passages:
        return _without(step, head, is_before=is_before)
    phrase, style = first, "added"
    if step.kind is not None:
        phrase, style = f"{CHANGE_SIGNS[step.kind]} {change_phrase(step.kind)}", CHANGE_STYLES[step.kind]
    head += [(phrase, style), (f"  {places(step.passages)}", "dim")]
    if step.is_picked:
        head.append(("  where you came from", "shift"))
    key = step_key(step)
    if step.kind == "kept":
        return [Flow(tuple(head), key=key, style="kept", before=1)]
    text: Spans
    if step.edits and step.kind is not None:
        text = merged(step.edits, signs=signs)
    else:
        text = ((shown("\n".join(passage.text for passage in step.passages)), ""),)
    return [Flow(tuple(head), before=1), Flow(text, head=(("  ", ""),), key=key)]


def _without(step: Step, head: Sequence[Span], *, is_before: bool) -> list[Block]:
    """A version that has not the passage, but may have another on the same matter."""
    wording = "wording not there yet" if is_before else "wording not carried over"
    if not step.anew:
        return [Flow((*head, (wording, "removed")), before=1)]
    where = f"the same matter at {places(step.anew)}" if is_before else f"written anew at {places(step.anew)}"
    said = (f"{CHANGE_SIGNS['counterpart']} {wording.removeprefix('wording ')}; {where}", CHANGE_STYLES["counterpart"])
    text = shown("\n".join(passage.text for passage in step.anew))
    return [Flow((*head, said), before=1), Flow(((text, ""),), head=(("  ", ""),), key=step_key(step))]
