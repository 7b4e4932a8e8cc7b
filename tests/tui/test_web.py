"""The desk in a browser: one page with one secret may drive it, and nobody else."""

from __future__ import annotations

import asyncio
import gc
import re
from pathlib import Path
from typing import Any

import pytest

from tests.tui.making import NEW, OLD
from tracker.tui.web import _command, is_allowed

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

PORT = 8123


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        pytest.param({}, True, id="our-page"),
        pytest.param({"origin": "http://evil.example"}, False, id="foreign-origin"),
        pytest.param({"origin": "null"}, False, id="no-origin-to-speak-of"),
        pytest.param({"origin": None}, False, id="socket-without-origin"),
        pytest.param({"origin": "http://127.0.0.1:9999"}, False, id="another-port"),
        pytest.param({"origin": f"https://127.0.0.1:{PORT}"}, False, id="another-scheme"),
        pytest.param({"given": ""}, False, id="no-token"),
        pytest.param({"given": "töken"}, False, id="wrong-token"),
        pytest.param({"host": "evil.example:8123"}, False, id="rebound-name"),
        pytest.param({"origin": None, "is_socket": False}, True, id="page-opened-by-hand"),
    ],
)
def test_who_may_pass(change: dict[str, Any], allowed: bool) -> None:
    request = {
        "host": f"127.0.0.1:{PORT}",
        "origin": f"http://127.0.0.1:{PORT}",
        "given": "token",
        "token": "token",
        "port": PORT,
        "is_socket": True,
    }
    assert is_allowed(**{**request, **change}) is allowed


def test_the_command_is_this_call_without_web_and_quoted() -> None:
    command = _command(["review", "a b; rm -rf x.txt", "$(c).txt", "--web", "--port", "80", "--port=81"])
    assert command.endswith("-m tracker review 'a b; rm -rf x.txt' '$(c).txt'")


@pytest.mark.filterwarnings("ignore")
async def test_a_real_server_refuses_strangers_and_serves_its_page(tmp_path: Path) -> None:
    from aiohttp import web

    from tracker.tui.web import HOST, _free_port, make_server

    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    port = _free_port()
    server = make_server(["review", str(old), str(new)], port=port)
    runner = web.AppRunner(await server._make_app())
    await runner.setup()
    await web.TCPSite(runner, HOST, port).start()
    here = f"http://{HOST}:{port}"
    try:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            for path, origin in (("/ws", here), ("/", None), ("/static/js/textual.js", None)):
                headers = {"Origin": origin} if origin else {}
                async with session.get(here + path, headers=headers) as answer:
                    assert answer.status == 403
            async with session.get(server.address) as answer:
                assert answer.status == 200
                policy = answer.headers["Content-Security-Policy"]
                assert "frame-ancestors 'none'" in policy
                assert "script-src 'self' 'sha256-" in policy
                page = await answer.text()
                assert set(re.findall(r"(?:https?|wss?)://[^/\"]*", page)) == {here, here.replace("http", "ws")}
            for origin in ("http://evil.example", None):
                with pytest.raises(aiohttp.WSServerHandshakeError):
                    await session.ws_connect(f"ws://{HOST}:{port}/ws", headers={"Origin": origin} if origin else {})
            seen = b""
            async with session.ws_connect(f"ws://{HOST}:{port}/ws?width=100&height=30", headers={"Origin": here}) as ws:
                async with asyncio.timeout(30):
                    async for message in ws:
                        seen += message.data if isinstance(message.data, bytes) else message.data.encode()
                        if b"A revision" in seen:
                            break
            assert b"A revision" in seen
    finally:
        await runner.cleanup()
        # What textual-serve leaves of the process can be closed only as long as the loop runs.
        gc.collect()
        await asyncio.sleep(0)
