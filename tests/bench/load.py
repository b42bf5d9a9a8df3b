"""How many updates a second the bot holds: people in a simulated Telegram, half questions, half taps.

    uv run python -m tests.bench.load --rate 100 --seconds 60 --people 5000 [--database URL] [--bot real]

It prints the held rate, the queue every five seconds, what was lost or came in the wrong order, and the time from update to reply.
The simulated server runs in the same process, so it takes its share of the processor.
"""

import argparse
import asyncio
import json
import logging
import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text
from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from tests.bench.dev_questions import eval_folder, in_scope
from tests.telegram.bots import make_runner
from welcomebot.bootstrap import assemble
from welcomebot.rehearsal.people import Person
from welcomebot.rehearsal.server import BotApi
from welcomebot.rehearsal.world import Event
from welcomebot.settings import Settings
from welcomebot.storage import migrate
from welcomebot.storage.database import Database
from welcomebot.storage.tables import Base, InboxRow
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.effects import Button, SendMessage
from welcomebot.telegram.html import Html
from welcomebot.telegram.poller import Poller
from welcomebot.telegram.runner import BotRunner

SEED = 2026
# Embeddings and lemmas are kept here from run to run.
DATA = Path(tempfile.gettempdir()) / "welcomebot-bench"
# A fifth of the traffic comes from a few people, so that the order within a person is put to the test.
BUSY_PEOPLE = 200
BUSY_SHARE = 0.2
DRAIN_S = 60.0
# What people write and tap carries its number, and the echo bot's replies repeat it.
NUMBER = re.compile(r"(?:#|1:tap:)(\d+)")
SAMPLE_S = 5.0


async def answer(update: Update, context: BotContext) -> None:
    """Repeat a text with a button that carries its number."""
    assert update.effective_chat is not None
    said = (update.effective_message.text if update.effective_message else "") or ""
    keyboard = ((Button("👍", tap=Callback("tap")), Button("👎", tap=Callback("tap"))), (Button("Ask the Welcome Office", tap=Callback("office")),))
    context.effects.append(SendMessage(update.effective_chat.id, Html.of("<b>You said:</b> {text}", text=said), keyboard))


async def answer_tap(update: Update, context: BotContext) -> None:
    """Repeat the number that the tap carries."""
    await context.answer_tap()
    assert update.effective_chat is not None
    assert update.callback_query is not None
    context.effects.append(SendMessage(update.effective_chat.id, Html.of("You tapped {data}", data=update.callback_query.data)))


def load_handlers() -> list[BaseHandler[Any, Any, Any]]:
    return [MessageHandler(filters.TEXT, answer), CallbackQueryHandler(answer_tap)]


@dataclass(frozen=True)
class LoadBot:
    """A bot under load: its runner, what people write, which buttons they tap, and whether replies repeat a number."""

    runner: BotRunner
    database: Database
    text: Callable[[int], str]
    tap: Callable[[int], str]
    repeats_number: bool


@asynccontextmanager
async def echo_bot(api: BotApi, database_url: str) -> AsyncIterator[LoadBot]:
    """Give a bot that repeats: it shows what receiving, storing and sending cost."""
    database = Database(database_url)
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
    runner = make_runner(database, transport=api.transport(), handlers=load_handlers)
    runner.receive_from(Poller(bot=runner.application.bot, timeout_s=10))
    yield LoadBot(runner, database, text=lambda n: f"question #{n}#", tap=lambda n: f"1:tap:{n}", repeats_number=True)
    await database.close()


@asynccontextmanager
async def real_bot(api: BotApi, database_url: str) -> AsyncIterator[LoadBot]:
    """Give the bot as it is started for people; they ask the development questions and tap on related topics."""
    settings = Settings(_env_file=None, database_url=database_url, data_dir=DATA, question_pause_s=0)
    await _empty(database_url)
    async with assemble(settings, token=api.token, transport=api.transport(), receiver=lambda bot: Poller(bot=bot, timeout_s=10)) as parts:
        await parts.answerer.ready()
        articles = sorted(parts.library.articles)
        questions = [question.text for question in in_scope(eval_folder(), set(articles))]
        yield LoadBot(
            parts.runner,
            parts.database,
            text=lambda n: questions[n % len(questions)],
            tap=lambda n: f"1:art:{articles[n % len(articles)]}",
            repeats_number=False,
        )


async def _empty(database_url: str) -> None:
    database = Database(database_url)
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    await migrate.upgrade(database)
    await database.close()


BOTS: dict[str, Callable[[BotApi, str], AbstractAsyncContextManager[LoadBot]]] = {"echo": echo_bot, "real": real_bot}


