"""The desk in a browser on this machine: textual-serve on the loopback, opened to one page with one secret alone.

textual-serve by itself lets any page that the user visits drive the program: it checks neither where a WebSocket comes
from nor who opens it. Here every request needs the token of this start, a WebSocket must come from our own page, and
the host must be the loopback by name, so that no other name can be made to point at it.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import secrets
import shlex
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import InputError, UsageError

if TYPE_CHECKING:
    from aiohttp import web

HOST = "127.0.0.1"
_COOKIE = "tracker-desk"
_TEMPLATES = Path(__file__).parent / "templates"
"""Our own page: that of textual-serve asks for fonts from afar, and for a click before it takes a key."""


def serve(arguments: Sequence[str], *, port: int, say: Callable[[str], None]) -> None:
    """Until interrupted. `arguments` are those of this call: each browser tab runs the same one without `--web`."""
    server = make_server(arguments, port=port or _free_port())
    say(f"the desk is at {server.address}")
    say("ctrl-c ends it")
    try:
        server.serve()
    except OSError as error:
        raise InputError(f"port {server.port} cannot be used ({error.strerror or error})") from error


def make_server(arguments: Sequence[str], *, port: int) -> Any:
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError as error:
        raise UsageError(
            "--web needs an extra that is not installed",
            remedy="in a clone of the program: .venv/bin/pip install -c constraints.txt '.[web]'",
        ) from error

    class Guarded(Server):
        """Refuses what does not carry the token, or comes from another page than ours."""

        def __init__(self) -> None:
            super().__init__(_command(arguments), host=HOST, port=port, title="tracker", templates_path=_TEMPLATES)
            self.token = secrets.token_urlsafe(24)
            self.address = f"http://{HOST}:{port}/?token={self.token}"

        def initialize_logging(self) -> None:
            """Nothing of a document goes to a log."""

        async def on_startup(self, app: web.Application) -> None:
            """Says nothing: the address has been told, with its token."""

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(self._guard())
            return app

        def _guard(self) -> Any:
            @web.middleware
            async def guard(request: web.Request, handler: Any) -> web.StreamResponse:
                if not is_allowed(
                    host=request.headers.get("Host", ""),
                    origin=request.headers.get("Origin"),
                    given=request.query.get("token") or request.cookies.get(_COOKIE, ""),
                    token=self.token,
                    port=port,
                    is_socket=request.path == "/ws",
                ):
                    raise web.HTTPForbidden(text="this desk belongs to the page it was started for")
                response: web.StreamResponse = await handler(request)
                if request.path == "/" and not response.prepared:
                    # The page asks for its parts and its WebSocket without the query it was opened with.
                    response.set_cookie(_COOKIE, self.token, httponly=True, samesite="Strict", path="/")
                    response.headers["Referrer-Policy"] = "no-referrer"
                    response.headers["X-Frame-Options"] = "DENY"
                    response.headers["Content-Security-Policy"] = (
                        f"default-src 'none'; script-src 'self' '{_own_script()}'; style-src 'self' 'unsafe-inline'; "
                        f"img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws://{HOST}:{port}; "
                        "frame-ancestors 'none'"
                    )
                return response

            return guard

    return Guarded()


def _own_script() -> str:
    """What lets the one script of the page run, and no other that stands in it."""
    page = (_TEMPLATES / "app_index.html").read_text("utf-8")
    text = page.partition("<script>")[2].partition("</script>")[0]
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def is_allowed(*, host: str, origin: str | None, given: str, token: str, port: int, is_socket: bool) -> bool:
    """Whether a request may pass; a WebSocket has to say that it comes from our own page."""
    here = f"{HOST}:{port}"
    if host != here or not secrets.compare_digest(given.encode(), token.encode()):
        return False
    if origin is None:
        return not is_socket
    return origin == f"http://{here}"


def _command(arguments: Sequence[str]) -> str:
    """textual-serve runs it through a shell: every word is quoted."""
    kept: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--port":
            next(words, None)
        elif word != "--web" and not word.startswith("--port="):
            kept.append(word)
    return shlex.join([sys.executable, "-m", "tracker", *kept])


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
