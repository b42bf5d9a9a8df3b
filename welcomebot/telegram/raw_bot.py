"""The bot with plain JSON in and out: what is stored is what is sent and what was received."""

from typing import Any

from telegram import InputFile
from telegram.ext import ExtBot

# What a poll may take longer than Telegram was asked to wait.
POLL_MARGIN_S = 10


class RawBot(ExtBot[Any]):
    """python-telegram-bot's bot with two calls that skip its objects: the queues hold JSON."""

    __slots__ = ()

    async def call(self, method: str, parameters: dict[str, Any]) -> Any:
        """Make any call of the Bot API and return the result as JSON."""
        return await self._post(method, dict(parameters))

    async def poll(self, *, offset: int, timeout_s: int, limit: int, allowed_updates: list[str]) -> list[dict[str, Any]]:
        """Wait for updates and return them as Telegram sent them."""
        wish = {"offset": offset, "timeout": timeout_s, "limit": limit, "allowed_updates": allowed_updates}
        updates: list[dict[str, Any]] = await self._post("getUpdates", wish, read_timeout=timeout_s + POLL_MARGIN_S)
        return updates


def text_file(filename: str, content: str) -> InputFile:
    """Return a text as a file to send."""
    return InputFile(content.encode(), filename=filename)


def picture_file(content: bytes) -> InputFile:
    """Return a PNG as a picture to send."""
    return InputFile(content, filename="picture.png")
