"""The bot as a whole: what receives, what handles and what sends, started and stopped in the right order."""

import asyncio
import gc
import logging
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Protocol

from telegram.error import BadRequest, InvalidToken, NetworkError

from welcomebot.errors import StorageUnavailableError, UsageError
from welcomebot.services.ports import Clock
from welcomebot.services.queues import REPEAT_AGE, InboxStore, OutboxStore
from welcomebot.telegram.application import BotApplication
from welcomebot.telegram.courtesy import Reply, effects_of, silence
from welcomebot.telegram.handling import Handling, Pause, Works, growing_pause
from welcomebot.telegram.inbox import Hold, Inbox, no_hold
from welcomebot.telegram.lanes import lane_of, number_of
from welcomebot.telegram.limiter import DeadlineLimiter
from welcomebot.telegram.outbox import drafts_of
from welcomebot.telegram.sender import Sender
from welcomebot.telegram.signal import Signal, wait_for
from welcomebot.telegram.worker import LANES, Worker

logger = logging.getLogger(__name__)

GRACE_S = 10.0
PRUNE_EVERY = timedelta(hours=1)
CONNECT_PAUSE_S = 2.0
# The database's drivers work in threads. At Python's default of 5 ms a busy event loop would make every statement wait that long.
SWITCH_INTERVAL_S = 0.0005
# Updates and replies make hundreds of small objects and no circles of them; at Python's default of 700 the collector takes a tenth of the time.
COLLECT_AFTER = (10_000, 20, 20)

Json = dict[str, Any]


class Receiver(Protocol):
    """What brings updates: the poller or the webhook. `run` ends only with an error or when it is cancelled."""

    async def prepare(self) -> None:
        """Get ready, or raise why not."""

    async def run(self, inbox: Inbox) -> None:
        """Bring updates until cancelled."""


class WrongTokenError(UsageError):
    """Telegram does not know TELEGRAM_BOT_TOKEN: copy it again from BotFather."""


class BotRunner:
    """Ties everything together. `start` and `stop` for a program; `handle` for tests and the rehearsal, without any task in the background."""

    def __init__(
        self,
        *,
        application: BotApplication,
        inbox: InboxStore,
        outbox: OutboxStore,
        works: Works,
        clock: Clock,
        receiver: Receiver | None = None,
        hold: Hold = no_hold,
        apology: Reply = silence,
        please_wait: Reply = silence,
        is_only_process: bool = True,
        lanes: int = LANES,
        pause: Pause = growing_pause,
    ) -> None:
        limiter = application.bot.rate_limiter
        if not isinstance(limiter, DeadlineLimiter):
            raise TypeError("the application comes from build_application")
        news = Signal()
        self.application = application
        self._inbox_store, self._outbox_store = inbox, outbox
        self._clock = clock
        self._receiver = receiver
        self._please_wait = please_wait
        self._is_only_process = is_only_process
        self.sender = Sender(bot=application.bot, store=outbox, limiter=limiter, clock=clock)
        self.inbox = Inbox(inbox, clock=clock, news=news, hold=hold, on_flood=self._answer_flood)
        self._handling = Handling(application=application, store=inbox, works=works, sender=self.sender, clock=clock, apology=apology, pause=pause)
        self.worker = Worker(store=inbox, handling=self._handling, clock=clock, news=news, lanes=lanes)
        self._is_prepared = False
        self._preparing = asyncio.Lock()
        self._background: list[asyncio.Task[None]] = []
        self._receiving: asyncio.Task[None] | None = None
        self._is_ending = asyncio.Event()

    def receive_from(self, receiver: Receiver) -> None:
        """Set what brings updates, before the start; it needs the application's bot."""
        self._receiver = receiver

    async def start(self) -> None:
        """Take up what a dead process left, then begin to send, to handle and to receive."""
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        # What is loaded by now stays: the collector need not look through articles and rules again and again.
        gc.freeze()
        gc.set_threshold(*COLLECT_AFTER)
        await self._prepare()
        if self._receiver is not None:
            await _until_connected(self._receiver.prepare)
        self.sender.start()
        self.worker.start()
        loop = asyncio.get_running_loop()
        self._is_ending.clear()
        self._background = [loop.create_task(self._prune_now_and_then())]
        if self._receiver is not None:
            self._receiving = loop.create_task(self._receiver.run(self.inbox))
            self._background.append(self._receiving)
        logger.info("runner.started")

    async def wait(self) -> None:
        """Return never, or raise what ended the receiving."""
        done, _ = await asyncio.wait(self._background, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            try:
                task.result()
            except InvalidToken as error:
                raise WrongTokenError from error

    async def stop(self, grace_s: float = GRACE_S) -> None:
        """Receive no more, finish what is being handled and sent, and give the rest back to the database."""
        # Pruning that has begun ends by itself: cancelled in the middle it would leave its connection out of the pool.
        self._is_ending.set()
        if self._receiving is not None:
            self._receiving.cancel()
        if self._background:
            await asyncio.wait(self._background)
        self._background, self._receiving = [], None
        await self.worker.stop(grace_s)
        await self._handling.calls_made()
        await self.sender.stop(grace_s)
        if self._is_prepared:
            await self.application.shutdown()
            self._is_prepared = False
        logger.info("runner.stopped")

    async def handle(self, update: Json) -> None:
        """Accept an update and return when its person's updates are all handled and everything is sent."""
        await self._prepare()
        number_of(update)
        await self.inbox.accept([update])
        await self.worker.settle(lane_of(update))
        await self._handling.calls_made()
        await self.sender.settle()

    async def send(self, effects: Any, key: str) -> None:
        """Send effects that no update caused; `key` names their reason, and a repeated key sends nothing."""
        drafts = drafts_of(effects, key)
        is_fast = self.sender.is_keeping_up
        rows = await self._outbox_store.add(drafts, at=self._clock(), is_fast=is_fast)
        self.sender.take(rows, has_more=len(rows) < len(drafts), is_behind=not is_fast and len(rows) < len(drafts))

    async def _prepare(self) -> None:
        async with self._preparing:
            if self._is_prepared:
                return
            await _until_connected(self.application.initialize)
            self._is_prepared = True
            await self.worker.recover(everything=self._is_only_process)
            await self.sender.recover()

    async def _answer_flood(self, update: Json) -> None:
        await self.send(await effects_of(self._please_wait, update), f"{number_of(update)}:flood")

    async def _prune_now_and_then(self) -> None:
        while not self._is_ending.is_set():
            try:
                before = self._clock() - REPEAT_AGE
                counts = await self._inbox_store.prune(before=before), await self._outbox_store.prune(before=before)
                logger.info("runner.pruned updates=%s calls=%s", *counts)
            except StorageUnavailableError:
                logger.warning("runner.no-database")
            await wait_for(self._is_ending, PRUNE_EVERY.total_seconds())


async def _until_connected(connect: Callable[[], Awaitable[None]]) -> None:
    """Connect; a network that is not there yet, after a power cut for example, is waited for."""
    while True:
        try:
            await connect()
        except InvalidToken as error:
            raise WrongTokenError from error
        except BadRequest:
            raise
        except NetworkError:
            logger.warning("runner.no-connection")
            await asyncio.sleep(CONNECT_PAUSE_S)
        else:
            return
