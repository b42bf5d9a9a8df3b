"""How fast and how large the bot is, each figure beside its bar.

    uv run python -m tests.bench.speed [--only latency|throughput|memory] [--data DIR] [--rounds 3]

latency: question to reply text at 20 questions/s, with the real articles and with 3,000 synthetic ones more.
throughput: update to reply on the simulated server, beside a bare python-telegram-bot echo bot on the same server; rounds alternate, the best of each counts.
memory: what a fresh process holds resident after some load.

Synthetic articles have random embeddings, so that nobody computes 90,000 of them; questions are embedded for real.
"""

import argparse
import asyncio
import json
import logging
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from rich.console import Console
from rich.table import Table
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest

from tests.bench.dev_questions import OFFERED, eval_folder, in_scope
from welcomebot.bootstrap import Parts, assemble, utc_now
from welcomebot.cli_ask import Asked, Desk
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.rehearsal.people import Person
from welcomebot.rehearsal.seen import Seen
from welcomebot.rehearsal.server import BotApi
from welcomebot.rehearsal.world import Event
from welcomebot.search.answerer import Answerer
from welcomebot.search.cache import EmbeddingCache, Vectors
from welcomebot.search.embedding import BundledEmbedder
from welcomebot.services.hold_question import WORDS_OF_A_QUESTION
from welcomebot.services.library import Library
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.settings import Settings
from welcomebot.telegram.poller import Poller
from welcomebot.telegram.services import Services

SEED = 2026
SYNTHETIC = 3_000
RATE = 20  # questions a second
ASKED = 200  # questions a round
PEOPLE = 200
UPDATES = {"commands": 2_000, "questions": 400, "taps": 2_000}  # a round
BARS = {"commands": 0.5, "questions": 0.2, "taps": 0.5}
COMMANDS = ("/start", "/topics", "/office", "/help", "/privacy", "/language")
TAPPED = {"art", "rate", "desk", "office", "topics"}
PATIENCE_S = 120.0
MAX_MS, MAX_GROWTH, MAX_MB = 60.0, 2.0, 400.0


@dataclass(frozen=True)
class Figure:
    """One line of the table; without a bar it only tells."""

    name: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def is_missed(self) -> bool:
        return (self.least is not None and self.value < self.least) or (self.most is not None and self.value > self.most)

    @property
    def bar(self) -> str:
        return f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}" if self.most is not None else ""

    @property
    def verdict(self) -> str:
        return "MISSED" if self.is_missed else "ok" if self.bar else ""


def questions_for(articles: Mapping[str, Article]) -> dict[str, list[str]]:
    """Return whole development questions by language, always in the same order."""
    found = [question for question in in_scope(eval_folder(), set(articles)) if len(question.text.split()) >= WORDS_OF_A_QUESTION]
    random.Random(SEED).shuffle(found)
    return {code: [question.text for question in found if question.language == code] for code in OFFERED}


# Latency.


class FilledCache(EmbeddingCache):
    """Knows every text: what was never computed gets a random unit vector."""

    def __init__(self, folder: Path, model: str) -> None:
        super().__init__(folder, model)
        self._random = np.random.default_rng(SEED)

    def get(self, key: str) -> Vectors:
        known = super().get(key)
        if known is None:
            vector = self._random.standard_normal(384, np.float32)
            self._vectors[key] = known = vector / np.linalg.norm(vector)
        return known


def synthetic(articles: Mapping[str, Article], count: int) -> dict[str, Article]:
    """Return articles made of the real ones' words, as often as they occur there, with a text and two questions in each language."""
    chance = random.Random(SEED)
    texts = {code: [article.texts[code] for article in articles.values() if code in article.texts] for code in OFFERED}
    vocabulary = {
        code: [word for text in texts[code] for word in f"{text.title} {text.body} {' '.join(text.questions)}".split() if "{" not in word] for code in OFFERED
    }

    def words(code: str, length: int) -> str:
        return " ".join(chance.choices(vocabulary[code], k=length))

    def text(code: str) -> ArticleText:
        return ArticleText(code, words(code, 3), "\n\n".join(words(code, 40) for _ in range(3)), (words(code, 7), words(code, 9)))

    return {f"synthetic-{n}": Article(f"synthetic-{n}", "everyday", {code: text(code) for code in OFFERED}) for n in range(count)}


