"""The starter codebook: sound, complete for its purpose, and right on real strategies where they are at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.codebook.making import document, tags_of
from tests.conftest import REPO_ROOT
from tracker.codebook.check import check_codebook
from tracker.codebook.load import load_codebook
from tracker.codebook.tag import tag_document
from tracker.codebook.watch import watch_counts
from tracker.document.parse import parse_document
from tracker.extract import extract
from tracker.model.document import Document
from tracker.model.theme import Codebook


@cache
def starter() -> Codebook:
    path = REPO_ROOT / "seeds" / "codebook.yaml"
    return load_codebook(path.read_text(encoding="utf-8"), source=str(path))


def digests() -> list[Document]:
    paths = sorted((REPO_ROOT / "seeds" / "documents").rglob("*.md"))
    return [
        parse_document(path.read_text(encoding="utf-8"), id=path.stem, title="", published=path.stem) for path in paths
    ]


def test_it_has_what_strategies_need() -> None:
    themes = {theme.id: theme for theme in starter().themes}
    assert {"korea", "china", "russia", "iran"} <= themes.keys()
    assert all(themes[name].actor for name in ("korea", "china", "russia", "iran"))
    assert len(themes) >= 14
    assert all(theme.subthemes for theme in themes.values())
    assert len(starter().synonyms) >= 50
    assert "taiwan" in {subtheme.id for subtheme in themes["china"].subthemes}
    assert {"denuclearization", "integrated deterrence", "climate change", "one China"} <= {
        w.label for w in starter().watch
    }


def test_nothing_is_given_twice_or_masked_away() -> None:
    assert [finding for finding in check_codebook(starter()) if finding.kind in ("twice", "masked")] == []


def test_every_theme_is_found_in_the_starter_documents() -> None:
    found = {tag.theme for read in digests() for tags in tag_document(read, starter()).tags for tag in tags}
    assert found == {theme.id for theme in starter().themes}


def test_watched_phrases_tell_the_starter_documents_apart() -> None:
    labels = [watch.label for watch in starter().watch]
    counts = {read.published: dict(zip(labels, watch_counts(read, starter()), strict=True)) for read in digests()}
    assert any(count["primary responsibility"] for count in counts.values())
    assert any(not count["primary responsibility"] for count in counts.values())


READS = [
    pytest.param("The PRC lays claim to Taiwan.", "china", ("taiwan",), id="taiwan"),
    pytest.param(
        "South Korea can take primary responsibility for deterring North Korea.",
        "korea",
        ("deterrence-responsibility",),
        id="responsibility",
    ),
    pytest.param(
        "The complete denuclearization of the Korean Peninsula is our aim.",
        "korea",
        ("denuclearization",),
        id="denuclearization",
    ),
    pytest.param("Russia is a persistent but manageable threat.", "russia", ("character",), id="character"),
    pytest.param("Iran must never obtain a nuclear weapon.", "iran", ("nuclear",), id="nuclear"),
    pytest.param(
        "Allies must share the burden and spend 5 percent of GDP.", "allies", ("burden-sharing",), id="burden"
    ),
    pytest.param("Presidents Clinton and Yeltsin agreed to START III.", "russia", ("arms-control",), id="leaders"),
]

LEAVES = [
    pytest.param("Tests went on at China Lake.", "china", id="china-lake"),
    pytest.param("The war in Indochina ended.", "china", id="indochina"),
    pytest.param("It was the Iran-Contra affair.", "iran", id="iran-contra"),
    pytest.param("Oil flows through the Persian Gulf.", "iran", id="persian-gulf"),
    pytest.param("The turkey was served cold.", "europe", id="turkey"),
    pytest.param("The political climate was harsh.", "climate-energy", id="political-climate"),
    pytest.param("New Mexico grew.", "western-hemisphere", id="new-mexico"),
    pytest.param("An important matter.", "economy", id="important"),
]


@pytest.mark.parametrize(("text", "theme", "subthemes"), READS)
def test_reads(text: str, theme: str, subthemes: tuple[str, ...]) -> None:
    tag = tags_of(tag_document(document(text), starter()))[theme]
    assert (tag.strength, tag.how, tag.subthemes) == ("about", "explicit", subthemes)


@pytest.mark.parametrize(("text", "theme"), LEAVES)
def test_leaves_alone(text: str, theme: str) -> None:
    assert theme not in tags_of(tag_document(document(text), starter()))


def test_every_passage_about_an_actor_in_real_strategies_has_its_words_as_evidence(shared_data: Path) -> None:
    for year in ("1987", "2015"):
        data = (shared_data / "nss" / f"{year}.txt").read_bytes()
        read = parse_document(extract(data, name=f"{year}.txt").text, id=year, title="", published=year)
        tagged = tag_document(read, starter())
        for passage, tags in zip(read.passages, tagged.tags, strict=True):
            for tag in tags:
                assert tag.evidence or tag.how == "inferred"
                for item in tag.evidence:
                    assert passage.text[item.span.start : item.span.end].strip()
