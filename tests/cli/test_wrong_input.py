"""What a user can do wrong, each by name: one line that says what to do, exit code 2, nothing lost or left behind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .conftest import Call, Called

OLD = "# Korea\n\nThe Republic of Korea is an ally. We will deter North Korea.\n"
NEW = "# Korea\n\nThe Republic of Korea takes primary responsibility. We will support it.\n"


@dataclass(frozen=True, slots=True)
class Corpus:
    folder: Path

    def state(self) -> tuple[str, str, dict[str, bytes]]:
        """The commit, what git says of the work tree, and every file with its bytes."""
        files = {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.folder).parts
        }
        return self.git("rev-parse", "HEAD"), self.git("status", "--porcelain=v1"), files

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True)
        return done.stdout


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the corpus that every test begins with is made, once."""
    return tmp_path_factory.mktemp("pattern")


@pytest.fixture
def corpus(call: Call, tmp_path: Path, pattern: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    made = pattern / "strategies"
    (tmp_path / "old.md").write_text(OLD)
    (tmp_path / "new.md").write_text(NEW)
    if not made.exists():
        assert call("init", str(made)).code == 0
        assert (
            call("add", "-C", str(made), "us-nds", "2022", str(tmp_path / "old.md"), "--date", "2022-10-27").code == 0
        )
    folder = shutil.copytree(made, tmp_path / "strategies", symlinks=True)
    monkeypatch.chdir(folder)
    return Corpus(folder)


@pytest.fixture
def refused(call: Call, corpus: Corpus) -> Callable[..., str]:
    """Makes a call that has to be refused; gives the line it said, after seeing that the corpus is as it was."""

    def refuse(*arguments: str, stdin: bytes = b"") -> str:
        before = corpus.state()
        shown = call(*arguments, stdin=stdin)
        _is_one_line_of_trouble(shown)
        assert corpus.state() == before
        return shown.err

    return refuse


Refused = Callable[..., str]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["init", ""], "[DIR]"),
        (["diff", "../old.md", ""], "OLD NEW"),
        (["explain", "c1", "", "../new.md"], "OLD NEW"),
        (["review", "", "../new.md"], "[SERIES[@OLD..NEW] | OLD NEW]"),
        (["list", "-C", ""], "-C"),
        (["diff", "../old.md", "../new.md", "-o", ""], "-o"),
        (["add", "us-nds", "2026", "", "--date", "2026"], "FILE"),
        (["correct", "us-nds@2022", "", "--reason", "none"], "[FILE]"),
        (["correct", "us-nds@2022", "--title", " ", "--reason", "none"], "--title"),
        (["correct", "us-nds@2022", "--source", "", "--reason", "none"], "--source"),
        (["export", "texts", ""], "DIR"),
        (["demo", ""], "[DIR]"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else None,
)
def test_names_that_are_empty(refused: Refused, arguments: list[str], what: str) -> None:
    told = refused(*arguments)
    assert re.match(rf"tracker: invalid value for '(\S+ / )?{re.escape(what)}", told)
    assert "it is empty; see: tracker" in told


def test_no_such_file(refused: Refused) -> None:
    assert "missing.pdf: no such file" in refused("add", "us-nds", "2026", "missing.pdf", "--date", "2026")
    assert "missing.pdf" in refused("diff", "../old.md", "missing.pdf")
    assert "missing.md: no such file" in refused("correct", "us-nds@2022", "missing.md", "--reason", "none")


def test_folder_in_place_of_a_file(refused: Refused, tmp_path: Path) -> None:
    assert "is a folder" in refused("add", "us-nds", "2026", "..", "--date", "2026")
    assert "folder" in refused("diff", "../old.md", "..")


def test_empty_file(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert "empty.txt" in refused("add", "us-nds", "2026", "../empty.txt", "--date", "2026")
    assert "empty.txt" in refused("diff", "../old.md", "../empty.txt")
    (tmp_path / "blank.txt").write_text(" \n\n\t\n")
    assert "blank.txt" in refused("add", "us-nds", "2026", "../blank.txt", "--date", "2026")


def test_empty_standard_input(refused: Refused) -> None:
    refused("add", "us-nds", "2026", "-", "--date", "2026")
    refused("diff", "../old.md", "-")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bytes(range(256)) * 40, id="all-bytes"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(600), id="program"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(200, 256)) * 30, id="picture"),
        pytest.param(b"PK\x03\x04" + bytes(range(128, 256)) * 30, id="archive"),
        pytest.param(b"%PDF-1.7\nnot really", id="broken-pdf"),
    ],
)
def test_binary(refused: Refused, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "thing.bin").write_bytes(data)
    assert "thing.bin" in refused("add", "us-nds", "2026", "../thing.bin", "--date", "2026")
    assert "thing.bin" in refused("diff", "../old.md", "../thing.bin")


