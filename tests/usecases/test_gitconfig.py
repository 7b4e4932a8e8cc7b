"""git is set up to know documents and their changelogs, and everything is put back to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.making import FILES
from tests.usecases.conftest import PROGRAM, git
from tracker.errors import GitError
from tracker.usecases.gitconfig import Places, disable, enable, places_of_repository, standing


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
@pytest.mark.parametrize("attributes", [None, b"*.png binary\n", b"*.png binary"], ids=["none", "some", "unended"])
def test_disabling_puts_back_both_files(tmp_path: Path, data: bytes | None, attributes: bytes | None) -> None:
    places = Places(tmp_path / "here/config", tmp_path / "there/attributes")
    for path, content in ((places.config, data), (places.attributes, attributes)):
        if content is not None:
            path.parent.mkdir()
            path.write_bytes(content)
            path.chmod(0o640)
    enable(places, PROGRAM)
    assert [file.state for file in enable(places, PROGRAM)] == ["unchanged", "unchanged"]
    assert [file.state for file in standing(places)] == ["unchanged", "unchanged"]
    enable(places, "another program")
    disable(places)
    for path, content in ((places.config, data), (places.attributes, attributes)):
        assert (path.read_bytes() if path.exists() else None) == content
        assert content is None or path.stat().st_mode & 0o777 == 0o640
    assert [file.state for file in disable(places)] == ["not there", "not there"]
    assert not list(tmp_path.rglob("*.lock"))


def test_what_a_person_sets_meanwhile_stays(enabled: Path) -> None:
    git(enabled, "config", "user.nickname", "Ann")
    git(enabled, "config", "diff.tracker.cachetextconv", "true")
    disable(places_of_repository(enabled))
    assert git(enabled, "config", "user.nickname") == "Ann"
    assert git(enabled, "config", "diff.tracker.cachetextconv") == "true"
    assert "\ttextconv =" not in (enabled / ".git/config").read_text()


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles/gitconfig"
    real.parent.mkdir()
    real.write_text("[user]\n")
    places = Places(tmp_path / ".gitconfig", tmp_path / "attributes")
    places.config.symlink_to(real)
    enable(places, PROGRAM)
    assert places.config.is_symlink()
    assert "tracker" in real.read_text()


def test_both_files_or_neither(root: Path) -> None:
    places = places_of_repository(root)
    before = places.config.read_bytes()
    lock = places.config.with_name("config.lock")
    lock.touch()
    with pytest.raises(GitError, match=r"config\.lock: another git command is at work"):
        enable(places, PROGRAM)
    assert places.config.read_bytes() == before
    assert not places.attributes.exists()
    lock.unlink()


def test_linked_work_trees_share_the_settings(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))
    assert places_of_repository(tmp_path / "linked") == places_of_repository(root)
