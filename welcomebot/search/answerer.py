"""Decides what a question leads to: danger, chat, own case, an answer, choices, or an honest no."""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.answering import Candidate, Decision, Outcome
from welcomebot.domain.contacts import Contact
from welcomebot.domain.emergency import EmergencyRules, find_emergency
from welcomebot.domain.folding import words
from welcomebot.domain.knowledge import Article
from welcomebot.domain.language import CODES, FALLBACKS
from welcomebot.domain.own_case import find_own_case
from welcomebot.domain.small_talk import find_small_talk
from welcomebot.errors import EmbeddingError
from welcomebot.search import lemmas as lemma_tries
from welcomebot.search.cache import EmbeddingCache
from welcomebot.search.embedding import Embedder
from welcomebot.search.index import Index, build_index
from welcomebot.search.language import detect, is_sure
from welcomebot.search.normalise import Lemmatiser, NoLemmas
from welcomebot.search.recent import RecentDecisions
from welcomebot.search.rule_files import DOTS, Coefficients, Rules, load_coefficients, load_rules
from welcomebot.search.units import languages_of
from welcomebot.search.vectors import Progress, embed_index, embed_texts, unknown_texts

logger = logging.getLogger(__name__)

MAX_READ = 1_000  # characters of a question
FEW_TEXTS, AT_ONCE_S = 60, 2.0  # an edited article in all languages; a published answer is live within five seconds, whatever the embedder does


def _no_progress(done: int, total: int) -> None:
    del done, total


@dataclass(frozen=True)
class Heard:
    """What a question says before any article is looked at; `ruled` is the outcome where a rule decides."""

    text: str
    detected: str
    language: str
    unspoken: str | None = None
    ruled: Outcome | None = None
    detail: str = ""


class Answerer:
    """The search and its rules; articles are loaded as a whole, and better indexes replace it without a pause."""

    def __init__(
        self,
        embedder: Embedder,
        *,
        data_dir: Path | None = None,
        rules: Rules | None = None,
        coefficients: Coefficients | None = None,
        not_covered: Mapping[str, Article] | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._embedder = embedder
        self._data_dir = data_dir
        self._rules = rules or load_rules()
        self._coefficients = coefficients or load_coefficients()
        self._not_covered = not_covered or {}
        self._progress: Progress = progress or _no_progress
        self._cache: EmbeddingCache | None = None
        self._lemmas: Lemmatiser = NoLemmas()
        self._index = build_index({}, self._lemmas, self._coefficients.fusion)
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
        return find_emergency(text[:MAX_READ], self._emergency_rules(text)) is not None

    async def decide(self, text: str, *, language: str | None, accepts_russian: bool = False) -> Decision:
        """Return what a question leads to; `language` is the one that the person chose."""
        del accepts_russian  # which text of an article is shown is the caller's choice
        text, index = text[:MAX_READ], self._index
        known = self._recent.get(text, language)
        if known is not None:
            return known
        vector = await self._vector(text, index)
        decision = self.decide_on(text, language, index, vector)
        # A decision on yesterday's articles, or one without the meaning that the index could compare, must not last.
        if index is self._index and (vector is not None or not index.has_meaning):
            self._recent.keep(text, language, decision)
        return decision

    def decide_on(self, text: str, language: str | None, index: Index, vector: NDArray[np.float32] | None) -> Decision:
        """Return what a question leads to in an index; `vector` is its meaning."""
        heard = self.hear(text, language)
        return self.judge(heard, index.search(text, heard.detected, vector))

    def hear(self, text: str, language: str | None) -> Heard:
        """Return what a question says before any article is looked at: its language, and danger, chat or an own case."""
        detected, confidence = detect(text, language)
        is_spoken = detected in CODES
        heard = Heard(
            text,
            detected,
            language=detected if is_spoken else language or FALLBACKS[0],
            unspoken=detected if not is_spoken and is_sure(text, confidence) else None,
        )
        if emergency := find_emergency(text, self._emergency_rules(text)):
            return replace(heard, ruled=Outcome.EMERGENCY, detail=emergency.kind)
        if chat := find_small_talk(text, self._rules.small_talk):
            return replace(heard, ruled=Outcome.SMALL_TALK, detail=chat.kind)
        if own := find_own_case(text, self._rules.own_case):
            return replace(heard, ruled=Outcome.OWN_CASE, detail=own.authority)
        return heard

    def judge(self, heard: Heard, found: Sequence[Candidate]) -> Decision:
        """Return what a question leads to with the candidates that the search found."""
        candidates = tuple(candidate for candidate in found if candidate.article_id not in self._not_covered)
        decide = partial(Decision, language=heard.language, unspoken=heard.unspoken, candidates=candidates)
        if heard.ruled is not None:
            return decide(heard.ruled, detail=heard.detail)
        gate = self._coefficients.with_meaning if found and "question" in found[0].signals else self._coefficients.words_only
        length = len(words(heard.text))
        if found and found[0].article_id in self._not_covered:
            # Nearest to what the office does not answer: a refusal, which says where to ask where it is sure what the question is about.
            outcome, _ = gate.decide(found, length, heard.detected)
            return decide(Outcome.NO_ANSWER, detail=found[0].article_id if outcome is Outcome.ANSWER else "")
        outcome, offered = gate.decide(candidates, length, heard.detected)
        return decide(outcome, offered=offered)

    async def _vector(self, text: str, index: Index) -> NDArray[np.float32] | None:
        if not index.has_meaning:
            return None
        try:
            vectors = await self._embedder.embed_queries([text])
        except EmbeddingError:
            logger.warning("search.embedder_silent")
            return None
        return np.asarray(vectors[0], np.float32)

    def _use(self, index: Index) -> None:
        self._index = index
        self._recent.clear()

    def _emergency_rules(self, text: str) -> list[EmergencyRules]:
        # Rules of every language are asked: the language of a short cry for help is guessed wrongly too often.
        plain = () if any(letter in text for letter in DOTS) else self._rules.emergencies_without_dots
        return [*self._rules.emergencies, *plain]

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
            self._cache = await asyncio.to_thread(EmbeddingCache, folder, self._embedder.model)
        try:
            self._use(await embed_index(index, self._embedder, self._cache, self._progress))
        except EmbeddingError:
            self._use(index)
            logger.warning("search.words_only reason=embedder_failed")

    async def _stop_improving(self) -> None:
        task, self._improving = self._improving, None
        if task and not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
