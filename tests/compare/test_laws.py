"""Laws that every comparison obeys, tried on many small pairs of documents and, where at hand, on real ones."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.making import compared, document, small_codebook, swapped_kinds, texts_of
from tracker.model.comparison import Comparison
from tracker.model.document import Document

WORDS = (
    "we will must may deter China Russia Iran North Korea the threat of a persistent challenge to our allies and "
    "partners in Europe with 3.5 percent not nuclear weapons U.S. forces; support Taiwan, trade “peace” 12 missiles"
).split()
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(
    lambda words: " ".join(words).capitalize() + "."
)
paragraphs = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
blocks = st.one_of(paragraphs, st.sampled_from(["# Threats", "# Asia", "## China", "# Conclusion"]))
texts = st.lists(blocks, max_size=7)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A text and a text made from it: blocks kept, dropped, doubled, swapped, put in, changed by a word."""
    old = draw(texts)
    new: list[str] = []
    for block in old:
        action = draw(st.sampled_from(["keep", "keep", "keep", "drop", "word", "insert", "front"]))
        if action == "keep":
            new.append(block)
        elif action == "word" and not block.startswith("#"):
            words = block.split()
            words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
            new.append(" ".join(words))
        elif action == "insert":
            new += [draw(blocks), block]
        elif action == "front":
            new.insert(0, block)
    return old, new


@given(revisions())
@settings(max_examples=150, deadline=None)
def test_every_unit_is_accounted_for_and_edits_are_exact(pair: tuple[list[str], list[str]]) -> None:
    check_accounting(compared(*map(document, pair), small_codebook()))


@given(revisions())
@settings(max_examples=100, deadline=None)
def test_comparing_new_with_old_is_the_mirror_image(pair: tuple[list[str], list[str]]) -> None:
    old, new = map(document, pair)
    check_reversal(compared(old, new, small_codebook()), compared(new, old, small_codebook()))


@given(texts)
@settings(max_examples=60, deadline=None)
def test_a_document_compared_with_itself_is_kept(blocks: list[str]) -> None:
    comparison = compared(document(blocks), document(blocks), small_codebook())
    assert {change.kind for change in comparison.changes} <= {"kept"}
    assert not comparison.shifts
    assert comparison.regime.label == "revision"
    ledger = comparison.ledger
    assert [*ledger.new, *ledger.dropped, *ledger.rose, *ledger.fell] == []


TYPOGRAPHY: list[tuple[str, Callable[[str], str]]] = [
    ("curly quotation marks", lambda text: text.replace('"', "“").replace("'", "’")),
    ("dashes", lambda text: text.replace(" - ", " – ")),
    ("non-breaking blanks", lambda text: text.replace(" ", "\u00a0")),
    ("double blanks", lambda text: text.replace(" ", "  ")),
    ("capitals", lambda text: text.title()),
    ("full stops left out", lambda text: text.rstrip(".")),
    ("ligatures", lambda text: text.replace("fi", "ﬁ")),
    ("enumeration", lambda text: f"(a) {text}"),
]
PROSE = (
    'China\'s confident leaders - and ours - said "no" to a first conflict.',
    "We will work with allies to deter aggression by North Korea in the region.",
)


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in TYPOGRAPHY])
def test_typography_is_never_substantive(change: Callable[[str], str]) -> None:
    comparison = compared(document(list(PROSE)), document([change(text) for text in PROSE]))
    assert {entry.significance for entry in comparison.changes} <= {"none", "editorial"}
    assert not comparison.shifts


PLANTED = [
    pytest.param("must", "may", "modality", id="modal"),
    pytest.param("will deploy 12 missiles", "will deploy 40 missiles", "quantity", id="number"),
    pytest.param("will support", "will not support", "modality", id="negation"),
    pytest.param("The United States has the lead", "South Korea has the lead", "responsibility", id="actor"),
]
CARRIERS = {
    "must": "The United States {} deter North Korea together with its allies in the region.",
    "will deploy 12 missiles": "The United States {} to defend South Korea against an attack from the North.",
    "will support": "The United States {} talks between South Korea and North Korea at any level.",
    "The United States has the lead": "{} in deterring North Korea and in defending the peninsula.",
}


@pytest.mark.parametrize(("before", "after", "kind"), PLANTED)
def test_a_planted_change_is_reported_with_type_and_quote(before: str, after: str, kind: str) -> None:
    frame = CARRIERS[before]
    around = ["The region has seen decades of peace and growing trade.", "Allies share the costs of forward bases."]
    old = [around[0], frame.format(before), around[1]]
    new = [around[0], frame.format(after), around[1]]
    found = [shift for shift in compared(document(old), document(new)).shifts if shift.kind == kind]
    assert found
    assert any(shift.old and before in shift.old.quote and shift.new and after in shift.new.quote for shift in found)


