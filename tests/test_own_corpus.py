"""The project's own corpus is what the program makes from the seeds, byte for byte.

After a change to the seeds or to the program, `python -m tests.test_own_corpus` writes it anew.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("corpus", "snapshots")


@pytest.mark.skipif(not (ROOT / "seeds" / "manifest.yaml").is_file(), reason="the seeds are not in this checkout")
def test_the_seeds_make_the_corpus(tmp_path: Path) -> None:
    from tracker.usecases.demo import plant

    plant(tmp_path / "planted", seeds=ROOT / "seeds")
    made, kept = contents(tmp_path / "planted"), contents(ROOT)
    assert sorted(made) == sorted(kept)
    assert [path for path in made if made[path] != kept[path]] == []


def contents(root: Path) -> dict[str, bytes]:
    files = (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def write_anew() -> None:
    from tracker.usecases.demo import plant

    with tempfile.TemporaryDirectory() as folder:
        planted = Path(folder, "planted")
        plant(planted, seeds=ROOT / "seeds")
        for name in FOLDERS:
            shutil.rmtree(ROOT / name, ignore_errors=True)
            shutil.copytree(planted / name, ROOT / name)


if __name__ == "__main__":
    write_anew()
