"""A corpus through the commands: made, filled in any order, listed, shown, corrected, emptied; each deed one commit."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .conftest import TEXTS, Call


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_an_empty_corpus_says_what_to_do(call: Call, corpus: Path) -> None:
    shown = call("list")
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == "tracker: note: nothing here yet; add a document with: tracker add SERIES VERSION FILE\n"


def test_add_tells_what_it_did(call: Call, corpus: Path) -> None:
    first = call("add", "us-nds", "2018", "../2018.md", "--date", "2018-01-19", "--source", "https://example.org/nds")
    assert first.out.splitlines()[:3] == [
        "added us-nds@2018: Strategy 2018",
        "  published 19 January 2018",
        "  text      corpus/us-nds/2018.md",
    ]
    second = call("add", "us-nds", "2026", "-", stdin=(corpus.parent / "2026.md").read_bytes())
    assert second.code == 0
    assert "  published 2026, from the version's name\n" in second.out
    assert "  after us-nds@2018: " in second.out
    assert "  changelog corpus/us-nds/changes/2018..2026.md\n" in second.out


def test_versions_may_come_in_any_order(call: Call, filled: Path) -> None:
    lines = call("list").out.splitlines()
    assert lines[0] == "us-nds  National Defense Strategy"
    assert [line.split()[:2] for line in lines[1:]] == [["2018", "2018"], ["2022", "2022"], ["2026", "2026"]]
    subjects = _git(filled, "log", "--format=%s").splitlines()
    assert subjects[:3] == [f"us-nds {year}: Strategy {year} (published {year})" for year in ("2018", "2026", "2022")]
    assert sorted(path.name for path in (filled / "corpus/us-nds/changes").iterdir()) == [
        "2018..2022.md",
        "2022..2026.md",
    ]
    assert _git(filled, "status", "--porcelain") == ""


def test_a_series_that_is_there_is_not_described_anew(call: Call, filled: Path) -> None:
    (filled.parent / "2030.md").write_text("# Strategy 2030\n\nSomething else.\n")
    shown = call("add", "us-nds", "2030", "../2030.md", "--series-title", "Another name")
    assert shown.code == 0
    assert "corpus/us-nds/series.yaml" in shown.err
    assert call("list").out.startswith("us-nds  National Defense Strategy\n")


def test_show(call: Call, filled: Path) -> None:
    whole = call("show", "us-nds@2022").out
    assert "text from  text/markdown" in whole
    assert "North Korea is a persistent threat." in whole
    assert call("show", "us-nds@2022", "--plain").out.lstrip() == TEXTS["2022"].replace(" threat. We", " threat.\nWe")
    assert "Korea  1 passage" in call("show", "us-nds@2022", "--sections").out
    assert "1 passage about korea" in call("show", "us-nds@2022", "--theme", "korea").out
    assert call("show", "us-nds").out == call("show", "us-nds@2026").out
    assert call("show", "us-nds@2022", "--theme", "russia").out.splitlines()[-1] == "0 passages about russia."


def test_diff_of_versions(call: Call, filled: Path) -> None:
    pair = call("diff", "us-nds@2022..2026").out
    assert pair.startswith("us-nds 2022 → 2026\n")
    assert call("diff", "us-nds").out == pair
    assert call("diff", "us-nds@2022", "us-nds@2026").out == pair
    assert call("diff", "us-nds@2018..2026").out.startswith("us-nds 2018 → 2026\n")
    assert call("diff", "us-nds@2022", "../2026.md").code == 0


def test_changelog_of_a_pair_that_are_no_neighbours(call: Call, filled: Path) -> None:
    for arguments in (["us-nds", "2018..2026"], ["us-nds@2018..2026"]):
        shown = call("changelog", *arguments)
        assert shown.code == 0
        assert "corpus/us-nds/changes/2018..2026.md" in shown.out
        assert (filled / "corpus/us-nds/changes/2018..2026.md").exists()
    again = call("changelog", "us-nds")
    assert again.code == 0
    assert "written" not in again.out
    assert "commit" not in again.out


def test_changelog_after_an_edit_of_the_codebook(call: Call, filled: Path) -> None:
    codebook = filled / "corpus" / "codebook.yaml"
    codebook.write_text(codebook.read_text().replace("title: Korea", "title: The Koreas", 1))
    shown = call("changelog")
    assert shown.code == 0
    assert "written  corpus/us-nds/changes/2022..2026.md" in shown.out
    assert "The Koreas" in (filled / "corpus/us-nds/changes/2022..2026.md").read_text()


def test_correct_round_trip(call: Call, filled: Path) -> None:
    text = call("show", "us-nds@2022", "--plain").out
    mended = text.replace("persistent", "acute")
    shown = call("correct", "us-nds@2022", "-", "--reason", "As printed", stdin=mended.encode())
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("corrected us-nds@2022\n")
    after = call("show", "us-nds@2022").out
    assert "acute threat" in after
    assert "As printed" in after
    assert "corrected" in call("list").out


def test_remove_and_bring_back(call: Call, filled: Path) -> None:
    shown = call("remove", "us-nds@2022", "--reason", "Twice")
    assert (shown.code, shown.err) == (0, "")
    assert "us-nds@2022" in shown.out.splitlines()[0]
    assert "2022" not in call("list").out
    assert (filled / "corpus/us-nds/changes/2018..2026.md").exists()
    _git(filled, "revert", "--no-edit", "HEAD")
    assert "2022" in call("list").out


def test_verify_and_rebuild(call: Call, filled: Path) -> None:
    verified = call("verify")
    assert (verified.code, verified.err) == (0, "")
    assert verified.out.startswith("3 versions, ")
    assert call("rebuild").out == "nothing had to change\n"
    text = filled / "corpus" / "us-nds" / "2022.md"
    text.write_text(text.read_text().replace("persistent", "mild"))
    verified = call("verify", "us-nds")
    assert verified.code == 1
    assert verified.out.startswith("corpus/us-nds/2022.md ")
    assert call("verify", "us-nss").code == 2


def test_completion_offers_series_versions_and_themes(process: Call, filled: Path) -> None:
    def offered(*words: str) -> list[str]:
        env = {
            "_TRACKER_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(["tracker", *words]),
            "COMP_CWORD": str(len(words)),
        }
        return [line.partition(",")[2] for line in process(env=env).out.splitlines()]

    assert offered("list", "us") == ["us-nds"]
    assert offered("show", "us-nds@202") == ["us-nds@2022", "us-nds@2026"]
    assert offered("diff", "us-nds@2018..20") == ["us-nds@2018..2018", "us-nds@2018..2022", "us-nds@2018..2026"]
    assert "korea" in offered("diff", "us-nds", "--theme", "ko")
    codebook = filled / "corpus/codebook.yaml"
    codebook.rename(codebook.with_name("base.yaml"))
    codebook.write_text("id: mine\nextends: base.yaml\n")
    assert "korea" in offered("diff", "us-nds", "--theme", "ko")


def test_demo(call: Call, tmp_path: Path) -> None:
    shown = call("demo", "demonstration")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("Made a corpus of 6 documents in demonstration\n")
    assert "What changed from us-nds@2022 to us-nds@2026" in shown.out
    assert "  tracker diff us-nds@2022..2026\n" in shown.out
    written = shown.out.splitlines()[-1].split()[-1]
    assert (tmp_path / "demonstration" / written).exists()
