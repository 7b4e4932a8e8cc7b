"""Small codebooks and documents for tests."""

from __future__ import annotations

import re

from tracker.codebook.load import load_codebook
from tracker.document.parse import parse_document
from tracker.model.document import Document
from tracker.model.theme import Codebook, Tag, TaggedDocument

WORLD = """
id: world
themes:
  korea:
    actor: true
    terms:
      - Korea*
      - Democratic People's Republic of Korea
      - Pyongyang
      - {term: Korean War, mention: true}
      - {term: the North, case: true, weak: true, unless_after: [Atlantic]}
    subthemes:
      nuclear: {terms: [nuclear, warhead*]}
      missiles: {terms: [missile*]}
  china:
    actor: true
    terms: [China, Chinese, Beijing]
    subthemes:
      taiwan: {terms: [{term: Taiwan, weak: false}, {term: First Island Chain}]}
      sea: {terms: [{term: South China Sea, weak: true}]}
      nuclear: {terms: [nuclear]}
      trade: {terms: [trade, tariff*, Chinese goods]}
  russia:
    actor: true
    terms: [Russia*, {term: Soviet Union, until: 1991-12-26}, {term: Soviet Union, since: 1991-12-27, mention: true}]
    subthemes:
      nuclear: {terms: [nuclear]}
  cyber:
    terms: [cyber*]
    subthemes:
      defence: {terms: [zero trust, {term: network*, weak: true}]}
  europe:
    terms: [Europe*, NATO]
masks: [China Lake, Indochina]
watch:
  - {label: denuclearization, terms: [denuclear*], theme: korea}
  - one China
"""


def codebook(text: str = WORLD) -> Codebook:
    return load_codebook(text, source="codebook.yaml")


def document(*passages: str, published: str | None = "2020-01-01", language: str = "en") -> Document:
    """Each passage with its sentences on lines of their own, as canonical text has them."""
    text = "\n\n".join(re.sub(r"(?<=[a-z]\.) (?=[A-Z])", "\n", passage) for passage in passages)
    return parse_document(text, id="doc", title="Doc", published=published, language=language)


def tags_of(tagged: TaggedDocument, passage: int = 0) -> dict[str, Tag]:
    return {tag.theme: tag for tag in tagged.tags[passage]}


def evidence_of(tagged: TaggedDocument, theme: str, passage: int = 0) -> list[tuple[str, str | None]]:
    text = tagged.document.passages[passage].text
    tag = tagged.tag(passage, theme)
    return [(text[item.span.start : item.span.end], item.subtheme) for item in tag.evidence] if tag else []
