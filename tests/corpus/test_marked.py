"""Our lines in somebody else's file: put in between two marks, and taken out to the byte."""

from __future__ import annotations

import pytest

from tests.corpus.making import FILES
from tracker.corpus.marked import block_in, with_block, without_block
from tracker.errors import GitError


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_block_leaves_no_trace(data: bytes | None) -> None:
    blocked = with_block(data, "[a]\n\tb = 1\n")
    assert block_in(blocked) == "[a]\n\tb = 1\n"
    assert with_block(blocked, "[a]\n\tb = 1\n") == blocked
    assert without_block(blocked) == data
    longer = with_block(blocked, "[a]\n\tb = 2\n\tc = 3\n")
    assert without_block(longer) == data
    assert without_block(blocked + b"[later]\n\tx = 1\n") in (
        (data or b"") + b"[later]\n\tx = 1\n",
        (data or b"") + b"\n[later]\n\tx = 1\n",
    )


def test_damaged_marks_are_told() -> None:
    blocked = with_block(b"[user]\n", "[a]\n")
    with pytest.raises(GitError, match="marks of tracker git-config are damaged"):
        without_block(blocked.replace(b"# <<<", b"# <"))
