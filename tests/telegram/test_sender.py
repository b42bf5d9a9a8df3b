"""The order of calls between the sender's fast path and what waits in the database."""

import asyncio
from datetime import UTC, datetime

from tests.telegram.bots import TOKEN
from welcomebot.rehearsal.server import BotApi
from welcomebot.services.drafts import Draft
from welcomebot.services.queues import Outgoing
from welcomebot.storage.database import Database
from welcomebot.storage.outbox import OutboxStore
from welcomebot.telegram.application import build_application
from welcomebot.telegram.limiter import DeadlineLimiter
from welcomebot.telegram.sender import Sender

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class SlowStore(OutboxStore):
    """Keeps what it claimed back until the test lets it go, as a slow commit does."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.has_claimed, self.may_return = asyncio.Event(), asyncio.Event()

    async def claim(self, *, limit: int, now: datetime, is_paced: bool) -> tuple[Outgoing, ...]:
        rows = await super().claim(limit=limit, now=now, is_paced=is_paced)
        self.has_claimed.set()
        await self.may_return.wait()
        return rows


async def test_call_that_was_left_in_the_database_during_a_claim_goes_before_newer_ones(database: Database) -> None:
    api = BotApi()
    newcomer = api.user(is_started=True)
    application = build_application(token=TOKEN, services=None, handlers=[], transport=api.transport())
    store = SlowStore(database)
    sender = Sender(bot=application.bot, store=store, limiter=DeadlineLimiter(), clock=lambda: NOW)
    await sender.recover()
    loading = asyncio.create_task(sender.settle())
    await store.has_claimed.wait()

    async def sends(text: str) -> None:
        is_fast = sender.is_keeping_up
        rows = await store.add([Draft(text, newcomer.chat_id, "sendMessage", {"text": text})], at=NOW, is_fast=is_fast)
        sender.take(rows, has_more=not rows, is_behind=not is_fast)

    await sends("older")
    store.may_return.set()
    await loading
    await sends("newer")
    await sender.settle()
    assert [reply.text for reply in newcomer.replies] == ["older", "newer"]
