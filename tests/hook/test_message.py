"""prepare-commit-msg: subject, headline shifts and trailers; what a person wrote is never touched."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.hook.conftest import Repo
from tracker.corpus.inhook import open_in_hook
from tracker.errors import GitError
from tracker.hook.commit import check_commit
from tracker.hook.message import prepare_message
from tracker.usecases.compare import compare_sides

COMMENTS = "\n# Please enter the commit message for your changes. Lines starting\n# with '#' will be ignored.\n"


def _prepared(repo: Repo, tmp_path: Path, present: str = COMMENTS, source: str = "") -> str:
    file = tmp_path / "message"
    file.write_text(present)
    prepare_message(open_in_hook(repo.top, {}), file, source)
    return file.read_text()


def test_a_new_version(repo: Repo) -> None:
    repo.drop("1975", published="1975-04")
    repo.git("add", ".")
    ran = repo.run("commit")
    assert ran.code == 0, ran.err
    told = repo.git("log", "-1", "--format=%B")
    subject, blank, *body = told.split("\n")
    assert (subject, blank) == ("harbours 1975: Harbours (published 1975-04)", "")
    assert body[0].startswith("Against 1962: A revision: ")
    assert "  1962: “" in told
    assert max(map(len, body[:-6])) <= 72
    assert repo.git("log", "-1", "--format=%(trailers:key=Series,key=Version,valueonly,separator=%x2C)") == (
        "harbours,1975"
    )


def test_the_comparison_is_not_made_twice(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.drop("1975")
    repo.git("add", ".")
    check_commit(open_in_hook(repo.top, {}), write=False)
    monkeypatch.setattr("tracker.hook.message.refresh", None)  # would fail if it were called
    assert _prepared(repo, tmp_path).startswith("harbours 1975: Harbours (published 1975)\n\nAgainst 1962: ")


def test_nor_by_whoever_looks_at_it_afterwards(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.usecases.compare._WORTH_REMEMBERING", 0)
    repo.drop("1975")
    repo.git("add", ".")
    remembered = tmp_path / "remembered"
    check_commit(open_in_hook(repo.top, {}), write=False, comparisons=remembered)
    assert repo.git("commit", "--quiet", "--no-verify", "-m", "1975") == ""
    steps: list[str] = []
    asked = compare_sides(
        ["harbours@1975"], directory=repo.root, root=repo.root, memory=remembered, progress=steps.append
    )
    assert not steps
    assert asked == compare_sides(["harbours@1975"], directory=repo.root, root=repo.root)


def test_what_is_committed_otherwise_than_it_lies_there_is_not_remembered(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.usecases.compare._WORTH_REMEMBERING", 0)
    text, _ = repo.drop("1975")
    repo.git("add", ".")
    (repo.root / text).write_text((repo.root / text).read_text().replace("title: ", "title: The "))
    answer = check_commit(open_in_hook(repo.top, {}), write=False, comparisons=tmp_path / "remembered")
    assert "harbours@1975 was checked and compared with 1962" in "\n".join(answer.notes)
    assert not (tmp_path / "remembered").exists()


def test_without_the_first_hook_the_message_is_the_same(repo: Repo, tmp_path: Path) -> None:
    repo.drop("1975")
    repo.git("add", ".")
    alone = _prepared(repo, tmp_path)
    check_commit(open_in_hook(repo.top, {}), write=False)
    assert _prepared(repo, tmp_path) == alone
    assert alone.endswith(COMMENTS)


@pytest.mark.parametrize(
    ("present", "source"),
    [
        pytest.param("Mine\n", "message", id="given-with-the-call"),
        pytest.param("Mine\n", "commit", id="amended"),
        pytest.param("Merge branch 'side'\n", "merge", id="merge"),
        pytest.param("Squashed\n", "squash", id="squash"),
        pytest.param("Mine\n" + COMMENTS, "", id="written-by-another-hook"),
        pytest.param("Ticket: 12\n\n# Why?\n", "template", id="template-with-words"),
    ],
)
def test_left_alone(repo: Repo, tmp_path: Path, present: str, source: str) -> None:
    repo.retitle("1987", "Else")
    repo.git("add", ".")
    assert _prepared(repo, tmp_path, present, source) == present


def test_a_template_of_comments_is_filled_in(repo: Repo, tmp_path: Path) -> None:
    repo.retitle("1987", "Else")
    repo.git("add", ".")
    told = _prepared(repo, tmp_path, "# Why?\n", "template")
    assert told == "harbours: Change 1987\n\nSeries: harbours\nVersion: 1987\n\n# Why?\n"


def test_a_file_that_cannot_be_had_is_told(repo: Repo, tmp_path: Path) -> None:
    with pytest.raises(GitError, match="none: the message cannot be read"):
        prepare_message(open_in_hook(repo.top, {}), tmp_path / "none", "")


def test_what_cannot_be_written_stays_as_it_was(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        path.write_text("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    repo.drop("1975")
    repo.git("add", ".")
    (tmp_path / "message").write_text(COMMENTS)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(GitError, match="message: the message cannot be written"):
        prepare_message(open_in_hook(repo.top, {}), tmp_path / "message", "")
    assert (tmp_path / "message").read_text() == COMMENTS


def test_nothing_to_say_of_other_files(repo: Repo, tmp_path: Path) -> None:
    (repo.top / "README").write_text("read me\n")
    repo.git("add", ".")
    assert _prepared(repo, tmp_path) == COMMENTS


def test_nor_of_a_version_committed_before(repo: Repo, tmp_path: Path) -> None:
    repo.drop("1975")
    repo.git("add", ".")
    assert repo.run("commit", "--no-edit").code == 0
    codebook = repo.root / "corpus/codebook.yaml"
    codebook.write_text(codebook.read_text().replace("title: Ports", "title: Harbours"))
    repo.git("add", ".")
    check_commit(open_in_hook(repo.top, {}), write=False)
    assert _prepared(repo, tmp_path) == COMMENTS


def test_the_same_texts_reached_from_others(repo: Repo, tmp_path: Path) -> None:
    repo.drop("1975")
    repo.git("add", ".")
    assert repo.run("commit", "--no-edit").code == 0
    repo.git("commit", "--quiet", "--no-verify", "--allow-empty", "-m", "Between")
    repo.retitle("1987", "Else")
    repo.git("commit", "--quiet", "--no-verify", "-a", "-m", "Else")
    repo.git("checkout", "--quiet", "HEAD~1", "--", "corpus")
    assert _prepared(repo, tmp_path).startswith("harbours: Change 1987\n")


@pytest.mark.parametrize("sign", [";", "h", "A", "auto"])
def test_no_line_is_taken_for_a_comment(repo: Repo, tmp_path: Path, sign: str) -> None:
    repo.git("config", "core.commentChar", sign)
    repo.drop("1975")
    repo.git("add", ".")
    comments = f"\n{'#' if sign == 'auto' else sign} comment\n"
    told = _prepared(repo, tmp_path, comments).removesuffix(comments)
    assert told
    assert not any(line.startswith(sign) for line in told.splitlines())


def test_what_is_seen_below_the_scissors_is_no_message(repo: Repo, tmp_path: Path) -> None:
    repo.retitle("1987", "Else")
    repo.git("add", ".")
    present = "\n# ------------------------ >8 ------------------------\ndiff --git a/x b/x\n"
    assert _prepared(repo, tmp_path, present).startswith("harbours: Change 1987\n")


def test_several_versions_and_a_removal(repo: Repo, tmp_path: Path) -> None:
    repo.drop("1975")
    repo.drop("1999")
    repo.git("rm", "-rq", "corpus/harbours/1962.md", "snapshots/harbours/1962")
    repo.git("add", ".")
    assert _prepared(repo, tmp_path).splitlines()[0] == "harbours: Add 1975 and 1999; remove 1962"
