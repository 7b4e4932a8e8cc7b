"""What each sentence of a tagged document speaks of: its themes, its topics and the words that carry its meaning."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tracker.compare.units import Side, stem, words_of
from tracker.model.document import Passage
from tracker.model.theme import Codebook, Evidence, Tag, TaggedDocument

CROWD = 3
"""Other themes in a sentence from which it is a mere list of names."""


@dataclass(frozen=True, slots=True)
class Lens:
    """What a passage is read through for one theme."""

    vocabulary: Vocabulary
    names: frozenset[str]
    """Words by which the passage names the theme, folded."""
    topical: frozenset[str]
    """Words by which it speaks of the theme's sub-themes, folded."""

    def words(self, stems: frozenset[str]) -> frozenset[str]:
        """The stems of a text with words of one class of synonyms made one and the names of the theme left out."""
        return _without(self.vocabulary.fold(stems), self.names)

    def terms(self, words: frozenset[str]) -> frozenset[str]:
        """Those of these that no term of a sub-theme holds either: what is said beyond the topic."""
        return _without(words, self.topical)


@dataclass(eq=False)
class ThemeSentence:
    """A sentence of a passage that is about a theme. Its words are made out when asked for: most sentences go on, and
    nobody asks."""

    unit: int
    passage: int
    explicit: bool
    """The theme is named in this sentence."""
    topics: frozenset[str]
    """`theme/sub-theme` and ids of other themes whose terms stand in it."""
    named_at: tuple[int, ...]
    """Offsets in the sentence at which a term of the theme itself stands, not of a sub-theme: what is said of `Taiwan`
    is on China, but does not say what China is."""
    stems: frozenset[str]
    lens: Lens
    elsewhere: bool = False
    """It names another theme: where this one is an actor, another actor."""

    @cached_property
    def words(self) -> frozenset[str]:
        return self.lens.words(self.stems)

    @cached_property
    def terms(self) -> frozenset[str]:
        return self.lens.terms(self.words)


@dataclass(frozen=True, slots=True)
class ThemePassage:
    """A passage that is about a theme, as far as it is."""

    passage: int
    sentences: tuple[ThemeSentence, ...]
    topics: frozenset[str]
    topic_sets: frozenset[frozenset[str]]
    """Topics of each of the sentences that name the theme; of all, where most name it."""
    crowd: int
    """Fewest other themes that stand in a sentence which names this one, or a sub-theme of it where none does."""
    share: float
    """Share of its sentences in which the theme is named."""
    lens: Lens

    @property
    def words(self) -> frozenset[str]:
        """Those of its sentences."""
        return self.lens.words(_union([sentence.stems for sentence in self.sentences]))

    @property
    def terms(self) -> frozenset[str]:
        return self.lens.terms(self.words)


class Vocabulary:
    """What the codebook says of words: which name a theme, and which say the same."""

    def __init__(self, codebook: Codebook) -> None:
        self._terms: dict[str, frozenset[str]] = {}
        self._class: dict[str, str] = {}
        for members in codebook.synonyms:
            for word in members:
                if len(words_of(word)) == 1:
                    self._class.setdefault(stem(words_of(word)[0]), f"={members[0]}")
        self._actors = frozenset(theme.id for theme in codebook.themes if theme.actor)
        self._names = frozenset(
            (theme.id, term.text)
            for theme in codebook.themes
            if theme.actor
            for subtheme in theme.subthemes
            for term in subtheme.terms
            if not (term.weak or term.mention)
        )

    def names(self, theme: str, evidence: Evidence) -> bool:
        """Whether it names the theme: a term of its own or, of an actor, a sub-theme's that is not weak (`Taiwan`)."""
        return evidence.subtheme is None or (theme, evidence.term) in self._names

    def leads_elsewhere(self, theme: str, others: Sequence[str]) -> bool:
        """Whether a sentence on these other themes is on one of them rather than on this one. What is said of trade is
        said of the actor that the passage speaks of; what is said of another actor is not."""
        return not self._actors.isdisjoint(others) if theme in self._actors else bool(others)

    def fold(self, terms: frozenset[str]) -> frozenset[str]:
        """The stems with synonyms made one, for comparing what is said rather than how."""
        known = self._class.keys() & terms
        return terms.difference(known).union([self._class[term] for term in known]) if known else terms

    def terms_of(self, text: str) -> frozenset[str]:
        found = self._terms.get(text)
        if found is None:
            found = self._terms[text] = self.fold(frozenset(stem(word) for word in words_of(text)))
        return found


