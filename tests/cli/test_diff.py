"""`tracker diff` from outside: what may stand on either side, what it is narrowed to, formats, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Call

OLD = """\
# Allies

Korea is an ally. We will deter North Korea together with the Republic of Korea.

# Trade

Trade makes us rich. We support free trade.
"""
NEW = """\
# Allies

Korea is an ally. The Republic of Korea takes primary responsibility for deterring North Korea.

# Trade

Trade makes us rich. We support free trade.
"""


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(OLD)
    (tmp_path / "new.md").write_text(NEW)
    (tmp_path / "same.md").write_text(OLD)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["old.md", "same.md"], 0, id="same"),
        pytest.param(["old.md", "new.md"], 1, id="different"),
        pytest.param(["old.md", "new.md", "--format", "json"], 1, id="different-json"),
        pytest.param(["old.md", "new.md", "--theme", "korea"], 1, id="theme-that-differs"),
        pytest.param(["old.md", "new.md", "--theme", "economy"], 0, id="theme-that-does-not"),
        pytest.param(["old.md", "new.md", "--kind", "kept"], 0, id="only-what-was-kept"),
        pytest.param(["old.md", "same.md", "--only-shifts"], 0, id="no-shift"),
        pytest.param(["old.md", "missing.md"], 2, id="trouble"),
    ],
)
def test_exit_code_as_of_diff(call: Call, arguments: list[str], code: int) -> None:
    assert call("diff", "--exit-code", *arguments).code == code
    assert call("diff", *arguments).code == (2 if code == 2 else 0)


def test_formats(call: Call) -> None:
    assert "2022" not in call("diff", "old.md", "new.md").out
    markdown = call("diff", "old.md", "new.md", "--format", "markdown").out
    assert markdown.startswith("# ")
    comparison = json.loads(call("diff", "old.md", "new.md", "--format", "json").out)
    assert comparison["schema"] == "tracker.comparison/1"
    assert {change["kind"] for change in comparison["changes"]} >= {"kept"}


def test_output_goes_to_a_file_without_colour(call: Call, tmp_path: Path) -> None:
    plain = call("diff", "old.md", "new.md").out
    shown = call("diff", "old.md", "new.md", "--output", "out.txt")
    assert (shown.code, shown.out, shown.err) == (0, "", "")
    assert (tmp_path / "out.txt").read_text("utf-8") == plain


def test_output_goes_into_what_is_no_file(call: Call, tmp_path: Path) -> None:
    plain = call("diff", "old.md", "new.md").out
    assert call("diff", "old.md", "new.md", "--output", "-").out == plain
    assert not (tmp_path / "-").exists()
    (tmp_path / "out.txt").touch(0o600)
    (tmp_path / "link").symlink_to("out.txt")
    for name in ("link", "out.txt"):
        (tmp_path / "out.txt").write_text("")
        assert call("diff", "old.md", "new.md", "--output", name).code == 0
        assert (tmp_path / "out.txt").read_text("utf-8") == plain
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out.txt").stat().st_mode & 0o777 == 0o600
    assert call("diff", "old.md", "new.md", "--output", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_standard_input_stands_for_either_side(call: Call, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)
    from_files = json.loads(call("diff", "old.txt", "new.txt", "--format", "json").out)
    for arguments, data in ((["-", "new.txt"], OLD), (["old.txt", "-"], NEW)):
        piped = json.loads(call("diff", *arguments, "--format", "json", stdin=data.encode()).out)
        assert piped["changes"] == from_files["changes"]
        assert piped["shifts"] == from_files["shifts"]


def test_narrowed_to_a_theme(call: Call) -> None:
    shown = call("diff", "old.md", "new.md", "--theme", "korea").out
    assert "KOREA" in shown
    assert "ECONOMY" not in shown


def test_narrowed_to_kinds(call: Call) -> None:
    kept = call("diff", "old.md", "new.md", "--kind", "kept").out
    assert "Trade makes us rich." in kept
    shifts = json.loads(call("diff", "old.md", "new.md", "--format", "json").out)["shifts"]
    assert shifts
    for kind in {shift["kind"] for shift in shifts}:
        shown = call("diff", "old.md", "new.md", "--kind", kind).out
        assert f"SHIFTS ({sum(shift['kind'] == kind for shift in shifts)})" in shown


def test_another_codebook(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "schema: tracker.codebook/1\nid: mine\ntitle: Mine\nlanguage: en\n"
        "themes:\n  riches:\n    title: Riches\n    terms: [rich*]\n"
    )
    shown = call("diff", "old.md", "new.md", "--codebook", "mine.yaml", "--format", "json")
    assert [theme["id"] for theme in json.loads(shown.out)["themes"]] == ["riches"]
    assert call("diff", "old.md", "new.md", "--codebook", "mine.yaml", "--theme", "korea").code == 2


def test_the_same_call_gives_the_same_bytes(process: Call) -> None:
    outs = {
        process("diff", "old.md", "new.md", "--format", "json", env={"PYTHONHASHSEED": seed, "TZ": zone}).out
        for seed, zone in (("1", "UTC"), ("2", "Asia/Seoul"))
    }
    assert len(outs) == 1


def test_a_review_is_told_when_asked_for(call: Call, tmp_path: Path) -> None:
    from tracker.usecases.compare import compare_sides
    from tracker.usecases.review import Sitting
    from tracker.usecases.reviewstores import file_store

    kept = tmp_path / "review.yaml"
    compared = compare_sides(("old.md", "new.md"), directory=tmp_path)
    sitting = Sitting(compared.comparison, compared.codebook, file_store(kept))
    change = next(change for change in compared.comparison.changes if change.kind != "kept")
    sitting.judge(change.id, "flagged")
    sitting.note(change.id, "Ask the desk.")
    sitting.save()
    sides = ("diff", "old.md", "new.md", "--theme", "korea")
    assert "flagged: Ask the desk." in call(*sides, "--review", "review.yaml").out
    assert "flagged" not in call(*sides).out
    nothing = call("diff", "old.md", "same.md", "--review", "review.yaml")
    assert nothing.code == 0
    assert "? flagged" in nothing.out


def test_a_review_that_cannot_be_had(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("schema: tracker.review/1\nold: a\nnew: b\n")
    assert "name a file with --review FILE" in call("diff", "old.md", "new.md", "--reviews").err
    assert call("diff", "old.md", "new.md", "--review", "none.yaml").err == "tracker: none.yaml: no such file\n"
    asked = call("diff", "old.md", "new.md", "--review", "empty.yaml")
    assert (asked.code, "nobody has reviewed this pair yet" in asked.err) == (0, True)
