"""The chat page in the browser: several people talk with the bot, on this machine only."""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from welcomebot.domain.language import LANGUAGES
from welcomebot.errors import UsageError
from welcomebot.rehearsal.content import CONTENT
from welcomebot.rehearsal.page_api import PageApi
from welcomebot.rehearsal.server import BotApi

HERE = Path(__file__).parent
SHUTDOWN_S = 1
SAFETY_HEADERS = [
    (b"content-security-policy", b"default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


def check_loopback(host: str) -> None:
    """Raise UsageError unless a host is this machine: the page lets anybody write in anybody's name."""
    if not is_loopback(host):
        raise UsageError(f"LISTEN_HOST: expected a loopback address such as 127.0.0.1 for the rehearsal, found {host}")


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class LoopbackOnly:
    """Refuse what another site makes a browser send: a Host that only resolves to this machine, or a foreign Origin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with headers that keep the page to itself."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        origin = headers.get(b"origin", b"").decode("latin-1")
        if not is_loopback(_without_port(host)) or origin not in {"", f"http://{host}"}:
            await PlainTextResponse("The rehearsal answers only on this machine.", status_code=403)(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *SAFETY_HEADERS]
            await send(message)

        await self._app(scope, receive, send_safely)


def create_page(api: BotApi) -> Starlette:
    """Return the page's app for a simulated server."""
    templates = Jinja2Templates(directory=HERE / "templates")

    async def index(request: Request) -> Response:
        context = {"languages": LANGUAGES, "kinds": list(CONTENT), "bot_name": api.me["first_name"]}
        return templates.TemplateResponse(request, "page.html", context)

    return Starlette(
        routes=[Route("/", index), *PageApi(api).routes, Mount("/static", StaticFiles(directory=HERE / "static"))],
        middleware=[Middleware(LoopbackOnly)],
    )


class _QuietServer(uvicorn.Server):
    """A server that leaves signals to the program around it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serve(api: BotApi, app: ASGIApp, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve an app of the rehearsal while the block runs; gives its address. Port 0 takes a free one."""
    check_loopback(host)
    listener = _listen(host, port)
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=SHUTDOWN_S)
    server = _QuietServer(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    shown = f"[{host}]" if ":" in host else host
    try:
        yield f"http://{shown}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        api.tell("close", 0)
        await serving
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageError(f"LISTEN_PORT: cannot listen on {host}:{port}: {error.strerror}") from error


def _without_port(host: str) -> str:
    return host.partition("]")[0] if host.startswith("[") else host.partition(":")[0]
