"""post-receive on a server: reports, feed and command for what was pushed to the branch that counts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.hook.conftest import Repo
from tracker.corpus.inhook import open_in_hook
from tracker.errors import DataError
from tracker.hook.feed import MOST, Entry, add_entries
from tracker.hook.install import install
from tracker.hook.receive import Update, receive

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def server(repo: Repo, tmp_path: Path) -> Repo:
    """A bare repository with the hook, to which the corpus has been pushed."""
    top = tmp_path / "Server ä.git"
    top.mkdir()
    made = Repo(top, top)
    made.git("init", "-q", "--bare")
    repo.git("remote", "add", "origin", str(top))
    repo.git("push", "-q", "origin", "main")
    install(open_in_hook(top, {}), python=Path(sys.executable))
    assert sorted(path.name for path in (top / "hooks").iterdir() if path.suffix != ".sample") == ["post-receive"]
    return made


def _entries(folder: Path) -> list[ElementTree.Element]:
    return ElementTree.fromstring((folder / "feed.xml").read_bytes()).findall(f"{ATOM}entry")


def test_a_push_with_a_new_version(repo: Repo, server: Repo, tmp_path: Path) -> None:
    server.git("config", "tracker.reports", str(tmp_path / "public"))
    server.git("config", "tracker.address", "https://example.org/strategies/")
    server.git(
        "config", "tracker.command", f'env | grep "^TRACKER_" | sort > "{tmp_path}/told"; head -n 1 "$TRACKER_REPORT"'
    )
    repo.drop("1975", title="Harbours; $(touch owned) & <b>more</b>")
    repo.git("add", ".")
    assert repo.commit().code == 0
    ran = repo.run("push", "origin", "main")
    assert ran.code == 0
    assert "remote: harbours@1975: Harbours; $(touch owned) & <b>more</b>" in ran.err
    assert "remote:   Against 1962: A revision: " in ran.err
    assert "remote: # harbours: 1962 → 1975" in ran.err
    public = tmp_path / "public"
    for pair in ("1962..1975", "1975..1987"):
        assert (public / f"harbours/changes/{pair}.md").read_text() == repo.committed(
            f"corpus/harbours/changes/{pair}.md"
        ) + "\n"
    assert (public / "harbours/CHANGELOG.md").exists()
    (entry,) = _entries(public)
    assert entry.findtext(f"{ATOM}title") == "Harbour Strategy, 1975: Harbours; $(touch owned) & <b>more</b>"
    assert entry.findtext(f"{ATOM}updated") == "2020-01-01T00:00:00+00:00"
    assert entry.findtext(f"{ATOM}published") == "1975-01-01T00:00:00Z"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.attrib["href"] == "https://example.org/strategies/harbours/changes/1962..1975.md"
    assert (entry.findtext(f"{ATOM}content") or "").startswith("<p>Against 1962: A revision: ")
    assert (tmp_path / "told").read_text().splitlines() == [
        "TRACKER_BEFORE=1962",
        f"TRACKER_COMMIT={repo.git('rev-parse', 'HEAD')}",
        "TRACKER_PUBLISHED=1975",
        f"TRACKER_REPORT={public}/harbours/changes/1962..1975.md",
        "TRACKER_SERIES=harbours",
        "TRACKER_TITLE=Harbours; $(touch owned) & <b>more</b>",
        "TRACKER_VERSION=1975",
    ]
    assert not (server.top / "owned").exists()


def _receive(server: Repo, old: str, new: str, ref: str = "refs/heads/main") -> tuple[str, tuple[str, ...]]:
    answer = receive(open_in_hook(server.top, {}), [Update(old, new, ref)], environment=os.environ)
    return answer.text, answer.notes


def test_the_first_push_reports_the_whole_corpus(server: Repo) -> None:
    text, notes = _receive(server, "0" * 40, server.git("rev-parse", "main"))
    assert [line for line in text.splitlines() if line.startswith("harbours@")] == [
        "harbours@1962: Harbours",
        "harbours@1987: Harbours of tomorrow",
    ]
    assert notes == ()
    reports = server.top / "tracker/reports"
    assert len(_entries(reports)) == 2
    assert (reports / "harbours/changes/1962..1987.md").exists()


def test_the_same_push_again_changes_nothing(server: Repo) -> None:
    new = server.git("rev-parse", "main")
    _receive(server, "0" * 40, new)
    before = (server.top / "tracker/reports/feed.xml").read_bytes()
    _receive(server, "0" * 40, new)
    assert (server.top / "tracker/reports/feed.xml").read_bytes() == before


def test_other_branches_tags_and_deletions_are_let_pass(server: Repo) -> None:
    new = server.git("rev-parse", "main")
    for ref in ("refs/heads/side", "refs/tags/main"):
        assert _receive(server, "0" * 40, new, ref) == ("", ())
    assert _receive(server, new, "0" * 40) == ("", ())
    assert not (server.top / "tracker/reports").exists()


def test_a_version_that_is_taken_out_takes_its_reports_along(repo: Repo, server: Repo) -> None:
    old = server.git("rev-parse", "main")
    _receive(server, "0" * 40, old)
    repo.git("rm", "-rq", "corpus/harbours", "snapshots/harbours")
    repo.git("commit", "--no-verify", "-qm", "All gone")
    repo.git("push", "-q", "origin", "main", env={"TRACKER_SKIP": "1"})
    _receive(server, old, repo.git("rev-parse", "HEAD"))
    assert [path.name for path in (server.top / "tracker/reports").rglob("*.md")] == []


def test_reports_that_cannot_be_written_are_told_of(server: Repo, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    server.git("config", "tracker.reports", str(tmp_path / "file/below"))
    text, notes = _receive(server, "0" * 40, server.git("rev-parse", "main"))
    assert text == ""
    assert "cannot be written" in notes[0]


def test_a_command_that_fails_is_told_of(server: Repo) -> None:
    server.git("config", "tracker.command", "exit 3")
    _, notes = _receive(server, "0" * 40, server.git("rev-parse", "main"))
    assert notes[0] == "tracker.command for harbours@1962 ended with code 3"


def _entry(number: int) -> Entry:
    return Entry(f"entry {number}", f"Title {number}", f"2020-01-01T00:00:{number % 60:02}Z", None, None, "<p>x</p>")


def test_a_feed_keeps_the_newest() -> None:
    feed = None
    for number in range(MOST + 5):
        feed = add_entries(feed, [_entry(number)], title="T\x00itle", address=None, source="feed.xml")
    assert feed is not None
    titles = [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(feed).findall(f"{ATOM}entry")]
    assert titles == [f"Title {number}" for number in range(MOST + 4, 4, -1)]


def test_a_feed_is_as_new_as_its_newest_entry_wherever_that_was_made() -> None:
    times = ["2026-05-01T09:00:00+09:00", "2026-05-01T02:00:00+02:00", "2026-05-01T01:30:00Z", "some day"]
    entries = [Entry(time, "Title", time, None, None, "") for time in times]
    feed = add_entries(None, entries, title="Title", address=None, source="feed.xml")
    assert ElementTree.fromstring(feed).findtext(f"{ATOM}updated") == "2026-05-01T01:30:00Z"


@pytest.mark.parametrize("there", [b"not XML", b"<rss/>"])
def test_a_file_that_is_no_feed_is_left_alone(there: bytes) -> None:
    with pytest.raises(DataError, match=r"feed\.xml: not .*; take it out of the way"):
        add_entries(there, [_entry(1)], title="Title", address=None, source="feed.xml")
