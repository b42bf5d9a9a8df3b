"""The simulated Bot API: `BotApi` is the state and the people, `create_app` the ASGI app that a bot talks to.

In a test:

    api = BotApi(deliver=handle)                       # `handle(update)` gives the bot an update; without it, updates wait for polling or a webhook
    request = HTTPXRequest(httpx_kwargs={"transport": api.transport()})
    newcomer = api.user(language="uk")
    await newcomer.says("/start")
    assert "Welcome" in newcomer.last.text
    assert api.violations == []
"""

import inspect
import json
import logging
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl

import httpx
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from welcomebot.rehearsal import faults
from welcomebot.rehearsal.call import Call, Upload
from welcomebot.rehearsal.calls import SIMULATED
from welcomebot.rehearsal.methods import PARAMETERS
from welcomebot.rehearsal.people import People
from welcomebot.rehearsal.trouble import BAD_REQUEST, NOT_FOUND, AnswerLost, ApiError, ConnectionLost, bad_request

logger = logging.getLogger(__name__)

UNAUTHORIZED = 401
OK = 200
DOWNLOAD = "downloadFile"


class BotApi(People):
    """The server's state. `violations` are calls that the Bot API does not know, `rejections` broken rules: 400 answers and what Telegram swallows."""

    def __init__(self, **options: Any) -> None:
        """Take the options of World: token, username, name, clock, deliver, webhook_client, webhook_pause_s."""
        super().__init__(**options)
        self.violations: list[str] = []
        self.rejections: list[str] = []
        self.counts: Counter[str] = Counter()

    def transport(self) -> httpx.ASGITransport:
        """Return what `HTTPXRequest(httpx_kwargs={"transport": ...})` takes to talk to this server without a socket."""
        return httpx.ASGITransport(app=create_app(self))

    async def call(self, call: Call) -> Any:
        """Do one call and return its result; raises ApiError, or ConnectionLost and AnswerLost as the script of faults wants."""
        self.counts[call.method] += 1
        fault = self.faults.take(call.method, _number(call.params.get("chat_id")))
        faults.before(fault)
        method = self._known(call)
        try:
            result = method(self, call)
            if inspect.isawaitable(result):
                result = await result
        except ApiError as error:
            if error.code == BAD_REQUEST:
                self.rejections.append(f"{call.method}: {error.description}")
            raise
        self.rejections += [f"{call.method}: {flaw}" for flaw in call.flaws]
        faults.after(fault)
        return result

    def _known(self, call: Call) -> Any:
        allowed = PARAMETERS.get(call.method)
        if allowed is None:
            self.violations.append(f"unknown method {call.method}")
            raise ApiError(NOT_FOUND, "Not Found: method not found")
        attached = {value.removeprefix("attach://") for value in call.params.values() if "attach://" in value}
        if unknown := (call.params.keys() | (call.files.keys() - attached)) - allowed:
            self.violations.append(f"{call.method}: unknown parameter {', '.join(sorted(unknown))}")
            raise bad_request(f"unknown parameter {min(unknown)}")
        if call.method not in SIMULATED:
            self.violations.append(f"{call.method} is not simulated")
            raise bad_request(f"method {call.method} is not simulated")
        if (mode := call.params.get("parse_mode")) and mode.lower() != "html":
            self.violations.append(f"{call.method}: parse_mode {mode} is not simulated")
        return SIMULATED[call.method]

    async def close(self) -> None:
        """End deliveries and polls."""
        self.updates.end_poll()
        await self.webhook.close()
        self.tell("close", 0)


class Endpoint:
    """The ASGI side of the server. Over a real connection a lost answer is a connection that stays silent, in process it is the client's own exception."""

    def __init__(self, api: BotApi, *, over_http: bool) -> None:
        self._api = api
        self._over_http = over_http

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            await self._answer(Request(scope, receive), send)
        except ApiError as error:
            if error.parameters and "retry_after" in error.parameters:
                logger.info("rehearsal.flood retry_after=%s", error.parameters["retry_after"])
            await _send_json(send, error.code, error.body)
        except ConnectionLost as lost:
            if not self._over_http:
                raise httpx.ConnectError("the rehearsal broke the connection") from lost
            await send({"type": "http.response.start", "status": OK, "headers": [(b"content-length", b"1000"), (b"connection", b"close")]})
        except AnswerLost as lost:
            if not self._over_http:
                raise httpx.ReadTimeout("the rehearsal keeps the answer") from lost
            await _wait_for_disconnect(receive)

    async def _answer(self, request: Request, send: Send) -> None:
        raise NotImplementedError


class BotApiEndpoint(Endpoint):
    """Where a bot makes its calls."""

    async def _answer(self, request: Request, send: Send) -> None:
        if request.path_params["token"] != self._api.token:
            raise ApiError(UNAUTHORIZED, "Unauthorized")
        params, files = await read_parameters(request)
        result = await self._api.call(Call(request.path_params["method"], params, files))
        await _send_json(send, OK, {"ok": True, "result": result})


class FileEndpoint(Endpoint):
    """Where a bot fetches files that people sent; faults know it as the method "downloadFile"."""

    async def _answer(self, request: Request, send: Send) -> None:
        self._api.counts[DOWNLOAD] += 1
        fault = self._api.faults.take(DOWNLOAD, None)
        faults.before(fault)
        file = self._api.files.get(request.path_params["file_id"])
        if request.path_params["token"] != self._api.token or file is None:
            raise ApiError(NOT_FOUND, "Not Found")
        faults.after(fault)
        headers = [(b"content-type", file.mime_type.encode()), (b"content-length", str(len(file.content)).encode())]
        await send({"type": "http.response.start", "status": OK, "headers": headers})
        await send({"type": "http.response.body", "body": file.content})


async def read_parameters(request: Request) -> tuple[dict[str, str], dict[str, Upload]]:
    """Return the parameters of a call as text, and its files; the Bot API takes query, form, multipart and JSON alike."""
    params = dict(request.query_params)
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        files = {}
        async with request.form(max_part_size=2**27) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = Upload(value.filename or name, await value.read(), value.content_type or "")
                else:
                    params[name] = value
        return params, files
    body = await request.body()
    if content_type.startswith("application/json") and body:
        fields = json.loads(body)
        return params | {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}, {}
    params.update(parse_qsl(body.decode(), keep_blank_values=True))
    return params, {}


def create_app(api: BotApi, *, over_http: bool = False) -> Starlette:
    """Return the ASGI app; `over_http` for a real server, where faults break real connections."""
    return Starlette(
        routes=[
            Route("/bot{token}/{method}", BotApiEndpoint(api, over_http=over_http)),
            Route("/file/bot{token}/files/{file_id}", FileEndpoint(api, over_http=over_http)),
        ]
    )


async def _send_json(send: Send, status: int, body: dict[str, Any]) -> None:
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


async def _wait_for_disconnect(receive: Receive) -> None:
    message: AsgiMessage = {"type": ""}
    while message["type"] != "http.disconnect":
        message = await receive()


def _number(text: str | None) -> int | None:
    return int(text) if text and text.lstrip("-").isdigit() else None
