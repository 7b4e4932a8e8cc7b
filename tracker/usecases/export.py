"""Gives a corpus to other programs: all versions as dated files, or everything found as SQLite or CSV."""

from __future__ import annotations

import csv
import filecmp
import io
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import tracker
from tracker.corpus import layout
from tracker.corpus.frontmatter import read_text, write_version
from tracker.corpus.settings import read_series, read_settings
from tracker.corpus.store import settle_leftovers
from tracker.corpus.versions import in_time, list_versions, pairs_of
from tracker.errors import InputError, UsageError
from tracker.model.corpus import Provenance, Version
from tracker.model.words import MARKS
from tracker.report.tables import TABLES, Row, Value, codebook_rows, comparison_rows, series_rows, version_rows
from tracker.usecases import Progress
from tracker.usecases.compare import Compared
from tracker.usecases.reading import Shelf, origin_of, read_codebook
from tracker.usecases.references import require_series
from tracker.usecases.review import reviewed
from tracker.usecases.reviewstores import corpus_store

_SLUG = 60
_SLUG_BYTES = 160
"""With day, name and endings, those of a draft too, it stays within the 255 bytes that file systems have for a name."""
_IN_WORD = re.compile(rf"[\w{MARKS}]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Exported:
    files: tuple[Path, ...]
    rows: int = 0


def export_texts(root: Path, folder: Path, *, series: Sequence[str] = (), force: bool = False) -> Exported:
    """Each version as `SERIES/2022-10-27-title.md`, with its front matter. A file that reads otherwise stays, unless
    forced."""
    files = {
        folder / name / file: write_version(version, read_text(root, name, version.name))
        for name in _series(root, series)
        for version, file in _dated_names(list_versions(root, name))
    }
    _write_all(root, files, force=force)
    return Exported(tuple(files))


def export_sqlite(
    root: Path, file: Path, *, series: Sequence[str] = (), force: bool = False, progress: Progress | None = None
) -> Exported:
    """One database, whole from the first moment. A file that reads otherwise stays, unless forced."""
    from tracker.usecases.database import write_database

    if file.is_dir():
        raise UsageError(f"{file} is a folder", remedy="name a file")
    layout.check_outside(root, file)
    rows = 0

    def counted() -> Iterator[Row]:
        nonlocal rows
        for row in _rows(root, _series(root, series), progress):
            rows += 1
            yield row

    with _draft(file) as draft:
        write_database(draft, TABLES, counted())
        if not force and file.exists() and not filecmp.cmp(draft, file, shallow=False):
            raise _taken(file)
        draft.replace(file)
    return Exported((file,), rows)


def export_csv(
    root: Path, folder: Path, *, series: Sequence[str] = (), force: bool = False, progress: Progress | None = None
) -> Exported:
    """One file for each table, with a line of column names."""
    texts = {table.name: io.StringIO() for table in TABLES}
    writers = {name: csv.writer(text, lineterminator="\r\n") for name, text in texts.items()}
    for table in TABLES:
        writers[table.name].writerow(column.name for column in table.columns)
    rows = 0
    for name, values in _rows(root, _series(root, series), progress):
        writers[name].writerow(map(_cell, values))
        rows += 1
    files = {folder / f"{name}.csv": text.getvalue().encode("utf-8", "replace") for name, text in texts.items()}
    _write_all(root, files, force=force)
    return Exported(tuple(files), rows)


def _rows(root: Path, names: Sequence[str], progress: Progress | None) -> Iterator[Row]:
    """Everything, in an order in which a row names only rows before it."""
    from tracker.compare import compare

    codebook = read_codebook(root)
    settings = read_settings(root)
    for key, value in (
        ("title", settings.title),
        ("codebook", codebook.id),
        ("codebook sha256", codebook.sha256),
        ("tracker", tracker.__version__),
    ):
        yield "about", (key, value)
    yield from codebook_rows(codebook)
    for name in names:
        shelf = Shelf(root, codebook)
        versions = list_versions(root, name)
        by_name = {version.name: version for version in versions}
        yield from series_rows(read_series(root, name))
        for version in versions:
            if progress:
                progress(f"reading {version.id}")
            yield from version_rows(version, shelf.tagged(version), codebook)
        for old, new in _pairs(root, name, versions):
            if progress:
                progress(f"comparing {name} {old} with {new}")
            before, after = by_name[old], by_name[new]
            comparison = compare(shelf.tagged(before), shelf.tagged(after), codebook)
            compared = Compared(comparison, Provenance(origin_of(before), origin_of(after)), lambda: codebook, ())
            store = corpus_store(root, before.id, after.id)
            decided = reviewed(compared, store) if store else None
            shown, judgements = (decided[0], decided[1].judgements) if decided else (comparison, {})
            yield from comparison_rows(name, f"{name}@{old}..{new}", shown, judgements)


def _pairs(root: Path, series: str, versions: Sequence[Version]) -> list[tuple[str, str]]:
    """Neighbours, and what else was compared or reviewed."""
    place = {version.name: number for number, version in enumerate(versions)}
    pairs = {*pairs_of(tuple(versions)), *layout.pair_names(root, series), *layout.review_pairs(root, series)}
    return sorted((pair for pair in pairs if in_time(pair, place)), key=lambda pair: (place[pair[1]], -place[pair[0]]))


def _series(root: Path, names: Sequence[str]) -> Sequence[str]:
    settle_leftovers(root)
    for name in names:
        require_series(root, name)
    return tuple(dict.fromkeys(names)) or layout.series_ids(root)


def _dated_names(versions: Sequence[Version]) -> Iterator[tuple[Version, str]]:
    """Versions of one day and title are told apart by their names, as they stand: `1.0` and `1-0` are two."""
    plain = [f"{version.published}-{_slug(version.title)}" for version in versions]
    known = Counter(plain)
    apart = [
        name if known[name] == 1 else f"{name}-{version.name}" for version, name in zip(versions, plain, strict=True)
    ]
    taken = Counter(apart)
    for version, name, file in zip(versions, plain, apart, strict=True):
        # Another's title may end as this one's name: no title gives two hyphens.
        yield version, f"{file}.md" if taken[file] == 1 else f"{name}--{version.name}.md"


def _slug(text: str) -> str:
    plain = "".join(map(_plain, unicodedata.normalize("NFC", text.casefold().replace("'", ""))))
    words = re.sub(rf"(?:[^\w{MARKS}]|_)+", " ", plain).split()
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > _SLUG:
            break
        slug = f"{slug}-{word}" if slug else word[:_SLUG]
    return slug.encode()[:_SLUG_BYTES].decode(errors="ignore") or "untitled"


def _plain(character: str) -> str:
    """The letter without its accents, itself in a script that has no such plain letters."""
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or (character if _IN_WORD.match(character) else "")


def _cell(value: Value) -> Value:
    """An apostrophe goes before a text that a spreadsheet would take for a formula, as OWASP advises: what stands in a
    document must not run on the machine of whoever opens the table."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _check_free(path: Path, data: bytes) -> None:
    try:
        present = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    if present != data:
        raise _taken(path)


def _taken(path: Path) -> UsageError:
    return UsageError(f"{path} exists already and reads otherwise", remedy="write over it with --force")


def _write_all(root: Path, files: Mapping[Path, bytes], *, force: bool) -> None:
    """All of them, or none where one may not be written."""
    for path, data in files.items():
        layout.check_outside(root, path)
        if not force:
            _check_free(path, data)
    for path, data in files.items():
        with _draft(path) as draft:
            draft.write_bytes(data)
            draft.replace(path)


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """A file beside the one to be written, gone afterwards if it was not put in its place."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.touch()
        yield draft
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            draft.unlink()
