"""What somebody can do, read from their own words: the `SkillReader` of `services/ports.py`.

    reader = SkillReader(embedder, data_dir=settings.data_dir)      # the embedder of the answerer; the reader never closes it
    await reader.load(read_skills(settings.knowledge_dir, settings.data_dir), aliases)
    claims = await reader.read("I weld, 5 years. Finnish A2", language="en")
    await reader.close()

`load` returns when words can be read; dictionary forms and meanings follow in the background, and `ready` waits for them.
Call it again when the taxonomy or the office's aliases (concept, language, label) change.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.claims import Claims
from welcomebot.domain.language import CODES
from welcomebot.domain.skills import Concept, Taxonomy
from welcomebot.errors import EmbeddingError
from welcomebot.search import lemmas
from welcomebot.search.cache import EmbeddingCache
from welcomebot.search.embedding import Embedder
from welcomebot.search.label_meaning import Meaning, Progress, embed_labels, embed_texts, meant_text
from welcomebot.search.label_scoring import EVERYDAY, Weights
from welcomebot.search.labels import LabelIndex
from welcomebot.search.linking import Linker
from welcomebot.search.skill_judging import judge, look_up
from welcomebot.services.curate_skills import taxonomy_with_aliases

logger = logging.getLogger(__name__)

MAX_READ = 4_000  # characters of a message
MAX_MEANT = 40  # phrases of a message whose meaning is compared; each costs some 15 ms
FOLDER = "label-embeddings"

Vectors = dict[str, NDArray[np.float32]]


class SkillReader:
    """Reads claims; better indexes replace the first one without a pause."""

    def __init__(self, embedder: Embedder, *, data_dir: Path | None = None, progress: Progress | None = None, weights: Weights = EVERYDAY) -> None:
        self._embedder = embedder
        self._data_dir = data_dir
        self._weights = weights
        self._progress: Progress = progress or (lambda _done, _total: None)
        self._linker = Linker(LabelIndex.of(()), weights=weights)
        self._improving: asyncio.Task[None] | None = None
        self._loaded: asyncio.Event | None = None  # where a load is on its way
        self.taxonomy = Taxonomy()

    @property
    def linker(self) -> Linker:
        """Return what links single phrases at this moment."""
        return self._linker

    async def load(self, taxonomy: Taxonomy, aliases: Iterable[tuple[str, str, str]] = ()) -> None:
        """Take a taxonomy, with further names of its concepts as (concept, language, label)."""
        await self.close()
        self.taxonomy = taxonomy
        concepts = tuple(taxonomy_with_aliases(taxonomy, aliases).concepts.values())
        self._linker = Linker(await asyncio.to_thread(LabelIndex.of, concepts, self._lemmas()), weights=self._weights)
        self._improving = asyncio.create_task(self._improve(concepts))
        if self._loaded:
            self._loaded.set()

    def expect_load(self) -> None:
        """Let everybody who reads wait for the load that somebody is about to begin."""
        self._loaded = asyncio.Event()

    async def loaded(self) -> None:
        """Wait for the load that is expected."""
        if self._loaded:
            await self._loaded.wait()

    async def ready(self) -> None:
        """Wait until dictionary forms and meanings are in place."""
        if self._improving:
            await asyncio.shield(self._improving)

    async def close(self) -> None:
        """Stop what runs in the background; the embedder is not this reader's to close."""
        task, self._improving = self._improving, None
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def read(self, text: str, *, language: str | None = None) -> Claims:
        """Return what a text says of its writer; `language` is the one that the person chose. It waits for a load that is expected."""
        await self.loaded()
        linker = self._linker
        found = await asyncio.to_thread(look_up, linker, text[:MAX_READ], language)
        vectors = await self.vectors(linker, found.to_compare[:MAX_MEANT])
        return await asyncio.to_thread(judge, linker, found, vectors, language)

    async def vectors(self, linker: Linker, texts: Sequence[str]) -> Vectors:
        """Return the vectors of phrases by their `meant_text`; none where there is no meaning to compare with."""
        if linker.meaning is None or not texts:
            return {}
        meant = list(dict.fromkeys(map(meant_text, texts)))
        try:
            found = await embed_texts(meant, self._embedder, EmbeddingCache(None, self._embedder.model), lambda _done, _total: None)
        except EmbeddingError:
            logger.warning("skills.embedder_silent")
            return {}
        return dict(zip(meant, found, strict=True))

    def _lemmas(self) -> lemmas.Lemmas | None:
        return lemmas.Lemmas(self._data_dir / "lemmas", CODES) if self._data_dir else None

    async def _improve(self, concepts: Sequence[Concept]) -> None:
        """Compute meanings first, they help most; then build the dictionaries that are missing."""
        meaning = await self._meaning(self._linker.index)
        self._linker = Linker(self._linker.index, meaning, self._weights)
        if self._data_dir is None or not await lemmas.build(self._data_dir / "lemmas", CODES):
            return
        self._linker = Linker(await asyncio.to_thread(LabelIndex.of, concepts, self._lemmas()), meaning, self._weights)
        logger.info("skills.ready labels=%d", len(self._linker.index.labels))

    async def _meaning(self, index: LabelIndex) -> Meaning | None:
        try:
            return await embed_labels(index, self._embedder, self._data_dir / FOLDER if self._data_dir else None, self._progress)
        except EmbeddingError:
            logger.warning("skills.words_only reason=embedder_failed")
            return None
