"""How a method's function looks."""

from collections.abc import Awaitable, Callable
from typing import Any

from welcomebot.rehearsal.call import Call
from welcomebot.rehearsal.world import World

Method = Callable[[World, Call], Any | Awaitable[Any]]
