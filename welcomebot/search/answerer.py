"""Decides what a question leads to: danger, chat, own case, an answer, choices, or an honest no."""

import asyncio
import logging
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.answering import Candidate, Decision
from welcomebot.domain.contacts import Contact
from welcomebot.domain.follow_up import understood_with
from welcomebot.domain.knowledge import Article
from welcomebot.domain.language import FALLBACKS
from welcomebot.domain.needs import needs_in, one_choice_a_need
from welcomebot.domain.one_script import in_one_script
from welcomebot.errors import EmbeddingError
from welcomebot.search import lemmas as lemma_tries
from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.danger import DangerSense
from welcomebot.search.embedding import Embedder
from welcomebot.search.fusion import Basis
from welcomebot.search.hearing import MAX_READ, Heard, Hearing
from welcomebot.search.index import Index, build_index
from welcomebot.search.judging import Judge
from welcomebot.search.normalise import Lemmatiser, NoLemmas
from welcomebot.search.recent import RecentDecisions
from welcomebot.search.rule_files import Coefficients, Rules, load_coefficients
from welcomebot.search.units import languages_of
from welcomebot.search.vectors import Progress, embed_index, embed_texts, unknown_texts

logger = logging.getLogger(__name__)

Vector = NDArray[np.float32]

FEW_TEXTS, AT_ONCE_S = 60, 2.0  # an edited article in all languages; a published answer is live within five seconds, whatever the embedder does


def _no_progress(done: int, total: int) -> None:
    del done, total


