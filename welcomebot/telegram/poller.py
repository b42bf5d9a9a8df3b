"""Long polling: the next poll confirms the last one's updates, so it comes only after they are stored."""

import asyncio
import logging

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from welcomebot.errors import StorageUnavailableError, UsageError
from welcomebot.telegram.errors import cause_of
from welcomebot.telegram.inbox import Inbox
from welcomebot.telegram.limiter import seconds
from welcomebot.telegram.raw_bot import RawBot

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
TIMEOUT_S = 30
LIMIT = 100
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0


class WebhookIsSetError(UsageError):
    """The bot has a webhook, and polling would take its updates away: start with --take-over to delete the webhook."""


class Poller:
    """Fetches updates into the inbox. It refuses where a webhook is set, unless it is to take over."""

    def __init__(self, *, bot: RawBot, take_over: bool = False, timeout_s: int = TIMEOUT_S) -> None:
        self._bot = bot
        self._take_over = take_over
        self._timeout_s = timeout_s
        self._offset = 0

    async def prepare(self) -> None:
        """Raise WebhookIsSetError where updates go to a webhook; with `take_over` the webhook goes, what waits in it stays."""
        if not (await self._bot.get_webhook_info()).url:
            return
        if not self._take_over:
            raise WebhookIsSetError
        logger.warning("poller.took-over")
        await self._bot.delete_webhook(drop_pending_updates=False)

    async def run(self, inbox: Inbox) -> None:
        """Poll until cancelled; only a wrong token ends it."""
        failures = 0
        while True:
            try:
                await self._poll(inbox)
            except TimedOut:
                # A long poll that came back empty-handed too late.
                continue
            except (TelegramError, StorageUnavailableError) as error:
                if isinstance(error, InvalidToken):
                    raise
                await self._pause(error, failures)
                failures += 1
            else:
                failures = 0

    async def _poll(self, inbox: Inbox) -> None:
        updates = await self._bot.poll(offset=self._offset, timeout_s=self._timeout_s, limit=LIMIT, allowed_updates=ALLOWED_UPDATES)
        if updates:
            await inbox.accept(updates)
            self._offset = max(update["update_id"] for update in updates) + 1

    async def _pause(self, error: TelegramError | StorageUnavailableError, failures: int) -> None:
        pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2**failures)
        if isinstance(error, RetryAfter):
            pause_s = seconds(error)
        name = cause_of(error).name if isinstance(error, TelegramError) else "no-database"
        # A conflict means that somebody else polls with the same token, most likely the other half of a deployment.
        is_usual = isinstance(error, NetworkError | RetryAfter) and not isinstance(error, Conflict)
        logger.log(logging.INFO if is_usual and not failures else logging.WARNING, "poller.failed cause=%s pause_s=%.1f", name, pause_s)
        await asyncio.sleep(pause_s)
