"""The desk in a real browser: the page opens, nothing is asked from elsewhere, keys reach the desk without a click."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tui.making import make_corpus

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0", "about:blank",
)  # fmt: skip
ASKS = "(e => (dispatchEvent(e), e.defaultPrevented))(new Event('beforeunload', { cancelable: true }))"
"""Whether the page asks before it is closed."""
ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here: the desk is not tried in a browser"),
    pytest.mark.filterwarnings("ignore"),
]


class Tab:
    """One page of the browser, driven through its debugging protocol."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self.complaints: list[str] = []

    async def call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            message = await self._socket.receive_json(timeout=30)
            if message.get("id") == self._number:
                return message.get("result")
            entry = message.get("params", {}).get("entry", {})
            if message.get("method") == "Runtime.exceptionThrown" or entry.get("level") == "error":
                self.complaints.append(str(message["params"]))

    async def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            text = {"text": key} if kind == "keyDown" else {}
            await self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=ord(key.upper()), **text
            )

    async def until(self, expression: str) -> None:
        for _ in range(300):
            found = await self.call("Runtime.evaluate", expression=expression)
            if found["result"].get("value") is True:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"never: {expression}")


@contextlib.asynccontextmanager
async def _tab(profile: Path) -> AsyncIterator[Tab]:
    assert BROWSER
    browser = subprocess.Popen([BROWSER, *QUIET, f"--user-data-dir={profile}"], stderr=subprocess.DEVNULL)
    try:
        told = profile / "DevToolsActivePort"
        for _ in range(300):
            if told.exists() and told.read_text():
                break
            await asyncio.sleep(0.1)
        port = told.read_text().split()[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                pages = [page for page in await answer.json() if page["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Tab(socket)
    finally:
        browser.terminate()
        browser.wait(20)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    root = make_corpus(tmp_path / "corpus")
    server = subprocess.Popen(
        [sys.executable, "-m", "tracker", "review", "s@2018..2022", "--web"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    found = re.search(r"http://\S+", server.stderr.readline())
    assert found
    yield found[0]
    server.send_signal(signal.SIGINT)
    assert server.wait(20) == 0


async def test_keys_typed_into_the_page_review_a_comparison(address: str, tmp_path: Path) -> None:
    async with _tab(tmp_path / "profile") as tab:
        for domain in ("Log", "Runtime", "Page"):
            await tab.call(f"{domain}.enable")
        await tab.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await tab.call("Page.navigate", url=address)
        await tab.until("document.body !== null && document.body.classList.contains('-first-byte')")
        await tab.until("document.activeElement.className === 'xterm-helper-textarea'")
        kept = tmp_path / "corpus/corpus/s/reviews/2018..2022.yaml"
        for _ in range(60):
            # Until the comparison is there, a verdict has nothing to be given on.
            await tab.press("r")
            await tab.press("s")
            await asyncio.sleep(0.5)
            if kept.exists():
                break
        assert "verdict: rejected" in kept.read_text("utf-8")
        for key, asks in (("c", "false"), ("r", "false"), ("\r", "true")):
            await tab.press(key)
            await tab.until(f"{ASKS} === {asks}")
        await tab.press("s")
        await tab.until(f"{ASKS} === false")
        assert tab.complaints == []
