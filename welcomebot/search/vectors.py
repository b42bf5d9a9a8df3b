"""Fills an index with embeddings, from the cache where they are known."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.knowledge import Article
from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.embedding import Embedder
from welcomebot.search.index import Index
from welcomebot.search.units import passage_units, question_units

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]  # done, total

SAVE_EVERY = 200  # new vectors; what is computed survives a crash
LOG_EVERY = 10.0  # seconds


async def embed_index(index: Index, embedder: Embedder, cache: EmbeddingCache, progress: Progress, kept: Sequence[str] = ()) -> Index:
    """Return the index with embeddings of its questions and passages; `kept` are the keys of other vectors that stay in memory."""
    questions = [unit.text for unit in index.questions.units]
    passages = index.passage_texts
    question_keys = [key_of("query", text) for text in questions]
    passage_keys = [key_of("passage", text) for text in passages]
    await embed_texts(questions, passages, embedder, cache, progress)
    cache.keep_only([*question_keys, *passage_keys, *kept])
    return await asyncio.to_thread(lambda: index.with_vectors(_stack(question_keys, cache), _stack(passage_keys, cache) if passages else None))


async def embed_texts(questions: Sequence[str], passages: Sequence[str], embedder: Embedder, cache: EmbeddingCache, progress: Progress) -> None:
    """Compute the embeddings that the cache does not know yet, and keep them."""
    todo_questions = _unknown([key_of("query", text) for text in questions], questions, cache)
    todo_passages = _unknown([key_of("passage", text) for text in passages], passages, cache)
    counter = _Counter(len(todo_questions) + len(todo_passages), progress)
    # Questions are stored as queries: two questions are compared with each other, not a question with a page.
    await _compute(todo_questions, embedder.embed_queries, embedder.batch_size, cache, counter)
    await _compute(todo_passages, embedder.embed_passages, embedder.batch_size, cache, counter)
    await asyncio.to_thread(cache.save)
    counter.finish()


def unknown_texts(articles: Sequence[Article], cache: EmbeddingCache) -> tuple[list[str], list[str]]:
    """Return the questions and the passages of articles that would have to be embedded."""
    kinds = (("query", question_units(articles)), ("passage", passage_units(articles)))
    questions, passages = ([unit.text for unit in units if key_of(kind, unit.text) not in cache] for kind, units in kinds)
    return questions, passages


def _unknown(keys: Sequence[str], texts: Sequence[str], cache: EmbeddingCache) -> dict[str, str]:
    return {key: text for key, text in zip(keys, texts, strict=True) if key not in cache}


async def _compute(todo: dict[str, str], embed: Callable[[Sequence[str]], Awaitable[Vectors]], size: int, cache: EmbeddingCache, counter: "_Counter") -> None:
    keys = sorted(todo, key=lambda key: len(todo[key]))  # texts of one length make the quickest batches
    since_save = 0
    for start in range(0, len(keys), size):
        batch = keys[start : start + size]
        cache.put(batch, await embed([todo[key] for key in batch]))
        counter.add(len(batch))
        since_save += len(batch)
        if since_save >= SAVE_EVERY:
            await asyncio.to_thread(cache.save)
            since_save = 0


def _stack(keys: Sequence[str], cache: EmbeddingCache) -> Vectors:
    found = [vector for key in keys if (vector := cache.get(key)) is not None]
    return np.stack(found).astype(np.float32)


class _Counter:
    """Tells the log and the caller how far the work is."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total, self._done, self._progress = total, 0, progress
        self._started = self._logged = time.monotonic()

    def add(self, count: int) -> None:
        self._done += count
        self._progress(self._done, self._total)
        if time.monotonic() - self._logged >= LOG_EVERY:
            self._logged = time.monotonic()
            logger.info("embeddings.progress done=%d total=%d", self._done, self._total)

    def finish(self) -> None:
        logger.info("embeddings.ready computed=%d seconds=%.1f", self._total, time.monotonic() - self._started)
