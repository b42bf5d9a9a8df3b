"""Each fault as python-telegram-bot reports it, in process and over a real connection."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from welcomebot.rehearsal.page import serve
from welcomebot.rehearsal.server import BotApi, create_app


async def test_429(bot: Bot, api: BotApi) -> None:
    newcomer = api.user(is_started=True)
    api.faults.too_many_requests(7, times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(chat_id=newcomer.chat_id, text="x")
        assert caught.value.retry_after == timedelta(seconds=7)
    await bot.send_message(chat_id=newcomer.chat_id, text="x")
    assert len(newcomer.replies) == 1


async def test_fault_for_one_chat_and_method(bot: Bot, api: BotApi) -> None:
    one, other = api.user(is_started=True), api.user(is_started=True)
    api.faults.blocked(chat_id=one.chat_id, method="sendMessage")
    await bot.send_message(chat_id=other.chat_id, text="x")
    await bot.send_chat_action(chat_id=one.chat_id, action="typing")
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(chat_id=one.chat_id, text="x")
    await bot.send_message(chat_id=one.chat_id, text="x")


async def test_5xx_and_own_wording(bot: Bot, api: BotApi) -> None:
    newcomer = api.user(is_started=True)
    api.faults.server_error()
    api.faults.bad_request("wrong moon")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(chat_id=newcomer.chat_id, text="x")
    with pytest.raises(BadRequest, match="Wrong moon"):
        await bot.send_message(chat_id=newcomer.chat_id, text="x")
    assert newcomer.replies == []


async def test_connection_error_does_nothing(bot: Bot, api: BotApi) -> None:
    newcomer = api.user(is_started=True)
    api.faults.connection_error()
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(chat_id=newcomer.chat_id, text="x")
    assert isinstance(caught.value.__cause__, httpx.ConnectError)
    assert newcomer.replies == []


async def test_timeout_after_the_message_was_stored(bot: Bot, api: BotApi) -> None:
    newcomer = api.user(is_started=True)
    api.faults.timeout_after_storing()
    with pytest.raises(TimedOut) as caught:
        await bot.send_message(chat_id=newcomer.chat_id, text="x")
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)
    assert newcomer.last.text == "x"


async def test_faults_leave_polling_alone_unless_it_is_named(bot: Bot, api: BotApi) -> None:
    api.faults.server_error()
    assert await bot.get_updates(timeout=0) == ()
    api.faults.clear()
    api.faults.server_error(503, method="getUpdates")
    with pytest.raises(NetworkError, match="Service Unavailable"):
        await bot.get_updates(timeout=0)


@pytest.fixture
async def bot_over_http(api: BotApi) -> AsyncIterator[Bot]:
    requests = [HTTPXRequest(read_timeout=0.2) for _ in range(2)]
    async with (
        serve(api, create_app(api, over_http=True)) as address,
        Bot(api.token, base_url=f"{address}/bot", request=requests[0], get_updates_request=requests[1]) as bot,
    ):
        yield bot


async def test_over_a_real_connection(bot_over_http: Bot, api: BotApi) -> None:
    newcomer = api.user(is_started=True)
    send = bot_over_http.send_message
    await send(chat_id=newcomer.chat_id, text="fine")
    api.faults.connection_error()
    with pytest.raises(NetworkError):
        await send(chat_id=newcomer.chat_id, text="lost before")
    api.faults.timeout_after_storing()
    with pytest.raises(TimedOut):
        await send(chat_id=newcomer.chat_id, text="stored, answer lost")
    await newcomer.says("hello")
    assert (await bot_over_http.get_updates(timeout=1))[0].message.text == "hello"
    await bot_over_http.send_document(chat_id=newcomer.chat_id, document=b"abc", filename="a.txt")
    assert [message.text or message.document_content for message in newcomer.replies] == ["fine", "stored, answer lost", "abc"]


async def test_file_over_a_real_connection(api: BotApi) -> None:
    request = HTTPXRequest(read_timeout=0.2)
    async with (
        serve(api, create_app(api, over_http=True)) as address,
        Bot(api.token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot", request=request) as bot,
    ):
        sent = await api.user().sends_file("cv.txt", bytes(5 * 2**20))
        file = await bot.get_file(sent.message.data["document"]["file_id"])
        api.faults.connection_error(method="downloadFile")
        with pytest.raises(NetworkError):
            await file.download_as_bytearray()
        api.faults.timeout_after_storing(method="downloadFile")
        with pytest.raises(TimedOut):
            await file.download_as_bytearray()
        assert len(await file.download_as_bytearray()) == 5 * 2**20
