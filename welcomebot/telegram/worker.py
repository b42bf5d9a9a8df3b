"""Claiming updates: one of a person at a time and in order, many people at once, nothing lost when a worker dies."""

import asyncio
import logging
from datetime import datetime, timedelta

from welcomebot.errors import StorageUnavailableError
from welcomebot.services.ports import Clock
from welcomebot.services.queues import Claimed, InboxStore
from welcomebot.telegram.handling import MAX_RETRIES, Handling
from welcomebot.telegram.signal import Signal, wait_for

logger = logging.getLogger(__name__)

LANES = 32
# Longer than handling may take, so that nobody takes an update from a worker that lives.
LOCK = timedelta(seconds=150)
SLOW_POLL_S = 5.0
RECOVER_EVERY = timedelta(seconds=30)
DATABASE_PAUSE_S = 1.0


class Worker:
    """Claims updates for as many people at once as there are lanes; `news` tells of arrivals and of lanes that are free again."""

    def __init__(self, *, store: InboxStore, handling: Handling, clock: Clock, news: Signal, lanes: int = LANES) -> None:
        self._store = store
        self._handling = handling
        self._clock = clock
        self._news = news
        self._lanes = lanes
        self._active: dict[int, asyncio.Task[None]] = {}
        self._loop: asyncio.Task[None] | None = None
        self._finished = Signal()
        # Whether the end of an update may free another one of the same lane, or room for one.
        self._has_more = True

    def start(self) -> None:
        """Begin to claim."""
        self._loop = asyncio.get_running_loop().create_task(self._run())

    async def stop(self, grace_s: float) -> None:
        """Claim no more, let what is being handled end, and give back what does not end in time."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.wait([self._loop])
            self._loop = None
        if self._active:
            await asyncio.wait(self._active.values(), timeout=grace_s)
        unfinished = dict(self._active)
        for task in unfinished.values():
            task.cancel()
        if unfinished:
            await asyncio.wait(unfinished.values())
            await self._store.release(tuple(unfinished))

    async def recover(self, *, everything: bool) -> None:
        """Take over from workers that died; `everything` where this process is the only one and has just started."""
        found = await self._store.recover(now=self._clock(), max_attempts=MAX_RETRIES + 1, everything=everything, skip_stale=everything)
        if found.waiting or found.parked or found.stale:
            logger.warning("worker.recovered waiting=%s parked=%s stale=%s", found.waiting, len(found.parked), found.stale)
        for item in found.parked:
            await self._handling.park(item, "the process died with it")

    async def settle(self, lane: int) -> None:
        """Handle the updates of a lane until none is open."""
        while True:
            news = self._finished.news
            now = self._clock()
            claims = await self._store.claim(limit=1, now=now, lock_until=now + LOCK, lane=lane)
            if claims.items:
                await self._handling.see_through(claims.items[0])
                self._finished.notify()
            elif await self._store.open_updates(lane):
                await wait_for(news, _seconds_until(claims.next_due, now))
            else:
                return

    async def _run(self) -> None:
        next_recovery = self._clock() + RECOVER_EVERY
        while True:
            news = self._news.news
            try:
                pause_s = await self._claim()
                if self._clock() > next_recovery:
                    await self.recover(everything=False)
                    next_recovery = self._clock() + RECOVER_EVERY
            except StorageUnavailableError:
                logger.warning("worker.no-database")
                await asyncio.sleep(DATABASE_PAUSE_S)
                continue
            await wait_for(news, pause_s)

    async def _claim(self) -> float:
        """Start what can be handled now and return how long nothing else can."""
        free = self._lanes - len(self._active)
        if free <= 0:
            self._has_more = True
            return SLOW_POLL_S
        now = self._clock()
        claims = await self._store.claim(limit=free, now=now, lock_until=now + LOCK)
        self._has_more = claims.has_more
        for item in claims.items:
            self._active[item.update_id] = asyncio.get_running_loop().create_task(self._handle_apart(item))
        return _seconds_until(claims.next_due, now)

    async def _handle_apart(self, item: Claimed) -> None:
        is_over = False
        try:
            is_over = await self._handling.see_through(item)
        except StorageUnavailableError:
            # Its lock ends, and it is handled again.
            logger.warning("worker.no-database id=%s", item.update_id)
        finally:
            del self._active[item.update_id]
            self._finished.notify()
            if self._has_more or not is_over:
                self._news.notify()


def _seconds_until(due: datetime | None, now: datetime) -> float:
    return min(SLOW_POLL_S, max(0.0, (due - now).total_seconds())) if due else SLOW_POLL_S
