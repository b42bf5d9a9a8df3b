"""The updates that wait for the bot: kept 24 hours, confirmed by offset, one long poll at a time."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from welcomebot.rehearsal.trouble import CONFLICT, ApiError

Update = dict[str, Any]

RETENTION_S = 24 * 3600
MAX_LIMIT = 100
# These kinds come only to a bot that asks for them by name.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
POLLING_WITH_WEBHOOK = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(slots=True, eq=False)
class Waiting:
    """An update in the queue; `repeats` is how often it comes again although it was confirmed."""

    update: Update
    added_at: float
    repeats: int = 0
    is_pending: bool = True

    @property
    def update_id(self) -> int:
        """Return the update's number."""
        return int(self.update["update_id"])


class Updates:
    """The queue behind getUpdates and the webhook."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._queue: deque[Waiting] = deque()
        self._poll: asyncio.Future[bool] | None = None
        self.allowed: frozenset[str] | None = None
        self.on_added: Callable[[Waiting], None] | None = None

    def now(self) -> float:
        """Return the server's time."""
        return self._clock()

    def __len__(self) -> int:
        self._forget_old()
        return len(self._queue)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remember which kinds the bot wants; an empty list means the default, None changes nothing."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def is_wanted(self, update: Update) -> bool:
        """Tell whether the bot gets this kind of update."""
        kind = next(key for key in update if key != "update_id")
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def add(self, update: Update, *, repeats: int = 0) -> None:
        """Queue an update and wake whoever waits for it."""
        waiting = Waiting(update=update, added_at=self._clock(), repeats=repeats)
        self._queue.append(waiting)
        if self._poll and not self._poll.done():
            self._poll.set_result(True)
        if self.on_added:
            self.on_added(waiting)

    def waiting(self) -> list[Waiting]:
        """Return everything that waits, oldest first."""
        self._forget_old()
        return list(self._queue)

    def is_waiting(self, waiting: Waiting) -> bool:
        """Tell whether an update is still to be delivered."""
        return waiting.is_pending and waiting.added_at + RETENTION_S > self._clock()

    def remove(self, waiting: Waiting) -> None:
        """Take a delivered update out of the queue."""
        waiting.is_pending = False
        self._queue.remove(waiting)  # it is at or near the front: an update before it waits only while its delivery fails

    def drop_all(self) -> None:
        """Forget everything, as drop_pending_updates asks."""
        for waiting in self._queue:
            waiting.is_pending = False
        self._queue.clear()

    async def poll(self, *, offset: int, limit: int, timeout_s: float) -> list[Update]:
        """Return the next updates; without any, wait for one. A second poll ends the first."""
        self.end_poll()
        self._confirm(offset)
        self._forget_old()
        if not self._queue and timeout_s > 0:
            await self._wait(timeout_s)
        count = min(max(limit, 1), MAX_LIMIT)
        return [waiting.update for waiting, _ in zip(self._queue, range(count), strict=False)]

    def end_poll(self) -> None:
        """End the long poll that is open, if there is one, with 409."""
        if self._poll and not self._poll.done():
            self._poll.set_result(False)

    async def _wait(self, timeout_s: float) -> None:
        poll: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            is_undisturbed = await asyncio.wait_for(poll, timeout_s)
        except TimeoutError:
            return
        if not is_undisturbed:
            raise ApiError(CONFLICT, OTHER_POLL)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
            return
        if not any(waiting.update_id < offset for waiting in self._queue):
            return
        kept = []
        for waiting in self._queue:
            if waiting.update_id >= offset:
                kept.append(waiting)
            elif waiting.repeats:
                waiting.repeats -= 1
                kept.append(waiting)
        self._queue = deque(kept)

    def _forget_old(self) -> None:
        limit = self._clock() - RETENTION_S
        while self._queue and self._queue[0].added_at <= limit:
            self._queue.popleft().is_pending = False
