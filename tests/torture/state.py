"""The state of a corpus as everybody sees it: HEAD, the index, the files; and what must never lie about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.torture.small import git


@dataclass(frozen=True, slots=True)
class State:
    head: str
    index: str
    files: Mapping[str, tuple[int, bytes]]
    """Mode and content."""

    def differences(self, other: State) -> list[str]:
        """What differs, for a person to read."""
        found = [f"{name} differs" for name in ("head", "index") if getattr(self, name) != getattr(other, name)]
        for path in sorted({*self.files, *other.files}):
            if self.files.get(path) != other.files.get(path):
                found.append(f"{path} differs")
        return found


def state_of(root: Path) -> State:
    index = git(root, "ls-files", "--stage", "-z")
    return State(git(root, "rev-parse", "HEAD").strip(), index, files_of(root))


def files_of(root: Path) -> dict[str, tuple[int, bytes]]:
    paths = (path for path in sorted(root.rglob("*")) if ".git" not in path.relative_to(root).parts)
    return {
        str(path.relative_to(root)): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in paths
    }


def torn_files(root: Path, before: State, after: State) -> list[str]:
    """Files that are neither what they were nor what they are to be."""
    found = []
    for path, (_, content) in files_of(root).items():
        if content not in [state.files[path][1] for state in (before, after) if path in state.files]:
            found.append(f"{path} is half written")
    return found


def leftovers(root: Path) -> list[str]:
    """Locks, journals and drafts."""
    git_dir = root / ".git"
    lasting = {git_dir / "tracker" / name for name in ("lock", "hook", "memory")}
    ours = {path for path in (git_dir / "tracker").rglob("*") if path.parent.name != "memory"}
    drafts = {path for path in git_dir.rglob("*") if path.suffix in (".lock", ".draft")}
    return [f"{path.relative_to(root)} was left" for path in sorted(drafts | ours - lasting)]


def temporary_objects(root: Path) -> int:
    """What a killed git leaves in its own store; git gc removes it."""
    return sum(1 for _ in (root / ".git/objects").rglob("tmp_obj_*"))
