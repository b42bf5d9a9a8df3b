"""A small bot for tests of receiving and sending: it repeats what people write and counts what they tap."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from welcomebot.rehearsal.server import BotApi
from welcomebot.storage.database import Database
from welcomebot.storage.inbox import InboxStore
from welcomebot.storage.outbox import OutboxStore
from welcomebot.storage.unit_of_work import DatabaseWork
from welcomebot.telegram.application import BotContext, build_application
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.effects import Button, SendMessage
from welcomebot.telegram.html import Html
from welcomebot.telegram.lanes import lane_of
from welcomebot.telegram.runner import BotRunner

TOKEN = "1:rehearsal"
AGAIN = ((Button("Again", tap=Callback("again")),),)


class BrokenError(Exception):
    """What the poisoned text causes."""


async def echo(update: Update, context: BotContext) -> None:
    """Repeat a text under a button; "poison" breaks."""
    message = update.effective_message
    assert message is not None
    if message.text == "poison":
        raise BrokenError(message.text)
    context.effects.append(SendMessage(message.chat_id, Html.of("<b>You said:</b> {text}", text=message.text or ""), AGAIN))


async def tapped(update: Update, context: BotContext) -> None:
    """Say that the button works."""
    await context.answer_tap()
    assert update.effective_chat is not None
    context.effects.append(SendMessage(update.effective_chat.id, Html.of("You tapped.")))


def echo_handlers() -> list[BaseHandler[Any, Any, Any]]:
    return [MessageHandler(filters.TEXT, echo), CallbackQueryHandler(tapped)]


def utc_now() -> datetime:
    return datetime.now(UTC)


def no_pause(_: int) -> timedelta:
    return timedelta()


def sorry(update: dict[str, Any]) -> SendMessage:
    return SendMessage(lane_of(update), Html.of("Sorry, that failed."))


def wait_please(update: dict[str, Any]) -> SendMessage:
    return SendMessage(lane_of(update), Html.of("One moment, please."))


def make_runner(database: Database, **options: Any) -> BotRunner:
    """Return a runner of the echo bot; `transport` or `api_url` lead to the Bot API, other options go to the runner."""
    handlers: Callable[[], list[BaseHandler[Any, Any, Any]]] = options.pop("handlers", echo_handlers)
    place = {name: options.pop(name) for name in ("transport", "api_url", "limiter") if name in options}
    application = build_application(token=options.pop("token", TOKEN), services=options.pop("services", None), handlers=handlers(), **place)
    settings: dict[str, Any] = {"clock": utc_now, "apology": sorry, "please_wait": wait_please, "pause": no_pause, **options}
    return BotRunner(application=application, inbox=InboxStore(database), outbox=OutboxStore(database), works=partial(DatabaseWork, database), **settings)


class EchoBot:
    """The echo bot on a simulated Bot API, in this process."""

    def __init__(self, database: Database, **options: Any) -> None:
        self.database = database
        self.api = BotApi(deliver=self.handle)
        self.runner = make_runner(database, transport=self.api.transport(), **options)

    async def handle(self, update: dict[str, Any]) -> None:
        await self.runner.handle(update)
