"""Makes a corpus: its folders, settings and codebook, in a git work tree that is made too where there is none."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker.codebook.load import load_codebook
from tracker.corpus import git, layout
from tracker.corpus.commits import Message
from tracker.corpus.settings import write_settings
from tracker.corpus.store import open_for_writing
from tracker.errors import CorpusError, DataError
from tracker.harmless import clean_line
from tracker.model.corpus import Settings
from tracker.usecases.reading import reader_beside
from tracker.usecases.seeds import codebook_text, seed_folder

_NAMELESS = ("tracker", "tracker@localhost")
_ATTRIBUTES = b"* -text\n*.md text eol=lf\n*.yaml text eol=lf\n"
"""Ours are text; a document that somebody puts beside them keeps its bytes, line ends among them."""


@dataclass(frozen=True, slots=True)
class Initialised:
    root: Path
    created: tuple[str, ...]
    """Files written, relative to the root."""
    new_repository: bool
    commit: str


def extended_files(codebook: str, path: Path) -> dict[str, str]:
    """The text of each file that a codebook extends, by its name beside it. DataError where it cannot be loaded."""
    read = reader_beside(path)
    found: dict[str, str] = {}

    def read_and_keep(name: str) -> str:
        found[name] = read(name)
        return found[name]

    load_codebook(codebook, source=str(path), read=read_and_keep)
    return found


def init_corpus(
    directory: Path,
    *,
    title: str | None = None,
    codebook: str | None = None,
    extended: Mapping[str, str] | None = None,
    apart: bool = False,
) -> Initialised:
    """Makes `directory` (and its parents) where missing. `codebook` is the YAML to begin with; the starter's if None.
    `extended` are the files that it extends, by name.

    `apart` makes a repository of its own even inside another one, with a name of its own where git knows no user.
    """
    _check_free(directory)
    bases = {_place(name): text.encode() for name, text in (extended or {}).items()}
    starter = codebook if codebook is not None else codebook_text(seed_folder())
    nearest = next(folder for folder in (directory.absolute(), *directory.absolute().parents) if folder.is_dir())
    new_repository = apart or not git.in_work_tree(nearest)
    known = git.knows_committer(nearest)
    if not known and not apart:
        raise git.unknown_committer()
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(f"{directory}: cannot be made ({error.strerror})") from error
    if new_repository:
        git.make_repository(directory)
    if not known:
        git.name_committer(directory, *_NAMELESS)
    settings = Settings(title=clean_line(title or "") or clean_line(directory.resolve().name) or "Corpus")
    files: dict[PurePosixPath, bytes | None] = {
        layout.SETTINGS: write_settings(settings),
        layout.CODEBOOK: starter.encode(),
        **bases,
        layout.TEXTS / ".gitattributes": _ATTRIBUTES,
        layout.SNAPSHOTS / ".gitattributes": b"* -text -diff\n.gitattributes text diff\n",
    }
    with open_for_writing(directory) as writer:
        recorded = writer.record(files, Message(f"Begin the corpus: {settings.title}"))
    assert recorded is not None, "a corpus that was not there is a difference"
    return Initialised(root=directory, created=recorded.written, new_repository=new_repository, commit=recorded.commit)


def _place(name: str) -> PurePosixPath:
    """Where the corpus keeps a file that its codebook extends: beside it, under the same name."""
    path = PurePosixPath(posixpath.normpath(layout.TEXTS / name))
    if path in (layout.CODEBOOK, layout.SETTINGS):
        raise DataError(f"the codebook extends {name!r}, a name that a corpus has in use", remedy="rename that file")
    return path


def _check_free(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise CorpusError(f"{directory} is a file", remedy="name a folder")
    root = layout.find_root(directory)
    if root is not None and root == directory.resolve():
        raise CorpusError(f"{directory} is a corpus already")
    if root is not None:
        raise CorpusError(f"{directory} lies inside the corpus {root}", remedy="choose a folder outside of it")
