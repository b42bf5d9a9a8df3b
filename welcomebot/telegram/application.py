"""python-telegram-bot's application as this bot uses it: handler dispatch and requests; receiving and sending are our own."""

import asyncio
import logging
import os
from collections.abc import Coroutine, Iterable
from typing import Any

# Durations as timedelta from the start: python-telegram-bot 22 warns about the old numbers. It reads this when it is asked, not when imported.
os.environ.setdefault("PTB_TIMEDELTA", "1")

import httpx
from telegram import LinkPreviewOptions
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError
from telegram.ext import Application, BaseHandler, CallbackContext, ContextTypes, Defaults

from welcomebot.services.ports import Work
from welcomebot.telegram.delivery import CURRENT
from welcomebot.telegram.effects import Effect
from welcomebot.telegram.errors import cause_of
from welcomebot.telegram.json_request import JsonRequest
from welcomebot.telegram.limiter import DeadlineLimiter
from welcomebot.telegram.raw_bot import RawBot
from welcomebot.telegram.services import Services

logger = logging.getLogger(__name__)

TIMEOUT_S = 10.0
CONNECTIONS = 256
DEFAULT_API_URL = "https://api.telegram.org"

Nothing = dict[Any, Any]


class BotApplication(Application[RawBot, "BotContext", Nothing, Nothing, Nothing, Any]):
    """The application with the services that handlers call."""

    __slots__ = ("services",)

    def __init__(self, *, services: Services, **options: Any) -> None:
        super().__init__(**options)
        self.services = services


class BotContext(CallbackContext[RawBot, Nothing, Nothing, Nothing]):
    """What a handler gets beside the update: the services, the transaction and the list of effects."""

    @property
    def services(self) -> Services:
        """Return what the features work with."""
        services: Services = self.application.services  # type: ignore[attr-defined]
        return services

    @property
    def work(self) -> Work:
        """Return the transaction of this update."""
        return CURRENT.get().work

    @property
    def effects(self) -> list[Effect]:
        """Return the list of what Telegram shall do; it counts only if handling succeeds."""
        return CURRENT.get().effects

    async def answer_tap(self, text: str = "") -> None:
        """Stop the button's spinner at once; handling goes on meanwhile, and a tap that is too old is no trouble."""
        query = self._update.callback_query if self._update else None
        if query is not None:
            parameters = {"callback_query_id": query.id, **({"text": text} if text else {})}
            self._start(self.bot.call("answerCallbackQuery", parameters))

    async def typing(self) -> None:
        """Show that the bot is typing, for an answer that takes more than a second."""
        chat = self._update.effective_chat if self._update else None
        if chat is not None:
            self._start(self.bot.call("sendChatAction", {"chat_id": chat.id, "action": ChatAction.TYPING.value}))

    @classmethod
    def from_update(cls, update: object, application: Any) -> "BotContext":
        """Make the context of an update."""
        context: BotContext = super().from_update(update, application)
        context._update = update
        return context

    _update: Any = None

    @staticmethod
    def _start(call: Coroutine[Any, Any, Any]) -> None:
        CURRENT.get().calls.append(asyncio.get_running_loop().create_task(_see_through(call)))


async def _see_through(call: Coroutine[Any, Any, Any]) -> None:
    try:
        await call
    except TelegramError as error:
        logger.info("call.missed cause=%s", cause_of(error).name)


async def record_error(_: object, context: BotContext) -> None:
    """Leave a handler's error where the worker finds it: process_update never raises."""
    CURRENT.get().error = context.error


def build_application(
    *,
    token: str,
    services: Services,
    handlers: Iterable[BaseHandler[Any, Any, Any]],
    api_url: str = DEFAULT_API_URL,
    transport: httpx.AsyncBaseTransport | None = None,
    limiter: DeadlineLimiter | None = None,
) -> BotApplication:
    """Return an application that is not initialised yet; `transport` takes the place of the network, for the rehearsal and tests."""
    bot = make_bot(token, api_url=api_url, transport=transport, limiter=limiter)
    builder = Application.builder().application_class(BotApplication, {"services": services})
    application: Any = builder.bot(bot).updater(None).job_queue(None).context_types(ContextTypes(context=BotContext)).build()
    application.add_handlers(list(handlers))
    application.add_error_handler(record_error)
    result: BotApplication = application
    return result


def make_bot(
    token: str, *, api_url: str = DEFAULT_API_URL, transport: httpx.AsyncBaseTransport | None = None, limiter: DeadlineLimiter | None = None
) -> RawBot:
    """Return the bot that makes the calls; it is not initialised yet."""
    return RawBot(
        token=token,
        base_url=f"{api_url.rstrip('/')}/bot",
        base_file_url=f"{api_url.rstrip('/')}/file/bot",
        request=_request(transport, CONNECTIONS),
        get_updates_request=_request(transport, 1),
        defaults=Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)),
        rate_limiter=limiter or DeadlineLimiter(),
    )


def _request(transport: httpx.AsyncBaseTransport | None, connections: int) -> JsonRequest:
    return JsonRequest(
        connection_pool_size=connections,
        connect_timeout=TIMEOUT_S,
        read_timeout=TIMEOUT_S,
        write_timeout=TIMEOUT_S,
        pool_timeout=TIMEOUT_S,
        httpx_kwargs={"transport": transport} if transport is not None else None,
    )
