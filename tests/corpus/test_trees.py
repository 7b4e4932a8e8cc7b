"""Trees come out as git itself would write them."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.conftest import run_git
from tracker.corpus.git import open_repository
from tracker.corpus.trees import FILE_MODE, Entry, read_folders, write_tree
from tracker.errors import GitError

NAMES = ["a", "a-b", "a.b", "a0", "b", "ä", "a b", "A"]
_paths = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map("/".join)


def without_clashes(paths: list[str]) -> list[str]:
    """Leaves out what would be a file and a folder at once."""
    folders = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    return sorted({path for path in paths if path not in folders})


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paths=st.lists(_paths, max_size=12).map(without_clashes), data=st.data())
def test_trees_are_those_of_git(
    tmp_path_factory: pytest.TempPathFactory, paths: list[str], data: st.DataObject
) -> None:
    first, second = (data.draw(st.lists(st.sampled_from(paths), unique=True)) if paths else [] for _ in range(2))
    top = tmp_path_factory.mktemp("trees")
    run_git(top, "init", "--quiet")
    repository = open_repository(top)
    blob = run_git(top, "hash-object", "-w", "--stdin")
    head = None
    present: list[str] = []
    for paths in (first, second):
        changes: dict[str, Entry | None] = dict.fromkeys(present)
        changes |= {path: Entry(FILE_MODE, blob) for path in paths}
        folders = read_folders(repository, head, changes or ["x"])
        tree = write_tree(repository, folders, changes, repository.git_dir / "scratch")
        for path in present:
            (top / path).unlink()
        for path in paths:
            (top / path).parent.mkdir(parents=True, exist_ok=True)
            (top / path).write_bytes(b"")
        run_git(top, "add", "--all")
        assert tree == run_git(top, "write-tree")
        head = run_git(top, "commit-tree", "-m", "x", tree)
        present = paths


def test_folders_are_read_as_they_are(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "--quiet")
    (tmp_path / "corpus" / "s").mkdir(parents=True)
    (tmp_path / "corpus" / "s" / "ä b.md").write_bytes(b"")
    run_git(tmp_path, "add", "--all")
    run_git(tmp_path, "commit", "--quiet", "-m", "x")
    repository = open_repository(tmp_path)
    folders = read_folders(repository, repository.head(), ["corpus/s/other.md", "corpus/none/x.md"])
    assert sorted(folders) == ["", "corpus", "corpus/none", "corpus/s"]
    assert folders["corpus/none"] == {}
    assert [(name, entry.is_folder) for name, entry in folders["corpus/s"].items()] == [("ä b.md", False)]
    assert [(name, entry.is_folder) for name, entry in folders[""].items()] == [("corpus", True)]


def test_a_tree_that_cannot_be_stored_is_an_error(tmp_path: Path) -> None:
    """`git mktree` would only say so, and tell the tree's id."""
    run_git(tmp_path, "init", "--quiet")
    repository = open_repository(tmp_path)
    changes: dict[str, Entry | None] = {"a/b": Entry(FILE_MODE, run_git(tmp_path, "hash-object", "-w", "--stdin"))}
    folders = read_folders(repository, None, changes)
    tree = write_tree(repository, folders, changes, tmp_path / "scratch")
    stored = repository.git_dir / "objects" / tree[:2]
    shutil.rmtree(stored)
    stored.write_bytes(b"")
    with pytest.raises(GitError, match="git hash-object failed"):
        write_tree(repository, folders, changes, tmp_path / "scratch")
