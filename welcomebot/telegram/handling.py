"""Handling one update: its handlers run, then everything they wrote and want to send is committed at once, or nothing is."""

import asyncio
import logging
import secrets
import time
import traceback
from collections.abc import Callable
from datetime import timedelta

from telegram import Update

from welcomebot.services.drafts import Draft
from welcomebot.services.ports import Clock, Known
from welcomebot.services.queues import Claimed, Completion, InboxStore, UpdateWork
from welcomebot.telegram.application import BotApplication
from welcomebot.telegram.courtesy import Reply, effects_of
from welcomebot.telegram.delivery import CURRENT, Delivery
from welcomebot.telegram.lanes import private_chat_of
from welcomebot.telegram.membership import chat_changes
from welcomebot.telegram.outbox import drafts_of
from welcomebot.telegram.sender import Sender

logger = logging.getLogger(__name__)

MAX_RETRIES = 5
FIRST_PAUSE = timedelta(seconds=0.5)
# A handler that takes longer is stuck.
HANDLING_LIMIT_S = 60.0

Works = Callable[[Known | None], UpdateWork]
Pause = Callable[[int], timedelta]


def growing_pause(attempt: int) -> timedelta:
    """Return how long to wait after the first, second, … failure."""
    return FIRST_PAUSE * (1 << (attempt - 1))


class Handling:
    """What the worker does with an update that it claimed."""

    def __init__(
        self, *, application: BotApplication, store: InboxStore, works: Works, sender: Sender, clock: Clock, apology: Reply, pause: Pause = growing_pause
    ) -> None:
        self._application = application
        self._store = store
        self._works = works
        self._sender = sender
        self._clock = clock
        self._apology = apology
        self._pause = pause
        self._calls: set[asyncio.Task[None]] = set()

    async def see_through(self, item: Claimed) -> bool:
        """Handle an update; it is done, waiting for the next attempt, or parked at the end. False means that it waits."""
        began = time.perf_counter()
        work = self._works(item.known)
        delivery = Delivery(update_id=item.update_id, work=work)
        try:
            await self._run_handlers(delivery, item)
            drafts = drafts_of(delivery.effects, str(item.update_id))
            await self._end(work, item, drafts)
        except Exception as error:  # noqa: BLE001 - this is the edge: one broken update must not stop the others
            await work.abandon()
            return await self._fail(item, error)
        except BaseException:
            await work.abandon()
            raise
        else:
            duration_ms = (time.perf_counter() - began) * 1000
            logger.info("update.done id=%s kind=%s effects=%s ms=%.0f", item.update_id, item.kind, len(delivery.effects), duration_ms)
            return True
        finally:
            self._keep(delivery)

    async def calls_made(self) -> None:
        """Wait for the calls that handlers began and did not wait for."""
        while self._calls:
            await asyncio.wait(set(self._calls))

    async def _run_handlers(self, delivery: Delivery, item: Claimed) -> None:
        token = CURRENT.set(delivery)
        try:
            async with asyncio.timeout(HANDLING_LIMIT_S):
                update = Update.de_json(item.payload, self._application.bot)
                await self._application.process_update(update)
        finally:
            CURRENT.reset(token)
        if delivery.error is not None:
            raise delivery.error

    async def _end(self, work: UpdateWork, item: Claimed, drafts: tuple[Draft, ...], error: str | None = None) -> None:
        is_fast = self._sender.is_keeping_up
        completion = Completion(
            update_id=item.update_id,
            at=self._clock(),
            drafts=drafts,
            chat_changes=chat_changes(item.payload),
            heard_from=private_chat_of(item.payload) if drafts else None,
            is_fast=is_fast,
            error=error,
        )
        rows = await work.finish(completion)
        self._sender.take(rows, has_more=len(rows) < len(drafts), is_behind=not is_fast and len(rows) < len(drafts))

    async def _fail(self, item: Claimed, error: Exception) -> bool:
        error_id = secrets.token_hex(4)
        where = "".join(traceback.format_tb(error.__traceback__))
        # The exception's own text may quote what a person wrote: only its type and its place are logged.
        facts = (error_id, item.update_id, item.kind, item.attempts, type(error).__name__, where)
        logger.error("update.failed error=%s id=%s kind=%s attempt=%s type=%s\n%s", *facts)
        if item.attempts <= MAX_RETRIES:
            not_before = self._clock() + self._pause(item.attempts)
            await self._store.retry(item.update_id, error=f"{error_id} {type(error).__name__}", not_before=not_before)
            return False
        await self.park(item, f"{error_id} {type(error).__name__}")
        return True

    async def park(self, item: Claimed, error: str) -> None:
        """Put an update aside for staff to see, and tell the person that it went wrong."""
        logger.error("update.parked error=%s id=%s kind=%s", error, item.update_id, item.kind)
        apology = await effects_of(self._apology, item.payload)
        await self._end(self._works(None), item, drafts_of(apology, f"{item.update_id}:apology"), error)

    def _keep(self, delivery: Delivery) -> None:
        for call in delivery.calls:
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)