class ThemeReader:
    """Reads one side theme by theme."""

    def __init__(self, side: Side, tagged: TaggedDocument, vocabulary: Vocabulary) -> None:
        self._side = side
        self._tagged = tagged
        self._vocabulary = vocabulary
        self._first_unit = {unit.passage: number for number, unit in enumerate(side.units) if unit.sentence == 0}
        self._evidence: dict[int, list[dict[str, list[Evidence]]]] = {}
        self._about: dict[str, list[tuple[int, Tag]]] = {}
        for index, tags in enumerate(tagged.tags):
            for tag in tags:
                if tag.strength == "about":
                    self._about.setdefault(tag.theme, []).append((index, tag))

    def count(self, theme: str) -> int:
        """How many passages are about the theme."""
        return len(self._about.get(theme, ()))

    def passages(self, theme: str) -> list[ThemePassage]:
        """The passages about the theme, in reading order."""
        return [
            _theme_passage(index, tag, self._sentences(index), self._vocabulary)
            for index, tag in self._about.get(theme, ())
        ]

    def beside(self, theme: str, units: Iterable[int]) -> list[ThemePassage]:
        """The passages with these units that are not about the theme, read for it all the same."""
        about = {index for index, _ in self._about.get(theme, ())}
        indices = {unit.passage for unit in map(self._side.units.__getitem__, units) if not unit.is_heading} - about
        return [
            _theme_passage(
                index, self._tagged.tag(index, theme) or _untagged(theme), self._sentences(index), self._vocabulary
            )
            for index in sorted(indices)
        ]

    def _sentences(self, index: int) -> list[_Sentence]:
        """The sentences of a passage, each with what begins in it, found once for all themes."""
        passage = self._side.document.passages[index]
        first = self._first_unit.get(index, 0)
        evidence = self._evidence.get(index)
        if evidence is None:
            evidence = self._evidence[index] = _by_sentence(passage, self._tagged.tags[index])
        return [
            _Sentence(first + number, sentence.span.start, self._side.units[first + number].terms, evidence[number])
            for number, sentence in enumerate(passage.sentences)
        ]


class _Sentence(NamedTuple):
    unit: int
    start: int
    """Where it stands in its passage."""
    stems: frozenset[str]
    evidence: Mapping[str, Sequence[Evidence]]
    """What of each theme begins in it."""


def _by_sentence(passage: Passage, tags: Sequence[Tag]) -> list[dict[str, list[Evidence]]]:
    """`theme → evidence that begins there`, for each sentence of the passage."""
    found: list[dict[str, list[Evidence]]] = [{} for _ in passage.sentences]
    ends = [sentence.span.end for sentence in passage.sentences]
    for tag in tags:
        for evidence in tag.evidence:
            place = evidence.span.start
            number = bisect_right(ends, place)
            if number < len(ends) and passage.sentences[number].span.start <= place:
                found[number].setdefault(tag.theme, []).append(evidence)
    for themes in found:
        for places in themes.values():
            places.sort(key=lambda evidence: evidence.span.start)
    return found


def _without(terms: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The same set, not a copy, where nothing is to be left out: there are many, and they are large."""
    return terms if terms.isdisjoint(others) else frozenset(set(terms - others))


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _theme_passage(index: int, tag: Tag, read: Sequence[_Sentence], vocabulary: Vocabulary) -> ThemePassage:
    names, topical = (
        _union({vocabulary.terms_of(item.term) for item in tag.evidence if (item.subtheme is None) == named})
        for named in (True, False)
    )
    lens = Lens(vocabulary, names, topical)
    sentences = []
    for unit, start, stems, evidence in read:
        own = evidence.get(tag.theme, ())
        topics = [theme for theme in evidence if theme != tag.theme]
        elsewhere = vocabulary.leads_elsewhere(tag.theme, topics)
        topics += [f"{tag.theme}/{item.subtheme}" for item in own if item.subtheme]
        named = any(vocabulary.names(tag.theme, item) for item in own)
        places = tuple([item.span.start - start for item in own if item.subtheme is None])
        sentences.append(ThemeSentence(unit, index, named, frozenset(topics), places, stems, lens, elsewhere))
    naming = [sentence for sentence in sentences if sentence.explicit]
    speaking = naming or sentences
    speaking_of_it = naming or [sentence for sentence in sentences if any("/" in topic for topic in sentence.topics)]
    mostly = 2 * len(naming) > len(sentences)
    return ThemePassage(
        passage=index,
        sentences=tuple(sentences),
        topics=_union([sentence.topics for sentence in speaking]),
        topic_sets=frozenset([sentence.topics for sentence in sentences if sentence.explicit or mostly]),
        crowd=min([others_in(sentence.topics) for sentence in speaking_of_it], default=CROWD),
        share=len(naming) / len(sentences) if sentences else 0.0,
        lens=lens,
    )


def _untagged(theme: str) -> Tag:
    return Tag(theme, "mention", "explicit", (), ())


def others_in(topics: Iterable[str]) -> int:
    """How many of the topics are other themes."""
    return sum(["/" not in topic for topic in topics])
