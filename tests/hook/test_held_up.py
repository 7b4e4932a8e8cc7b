"""Nothing but an invalid document holds up a commit, and that only where the user lets it."""

from __future__ import annotations

import os

import pytest

from tests.hook.conftest import Repo
from tests.usecases.conftest import TEXTS
from tracker.hook.scripts import OFF


@pytest.mark.slow
def test_what_is_wrong_elsewhere_in_the_series_stops_nobody(repo: Repo) -> None:
    (repo.top / "corpus/harbours/1962.md").write_text("no front matter\n")
    repo.git("add", ".")
    repo.git("commit", "--no-verify", "-qm", "Damaged")
    repo.drop("1975")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0
    assert "no changelog of harbours was built" in ran.err


@pytest.mark.parametrize("path", ["corpus/codebook.yaml", "corpus/harbours/series.yaml", "corpus/corpus.yaml"])
@pytest.mark.slow
def test_files_that_are_no_documents_stop_nobody(repo: Repo, path: str) -> None:
    (repo.top / path).write_text("themes: [\n")
    repo.drop("1975")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0
    assert "Traceback" not in ran.err


@pytest.mark.slow
def test_a_codebook_that_changes_leaves_the_comparing_to_the_user(repo: Repo) -> None:
    path = repo.top / "corpus/codebook.yaml"
    path.write_text(path.read_text().replace("title: Ports", "title: Ports and piers"))
    ran = repo.commit("-a")
    assert ran.code == 0
    assert "bring all changelogs up to date with: tracker changelog" in ran.err


def test_no_verify(repo: Repo) -> None:
    repo.drop("1975")
    (repo.top / "corpus/harbours/1975.md").write_text("no front matter\n")
    repo.git("add", ".")
    ran = repo.commit("--no-verify")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("value", ["1", "true", "yes", "ON"])
def test_skip(repo: Repo, value: str) -> None:
    (repo.top / "corpus/harbours/1987.md").write_text("no front matter\n")
    ran = repo.commit("-a", env={"TRACKER_SKIP": value})
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("value", [*OFF, "Off"])
def test_skip_is_off_when_it_says_so(repo: Repo, value: str) -> None:
    (repo.top / "corpus/harbours/1987.md").write_text("no front matter\n")
    assert repo.commit("-a", env={"TRACKER_SKIP": value}).code == 1


@pytest.mark.slow
def test_a_large_file_that_is_stored_elsewhere(repo: Repo) -> None:
    """Large file storage commits a pointer that names the digest of the file."""
    _, snapshot = repo.drop("1975")
    path = repo.top / snapshot
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{path.stem}\nsize {len(TEXTS['1975'])}\n"
    path.write_text(pointer)
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0, ran.err


@pytest.mark.slow
def test_from_a_program_without_terminal_path_or_locale(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a desktop program starts git: hardly any variables, nothing on standard input."""
    kept = {"HOME", "PATH", "PYTHONPATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"}
    for name in set(os.environ) - kept - {name for name in os.environ if name.startswith(("GIT_AUTHOR", "GIT_COMM"))}:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("LC_ALL", "C")
    repo.drop("1975")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0, ran.err
    assert ran.err.splitlines()[0] == "tracker: harbours@1975 was checked and compared with 1962: 3 shifts"
    repo.assert_sound()


def test_a_link_outside_of_the_corpus_holds_nothing_up(repo: Repo) -> None:
    (repo.top / "latest.md").symlink_to("corpus/harbours/1987.md")
    repo.git("add", ".")
    assert repo.commit().code == 0
