"""What preferred labels mean: their embeddings, for phrases that share no letters with the name of what they mean.

Only preferred labels are embedded. On three sets of job titles that was better than embedding all names (.68 against .65
mean reciprocal rank on Danish titles), and it takes a tenth of the time.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.embedding import Embedder, unit_vectors
from welcomebot.search.label_forms import plain_title, singular
from welcomebot.search.labels import LabelIndex

Vectors = NDArray[np.float32]
Scores = NDArray[np.float32]
Progress = Callable[[int, int], None]  # done, total

KIND = "query"  # labels and typed titles are compared with each other, not a question with a page
BATCH = 16  # labels
SAVE_EVERY = 640  # new vectors; what is computed survives a crash


@dataclass(frozen=True)
class Meaning:
    """Unit vectors of preferred labels after taking away what all labels have in common."""

    vectors: Vectors
    owners: NDArray[np.intp]  # the concept of each vector
    starts: NDArray[np.intp]
    common: NDArray[np.float32]

    def score(self, vector: NDArray[np.float32]) -> Scores:
        """Return the cosine of each concept's nearest preferred label with a phrase's vector."""
        cosines = self.vectors @ unit_vectors(unit_vectors(vector[None, :]) - self.common)[0]
        return np.asarray(np.maximum.reduceat(cosines, self.starts), np.float32)


def meant_text(text: str) -> str:
    """Return what is embedded of a phrase: capitals and plurals say nothing about the work."""
    return singular(" ".join(plain_title(text).casefold().split()))


async def embed_labels(index: LabelIndex, embedder: Embedder, folder: Path | None, progress: Progress) -> Meaning | None:
    """Return the meaning of an index's preferred labels, from the cache where it is known; nothing without an embedder."""
    if not embedder.model or not len(index.preferred):
        return None
    texts = [" ".join(index.labels[place].text.casefold().split()) for place in index.preferred]
    cache = await asyncio.to_thread(EmbeddingCache, folder, embedder.model)
    vectors = await embed_texts(texts, embedder, cache, progress)
    owners = index.owners[index.preferred]
    common = vectors.mean(axis=0)
    starts = np.searchsorted(owners, np.arange(len(index.concepts))).astype(np.intp)
    return Meaning(unit_vectors(vectors - common), owners, starts, common)


async def embed_texts(texts: Sequence[str], embedder: Embedder, cache: EmbeddingCache, progress: Progress) -> Vectors:
    """Return the unit vectors of texts; those that the cache lacks are computed, and saved as it goes."""
    keys = [key_of(KIND, text) for text in texts]
    todo = {key: text for key, text in zip(keys, texts, strict=True) if cache.get(key) is None}
    waiting = sorted(todo, key=lambda key: len(todo[key]))  # texts of one length make the quickest batches
    for start in range(0, len(waiting), BATCH):
        batch = waiting[start : start + BATCH]
        cache.put(batch, await embedder.embed_queries([todo[key] for key in batch]))
        progress(start + len(batch), len(waiting))
        if (start + BATCH) % SAVE_EVERY == 0:
            await asyncio.to_thread(cache.save)
    await asyncio.to_thread(cache.save)
    return unit_vectors(np.stack([vector for key in keys if (vector := cache.get(key)) is not None]).astype(np.float32))