def test_unknown_series(refused: Refused) -> None:
    for arguments in (["list", "us-nss"], ["show", "us-nss@2022"], ["changelog", "us-nss"], ["diff", "us-nss@1..2"]):
        told = refused(*arguments)
        assert "us-nss" in told
        assert "us-nds" in told, "says which there are"


def test_unknown_version(refused: Refused) -> None:
    for arguments in (
        ["show", "us-nds@2018"],
        ["remove", "us-nds@2018"],
        ["correct", "us-nds@2018", "../new.md", "--reason", "none"],
    ):
        told = refused(*arguments)
        assert "2018" in told
        assert "2022" in told, "says which there are"
    assert "2022" in refused("diff", "us-nds@2018..2022")


def test_unknown_theme(refused: Refused) -> None:
    assert "'atlantis'" in refused("show", "us-nds@2022", "--theme", "atlantis")
    assert "'atlantis'" in refused("diff", "../old.md", "../new.md", "--theme", "atlantis")


def test_name_that_is_none(refused: Refused) -> None:
    for name in ("../2026", "20 26", "", "a..b", "CHANGELOG", "-x/y"):
        refused("add", "--date", "2026", "--", "us-nds", name, "../new.md")
        refused("add", "--date", "2026", "--", name, "2026", "../new.md")


def test_version_that_exists(refused: Refused) -> None:
    told = refused("add", "us-nds", "2022", "../new.md", "--date", "2022")
    assert "us-nds@2022 exists already" in told


def test_document_that_is_there_already(refused: Refused) -> None:
    assert "us-nds@2022" in refused("add", "us-nds", "2023", "../old.md", "--date", "2023")


NO_DATES = ["2026-13", "2026-02-30", "26", "yesterday", "2026-1-3", "20260123", "２０２６", " 2026"]


@pytest.mark.parametrize("date", NO_DATES)
def test_date_that_is_none(refused: Refused, date: str) -> None:
    told = refused("add", "us-nds", "2026", "../new.md", "--date", date)
    assert repr(date) in told
    assert "is not a da" in told
    assert repr(date) in refused("add", "us-nds", "x", "../new.md", "--date", "2026", "--retrieved", date)


@pytest.mark.parametrize("date", ["2026", "2026-01", "2026-01-23", "1950-04-14"])
def test_date_that_is_one(call: Call, corpus: Corpus, date: str) -> None:
    assert call("add", "us-nds", "x", "../new.md", "--date", date).code == 0
    assert f" {date} " in call("list").out


def test_no_date_to_be_found(refused: Refused) -> None:
    assert "--date" in refused("add", "us-nds", "final", "../new.md")


@pytest.mark.parametrize(
    ("after", "below", "key"),
    [
        pytest.param("\nthemse:", 0, "themse", id="misspelt-key"),
        pytest.param("\nthemes: []\nthemes:", 1, "themes", id="key-twice"),
        pytest.param("\nthemes: {", 2, "", id="not-yaml"),
    ],
)
def test_broken_codebook(call: Call, corpus: Corpus, after: str, below: int, key: str) -> None:
    path = corpus.folder / "corpus" / "codebook.yaml"
    head, found, tail = path.read_text("utf-8").partition("\nthemes:")
    assert found
    path.write_text(f"{head}{after}{tail}", "utf-8")
    state = corpus.state()
    line = head.count("\n") + 2 + below
    for arguments in (
        ["add", "us-nds", "2026", "../new.md", "--date", "2026"],
        ["diff", "../old.md", "../new.md"],
        ["show", "us-nds@2022", "--theme", "korea"],
        ["changelog"],
    ):
        shown = call(*arguments)
        _is_one_line_of_trouble(shown)
        assert f"corpus/codebook.yaml:{line}" in shown.err
        assert key in shown.err
    assert corpus.state() == state


