"""How updates reach a bot: polling and webhook, duplicates, wrong order, old age."""

import asyncio
import json
from dataclasses import dataclass, field

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest

from tests.rehearsal.conftest import Clock
from welcomebot.rehearsal.server import BotApi


async def ids(bot: Bot, offset: int = 0, **kwargs) -> list[int]:
    return [update.update_id for update in await bot.get_updates(offset=offset, timeout=0, **kwargs)]


async def test_updates_come_again_until_they_are_confirmed(bot: Bot, api: BotApi) -> None:
    newcomer = api.user()
    await newcomer.says("one")
    await newcomer.says("two")
    first, second = await ids(bot)
    assert await ids(bot) == [first, second]
    assert await ids(bot, limit=1) == [first]
    assert await ids(bot, first + 1) == [second]
    assert await ids(bot) == [second]
    assert await ids(bot, second + 1) == []


async def test_negative_offset_keeps_the_newest(bot: Bot, api: BotApi) -> None:
    newcomer = api.user()
    for text in "abc":
        await newcomer.says(text)
    newest = (await ids(bot))[-1]
    assert await ids(bot, -1) == [newest]
    assert await ids(bot) == [newest]


async def test_updates_are_kept_a_day(bot: Bot, api: BotApi, clock: Clock) -> None:
    newcomer = api.user()
    await newcomer.says("yesterday")
    clock.now += 12 * 3600
    await newcomer.says("today")
    clock.now += 12 * 3600
    assert [update.message.text for update in await bot.get_updates(timeout=0)] == ["today"]
    assert (await bot.get_webhook_info()).pending_update_count == 1


async def test_only_wanted_kinds_come(bot: Bot, api: BotApi) -> None:
    newcomer = api.user()
    await ids(bot, allowed_updates=["callback_query"])
    await newcomer.says("not wanted")
    await ids(bot, allowed_updates=[])
    await newcomer.says("wanted")
    assert [update.message.text for update in await bot.get_updates(timeout=0)] == ["wanted"]


async def test_long_poll_wakes_when_somebody_writes(bot: Bot, api: BotApi) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.01)
    assert not poll.done()
    await api.user().says("wake up")
    async with asyncio.timeout(2):
        assert (await poll)[0].message.text == "wake up"


async def test_second_poll_ends_the_first_with_409(bot: Bot, api: BotApi) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.01)
    assert await ids(bot) == []
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_duplicate_comes_although_it_was_confirmed(bot: Bot, api: BotApi) -> None:
    api.faults.duplicate_updates()
    newcomer = api.user()
    await newcomer.says("twice")
    (first,) = await ids(bot)
    assert await ids(bot, first + 1) == [first]
    assert await ids(bot, first + 1) == []


async def test_two_updates_come_in_the_wrong_order(bot: Bot, api: BotApi) -> None:
    api.faults.swap_updates()
    newcomer = api.user()
    for text in "abc":
        await newcomer.says(text)
    updates = await bot.get_updates(timeout=0)
    assert [update.message.text for update in updates] == ["b", "a", "c"]
    assert updates[0].update_id > updates[1].update_id


async def test_duplicate_and_swap_without_a_queue(api: BotApi, heard) -> None:
    newcomer = api.user()
    api.faults.duplicate_updates()
    await newcomer.says("x")
    api.faults.swap_updates()
    await newcomer.says("a")
    await newcomer.says("b")
    assert heard.texts == ["x", "x", "b", "a"]


async def test_stock_application_polls(api: BotApi) -> None:
    async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await update.effective_message.reply_text("Welcome!")

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await update.effective_message.reply_text(update.effective_message.text)

    request, polling = (HTTPXRequest(httpx_kwargs={"transport": api.transport()}) for _ in range(2))
    application = Application.builder().token(api.token).request(request).get_updates_request(polling).build()
    application.add_handlers([CommandHandler("start", start), MessageHandler(filters.TEXT, echo)])
    newcomer = api.user()
    async with application:
        await application.updater.start_polling(poll_interval=0)
        await application.start()
        await newcomer.says("/start")
        await newcomer.wait_for(lambda seen: seen.text == "Welcome!")
        await newcomer.says("مرحبا")
        assert (await newcomer.wait_for(lambda seen: seen.text == "مرحبا")).is_from_bot
        stopping = asyncio.create_task(application.updater.stop())
        await asyncio.sleep(0)
        await stopping
        await application.stop()
    assert len(api.updates) == 0


