"""The route that Telegram delivers to."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.telegram.bots import EchoBot, utc_now
from welcomebot.storage.database import Database
from welcomebot.storage.inbox import InboxStore
from welcomebot.telegram.inbox import Inbox
from welcomebot.telegram.signal import Signal
from welcomebot.telegram.webhook import MAX_BODY_BYTES, webhook_app, webhook_path

SECRET = "right-secret_1"
UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 0, "text": "x", "chat": {"id": 9, "type": "private"}, "from": {"id": 9}}}


class Telegram:
    """Delivers to the route as Telegram does, with whatever differences a test wants."""

    def __init__(self, database: Database) -> None:
        self.store = InboxStore(database)
        inbox = Inbox(self.store, clock=utc_now, news=Signal())
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(webhook_app(inbox, SECRET)), base_url="http://bot")

    async def delivers(self, *, secret: str | None = SECRET, path: str = webhook_path(SECRET), method: str = "POST", **body: Any) -> httpx.Response:
        headers = {**({"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}), **body.pop("headers", {})}
        return await self._client.request(method, path, headers=headers, **(body or {"json": UPDATE}))

    async def close(self) -> None:
        await self._client.aclose()


@pytest.fixture
async def telegram(database: Database) -> AsyncIterator[Telegram]:
    telegram = Telegram(database)
    yield telegram
    await telegram.close()


async def test_delivery_is_stored_before_it_is_acknowledged(telegram: Telegram) -> None:
    assert (await telegram.delivers()).status_code == 200
    assert await telegram.store.open_updates(9) == 1
    assert (await telegram.delivers()).status_code == 200  # again, as after a lost answer
    assert await telegram.store.open_updates(9) == 1


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "ä"])
async def test_who_does_not_know_the_secret_learns_nothing(telegram: Telegram, secret: str | None) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret.encode()} if secret else {}
    response = await telegram.delivers(secret=None, headers=headers, json=UPDATE)
    assert (response.status_code, response.content) == (401, b"")
    assert await telegram.store.open_updates(9) == 0


async def test_path_cannot_be_guessed_and_is_the_same_in_every_process(telegram: Telegram) -> None:
    assert webhook_path(SECRET) == webhook_path(SECRET) != webhook_path("other-secret")
    assert SECRET not in webhook_path(SECRET)
    assert (await telegram.delivers(path="/")).status_code == 404
    assert (await telegram.delivers(method="GET")).status_code == 405


REFUSED = [
    ({"content": b"{}", "headers": {"Content-Type": "text/plain"}}, 415),
    ({"data": {"update_id": "5"}}, 415),  # a form
    ({"content": b"{broken", "headers": {"Content-Type": "application/json"}}, 400),
    ({"content": b"\xff\xfe", "headers": {"Content-Type": "application/json"}}, 400),
    ({"content": b"[" * 100_000, "headers": {"Content-Type": "application/json"}}, 400),
    ({"json": []}, 400),
    ({"json": {"update_id": "5"}}, 400),
    ({"json": {"update_id": 2**70}}, 400),
]


@pytest.mark.parametrize(("body", "status"), REFUSED)
async def test_what_is_no_update_is_refused(telegram: Telegram, body: dict[str, Any], status: int) -> None:
    assert (await telegram.delivers(**body)).status_code == status


async def test_content_type_may_name_its_charset(telegram: Telegram) -> None:
    body = b'{"update_id": 6, "poll": {}}'
    assert (await telegram.delivers(content=body, headers={"Content-Type": "Application/JSON; charset=utf-8"})).status_code == 200


async def test_large_body_is_refused_also_in_chunks(telegram: Telegram) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 1000 + 10):
            yield b" " * 1000

    json_header = {"Content-Type": "application/json"}
    assert (await telegram.delivers(content=b" " * (MAX_BODY_BYTES + 1), headers=json_header)).status_code == 413
    assert (await telegram.delivers(content=chunks(), headers=json_header)).status_code == 413


async def test_telegram_is_asked_to_come_again_when_the_database_is_down() -> None:
    telegram = Telegram(Database("postgresql+psycopg://postgres@127.0.0.1:1/nothing"))
    response = await telegram.delivers()
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    await telegram.close()


async def test_webhook_delivers_whole_conversations(database: Database) -> None:
    bot = EchoBot(database)
    await bot.runner.handle({"update_id": 1})  # nobody's update prepares the bot
    client = httpx.AsyncClient(transport=httpx.ASGITransport(webhook_app(bot.runner.inbox, SECRET)))
    newcomer = bot.api.user()

    async def deliver(update: dict[str, Any]) -> None:
        response = await client.post("http://bot" + webhook_path(SECRET), json=update, headers={"X-Telegram-Bot-Api-Secret-Token": SECRET})
        assert response.status_code == 200
        await bot.runner.worker.settle(newcomer.user_id)
        await bot.runner.sender.settle()

    bot.api.deliver = deliver
    await newcomer.says("hello")
    assert newcomer.last.text == "You said: hello"
    await client.aclose()
    await bot.runner.stop(grace_s=1)
