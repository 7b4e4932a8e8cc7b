"""Settings come from option, variable, corpus, user file and default, in this order, and `tracker config` says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Call


def _rows(out: str) -> dict[str, str]:
    return {line.split("  ")[0]: " ".join(line.split()) for line in out.splitlines()}


def _user_file() -> Path:
    path = Path(os.environ["XDG_CONFIG_HOME"]) / "tracker" / "config.yaml"
    path.parent.mkdir(exist_ok=True)
    return path


def _corpus(folder: Path, settings: str = "") -> Path:
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "corpus.yaml").write_text(f"schema: tracker.corpus/1\ntitle: A corpus\n{settings}")
    return folder


@pytest.mark.skipif(sys.platform == "darwin", reason="the user's file stands elsewhere")
def test_each_rank_beats_the_next(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _user_file().write_text("width: 90\ncolor: never\n")
    assert _rows(call("config").out)["width"] == f"width 90 {_user_file()}:1"

    monkeypatch.chdir(_corpus(tmp_path / "here", "settings:\n  width: 100\n"))
    assert _rows(call("config").out)["width"] == "width 100 corpus/corpus.yaml:4"
    assert _rows(call("config").out)["color"] == f"color never {_user_file()}:2"

    monkeypatch.setenv("TRACKER_WIDTH", "110")
    monkeypatch.setenv("TRACKER_COLOR", "auto")
    assert _rows(call("config").out)["width"] == "width 110 TRACKER_WIDTH"
    assert _rows(call("--color", "always", "config").out)["color"] == "color always --color"
    assert _rows(call("config", "--color", "always").out)["color"] == "color always --color"


def test_corpus_is_found_around_the_current_folder_or_named(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    corpus = _corpus(tmp_path / "one")
    deep = corpus / "notes" / "today"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert _rows(call("config").out)["corpus"] == f"corpus {corpus} around the current folder"
    monkeypatch.chdir(tmp_path)
    assert _rows(call("config").out)["corpus"] == "corpus none default"
    assert _rows(call("-C", "one", "config").out)["corpus"] == f"corpus {corpus} --corpus"
    monkeypatch.setenv("TRACKER_CORPUS", "one")
    assert _rows(call("config").out)["corpus"] == f"corpus {corpus} TRACKER_CORPUS"


@pytest.mark.skipif(sys.platform == "darwin", reason="the user's file stands elsewhere")
def test_the_corpus_one_stands_in_outranks_that_of_the_users_file(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mine, here = _corpus(tmp_path / "mine"), _corpus(tmp_path / "here")
    _user_file().write_text(f"corpus: {mine}\n")
    assert _rows(call("config").out)["corpus"] == f"corpus {mine} {_user_file()}:1"
    monkeypatch.chdir(here)
    assert _rows(call("config").out)["corpus"] == f"corpus {here} around the current folder"
    assert _rows(call("-C", str(mine), "config").out)["corpus"] == f"corpus {mine} --corpus"


@pytest.mark.skipif(sys.platform == "darwin", reason="the user's file stands elsewhere")
def test_what_needs_no_corpus_does_without_the_one_that_is_gone(call: Call, tmp_path: Path) -> None:
    _user_file().write_text(f"corpus: {tmp_path / 'gone'}\n")
    (tmp_path / "old.txt").write_text("Every port must have a crane.\n")
    (tmp_path / "new.txt").write_text("Every port must have two cranes.\n")
    told = f"corpus none {_user_file()}:1 names {tmp_path / 'gone'}, which is no corpus"
    assert _rows(call("config").out)["corpus"] == told
    assert (call("diff", "old.txt", "new.txt").code, call("codebook", "check", "old.txt").code) == (0, 1)
    refused = call("list")
    assert refused.code == 2
    assert f"{tmp_path / 'gone'}: not a corpus (no such folder; named by" in refused.err
    assert call("-C", str(tmp_path / "gone"), "config").code == 2


def test_no_color_counts_when_it_is_not_empty(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert _rows(call("config").out)["color"] == "color auto default"
    monkeypatch.setenv("NO_COLOR", "1")
    assert _rows(call("config").out)["color"] == "color never NO_COLOR"
    assert _rows(call("config", "--color=always").out)["color"] == "color always --color"


@pytest.mark.parametrize(
    ("variables", "git_config", "pager"),
    [
        pytest.param({}, "", "pager less default", id="default"),
        pytest.param({"PAGER": "more"}, "", "pager more PAGER", id="pager"),
        pytest.param({"PAGER": "more"}, "most", "pager most git config core.pager", id="git-config"),
        pytest.param({"GIT_PAGER": "bat"}, "most", "pager bat GIT_PAGER", id="git-pager"),
        pytest.param({"TRACKER_PAGER": "ov", "GIT_PAGER": "bat"}, "", "pager ov TRACKER_PAGER", id="own"),
        pytest.param({"TRACKER_PAGER": ""}, "most", "pager none TRACKER_PAGER", id="own-empty"),
        pytest.param({"PAGER": "cat"}, "", "pager none PAGER", id="cat"),
    ],
)
def test_pager_is_chosen_as_by_git(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variables: dict[str, str], git_config: str, pager: str
) -> None:
    if git_config:
        with Path(os.environ["GIT_CONFIG_GLOBAL"]).open("a") as file:
            file.write(f"[core]\n\tpager = {git_config}\n")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "less").write_text("#!/bin/sh\ncat\n")
    (tmp_path / "bin" / "less").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert _rows(call("config").out)["pager"] == pager
    assert _rows(call("--no-pager", "config").out)["pager"] == "pager none --no-pager"


def test_a_corpus_may_not_name_a_pager_by_way_of_its_repository(call: Call, filled: Path) -> None:
    subprocess.run(["git", "config", "--local", "core.pager", "touch ran #"], cwd=filled, check=True)
    assert "touch" not in _rows(call("config").out)["pager"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("colour: never\n", "config.yaml:1: colour is not a setting here", id="unknown-key"),
        pytest.param("color: puce\n", "config.yaml:1: 'puce' is no way to colour", id="colour"),
        pytest.param("pager: less\nwidth: wide\n", "config.yaml:2: 'wide' is no width", id="width"),
        pytest.param("- color\n", "config.yaml:1: not a list of", id="list"),
        pytest.param("width: [1, 2]\n", "config.yaml:1: width must be", id="value"),
        pytest.param("width: {\n", "config.yaml:", id="not-yaml"),
    ],
)
def test_a_broken_user_file_is_named_with_its_line(call: Call, text: str, told: str) -> None:
    _user_file().write_text(text)
    shown = call("config")
    assert shown.code == 2
    assert shown.out == ""
    assert told in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("key", ["pager: rm -rf .", "corpus: /elsewhere", "editor: vi"])
def test_a_corpus_may_not_run_programs_or_lead_elsewhere(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: str
) -> None:
    monkeypatch.chdir(_corpus(tmp_path / "theirs", f"settings:\n  {key}\n"))
    shown = call("config")
    assert shown.code == 2
    assert "corpus/corpus.yaml:4" in shown.err