def test_dirty_work_tree(refused: Refused, corpus: Corpus) -> None:
    text = corpus.folder / "corpus" / "us-nds" / "2022.md"
    text.write_text(text.read_text().replace("ally", "friend"))
    told = refused("remove", "us-nds@2022")
    assert "2022.md" in told


def test_dirt_elsewhere_is_no_hindrance_and_stays(call: Call, corpus: Corpus) -> None:
    (corpus.folder / "notes.txt").write_text("mine")
    (corpus.folder / "staged.txt").write_text("also mine")
    corpus.git("add", "staged.txt")
    assert call("add", "us-nds", "2026", "../new.md", "--date", "2026").code == 0
    assert corpus.git("status", "--porcelain=v1") == "A  staged.txt\n?? notes.txt\n"


def test_conflicted_work_tree(refused: Refused, corpus: Corpus) -> None:
    text = corpus.folder / "corpus" / "us-nds" / "2022.md"
    original = text.read_text()
    corpus.git("checkout", "-q", "-b", "theirs")
    text.write_text(original.replace("ally", "friend"))
    corpus.git("commit", "-q", "-a", "-m", "theirs")
    corpus.git("checkout", "-q", "-")
    text.write_text(original.replace("ally", "partner"))
    corpus.git("commit", "-q", "-a", "-m", "ours")
    corpus.git("merge", "theirs")
    assert "UU" in corpus.git("status", "--porcelain=v1")
    told = refused("add", "us-nds", "2026", "../new.md", "--date", "2026")
    assert "merge" in told
    refused("remove", "us-nds@2022")
    refused("changelog")


def test_no_git_at_all(process: Call, corpus: Corpus, tmp_path: Path) -> None:
    before = corpus.state()
    without = {"PATH": str(tmp_path / "empty-bin"), "GIT_PYTHON_GIT_EXECUTABLE": ""}
    shown = process("add", "us-nds", "2026", "../new.md", "--date", "2026", env=without)
    _is_one_line_of_trouble(shown)
    assert "git" in shown.err
    assert corpus.state() == before
    shown = process("init", str(tmp_path / "another"), env=without)
    _is_one_line_of_trouble(shown)
    assert not (tmp_path / "another" / "corpus").exists()
    # What only reads two documents needs no git.
    assert process("diff", "../old.md", "../new.md", env=without).code == 0


