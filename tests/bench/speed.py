"""How fast and how large the bot is, each figure beside its bar.

    uv run python -m tests.bench.speed [--only latency|throughput|memory] [--data DIR] [--rounds 3]

latency: question to reply text at 20 questions/s, with the real articles and with 3,000 synthetic ones more.
throughput: update to reply on the simulated server, beside a bare python-telegram-bot echo bot on the same server; rounds alternate, the best of each counts.
    Questions that somebody asked before are told from those that are new: a new one needs its embedding, and that alone takes most of the time.
memory: what a fresh process holds resident after some load.

Synthetic articles have random embeddings, so that nobody computes 90,000 of them; questions are embedded for real.
"""

import argparse
import asyncio
import json
import logging
import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

# As in bot.py: numpy reads it when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import psutil  # type: ignore[import-untyped]  # its stubs would be another dependency
from rich.console import Console
from rich.table import Table

from tests.bench.dev_questions import OFFERED, eval_folder, in_scope
from tests.bench.stage import UPDATES, Speed, echo_bot, updates_of, welcome_bot
from welcomebot.bootstrap import utc_now
from welcomebot.cli_ask import Asked, Desk
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.search.answerer import Answerer
from welcomebot.search.cache import EmbeddingCache, Vectors
from welcomebot.search.embedding import BundledEmbedder
from welcomebot.services.hold_question import WORDS_OF_A_QUESTION
from welcomebot.services.library import Library
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.settings import Settings
from welcomebot.telegram.services import Services

SEED = 2026
SYNTHETIC = 3_000
RATE = 20  # questions a second
ASKED = 200  # questions a round
# The bar for questions holds for those that were asked before; a new one waits for the embedder, whose share is printed.
BARS = {"commands": 0.5, "questions": 0.2, "taps": 0.5}
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

    def __init__(self, folder: Path, model: str, knowledge: Path) -> None:
        super().__init__(folder, model, knowledge)
        self._random = np.random.default_rng(SEED)

    def __contains__(self, key: str) -> bool:
        return True

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
        answerer = Answerer(embedder, data_dir=settings.data_dir, knowledge_dir=settings.knowledge_dir)
        if name:
            answerer._cache = FilledCache(settings.data_dir / "embeddings", embedder.model, settings.knowledge_dir)
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
            # Every question is new: what was decided in the round before would cost nothing.
            desk.answerer._recent.clear()
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


async def throughput(settings: Settings, rounds: int) -> list[Figure]:
    best: dict[tuple[str, str], Speed] = {}
    async with AsyncExitStack() as stack:
        stage, parts = await stack.enter_async_context(welcome_bot(settings))
        stages = {"welcomebot": stage}
        stages |= {f"echo x{concurrent}": await stack.enter_async_context(echo_bot(concurrent)) for concurrent in (1, 256)}
        questions = questions_for(parts.library.articles)
        for kind in UPDATES:
            for _ in range(rounds):
                updates = updates_of(kind, stage, questions)
                if kind == "new questions":
                    parts.answerer._recent.clear()
                for name, each in stages.items():
                    best[kind, name] = max(best.get((kind, name), Speed(0, 0)), await each.rate(updates))
    figures = []
    for kind in UPDATES:
        own, rival = best[kind, "welcomebot"], max(best[kind, name] for name in stages if name != "welcomebot")
        figures += [Figure(f"{kind}, {name}", best[kind, name].per_s, "per s") for name in stages]
        figures += [Figure(f"{kind}, processor time of welcomebot", own.cpu_ms, "ms"), Figure(f"{kind}, processor time of the echo bot", rival.cpu_ms, "ms")]
        figures.append(Figure(f"{kind}, share of the quicker echo bot", own.per_s / rival.per_s, "times", least=BARS.get(kind)))
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
