"""Looks up, for renderers, what the loci of a comparison stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.model.comparison import Change, Comparison
from tracker.model.document import Document, Passage, Sentence
from tracker.model.theme import TaggedDocument
from tracker.report.phrases import side_labels, side_name


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one side's text; marked when the other side does not have it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One document of the comparison, with its passages and sentences by locus."""

    label: str
    """Short: `2022`, or `old`."""
    name: str
    """The label as it reads in a sentence: `2022`, or `the old version`."""
    tagged: TaggedDocument
    is_old: bool
    passage_index: Mapping[str, int]
    sentence_index: Mapping[str, tuple[int, int]]
    subtheme_counts: Mapping[tuple[str, str], int]
    """Passages about each `(theme, sub-theme)`."""

    @property
    def document(self) -> Document:
        return self.tagged.document

    def passages(self, change: Change) -> tuple[Passage, ...]:
        loci = change.old if self.is_old else change.new
        return tuple(self.document.passages[self.passage_index[locus]] for locus in loci)

    def sentences(self, change: Change) -> tuple[Sentence, ...]:
        """The sentences that the change accounts for on this side; all of its passages when it accounts for none."""
        loci = [locus for bead in change.beads for locus in (bead.old if self.is_old else bead.new)]
        if not loci:
            return tuple(sentence for passage in self.passages(change) for sentence in passage.sentences)
        found = sorted(self.sentence_index[locus] for locus in loci)
        return tuple(self.document.passages[passage].sentences[sentence] for passage, sentence in found)

    def runs(self, change: Change) -> tuple[Run, ...]:
        """The text of the change on this side, with what the other side lacks marked.

        What the other side has in excess leaves an empty marked run: both sides are shortened at the same places.
        """
        own = "-" if self.is_old else "+"
        return tuple(Run(edit.text if edit.op in ("=", own) else "", edit.op != "=") for edit in change.edits)

    def evidence_sentences(self, change: Change, theme: str) -> tuple[Sentence, ...]:
        """Of the change's sentences on this side those in which a ground for the theme stands."""
        wanted = {sentence.locus for sentence in self.sentences(change)}
        found = []
        for passage in self.passages(change):
            tag = self.tagged.tag(self.passage_index[passage.locus], theme)
            spans = [evidence.span for evidence in tag.evidence] if tag else []
            here = {number for span in spans for number in passage.sentences_in(span)}
            sentences = [passage.sentences[number] for number in sorted(here)]
            found += [sentence for sentence in sentences if sentence.locus in wanted]
        return tuple(found)

    def subthemes(self, passages: Iterable[Passage], theme: str) -> frozenset[str]:
        """Ids of the sub-themes (`taiwan`) that the passages are about."""
        tags = (self.tagged.tag(self.passage_index[passage.locus], theme) for passage in passages)
        return frozenset(subtheme for tag in tags if tag and tag.strength == "about" for subtheme in tag.subthemes)

    def heading(self, passage: Passage) -> str:
        return self.document.sections[passage.section].title

    def passages_about(self, theme: str, subtheme: str) -> int:
        return self.subtheme_counts.get((theme, subtheme), 0)


def sides_of(comparison: Comparison) -> tuple[Side, Side]:
    old_label, new_label = side_labels(comparison)
    return _side(old_label, comparison.old, True), _side(new_label, comparison.new, False)


def _side(label: str, tagged: TaggedDocument, is_old: bool) -> Side:
    passages = tagged.document.passages
    return Side(
        label=label,
        name=side_name(label),
        tagged=tagged,
        is_old=is_old,
        passage_index={passage.locus: index for index, passage in enumerate(passages)},
        sentence_index={
            sentence.locus: (index, number)
            for index, passage in enumerate(passages)
            for number, sentence in enumerate(passage.sentences)
        },
        subtheme_counts=Counter(
            (tag.theme, subtheme)
            for tags in tagged.tags
            for tag in tags
            if tag.strength == "about"
            for subtheme in tag.subthemes
        ),
    )
