"""Sending what the outbox holds: in order within a chat, chats in parallel, again or not according to the cause of a failure."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable

from welcomebot.errors import StorageUnavailableError
from welcomebot.services.ports import Clock
from welcomebot.services.queues import OutboxStore, Outgoing, Sent
from welcomebot.telegram.calling import Caller
from welcomebot.telegram.limiter import DeadlineLimiter
from welcomebot.telegram.raw_bot import RawBot
from welcomebot.telegram.signal import Signal, wait_for

logger = logging.getLogger(__name__)

PARALLEL_CALLS = 64
# More is left in the database until the sender has caught up.
MOST_IN_MEMORY = 1000
LOAD_AT_ONCE = 200
BULK_AT_ONCE = 50
SLOW_POLL_S = 5.0
DATABASE_PAUSE_S = 1.0

# A chat has one queue for replies and one for bulk messages, which must not hold replies up.
Lane = tuple[int | None, bool]


class Sender:
    """The queues in memory. `take` is the fast path after a commit; a loop fetches what was left in the database."""

    def __init__(self, *, bot: RawBot, store: OutboxStore, limiter: DeadlineLimiter, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._caller = Caller(bot=bot, limiter=limiter, clock=clock, change_chat=store.change_chat, parallel=PARALLEL_CALLS)
        self._queues: dict[Lane, deque[Outgoing]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._leftovers = Signal()
        self._is_behind = False
        # How often calls were left in the database because older ones waited there.
        self._times_left = 0
        self._size = 0
        self._loop: asyncio.Task[None] | None = None

    @property
    def is_keeping_up(self) -> bool:
        """Tell whether a new call may go on the fast path: only if none that is older waits in the database."""
        return not self._is_behind and self._size < MOST_IN_MEMORY

    @property
    def queue_length(self) -> int:
        """Return how many calls are in memory."""
        return self._size

    def take(self, rows: Iterable[Outgoing], *, has_more: bool = False, is_behind: bool = False) -> None:
        """Send rows that are this process's; `has_more` tells of others in the database, `is_behind` that they come before anything new."""
        self._is_behind = self._is_behind or is_behind
        self._times_left += is_behind
        for row in rows:
            self._put(row)
        if has_more:
            self._leftovers.notify()

    async def recover(self) -> None:
        """Take up what a dead process left: what it was sending may arrive a second time, and is counted."""
        for row in await self._store.recover():
            logger.warning("outbox.uncertain id=%s method=%s repeated=%s", row.id, row.method, not row.is_paced)
        self._is_behind = True

    def start(self) -> None:
        """Begin to fetch what is left in the database."""
        self._loop = asyncio.get_running_loop().create_task(self._run())

    async def stop(self, grace_s: float) -> None:
        """Fetch no more, send what is in memory, and give back what is not sent in time."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.wait([self._loop])
            self._loop = None
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace_s)
        queues = [list(queue) for queue in self._queues.values()]
        for task in set(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        await self._store.release([row.id for rows in queues for row in rows if row.id not in self._caller.in_flight])

    async def settle(self) -> None:
        """Send everything that is due, without the loop's help."""
        while True:
            if self._loop is None:
                await self._load()
            if not self._tasks:
                return
            await asyncio.wait(set(self._tasks))

    async def _run(self) -> None:
        while True:
            news = self._leftovers.news
            try:
                is_more = await self._load()
            except StorageUnavailableError:
                await asyncio.sleep(DATABASE_PAUSE_S)
                continue
            if not is_more:
                await wait_for(news, SLOW_POLL_S)
            elif self._tasks:
                await asyncio.wait(set(self._tasks), return_when=asyncio.FIRST_COMPLETED)

    async def _load(self) -> bool:
        """Fetch what is due, as far as there is room, and tell whether there may be more."""
        is_more = False
        room = min(LOAD_AT_ONCE, MOST_IN_MEMORY - self._size)
        if room > 0:
            times_left = self._times_left
            rows = await self._store.claim(limit=room, now=self._clock(), is_paced=False)
            is_more = len(rows) == room
            # The claim may have missed what was left there while it ran, and nothing newer may overtake that.
            self._is_behind = is_more or self._times_left != times_left
            self.take(rows)
        if room <= 0:
            return True
        bulk_room = BULK_AT_ONCE - sum(len(queue) for (_, is_paced), queue in self._queues.items() if is_paced)
        if bulk_room > 0:
            bulk = await self._store.claim(limit=bulk_room, now=self._clock(), is_paced=True)
            is_more = is_more or len(bulk) == bulk_room
            self.take(bulk)
        return is_more or bulk_room <= 0

    def _put(self, row: Outgoing) -> None:
        lane = (row.chat_id, row.is_paced)
        self._size += 1
        queue = self._queues.get(lane)
        if queue is not None:
            queue.append(row)
            return
        self._queues[lane] = deque([row])
        task = asyncio.get_running_loop().create_task(self._serve(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, lane: Lane) -> None:
        queue = self._queues[lane]
        try:
            while queue:
                ending = await self._send(queue[0])
                await self._store_ending(ending)
                sent = len(queue) if ending.state == "gone" else 1
                for _ in range(sent):
                    queue.popleft()
                self._size -= sent
        finally:
            self._size -= len(queue)
            del self._queues[lane]

    async def _send(self, row: Outgoing) -> Sent:
        try:
            return await self._caller.see_through(row)
        except StorageUnavailableError:
            # The chat's news could not be stored; the next call to it will find out again.
            return Sent(row, "gone", error="no database")
        except Exception as error:  # noqa: BLE001
            # This is the edge: a call that cannot even be put together must not stop the others.
            logger.error("outbox.broken id=%s method=%s type=%s", row.id, row.method, type(error).__name__)  # noqa: TRY400 - a trace could quote the text
            return Sent(row, "failed", error=type(error).__name__)

    async def _store_ending(self, ending: Sent) -> None:
        while True:
            try:
                await self._store.finish(ending)
            except StorageUnavailableError:
                logger.warning("outbox.no-database id=%s", ending.row.id)
                await asyncio.sleep(DATABASE_PAUSE_S)
            else:
                return
