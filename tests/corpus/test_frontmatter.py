"""Front matter as a value and back, and every complaint about it with file, line and key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.corpus import frontmatter
from tracker.corpus.versions import in_order, neighbours
from tracker.errors import DataError
from tracker.model.corpus import Correction, Version

VERSION = Version(
    series="us-nds",
    name="2026",
    title="2026 National Defense Strategy: Restoring Peace Through Strength",
    published="2026-01-23",
    snapshot="0" * 64,
    media_type="application/pdf",
    extractor="pdf/1",
    language="en",
    retrieved="2026-02-01",
    source="https://example.org/2026.pdf",
    pages=34,
)
FRONT = frontmatter.write_version(VERSION, "").decode().removeprefix("---\n").removesuffix("---\n\n")

_lines = (
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1)
    .map(lambda text: text.strip("\ufeff ") or "x")
    .filter(lambda text: text.strip() != "")
)
_versions = st.builds(
    Version,
    series=st.just("us-nds"),
    name=st.just("2026"),
    title=_lines,
    published=st.sampled_from(["2026", "2026-01", "2026-01-23", "1787-09-17", "0800"]),
    snapshot=st.just("ab" * 32),
    media_type=st.sampled_from(["text/plain", "application/pdf"]),
    extractor=st.just("text/5"),
    language=st.sampled_from(["und", "en", "no", "de-AT"]),
    retrieved=st.none() | st.just("2026-02-01"),
    source=st.none() | _lines,
    pages=st.none() | st.integers(0, 10_000),
    digest=st.booleans(),
    warnings=st.lists(_lines, max_size=3).map(tuple),
    corrections=st.lists(st.builds(Correction, reason=_lines, date=st.none() | st.just("2026-03-04")), max_size=3).map(
        tuple
    ),
)


@given(_versions, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_what_is_written_is_read_back(version: Version, text: str) -> None:
    data = frontmatter.write_version(version, text)
    front, body = frontmatter.split_version(data, source="x.md")
    assert frontmatter.parse_front(front, series="us-nds", name="2026", source="x.md") == version
    assert body == text
    assert frontmatter.write_version(version, body) == data


def test_front_matter_reads_well() -> None:
    written = frontmatter.write_version(replace(VERSION, digest=True), "# Title\n\nText.\n").decode()
    assert written.splitlines() == [
        "---",
        "series: us-nds",
        "version: '2026'",
        "title: '2026 National Defense Strategy: Restoring Peace Through Strength'",
        "published: '2026-01-23'",
        "retrieved: '2026-02-01'",
        "source: https://example.org/2026.pdf",
        f"snapshot: '{'0' * 64}'",
        "media_type: application/pdf",
        "extractor: pdf/1",
        "language: en",
        "pages: 34",
        "digest: true",
        "---",
        "",
        "# Title",
        "",
        "Text.",
    ]


FAULTS = {
    "unknown key": ("pages: 34", "pagse: 34", "corpus/us-nds/2026.md:12: pagse is not a key"),
    "other series": ("series: us-nds", "series: us-nss", "2026.md:2: series is 'us-nss', but the file's place says"),
    "other version": ("version: '2026'", "version: 2022", "2026.md:3: version is '2022'"),
    "no such day": (
        "published: '2026-01-23'",
        "published: 2026-02-30",
        "2026.md:5: published '2026-02-30' is not a day",
    ),
    "a date in words": (
        "published: '2026-01-23'",
        "published: January 2026",
        "2026.md:5: published 'January 2026' is not",
    ),
    "no date": ("published: '2026-01-23'\n", "", "published is missing"),
    "empty title": (
        "title: '2026 National Defense Strategy: Restoring Peace Through Strength'",
        "title:",
        "2026.md:4: title",
    ),
    "digest cut": (f"'{'0' * 64}'", "'0000'", "2026.md:8: snapshot '0000' is not a SHA-256"),
    "pages in words": ("pages: 34", "pages: many", "2026.md:12: pages 'many' is not a whole number"),
    "digest in words": ("pages: 34", "digest: maybe", "2026.md:12: digest must be true or false"),
    "correction without reason": (
        "pages: 34",
        "corrected:\n  - date: 2026-01-01",
        "2026.md:12: corrected must give a reason",
    ),
    "correction as text": ("pages: 34", "corrected: yes", "2026.md:12: corrected must be a list"),
    "language": ("language: en", "language: English language", "2026.md:11: language 'English language'"),
    "extractor": ("extractor: pdf/1", "extractor: pdf", "2026.md:10: extractor 'pdf' is not"),
    "twice": ("pages: 34", "pages: 34\npages: 35", "2026.md:13"),
    "not YAML": ("pages: 34", "pages: [34", "2026.md:1"),
    "a list": (FRONT, "- a\n", "2026.md"),
}


@pytest.mark.parametrize(("old", "new", "complaint"), FAULTS.values(), ids=FAULTS.keys())
def test_complaints_name_file_line_and_key(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    path = tmp_path / "corpus" / "us-nds" / "2026.md"
    path.parent.mkdir(parents=True)
    assert old in FRONT
    path.write_text(f"---\n{FRONT.replace(old, new)}---\n\nText.\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        frontmatter.read_version(tmp_path, "us-nds", "2026")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"# Title\n", "2026.md:1: the file does not begin with front matter"),
        (b"", "2026.md:1: the file does not begin with front matter"),
        (b"---\nseries: us-nds\n", "no closing line"),
        (b"---\n" + b"x" * 200_000, "no closing line"),
        (b"---\ntitle: \xff\n---\n", "not UTF-8"),
    ],
    ids=["none", "empty", "unclosed", "endless", "not UTF-8"],
)
def test_files_that_are_no_version(tmp_path: Path, data: bytes, complaint: str) -> None:
    path = tmp_path / "corpus" / "us-nds" / "2026.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    with pytest.raises(DataError, match=complaint):
        frontmatter.read_version(tmp_path, "us-nds", "2026")


def test_front_matter_longer_than_a_chunk_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "corpus" / "us-nds" / "2026.md"
    path.parent.mkdir(parents=True)
    for length in range(4_040 - len(FRONT), 4_110 - len(FRONT)):
        version = replace(VERSION, warnings=("w" * length,))
        path.write_bytes(frontmatter.write_version(version, "---\n\nA text that begins with a rule.\n"))
        assert frontmatter.read_version(tmp_path, "us-nds", "2026") == version
        assert frontmatter.read_text(tmp_path, "us-nds", "2026").startswith("---\n")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "corpus" / "us-nds" / "2026.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xef\xbb\xbf" + frontmatter.write_version(VERSION, "# Title\n\nText.\n"))
    assert frontmatter.read_version(tmp_path, "us-nds", "2026") == VERSION
    assert frontmatter.read_text(tmp_path, "us-nds", "2026") == "# Title\n\nText.\n"


def test_line_ends_of_another_system_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "corpus" / "us-nds" / "2026.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(frontmatter.write_version(VERSION, "# Title\n\nText.\n").replace(b"\n", b"\r\n"))
    assert frontmatter.read_version(tmp_path, "us-nds", "2026") == VERSION
    assert frontmatter.read_text(tmp_path, "us-nds", "2026") == "# Title\n\nText.\n"


def test_order_is_that_of_publication_then_of_names() -> None:
    dates = {
        "draft": "1969-07",
        "b": "1969-07-20",
        "a": "1969-07-20",
        "old": "1787-09-17",
        "year": "1969",
        "new": "2026-01-23",
    }
    versions = in_order(replace(VERSION, name=name, published=date) for name, date in dates.items())
    assert [version.name for version in versions] == ["old", "year", "draft", "a", "b", "new"]
    before, after = neighbours(versions, "a")
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("draft", "b")
    assert neighbours(versions, "old")[0] is None
    assert neighbours(versions, "new")[1] is None


def _put(root: Path, data: bytes) -> Path:
    path = root / "corpus" / "us-nds" / "2026.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return root


def test_what_is_as_long_as_may_be_is_read_and_a_character_more_is_not_written(tmp_path: Path) -> None:
    room = frontmatter.MAX_BYTES - len(FRONT) + len(VERSION.title)
    longest = replace(VERSION, title=VERSION.title.ljust(room, "x"))
    data = frontmatter.write_version(longest, "---\n\nText.\n")
    assert frontmatter.read_version(_put(tmp_path, data), "us-nds", "2026") == longest
    assert frontmatter.split_version(data, source="x.md")[1] == "---\n\nText.\n"
    for longer in (
        replace(longest, title=longest.title + "x"),
        replace(VERSION, source="https://example.org/" + "é" * 40_000),
        replace(VERSION, corrections=(Correction("A slip of the pen.", "2026-03-04"),) * 2_000),
    ):
        with pytest.raises(DataError, match=r"corpus/us-nds/2026.md: the front matter is longer than 64 KiB; shorten"):
            frontmatter.write_version(longer, "")


def test_too_long_is_told_from_not_closed(tmp_path: Path) -> None:
    data = b"---\n" + FRONT.encode() + b"warnings:\n" + b"  - More and more.\n" * 4_000
    root = _put(tmp_path, data)
    with pytest.raises(DataError, match="has no closing line of '---'"):
        frontmatter.read_version(root, "us-nds", "2026")
    (root / "corpus" / "us-nds" / "2026.md").write_bytes(data + b"---\n\nText.\n")
    for read in (frontmatter.read_version, frontmatter.read_text):
        with pytest.raises(DataError, match="is longer than 64 KiB"):
            read(root, "us-nds", "2026")
