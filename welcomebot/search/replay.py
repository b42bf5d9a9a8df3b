"""Replays the office's test questions on the articles as they are and as they would be; the arithmetic runs beside the event loop."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.golden import Given, GoldenQuestion, GoldenSet, Replayed, Tally, compare
from welcomebot.domain.knowledge import Article
from welcomebot.domain.language import CODES
from welcomebot.errors import EmbeddingError, KnowledgeError
from welcomebot.search.answerer import Answerer
from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.hearing import Heard
from welcomebot.search.index import Index, build_index
from welcomebot.search.units import Grouped

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]


class GoldenReplay:
    """What services.replay_golden.Replay asks for.

    `read` gives the sets when they are needed first, `folder` keeps the vectors of their questions, `knowledge` may bring them along.
    """

    def __init__(self, answerer: Answerer, read: Callable[[], Mapping[str, GoldenSet]], *, folder: Path | None = None, knowledge: Path | None = None) -> None:
        self._answerer = answerer
        self._read_sets = read
        self._sets: Mapping[str, GoldenSet] | None = None
        self._folder, self._knowledge = folder, knowledge
        self._cache: EmbeddingCache | None = None
        self._reading: dict[str, asyncio.Task[None]] = {}
        self._heard: dict[tuple[str, str], Heard] = {}
        # By language, with the index that it was found in and the questions.
        self._today: dict[str, tuple[Index, tuple[GoldenQuestion, ...], tuple[Given, ...]]] = {}

    def prepare(self, language: str) -> None:
        """Begin to read the questions of a language in the background."""
        task = self._reading.get(language)
        has_failed = task is not None and task.done() and (task.cancelled() or task.exception() is not None)
        if task is None or has_failed:
            self._reading[language] = asyncio.create_task(self._read(language))

    async def ready(self, language: str) -> None:
        """Wait until the questions of a language are read; raises EmbeddingError where they cannot be."""
        self.prepare(language)
        await asyncio.shield(self._reading[language])

    async def read_all(self) -> None:
        """Read the questions of all languages, one after another: people ask meanwhile."""
        await self._answerer.ready()
        for language in CODES:
            try:
                await self.ready(language)
            except EmbeddingError:
                logger.warning("golden.unread language=%s reason=embedder_failed", language)

    async def close(self) -> None:
        """Stop what runs in the background."""
        for task in self._reading.values():
            task.cancel()
        await asyncio.gather(*self._reading.values(), return_exceptions=True)

    async def changes(self, articles: Mapping[str, Article], changed: Article, language: str) -> Replayed | None:
        """Return what another form of an article does to the questions of a language; None while questions or articles are still being read."""
        index, after = self._answerer.index, dict(sorted({**articles, changed.id: changed}.items()))
        questions = (await self._set_of(language)).among(after).about_articles
        if not questions:
            return Replayed(language, 0)
        if not self._can_tell(index, language):
            return None
        started = time.perf_counter()
        try:
            trial = await self._trial(index, after)
        except EmbeddingError:
            return None
        today = await asyncio.to_thread(self._today_in, index, language, questions)
        then = await asyncio.to_thread(self._give, trial, language, questions)
        logger.info("golden.replayed language=%s questions=%d seconds=%.2f", language, len(questions), time.perf_counter() - started)
        return Replayed(language, len(questions), compare(questions, today, then))

    async def tally(self, articles: Mapping[str, Article], language: str) -> Tally:
        """Return how the questions of a language end today, danger among them."""
        golden = (await self._set_of(language)).among(articles)
        await self.ready(language)
        return Tally.of(golden, await asyncio.to_thread(self._give, self._answerer.index, language, golden.questions))

    def _can_tell(self, index: Index, language: str) -> bool:
        # Without an embedder words are all that the bot itself goes by; with one, an index that only knows words yet would tell of changes that are none.
        if not self._answerer.embedder.model:
            return True
        task = self._reading.get(language)
        return index.has_meaning and task is not None and task.done() and not task.cancelled() and task.exception() is None

    async def _set_of(self, language: str) -> GoldenSet:
        if self._sets is None:
            try:
                self._sets = await asyncio.to_thread(self._read_sets)
            except KnowledgeError as error:
                # `knowledge test` names the place; staff at work on a text are not held up by it.
                logger.warning("golden.unreadable reason=%s", error)
                self._sets = {}
        return self._sets.get(language, GoldenSet(language))

    async def _read(self, language: str) -> None:
        embedder, golden = self._answerer.embedder, await self._set_of(language)
        if not embedder.model:
            return
        if self._cache is None:
            self._cache = await asyncio.to_thread(EmbeddingCache, self._folder, embedder.model, self._knowledge)
        cache = self._cache
        todo = {key: question.text for question in golden.questions if (key := key_of("query", question.text)) not in cache}
        keys = list(todo)
        for start in range(0, len(keys), embedder.batch_size):
            batch = keys[start : start + embedder.batch_size]
            cache.put(batch, await embedder.embed_queries([todo[key] for key in batch]))
        await asyncio.to_thread(cache.save)
        logger.info("golden.read language=%s computed=%d", language, len(keys))

    async def _trial(self, index: Index, after: Mapping[str, Article]) -> Index:
        trial = await asyncio.to_thread(build_index, self._answerer.with_not_covered(after), index.lemmas, index.fusion)
        if index.question_vectors is None:
            return trial
        embedder = self._answerer.embedder
        known_questions = dict(zip(_texts(index.questions), index.question_vectors, strict=True))
        known_passages = {} if index.passage_vectors is None else dict(zip(index.passage_texts, index.passage_vectors, strict=True))
        questions = await _vectors(_texts(trial.questions), known_questions, embedder.embed_queries, embedder.batch_size)
        passages = await _vectors(trial.passage_texts, known_passages, embedder.embed_passages, embedder.batch_size) if trial.passages else None
        return await asyncio.to_thread(trial.with_vectors, questions, passages)

    def _today_in(self, index: Index, language: str, questions: tuple[GoldenQuestion, ...]) -> tuple[Given, ...]:
        """Return what the questions lead to now; it is found once for an index."""
        known = self._today.get(language)
        if known is None or known[0] is not index or known[1] != questions:
            known = self._today[language] = (index, questions, self._give(index, language, questions))
        return known[2]

    def _give(self, index: Index, language: str, questions: tuple[GoldenQuestion, ...]) -> tuple[Given, ...]:
        vectors = self._question_vectors(questions) if index.has_meaning else None
        # All at once: one product of matrices instead of hundreds.
        near = None if vectors is None else index.nearness(vectors)
        given = []
        for place, question in enumerate(questions):
            heard = self._hear(question.text, language, None if vectors is None else vectors[place])
            # What a rule decides no article changes.
            found = [] if heard.ruled else index.search_near(question.text, heard.detected, near and near.of(place))
            given.append(Given.of(self._answerer.judge(heard, found, index.basis(has_meaning=near is not None))))
        return tuple(given)

    def _question_vectors(self, questions: tuple[GoldenQuestion, ...]) -> Vectors | None:
        """Return the vectors of all questions; None where one is not known yet."""
        if self._cache is None or not questions:
            return None
        known = [vector for question in questions if (vector := self._cache.get(key_of("query", question.text))) is not None]
        return np.stack(known) if len(known) == len(questions) else None

    def _hear(self, text: str, language: str, vector: Vectors | None) -> Heard:
        if (text, language) not in self._heard:
            self._heard[text, language] = self._answerer.hear(text, language, vector)
        return self._heard[text, language]


def _texts(units: Grouped) -> list[str]:
    return [unit.text for unit in units.units]


async def _vectors(texts: Sequence[str], known: Mapping[str, Vectors], embed: Callable[[Sequence[str]], Awaitable[Vectors]], size: int) -> Vectors:
    """Return the vectors of texts; what is new is computed, a few at a time, for people ask questions meanwhile."""
    new = [text for text in dict.fromkeys(texts) if text not in known]
    computed: dict[str, Vectors] = {}
    for start in range(0, len(new), size):
        batch = new[start : start + size]
        computed.update(zip(batch, await embed(batch), strict=True))
    return np.stack([known[text] if text in known else computed[text] for text in texts]).astype(np.float32)
