"""The environment that tests and their programs run in: nothing of the user's own, and commits that can be repeated."""

from __future__ import annotations

from pathlib import Path

FIXED_DATE = "2020-01-01T00:00:00+00:00"


def fenced_home(home: Path, *, git_config: str = "") -> dict[str, str]:
    """Makes a home with a configuration of git; the variables that lead there and name who commits, and when."""
    folders = {f"XDG_{name.upper()}_HOME": home / name for name in ("config", "data", "cache", "state")}
    for folder in folders.values():
        folder.mkdir(parents=True)
    (home / "gitconfig").write_text(f"[init]\n\tdefaultBranch = main\n{git_config}", encoding="utf-8")
    return {
        "HOME": str(home),
        **{name: str(folder) for name, folder in folders.items()},
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{role}_NAME": "Test Author" for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_EMAIL": "author@example.org" for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_DATE": FIXED_DATE for role in ("AUTHOR", "COMMITTER")},
    }
