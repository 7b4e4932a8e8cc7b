"""Invalid documents are not committed; each is told in a line with its remedy, and its form put right on demand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hook.conftest import Repo
from tracker.corpus import layout
from tracker.corpus.inhook import open_in_hook
from tracker.hook.commit import check_commit
from tracker.usecases.verify import verify_corpus

Damage = Callable[[Path, Path], None]


def _replaced(old: str, new: str) -> Damage:
    def damage(text: Path, snapshot: Path) -> None:
        before = text.read_text(encoding="utf-8")
        assert old in before
        text.write_text(before.replace(old, new, 1), encoding="utf-8")

    return damage


def _twice(text: Path, snapshot: Path) -> None:
    """The document of 1962 once more, under another name."""
    other = snapshot.parents[1] / "1962"
    (source,) = other.iterdir()
    snapshot.unlink()
    (snapshot.parent / source.name).write_bytes(source.read_bytes())
    first = (text.parent / "1962.md").read_text(encoding="utf-8")
    text.write_text(first.replace("'1962'", "'1975'"), encoding="utf-8")


REFUSED = [
    pytest.param(_replaced("---\n", ""), "1975.md:1: the file does not begin with front matter", id="no-front-matter"),
    pytest.param(_replaced("published: '1975'", "published: '1975-02-30'"), "is not a day of the calendar", id="date"),
    pytest.param(_replaced("published: '1975'\n", ""), "published is missing from the front matter", id="no-date"),
    pytest.param(_replaced("version: '1975'", "version: '1976'"), "but the file's place says '1975'", id="version"),
    pytest.param(_replaced("language: en", "langauge: en"), "1975.md:9: langauge is not a key", id="unknown-key"),
    pytest.param(
        lambda text, snapshot: snapshot.unlink(), "names a snapshot that is not in the commit", id="no-snapshot"
    ),
    pytest.param(
        lambda text, snapshot: snapshot.write_bytes(b"other"), "does not hash to its name", id="snapshot-altered"
    ),
    pytest.param(_twice, "already, as harbours@1962 (Harbours)", id="duplicate"),
    pytest.param(
        _replaced("two cranes", "ten cranes"), "is not the text that its snapshot gives", id="text-altered-in-silence"
    ),
    pytest.param(
        _replaced("Every port must have", "Every port must have\n\n\n"), "is not in canonical form", id="form"
    ),
    pytest.param(lambda text, snapshot: text.rename(text.with_name("19 75.md")), "may hold only letters", id="name"),
]


@pytest.mark.parametrize(("damage", "told"), REFUSED)
def test_refused(repo: Repo, damage: Damage, told: str) -> None:
    text, snapshot = repo.drop("1975")
    damage(repo.top / text, repo.top / snapshot)
    repo.git("add", ".")
    before = repo.status()
    answer = check_commit(open_in_hook(repo.top, {}), write=False)
    assert any(told in line for line in answer.faults), answer.faults
    assert repo.status() == before


def test_settings_that_cannot_be_read_keep_nothing_from_being_checked(repo: Repo) -> None:
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "tracker/config.yaml"
    settings.parent.mkdir()
    settings.write_text("color: [\n")
    repo.drop("1975", published="1975-02-30")
    repo.git("add", ".")
    ran = repo.commit()
    assert (ran.code, ran.out) == (1, "")
    assert "'1975-02-30' is not a day of the calendar" in ran.err


def test_a_commit_with_an_invalid_document_is_refused(repo: Repo) -> None:
    text, _ = repo.drop("1975", published="1975-02-30")
    repo.git("add", ".")
    before = repo.status()
    ran = repo.commit()
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"tracker: {text}:5: published '1975-02-30' is not a day of the calendar",
        "tracker: nothing was committed (git commit --no-verify commits all the same)",
    ]
    assert repo.git("rev-list", "--count", "HEAD") == "3"
    assert repo.status() == before


@pytest.mark.slow
def test_line_ends_of_another_system_are_put_right_on_demand(repo: Repo) -> None:
    repo.git("rm", "-q", "corpus/.gitattributes")
    repo.git("commit", "-qm", "No attributes")
    text, _ = repo.drop("1975")
    path = repo.top / text
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    repo.git("add", ".")
    refused = repo.commit()
    assert refused.code == 1
    assert "its lines end with carriage returns" in refused.err
    assert "commit again with TRACKER_WRITE=1 set, or for good" in refused.err
    ran = repo.commit(env={"TRACKER_WRITE": "1"})
    assert ran.code == 0, ran.err
    assert f"{text} was put into canonical form" in ran.err
    assert b"\r" not in path.read_bytes()
    repo.assert_sound()


@pytest.mark.slow
def test_form_is_put_right_for_good_when_git_is_told_so(repo: Repo) -> None:
    text, _ = repo.drop("1975")
    path = repo.top / text
    path.write_text(path.read_text().replace("\n# Harbours", "\n\n# Harbours") + "\n\n")
    repo.git("config", "tracker.write", "true")
    repo.git("add", ".")
    assert repo.commit().code == 0
    repo.assert_sound()


def test_a_symbolic_link_is_no_document(repo: Repo, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes((repo.root / "corpus/harbours/1987.md").read_bytes())
    links = ["corpus/harbours/1962.md", "corpus/harbours/1999.md", "corpus/seas", "snapshots/harbours/1999/link.md"]
    for link in links:
        (repo.root / link).unlink(missing_ok=True)
        (repo.root / link).parent.mkdir(exist_ok=True)
        (repo.root / link).symlink_to(outside)
    repo.git("add", ".")
    told = check_commit(open_in_hook(repo.top, {}), write=True).faults
    assert list(told) == [f"{link} is a symbolic link; commit the file itself" for link in links]
    assert repo.commit().code == 1
    assert repo.commit("--no-verify").code == 0
    assert layout.version_names(repo.root, "harbours") == ("1987",)
    verified = {fault.path: fault.what for fault in verify_corpus(repo.root).faults}
    assert {verified[link] for link in links} == {"is a symbolic link, where the file itself has to be"}
    (repo.root / "corpus/harbours/notes.txt").write_text("What stands already is not checked again.")
    repo.git("add", ".")
    assert check_commit(open_in_hook(repo.top, {}), write=False).faults == ()


def test_a_corpus_whose_settings_become_a_link_is_one_all_the_same(repo: Repo) -> None:
    settings = repo.root / "corpus/corpus.yaml"
    settings.rename(repo.root / "settings.yaml")
    settings.symlink_to("../settings.yaml")
    repo.drop("1975", published="1975-02-30")
    repo.git("add", ".")
    told = repo.commit()
    assert told.code == 1
    assert "corpus/corpus.yaml is a symbolic link; commit the file itself" in told.err
    assert "is not a day of the calendar" in told.err
