"""The update being handled now: its transaction, its effects and, if handling failed, the error."""

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass, field

from welcomebot.services.ports import Work
from welcomebot.telegram.effects import Effect


@dataclass
class Delivery:
    """One attempt at one update; `process_update` never raises, so the error handler leaves the error here."""

    update_id: int
    work: Work
    effects: list[Effect] = field(default_factory=list)
    error: BaseException | None = None
    # Calls that nobody waits for while handling, such as stopping a button's spinner; the worker sees them through at the end.
    calls: list[asyncio.Task[None]] = field(default_factory=list)


CURRENT: ContextVar[Delivery] = ContextVar("delivery")
