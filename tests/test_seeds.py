"""The starter documents keep what seeds/README.md promises of them."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker import yamltext

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
WORDS = (1200, 2500)
LONGEST_QUOTATION = 40

# Absences that reports state of the originals. A digest that used the words would hide them.
SILENCES = [
    ("us-nds@2018", r"climate"),
    ("us-nds@2018", r"Taiwan"),
    ("us-nds@2022", r"denuclear"),
    ("us-nds@2026", r"denuclear"),
    ("us-nds@2026", r"Taiwan"),
    ("us-nds@2026", r"extended (nuclear )?deterrence"),
    ("us-nds@2026", r"28,500|operational control|OPCON"),
    ("us-nss@2025", r"North Korea|DPRK|Pyongyang"),
    ("us-nss@2025", r"denuclear"),
    ("us-nss@2025", r"Russian aggression|pacing|major power competition|great power competition"),
]

# What each strategy calls things: a name of another year would show as a change that no government made.
OTHER_YEARS_NAMES = [
    ("us-nds@2018", r"Department of War|PRC|People's Republic"),
    ("us-nds@2022", r"Department of War|(?<!Republic of )\bChina\b|\bChinese"),
    ("us-nds@2026", r"Department of Defense|PRC|People's Republic"),
    ("us-nss@2017", r"PRC|People's Republic"),
    ("us-nss@2025", r"PRC|People's Republic"),
]

BRITISH = re.compile(
    r"\b\w*(?:isation|ising|ised)\b|\b(?:defence|offence|programme|manoeuvre|theatre|centre|labour|favour\w*|neighbour\w*)\b",
    re.IGNORECASE,
)
ENDING_IN_ISED_EVERYWHERE = {
    "advised",
    "compromised",
    "exercised",
    "promised",
    "raised",
    "revised",
    "rising",
    "supervised",
}


@dataclass(frozen=True)
class Digest:
    id: str
    entry: dict[str, Any]
    path: Path
    text: str

    @property
    def heading(self) -> str:
        return self.text.splitlines()[0].removeprefix("# ")

    @property
    def head_note(self) -> str:
        lines = self.text.splitlines()[2:]
        quoted = lines[: next(i for i, line in enumerate(lines) if not line.startswith(">"))]
        return " ".join(line.removeprefix(">").strip() for line in quoted)

    @property
    def prose(self) -> str:
        """The text without headings and head note."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith(("#", ">")))

    @property
    def quotations(self) -> tuple[str, ...]:
        return tuple(re.findall(r'"([^"]*)"', self.prose))


def _digests() -> list[Digest]:
    manifest: Any = yamltext.load((SEEDS / "manifest.yaml").read_text(encoding="utf-8"), source="manifest.yaml").value
    found = []
    for series in manifest["series"]:
        for entry in series["versions"]:
            path = SEEDS / entry.get("file", f"documents/{series['id']}/{entry['version']}.md")
            if entry.get("digest"):
                text = path.read_bytes().decode("utf-8")
                found.append(Digest(f"{series['id']}@{entry['version']}", entry, path, text))
    return found


DIGESTS = _digests()
BY_ID = {digest.id: digest for digest in DIGESTS}
each_digest = pytest.mark.parametrize("digest", DIGESTS, ids=[digest.id for digest in DIGESTS])


