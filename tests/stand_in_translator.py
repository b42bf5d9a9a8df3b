"""A local stand-in for a translation service: it speaks LibreTranslate's protocol, well or badly."""

from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from welcomebot.translation.libre_translate import LibreTranslate


class StandIn:
    """An endpoint that puts the target language before each text; `answer` takes its place."""

    def __init__(self) -> None:
        self.wishes: list[dict[str, Any]] = []
        self.answer: Response | None = None

    async def translate(self, request: Request) -> Response:
        self.wishes.append(await request.json())
        wish = self.wishes[-1]
        return self.answer or JSONResponse({"translatedText": f"[{wish['target']}] {wish['q']}"})

    def engine(self) -> LibreTranslate:
        """Return an engine that asks this endpoint, without a socket."""
        app = Starlette(routes=[Route("/translate", self.translate, methods=["POST"])])
        return LibreTranslate("http://translate.test", "key", httpx.AsyncClient(transport=httpx.ASGITransport(app=app)))
