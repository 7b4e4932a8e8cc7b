"""Git as this project uses it: finds the repository of a corpus, says in one line why git will not, speaks plumbing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from tracker.corpus.gitprocess import Result, refusal, run_git
from tracker.errors import GitError

_UNFINISHED = {
    "MERGE_HEAD": ("merge", "git merge --continue", "git merge --abort"),
    "CHERRY_PICK_HEAD": ("cherry-pick", "git cherry-pick --continue", "git cherry-pick --abort"),
    "REVERT_HEAD": ("revert", "git revert --continue", "git revert --abort"),
    "rebase-merge": ("rebase", "git rebase --continue", "git rebase --abort"),
    "rebase-apply": ("rebase", "git rebase --continue", "git rebase --abort"),
}
# Longer lists do not fit on a command line everywhere; git is then asked about everything, and the answer sifted.
MANY_PATHS = 200


Name = TypeVar("Name", str, PurePosixPath)


@dataclass(frozen=True, slots=True)
class Unfinished:
    deed: str
    """`merge`, `rebase` …; empty where only conflicts are left of one."""
    onward: str
    back: str
    """The git commands that end it and that give it up."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a work tree, as git found it."""

    top: Path
    """Top folder of the work tree."""
    git_dir: Path
    """Of this work tree, where its HEAD and index are; not the common one that linked work trees share."""
    common_dir: Path
    null_id: str
    """The id that means "no object", as long as the repository's ids are."""
    place: Mapping[str, str] = field(default_factory=dict)
    """Variables that every command is given: in a hook they say what is being committed."""

    @property
    def index(self) -> Path:
        """The index that commands read and write."""
        return Path(self.place.get("GIT_INDEX_FILE", self.git_dir / "index"))

    def prefix_of(self, root: Path) -> PurePosixPath:
        """The root of a corpus, seen from the top of the work tree."""
        return PurePosixPath(root.resolve().relative_to(self.top.resolve()).as_posix())

    def run(
        self,
        *arguments: str,
        stdin: bytes | None = None,
        variables: Mapping[str, str] | None = None,
        folder: Path | None = None,
        inherit: Sequence[int] = (),
        may_be_killed: bool = False,
    ) -> Result:
        """Runs git, in the top folder if no other is named, whatever it answers.

        `inherit` are file descriptors that the process keeps open. A git that was killed has not answered, which is an
        error if it is not looked for.
        """
        variables = {**self.place, **(variables or {})}
        result = run_git(folder or self.top, arguments, stdin=stdin, variables=variables, inherit=inherit)
        if result.status < 0 and not may_be_killed:
            raise refusal(arguments[0], result)
        return result

    def ask(
        self,
        *arguments: str,
        stdin: bytes | None = None,
        variables: Mapping[str, str] | None = None,
        folder: Path | None = None,
        inherit: Sequence[int] = (),
    ) -> bytes:
        """Standard output of a command that has to succeed; GitError with git's own words otherwise."""
        result = self.run(*arguments, stdin=stdin, variables=variables, folder=folder, inherit=inherit)
        if result.status:
            raise refusal(arguments[0], result)
        return result.out

    def head(self) -> str | None:
        """Id of the commit that HEAD is at; None on a branch without commits."""
        found = self.commit_named("HEAD")
        if found is not None:
            return found
        branch = self.branch()
        if branch is None or self.run("show-ref", "--verify", "--quiet", "--", branch).status == 0:
            raise GitError(f"{self.top}: HEAD does not lead to a commit", remedy="see what git fsck says")
        return None

    def commit_named(self, revision: str) -> str | None:
        """Id of the commit that a revision leads to; None when there is none."""
        result = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return result.out.decode().strip() if result.status == 0 else None

    def branch(self) -> str | None:
        """Full name of the branch that HEAD is on; None when detached."""
        result = self.run("symbolic-ref", "--quiet", "HEAD")
        return result.out.decode().strip() if result.status == 0 else None

    def contains(self, commit: str) -> bool:
        """Whether HEAD is at the commit or after it."""
        return self.run("merge-base", "--is-ancestor", commit, "HEAD").status == 0

    def check_ready(self) -> None:
        """GitError in the middle of a merge, rebase or the like, and when git does not know who commits."""
        unfinished = self.unfinished()
        if unfinished is not None and unfinished.deed:
            raise GitError(
                f"{self.top}: a {unfinished.deed} is under way in this repository",
                remedy=f"end it first ({unfinished.onward}, or {unfinished.back})",
            )
        unmerged = self._first_unmerged()
        if unmerged:
            raise GitError(
                f"{os.fsdecode(unmerged.partition(b'	')[2])}: has unsettled merge conflicts",
                remedy="settle them and commit first",
            )
        if self.run("var", "GIT_COMMITTER_IDENT").status:
            raise unknown_committer()

    def unfinished(self) -> Unfinished | None:
        """What is under way in the work tree; None when nothing is, and no file has conflicts."""
        found = next((words for name, words in _UNFINISHED.items() if (self.git_dir / name).exists()), None)
        if found is None and self._first_unmerged():
            return Unfinished("", "git commit", "git reset")
        return None if found is None else Unfinished(*found)

    def _first_unmerged(self) -> bytes:
        return self.ask("ls-files", "--unmerged", "-z").split(b"\0")[0]

    def blobs_at(self, commit: str, paths: Sequence[str]) -> dict[str, str]:
        """Blob id of each of the paths (relative to the top) that the commit has."""
        if not paths:
            return {}
        narrow = paths if len(paths) <= MANY_PATHS else ()
        out = self.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *narrow)
        wanted = set(paths)
        records = (record.partition("\t") for record in os.fsdecode(out).split("\0") if record)
        return {path: head.split(" ")[2] for head, _, path in records if path in wanted}

    def files_below(self, commit: str, folder: str) -> dict[str, str]:
        """Path and blob id of each file below a folder, both paths from the top ("" for everything)."""
        narrow = (folder,) if folder else ()
        out = self.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *narrow)
        records = (record.partition("\t") for record in os.fsdecode(out).split("\0") if record)
        return {path: head.split(" ")[2] for head, _, path in records}

    def objects(self, names: Iterable[str]) -> list[tuple[str, bytes] | None]:
        """Kind and content of what each name leads to, None where it leads to nothing; in one process for all."""
        asked = [os.fsencode(name) + b"\n" for name in names]
        out = self.ask("cat-file", "--batch", stdin=b"".join(asked)) if asked else b""
        found: list[tuple[str, bytes] | None] = []
        position = 0
        for _ in asked:
            end = out.index(b"\n", position)
            head, position = out[position:end], end + 1
            if head.endswith(b" missing"):
                found.append(None)
                continue
            _, kind, size = head.split(b" ")
            found.append((kind.decode(), out[position : position + int(size)]))
            position += int(size) + 1
        return found

    def contents(self, blobs: Mapping[Name, str]) -> dict[Name, bytes]:
        """Content of each blob, by what it goes by here."""
        found: dict[Name, bytes] = {}
        for name, read in zip(blobs, self.objects(blobs.values()), strict=True):
            if read is None:
                raise GitError(f"{name}: git does not have the content", remedy="see what git fsck says")
            found[name] = read[1]
        return found

    def signs_commits(self) -> bool:
        result = self.run("config", "--type=bool", "--get", "commit.gpgSign")
        return result.status == 0 and result.out.strip() == b"true"