@dataclass
class Hook:
    """A bot's webhook route: it answers what `answers` says, then 200."""

    answers: list[Response] = field(default_factory=list)
    bodies: list[dict] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)

    async def __call__(self, request: Request) -> Response:
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token", ""))
        self.bodies.append(json.loads(await request.body()))
        return self.answers.pop(0) if self.answers else Response()

    @property
    def texts(self) -> list[str]:
        return [body["message"]["text"] for body in self.bodies]

    def client(self) -> httpx.AsyncClient:
        app = Starlette(routes=[Route("/hook", self.__call__, methods=["POST"])])
        return httpx.AsyncClient(transport=httpx.ASGITransport(app))


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
async def api(clock: Clock, hook: Hook):
    api = BotApi(clock=clock, webhook_client=hook.client(), webhook_pause_s=0.001)
    yield api
    await api.close()
    assert api.violations == []
    assert api.rejections == []


async def delivered(api: BotApi, *, left: int = 0) -> None:
    async with asyncio.timeout(3):
        while len(api.updates) > left:  # noqa: ASYNC110 - the server has no event for it, and a test is not worth one
            await asyncio.sleep(0.001)


async def test_webhook_gets_what_waits_and_what_comes(bot: Bot, api: BotApi, hook: Hook) -> None:
    newcomer = api.user()
    await newcomer.says("before")
    await bot.set_webhook(url="https://bot.example/hook", secret_token="s3cret_-")
    await newcomer.says("after")
    await delivered(api)
    assert hook.texts == ["before", "after"]
    assert hook.secrets == ["s3cret_-", "s3cret_-"]
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == ("https://bot.example/hook", 0, 40)
    await bot.delete_webhook()
    await newcomer.says("poll again")
    assert len(await bot.get_updates(timeout=0)) == 1


async def test_webhook_is_tried_again_in_order(bot: Bot, api: BotApi, hook: Hook) -> None:
    hook.answers = [Response(status_code=503), Response(status_code=503, headers={"Retry-After": "0"}), Response(status_code=500)]
    await bot.set_webhook(url="https://bot.example/hook")
    newcomer = api.user()
    await newcomer.says("a")
    await newcomer.says("b")
    await delivered(api)
    assert hook.texts == ["a", "a", "a", "a", "b"]
    assert (await bot.get_webhook_info()).last_error_message.startswith("Wrong response from the webhook: 500")
    assert api.webhook.info.attempts == [503, 503, 500, 200, 200]


async def test_one_chat_that_fails_does_not_stop_the_others(bot: Bot, api: BotApi, hook: Hook) -> None:
    await bot.set_webhook(url="https://bot.example/hook")
    hook.answers = [Response(status_code=503, headers={"Retry-After": "60"})]
    await api.user().says("stuck")
    await asyncio.sleep(0.01)
    await api.user().says("goes on")
    await delivered(api, left=1)
    assert hook.texts == ["stuck", "goes on"]


async def test_webhook_duplicates(bot: Bot, api: BotApi, hook: Hook) -> None:
    await bot.set_webhook(url="https://bot.example/hook")
    api.faults.duplicate_updates()
    await api.user().says("twice")
    await delivered(api)
    assert hook.texts == ["twice", "twice"]
    assert hook.bodies[0]["update_id"] == hook.bodies[1]["update_id"]


async def test_webhook_drops_what_waits_if_asked(bot: Bot, api: BotApi, hook: Hook) -> None:
    await api.user().says("old")
    await bot.set_webhook(url="https://bot.example/hook", drop_pending_updates=True)
    await api.user().says("new")
    await delivered(api)
    assert hook.texts == ["new"]


@pytest.mark.parametrize("url", ["http://bot.example/hook", "https://bot.example:9000/hook", "bot"])
async def test_webhook_address_is_checked(bot: Bot, api: BotApi, url: str) -> None:
    with pytest.raises(BadRequest, match=r"(?i)bad webhook"):
        await bot.set_webhook(url=url)
    with pytest.raises(BadRequest, match=r"(?i)unallowed characters"):
        await bot.set_webhook(url="https://bot.example/hook", secret_token="ü")
    await bot.set_webhook(url="http://127.0.0.1:9000/hook")
    await bot.set_webhook(url="")
    assert (await bot.get_webhook_info()).url == ""
    assert len(api.rejections) == 2
    api.rejections.clear()
