"""The two invented texts of the sample, as tagged documents made from a few words each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from tracker.model.corpus import Correction, Origin, Provenance
from tracker.model.document import Document, Passage, PassageKind, Section, Sentence, Span
from tracker.model.theme import Evidence, Tag, TaggedDocument


@dataclass(frozen=True, slots=True)
class Text:
    """One passage to be: its sentences, and the words that make it about a theme (`theme/sub-theme: words`)."""

    sentences: tuple[str, ...]
    about: tuple[tuple[str, str], ...] = ()
    kind: PassageKind = "paragraph"
    page: int | None = None


def text(*sentences: str, kind: PassageKind = "paragraph", page: int | None = None, **about: str) -> Text:
    """`northland__border="frontier"`: about the theme, sub-theme border, because the word frontier stands there."""
    return Text(sentences, tuple(about.items()), kind, page)


def tagged(
    id: str,
    title: str,
    published: str | None,
    outline: list[tuple[str, list[Text]]],
    *,
    pages: int | None = None,
    notices: tuple[str, ...] = (),
) -> TaggedDocument:
    sections: list[Section] = []
    passages: list[Passage] = []
    tags: list[tuple[Tag, ...]] = []
    for number, (heading, texts) in enumerate(outline, start=1):
        sections.append(Section(str(number), heading, 1, None, texts[0].page if texts else None))
        for position, given in enumerate(texts, start=1):
            locus = f"§{number} ¶{position}"
            passages.append(_passage(locus, given, len(sections) - 1))
            tags.append(_tags(passages[-1].text, given.about))
    body = "\n".join(passage.text for passage in passages)
    document = Document(
        id=id,
        title=title,
        published=published,
        language="en",
        pages=pages,
        sha256=hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest(),
        sections=tuple(sections),
        passages=tuple(passages),
        notices=notices,
    )
    return TaggedDocument(document, tuple(tags))


def _passage(locus: str, given: Text, section: int) -> Passage:
    sentences: list[Sentence] = []
    start = 0
    for number, sentence in enumerate(given.sentences, start=1):
        sentences.append(Sentence(f"{locus} s{number}", sentence, Span(start, start + len(sentence))))
        start += len(sentence) + 1
    return Passage(locus, given.kind, " ".join(given.sentences), tuple(sentences), section, given.page)


def _tags(passage: str, about: tuple[tuple[str, str], ...]) -> tuple[Tag, ...]:
    found: list[Tag] = []
    for key, words in about:
        theme, _, subtheme = key.partition("__")
        start = passage.index(words)
        evidence = Evidence(Span(start, start + len(words)), words, subtheme or None)
        found.append(Tag(theme, "about", "explicit", (subtheme,) if subtheme else (), (evidence,)))
    return tuple(found)


HARD_PASSAGE = (
    "Table 1 | *Ports* & `harbours`: see <b>annex</b> [A](https://example.org), #12, @harbour, port@example.org."
)
OLD = tagged(
    "ruritania@2019",
    "A Strategy for the Northern Sea",
    "2019-05-02",
    [
        (
            "The neighbourhood",
            [
                text(
                    "Northland is an acute threat to every port on our coast.",
                    "Its fleet has doubled in ten years.",
                    northland__fleet="fleet",
                    page=3,
                ),
                text("The Republic will defend the Southern League.", "It will do so alone.", league="League", page=3),
                text("We will work for the closure of the reactor at Holm.", northland__reactor="reactor", page=4),
            ],
        ),
        (
            "Ports and trade",
            [
                text(
                    "The harbour of Strelsau must have 12 new cranes by 2021.",
                    "The Ministry pays for them.",
                    ports="harbour",
                    page=5,
                ),
                text("Trade keeps the peace.", page=5),
                text("Pilots are licensed by the Guild.", ports="Pilots", page=6),
                text("The coast guard keeps watch.", "It has six boats.", page=6),
                text("Lights are lit at dusk.", page=6),
                text("Buoys are painted red.", page=6),
                text("The colour of the harbor master's coat is blue.", ports="harbor", page=7),
                text("Smugglers are pursued.", page=7),
            ],
        ),
    ],
    pages=8,
)
NEW = tagged(
    "ruritania@2024",
    "The Northern Sea Strategy",
    "2024-11",
    [
        (
            "Our neighbours",
            [
                text(
                    "Northland is a persistent but manageable neighbour.",
                    northland__fleet="Northland",
                ),
                text(
                    "The League now carries the first responsibility for its own defence.",
                    "We support it.",
                    league="League",
                ),
                text("Smugglers are pursued."),
            ],
        ),
        (
            "Ports, trade and the sea",
            [
                text(
                    "The harbour of Strelsau should have 8 new cranes by 2026.",
                    "The Ministry pays for them.",
                    ports="harbour",
                ),
                text("Trade keeps the peace."),
                text("Pilots are licensed by the Republic.", ports="Pilots"),
                text("The coast guard keeps watch."),
                text("It has six boats."),
                text("Lights are lit at dusk. Buoys are painted red."),
                text("The colour of the harbour master's coat is blue.", ports="harbour"),
                text(HARD_PASSAGE, ports="Ports"),
            ],
        ),
    ],
    notices=("This text is a digest in our own words, not the publisher's.",),
)

PROVENANCE = Provenance(
    old=Origin(
        media_type="application/pdf",
        extractor="pdf/1",
        snapshot="01d" * 21 + "0",
        source="https://example.org/a_strategy|2019.pdf",
        retrieved="2026-02-01",
        corrections=(Correction("a glued paragraph parted", "2026-02-03"),),
    ),
    new=Origin(media_type="text/markdown", extractor="markdown/1", snapshot="2e3" * 21 + "f", digest=True),
)
