"""Exports hold what the corpus holds: dated files to the byte, tables that agree with the comparison and each other."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases.conftest import SERIES, TEXTS, Add
from tracker.errors import InputError, UsageError
from tracker.report.tables import TABLES
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.changelog import write_changelogs
from tracker.usecases.compare import compare_sides
from tracker.usecases.export import export_csv, export_sqlite, export_texts


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    export_sqlite(filled, tmp_path / "out.db")
    connection = sqlite3.connect(tmp_path / "out.db")
    yield connection
    connection.close()


def test_texts_are_dated_files_to_the_byte(filled: Path, add: Add, tmp_path: Path) -> None:
    add("1999", published="1999-03-04", title="Ports, Harbours & Großwerften: the Republic's Plan")
    exported = export_texts(filled, tmp_path / "out")
    names = {
        "1962": "1962-harbours.md",
        "1975": "1975-harbours.md",
        "1987": "1987-harbours-of-tomorrow.md",
        "1999": "1999-03-04-ports-harbours-grosswerften-the-republics-plan.md",
    }
    assert sorted(path.name for path in exported.files) == sorted(names.values())
    for version, name in names.items():
        assert (tmp_path / "out/harbours" / name).read_bytes() == (
            filled / f"corpus/harbours/{version}.md"
        ).read_bytes()


def test_versions_of_one_day_and_title_keep_apart(root: Path, add: Add, tmp_path: Path) -> None:
    add("a", TEXTS["1962"], published="1962-01-01")
    add("b", TEXTS["1975"], published="1962-01-01")
    assert sorted(path.name for path in export_texts(root, tmp_path / "out").files) == [
        "1962-01-01-harbours-a.md",
        "1962-01-01-harbours-b.md",
    ]


def test_no_version_takes_the_file_of_another(root: Path, add: Add, tmp_path: Path) -> None:
    for name, title in (("1.0", "Harbours"), ("1-0", "Harbours"), ("ports", "Harbours"), ("2", "Harbours ports")):
        add(name, f"# Harbours\n\nText {name}.\n", published="1962-01-01", title=title)
    names = sorted(path.name for path in export_texts(root, tmp_path / "out").files)
    assert names == [
        "1962-01-01-harbours--ports.md",
        "1962-01-01-harbours-1-0.md",
        "1962-01-01-harbours-1.0.md",
        "1962-01-01-harbours-ports--2.md",
    ]


def test_a_long_title_is_cut_between_words_and_none_is_named(root: Path, add: Add, tmp_path: Path) -> None:
    add("1962", title="A " + "very " * 30 + "long title")
    add("1975", title="?!")
    first, second = (path.name for path in export_texts(root, tmp_path / "out").files)
    assert first == "1962-a" + "-very" * 11 + ".md"
    assert second == "1975-untitled.md"


def test_no_name_is_longer_than_a_file_system_takes(root: Path, add: Add, tmp_path: Path) -> None:
    names = [letter * 64 for letter in "ab"]
    for name in names:
        add(name, f"# Harbours\n\nText {name}.\n", published="1962-01-01", title="安" * 99)
    found = [path.name for path in export_texts(root, tmp_path / "out").files]
    assert found == [f"1962-01-01-{'安' * 53}-{name}.md" for name in names]


def test_a_title_in_another_script_keeps_its_letters(root: Path, add: Add, tmp_path: Path) -> None:
    add("1962", title="国家安全保障戦略 2022が")
    add("1975", title="Стратегія й रणनीति: L’Été")
    names = sorted(path.name for path in export_texts(root, tmp_path / "out").files)
    assert names == ["1962-国家安全保障戦略-2022が.md", "1975-стратегія-й-रणनीति-lete.md"]


def test_what_is_there_and_reads_otherwise_stays(filled: Path, tmp_path: Path) -> None:
    export_texts(filled, tmp_path)
    export_texts(filled, tmp_path)
    edited = tmp_path / "harbours/1962-harbours.md"
    edited.write_text("mine")
    other = tmp_path / "harbours/1975-harbours.md"
    other.unlink()
    with pytest.raises(UsageError, match=r"1962-harbours\.md exists already and reads otherwise; write over"):
        export_texts(filled, tmp_path)
    assert (edited.read_text(), other.exists()) == ("mine", False)
    export_texts(filled, tmp_path, force=True)
    assert edited.read_bytes() == (filled / "corpus/harbours/1962.md").read_bytes()


def test_the_tables_agree_with_the_comparison(database: sqlite3.Connection, filled: Path) -> None:
    comparison = compare_sides(["harbours@1975..1987"], directory=filled, root=filled).comparison
    of = ("harbours@1975..1987",)

    def count(table: str) -> int:
        found: int = database.execute(f"select count(*) from {table} where comparison = ?", of).fetchone()[0]
        return found

    assert count("changes") == len(comparison.changes)
    shifts = database.execute(
        "select shift, rank, old_quote, new_quote from shifts where comparison = ? order by rank", of
    ).fetchall()
    assert shifts == [
        (s.id, s.rank, s.old.quote if s.old else None, s.new.quote if s.new else None) for s in comparison.shifts
    ]
    assert len(shifts) > 0
    lists = (comparison.ledger.new, comparison.ledger.dropped, comparison.ledger.rose, comparison.ledger.fell)
    assert count("ledger") == sum(map(len, lists)) + len(comparison.ledger.watch)
    assert database.execute("select regime from comparisons where id = ?", of).fetchone()[0] == comparison.regime.label


def test_rows_refer_to_each_other(database: sqlite3.Connection) -> None:
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    quoted = database.execute(
        "select passages.text, shifts.old_quote from shifts join passages on passages.id = shifts.old_passage"
    ).fetchall()
    assert quoted
    assert all(quote in text for text, quote in quoted)
    assert database.execute("select id from comparisons").fetchall() == [
        ("harbours@1962..1975",),
        ("harbours@1975..1987",),
    ]
    assert database.execute("select words, corrections from versions where id = 'harbours@1962'").fetchone() == (10, 0)
    assert database.execute("select theme, subtheme from matrix").fetchall()


def test_passages_can_be_searched(database: sqlite3.Connection) -> None:
    search = (
        "select id from passages join passages_fts on passages.rowid = passages_fts.rowid where passages_fts match ?"
    )
    assert database.execute(search, ("crane",)).fetchall() == [
        ("harbours@1962 §1 ¶1",),
        ("harbours@1975 §1 ¶1",),
        ("harbours@1987 §1 ¶1",),
    ]
    assert database.execute(search, ("stays",)).fetchall() == [("harbours@1975 §1 ¶2",)]


def test_csv_holds_the_same_rows_as_the_database(filled: Path, database: sqlite3.Connection, tmp_path: Path) -> None:
    exported = export_csv(filled, tmp_path / "tables")
    assert len(exported.files) == len(TABLES)
    total = 0
    for table in TABLES:
        with (tmp_path / f"tables/{table.name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        kept = database.execute(f"select * from {table.name} order by rowid").fetchall()
        assert head == [column.name for column in table.columns]
        assert rows == [["" if value is None else str(value) for value in row] for row in kept]
        total += len(rows)
    assert exported.rows == total > 50


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x";"y")'])
def test_a_text_is_no_formula_in_a_spreadsheet(root: Path, add: Add, tmp_path: Path, title: str) -> None:
    add("1962", title=title)
    export_csv(root, tmp_path / "tables")
    with (tmp_path / "tables/versions.csv").open(encoding="utf-8", newline="") as file:
        head, row = csv.reader(file)
    assert row[head.index("title")] == f"'{title}"


def test_the_same_corpus_gives_the_same_bytes(filled: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_sqlite(filled, tmp_path / f"{name}.db")
        export_csv(filled, tmp_path / name)
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_pairs_that_were_asked_for_and_verdicts_come_along(filled: Path, tmp_path: Path) -> None:
    write_changelogs(filled, series="harbours", pair=("1962", "1987"))
    comparison = compare_sides(["harbours@1962..1987"], directory=filled, root=filled).comparison
    shift = comparison.shifts[0]
    from tracker.usecases.reading import read_codebook
    from tracker.usecases.review import Sitting
    from tracker.usecases.reviewstores import corpus_store

    store = corpus_store(filled, "harbours@1962", "harbours@1987")
    sitting = Sitting(comparison, read_codebook(filled), store)
    sitting.judge(shift.id, "rejected")
    sitting.note(shift.id, "Not so.")
    sitting.save()
    export_sqlite(filled, tmp_path / "out.db")
    with sqlite3.connect(tmp_path / "out.db") as connection:
        judged = connection.execute("select shift, verdict, note from shifts where verdict is not null").fetchall()
    connection.close()
    assert judged == [(shift.id, "rejected", "Not so.")]


def test_changelogs_left_of_versions_that_are_gone_are_passed_over(filled: Path, tmp_path: Path) -> None:
    changes = filled / "corpus/harbours/changes"
    for pair in ("1899..1987", "1975..2099", "1987..1962"):
        (changes / f"{pair}.md").write_text("left over\n")
    export_csv(filled, tmp_path / "tables")
    with (tmp_path / "tables/comparisons.csv").open(encoding="utf-8", newline="") as file:
        assert [row[0] for row in csv.reader(file)][1:] == ["harbours@1962..1975", "harbours@1975..1987"]


def test_one_series_of_several(filled: Path, tmp_path: Path) -> None:
    other = NewVersion("quays", "1962", b"# Quays\n\nThe quay stays.\n", "q.md")
    add_version(filled, other, series=SERIES)
    assert {path.parent.name for path in export_texts(filled, tmp_path / "out", series=["quays"]).files} == {"quays"}
    with pytest.raises(UsageError, match="piers"):
        export_csv(filled, tmp_path / "out", series=["piers"])


def test_what_cannot_be_written_is_one_line_and_leaves_nothing(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for export in (export_texts, export_csv):
        with pytest.raises(InputError, match=r"cannot be (written|read)"):
            export(filled, tmp_path / "file")
    with pytest.raises(InputError, match="cannot be written"):
        export_sqlite(filled, tmp_path / "file/out.db")
    with pytest.raises(UsageError, match="is a folder; name a file"):
        export_sqlite(filled, tmp_path)
    kept = tmp_path / "kept.db"
    kept.write_text("mine")
    with pytest.raises(UsageError, match=r"kept\.db exists already"):
        export_sqlite(filled, kept)
    assert kept.read_text() == "mine"
    export_sqlite(filled, kept, force=True)
    export_sqlite(filled, kept)
    assert kept.read_bytes().startswith(b"SQLite format 3")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != filled.name) == ["file", "kept.db"]
