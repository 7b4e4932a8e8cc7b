"""What git remembers of a corpus: which commit added a file, what stood in a folder then, who signed what."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from tracker.corpus import git, layout

_OTHER_HEADS = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD")
SIGNATURES = {
    "G": "good",
    "U": "good",
    "B": "bad",
    "X": "expired",
    "Y": "by an expired key",
    "R": "by a revoked key",
    "E": "of an unknown key",
    "N": "",
}
"""What git's `%G?` says of a signature; nothing where there is none."""


def adding_commit(root: Path, path: PurePosixPath) -> tuple[str, tuple[PurePosixPath, ...]] | None:
    """The newest commit that added the file and is part of HEAD or of what is being merged, with all that it changed.

    Paths are relative to the root. None where no commit added it.
    """
    repository = git.open_repository(root)
    prefix = repository.prefix_of(root)
    heads = [head for name in _OTHER_HEADS if (head := repository.commit_named(name))]
    # Clocks of two people differ, and a merge can read as one side did: neither may hide the other's commit. What only
    # a merge brought together nobody asked for.
    walk = ("log", "-1", "--no-merges", "--topo-order", "--full-history", "--no-renames", "--diff-filter=A")
    out = repository.run(*walk, "--format=%H", "--no-patch", "HEAD", *heads, "--", str(prefix / path)).out
    commit = out.decode().strip()
    if not commit:
        return None
    names = os.fsdecode(
        repository.ask("diff-tree", "-r", "-z", "-c", "--root", "--no-commit-id", "--no-renames", "--name-only", commit)
    ).split("\0")
    paths = (PurePosixPath(name) for name in names if name)
    return commit, tuple(path.relative_to(prefix) for path in paths if path.is_relative_to(prefix))


def files_at(root: Path, commit: str, folder: PurePosixPath) -> Mapping[PurePosixPath, bytes]:
    """The files right in a folder, as a commit has them. Paths are relative to the root."""
    repository = git.open_repository(root)
    prefix = repository.prefix_of(root)
    below = repository.files_below(commit, str(prefix / folder))
    blobs = {PurePosixPath(name).relative_to(prefix): blob for name, blob in below.items()}
    return repository.contents({path: blob for path, blob in blobs.items() if path.parent == folder})


def signatures(root: Path) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """How many commits of the corpus have a signature of each kind, and the ids of those whose signature is bad."""
    repository = git.open_repository(root)
    prefix = repository.prefix_of(root)
    folders = [str(prefix / folder) for folder in (layout.TEXTS, layout.SNAPSHOTS)]
    out = repository.run(*_checkers(), "log", "--format=%H %G?", "HEAD", "--", *folders).out.decode()
    lines = [line.split() for line in out.splitlines()]
    counts = Counter(SIGNATURES.get(sign, "") for _, sign in lines)
    return counts, tuple(commit for commit, sign in lines if sign == "B")


def _checkers() -> list[str]:
    """Programs that check signatures, as the user and not the repository names them: it may come from anywhere."""
    return [
        part
        for key, usual in (
            ("gpg.program", "gpg"),
            ("gpg.openpgp.program", "gpg"),
            ("gpg.x509.program", "gpgsm"),
            ("gpg.ssh.program", "ssh-keygen"),
        )
        for part in ("-c", f"{key}={git.user_setting(key, is_path=True) or usual}")
    ]
