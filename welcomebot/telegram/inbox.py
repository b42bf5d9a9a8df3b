"""Accepting updates: stored and committed before anybody tells Telegram that they arrived."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from welcomebot.services.ports import Clock
from welcomebot.services.queues import HELD_TEXT, InboxStore, Received
from welcomebot.telegram.lanes import MEMBERSHIP, Json, NotAnUpdateError, content_of, lane_of, number_of, plain_text_of
from welcomebot.telegram.signal import Signal

logger = logging.getLogger(__name__)

KIND_LENGTH = 40

Hold = Callable[[str], float]


def no_hold(_: str) -> float:
    """Hold no text back."""
    return 0.0


async def no_reply(_: Json) -> None:
    """Leave a flood without a word."""


class Inbox:
    """The door. `hold` says how many seconds a text waits for the rest of the question; `on_flood` answers somebody who sends too much."""

    def __init__(self, store: InboxStore, *, clock: Clock, news: Signal, hold: Hold = no_hold, on_flood: Callable[[Json], Awaitable[None]] = no_reply) -> None:
        self._store = store
        self._clock = clock
        self._news = news
        self._hold = hold
        self._on_flood = on_flood

    async def accept(self, updates: Sequence[Json]) -> int:
        """Store updates and return how many were new; after this they are safe. What is no update is left out and logged."""
        received = {one.update_id: one for one in map(self._received, updates) if one is not None}
        if not received:
            return 0
        accepted = await self._store.accept(tuple(received.values()))
        if accepted.new:
            self._news.notify()
        for number in accepted.floods:
            logger.warning("inbox.flood update=%s", number)
            await self._on_flood(received[number].payload)
        return accepted.new

    def _received(self, update: Json) -> Received | None:
        try:
            number = number_of(update)
        except NotAnUpdateError:
            logger.warning("inbox.not-an-update")
            return None
        kind, _ = content_of(update)
        text = plain_text_of(update)
        hold_s = self._hold(text) if text is not None else 0.0
        return Received(
            update_id=number,
            lane=lane_of(update),
            kind=HELD_TEXT if hold_s > 0 else kind[:KIND_LENGTH],
            payload=update,
            received_at=self._clock(),
            hold=timedelta(seconds=hold_s),
            is_droppable=kind not in MEMBERSHIP,
        )