class Answerer:
    """The search and its rules; articles are loaded as a whole, and better indexes replace it without a pause."""

    def __init__(
        self,
        embedder: Embedder,
        *,
        data_dir: Path | None = None,
        knowledge_dir: Path | None = None,
        rules: Rules | None = None,
        coefficients: Coefficients | None = None,
        not_covered: Mapping[str, Article] | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._embedder = embedder
        self._data_dir = data_dir
        self._knowledge_dir = knowledge_dir
        self._hearing = Hearing(rules)
        self._coefficients = coefficients or load_coefficients()
        self._not_covered = not_covered or {}
        self._judge = Judge(self._coefficients.gates, self._not_covered, self.dangerous_articles)
        self._progress: Progress = progress or _no_progress
        self._cache: EmbeddingCache | None = None
        self._lemmas: Lemmatiser = NoLemmas()
        self._index = build_index({}, self._lemmas, self._coefficients.fusion)
        self._articles: Mapping[str, Article] = {}
        self._danger: DangerSense | None = None
        self._recent = RecentDecisions()
        self._improving: asyncio.Task[None] | None = None
        self.revision = -1

    @property
    def embedder(self) -> Embedder:
        """Return what makes the vectors; it stays this answerer's to close."""
        return self._embedder

    @property
    def index(self) -> Index:
        """Return the index that questions are compared with now."""
        return self._index

    @property
    def not_covered(self) -> Mapping[str, Article]:
        """Return the topics that the office does not answer."""
        return self._not_covered

    @property
    def dangerous_articles(self) -> Collection[str]:
        """Return the articles whose questions people in danger ask too."""
        return self._hearing.examples.articles

    def language_means(self) -> Mapping[str, NDArray[np.float32]]:
        """Return the mean vector of the articles' questions in each language; empty until embeddings are in place."""
        vectors, languages = self._index.question_vectors, self._index.questions.languages
        return {} if vectors is None else {code: vectors[mask].mean(axis=0) for code, mask in languages.items()}

    async def load(self, articles: Mapping[str, Article], contacts: Mapping[str, Contact] | None = None, revision: int = 0) -> None:
        """Take new articles: words can be searched on return, meanings and lemmas follow in the background.

        Where only a few texts are new, their meanings are there on return too.
        """
        del contacts  # values of facts are no text to search in
        articles = self.with_not_covered(articles)
        await self._stop_improving()
        started = time.perf_counter()
        self._lemmas = self._open_lemmas(articles)
        build = asyncio.to_thread(build_index, articles, self._lemmas, self._coefficients.fusion)
        # Both take a second, so they are done at once.
        index, is_embedded = await asyncio.gather(build, self._embed_few(list(articles.values())))
        if is_embedded:
            await self._swap_in_embeddings(index)
        else:
            self._use(index)
        self._articles = articles
        self.revision = revision
        logger.info("search.words_ready articles=%d revision=%d seconds=%.2f", len(articles), revision, time.perf_counter() - started)
        self._improving = asyncio.create_task(self._improve(articles))

    def with_not_covered(self, articles: Mapping[str, Article]) -> Mapping[str, Article]:
        """Return articles followed by the topics that the office does not answer: what is searched."""
        return {**articles, **self._not_covered}

    async def ready(self) -> None:
        """Wait until lemmas and embeddings are in place."""
        if self._improving:
            await asyncio.shield(self._improving)

    async def close(self) -> None:
        """Stop what runs in the background."""
        await self._stop_improving()
        await self._embedder.close()

    def is_emergency(self, text: str) -> bool:
        """Tell whether a text speaks of danger."""
        return self._hearing.is_emergency(text)

    def is_follow_up(self, text: str) -> bool:
        """Tell whether a text can only be understood with the answer before it."""
        return self._hearing.is_follow_up(text)

    async def decide(self, text: str, *, language: str | None, accepts_russian: bool = False, after: str | None = None) -> Decision:
        """Return what a question leads to; `language` is the one that the person chose, `after` the article that they just read."""
        del accepts_russian  # which text of an article is shown is the caller's choice
        text, index = in_one_script(text[:MAX_READ]), self._index
        known = self._recent.get(text, language, after)
        if known is not None:
            return known
        [vector] = await self._vectors([text], index)
        decision = await self._understood(self.hear(text, language, vector), vector, index, after)
        # A decision on yesterday's articles, or one without the meaning that the index could compare, must not last.
        if index is self._index and (vector is not None or not index.has_meaning):
            self._recent.keep(text, language, after, decision)
        return decision

    def hear(self, text: str, language: str | None, vector: Vector | None = None) -> Heard:
        """Return what a question says before any article is looked at: its language, and danger, a wish for a human, chat or an own case."""
        felt = None if vector is None or self._danger is None else self._danger.feel(vector)
        return self._hearing.hear(text, language, self._index.texts, felt)

    def judge(self, heard: Heard, found: Sequence[Candidate], basis: Basis) -> Decision:
        """Return what a question leads to with the candidates that the search found on a basis."""
        return self._judge.judge(heard, found, basis)

    async def _understood(self, heard: Heard, vector: Vector | None, index: Index, after: str | None) -> Decision:
        """Return what a message leads to: by itself, with the article that it follows up on, or in parts."""
        basis = index.basis(has_meaning=vector is not None)
        whole = self.judge(heard, index.search(heard.text, heard.detected, vector), basis)
        if after and (subject := self._subject(heard, after)):
            [found] = await self._found([f"{subject}. {heard.text}"], heard, index)
            return understood_with(whole, self._judge.covered(found), after, self._articles[after].related)
        parts = [] if heard.ruled else needs_in(heard.text)
        found_by_part = await self._found(parts, heard, index)
        return one_choice_a_need(whole, [self.judge(replace(heard, text=part), found, basis) for part, found in zip(parts, found_by_part, strict=True)])

    async def _found(self, texts: Sequence[str], heard: Heard, index: Index) -> list[list[Candidate]]:
        """Return what the search finds for other readings of a message."""
        vectors = await self._vectors(texts, index)
        return [index.search(text, heard.detected, vector) for text, vector in zip(texts, vectors, strict=True)]

    def _subject(self, heard: Heard, after: str) -> str:
        """Return the title of the article that a message follows up on; empty where it stands by itself."""
        article = self._articles.get(after)
        if article is None or heard.ruled or not self.is_follow_up(heard.text):
            return ""
        text = article.text_in((heard.detected, *FALLBACKS))
        return text.title if text else ""

    async def _vectors(self, texts: Sequence[str], index: Index) -> Sequence[Vector | None]:
        if not index.has_meaning or not texts:
            return [None] * len(texts)
        try:
            return list(np.asarray(await self._embedder.embed_queries(texts), np.float32))
        except EmbeddingError:
            logger.warning("search.embedder_silent")
            return [None] * len(texts)

    def _use(self, index: Index) -> None:
        self._index = index
        self._recent.clear()

    def _open_lemmas(self, articles: Mapping[str, Article]) -> Lemmatiser:
        if self._data_dir is None:
            return NoLemmas()
        opened = lemma_tries.Lemmas(self._data_dir / "lemmas", languages_of(articles))
        # The same dictionaries as before: the words that were looked up stay known.
        return self._lemmas if self._lemmas == opened else opened

    async def _improve(self, articles: Mapping[str, Article]) -> None:
        """Compute embeddings first, they help most; then build the lemma tries that are missing."""
        if not self._index.has_meaning:
            await self._swap_in_embeddings(self._index)
        if self._data_dir is None or not await lemma_tries.build(self._data_dir / "lemmas", languages_of(articles)):
            return
        self._lemmas = self._open_lemmas(articles)
        better = await asyncio.to_thread(build_index, articles, self._lemmas, self._coefficients.fusion)
        await self._swap_in_embeddings(better)
        logger.info("search.lemmas_ready")

    async def _embed_few(self, articles: Sequence[Article]) -> bool:
        """Embed what a small change made new; False where that takes more than a moment.

        Where it is true no question meets an index that compares words only.
        """
        if self._cache is None or not self._index.has_meaning:
            return False
        questions, passages = unknown_texts(articles, self._cache)
        if len(questions) + len(passages) > FEW_TEXTS:
            return False
        try:
            async with asyncio.timeout(AT_ONCE_S):
                await embed_texts(questions, passages, self._embedder, self._cache, self._progress)
        except (TimeoutError, EmbeddingError):
            return False
        return True

    async def _swap_in_embeddings(self, index: Index) -> None:
        if not self._embedder.model or not index.article_ids:
            self._use(index)
            return
        if self._cache is None:
            folder = self._data_dir / "embeddings" if self._data_dir else None
            self._cache = await asyncio.to_thread(EmbeddingCache, folder, self._embedder.model, self._knowledge_dir)
        kept = [key_of("query", text) for _, text in self._hearing.examples.lines]
        try:
            self._use(await embed_index(index, self._embedder, self._cache, self._progress, kept))
            await self._learn_danger(self._index, self._cache)
        except EmbeddingError:
            self._use(index)
            logger.warning("search.words_only reason=embedder_failed")

    async def _learn_danger(self, index: Index, cache: EmbeddingCache) -> None:
        """Learn what danger means from the examples, once: an edited article changes nothing about it."""
        kinds, texts = zip(*self._hearing.examples.lines, strict=True) if self._hearing.examples.lines else ((), ())
        if self._danger is not None or not texts or index.question_vectors is None:
            return
        await embed_texts(texts, (), self._embedder, cache, self._progress)
        examples = np.stack([vector for text in texts if (vector := cache.get(key_of("query", text))) is not None])
        asked_in_danger = [index.article_ids[unit.article] in self.dangerous_articles for unit in index.questions.units]
        ordinary = index.question_vectors[~np.array(asked_in_danger)]
        self._danger = await asyncio.to_thread(DangerSense.of, examples, kinds, ordinary)
        self._recent.clear()

    async def _stop_improving(self) -> None:
        task, self._improving = self._improving, None
        if task and not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
