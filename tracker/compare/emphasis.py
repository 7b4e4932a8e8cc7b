"""How much of each document every theme takes up."""

from __future__ import annotations

from tracker.model.comparison import ThemeEmphasis, ThemeSide
from tracker.model.theme import Codebook, TaggedDocument
from tracker.model.words import count_words


def emphasis(old: TaggedDocument, new: TaggedDocument, codebook: Codebook) -> tuple[ThemeEmphasis, ...]:
    """One row per theme of the codebook, in its order."""
    before, after = _sides(old), _sides(new)
    return tuple(
        ThemeEmphasis(
            theme.id,
            theme.title,
            before.get(theme.id, _NOTHING),
            after.get(theme.id, _NOTHING),
            tuple((sub.id, sub.title) for sub in theme.subthemes),
        )
        for theme in codebook.themes
    )


_NOTHING = ThemeSide(0, 0, 0, 0.0)


def _sides(tagged: TaggedDocument) -> dict[str, ThemeSide]:
    total = tagged.document.words or 1
    counts: dict[str, list[int]] = {}
    for passage, tags in zip(tagged.document.passages, tagged.tags, strict=True):
        words = count_words(passage.text)
        for tag in tags:
            if tag.strength == "about":
                row = counts.setdefault(tag.theme, [0, 0, 0])
                row[0] += 1
                row[1] += len(passage.sentences)
                row[2] += words
    return {
        theme: ThemeSide(passages, sentences, words, round(words / total, 4))
        for theme, (passages, sentences, words) in counts.items()
    }
