"""When the next call may go out: Telegram's 429 pauses everybody or one chat, bulk messages are spread out."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

# Telegram's FAQ names 30 messages a second for bulk messages in total, one a second in a chat; replies need their share.
BULK_PER_SECOND = 20
BULK_CHAT_PAUSE_S = 1.0
# Their moment is over when a pause ends: rather not at all than late.
MOMENTARY = frozenset({"answerCallbackQuery", "sendChatAction"})
MANY_CHATS = 10_000


class DeadlineLimiter(BaseRateLimiter[int]):
    """Deadlines on the monotonic clock, for all chats and for each; a new one never shortens an older one.

    A group has a limit of its own (20 messages a minute), so a refusal there stops that group only. python-telegram-bot's own limiter
    is not used: in 22.8 any request that ends opens the gate again (engineering.md, S1).
    """

    def __init__(self, *, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._now = now
        self._sleep = sleep
        self._everybody = 0.0
        self._chats: dict[int, float] = {}
        self._next_bulk = 0.0
        self._next_bulk_in_chat: dict[int, float] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def pause_s(self, chat_id: int | None) -> float:
        """Return how long a call to a chat has to wait."""
        until = max(self._everybody, self._chats.get(chat_id, 0.0) if chat_id is not None else 0.0)
        return max(0.0, until - self._now())

    async def wait(self, chat_id: int | None) -> None:
        """Return when a call to a chat may go out; the deadline may move while it waits."""
        while (pause := self.pause_s(chat_id)) > 0:
            await self._sleep(pause)

    async def wait_in_bulk(self, chat_id: int | None) -> None:
        """Return when it is the turn of a bulk message to a chat."""
        now = self._now()
        turn = max(now, self._next_bulk, self._next_bulk_in_chat.get(chat_id or 0, 0.0))
        self._next_bulk = max(now, self._next_bulk) + 1 / BULK_PER_SECOND
        self._next_bulk_in_chat[chat_id or 0] = turn + BULK_CHAT_PAUSE_S
        self._forget_old(self._next_bulk_in_chat, now)
        if turn > now:
            await self._sleep(turn - now)

    def refuse(self, chat_id: int | None, retry_after_s: float) -> None:
        """Take note of a 429."""
        until = self._now() + retry_after_s
        if chat_id is not None:
            self._chats[chat_id] = max(until, self._chats.get(chat_id, 0.0))
            self._forget_old(self._chats, self._now())
        if chat_id is None or chat_id > 0:
            self._everybody = max(self._everybody, until)

    def _forget_old(self, deadlines: dict[int, float], now: float) -> None:
        if len(deadlines) > MANY_CHATS:
            for chat_id in [chat_id for chat_id, until in deadlines.items() if until < now]:
                del deadlines[chat_id]

    async def process_request(  # noqa: PLR0917 - the library's own signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002
    ) -> Any:
        """Make a call when it may be made; a 429 is noted and raised, because who called knows whether to try again."""
        chat_id = data.get("chat_id")
        chat_id = chat_id if isinstance(chat_id, int) else None
        if endpoint in MOMENTARY and (pause := self.pause_s(chat_id)) > 0:
            raise RetryAfter(timedelta(seconds=pause))
        await self.wait(chat_id)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self.refuse(chat_id, seconds(error))
            raise


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram wants us to wait."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
