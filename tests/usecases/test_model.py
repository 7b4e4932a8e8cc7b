"""Random sequences of deeds against the simplest model of a corpus: a mapping of names to texts."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.usecases.conftest import CODEBOOK, SERIES, assert_clean, git, tree
from tracker.corpus.frontmatter import read_text
from tracker.errors import UsageError
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.changelog import write_changelogs
from tracker.usecases.correct import NewText, correct_version
from tracker.usecases.init import init_corpus
from tracker.usecases.listing import list_corpus
from tracker.usecases.remove import remove_version

NAMES = ("1969", "1969-07", "1969-07-20", "2001")
BODIES = (
    "# Ports\n\nEvery port has a crane.\n",
    "# Ports\n\nEvery port has two cranes.\nNorthland is near.\n",
    "# Ports\n\nNorthland is far.\n\nThe free port closes.\n",
)


@dataclass(frozen=True)
class Step:
    deed: Literal["add", "remove", "correct"]
    name: str
    body: str


_steps = st.builds(
    Step, st.sampled_from(["add", "add", "remove", "correct"]), st.sampled_from(NAMES), st.sampled_from(BODIES)
)


def carry_out(root: Path, step: Step) -> None:
    if step.deed == "add":
        # Texts may come twice, bytes may not.
        data = f"{step.body}\n{step.name} ends.\n".encode()
        add_version(root, NewVersion("harbours", step.name, data, "x.md"), series=SERIES)
    elif step.deed == "remove":
        remove_version(root, "harbours", step.name)
    else:
        correct_version(root, "harbours", step.name, NewText("try", text=f"{step.body}\nMended.\n".encode()))


def expected(model: dict[str, str], step: Step) -> dict[str, str] | None:
    """The model after the step; None where it has to be refused."""
    if (step.deed == "add") == (step.name in model):
        return None
    if step.deed == "remove":
        return {name: text for name, text in model.items() if name != step.name}
    text = f"{step.body}\n{step.name} ends.\n" if step.deed == "add" else f"{step.body}\nMended.\n"
    return None if model.get(step.name) == text else {**model, step.name: text}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_steps, min_size=1, max_size=7))
def test_a_corpus_is_what_was_put_into_it(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        init_corpus(root, title="Test", codebook=CODEBOOK)
        model: dict[str, str] = {}
        commits = 1
        for step in steps:
            after = expected(model, step)
            if after is None:
                before = tree(root)
                try:
                    carry_out(root, step)
                except UsageError:
                    assert tree(root) == before
                else:
                    raise AssertionError(f"{step} was not refused")
                continue
            carry_out(root, step)
            model = after
            commits += 1
        listed = [version.name for listing in list_corpus(root) for version in listing.versions]
        assert listed == sorted(model)
        assert {name: read_text(root, "harbours", name) for name in listed} == model
        pairs = {f"{old}..{new}.md" for old, new in pairwise(listed)}
        assert {path.name for path in root.glob("corpus/*/changes/*")} == pairs
        assert git(root, "rev-list", "--count", "HEAD") == str(commits)
        assert_clean(root)
        assert write_changelogs(root).commit is None
