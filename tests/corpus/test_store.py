"""Files and their commit appear together or not at all, and nothing of the user's is touched."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

import pytest

from tests.corpus.conftest import Git, run_git
from tracker.corpus.commits import Message
from tracker.corpus.store import open_for_writing, settle_leftovers
from tracker.errors import CorpusError, GitError

TEXT = PurePosixPath("corpus/us-nds/2026.md")
SNAPSHOT = PurePosixPath("snapshots/us-nds/2026/ab ä.pdf")
MESSAGE = Message("us-nds 2026: Title", trailers=(("Series", "us-nds"), ("Version", "2026")))


def record(root: Path, files: dict[PurePosixPath, bytes | None], message: Message = MESSAGE) -> str | None:
    with open_for_writing(root) as writer:
        recorded = writer.record(files, message)
    return recorded.commit if recorded else None


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


@pytest.mark.parametrize("state", ["changed", "staged", "untracked", "ignored", "deleted"])
def test_what_is_not_committed_is_never_written_over(repository: Path, git: Git, state: str) -> None:
    path = repository / TEXT
    if state in ("changed", "staged", "deleted"):
        record(repository, {TEXT: b"text\n"})
    path.parent.mkdir(parents=True, exist_ok=True)
    if state == "ignored":
        (repository / ".gitignore").write_text("corpus\n")
    if state == "deleted":
        path.unlink()
    else:
        path.write_bytes(b"by hand\n")
    if state == "staged":
        git("add", str(TEXT))
    before = git("status", "--porcelain"), git("rev-parse", "HEAD")
    with pytest.raises(CorpusError, match=r"corpus/us-nds/2026\.md .*not committed; commit it") as caught:
        record(repository, {TEXT: b"ours\n", SNAPSHOT: b"x"})
    assert "\n" not in str(caught.value)
    assert (git("status", "--porcelain"), git("rev-parse", "HEAD")) == before
    assert state == "deleted" or path.read_bytes() == b"by hand\n"
    assert not (repository / "snapshots").exists()


def test_an_edit_that_is_to_be_taken_in_is_replaced(repository: Path, git: Git) -> None:
    record(repository, {TEXT: b"text\n"})
    (repository / TEXT).write_bytes(b"by hand\n")
    with open_for_writing(repository) as writer:
        assert writer.uncommitted([TEXT]) == {TEXT: "has changes that are not committed"}
        assert writer.committed(TEXT) == b"text\n"
        writer.record({TEXT: b"by hand, tidied\n"}, MESSAGE, edited=frozenset({TEXT}))
    assert git("show", f"HEAD:{TEXT}") == "by hand, tidied"
    assert git("status", "--porcelain") == ""


def test_a_symbolic_link_is_not_followed(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (repository / "corpus").symlink_to(outside)
    with pytest.raises(CorpusError, match="corpus is a symbolic link"):
        record(repository, {TEXT: b"text\n"})
    assert list(outside.iterdir()) == []


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


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (["merge", "--no-edit", "other"], "merge"),
        (["cherry-pick", "other"], "cherry-pick"),
        (["rebase", "other"], "rebase"),
    ],
    ids=["merge", "cherry-pick", "rebase"],
)
def test_nothing_is_written_in_the_middle_of_something(repository: Path, git: Git, start: list[str], name: str) -> None:
    git("checkout", "--quiet", "-b", "other")
    (repository / "mine.txt").write_text("theirs\n")
    git("commit", "--quiet", "-am", "Theirs")
    git("checkout", "--quiet", "main")
    (repository / "mine.txt").write_text("ours\n")
    git("commit", "--quiet", "-am", "Ours")
    subprocess.run(["git", *start], cwd=repository, capture_output=True, check=False)
    with pytest.raises(GitError, match=f"a {name} is under way in this repository; end it first"):
        record(repository, {TEXT: b"text\n"})
    (repository / ".git" / "MERGE_HEAD").unlink(missing_ok=True)
    (repository / ".git" / "CHERRY_PICK_HEAD").unlink(missing_ok=True)
    if name != "rebase":
        with pytest.raises(GitError, match=r"mine\.txt: has unsettled merge conflicts"):
            record(repository, {TEXT: b"text\n"})
    assert not (repository / "corpus").exists()


def test_without_a_name_git_is_not_asked_to_commit(repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(variable)
    git("config", "user.useConfigOnly", "true")
    with pytest.raises(GitError, match="git does not know who you are; tell it with: git config"):
        record(repository, {TEXT: b"text\n"})
    assert not (repository / "corpus").exists()


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


def test_a_signer_that_fails_changes_nothing(repository: Path, git: Git) -> None:
    git("config", "commit.gpgSign", "true")
    git("config", "gpg.program", "/bin/false")
    before = git("rev-parse", "HEAD")
    with pytest.raises(GitError, match="git could not make the commit"):
        record(repository, {TEXT: b"text\n"})
    assert git("rev-parse", "HEAD") == before
    assert git("status", "--porcelain") == ""


def test_a_held_index_is_waited_for(repository: Path, git: Git) -> None:
    lock = repository / ".git" / "index.lock"
    lock.write_bytes(b"")
    holder = subprocess.Popen(["sh", "-c", f"sleep 0.5; rm '{lock}'"])
    commit = record(repository, {TEXT: b"text\n"})
    holder.wait()
    assert git("rev-parse", "HEAD") == commit


def test_a_commit_made_meanwhile_is_built_upon(repository: Path, git: Git) -> None:
    """Another commit lands after HEAD was read: a filter makes it, in the middle of our writing."""
    script = repository / ".git" / "meanwhile"
    script.write_text(
        f"#!/bin/sh\ncat\nunset GIT_INDEX_FILE GIT_DIR GIT_WORK_TREE\ncd '{repository}'\n"
        "if [ ! -e .git/once ]; then touch .git/once; git commit --quiet --allow-empty -m Meanwhile; fi\n"
    )
    script.chmod(0o755)
    git("config", "filter.meanwhile.clean", f"'{script}'")
    (repository / ".gitattributes").write_text("corpus/** filter=meanwhile\n")
    git("add", ".gitattributes")
    git("commit", "--quiet", "-m", "Attributes")
    record(repository, {TEXT: b"text\n"})
    assert git("log", "--format=%s").splitlines() == ["us-nds 2026: Title", "Meanwhile", "Attributes", "Begin"]
    assert git("status", "--porcelain") == ""


def test_eight_at_once_queue(repository: Path, git: Git) -> None:
    script = (
        "import sys; from pathlib import Path, PurePosixPath\n"
        "from tracker.corpus.store import open_for_writing\n"
        "from tracker.corpus.commits import Message\n"
        "for number in range(3):\n"
        "    with open_for_writing(Path(sys.argv[1])) as writer:\n"
        "        name = f'{sys.argv[2]}-{number}'\n"
        "        files = {PurePosixPath('corpus/s') / f'{name}.md': name.encode(),\n"
        "                 PurePosixPath('corpus/s/CHANGELOG.md'): name.encode()}\n"
        "        assert writer.record(files, Message(name))\n"
    )
    import sys

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    started = [
        subprocess.Popen([sys.executable, "-c", script, str(repository), str(number)], env=environment)
        for number in range(8)
    ]
    assert [process.wait() for process in started] == [0] * 8
    assert git("rev-list", "--count", "HEAD") == "25"
    assert git("status", "--porcelain") == ""
    assert len(list((repository / "corpus" / "s").glob("*-*.md"))) == 24


def test_git_variables_of_another_repository_are_not_followed(
    repository: Path, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run_git(other, "init", "--quiet")
    commit_before = git("rev-parse", "HEAD")
    with monkeypatch.context() as context:
        context.setenv("GIT_DIR", str(other / ".git"))
        context.setenv("GIT_WORK_TREE", str(other))
        context.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
        commit = record(repository, {TEXT: b"text\n"})
    assert git("rev-parse", "HEAD") == commit != commit_before
    assert not (other / "corpus").exists()


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not in a git work tree; run git init"):
        record(tmp_path, {TEXT: b"text\n"})
    run_git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    with pytest.raises(GitError, match="without a work tree"):
        record(tmp_path / "bare.git", {TEXT: b"text\n"})


def test_no_git_at_all(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(GitError, match="git is not installed, or not on the PATH; install"):
        record(repository, {TEXT: b"text\n"})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(repository: Path, git: Git) -> None:
    (repository / "corpus").mkdir(mode=0o555)
    with pytest.raises(CorpusError, match="cannot be written"):
        record(repository, {TEXT: b"text\n", SNAPSHOT: b"x"})
    assert git("status", "--porcelain") == ""


def test_settling_where_nothing_is_left_needs_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    settle_leftovers(tmp_path)
