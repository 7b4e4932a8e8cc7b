"""Documents that are odd but whole: each is compared in every format, without complaint or wrong claim."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from .conftest import Call

PROSE = (
    "The Alliance will keep its forces in Korea ready. We seek talks with North Korea on its missiles. China has "
    "chosen coercion near Taiwan, and Russia remains an acute threat. Our allies should carry more of the burden. "
)
CODEBOOK = """schema: tracker.codebook/1
id: small
title: For tests
language: en
themes:
  korea: {title: Korea, actor: true, terms: [Korea], subthemes: {missiles: {title: Missiles, terms: [missiles]}}}
  china: {title: China, actor: true, terms: [China], subthemes: {place: {title: Its place, terms: [threat, partner]}}}
  russia: {title: Russia, actor: true, terms: [Russia]}
  europe: {title: Europe, terms: [NATO, cyber*]}
"""
CHINESE = (
    "中国一贯主张维护朝鲜半岛和平稳定,实现无核化,通过对话协商解决问题。我们支持重启六方会谈。军队员额将减少三十万。",
    "中国一贯主张维护朝鲜半岛和平稳定,通过对话协商解决问题。国防费占国内生产总值的比重为1.5%。",
)
GERMAN = """# Weißbuch

## Lage

Die NATO bleibt der Garant für die Sicherheit der Allianz. Deutschland wird mit den Partnern einen Beitrag leisten, der
sich an der Lage misst. Die Cybersicherheit ist eine gemeinsame Aufgabe von Bund und Ländern, und China ist Partner und
Rivale zugleich. Die Häfen des Landes, die Häfen der Länder und die Häfen der Partner stehen offen.
"""


def _all_formats(call: Call, old: Path, new: Path) -> tuple[str, str, dict[str, Any]]:
    codebook = old.with_name("codebook.yaml")
    codebook.write_text(CODEBOOK, encoding="utf-8")
    shown = []
    for form in ("text", "markdown", "json"):
        found = call("diff", str(old), str(new), "--format", form, "--codebook", str(codebook))
        assert found.code == 0, found.err
        shown.append(found.out)
    comparison = json.loads(shown[2])
    for side in ("old", "new"):
        held = [tuple(bead) for change in comparison["changes"] for row in change["beads"] for bead in row[side]]
        assert len(held) == len(set(held)) == comparison[side]["sentences"]
    return shown[0], shown[1], comparison


def _files(folder: Path, old: str, new: str, ending: str = "txt") -> tuple[Path, Path]:
    paths = folder / f"old.{ending}", folder / f"new.{ending}"
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_one_sentence(call: Call, tmp_path: Path) -> None:
    text, markdown, found = _all_formats(call, *_files(tmp_path, "China is a threat.", "China is a partner."))
    assert [shift["kind"] for shift in found["shifts"]] == ["characterisation"]
    for shown in (text, markdown):
        assert "China is a partner." in shown


def test_a_side_of_headings_alone_holds_no_text_and_says_so(call: Call, tmp_path: Path) -> None:
    text, markdown, found = _all_formats(
        call, *_files(tmp_path, "# A Plan\n\n## Its Aims\n", f"# A Plan\n\n{PROSE}", "md")
    )
    assert [line for line in found["warnings"] if line.endswith("old.md) holds no text.")]
    assert {change["kind"] for change in found["changes"]} == {"added"}
    for shown in (text, markdown):
        assert "holds no text" in " ".join(shown.split())


def test_no_headings(call: Call, tmp_path: Path) -> None:
    paragraphs = [PROSE, "Trade with Japan will grow. It must be fair.", "The fleet is to have new ships by 2030."]
    old, new = "\n\n".join(paragraphs), "\n\n".join(paragraphs[:2])
    text, markdown, found = _all_formats(call, *_files(tmp_path, old, new))
    assert found["sections"] == []
    assert [passage["locus"] for passage in found["passages"]["old"]] == ["¶1", "¶2", "¶3"]
    assert "The fleet is to have new ships by 2030." in text
    assert "Neither version has headings." in markdown


def test_all_capitals(call: Call, tmp_path: Path) -> None:
    """Themes and sentences are found; against ordinary case the wording is the same."""
    paths = _files(tmp_path, PROSE, PROSE.upper())
    _, _, found = _all_formats(call, *paths)
    assert [change["significance"] for change in found["changes"]] == ["editorial"]
    assert found["old"]["sentences"] == found["new"]["sentences"]
    tagged = [set(found["passages"][side][0]["themes"]) for side in ("old", "new")]
    assert tagged[0] == tagged[1] == {"korea", "china", "russia"}
    assert found["shifts"] == []
    assert not found["ledger"]["new"]
    assert not found["ledger"]["dropped"]


def test_another_language_is_aligned_and_counted_but_not_tagged(call: Call, tmp_path: Path) -> None:
    new = GERMAN.replace("wird mit", "muss mit").replace("Häfen", "Werften")
    text, markdown, found = _all_formats(call, *_files(tmp_path, GERMAN, new, "md"))
    assert found["old"]["language"] == "de"
    assert [change["kind"] for change in found["changes"]] == ["reworded"]
    assert ["-", "wird "] in found["changes"][0]["edits"]
    assert not any(passage["themes"] for side in ("old", "new") for passage in found["passages"][side])
    assert found["shifts"] == []
    assert len(found["warnings"]) == 2
    assert "another language (de) than the codebook (en), which has no terms for it" in found["warnings"][0]
    for shown in (text, markdown):
        assert "which has no terms for it" in " ".join(shown.split())
    terms = {row["term"] for rows in ("new", "dropped") for row in found["ledger"][rows]}
    assert "Werften" in terms
    assert not terms & {"der", "die", "und", "des"}


def test_a_language_without_blanks(call: Call, tmp_path: Path) -> None:
    old = "# 戦略\n\n我が国は、厳しい環境に直面している。港の安全は政策の基軸である。\n"
    text, _, found = _all_formats(call, *_files(tmp_path, old, old.replace("厳しい", "最も厳しい"), "md"))
    assert found["old"]["language"] == "ja"
    assert [change["kind"] for change in found["changes"]] == ["reworded"]
    assert "港の安全は政策の基軸である。" in text


def test_a_long_line_costs_in_proportion_to_its_length(call: Call, tmp_path: Path) -> None:
    def seconds(repeated: int) -> float:
        lines = [f"{PROSE}It was decided in case {number} of {repeated}. " for number in range(repeated)]
        paths = _files(tmp_path, "".join(lines), "".join(lines[::2]))
        began = time.process_time()
        assert call("diff", *map(str, paths), "--format", "json").code == 0
        return time.process_time() - began

    seconds(10)  # imports and the codebook
    short = seconds(40)
    assert seconds(160) < 9 * max(short, 0.1)


@pytest.mark.slow
def test_a_line_of_two_megabytes(call: Call, tmp_path: Path) -> None:
    lines = [f"{PROSE}It was decided in case {number} of year {number * 7919 % 1000}. " for number in range(8_000)]
    changed = [line.replace("will keep", "may keep") if number % 5 == 0 else line for number, line in enumerate(lines)]
    old, new = "".join(lines), "".join(changed)
    assert len(old) > 2_000_000
    assert "\n" not in old
    _, _, found = _all_formats(call, *_files(tmp_path, old, new))
    assert found["old"]["sentences"] == found["new"]["sentences"] > 30_000
    assert found["regime"]["label"] == "revision"


def test_a_text_without_blanks_is_compared_character_by_character(call: Call, tmp_path: Path) -> None:
    text, _, found = _all_formats(call, *_files(tmp_path, *CHINESE))
    assert (found["old"]["sentences"], found["new"]["sentences"]) == (3, 2)
    assert (found["old"]["language"], found["old"]["words"]) == ("zh", 51)
    revised = next(change for change in found["changes"] if change["kind"] == "reworded")
    assert ["-", "实现无核化,"] in revised["edits"]
    assert "[-实现无核化,-]" in text.replace("\n", "").replace(" ", "")


def test_a_codebook_in_a_script_without_blanks_tags_and_finds_shifts(call: Call, tmp_path: Path) -> None:
    old, new = _files(tmp_path, *CHINESE)
    codebook = tmp_path / "codebook.yaml"
    codebook.write_text(
        "id: zh\nlanguage: zh\nthemes:\n  korea: {title: 朝鲜半岛, actor: true, terms: [朝鲜半岛]}\n", encoding="utf-8"
    )
    found = json.loads(call("diff", str(old), str(new), "--format", "json", "--codebook", str(codebook)).out)
    assert [theme["new"]["passages"] for theme in found["themes"]] == [1]
    assert [(shift["theme"], shift["why"]) for shift in found["shifts"]] == [("korea", "“实现无核化” was taken out.")]
