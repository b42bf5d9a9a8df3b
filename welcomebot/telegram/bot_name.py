"""The bot's name in Telegram, for links that are made without a running bot."""

import httpx
from telegram.error import InvalidToken, TelegramError

from welcomebot.errors import Failure, UsageError
from welcomebot.telegram.application import make_bot


class TelegramUnavailableError(Failure):
    """Telegram cannot be reached, so the name of the bot is not known; nobody was invited."""


async def name_of_bot(token: str, *, api_url: str, transport: httpx.AsyncBaseTransport | None = None) -> str:
    """Ask Telegram for the bot's name; `transport` takes the network's place."""
    try:
        async with make_bot(token, api_url=api_url, transport=transport) as bot:
            return bot.username
    except InvalidToken:
        raise UsageError("TELEGRAM_BOT_TOKEN: Telegram does not know this token") from None
    except TelegramError as error:
        raise TelegramUnavailableError from error
