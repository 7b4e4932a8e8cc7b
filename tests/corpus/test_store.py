"""Files and their commit appear together or not at all, and nothing of the user's is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.conftest import Git, run_git
from tests.corpus.making import MESSAGE, SNAPSHOT, TEXT, record
from tracker.corpus.store import open_for_writing, settle_leftovers


def test_files_and_commit_appear_together(repository: Path, git: Git) -> None:
    commit = record(repository, {TEXT: b"text\n", SNAPSHOT: b"\0\r\n\xff"})
    assert git("rev-parse", "HEAD") == commit
    assert git("status", "--porcelain") == ""
    assert (repository / TEXT).read_bytes() == b"text\n"
    assert (repository / SNAPSHOT).read_bytes() == b"\0\r\n\xff"
    assert git("log", "-1", "--format=%s%n%(trailers:only)").splitlines()[:3] == [
        "us-nds 2026: Title",
        "Series: us-nds",
        "Version: 2026",
    ]
    assert git("fsck", "--strict") == ""
    assert git("reflog", "-1", "--format=%gs") == "tracker: us-nds 2026: Title"


def test_the_first_commit_of_a_repository(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "--quiet")
    commit = record(tmp_path, {TEXT: b"text\n"})
    assert run_git(tmp_path, "rev-list", "HEAD") == commit


def test_a_repository_with_long_ids(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "--quiet", "--object-format=sha256")
    record(tmp_path, {TEXT: b"text\n"})
    commit = record(tmp_path, {TEXT: b"other\n", SNAPSHOT: b"x"})
    assert commit is not None
    assert len(commit) == 64
    assert run_git(tmp_path, "status", "--porcelain") == ""


def test_a_corpus_below_the_top_of_the_work_tree(repository: Path, git: Git) -> None:
    root = repository / "sub folder" / "ü"
    root.mkdir(parents=True)
    with open_for_writing(root) as writer:
        recorded = writer.record({TEXT: b"text\n"}, MESSAGE)
    assert recorded is not None
    assert recorded.written == (str(TEXT),)
    assert git("-c", "core.quotePath=false", "show", "--name-only", "--format=").splitlines() == [
        f"sub folder/ü/{TEXT}"
    ]
    assert git("status", "--porcelain") == ""


def test_a_linked_work_tree(repository: Path, git: Git, tmp_path: Path) -> None:
    git("worktree", "add", "--quiet", str(tmp_path / "linked"), "-b", "other")
    main = git("rev-parse", "main")
    commit = record(tmp_path / "linked", {TEXT: b"text\n"})
    assert git("rev-parse", "other") == commit
    assert git("rev-parse", "main") == main
    assert run_git(tmp_path / "linked", "status", "--porcelain") == ""


def test_a_detached_head(repository: Path, git: Git) -> None:
    git("checkout", "--quiet", "--detach")
    commit = record(repository, {TEXT: b"text\n"})
    assert git("rev-parse", "HEAD") == commit
    assert git("rev-parse", "main") != commit


def test_what_stands_so_already_makes_no_commit(repository: Path, git: Git) -> None:
    record(repository, {TEXT: b"text\n"})
    assert record(repository, {TEXT: b"text\n", SNAPSHOT: None}) is None
    assert git("rev-list", "--count", "HEAD") == "2"


def test_deleting_leaves_no_empty_folders(repository: Path, git: Git) -> None:
    record(repository, {TEXT: b"text\n", SNAPSHOT: b"x"})
    record(repository, {TEXT: None, SNAPSHOT: None})
    assert sorted(path.name for path in repository.iterdir()) == [".git", "mine.txt"]
    assert git("status", "--porcelain") == ""


def test_the_users_own_work_stays_as_it_is(repository: Path, git: Git) -> None:
    (repository / "mine.txt").write_text("staged\n")
    (repository / "new.txt").write_text("staged too\n")
    git("add", "mine.txt", "new.txt")
    (repository / "mine.txt").write_text("staged, then changed\n")
    (repository / "loose.txt").write_text("not staged\n")
    before = git("status", "--porcelain")
    diff = git("diff", "--cached"), git("diff")
    record(repository, {TEXT: b"text\n"})
    record(repository, {TEXT: b"other\n"})
    record(repository, {TEXT: None})
    assert git("status", "--porcelain") == before
    assert (git("diff", "--cached"), git("diff")) == diff
    assert git("log", "--format=%H", "--", "mine.txt", "new.txt").count("\n") == 0


def test_an_edit_that_is_to_be_taken_in_is_replaced(repository: Path, git: Git) -> None:
    record(repository, {TEXT: b"text\n"})
    (repository / TEXT).write_bytes(b"by hand\n")
    with open_for_writing(repository) as writer:
        assert writer.uncommitted([TEXT]) == {TEXT: "has changes that are not committed"}
        assert writer.committed(TEXT) == b"text\n"
        writer.record({TEXT: b"by hand, tidied\n"}, MESSAGE, edited=frozenset({TEXT}))
    assert git("show", f"HEAD:{TEXT}") == "by hand, tidied"
    assert git("status", "--porcelain") == ""


def test_line_end_settings_and_filters_are_those_of_git_add(repository: Path, git: Git) -> None:
    git("config", "core.autocrlf", "true")
    git("config", "filter.shout.clean", "tr a-z A-Z")
    git("config", "filter.shout.smudge", "tr A-Z a-z")
    (repository / ".gitattributes").write_text("*.pdf filter=shout -text\n")
    git("add", ".gitattributes")
    git("commit", "--quiet", "-m", "Attributes")
    record(repository, {TEXT: b"text\n", SNAPSHOT: b"abc"})
    assert git("status", "--porcelain") == ""
    assert git("cat-file", "blob", f"HEAD:{SNAPSHOT}") == "ABC"
    assert (repository / SNAPSHOT).read_bytes() == b"abc"


def test_no_program_of_the_repository_runs(repository: Path, git: Git, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    for hook in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"):
        script = repository / ".git" / "hooks" / hook
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\necho {hook} >> {mark}\nexit 1\n")
        script.chmod(0o755)
    (tmp_path / "monitor").write_text(f"#!/bin/sh\necho monitor >> {mark}\n")
    (tmp_path / "monitor").chmod(0o755)
    git("config", "core.fsmonitor", str(tmp_path / "monitor"))
    record(repository, {TEXT: b"text\n"})
    assert not mark.exists()


def test_commits_are_signed_where_the_user_wants_it(repository: Path, git: Git, tmp_path: Path) -> None:
    signer = tmp_path / "signer"
    signer.write_text(
        "#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\n"
        "printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nxx\\n-----END PGP SIGNATURE-----\\n'\n"
    )
    signer.chmod(0o755)
    git("config", "commit.gpgSign", "true")
    git("config", "gpg.program", str(signer))
    record(repository, {TEXT: b"text\n"})
    assert "gpgsig -----BEGIN PGP SIGNATURE-----" in git("cat-file", "commit", "HEAD")


def test_settling_where_nothing_is_left_needs_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    settle_leftovers(tmp_path)
