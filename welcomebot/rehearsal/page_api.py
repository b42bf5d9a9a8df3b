"""The JSON interface of the chat page: what people do, and a stream of what they see."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from welcomebot.rehearsal.content import CONTENT
from welcomebot.rehearsal.page_views import PICTURES, message_view, person_view, state_view
from welcomebot.rehearsal.people import OFFICE_ID, Person
from welcomebot.rehearsal.seen import Seen
from welcomebot.rehearsal.server import BotApi
from welcomebot.rehearsal.state import BLOCKED, Message
from welcomebot.rehearsal.world import Event

KEEP_ALIVE_S = 15.0
LONGEST_NAME = 64
LONGEST_FILENAME = 255
OPTIONAL_ACTIONS = frozenset({"say", "send", "file", "edit", "tap"})


class PageApi:
    """The routes, over one simulated server."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._doing: dict[str, Callable[[Person, dict[str, Any]], Awaitable[Any]]] = {
            "say": lambda person, body: person.says(_text(body, "text")),
            "send": self._send,
            "file": self._file,
            "edit": self._edit,
            "tap": self._tap,
            "block": lambda person, _: person.blocks(),
            "return": lambda person, _: person.returns(),
        }

    @property
    def routes(self) -> list[Route]:
        """Return the routes for the page's app."""
        return [
            Route("/api/state", self.state),
            Route("/api/people", self.add_person, methods=["POST"]),
            Route("/api/people/{person_id:int}/{action}", self.act, methods=["POST"]),
            Route("/api/events", self.events),
            Route("/files/{file_id}", self.file),
        ]

    async def state(self, _: Request) -> Response:
        """Return everything that the page shows."""
        return JSONResponse(state_view(self._api))

    async def add_person(self, request: Request) -> Response:
        """Let somebody come, with a language and perhaps a name; the person of the office comes only once."""
        body = await _body(request)
        if body.get("is_office"):
            office = self._api.people.get(OFFICE_ID) or self._api.user(language="fi", first_name="Welcome Office", id=OFFICE_ID)
            return JSONResponse(person_view(self._api, office) | {"messages": []}, status_code=201)
        language, name = str(body.get("language", "en")), str(body.get("name", "")).strip()[:LONGEST_NAME]
        person = self._api.user(language=language, first_name=name)
        return JSONResponse(person_view(self._api, person) | {"messages": []}, status_code=201)

    async def act(self, request: Request) -> Response:
        """Let a person write, send, change, tap, block or return."""
        person = self._api.people.get(request.path_params["person_id"])
        action = self._doing.get(request.path_params["action"])
        if person is None or action is None:
            raise HTTPException(404, "nobody there")
        if person.chat.refusal == BLOCKED and request.path_params["action"] in OPTIONAL_ACTIONS:
            raise HTTPException(409, "this person blocked the bot")
        try:
            await action(person, await _body(request))
        except (ValueError, KeyError, TypeError) as error:
            raise HTTPException(422, "not possible") from error
        return JSONResponse({})

    async def events(self, request: Request) -> Response:
        """Stream what happens as server-sent events."""
        return StreamingResponse(self._stream(request), media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def file(self, request: Request) -> Response:
        """Give a file: pictures are shown, everything else is downloaded."""
        file = self._api.files.get(request.path_params["file_id"])
        if file is None:
            raise HTTPException(404, "no such file")
        if file.mime_type in PICTURES:
            return Response(file.content, media_type=file.mime_type)
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"}
        return Response(file.content, media_type="application/octet-stream", headers=headers)

    async def _send(self, person: Person, body: dict[str, Any]) -> None:
        kind = _text(body, "kind")
        if kind not in CONTENT:
            raise ValueError(kind)
        await person.sends(kind)

    async def _file(self, person: Person, body: dict[str, Any]) -> None:
        # binascii's errors are ValueErrors, as of every other body that makes no sense.
        await person.sends_file(_text(body, "name")[:LONGEST_FILENAME], base64.b64decode(_text(body, "content"), validate=True))

    async def _edit(self, person: Person, body: dict[str, Any]) -> None:
        seen = self._seen(person, body)
        if seen.is_from_bot or seen.kind != "text":
            raise ValueError("not an own text")
        await person.edits(seen, _text(body, "text"))

    async def _tap(self, person: Person, body: dict[str, Any]) -> None:
        seen = self._seen(person, body)
        try:
            button = seen.keyboard[int(body["row"])][int(body["column"])]
        except IndexError as error:
            raise ValueError("no such button") from error
        await person.taps_button(seen, button)

    def _seen(self, person: Person, body: dict[str, Any]) -> Seen:
        message = self._api.message_of(person.chat, int(body["message_id"]))
        if message is None:
            raise ValueError("no such message")
        return Seen(self._api, message)

    async def _stream(self, request: Request) -> AsyncIterator[str]:
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._api.listeners.append(queue.put_nowait)
        try:
            yield ": hello\n\n"
            while not await request.is_disconnected():
                try:
                    event = await asyncio.wait_for(queue.get(), KEEP_ALIVE_S)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event.kind == "close":
                    return
                for line in self._lines(event):
                    yield f"data: {json.dumps(line, ensure_ascii=False)}\n\n"
        finally:
            self._api.listeners.remove(queue.put_nowait)

    def _lines(self, event: Event) -> list[dict[str, Any]]:
        """Return what the page needs to know of an event; what happens in groups is not shown."""
        if event.kind in {"commands", "about"}:
            return [{"kind": "person", "person": person_view(self._api, person)} for person in self._api.people.values()]
        person = self._api.people.get(event.chat_id)
        if person is None:
            return []
        if event.kind == "person":
            return [{"kind": "person", "person": person_view(self._api, person)}]
        line: dict[str, Any] = {"kind": event.kind, "person_id": person.user_id}
        if isinstance(event.content, Message):
            return [line | {"message": message_view(self._api, event.content)}]
        if event.kind == "toast":
            text, is_alert = event.content
            return [line | {"text": text, "is_alert": is_alert}]
        return [line]


async def _body(request: Request) -> dict[str, Any]:
    # A form of a foreign page cannot send this type without asking first, so it is the guard against forged requests.
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise HTTPException(415, "expected JSON")
    try:
        body = await request.json()
    except ValueError as error:
        raise HTTPException(400, "expected JSON") from error
    if not isinstance(body, dict):
        raise HTTPException(400, "expected an object")
    return body


def _text(body: dict[str, Any], name: str) -> str:
    value = body[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(name)
    return value.strip()