async def ask_paced(desk: Desk, questions: Sequence[Asked]) -> list[float]:
    """Ask at the rate whether answers keep up or not; return the milliseconds from the moment when each question was due."""
    began = time.perf_counter()

    async def ask(due: float, question: Asked) -> float:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await desk.answer(question, is_explained=False)
        return (time.perf_counter() - due) * 1000

    return list(await asyncio.gather(*(ask(began + number / RATE, question) for number, question in enumerate(questions))))


async def latency(settings: Settings, rounds: int) -> list[Figure]:
    knowledge = read_knowledge(settings.knowledge_dir)
    sizes = {"": knowledge.articles, f" + {SYNTHETIC:,}": {**knowledge.articles, **synthetic(knowledge.articles, SYNTHETIC)}}
    embedder, desks = BundledEmbedder(), {}
    for name, articles in sizes.items():
        answerer = Answerer(embedder, data_dir=settings.data_dir)
        if name:
            answerer._cache = FilledCache(settings.data_dir / "embeddings", embedder.model)
        await answerer.load(articles)
        await answerer.ready()
        desks[name] = Desk(Services(answerer, Library(articles, knowledge.contacts), utc_now, settings.zone), answerer)
    by_language = questions_for(knowledge.articles)
    asked = [Asked(text, code) for texts in zip(*by_language.values(), strict=False) for code, text in zip(by_language, texts, strict=True)][:ASKED]
    times: dict[str, list[float]] = {name: [] for name in desks}
    for desk in desks.values():
        await ask_paced(desk, asked[:RATE])
    for _ in range(rounds):
        for name, desk in desks.items():
            times[name] += await ask_paced(desk, asked)
    await embedder.close()
    figures, p95 = [], {}
    for name, values in times.items():
        p50, p95[name] = np.percentile(values, (50, 95))
        figures += [Figure(f"question to text, {len(knowledge.articles)}{name} articles, p50", p50, "ms")]
        figures += [Figure(f"question to text, {len(knowledge.articles)}{name} articles, p95", p95[name], "ms", most=MAX_MS)]
    small, large = p95.values()
    return [*figures, Figure("growth of p95", large / small, "times", most=MAX_GROWTH)]


# Throughput.


class Counter:
    """Counts the bot's messages and edits, and lets somebody wait for a number of them."""

    def __init__(self, api: BotApi) -> None:
        self._left, self._done = 0, asyncio.Event()
        api.listeners.append(self._sees)

    async def seconds_until(self, replies: int) -> float:
        self._left = replies
        self._done.clear()
        began = time.perf_counter()
        async with asyncio.timeout(PATIENCE_S):
            await self._done.wait()
        return time.perf_counter() - began

    def _sees(self, event: Event) -> None:
        if event.kind in {"message", "edit"} and event.content.data.get("from", {}).get("is_bot"):
            self._left -= 1
            if self._left <= 0:
                self._done.set()


