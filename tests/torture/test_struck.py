"""A sample of the blows that the commands of this folder deal: killed, or refused by the system, at any moment.

`python -m tests.torture.kill` and `python -m tests.torture.fault` deal all of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import fault, kill
from tests.torture.small import DEEDS
from tests.torture.strace import strace_fault

pytestmark = pytest.mark.skipif(strace_fault() is not None, reason=f"nothing can be struck: {strace_fault()}")


@pytest.mark.slow
def test_killed_at_a_sample_of_all_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = kill.run(list(DEEDS), every=47, jobs=1, folder=tmp_path)
    assert kill.report(told) == 0, capsys.readouterr().out
    assert {one.ended for one in told} >= {"before", "after"}, "some blows fall before the commit and some behind it"


@pytest.mark.slow
def test_refused_at_a_sample_of_all_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = fault.run(list(DEEDS), every=67, jobs=1, folder=tmp_path)
    assert fault.report(told) == 0, capsys.readouterr().out
    assert {one.ended for one in told} >= {"before", "after"}
