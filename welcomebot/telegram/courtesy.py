"""The two replies that no handler gives: the apology for an update that failed, and "please wait" for a flood."""

import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from welcomebot.telegram.effects import Effect

logger = logging.getLogger(__name__)

# Gets the update as JSON; None where nobody can be told. It may look up the person's language, so it may be a coroutine function.
Reply = Callable[[dict[str, Any]], Effect | Awaitable[Effect | None] | None]


def silence(_: dict[str, Any]) -> Effect | None:
    """Say nothing."""
    return None


async def effects_of(reply: Reply, update: dict[str, Any]) -> tuple[Effect, ...]:
    """Return the reply as effects, none or one."""
    try:
        effect = reply(update)
        if inspect.isawaitable(effect):
            effect = await effect
    except Exception as error:  # noqa: BLE001 - a courtesy is not worth the receiving or the parking of an update
        logger.error("courtesy.failed type=%s", type(error).__name__)  # noqa: TRY400 - a trace could quote the update
        return ()
    return () if effect is None else (effect,)
