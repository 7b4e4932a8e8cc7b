"""Comparisons, corpora and running desks for the tests of this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tracker.codebook.load import load_codebook
from tracker.codebook.tag import tag_document
from tracker.compare import compare
from tracker.document.parse import parse_document
from tracker.model.comparison import Comparison
from tracker.model.corpus import Origin, Provenance
from tracker.model.theme import Codebook
from tracker.tui.app import ReviewApp
from tracker.tui.bench import Bench
from tracker.tui.order import Order
from tracker.tui.screens.opening import OpeningScreen
from tracker.usecases.add import NewVersion, add_version
from tracker.usecases.compare import Compared
from tracker.usecases.init import init_corpus
from tracker.usecases.review import Sitting
from tracker.usecases.reviewstores import Store

CODEBOOK = """\
schema: tracker.codebook/1
id: test
title: A codebook for tests
language: en
themes:
  china:
    title: China
    actor: true
    terms: [China, Beijing]
    subthemes:
      taiwan:
        title: Taiwan
        terms: [{term: Taiwan, weak: false}]
  korea:
    title: Korea
    actor: true
    terms: [North Korea, South Korea]
watch:
  - denuclearization
"""

OLD = """\
# A Strategy

## Asia

China is the pacing challenge for the Department.
We must deter China with our allies.

The United States will lead the defence of South Korea.
The goal remains the denuclearization of North Korea.

Taiwan receives our support, and China must not use force against Taiwan.

## Other matters

The climate changes the bases that we use every day.

Our people are our greatest strength, and we will continue to invest in them.
"""

NEW = """\
# A Strategy

## Asia

China is a competitor for the Department.
We must deter China with our allies.

South Korea takes primary responsibility for deterring North Korea.
The United States gives critical but more limited support to South Korea.

## Other matters

Our people are our greatest strength, and we will invest in them and their families.

The border comes first, and the Department defends it.
"""


def codebook() -> Codebook:
    return load_codebook(CODEBOOK, source="codebook.yaml")


def comparison_of(old: str = OLD, new: str = NEW) -> Comparison:
    book = codebook()
    sides = [
        tag_document(
            parse_document(text, id=f"s@{name}", title=f"Strategy {name}", published=name, language="en"), book
        )
        for name, text in (("2018", old), ("2022", new))
    ]
    return compare(sides[0], sides[1], book)


def bench_of(comparison: Comparison) -> Bench:
    origin = Origin(media_type="text/plain", extractor="text/1", snapshot="0" * 64)
    return Bench(Compared(comparison, Provenance(origin, origin), codebook, ()), None, ("old", "new"))


def sitting(comparison: Comparison | None = None, store: Store | None = None) -> Sitting:
    return Sitting(comparison or comparison_of(), codebook(), store)


def make_corpus(root: Path, versions: dict[str, str] | None = None) -> Path:
    init_corpus(root, title="Test", codebook=CODEBOOK, apart=True)
    for name, text in (versions or {"2018": OLD, "2022": NEW}).items():
        add_version(
            root,
            NewVersion(
                series="s", name=name, data=text.encode(), file_name=f"{name}.md", published=name,
                title=f"Strategy {name}", source=f"https://example.org/{name}",
            ),
        )  # fmt: skip
    return root


def order(directory: Path, **options: Any) -> Order:
    return Order(directory=directory, **options)


@asynccontextmanager
async def desk(wanted: Order, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[ReviewApp, Pilot[None]]]:
    """A running desk whose first page stands."""
    app = ReviewApp(wanted, apart=False)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def settled(app: ReviewApp, pilot: Pilot[None], *, seconds: float = 30) -> None:
    """Until no worker runs, twice over: a screen that was just opened starts its own only when it is mounted."""
    await pilot.pause()
    quiet = 0
    for _ in range(int(seconds * 100)):
        opening = isinstance(app.screen, OpeningScreen) or getattr(app.screen, "awaits", False)
        busy = opening or any(worker.is_running for worker in app.workers)
        quiet = 0 if busy else quiet + 1
        if quiet > 1:
            break
        await pilot.pause(0.01)
    await pilot.pause()


async def shows(app: ReviewApp, pilot: Pilot[None], text: str, *, seconds: float = 30) -> None:
    """Waits until the text stands on the screen."""
    for _ in range(int(seconds * 50)):
        if text in screen_text(app):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{text!r} does not come; there is\n{screen_text(app)}")


def screen_text(app: ReviewApp) -> str:
    """What stands on the screen, line by line."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line)[:width].rstrip() for line in lines[:height])


def told(app: ReviewApp) -> list[str]:
    """The messages that stand in the corner: a desk under test draws none."""
    return [notification.message for notification in app._notifications]


def not_suspended() -> AbstractContextManager[None]:
    """In place of leaving the terminal to another program."""
    return nullcontext()
