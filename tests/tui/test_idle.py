"""Garbage is collected in the pauses between keys, and not during them."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from tracker.tui.idle import Idle


class Node:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def uncollected() -> Iterator[None]:
    threshold = gc.get_threshold()
    gc.collect()
    gc.set_threshold(10_000_000, 20, 50)
    yield
    gc.set_threshold(*threshold)


async def _pressed(idle: Idle, made: int) -> weakref.ref[Node]:
    """Ten keys, each before the pause after the last is over."""
    kept = [[] for _ in range(made)]  # type: ignore[var-annotated]
    node = Node()
    found = weakref.ref(node)
    del node
    for _ in range(10):
        idle.put_off()
        await asyncio.sleep(0.01)
    assert found() is not None
    assert len(kept) == made
    await asyncio.sleep(0.2)
    return found


async def test_it_waits_until_no_key_comes(uncollected: None) -> None:
    assert (await _pressed(Idle(), 6_000))() is None


async def test_little_is_left_for_later(uncollected: None) -> None:
    assert (await _pressed(Idle(), 10))() is not None


async def test_nothing_is_done_after_the_end(uncollected: None) -> None:
    idle = Idle()
    idle.put_off()
    idle.end()
    node = Node()
    found = weakref.ref(node)
    kept = [[] for _ in range(6_000)]  # type: ignore[var-annotated]
    del node
    await asyncio.sleep(0.2)
    assert found() is not None
    assert len(kept) == 6_000