def open_repository(folder: Path) -> Repository:
    """The repository in whose work tree the folder lies."""
    result = run_git(
        folder,
        ("rev-parse", "--show-object-format", "--show-toplevel", "--absolute-git-dir", "--git-common-dir"),
    )
    lines = os.fsdecode(result.out).split("\n")
    if result.status or len(lines) != 5:
        if "not a git repository" in result.complaint:
            _check_that_there_is_none(folder, result.complaint)
            raise GitError(
                f"{folder}: not in a git work tree",
                remedy="run git init there, or make a corpus with: tracker init DIR",
            )
        if "work tree" in result.complaint:
            raise GitError(f"{folder}: in a git repository without a work tree", remedy="use a clone that has one")
        raise GitError(f"{folder}: git cannot open the repository ({result.complaint or 'no reason given'})")
    object_format, top, git_dir, common_dir, _ = lines
    return Repository(
        top=Path(top),
        git_dir=Path(git_dir),
        common_dir=folder / common_dir,
        null_id="0" * (64 if object_format == "sha256" else 40),
    )


def _check_that_there_is_none(folder: Path, complaint: str) -> None:
    """Git says the same of a repository that is damaged, or that it may not read, as where there is none."""
    there = next((place / ".git" for place in (folder, *folder.parents) if (place / ".git").exists()), None)
    if there is not None:
        reason = complaint if os.access(there, os.R_OK) else "Permission denied"
        raise GitError(f"{there}: git cannot use it ({reason})", remedy="see who may read it, and what git fsck says")


def in_work_tree(folder: Path) -> bool:
    result = run_git(folder, ("rev-parse", "--is-inside-work-tree"))
    return result.status == 0 and result.out.strip() == b"true"


def make_repository(folder: Path) -> None:
    result = run_git(folder, ("init", "--quiet"))
    if result.status:
        raise refusal("init", result)


def knows_committer(folder: Path) -> bool:
    return (
        run_git(folder, ("var", "GIT_COMMITTER_IDENT")).status == 0
        and run_git(folder, ("var", "GIT_AUTHOR_IDENT")).status == 0
    )


def name_committer(folder: Path, name: str, email: str) -> None:
    """Writes a committer's name into the configuration of a repository that we made."""
    for key, value in (("user.name", name), ("user.email", email)):
        result = run_git(folder, ("config", "--local", key, value))
        if result.status:
            raise refusal("config", result)


def user_setting(key: str, *, is_path: bool = False) -> str | None:
    """What the configuration of the user and the machine says of a key, whatever repository is around: that one may
    come from a stranger."""
    kind = ("--type=path",) if is_path else ()
    result = run_git(Path("/"), ("config", *kind, "--get", key), variables={"GIT_DIR": os.devnull})
    return os.fsdecode(result.out).removesuffix("\n") if result.status == 0 else None


def merge_texts(folder: Path, ours: str, base: str, theirs: str, marker_size: str) -> int:
    """Merges three files into the first as git does by itself; what `git merge-file` returns."""
    size = f"--marker-size={marker_size}"
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    return run_git(folder, ("merge-file", "--quiet", size, *labels, "--", ours, base, theirs)).status


def unknown_committer() -> GitError:
    return GitError(
        "git does not know who you are",
        remedy='tell it with: git config --global user.name "Your Name" and user.email you@example.org',
    )
