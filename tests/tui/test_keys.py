"""The table of keys: no key does two things on one screen, and every action of it exists."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tracker.tui.desk import DeskScreen, help_blocks
from tracker.tui.keys import EVERYWHERE, KEYS, READER, keys_in
from tracker.tui.reader import Reader
from tracker.tui.screens.comparison import ComparisonScreen
from tracker.tui.screens.found import LineageScreen, SearchScreen
from tracker.tui.screens.fulltext import FullTextScreen
from tracker.tui.screens.ledger import LedgerScreen
from tracker.tui.screens.library import LibraryScreen

SCREENS = [LibraryScreen, ComparisonScreen, FullTextScreen, LedgerScreen, LineageScreen, SearchScreen]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.WHERE)
def test_no_key_does_two_things(screen: type[DeskScreen]) -> None:
    taken = Counter(name for key in (*keys_in(screen.WHERE), *keys_in(EVERYWHERE)) for name in key.keys)
    assert [name for name, times in taken.items() if times > 1] == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.WHERE)
def test_every_action_exists(screen: type[DeskScreen]) -> None:
    for key in KEYS:
        name = f"action_{key.action.partition('(')[0]}"
        if screen.WHERE in key.where or EVERYWHERE in key.where:
            assert hasattr(screen, name), key
        if READER in key.where:
            assert hasattr(Reader, name), key


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.WHERE)
def test_the_help_names_every_key(screen: type[DeskScreen]) -> None:
    text = "\n".join(block.text() for block in help_blocks(screen.WHERE))
    assert all(key.what in text for key in keys_in(screen.WHERE))


def test_the_manual_names_every_key() -> None:
    manual = (Path(__file__).resolve().parents[2] / "docs/review.md").read_text("utf-8")
    rows = [f"| `{key.shown}` | {key.what} | {', '.join(key.where)} |" for key in KEYS]
    missing = [row for row in rows if row not in manual]
    assert not missing
