"""The public JSON: lossless, in the documented order, safe on a terminal."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from tracker.model.comparison import Comparison, Edit
from tracker.report.json import SCHEMA, comparison_json

from .sample import COMPARISON

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "comparison-json.md"


def parsed(comparison: Comparison) -> Any:
    return json.loads(comparison_json(comparison))


def test_holds_the_documented_top_level_keys_in_order() -> None:
    keys = "schema old new regime codebook embeddings warnings themes sections passages changes shifts ledger"
    assert " ".join(parsed(COMPARISON)) == keys
    assert parsed(COMPARISON)["schema"] == SCHEMA


def test_ends_with_one_line_feed_and_writes_utf8_as_it_stands() -> None:
    written = comparison_json(COMPARISON)
    assert written.endswith("}\n")
    assert not written.endswith("\n\n")
    assert "détente" in written
    assert "§1 ¶1" in written


def test_a_record_stands_on_one_line() -> None:
    lines = comparison_json(COMPARISON).splitlines()
    assert sum('"locus": "§2 ¶8", "page"' in line for line in lines) == 2
    assert all(json.loads(line.strip().rstrip(",")) for line in lines if '"significance"' in line)


def test_numbers_are_rounded() -> None:
    value = parsed(COMPARISON)
    assert value["regime"]["reuse"] == 0.4568
    assert value["changes"][0]["score"] == 0.3121
    assert value["ledger"]["new"][0]["per_10k"] == [0.0, 126.58]


def test_passages_carry_sentences_and_evidence_as_offsets() -> None:
    passage = parsed(COMPARISON)["passages"]["old"][0]
    assert [passage["text"][start:end] for start, end in passage["sentences"]] == [
        "Northland is an acute threat to every port on our coast.",
        "Its fleet has doubled in ten years.",
    ]
    [[start, end]] = passage["themes"]["northland"]["evidence"]
    assert passage["text"][start:end] == "fleet"


def test_edits_give_both_texts_back() -> None:
    for change, source in zip(parsed(COMPARISON)["changes"], COMPARISON.changes, strict=True):
        assert "".join(text for _, text in change["edits"]) == "".join(edit.text for edit in source.edits)


def test_characters_that_a_terminal_obeys_are_escaped_without_loss() -> None:
    hostile = "a\x1b]0;title\x07b\x9b2Jc\u202ed\u2066e\ud800"
    first = replace(COMPARISON.changes[0], edits=(Edit("-", hostile),))
    comparison = replace(COMPARISON, changes=(first, *COMPARISON.changes[1:]))
    written = comparison_json(comparison)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)
    assert written.encode("utf-8")
    assert json.loads(written)["changes"][0]["edits"] == [["-", hostile]]


def test_every_key_is_documented() -> None:
    documented = set(re.findall(r"`([a-z_0-9]+)`", DOCUMENTATION.read_text(encoding="utf-8")))
    themes = {theme.id for theme in COMPARISON.themes}
    assert _keys(parsed(COMPARISON)) - themes <= documented


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    if isinstance(value, list):
        return set().union(*map(_keys, value))
    return set()
