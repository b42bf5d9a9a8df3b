"""Two bots in front of the same people: the real one and a bare python-telegram-bot echo bot, each with a simulated server of its own."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest

from tests.bench.dev_questions import OFFERED
from welcomebot.bootstrap import Parts, assemble
from welcomebot.rehearsal.people import Person
from welcomebot.rehearsal.seen import Seen
from welcomebot.rehearsal.server import BotApi
from welcomebot.rehearsal.world import Event
from welcomebot.settings import Settings
from welcomebot.telegram.poller import Poller

PEOPLE = 200
UPDATES = {"commands": 2_000, "new questions": 120, "questions": 800, "taps": 2_000}  # a round
COMMANDS = ("/start", "/topics", "/office", "/help", "/privacy", "/language")
TAPPED = {"art", "rate", "desk", "office", "topics"}
PATIENCE_S = 120.0


class Counter:
    """Counts the bot's messages and edits, and lets somebody wait for a number of them."""

    def __init__(self, api: BotApi) -> None:
        self._left, self._done = 0, asyncio.Event()
        api.listeners.append(self._sees)

    async def until(self, replies: int) -> tuple[float, float]:
        """Return the seconds until so many replies came, by the clock and of the processor."""
        self._left = replies
        self._done.clear()
        began, began_cpu = time.perf_counter(), time.process_time()
        async with asyncio.timeout(PATIENCE_S):
            await self._done.wait()
        return time.perf_counter() - began, time.process_time() - began_cpu

    def _sees(self, event: Event) -> None:
        if event.kind in {"message", "edit"} and event.content.data.get("from", {}).get("is_bot"):
            self._left -= 1
            if self._left <= 0:
                self._done.set()


@dataclass(frozen=True, order=True)
class Speed:
    """Updates a second, and what one costs: processor time tells more than the clock where others use the machine too."""

    per_s: float
    cpu_ms: float


@dataclass
class Stage:
    """A bot that polls a simulated server, and its people."""

    api: BotApi
    counter: Counter
    people: list[Person]

    @classmethod
    def of(cls, api: BotApi) -> "Stage":
        return cls(api, Counter(api), [api.user(language=OFFERED[n % len(OFFERED)], is_started=True) for n in range(PEOPLE)])

    async def rate(self, updates: Sequence[Callable[["Stage"], Awaitable[Any]]]) -> "Speed":
        """Let the updates wait at the server, all of them before the bot can fetch one; return how fast they are answered."""
        for update in updates:
            await update(self)
        seconds, cpu_s = await self.counter.until(len(updates))
        return Speed(len(updates) / seconds, cpu_s / len(updates) * 1000)


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_text(update.message.text or "")


async def echo_tap(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    assert update.effective_chat
    await update.callback_query.answer()
    await update.effective_chat.send_message(update.callback_query.data or "")


@asynccontextmanager
async def echo_bot(concurrent: int) -> AsyncIterator[Stage]:
    """Give a bare bot as its users' guide shows it, one update after another or many at once."""
    api = BotApi()
    requests = [HTTPXRequest(connection_pool_size=256, httpx_kwargs={"transport": api.transport()}) for _ in range(2)]
    application = Application.builder().token(api.token).request(requests[0]).get_updates_request(requests[1]).concurrent_updates(concurrent).build()
    application.add_handlers([MessageHandler(filters.TEXT, echo), CallbackQueryHandler(echo_tap)])
    assert application.updater
    async with application:
        await application.start()
        await application.updater.start_polling()
        yield Stage.of(api)
        await application.updater.stop()
        await application.stop()


@asynccontextmanager
async def welcome_bot(settings: Settings) -> AsyncIterator[tuple[Stage, Parts]]:
    """Give the bot as it is started for people, in front of people who have chosen their language."""
    api = BotApi()
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(update={"database_url": f"sqlite:///{folder}/bench.sqlite"})
        async with assemble(own, token=api.token, transport=api.transport(), receiver=lambda bot: Poller(bot=bot)) as parts:
            await parts.answerer.ready()
            await parts.runner.start()
            stage = Stage.of(api)
            await stage.rate([says(n, "/start") for n in range(PEOPLE)])
            await stage.rate([taps(n, f"1:lang:{person.language}:-", person.last.message.data) for n, person in enumerate(stage.people)])
            yield stage, parts
            await parts.runner.stop()
        assert not api.violations, api.violations
        assert not api.rejections, api.rejections
    await api.close()


def says(number: int, text: str) -> Callable[[Stage], Awaitable[Any]]:
    return lambda stage: stage.people[number % PEOPLE].says(text)


def taps(number: int, data: str, card: dict[str, Any]) -> Callable[[Stage], Awaitable[Any]]:
    """Return a tap on a card of the real bot; the echo bot gets the same update."""

    async def tap(stage: Stage) -> None:
        person = stage.people[number % PEOPLE]
        message = person.chat.messages.get(card["message_id"]) or stage.api.add_message(
            person.chat, stage.api.sender, {key: card[key] for key in card if key not in {"chat", "message_id"}}
        )
        await person.taps_data(data, message=Seen(stage.api, message))

    return tap


def updates_of(kind: str, stage: Stage, questions: dict[str, list[str]]) -> list[Callable[[Stage], Awaitable[Any]]]:
    """Return a round of updates; taps are on the buttons of the cards that the people see."""
    numbers = range(UPDATES[kind])
    if kind == "commands":
        return [says(n, COMMANDS[n // PEOPLE % len(COMMANDS)]) for n in numbers]
    languages = [person.language for person in stage.people]
    if kind in {"new questions", "questions"}:
        # One after another in each language: none comes twice in a round of new ones.
        return [says(n, questions[code][n // len(OFFERED) % len(questions[code])]) for n in numbers for code in [languages[n % PEOPLE]]]
    cards = []
    for person in stage.people:
        buttons = [
            (button["callback_data"], seen.message.data) for seen in person.replies for row in seen.keyboard for button in row if "callback_data" in button
        ]
        cards.append([(data, card) for data, card in buttons if data.split(":")[1] in TAPPED and not data.endswith(":down")])
    return [taps(n, *cards[n % PEOPLE][n // PEOPLE % len(cards[n % PEOPLE])]) for n in numbers]
