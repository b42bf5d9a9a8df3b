"""Making one stored call until it ends: done, refused for good, or given up because nobody knows whether it was done."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from telegram.error import ChatMigrated, TelegramError

from welcomebot.services.ports import Clock
from welcomebot.services.queues import ChatChange, Outgoing, Sent
from welcomebot.telegram.errors import Cause, Remedy, cause_of, is_repeatable
from welcomebot.telegram.limiter import DeadlineLimiter
from welcomebot.telegram.outbox import THREAD, as_plain_text, parameters_of, sent_anew
from welcomebot.telegram.raw_bot import RawBot

logger = logging.getLogger(__name__)

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 60.0
# An answer that comes a day late helps nobody.
TOO_OLD = timedelta(hours=24)
# A connection that breaks is tried again so often; a message may arrive twice then, but somebody who waits for an answer gets one.
MAX_DOUBTS = 2


@dataclass(slots=True)
class _Attempts:
    """A call under way: the row as it is sent now, and what happened so far."""

    row: Outgoing
    failures: int = 0
    doubts: int = 0
    is_plain: bool = False


class Caller:
    """Makes calls, each with the remedy that its errors want; `change_chat` stores that a chat is gone or moved."""

    def __init__(
        self,
        *,
        bot: RawBot,
        limiter: DeadlineLimiter,
        clock: Clock,
        change_chat: Callable[[ChatChange], Awaitable[None]],
        parallel: int,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._limiter = limiter
        self._clock = clock
        self._change_chat = change_chat
        self._slots = asyncio.Semaphore(parallel)
        self._sleep = sleep
        # Calls of which nobody knows how they end if the process stops now.
        self.in_flight: set[int] = set()

    async def see_through(self, row: Outgoing) -> Sent:
        """Make a call, again and again if that helps, and return how it ended."""
        attempts = _Attempts(row)
        while True:
            await self._turn(attempts.row)
            try:
                result = await self._call(attempts.row)
            except TelegramError as error:
                ending = await self._react(attempts, cause_of(error), error)
            else:
                logger.info("outbox.sent id=%s method=%s", row.id, row.method)
                return Sent(row, "sent", message_id=result.get("message_id") if isinstance(result, dict) else None)
            if ending is not None:
                return ending

    async def _turn(self, row: Outgoing) -> None:
        """Wait outside of the slots: whoever waits must not keep others from calling."""
        if row.is_paced:
            await self._limiter.wait_in_bulk(row.chat_id)
        await self._limiter.wait(row.chat_id)

    async def _call(self, row: Outgoing) -> Any:
        async with self._slots:
            self.in_flight.add(row.id)
            try:
                return await self._bot.call(row.method, parameters_of(row))
            finally:
                # A cancelled call stays in: it may have arrived.
                if not _is_being_cancelled():
                    self.in_flight.discard(row.id)

    async def _react(  # noqa: PLR0911 - one line of the table a return
        self, attempts: _Attempts, cause: Cause, error: TelegramError
    ) -> Sent | None:
        """Return the ending, or None where the call is to be made again."""
        row = attempts.row
        logger.log(_level(cause), "outbox.refused id=%s method=%s cause=%s", row.id, row.method, cause.name)
        match cause.remedy:
            case Remedy.DONE:
                return Sent(row, "sent")
            case Remedy.WAIT:
                return self._unless_too_old(row, cause)
            case Remedy.RETRY:
                return await self._after_a_pause(attempts, cause)
            case Remedy.DOUBTFUL | Remedy.UNKNOWN:
                return await self._in_doubt(attempts, cause)
            case Remedy.GONE:
                if row.chat_id is not None:
                    await self._change_chat(ChatChange(row.chat_id, is_active=False))
                return Sent(row, "gone", error=cause.name)
            case Remedy.MIGRATED if isinstance(error, ChatMigrated) and row.chat_id is not None:
                await self._change_chat(ChatChange(row.chat_id, is_active=False, migrated_to=error.new_chat_id))
                attempts.row = replace(row, chat_id=error.new_chat_id)
                return None
            case Remedy.SEND_ANEW | Remedy.SEND_PLAIN | Remedy.WITHOUT_THREAD:
                return _in_another_form(attempts, cause)
        return Sent(row, "failed", error=cause.name)

    async def _in_doubt(self, attempts: _Attempts, cause: Cause) -> Sent | None:
        row = attempts.row
        if is_repeatable(row.method):
            return await self._after_a_pause(attempts, cause)
        attempts.doubts += 1
        is_repeated = cause.remedy is Remedy.DOUBTFUL and not row.is_paced and attempts.doubts <= MAX_DOUBTS
        logger.warning("outbox.uncertain id=%s method=%s cause=%s repeated=%s", row.id, row.method, cause.name, is_repeated)
        return await self._after_a_pause(attempts, cause) if is_repeated else Sent(row, "uncertain", error=cause.name)

    async def _after_a_pause(self, attempts: _Attempts, cause: Cause) -> Sent | None:
        pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2**attempts.failures)
        attempts.failures += 1
        await self._sleep(pause_s)
        return self._unless_too_old(attempts.row, cause)

    def _unless_too_old(self, row: Outgoing, cause: Cause) -> Sent | None:
        return Sent(row, "failed", error=cause.name) if self._clock() - row.created_at > TOO_OLD else None


def _in_another_form(attempts: _Attempts, cause: Cause) -> Sent | None:
    """Change the call to what Telegram may take, or return the ending where it has that form already."""
    row = attempts.row
    match cause.remedy:
        case Remedy.SEND_ANEW:
            return _send_anew(attempts)
        case Remedy.SEND_PLAIN if not attempts.is_plain:
            attempts.is_plain = True
            attempts.row = replace(row, payload=as_plain_text(row.payload))
        case Remedy.WITHOUT_THREAD if THREAD in row.payload:
            attempts.row = replace(row, payload={name: value for name, value in row.payload.items() if name != THREAD})
        case _:
            return Sent(row, "failed", error=cause.name)
    return None


def _send_anew(attempts: _Attempts) -> Sent | None:
    anew = sent_anew(attempts.row.method, attempts.row.payload)
    if anew is None:
        return Sent(attempts.row, "sent", error="nothing to edit")
    attempts.row = replace(attempts.row, method=anew[0], payload=anew[1])
    return None


def _level(cause: Cause) -> int:
    """Return ERROR for what a developer has to look at; the rest is the network's daily life."""
    return logging.ERROR if cause.remedy in {Remedy.GIVE_UP, Remedy.SEND_PLAIN} or cause.name == "bad-token" else logging.INFO


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return bool(task and task.cancelling())
