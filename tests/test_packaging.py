"""What pip installs: every room of the house, and the seeds."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_package_is_listed() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "tracker").rglob("__init__.py")}
    assert sorted(listed) == sorted({*(".".join(folder.parts) for folder in folders), "tracker.seeds"})


def test_every_seed_is_package_data() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert settings["package-dir"] == {"tracker.seeds": "seeds"}
    seeds = ROOT / "seeds"
    packed = {path for pattern in settings["package-data"]["tracker.seeds"] for path in seeds.glob(pattern)}
    assert {path for path in seeds.rglob("*") if path.is_file()} == packed
