"""Translations through an endpoint: a local stand-in speaks LibreTranslate's protocol, well and badly."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tests.stand_in_translator import StandIn
from welcomebot.errors import TranslationError
from welcomebot.services.translate_text import NoEngine, proposed
from welcomebot.translation.libre_translate import LibreTranslate


@pytest.fixture
def stand_in() -> StandIn:
    return StandIn()


@pytest.fixture
async def engine(stand_in: StandIn) -> AsyncIterator[LibreTranslate]:
    engine = stand_in.engine()
    yield engine
    await engine.close()


async def test_facts_come_back_as_they_were_and_never_reach_the_endpoint(engine: LibreTranslate, stand_in: StandIn) -> None:
    found = await proposed("Call {phone:welcome-office} before 15:00.", source="en", target="uk", engine=engine)
    assert found == "[uk] Call {phone:welcome-office} before 15:00."
    assert stand_in.wishes == [{"q": "Call XQ0 before XQ1.", "source": "en", "target": "uk", "format": "text", "api_key": "key"}]


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse({"translatedText": "Kutsu toimisto"}),  # the fact is lost
        JSONResponse({"error": "en is not supported"}, status_code=400),
        JSONResponse({"something": "else"}),
        JSONResponse({"translatedText": ""}),
        PlainTextResponse("busy", status_code=503),
        PlainTextResponse("<html>"),
    ],
    ids=["fact lost", "refused", "another form", "nothing", "busy", "no JSON"],
)
async def test_what_is_no_good_translation_is_none(engine: LibreTranslate, stand_in: StandIn, answer: Response) -> None:
    stand_in.answer = answer
    assert await proposed("Call {phone:welcome-office}.", source="en", target="fi", engine=engine) is None


async def test_endpoint_that_cannot_be_reached_is_none() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no way", request=request)

    engine = LibreTranslate("http://translate.test", client=httpx.AsyncClient(transport=httpx.MockTransport(refuse)))
    with pytest.raises(TranslationError):
        await engine.translate("Hello", source="en", target="fi")
    assert await proposed("Hello", source="en", target="fi", engine=engine) is None
    await engine.close()


async def test_without_an_engine_nothing_is_proposed() -> None:
    assert await proposed("Hello", source="en", target="fi", engine=NoEngine()) is None