def _sources() -> dict[str, dict[str, str]]:
    """Quotation → what stands behind it, by the heading that names the version."""
    listed: dict[str, dict[str, str]] = {}
    version = ""
    for line in (SEEDS / "sources.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            version = line.removeprefix("## ").replace(" ", "@")
            listed[version] = {}
        elif match := re.fullmatch(r'- "([^"]+)": (.+)', line):
            listed[version][match[1]] = match[2]
    return listed


SOURCES = _sources()


def test_the_manifest_names_every_document() -> None:
    assert {digest.path for digest in DIGESTS} == set((SEEDS / "documents").rglob("*.md"))


@each_digest
def test_the_head_says_what_it_is(digest: Digest) -> None:
    published = date.fromisoformat(digest.entry["published"])
    assert digest.heading == digest.entry["title"]
    assert digest.head_note.startswith("Digest, not the official text: ")
    assert f"released on {published:%B} {published.day}, {published.year}" in digest.head_note
    assert re.search(r"issued by (the U\.S\. Department of \w+|the White House)", digest.head_note)
    assert "public reports" in digest.head_note
    assert "Words in quotation marks are the document" in digest.head_note
    assert digest.head_note.endswith(f"Official text: {digest.entry['source']}")


@each_digest
def test_length(digest: Digest) -> None:
    assert WORDS[0] <= len(digest.prose.split()) <= WORDS[1]


@each_digest
def test_the_bytes_are_clean(digest: Digest) -> None:
    text = digest.text
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert "\t" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert not re.search(r" $|\S  +\S", text, re.MULTILINE)
    assert not re.search("[“”‘’]", text)


@each_digest
def test_headings_form_an_outline(digest: Digest) -> None:
    headings = [(len(marks), title) for marks, title in re.findall(r"^(#+) (.+)$", digest.text, re.MULTILINE)]
    levels = [level for level, _ in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(2) >= 4
    assert all(deeper <= level + 1 for level, deeper in itertools.pairwise(levels))
    assert len(set(headings)) == len(headings)


@each_digest
def test_no_section_is_empty(digest: Digest) -> None:
    blocks = digest.text.strip().split("\n\n")
    for block, following in zip(blocks, [*blocks[1:], "# "], strict=True):
        if block.startswith("#"):
            depth = len(block) - len(block.lstrip("#"))
            followed_by = len(following) - len(following.lstrip("#"))
            assert followed_by == 0 or followed_by > depth, f"nothing stands under {block!r}"


@each_digest
def test_quotations_are_short(digest: Digest) -> None:
    for paragraph in digest.prose.split("\n\n"):
        assert paragraph.count('"') % 2 == 0, paragraph
    for quotation in digest.quotations:
        assert 1 <= len(quotation.split()) <= LONGEST_QUOTATION, quotation
        assert quotation == quotation.strip(), quotation


@each_digest
def test_the_text_is_mostly_ours(digest: Digest) -> None:
    quoted = sum(len(quotation.split()) for quotation in digest.quotations)
    assert quoted < 0.25 * len(digest.prose.split())


@each_digest
def test_every_quotation_has_a_source(digest: Digest) -> None:
    listed = SOURCES[digest.id]
    assert set(digest.quotations) == set(listed)
    for quotation, reports in listed.items():
        assert re.fullmatch(r"\[[^\]]+\]\(https?://[^)\s]+\)(; \[[^\]]+\]\(https?://[^)\s]+\))*", reports), quotation


@each_digest
def test_it_speaks_as_the_strategy(digest: Digest) -> None:
    """No commentary, no counting, no doubts of ours: those belong to reports about the strategy."""
    commentary = re.search(
        r"unconfirmed|\bdigest\b|analysts?\b|critics|reportedly|mentioned|\btimes in the (?:text|document)",
        digest.prose,
        re.IGNORECASE,
    )
    assert commentary is None, commentary


@each_digest
def test_american_spelling(digest: Digest) -> None:
    british = {match[0] for match in BRITISH.finditer(digest.text) if match[0].lower() not in ENDING_IN_ISED_EVERYWHERE}
    assert british == set()


@pytest.mark.parametrize(("version", "words"), SILENCES, ids=[f"{version} {words}" for version, words in SILENCES])
def test_reported_silences_are_silent(version: str, words: str) -> None:
    assert re.search(words, BY_ID[version].text, re.IGNORECASE) is None


@pytest.mark.parametrize(("version", "names"), OTHER_YEARS_NAMES, ids=[version for version, _ in OTHER_YEARS_NAMES])
def test_names_are_of_their_year(version: str, names: str) -> None:
    assert re.search(names, BY_ID[version].prose) is None