@dataclass
class Stage:
    """A bot that polls a simulated server, and its people."""

    api: BotApi
    counter: Counter
    people: list[Person]

    @classmethod
    def of(cls, api: BotApi) -> "Stage":
        return cls(api, Counter(api), [api.user(language=OFFERED[n % len(OFFERED)], is_started=True) for n in range(PEOPLE)])

    async def rate(self, updates: Sequence[Callable[["Stage"], Awaitable[Any]]]) -> float:
        """Let the updates wait at the server, all of them before the bot can fetch one; return how many are answered a second."""
        for update in updates:
            await update(self)
        return len(updates) / await self.counter.seconds_until(len(updates))


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
        own = settings.model_copy(update={"database_url": f"sqlite+aiosqlite:///{folder}/bench.sqlite"})
        async with assemble(own, token=api.token, transport=api.transport(), receiver=lambda bot: Poller(bot=bot)) as parts:
            await parts.answerer.ready()
            await parts.runner.start()
            stage = Stage.of(api)
            await stage.rate([lambda stage, n=n: stage.people[n].says("/start") for n in range(PEOPLE)])
            await stage.rate([lambda stage, n=n: stage.people[n].taps_data(f"1:lang:{stage.people[n].language}:-") for n in range(PEOPLE)])
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
    if kind == "questions":
        return [says(n, questions[code][n % len(questions[code])]) for n in numbers for code in [languages[n % PEOPLE]]]
    cards = []
    for person in stage.people:
        buttons = [
            (button["callback_data"], seen.message.data) for seen in person.replies for row in seen.keyboard for button in row if "callback_data" in button
        ]
        cards.append([(data, card) for data, card in buttons if data.split(":")[1] in TAPPED and not data.endswith(":down")])
    return [taps(n, *cards[n % PEOPLE][n // PEOPLE % len(cards[n % PEOPLE])]) for n in numbers]


async def throughput(settings: Settings, rounds: int) -> list[Figure]:
    best: dict[tuple[str, str], float] = {}
    async with AsyncExitStack() as stack:
        stage, parts = await stack.enter_async_context(welcome_bot(settings))
        stages = {"welcomebot": stage}
        stages |= {f"echo x{concurrent}": await stack.enter_async_context(echo_bot(concurrent)) for concurrent in (1, 256)}
        questions = questions_for(parts.library.articles)
        for kind in UPDATES:
            for _ in range(rounds):
                updates = updates_of(kind, stage, questions)
                for name, each in stages.items():
                    best[kind, name] = max(best.get((kind, name), 0.0), await each.rate(updates))
    figures = []
    for kind in UPDATES:
        rival = max(best[kind, name] for name in stages if name != "welcomebot")
        figures += [Figure(f"{kind}, {name}", best[kind, name], "per s") for name in stages]
        figures.append(Figure(f"{kind}, share of the quicker echo bot", best[kind, "welcomebot"] / rival, "times", least=BARS[kind]))
    return figures


# Memory.


async def resident(settings: Settings) -> dict[str, float]:
    """Load a bot with updates of every kind and return what the process holds."""
    async with welcome_bot(settings) as (stage, parts):
        questions = questions_for(parts.library.articles)
        for kind in UPDATES:
            await stage.rate(updates_of(kind, stage, questions))
        memory = psutil.Process().memory_full_info()
        return {"rss": memory.rss / 2**20, "uss": memory.uss / 2**20}


async def memory(data: Path) -> list[Figure]:
    command = (sys.executable, "-m", "tests.bench.speed", "--resident", "--data", str(data))
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    output, _ = await process.communicate()
    held = json.loads(output)
    return [
        Figure("resident memory after load, simulated server included", held["rss"], "MB", most=MAX_MB),
        Figure("… of it not shared with files", held["uss"], "MB"),
    ]


async def measure(arguments: argparse.Namespace, settings: Settings) -> list[Figure]:
    figures: list[Figure] = []
    if arguments.only in {None, "latency"}:
        figures += await latency(settings, arguments.rounds)
    if arguments.only in {None, "throughput"}:
        figures += await throughput(settings, arguments.rounds)
    if arguments.only in {None, "memory"}:
        figures += await memory(arguments.data)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("latency", "throughput", "memory"))
    parser.add_argument("--data", type=Path, default=Path("data"), help="where embeddings and lemmas are cached")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--resident", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    settings = Settings(_env_file=None, data_dir=arguments.data)
    if arguments.resident:
        print(json.dumps(asyncio.run(resident(settings))))
        return 0
    load = psutil.getloadavg()[0]
    figures = asyncio.run(measure(arguments, settings))
    table = Table("figure", title="Speed")
    for name in ("value", "", "bar", ""):
        table.add_column(name, justify="left" if not name else "right")
    for figure in figures:
        table.add_row(figure.name, f"{figure.value:.2f}" if figure.value < 10 else f"{figure.value:.0f}", figure.unit, figure.bar, figure.verdict)
    console = Console(width=120)
    console.print(table)
    console.print(f"{psutil.cpu_count()} processors; other load at the start {load:.1f}")
    return int(any(figure.is_missed for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