@dataclass
class Tally:
    """What people asked and what came back.

    `lost` got no reply, `refused` are replies that answer nothing, such as "please wait", and `reordered` are answers that came after the
    answer to a later question of the same person. Where replies repeat no number, each belongs to the oldest question without one.
    """

    repeats_number: bool
    asked: int = 0
    answered: int = 0
    refused: int = 0
    reordered: int = 0
    repeated: int = 0
    seconds: list[float] = field(default_factory=list)
    waiting: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    latest: dict[int, int] = field(default_factory=dict)
    queue: list[tuple[float, int]] = field(default_factory=list)

    @property
    def lost(self) -> int:
        return sum(len(waiting) for waiting in self.waiting.values())

    def asks(self, person: Person, number: int) -> None:
        self.asked += 1
        self.waiting[person.user_id][number] = time.perf_counter()

    def sees(self, event: Event) -> None:
        """Take a reply of the bot."""
        if event.kind not in {"message", "edit"} or not event.content.data.get("from", {}).get("is_bot"):
            return
        waiting = self.waiting[event.chat_id]
        number = _number_in(event.content.data.get("text", "")) if self.repeats_number else next(iter(waiting), -1)
        if number is None:
            self.refused += 1
        elif number not in waiting:
            self.repeated += 1
        else:
            self.answered += 1
            self.seconds.append(time.perf_counter() - waiting.pop(number))
            self.reordered += number < self.latest.get(event.chat_id, -1)
            self.latest[event.chat_id] = max(number, self.latest.get(event.chat_id, -1))


def _number_in(reply: str) -> int | None:
    found = NUMBER.search(reply)
    return int(found[1]) if found else None


async def press(bot: LoadBot, api: BotApi, *, rate: float, seconds: float, people: int) -> tuple[Tally, float, float]:
    """Let people write and tap at a rate; return the tally, the time that it took to write and the time until all was answered."""
    chance = random.Random(SEED)
    crowd = [api.user(language="en", is_started=True) for _ in range(people)]
    for person in crowd:
        api.add_message(person.chat, api.sender, {"text": "Welcome!"})
    tally = Tally(bot.repeats_number)
    api.listeners.append(tally.sees)
    sampling = asyncio.create_task(_sample(bot, api, tally))
    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        pause = began + number / rate - time.perf_counter()
        if pause > 0:
            await asyncio.sleep(pause)
        elif number % 20 == 0:
            await asyncio.sleep(0)
        person = crowd[chance.randrange(BUSY_PEOPLE)] if chance.random() < BUSY_SHARE else chance.choice(crowd)
        if number % 2:
            tally.asks(person, number)
            await person.taps_data(bot.tap(number))
        else:
            tally.asks(person, number)
            await person.says(bot.text(number))
    written_s = time.perf_counter() - began
    while tally.lost and time.perf_counter() - began < written_s + DRAIN_S:  # noqa: ASYNC110 - a bench may look now and then
        await asyncio.sleep(0.02)
    answered_s = time.perf_counter() - began
    sampling.cancel()
    return tally, written_s, answered_s


async def _sample(bot: LoadBot, api: BotApi, tally: Tally) -> None:
    began = time.perf_counter()
    while True:
        await asyncio.sleep(SAMPLE_S)
        async with bot.database.reading() as session:
            waiting = await session.scalar(select(func.count()).select_from(InboxRow).where(InboxRow.state.in_(("waiting", "running"))))
        at_telegram = len(api.updates)
        total = at_telegram + (waiting or 0) + bot.runner.sender.queue_length
        tally.queue.append((round(time.perf_counter() - began), total))
        print(f"  {tally.queue[-1][0]:4d} s: at Telegram {at_telegram}, in the inbox {waiting}, to send {bot.runner.sender.queue_length}", file=sys.stderr)


async def run(arguments: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.database or f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        api = BotApi()
        async with BOTS[arguments.bot](api, url) as bot:
            await bot.runner.start()
            watching = asyncio.create_task(bot.runner.wait())
            watching.add_done_callback(_tell)
            began_cpu = time.process_time()
            tally, written_s, answered_s = await press(bot, api, rate=arguments.rate, seconds=arguments.seconds, people=arguments.people)
            cpu_s = time.process_time() - began_cpu
            watching.cancel()
            await bot.runner.stop()
    seconds = sorted(tally.seconds)
    return {
        "bot": arguments.bot,
        "database": url.partition(":")[0],
        "asked": tally.asked,
        "asked_per_s": round(tally.asked / written_s, 1),
        "answered_per_s": round(tally.answered / answered_s, 1),
        "drained_after_s": round(answered_s - written_s, 2),
        "longest_queue": max((length for _, length in tally.queue), default=0),
        "lost": tally.lost,
        "refused": tally.refused,
        "reordered": tally.reordered,
        "repeated": tally.repeated,
        "p50_ms": round(seconds[len(seconds) // 2] * 1000, 1) if seconds else None,
        "p95_ms": round(seconds[int(len(seconds) * 0.95)] * 1000, 1) if seconds else None,
        "processor_ms_per_update": round(cpu_s / tally.asked * 1000, 2),
        "violations": len(api.violations),
    }


def _tell(watching: "asyncio.Task[None]") -> None:
    if not watching.cancelled() and watching.exception():
        logging.getLogger(__name__).error("the bot stopped receiving", exc_info=watching.exception())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=100, help="updates a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--database", default="", help="a SQLAlchemy address; its tables are emptied. Without it: a new SQLite file")
    parser.add_argument("--bot", choices=BOTS, default="echo")
    logging.basicConfig(level=logging.WARNING)
    result = asyncio.run(run(parser.parse_args()))
    print(json.dumps(result))
    sys.exit(1 if result["lost"] or result["refused"] or result["reordered"] or result["repeated"] else 0)


if __name__ == "__main__":
    main()
