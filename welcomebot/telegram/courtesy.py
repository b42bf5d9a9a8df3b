"""The two replies that no handler gives: the apology for an update that failed, and "please wait" for a flood."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from welcomebot.telegram.effects import Effect

# Gets the update as JSON; None where nobody can be told. It may look up the person's language, so it may be a coroutine function.
Reply = Callable[[dict[str, Any]], Effect | Awaitable[Effect | None] | None]


def silence(_: dict[str, Any]) -> Effect | None:
    """Say nothing."""
    return None


async def effects_of(reply: Reply, update: dict[str, Any]) -> tuple[Effect, ...]:
    """Return the reply as effects, none or one."""
    effect = reply(update)
    if inspect.isawaitable(effect):
        effect = await effect
    return () if effect is None else (effect,)
