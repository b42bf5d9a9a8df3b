"""Calls go out as JSON that the Bot API reads as it reads forms; what goes wrong keeps its cause."""

import json

import httpx
import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from welcomebot.telegram.json_request import JsonRequest

URL = "https://api.telegram.org/bot1:x/sendMessage"


def asking(answer: httpx.Response | Exception) -> tuple[JsonRequest, list[httpx.Request]]:
    """Return a request with an answer in the network's place, and the list of what was sent."""
    sent: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return JsonRequest(read_timeout=7, httpx_kwargs={"transport": httpx.MockTransport(respond)}), sent


def data(**parameters: object) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in parameters.items()])


@pytest.mark.parametrize("text", ["مرحبا 👋🏽", "Вітаємо", 'Hyvää päivää "&=+', ""])
async def test_letters_are_sent_as_they_are(text: str) -> None:
    request, sent = asking(httpx.Response(200, content=b"{}"))
    await request.do_request(URL, "POST", data(chat_id=17, text=text, reply_markup={"inline_keyboard": [[{"text": text}]]}))

    assert sent[0].headers["Content-Type"] == "application/json"
    body = json.loads(sent[0].content)
    assert (body["chat_id"], body["text"]) == ("17", text)
    assert json.loads(body["reply_markup"]) == {"inline_keyboard": [[{"text": text}]]}


async def test_a_call_waits_as_long_as_it_says_or_as_usual() -> None:
    request, sent = asking(httpx.Response(200))
    await request.do_request(URL, "POST", data(chat_id=1))
    await request.do_request(URL, "POST", data(chat_id=1), read_timeout=60)

    assert [one.extensions["timeout"]["read"] for one in sent] == [7, 60]


@pytest.mark.parametrize(
    ("cause", "error"),
    [(httpx.ReadTimeout("slow"), TimedOut), (httpx.PoolTimeout("full"), TimedOut), (httpx.ConnectError("no net"), NetworkError)],
)
async def test_an_error_keeps_its_cause(cause: Exception, error: type[Exception]) -> None:
    request, _ = asking(cause)
    with pytest.raises(error) as raised:
        await request.do_request(URL, "POST", data(chat_id=1))

    assert raised.value.__cause__ is cause
