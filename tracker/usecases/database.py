"""Writes tables into an SQLite database, with keys, indexes and a search over the passages, as Datasette likes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from tracker.errors import InputError
from tracker.report.tables import Row, Table

_BATCH = 2_000
_SEARCH = """\
create virtual table passages_fts
using fts5(text, content="passages", content_rowid="rowid", tokenize="porter unicode61");
insert into passages_fts(passages_fts) values ('rebuild');
"""
_VIEWS = """\
create view matrix as
select shifts.comparison, themes.title as theme, coalesce(subthemes.title, '') as subtheme, shifts.rank, shifts.kind,
       shifts.old_quote, shifts.old_locus, shifts.new_quote, shifts.new_locus, shifts.verdict
from shifts join themes on themes.id = shifts.theme left join subthemes on subthemes.id = shifts.subtheme
order by shifts.comparison, shifts.rank;
"""


def write_database(path: Path, tables: Sequence[Table], rows: Iterable[Row]) -> None:
    """Into an empty file. InputError where SQLite cannot."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        connection.execute("pragma foreign_keys = on")
        connection.execute("begin")
        for table in tables:
            connection.execute(_definition(table))
        insert = {
            table.name: f"insert into {table.name} values ({', '.join('?' * len(table.columns))})" for table in tables
        }
        waiting = iter(rows)
        while batch := list(islice(waiting, _BATCH)):
            for name, values in batch:
                connection.execute(insert[name], values)
        for table in tables:
            for column in table.columns:
                if column.refers and table.key[0] != column.name:
                    connection.execute(f"create index {table.name}_{column.name} on {table.name}({column.name})")
        connection.commit()
        connection.executescript(_VIEWS)
        if _has_search(connection):
            connection.executescript(_SEARCH)
        connection.commit()
    except sqlite3.Error as error:
        raise InputError(f"{path.parent}: the database cannot be written ({error})") from error
    finally:
        connection.close()


def _definition(table: Table) -> str:
    lines = [f"{column.name} {column.kind}" for column in table.columns]
    lines.append(f"primary key ({', '.join(table.key)})")
    lines.extend(
        f"foreign key ({column.name}) references {column.refers}(id)" for column in table.columns if column.refers
    )
    return f"create table {table.name} ({', '.join(lines)})"


def _has_search(connection: sqlite3.Connection) -> bool:
    return any("FTS5" in option for (option,) in connection.execute("pragma compile_options"))
