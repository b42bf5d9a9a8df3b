"""What questions mean, comparably across languages.

Vectors of one language lie together whatever they speak of, so each language's own mean is taken off: measured on the golden questions, that
joins five times as many pairs of one article at the same purity (tests/bench/clusters.py). The means are those of the articles' questions.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.embedding import Embedder, unit_vectors

Vectors = NDArray[np.float32]

KEPT = 20_000  # vectors in memory: about 30 MB


class QuestionMeaning:
    """Makes the vectors of people's questions; they stay in memory, for words can be guessed back from a vector."""

    def __init__(self, embedder: Embedder, means: Callable[[], Mapping[str, Vectors]]) -> None:
        self._embedder, self._means = embedder, means
        self._cache = EmbeddingCache(None, embedder.model)

    async def vectors(self, questions: Sequence[tuple[str, str]]) -> Vectors:
        """Return a unit vector for each (text, language); without any dimension where there is no embedder."""
        if not self._embedder.model or not questions:
            return np.zeros((len(questions), 0), np.float32)
        keys = [key_of("query", text) for text, _ in questions]
        known = await self._known(dict(zip(keys, (text for text, _ in questions), strict=True)))
        if len(self._cache) > KEPT:
            self._cache.keep_only(keys)
        return centred(np.stack([known[key] for key in keys]), [language for _, language in questions], self._means())

    async def _known(self, texts: Mapping[str, str]) -> Mapping[str, Vectors]:
        known = {key: vector for key in texts if (vector := self._cache.get(key)) is not None}
        todo = sorted((key for key in texts if key not in known), key=lambda key: len(texts[key]))
        size = self._embedder.batch_size
        # Small batches, one after another: a person's question goes in between.
        for start in range(0, len(todo), size):
            batch = todo[start : start + size]
            vectors = await self._embedder.embed_queries([texts[key] for key in batch])
            self._cache.put(batch, vectors)
            self._cache.save()
            known.update(zip(batch, vectors, strict=True))
        return known


def centred(vectors: Vectors, languages: Sequence[str], means: Mapping[str, Vectors]) -> Vectors:
    """Return unit vectors with the mean of their language taken off; a language without a mean of its own gets the mean of all."""
    if not means:
        return vectors
    everywhere = np.mean(list(means.values()), axis=0)
    moved = vectors - np.stack([means.get(language, everywhere) for language in languages])
    return unit_vectors(moved)
