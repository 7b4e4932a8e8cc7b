"""What each sentence of a tagged document speaks of: its themes, its topics and the words that carry its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.compare.units import Side, stem, words_of
from tracker.model.document import Passage
from tracker.model.theme import Codebook, Evidence, Tag, TaggedDocument

CROWD = 3
"""Other themes in a sentence from which it is a mere list of names."""


@dataclass(frozen=True, slots=True)
class ThemeSentence:
    """A sentence of a passage that is about a theme."""

    unit: int
    passage: int
    explicit: bool
    """A term of the theme stands in this sentence."""
    words: frozenset[str]
    """Stems of its words, words of one class of synonyms made one, the names of the theme left out."""
    terms: frozenset[str]
    """Those of them that no term of a sub-theme holds either: what is said beyond the topic."""
    topics: frozenset[str]
    """`theme/sub-theme` and ids of other themes whose terms stand in it."""
    named_at: tuple[int, ...] = ()
    """Offsets in the sentence at which the theme is named."""


@dataclass(frozen=True, slots=True)
class ThemePassage:
    """A passage that is about a theme, as far as it is."""

    passage: int
    sentences: tuple[ThemeSentence, ...]
    words: frozenset[str]
    """Those of its sentences."""
    terms: frozenset[str]
    topics: frozenset[str]
    topic_sets: frozenset[frozenset[str]]
    """Topics of each of the sentences that name the theme; of all, where most name it."""
    crowd: int
    """Fewest other themes that stand in a sentence which names this one, or a sub-theme of it where none does."""
    share: float
    """Share of its sentences in which the theme is named."""


class Vocabulary:
    """Words folded for comparing what is said rather than how: stems, with synonyms made one."""

    def __init__(self, codebook: Codebook) -> None:
        self._folded: dict[frozenset[str], frozenset[str]] = {}
        self._terms: dict[str, frozenset[str]] = {}
        self._class: dict[str, str] = {}
        for members in codebook.synonyms:
            for word in members:
                if len(words_of(word)) == 1:
                    self._class.setdefault(stem(words_of(word)[0]), f"={members[0]}")

    def fold(self, terms: frozenset[str]) -> frozenset[str]:
        """The terms with synonyms made one; remembered, for a sentence is folded once for each of its themes."""
        known = self._class
        if known.keys().isdisjoint(terms):
            return terms
        found = self._folded.get(terms)
        if found is None:
            found = self._folded[terms] = frozenset({known.get(term, term) for term in terms})
        return found

    def terms_of(self, text: str) -> frozenset[str]:
        found = self._terms.get(text)
        if found is None:
            found = self._terms[text] = self.fold(frozenset(stem(word) for word in words_of(text)))
        return found


class ThemeReader:
    """Reads one side theme by theme."""

    def __init__(self, side: Side, tagged: TaggedDocument, vocabulary: Vocabulary) -> None:
        self._side = side
        self._tags = tagged.tags
        self._vocabulary = vocabulary
        self._first_unit = {unit.passage: number for number, unit in enumerate(side.units) if unit.sentence == 0}
        self._about: dict[str, list[tuple[int, Tag]]] = {}
        for index, tags in enumerate(tagged.tags):
            for tag in tags:
                if tag.strength == "about":
                    self._about.setdefault(tag.theme, []).append((index, tag))

    def passages(self, theme: str) -> list[ThemePassage]:
        """The passages about the theme, in reading order."""
        return [
            _theme_passage(self._side, self._first_unit[index], index, tag, self._tags[index], self._vocabulary)
            for index, tag in self._about.get(theme, ())
        ]


def _without(terms: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The same set, not a copy, where nothing is to be left out: there are many, and they are large."""
    return terms if terms.isdisjoint(others) else frozenset(set(terms - others))


def _by_sentence(passage: Passage, tag: Tag) -> Mapping[int, Sequence[Evidence]]:
    """The evidence of a tag by the index of the sentence in which it begins."""
    found: dict[int, list[Evidence]] = {}
    spans = [sentence.span for sentence in passage.sentences]
    number = 0
    for evidence in sorted(tag.evidence, key=lambda evidence: evidence.span.start):
        place = evidence.span.start
        while number < len(spans) and spans[number].end <= place:
            number += 1
        if number < len(spans) and spans[number].start <= place:
            found.setdefault(number, []).append(evidence)
    return found


def _theme_passage(
    side: Side, first_unit: int, index: int, tag: Tag, tags: Sequence[Tag], vocabulary: Vocabulary
) -> ThemePassage:
    passage = side.document.passages[index]
    names, topical = (
        frozenset().union(
            *(vocabulary.terms_of(item.term) for item in tag.evidence if (item.subtheme is None) == named)
        )
        for named in (True, False)
    )
    sentences = []
    named_in = _by_sentence(passage, tag)
    others = [(other.theme, _by_sentence(passage, other)) for other in tags if other.theme != tag.theme]
    for number, sentence in enumerate(passage.sentences):
        named = named_in.get(number, ())
        topics = {f"{tag.theme}/{evidence.subtheme}" for evidence in named if evidence.subtheme}
        topics.update(theme for theme, places in others if number in places)
        words = _without(vocabulary.fold(side.units[first_unit + number].terms), names)
        places = tuple(item.span.start - sentence.span.start for item in named if item.subtheme is None)
        sentences.append(
            ThemeSentence(
                first_unit + number, index, bool(places), words, _without(words, topical), frozenset(topics), places
            )
        )
    naming = [sentence for sentence in sentences if sentence.explicit]
    speaking = naming or sentences
    speaking_of_it = naming or [sentence for sentence in sentences if any("/" in topic for topic in sentence.topics)]
    mostly = 2 * len(naming) > len(sentences)
    words = frozenset().union(*(sentence.words for sentence in sentences))
    same = all(sentence.terms is sentence.words for sentence in sentences)
    return ThemePassage(
        passage=index,
        sentences=tuple(sentences),
        words=words,
        terms=words if same else frozenset().union(*(sentence.terms for sentence in sentences)),
        topics=frozenset().union(*(sentence.topics for sentence in speaking)),
        topic_sets=frozenset(sentence.topics for sentence in sentences if sentence.explicit or mostly),
        crowd=min((sum("/" not in topic for topic in sentence.topics) for sentence in speaking_of_it), default=CROWD),
        share=len(naming) / len(sentences) if sentences else 0.0,
    )
