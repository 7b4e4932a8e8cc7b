"""A document that somebody puts into a series just as it came: told how to become a version, or taken in on demand."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hook.conftest import Repo
from tests.usecases.conftest import TEXTS
from tracker.corpus.inhook import open_in_hook
from tracker.corpus.snapshots import digest_of
from tracker.corpus.versions import list_versions
from tracker.hook.commit import check_commit
from tracker.usecases.add import NewVersion, add_version


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
