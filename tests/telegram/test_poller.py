"""Long polling: nothing is confirmed before it is stored, and nobody's webhook is taken away by accident."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest

from tests.telegram.bots import make_runner
from welcomebot.errors import StorageUnavailableError
from welcomebot.rehearsal.server import BotApi
from welcomebot.services.queues import Accepted, Received
from welcomebot.storage.database import Database
from welcomebot.storage.inbox import InboxStore
from welcomebot.telegram import poller as poller_module
from welcomebot.telegram.poller import Poller, WebhookIsSetError
from welcomebot.telegram.runner import BotRunner, WrongTokenError


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poller_module, "FIRST_PAUSE_S", 0.01)


@asynccontextmanager
async def running(api: BotApi, database: Database, *, take_over: bool = False, store: InboxStore | None = None) -> AsyncIterator[BotRunner]:
    runner = make_runner(database, transport=api.transport())
    runner.receive_from(Poller(bot=runner.application.bot, take_over=take_over, timeout_s=1))
    if store is not None:
        runner.inbox._store = store
    await runner.start()
    try:
        yield runner
    finally:
        await runner.stop(grace_s=1)


async def test_people_are_answered(database: Database) -> None:
    api = BotApi()
    async with running(api, database):
        newcomer = api.user()
        await newcomer.says("hello")
        await newcomer.wait_for(lambda reply: reply.text == "You said: hello")
        await newcomer.taps("Again")
        await newcomer.wait_for(lambda reply: reply.text == "You tapped.")
    assert api.violations == []


async def test_what_waits_at_telegram_is_answered_after_the_start_in_order(database: Database) -> None:
    api = BotApi()
    newcomer = api.user()
    for number in range(15):
        await newcomer.says(str(number))
    async with running(api, database):
        await newcomer.wait_for(lambda reply: reply.text == "You said: 14")
    assert [reply.text for reply in newcomer.replies] == [f"You said: {number}" for number in range(15)]


async def test_update_is_confirmed_only_after_it_is_stored(database: Database) -> None:
    class DownAtFirst(InboxStore):
        failures = 2

        async def accept(self, updates: tuple[Received, ...]) -> Accepted:
            if self.failures:
                self.failures -= 1
                raise StorageUnavailableError
            return await super().accept(updates)

    api = BotApi()
    newcomer = api.user()
    async with running(api, database, store=DownAtFirst(database)):
        await newcomer.says("hello")
        await newcomer.wait_for(lambda reply: reply.text == "You said: hello")
    assert len(newcomer.replies) == 1


@pytest.mark.parametrize("trouble", ["server_error", "connection_error", "conflict"])
async def test_trouble_at_telegram_ends_by_itself(database: Database, trouble: str) -> None:
    api = BotApi()
    if trouble == "server_error":
        api.faults.server_error(502, method="getUpdates", times=2)
    elif trouble == "conflict":
        api.faults.server_error(409, method="getUpdates", times=2)
    else:
        api.faults.connection_error(method="getUpdates", times=2)
    newcomer = api.user()
    async with running(api, database):
        await newcomer.says("hello")
        await newcomer.wait_for(lambda reply: reply.text == "You said: hello")


async def test_webhook_is_left_alone_unless_told_otherwise(database: Database) -> None:
    api = BotApi()
    runner = make_runner(database, transport=api.transport())
    await runner.application.initialize()
    await runner.application.bot.set_webhook(url="https://bot.kokkola.fi/x")
    with pytest.raises(WebhookIsSetError, match="--take-over"):
        await Poller(bot=runner.application.bot).prepare()
    assert (await runner.application.bot.get_webhook_info()).url
    await Poller(bot=runner.application.bot, take_over=True).prepare()
    assert not (await runner.application.bot.get_webhook_info()).url
    await runner.application.shutdown()
    await api.close()


async def test_wrong_token_ends_the_start_and_names_the_setting(database: Database) -> None:
    api = BotApi(token="2:other")
    runner = make_runner(database, transport=api.transport())
    with pytest.raises(WrongTokenError, match="TELEGRAM_BOT_TOKEN"):
        await runner.start()


async def test_pruning_that_has_begun_is_finished_before_the_end(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    api, pruned = BotApi(), []
    runner = make_runner(database, transport=api.transport())

    async def prune(*, before: datetime) -> int:
        await asyncio.sleep(0.1)
        pruned.append(before)
        return 0

    monkeypatch.setattr(runner._inbox_store, "prune", prune)
    await runner.start()
    await asyncio.sleep(0)
    await runner.stop(grace_s=1)
    assert len(pruned) == 1


async def test_token_that_is_revoked_ends_the_run(database: Database) -> None:
    api = BotApi()
    async with running(api, database) as runner:
        api.token = "2:other"
        async with asyncio.timeout(5):
            with pytest.raises(WrongTokenError):
                await runner.wait()
