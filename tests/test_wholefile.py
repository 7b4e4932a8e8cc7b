"""A file is replaced whole or not at all, and nothing is left beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.wholefile import replace_whole


@pytest.mark.parametrize("durable", [False, True], ids=["quick", "durable"])
def test_a_file_is_replaced_and_its_folders_are_made(tmp_path: Path, durable: bool) -> None:
    path = tmp_path / "a/b/file"
    for data in (b"first", b"second"):
        replace_whole(path, data, durable=durable)
        assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("durable", [False, True], ids=["quick", "durable"])
def test_what_cannot_be_replaced_stays_without_a_draft_beside_it(tmp_path: Path, durable: bool) -> None:
    (tmp_path / "folder/in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        replace_whole(tmp_path / "folder", b"data", durable=durable)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