def test_not_a_corpus(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new.md").write_text(NEW)
    for arguments in (
        ["list"],
        ["show", "us-nds@2022"],
        ["add", "us-nds", "2026", "new.md"],
        ["remove", "us-nds@2022"],
        ["correct", "us-nds@2022", "new.md", "--reason", "none"],
        ["changelog"],
    ):
        shown = call(*arguments)
        _is_one_line_of_trouble(shown)
        assert "not inside a corpus" in shown.err
        assert "tracker init" in shown.err
    shown = call("-C", "nowhere", "list")
    _is_one_line_of_trouble(shown)
    assert "nowhere: not a corpus" in shown.err


def test_a_corpus_that_is_named_but_not_there_is_not_the_one_around(refused: Refused, corpus: Corpus) -> None:
    for named in ("../gone", "gone", "gone/..", "corpus/corpus.yaml", "~nobody-is-called-so/x"):
        told = refused("remove", "us-nds@2022", "-C", named)
        assert f"{named}: not a corpus (no such folder; named by --corpus)" in told


def test_a_named_corpus_whose_name_cannot_be_looked_up(refused: Refused, corpus: Corpus) -> None:
    (corpus.folder / "circle").symlink_to("circle")
    for named in ("circle", "x" * 300):
        assert f"{named}: " in refused("list", "-C", named)


def test_a_corpus_named_through_a_link_is_the_one_behind_it(call: Call, corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "link").symlink_to(corpus.folder / "corpus")
    assert call("list", "-C", str(tmp_path / "elsewhere" / "link")).out.startswith("us-nds")
    assert "strategies" in call("init", "../elsewhere/link/new").err


def test_a_corpus_can_be_made_beside_the_one_around(call: Call, corpus: Corpus, tmp_path: Path) -> None:
    assert call("init", "../another").code == 0
    assert (tmp_path / "another" / "corpus" / "corpus.yaml").is_file()


def test_a_corpus_whose_git_is_gone(call: Call, corpus: Corpus) -> None:
    shutil.rmtree(corpus.folder / ".git")
    shown = call("add", "us-nds", "2026", "../new.md", "--date", "2026")
    _is_one_line_of_trouble(shown)
    assert "git" in shown.err
    assert not (corpus.folder / "corpus" / "us-nds" / "2026.md").exists()
    assert call("list").code == 0


def test_a_repository_that_is_damaged_is_told_with_a_remedy(refused: Refused, corpus: Corpus) -> None:
    tree = corpus.git("rev-parse", "HEAD:corpus").strip()
    lost = corpus.folder / ".git" / "objects" / tree[:2] / tree[2:]
    index = corpus.folder / ".git" / "index"
    for damaged, left, remedy in ((index, b"DIRC", "move .git/index away"), (lost, None, "bring back from a clone")):
        kept = damaged.read_bytes()
        damaged.unlink()
        if left is not None:
            damaged.write_bytes(left)
        shown = refused("remove", "us-nds@2022")
        damaged.unlink(missing_ok=True)
        damaged.write_bytes(kept)
        assert remedy in shown


def test_init_where_a_corpus_is(refused: Refused) -> None:
    assert "corpus" in refused("init")


def test_demo_into_a_folder_in_use(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("precious")
    shown = call("demo", str(tmp_path / "mine"))
    _is_one_line_of_trouble(shown)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_output_over_a_document(refused: Refused) -> None:
    assert "is one of the documents" in refused("diff", "../old.md", "../new.md", "--output", "../new.md")
    assert "is a folder" in refused("diff", "../old.md", "../new.md", "--output", "..")
    assert "cannot be written" in refused("diff", "../old.md", "../new.md", "--output", "missing/x.txt")


def test_output_over_what_the_call_reads_or_the_corpus_keeps(refused: Refused, corpus: Corpus, tmp_path: Path) -> None:
    review, codebook = tmp_path / "review.yaml", tmp_path / "themes.yaml"
    review.write_text("schema: tracker.review/1\n")
    shutil.copy(corpus.folder / "corpus" / "codebook.yaml", codebook)
    kept = [review.read_bytes(), codebook.read_bytes()]
    sides = ["diff", "../old.md", "../new.md"]
    assert "is the review" in refused(*sides, "--review", "../review.yaml", "-o", "../review.yaml")
    assert "is the codebook" in refused(*sides, "--codebook", "../themes.yaml", "-o", str(codebook))
    assert [review.read_bytes(), codebook.read_bytes()] == kept
    (tmp_path / "link").symlink_to(corpus.folder / "corpus")
    for place in ("corpus/codebook.yaml", "corpus/us-nds/mine.md", "snapshots/x", ".git/index", "../link/corpus.yaml"):
        assert "name another place" in refused(*sides, "-o", place)


def test_export_into_what_the_corpus_keeps(refused: Refused) -> None:
    for place in ("corpus", "snapshots/us-nds", "../strategies/corpus/new", ".git"):
        for kind in ("texts", "csv"):
            assert "name another place" in refused("export", kind, place, "--force")
    assert "name another place" in refused("export", "sqlite", "corpus/codebook.yaml", "--force")


def test_output_that_does_not_fit_on_the_disk_leaves_what_was_there(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("precious")
    command = [sys.executable, "-m", "tracker", "diff", "../old.md", "../new.md", "-f", "json", "-o", "../out.json"]
    limited = ["sh", "-c", 'ulimit -f 2; exec "$@"', "sh", *command]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # which would be cut off too
    done = subprocess.run(limited, capture_output=True, text=True, env=environment)
    _is_one_line_of_trouble(Called(done.returncode, done.stdout, done.stderr))
    assert "../out.json: cannot be written (" in done.stderr
    assert (tmp_path / "out.json").read_text() == "precious"
    assert not list(tmp_path.glob(".out*"))


def test_names_that_are_too_long(refused: Refused, corpus: Corpus) -> None:
    long = "x" * 300
    for arguments in (
        ["list", "-C", long],
        ["init", f"../{long}"],
        ["demo", f"../{long}"],
        ["export", "sqlite", f"../{long}"],
        ["export", "texts", f"../{long}"],
        ["diff", "../old.md", "../new.md", "-o", f"../{long}"],
        ["diff", "../old.md", "../new.md", "--review", long],
        ["diff", "../old.md", long],
    ):
        assert "File name too long" in refused(*arguments)


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams(corpus: Corpus, closed: str) -> None:
    def called(*arguments: str) -> Called:
        command = ["bash", "-c", f'exec "$@" {closed}', "bash", sys.executable, "-m", "tracker", *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        return Called(done.returncode, done.stdout, done.stderr)

    listed = called("list")
    assert listed == Called(0, "" if ">&-" in closed.split() else listed.out, "")
    for arguments in (["add", "us-nds", "2026", "-"], ["diff", "../old.md", "-"], ["correct", "us-nds@2022", "-"]):
        refused = called(*arguments, *(["--reason", "none"] if arguments[0] == "correct" else []))
        assert (refused.code, refused.out) == (2, "")
        assert "internal error" not in refused.err
        assert ("standard input is closed" in refused.err) == (closed == "<&-")
    assert corpus.git("status", "--porcelain") == ""


def test_output_that_takes_nothing(corpus: Corpus) -> None:
    for arguments in (["--help"], ["--version"], ["list"], ["completion", "bash"], ["diff", "../old.md", "../new.md"]):
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "tracker", *arguments]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
        told = "tracker: the result cannot be written (No space left on device)\n"
        assert (done.returncode, done.stderr) == (2, told)


def test_a_document_without_end(process: Call, corpus: Corpus) -> None:
    for arguments in (["add", "us-nds", "2026", "/dev/zero"], ["diff", "../old.md", "/dev/zero"]):
        shown = process(*arguments)
        _is_one_line_of_trouble(shown)
        assert "is too large; the limit is 100 MB" in shown.err


def test_a_folder_that_is_gone(process: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for arguments in (["list"], ["diff", "/a", "/b"], ["init"]):
        assert process(*arguments).err == "tracker: the current folder is gone; cd elsewhere\n"


UNPRIVILEGED = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
"""What takes from root the right to read what nobody may."""


@pytest.mark.skipif(bool(UNPRIVILEGED) and not shutil.which("setpriv"), reason="root may read everything")
@pytest.mark.parametrize("place", ["corpus/corpus.yaml", "corpus/us-nds", "corpus", ".git", "corpus/us-nds/2022.md"])
def test_what_may_not_be_read(corpus: Corpus, place: str) -> None:
    before = corpus.state()
    mode = (corpus.folder / place).stat().st_mode
    (corpus.folder / place).chmod(0)
    try:
        for arguments in (["list"], ["show", "us-nds@2022"], ["diff", "us-nds@2022", "../new.md"], ["changelog"]):
            command = [*UNPRIVILEGED, sys.executable, "-m", "tracker", *arguments]
            done = subprocess.run(command, capture_output=True, text=True)
            assert done.returncode == 2
            assert done.stderr.count("\n") == 1
            assert place in done.stderr
            assert "Permission denied" in done.stderr
    finally:
        (corpus.folder / place).chmod(mode)
    assert corpus.state() == before


def test_a_front_matter_that_is_broken_names_its_line(call: Call, corpus: Corpus) -> None:
    path = corpus.folder / "corpus" / "us-nds" / "2022.md"
    path.write_text(re.sub("published: .*", "published: soon", path.read_text()))
    assert call("add", "us-nds", "2026", "../new.md", "--date", "2026").code == 2
    shown = call("list")
    assert shown.code == 2
    assert shown.out.startswith("us-nds"), "what can be read is listed all the same"
    assert re.fullmatch(r"tracker: corpus/us-nds/2022.md:\d+: .*'soon' is not a date.*\n", shown.err)


def test_standard_input_asked_for_twice(refused: Refused) -> None:
    refused("diff", "-", "-", stdin=b"Some text.")


def _is_one_line_of_trouble(shown: Called) -> None:
    assert shown.code == 2
    assert shown.out == ""
    assert shown.err.startswith("tracker: ")
    assert shown.err.count("\n") == 1, shown.err
    assert "internal error" not in shown.err


@pytest.fixture(autouse=True)
def _home_is_no_corpus(tmp_path: Path) -> Iterator[None]:
    assert not any((folder / "corpus" / "corpus.yaml").exists() for folder in tmp_path.parents)
    yield
    assert "GIT_DIR" not in os.environ
