"""How long a question takes with our articles and with 3,000 synthetic ones more, at a steady rate, and what memory it costs.

uv run python -m tests.bench.search_speed [--knowledge DIR] [--data DIR] [--seconds 30] [--rate 20]

The synthetic articles get random unit vectors: computing real ones would take minutes and change nothing in the time of a question.
"""

import argparse
import asyncio
import random
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import psutil

from tests.bench.dev_questions import IN_SCOPE_FILES, eval_folder, read
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import BundledEmbedder
from welcomebot.search.index import build_index
from welcomebot.services.read_knowledge import read_knowledge

SYNTHETIC = 3_000
P95_LIMIT = 0.060  # seconds
GROWTH_LIMIT = 2.0
MEMORY_LIMIT = 400  # MB


def synthetic(articles: dict[str, Article]) -> dict[str, Article]:
    """Return more articles, of words that the real ones use."""
    dice = random.Random(7)
    vocabulary = sorted({word for article in articles.values() for text in article.texts.values() for word in text.body.split()})
    made = {}
    for number in range(SYNTHETIC):
        questions = tuple(" ".join(dice.choices(vocabulary, k=6)) for _ in range(5))
        text = ArticleText("en", " ".join(dice.choices(vocabulary, k=4)), " ".join(dice.choices(vocabulary, k=90)), questions)
        made[f"synthetic-{number}"] = Article(f"synthetic-{number}", "everyday", {"en": text})
    return made


def unit_vectors(count: int, size: int) -> np.ndarray:
    """Return random unit vectors."""
    vectors = np.random.default_rng(7).standard_normal((count, size), dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


async def at_rate(answerer: Answerer, texts: list[tuple[str, str]], rate: float, seconds: float) -> list[float]:
    """Ask at a steady rate and return how long each question took from its due time."""
    times: list[float] = []
    started = time.perf_counter()

    async def one(due: float, text: str, language: str) -> None:
        await answerer.decide(text, language=language)
        times.append(time.perf_counter() - due)

    async with asyncio.TaskGroup() as group:
        for number in range(int(rate * seconds)):
            due = started + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            text, language = texts[number % len(texts)]
            group.create_task(one(due, text, language))
    return sorted(times)


async def measure(arguments: argparse.Namespace) -> int:
    """Measure both sizes and compare with the limits."""
    articles = read_knowledge(Path(arguments.knowledge)).articles
    questions = [question for name in IN_SCOPE_FILES for question in read(eval_folder(arguments.eval) / "questions" / name)]
    texts = [(question.text, question.language) for question in questions]
    random.Random(1).shuffle(texts)
    answerer = Answerer(BundledEmbedder(), data_dir=Path(arguments.data))
    started = time.perf_counter()
    await answerer.load(articles)
    print(f"words ready after {time.perf_counter() - started:.2f} s, {len(articles)} articles")
    await answerer.ready()
    print(f"meanings ready after {time.perf_counter() - started:.2f} s")
    await at_rate(answerer, texts, arguments.rate, 3)
    small = await at_rate(answerer, texts, arguments.rate, arguments.seconds)
    memory = psutil.Process().memory_info().rss / 1e6
    more = articles | synthetic(articles)
    started = time.perf_counter()
    index = build_index(more, answerer._lemmas, answerer._coefficients.fusion)
    print(f"index of {len(more)} articles built in {time.perf_counter() - started:.1f} s")
    answerer._index = index.with_vectors(unit_vectors(len(index.questions.units), 384), unit_vectors(len(index.passages.units), 384))
    large = await at_rate(answerer, texts, arguments.rate, arguments.seconds)
    await answerer.close()
    p95 = [values[int(len(values) * 0.95)] for values in (small, large)]
    growth = statistics.median(large) / statistics.median(small)
    for name, values, limit in ((f"{len(articles)} articles", small, p95[0]), (f"{len(more)} articles", large, p95[1])):
        print(f"{name}: median {statistics.median(values) * 1000:.1f} ms, p95 {limit * 1000:.1f} ms, {len(values)} questions at {arguments.rate}/s")
    print(f"growth {growth:.2f}, memory with {len(articles)} articles {memory:.0f} MB, with all {psutil.Process().memory_info().rss / 1e6:.0f} MB")
    return 0 if max(p95) < P95_LIMIT and growth <= GROWTH_LIMIT and memory < MEMORY_LIMIT else 1


def main() -> int:
    """Run the bench; exit code 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", default=None)
    parser.add_argument("--knowledge", default="knowledge")
    parser.add_argument("--data", default="data")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--rate", type=float, default=20.0)
    return asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
