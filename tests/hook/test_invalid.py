"""Invalid documents are not committed, each told in a line with its remedy; nothing else is ever held up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hook.conftest import Repo
from tests.usecases.conftest import TEXTS
from tracker.corpus import layout
from tracker.corpus.inhook import open_in_hook
from tracker.corpus.snapshots import digest_of
from tracker.corpus.versions import list_versions
from tracker.hook.commit import check_commit
from tracker.hook.scripts import OFF
from tracker.usecases.add import NewVersion, add_version
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


def test_a_file_that_is_no_document_yet_is_told_how_to_become_one(repo: Repo) -> None:
    (repo.top / "corpus/harbours/1975.html").write_text("<h1>Harbours</h1>")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0
    path = "corpus/harbours/1975.html"
    typed = f"tracker add harbours 1975 {path} && git rm {path}"
    assert ran.err.splitlines()[0] == f"tracker: {path} is no version yet; to make it one, type: {typed}"
    program = f"tracker() {{ '{sys.executable}' -m tracker \"$@\"; }}"
    subprocess.run(["bash", "-ec", f"{program}\n{typed}"], cwd=repo.top, check=True, capture_output=True)
    assert repo.commit().code == 0
    repo.assert_sound()
    assert "harbours@1975" in [version.id for version in list_versions(repo.root, "harbours")]


def test_where_it_does_not_tell_its_date_one_remedy_is_named(repo: Repo) -> None:
    (repo.top / "corpus/harbours/draft.html").write_text("<h1>Harbours</h1>")
    repo.git("add", ".")
    ran = repo.commit()
    assert ran.code == 0
    assert ran.err.splitlines()[0] == (
        "tracker: corpus/harbours/draft.html is no version yet: cannot tell when harbours@draft was published: the"
        " document does not say; move it out of the corpus and type: tracker add harbours draft FILE --date DATE"
    )


@pytest.mark.parametrize("ending", ["htm", "txt", "text", "markdown"])
def test_every_document_that_can_be_read_is_told_how_to_become_a_version(repo: Repo, ending: str) -> None:
    (repo.top / f"corpus/harbours/1975.{ending}").write_text("<p>Harbours</p>")
    repo.git("add", ".")
    (note,) = check_commit(open_in_hook(repo.top, {}), write=False).notes
    assert note.startswith(f"corpus/harbours/1975.{ending} is no version yet; to make it one, type: tracker add ")


def test_a_document_put_in_as_it_came_is_taken_in_on_demand(repo: Repo, tmp_path: Path) -> None:
    """The same commit, to the byte, as `tracker add` makes."""
    other = tmp_path / "other"
    shutil.copytree(repo.top, other)
    add_version(other, NewVersion("harbours", "1975", TEXTS["1975"].encode(), "1975.md"))
    (repo.top / "corpus/harbours/1975.md").write_text(TEXTS["1975"])
    repo.git("add", ".")
    refused = repo.commit()
    assert refused.code == 1
    assert (
        "corpus/harbours/1975.md:1: the file does not begin with front matter; commit with TRACKER_WRITE=1"
        in refused.err
    )
    ran = repo.commit(env={"TRACKER_WRITE": "1"})
    assert ran.code == 0, ran.err
    assert "corpus/harbours/1975.md was taken in as harbours@1975" in ran.err
    assert repo.git("rev-parse", "HEAD^{tree}") == repo.git("rev-parse", "HEAD^{tree}", at=other)
    repo.assert_sound()


@pytest.mark.slow
def test_a_page_put_into_a_new_series_is_taken_in_on_demand(repo: Repo) -> None:
    """Its bytes are kept as they came, though git stages it as text with other line ends."""
    page = b"<html><head><title>Quays</title></head>\r\n<body><p>Every quay must have a crane.</p></body></html>\r\n"
    repo.git("config", "core.autocrlf", "true")
    path = repo.top / "corpus/quays/1975.html"
    path.parent.mkdir()
    path.write_bytes(page)
    repo.git("add", ".")
    ran = repo.commit(env={"TRACKER_WRITE": "1"})
    assert ran.code == 0, ran.err
    assert "corpus/quays/1975.html was taken in as quays@1975" in ran.err
    assert not path.exists()
    (snapshot,) = (repo.top / "snapshots/quays/1975").iterdir()
    assert snapshot.read_bytes() == page
    assert snapshot.stem == digest_of(page)
    repo.assert_sound()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        pytest.param("undated", TEXTS["1975"], "cannot tell when harbours@undated was published", id="no-date"),
        pytest.param("1975", TEXTS["1962"], "already, as harbours@1962 (Harbours)", id="there-already"),
        pytest.param("1975", " \n", "1975.md is empty", id="empty"),
    ],
)
def test_not_everything_can_be_taken_in(repo: Repo, name: str, text: str, told: str) -> None:
    (repo.top / f"corpus/harbours/{name}.md").write_text(text)
    repo.git("add", ".")
    answer = check_commit(open_in_hook(repo.top, {}), write=True)
    assert told in answer.faults[0]
    assert repo.git("diff", "--cached", "--name-only") == f"corpus/harbours/{name}.md"


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


def test_a_link_outside_of_the_corpus_holds_nothing_up(repo: Repo) -> None:
    (repo.top / "latest.md").symlink_to("corpus/harbours/1987.md")
    repo.git("add", ".")
    assert repo.commit().code == 0


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
