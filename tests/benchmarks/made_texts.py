"""Long texts in the manner of a strategy, and their revisions, made from a seed: the same ones on every machine."""

from __future__ import annotations

import random

_ACTORS = (
    "the United States|our allies|North Korea|South Korea|China|Russia|Iran|the Department|NATO|our partners".split("|")
)
_VERBS = (
    "will deter|must counter|seeks to shape|continues to build|should limit|may expand|has reduced|will defend".split(
        "|"
    )
)


def made_text(sentences: int, seed: int = 1) -> list[list[str]]:
    """Paragraphs of five sentences; words follow Zipf's law over a vocabulary that grows with the text."""
    rng = random.Random(seed)
    size = 2_000 + sentences // 4
    vocabulary = [_word(rng) for _ in range(size)]
    weights = [1 / (rank + 10) for rank in range(size)]
    made = [_sentence(rng, vocabulary, weights) for _ in range(sentences)]
    return [made[start : start + 5] for start in range(0, sentences, 5)]


def revised(paragraphs: list[list[str]], edited: float, moved: float, seed: int = 2) -> list[list[str]]:
    """The text with a share of its sentences edited in a few words and a share of its paragraphs put elsewhere."""
    rng = random.Random(seed)
    words = [word for paragraph in paragraphs[:200] for sentence in paragraph for word in sentence.split()]
    new = [[_edited(rng, sentence, words) if rng.random() < edited else sentence for sentence in p] for p in paragraphs]
    travellers = [place for place in range(len(new)) if rng.random() < moved]
    for place in travellers:
        other = rng.randrange(len(new))
        new[place], new[other] = new[other], new[place]
    return new


def as_text(paragraphs: list[list[str]], per_section: int = 40) -> str:
    """Plain text with a heading every so many paragraphs."""
    out = []
    for number, paragraph in enumerate(paragraphs):
        if number % per_section == 0:
            out.append(f"# Section {number // per_section + 1}")
        out.append(" ".join(paragraph))
    return "\n\n".join(out) + "\n"


def _word(rng: random.Random) -> str:
    consonants, vowels = "bcdfglmnprstv", "aeiou"
    return "".join(rng.choice(consonants) + rng.choice(vowels) for _ in range(rng.randint(2, 4)))


def _sentence(rng: random.Random, vocabulary: list[str], weights: list[float]) -> str:
    rest = rng.choices(vocabulary, weights, k=rng.randint(12, 28))
    words = [rng.choice(_ACTORS), rng.choice(_VERBS), *rest]
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def _edited(rng: random.Random, sentence: str, words: list[str]) -> str:
    parts = sentence.split()
    for _ in range(max(1, len(parts) // 6)):
        parts[rng.randrange(1, len(parts) - 1)] = rng.choice(words).strip(".")
    return " ".join(parts)
