"""The route that Telegram delivers to: only Telegram knows the path and the secret, and 200 means stored."""

import asyncio
import contextlib
import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from welcomebot.errors import StorageUnavailableError
from welcomebot.telegram.inbox import Inbox
from welcomebot.telegram.lanes import NotAnUpdateError, number_of
from welcomebot.telegram.poller import ALLOWED_UPDATES
from welcomebot.telegram.raw_bot import RawBot

logger = logging.getLogger(__name__)

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name
MAX_BODY_BYTES = 1024 * 1024
RETRY_AFTER_S = 5
MAX_CONNECTIONS = 40
OK, BAD_REQUEST, UNAUTHORIZED, TOO_LARGE, NOT_JSON, UNAVAILABLE = 200, 400, 401, 413, 415, 503


def webhook_path(secret: str) -> str:
    """Return a path that nobody can guess and that every process with the same secret agrees on."""
    return "/telegram/" + hmac.new(secret.encode(), b"welcomebot webhook path", hashlib.sha256).hexdigest()[:32]


def webhook_app(inbox: Inbox, secret: str) -> Starlette:
    """Return the ASGI app with the one route."""
    return Starlette(routes=[Route(webhook_path(secret), WebhookEndpoint(inbox, secret), methods=["POST"])])


class WebhookEndpoint:
    """Answers one delivery. Who does not know the secret learns nothing, not even what was wrong."""

    def __init__(self, inbox: Inbox, secret: str) -> None:
        self._inbox = inbox
        self._secret = secret.encode()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Handle the ASGI request."""
        try:
            response = await self._answer(Request(scope, receive))
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=UNAUTHORIZED)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return Response(status_code=NOT_JSON)
        body = await _body(request)
        if body is None:
            return Response(status_code=TOO_LARGE)
        try:
            update = json.loads(body)
            number_of(update)
        except (ValueError, RecursionError, NotAnUpdateError):
            return Response(status_code=BAD_REQUEST)
        return await self._store(update)

    async def _store(self, update: dict[str, Any]) -> Response:
        try:
            await self._inbox.accept([update])
        except StorageUnavailableError:
            logger.warning("webhook.no-database")
            return Response(status_code=UNAVAILABLE, headers={"retry-after": str(RETRY_AFTER_S)})
        return Response(status_code=OK)


async def _body(request: Request) -> bytes | None:
    """Return the body, or None for one that is too large; a chunked body is counted as it comes."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > MAX_BODY_BYTES:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            return None
    return bytes(body)


class _Server(uvicorn.Server):
    """A server that leaves signals to the program that runs it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Webhook:
    """Tells Telegram where to deliver and listens there. Stopping leaves the webhook set, so that updates wait at Telegram for the next start."""

    def __init__(self, *, bot: RawBot, public_url: str, secret: str, host: str, port: int) -> None:
        self._bot = bot
        self._url = public_url.rstrip("/") + webhook_path(secret)
        self._secret = secret
        self._host = host
        self._port = port

    async def prepare(self) -> None:
        """Set the webhook; nothing that waits is dropped."""
        await self._bot.set_webhook(
            url=self._url, secret_token=self._secret, allowed_updates=ALLOWED_UPDATES, max_connections=MAX_CONNECTIONS, drop_pending_updates=False
        )

    async def run(self, inbox: Inbox) -> None:
        """Listen until cancelled."""
        # The access log would hold the secret path.
        config = uvicorn.Config(
            webhook_app(inbox, self._secret), host=self._host, port=self._port, access_log=False, log_config=None, server_header=False, lifespan="off"
        )
        server = _Server(config)
        serving = asyncio.get_running_loop().create_task(server.serve())
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            server.should_exit = True
            await serving
            raise