def test_output_does_not_depend_on_the_hash_seed() -> None:
    script = (
        "from tests.compare.making import compared, document\n"
        "from tests.compare.test_laws import PROSE, WORDS\n"
        "from tracker.report.json import comparison_json\n"
        "old = [*PROSE, ' '.join(WORDS), '# Asia', ' '.join(WORDS[5:20])]\n"
        "new = [' '.join(WORDS[3:]), *PROSE[:1], '# Asia', ' '.join(WORDS[7:25]), ' '.join(WORDS[::2])]\n"
        "print(comparison_json(compared(document(old), document(new))))\n"
    )
    root = Path(__file__).resolve().parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            cwd=root,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "2", "31337")
    }
    assert len(outputs) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "pattern", "least_revised"),
    [
        ("nss", "*.txt", 0),
        ("zero-trust", "*.md", 1),
        # A few crisis statements really are written anew.
        ("fomc", "*.txt", 140),
        ("site-policy/terms-of-service", "*.md", 29),
    ],
)
def test_laws_and_regimes_on_real_series(shared_data: Path, folder: str, pattern: str, least_revised: int) -> None:
    documents = [document(path) for path in sorted((shared_data / folder).glob(pattern))]
    labels: Counter[str] = Counter()
    for old, new in pairwise(documents):
        forward = compared(old, new)
        check_accounting(forward)
        check_reversal(forward, compared(new, old))
        labels[forward.regime.label] += 1
    assert labels["revision"] + labels["mixed"] >= least_revised


def check_accounting(comparison: Comparison) -> None:
    for side, tagged in (("old", comparison.old), ("new", comparison.new)):
        passages = {locus for change in comparison.changes for locus in getattr(change, side)}
        assert passages == {passage.locus for passage in tagged.document.passages}
        in_beads = Counter(
            locus for change in comparison.changes for bead in change.beads for locus in getattr(bead, side)
        )
        assert in_beads == Counter(sentence.locus for sentence in tagged.document.sentences())
    assert len({change.id for change in comparison.changes}) == len(comparison.changes)
    for change in comparison.changes:
        for side, left_out, tagged in (("old", "+", comparison.old), ("new", "-", comparison.new)):
            spelled = "".join(edit.text for edit in change.edits if edit.op != left_out)
            assert spelled == texts_of(tagged.document, [s for bead in change.beads for s in getattr(bead, side)])
    _check_that_themes_are_told(comparison)
    for shift in comparison.shifts:
        for quote, tagged in ((shift.old, comparison.old), (shift.new, comparison.new)):
            if quote is not None:
                assert _begins_in(tagged.document, quote.quote, quote.locus)
                assert len(quote.quote.split()) <= 60


def _check_that_themes_are_told(comparison: Comparison) -> None:
    """What a passage says of a theme that it is about, and that went nowhere, stands under that theme."""
    for side, tagged in (("old", comparison.old), ("new", comparison.new)):
        alone = {
            s for change in comparison.changes for b in change.beads if not (b.old and b.new) for s in getattr(b, side)
        }
        told = {(theme, p) for change in comparison.changes for theme in change.themes for p in getattr(change, side)}
        for passage, tags in zip(tagged.document.passages, tagged.tags, strict=True):
            for tag in tags:
                here = {passage.sentences[n].locus for e in tag.evidence for n in passage.sentences_in(e.span)}
                assert tag.strength != "about" or here.isdisjoint(alone) or (tag.theme, passage.locus) in told


def _begins_in(document: Document, quote: str, locus: str) -> bool:
    """Whether the quote stands in the text to the letter and begins in the sentence with this locus."""
    passage = next(p for p in document.passages if locus.startswith(f"{p.locus} s"))
    span = next(s for s in passage.sentences if s.locus == locus).span
    return 0 <= passage.text.find(quote, span.start) < span.end


def check_reversal(forward: Comparison, backward: Comparison) -> None:
    assert forward.regime == backward.regime
    here = Counter(
        (change.kind, change.old, change.new, change.significance, change.score) for change in forward.changes
    )
    there = Counter(
        (swapped_kinds[change.kind], change.new, change.old, change.significance, change.score)
        for change in backward.changes
    )
    assert here == there
    edits = Counter(tuple((e.op, e.text) for e in change.edits if e.op == "=") for change in forward.changes)
    assert edits == Counter(tuple((e.op, e.text) for e in change.edits if e.op == "=") for change in backward.changes)
    shifts = Counter((s.theme, s.old and s.old.quote, s.new and s.new.quote) for s in forward.shifts)
    assert shifts == Counter((s.theme, s.new and s.new.quote, s.old and s.old.quote) for s in backward.shifts)
